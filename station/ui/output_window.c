#include "ui/output.h"

#include "base/clock.h"
#include "ui/screen_size.h"

#include <SDL.h>

#include <stdlib.h>
#include <string.h>

static const int64_t HELD_NS = NS_PER_S;
static const int64_t LOOK_EVERY_NS = NS_PER_S; /* at rate and size */

/* SDL's KMSDRM driver may make its surface anew within a present and then shows that one, empty: a
 * picture that stands still would never be seen. So the first ones of a size are presented again.
 */
enum { SETTLE_PRESENTS = 3 };

struct output_window {
    struct output output;
    const struct log *log;
    struct window_options options;
    SDL_Window *window; /* NULL: lost in a change of mode, looked for each second */
    struct screen_size *screen;
    SDL_Renderer *renderer; /* where the driver has no surface of its own (KMSDRM); else NULL */
    SDL_Texture *texture;
    int64_t down_ns; /* since when a button key is down; 0: up */
    bool held_said;
    unsigned settling; /* presents still owed to a new surface, see SETTLE_PRESENTS */
    bool redraw;       /* the display was lost or changed: draw anew */
    bool failed;       /* said once */
    unsigned shown;    /* since rate_from */
    int64_t rate_from_ns;
    double rate_hz;
};

static struct output_window *window_of(struct output *output)
{
    return (struct output_window *)output;
}

static int report(struct output_window *window, const char *what)
{
    if (!window->failed)
        log_line(window->log, LOG_WARNING, "display: %s: %s; trying again", what, SDL_GetError());
    window->failed = true;
    window->redraw = true;
    return -1;
}

static int texture_make(struct output_window *window)
{
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    window->texture =
        SDL_CreateTexture(window->renderer, SDL_PIXELFORMAT_RGB888, SDL_TEXTUREACCESS_STREAMING,
                          window->output.width, window->output.height);
    return window->texture ? 0 : -1;
}

static int present(struct output_window *window)
{
    if (SDL_RenderCopy(window->renderer, window->texture, NULL, NULL))
        return report(window, "the picture could not be shown");
    SDL_RenderPresent(window->renderer);
    return 0;
}

static int show_texture(struct output_window *window, const struct picture *picture,
                        const struct rect *changed, unsigned count)
{
    if (!window->texture && texture_make(window))
        return report(window, "no texture");
    for (unsigned i = 0; i < count; i++) {
        SDL_Rect part = {changed[i].x, changed[i].y, changed[i].w, changed[i].h};
        const uint8_t *from =
            picture->pixels + (ptrdiff_t)part.y * picture->stride + (ptrdiff_t)part.x * 4;
        if (SDL_UpdateTexture(window->texture, &part, from, picture->stride))
            return report(window, "the picture could not be sent");
    }
    return present(window);
}

static int show_surface(struct output_window *window, const struct picture *picture,
                        const struct rect *changed, unsigned count)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->window);
    if (!surface)
        return report(window, "no surface");
    SDL_Rect parts[64];
    unsigned kept = 0;
    for (unsigned i = 0; i < count && kept < 64; i++) {
        const SDL_Rect all = {0, 0, surface->w, surface->h};
        const SDL_Rect part = {changed[i].x, changed[i].y, changed[i].w, changed[i].h};
        if (!SDL_IntersectRect(&part, &all, &parts[kept]))
            continue;
        const SDL_Rect *p = &parts[kept++];
        const uint8_t *from =
            picture->pixels + (ptrdiff_t)p->y * picture->stride + (ptrdiff_t)p->x * 4;
        uint8_t *to = (uint8_t *)surface->pixels + (ptrdiff_t)p->y * surface->pitch +
                      (ptrdiff_t)p->x * surface->format->BytesPerPixel;
        if (SDL_ConvertPixels(p->w, p->h, SDL_PIXELFORMAT_RGB888, from, picture->stride,
                              surface->format->format, to, surface->pitch))
            return report(window, "the picture could not be copied");
    }
    if (kept && SDL_UpdateWindowSurfaceRects(window->window, parts, (int)kept))
        return report(window, "the picture could not be sent");
    return 0;
}

