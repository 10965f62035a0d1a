#include "ui/screen_size.h"

#include <stdlib.h>
#include <string.h>

#include <SDL_syswm.h>

#ifdef SDL_VIDEO_DRIVER_X11

typedef int get_geometry(Display *, Drawable, Window *, int *, int *, unsigned *, unsigned *,
                         unsigned *, unsigned *);

struct screen_size {
    void *library;
    get_geometry *get_geometry;
    Display *display;
    Window root;
    unsigned width, height; /* when it was opened */
};

static bool ask(const struct screen_size *screen, Drawable what, Window *root, unsigned *width,
                unsigned *height)
{
    int x, y;
    unsigned border, depth;
    return screen->get_geometry(screen->display, what, root, &x, &y, width, height, &border,
                                &depth) != 0;
}

struct screen_size *screen_size_open(SDL_Window *window)
{
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
        return NULL;
    struct screen_size *screen = calloc(1, sizeof *screen);
    if (!screen)
        return NULL;
    /* The one that SDL has loaded for itself. */
    screen->library = SDL_LoadObject("libX11.so.6");
    screen->display = info.info.x11.display;
    void *found = screen->library ? SDL_LoadFunction(screen->library, "XGetGeometry") : NULL;
    memcpy(&screen->get_geometry, &found, sizeof found);
    Window root;
    if (found &&
        ask(screen, info.info.x11.window, &screen->root, &screen->width, &screen->height) &&
        ask(screen, screen->root, &root, &screen->width, &screen->height))
        return screen;
    screen_size_close(screen);
    return NULL;
}

void screen_size_close(struct screen_size *screen)
{
    if (screen && screen->library)
        SDL_UnloadObject(screen->library);
    free(screen);
}

bool screen_size_differs(const struct screen_size *screen)
{
    Window root;
    unsigned width, height;
    return screen && ask(screen, screen->root, &root, &width, &height) &&
           (width != screen->width || height != screen->height);
}

#else

struct screen_size *screen_size_open(SDL_Window *window)
{
    (void)window;
    return NULL;
}

void screen_size_close(struct screen_size *screen)
{
    (void)screen;
}

bool screen_size_differs(const struct screen_size *screen)
{
    (void)screen;
    return false;
}

#endif