static int window_show(struct output *output, const struct picture *picture,
                       const struct rect *changed, unsigned count)
{
    struct output_window *window = window_of(output);
    if (picture->width != output->width || picture->height != output->height)
        return 0; /* drawn before the size changed; the next one fits */
    if (!window->window)
        return report(window, "no window");
    int status = window->renderer ? show_texture(window, picture, changed, count)
                                  : show_surface(window, picture, changed, count);
    if (status == 0) {
        window->failed = false;
        window->shown++;
    }
    return status;
}

static void press_add(struct output_input *input, enum press_kind kind, int64_t now_ns)
{
    if (input->presses < sizeof input->press / sizeof *input->press)
        input->press[input->presses++] = (struct press){.time_ns = now_ns, .kind = kind};
}

static void key_down(struct output_window *window, const SDL_KeyboardEvent *key, int64_t now_ns,
                     struct output_input *input)
{
    if (key->repeat)
        return;
    switch (key->keysym.sym) {
    case SDLK_SPACE:
    case SDLK_RIGHT:
        window->down_ns = now_ns ? now_ns : 1;
        window->held_said = false;
        break;
    case SDLK_RETURN:
    case SDLK_KP_ENTER: press_add(input, PRESS_HELD, now_ns); break;
    case SDLK_ESCAPE:
        press_add(input, PRESS_LEAVE, now_ns);
        input->leave = true;
        break;
    default: break;
    }
}

static void key_up(struct output_window *window, const SDL_KeyboardEvent *key, int64_t now_ns,
                   struct output_input *input)
{
    if ((key->keysym.sym != SDLK_SPACE && key->keysym.sym != SDLK_RIGHT) || !window->down_ns)
        return;
    if (!window->held_said)
        press_add(input, now_ns - window->down_ns < HELD_NS ? PRESS_SHORT : PRESS_HELD, now_ns);
    window->down_ns = 0;
}

static void resized(struct output_window *window)
{
    if (window->renderer)
        SDL_GetRendererOutputSize(window->renderer, &window->output.width, &window->output.height);
    else
        SDL_GetWindowSize(window->window, &window->output.width, &window->output.height);
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    window->texture = NULL;
    window->settling = SETTLE_PRESENTS;
    window->redraw = true;
}

static void window_unmake(struct output_window *window)
{
    screen_size_close(window->screen);
    if (window->texture)
        SDL_DestroyTexture(window->texture);
    if (window->renderer)
        SDL_DestroyRenderer(window->renderer);
    if (window->window)
        SDL_DestroyWindow(window->window);
    window->screen = NULL;
    window->texture = NULL;
    window->renderer = NULL;
    window->window = NULL;
}

static int window_make(struct output_window *window, struct error *error)
{
    const struct window_options *options = &window->options;
    Uint32 flags = options->fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    SDL_Rect place = {SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                      options->width > 0 ? options->width : 1280,
                      options->height > 0 ? options->height : 720};
    /* Without a window manager nobody else makes it as large as the screen. */
    if (options->fullscreen)
        SDL_GetDisplayBounds(0, &place);
    window->window = SDL_CreateWindow("Mat Station", place.x, place.y, place.w, place.h, flags);
    if (!window->window)
        return error_set(error, "no window: %s; run with --headless DIR for pictures instead",
                         SDL_GetError());
    /* KMSDRM has no surface of its own, and not every SDL says so when asked for one. */
    if (SDL_strcasecmp(SDL_GetCurrentVideoDriver(), "kmsdrm") == 0 ||
        !SDL_GetWindowSurface(window->window)) {
        window->renderer = SDL_CreateRenderer(window->window, -1, 0);
        if (!window->renderer)
            return error_set(error,
                             "the display cannot be drawn on: %s; is the user in the "
                             "groups video and render?",
                             SDL_GetError());
    }
    if (options->fullscreen) {
        SDL_ShowCursor(SDL_DISABLE);
        window->screen = screen_size_open(window->window);
    }
    resized(window);
    return 0;
}

/* A full screen of another size: SDL begins anew, and learns it. What fails is tried again. */
static void follow_screen(struct output_window *window)
{
    struct error error;
    if (window->window && !screen_size_differs(window->screen))
        return;
    window_unmake(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) || window_make(window, &error)) {
        window_unmake(window);
        report(window, "no window after a change of mode");
        return;
    }
    log_line(window->log, LOG_INFO, "display: now %d x %d", window->output.width,
             window->output.height);
}

static void window_poll(struct output *output, int64_t now_ns, struct output_input *input)
{
    struct output_window *window = window_of(output);
    memset(input, 0, sizeof *input);
    for (SDL_Event event; SDL_PollEvent(&event);) {
        switch (event.type) {
        case SDL_QUIT: input->leave = true; break;
        case SDL_KEYDOWN: key_down(window, &event.key, now_ns, input); break;
        case SDL_KEYUP: key_up(window, &event.key, now_ns, input); break;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
                resized(window);
            else if (event.window.event == SDL_WINDOWEVENT_EXPOSED)
                window->redraw = true;
            break;
        case SDL_RENDER_TARGETS_RESET:
        case SDL_RENDER_DEVICE_RESET:
        case SDL_DISPLAYEVENT: resized(window); break;
        default: break;
        }
    }
    if (window->texture && window->settling) {
        window->settling--;
        present(window);
    }
    if (window->down_ns && !window->held_said && now_ns - window->down_ns >= HELD_NS) {
        press_add(input, PRESS_HELD, now_ns);
        window->held_said = true;
    }
    if (now_ns - window->rate_from_ns >= LOOK_EVERY_NS) {
        window->rate_hz = window->shown * 1e9 / (double)(now_ns - window->rate_from_ns);
        window->shown = 0;
        window->rate_from_ns = now_ns;
        follow_screen(window);
    }
    input->key_down_ns = window->down_ns;
    input->width = output->width;
    input->height = output->height;
    input->resized = window->redraw;
    window->redraw = false;
}

static void window_describe(const struct output *output, char *text, unsigned size)
{
    const struct output_window *window = (const struct output_window *)output;
    SDL_DisplayMode mode = {0};
    int display = window->window ? SDL_GetWindowDisplayIndex(window->window) : -1;
    if (display < 0 || SDL_GetCurrentDisplayMode(display, &mode))
        mode.refresh_rate = 0;
    snprintf(text, size, "%s, %d \xC3\x97 %d, %d\xC2\xA0Hz, %.0f/s",
             window->window ? SDL_GetCurrentVideoDriver() : "\xE2\x80\x93", output->width,
             output->height, mode.refresh_rate, window->rate_hz);
}

static void window_close(struct output *output)
{
    struct output_window *window = window_of(output);
    window_unmake(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    free(window);
}

static const struct output_ops window_ops = {
    .show = window_show,
    .poll = window_poll,
    .describe = window_describe,
    .close = window_close,
};

/* Without any display SDL falls back on a driver that shows nothing. That is a display only to
 * somebody who asked for it by name. */
static bool shows_nothing(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    return !SDL_getenv("SDL_VIDEODRIVER") &&
           (!strcmp(driver, "offscreen") || !strcmp(driver, "dummy"));
}

/* Without a folder for its socket there is no Wayland, and its library says so on standard error at
 * every try: a station that waits for its display would fill the journal. */
static void leave_wayland_out(void)
{
    char drivers[256] = "";
    size_t length = 0;
    if (SDL_getenv("XDG_RUNTIME_DIR"))
        return;
    for (int i = 0; i < SDL_GetNumVideoDrivers() && length < sizeof drivers; i++)
        if (strcmp(SDL_GetVideoDriver(i), "wayland") != 0)
            length += (size_t)snprintf(drivers + length, sizeof drivers - length, "%s%s",
                                       length ? "," : "", SDL_GetVideoDriver(i));
    SDL_SetHint(SDL_HINT_VIDEODRIVER, drivers);
}

struct output *output_window_open(const struct window_options *options, struct error *error)
{
    leave_wayland_out();
    /* The default window surface goes through GL, which costs a software renderer 15 ms and 110 MB
     * a window. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_RENDER_VSYNC, "1");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO)) {
        error_set(error, "no display: %s", SDL_GetError());
        return NULL;
    }
    if (shows_nothing()) {
        error_set(error, "no display was found");
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return NULL;
    }
    struct output_window *window = calloc(1, sizeof *window);
    if (!window) {
        error_set(error, "no memory for the window");
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return NULL;
    }
    window->output.ops = &window_ops;
    window->log = options->log;
    window->options = *options;
    if (window_make(window, error)) {
        window_close(&window->output);
        return NULL;
    }
    return &window->output;
}
