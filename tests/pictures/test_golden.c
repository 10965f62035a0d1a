/* Pictures held against those that were looked at and found good, in tests/pictures/golden.
 *
 * With the libraries they were made with, pictures without a figure must be the same to the last
 * bit; a figure may differ by what another processor's sine rounds: no square of 16 pixels by more
 * than 2 levels of 255 on average. With other versions of cairo, FreeType or SDL_ttf, letters and
 * edges may differ a little: no square by more than 24, the whole by no more than 1.5. What differs
 * is written to build/pictures-differ. GOLDEN=write makes them anew: look at them before
 * committing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samples.h"
#include "shop.h"
#include "ui/ui.h"

#include <SDL_ttf.h>
#include <cairo.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const golden_folder = "tests/pictures/golden";
static const char *const differ_folder = "build/pictures-differ";

struct golden {
    const char *sample;
    int width, height;
    bool light, german, figure;
};

static const struct golden goldens[] = {
    {"hold", 960, 540, false, false, true},         {"place", 960, 540, false, true, true},
    {"history", 960, 540, false, false, false},     {"choose", 960, 540, true, true, false},
    {"idle", 960, 540, false, false, false},        {"fault", 960, 540, false, true, false},
    {"test", 960, 540, false, false, false},        {"free-rolling", 960, 540, false, false, false},
    {"professional", 540, 960, false, true, false}, {"people", 800, 480, false, false, false},
};

struct shop {
    struct catalogue catalogue;
    struct mat mat;
    struct view view;
    bool same_libraries;
};

static void versions(char *text, size_t size)
{
    const SDL_version *ttf = TTF_Linked_Version();
    int major = 0, minor = 0, patch = 0;
    TTF_Init();
    TTF_GetFreeTypeVersion(&major, &minor, &patch);
    TTF_Quit();
    snprintf(text, size, "cairo %s, SDL_ttf %d.%d.%d, FreeType %d.%d.%d", cairo_version_string(),
             ttf->major, ttf->minor, ttf->patch, major, minor, patch);
}

static bool writing(void)
{
    const char *golden = getenv("GOLDEN");
    return golden && strcmp(golden, "write") == 0;
}

/* Are these the libraries that the pictures were made with? Writes the note of them when asked. */
static bool check_versions(void)
{
    char now[128], then[128] = "", path[256];
    versions(now, sizeof now);
    snprintf(path, sizeof path, "%s/made-with.txt", golden_folder);
    FILE *file = fopen(path, writing() ? "w" : "r");
    if (!file)
        return false;
    if (writing())
        fprintf(file, "%s\n", now);
    else if (!fgets(then, sizeof then, file))
        then[0] = '\0';
    fclose(file);
    then[strcspn(then, "\n")] = '\0';
    return strcmp(now, then) == 0;
}

static int open_shop(void **state)
{
    struct shop *shop = calloc(1, sizeof *shop);
    if (!shop || shop_load(&shop->catalogue, &shop->mat))
        return -1;
    shop->mat.head_mark = true;
    shop->same_libraries = check_versions();
    *state = shop;
    return 0;
}

static int close_shop(void **state)
{
    struct shop *shop = *state;
    catalogue_unload(&shop->catalogue);
    free(shop);
    return 0;
}

static struct ui *draw(struct shop *shop, const struct golden *golden)
{
    struct error error;
    struct rect changed[UI_RECTS_MAX];
    const struct ui_options options = {.width = golden->width,
                                       .height = golden->height,
                                       .catalogue = &shop->catalogue,
                                       .mat = &shop->mat};
    struct ui *ui = ui_open(&options, &error);
    assert_non_null(ui);
    const int language = catalogue_find_language(&shop->catalogue, golden->german ? "de" : "en");
    for (unsigned i = 0; i < samples_count(); i++)
        if (strcmp(samples_name(i), golden->sample) == 0)
            samples_fill(i, &shop->catalogue, &shop->mat, golden->german, &shop->view);
    shop->view.language = language < 0 ? 0 : (unsigned)language;
    shop->view.dark = !golden->light;
    ui_draw(ui, &shop->view, changed);
    return ui;
}

enum { SQUARE = 16, SQUARES_MAX = 64 };

struct difference {
    unsigned pixels; /* at all */
    double mean;     /* levels a channel */
    double square;   /* the same of the square that differs most */
};

/* Counts, and leaves in `shown` a dim picture with the differences bright. */
static struct difference compare(const struct picture *now, cairo_surface_t *then, uint32_t *shown)
{
    struct difference difference = {0};
    static double square[SQUARES_MAX][SQUARES_MAX];
    memset(square, 0, sizeof square);
    const unsigned char *rows = cairo_image_surface_get_data(then);
    const int stride = cairo_image_surface_get_stride(then);
    for (int y = 0; y < now->height; y++) {
        const void *old_row = rows + (ptrdiff_t)y * stride;
        const void *new_row = now->pixels + (ptrdiff_t)y * now->stride;
        for (int x = 0; x < now->width; x++) {
            const uint32_t a = ((const uint32_t *)old_row)[x], b = ((const uint32_t *)new_row)[x];
            int most = 0, sum = 0;
            for (unsigned shift = 0; shift < 24; shift += 8) {
                const int by = abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF));
                most = by > most ? by : most;
                sum += by;
            }
            difference.pixels += most > 0;
            difference.mean += sum;
            double *here = &square[y / SQUARE][x / SQUARE];
            *here += sum / (3.0 * SQUARE * SQUARE);
            difference.square = *here > difference.square ? *here : difference.square;
            shown[y * now->width + x] =
                most ? 0xFFFF0000U | (uint32_t)most << 8 : 0xFF000000U | (b >> 2 & 0x3F3F3F);
        }
    }
    difference.mean /= 3.0 * now->width * now->height;
    return difference;
}

static bool is_good(const struct shop *shop, const struct golden *golden,
                    const struct difference *found)
{
    if (!shop->same_libraries)
        return found->mean <= 1.5 && found->square <= 24.0;
    return golden->figure ? found->square <= 2.0 : found->pixels == 0;
}

static void write_difference(const struct golden *golden, uint32_t *shown)
{
    struct error error;
    const struct picture picture = {golden->width, golden->height, golden->width * 4,
                                    (uint8_t *)shown};
    struct output *output = output_files_open(differ_folder, golden->width, golden->height, &error);
    if (output && output_files_save(output, &picture, golden->sample, &error) == 0)
        print_error("the difference is in %s/%s.png\n", differ_folder, golden->sample);
    if (output)
        output->ops->close(output);
}

static void check(struct shop *shop, const struct golden *golden)
{
    char path[512];
    struct ui *ui = draw(shop, golden);
    snprintf(path, sizeof path, "%s/%s.png", golden_folder, golden->sample);
    cairo_surface_t *then = cairo_image_surface_create_from_png(path);
    if (cairo_surface_status(then) != CAIRO_STATUS_SUCCESS ||
        cairo_image_surface_get_width(then) != golden->width ||
        cairo_image_surface_get_height(then) != golden->height)
        fail_msg("%s: missing or of another size; GOLDEN=write makes it anew", path);
    uint32_t *shown = malloc((size_t)golden->width * (size_t)golden->height * 4);
    assert_non_null(shown);
    const struct difference found = compare(ui_picture(ui), then, shown);
    const bool good = is_good(shop, golden, &found);
    if (!good) {
        print_error("%s: %u pixels differ, by %.3f levels on average, a square by %.1f\n",
                    golden->sample, found.pixels, found.mean, found.square);
        write_difference(golden, shown);
    }
    free(shown);
    cairo_surface_destroy(then);
    ui_close(ui);
    assert_true(good);
}

static void write_golden(struct shop *shop, const struct golden *golden)
{
    struct error error = {""};
    struct ui *ui = draw(shop, golden);
    struct output *output = output_files_open(golden_folder, golden->width, golden->height, &error);
    if (!output || output_files_save(output, ui_picture(ui), golden->sample, &error))
        fail_msg("%s", error.text);
    output->ops->close(output);
    ui_close(ui);
}

static void every_picture_is_as_it_was_found_good(void **state)
{
    for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
        if (writing())
            write_golden(*state, &goldens[i]);
        else
            check(*state, &goldens[i]);
    }
}

/* How one picture would be judged that was held against another, with the golden's libraries and
 * with others. */
static bool would_be_found(struct shop *shop, const struct golden *golden, const struct ui *right,
                           const struct ui *wrong)
{
    const struct picture *picture = ui_picture(right);
    cairo_surface_t *then = cairo_image_surface_create_for_data(
        picture->pixels, CAIRO_FORMAT_RGB24, picture->width, picture->height, picture->stride);
    uint32_t *shown = malloc((size_t)golden->width * (size_t)golden->height * 4);
    assert_non_null(shown);
    const struct difference found = compare(ui_picture(wrong), then, shown);
    const bool same_libraries = shop->same_libraries;
    bool passed = false;
    for (int same = 0; same < 2; same++) {
        shop->same_libraries = same;
        passed |= is_good(shop, golden, &found);
    }
    shop->same_libraries = same_libraries;
    free(shown);
    cairo_surface_destroy(then);
    return !passed;
}

static void a_wrong_colour_would_be_found(void **state)
{
    struct shop *shop = *state;
    struct golden golden = goldens[2];
    struct ui *right = draw(shop, &golden);
    golden.light = true;
    struct ui *wrong = draw(shop, &golden);
    assert_true(would_be_found(shop, &golden, right, wrong));
    ui_close(right);
    ui_close(wrong);
}

/* Each limb in turn somewhere else: what is missing where it was is seen. */
static void a_limb_out_of_place_would_be_found(void **state)
{
    struct shop *shop = *state;
    const struct golden *golden = &goldens[0];
    struct figure *figure = NULL;
    for (size_t i = 0; i < shop->catalogue.figures; i++)
        if (strcmp(shop->catalogue.figure[i].id, "glute_bridge") == 0)
            figure = &shop->catalogue.figure[i];
    assert_non_null(figure);
    const struct figure as_it_is = *figure;
    struct ui *right = draw(shop, golden);
    for (int limb = 0; limb < 4; limb++) {
        for (unsigned key = 0; key < figure->keys; key++) {
            struct pose *pose = &figure->key[key].pose;
            struct limb_angles *side = limb % 2 ? &pose->right : &pose->left;
            *(limb < 2 ? &side->elbow_flexion : &side->knee_flexion) += 35.0F; /* degrees */
        }
        struct ui *wrong = draw(shop, golden);
        if (!would_be_found(shop, golden, right, wrong))
            fail_msg("limb %d out of place goes unseen", limb);
        ui_close(wrong);
        *figure = as_it_is;
    }
    ui_close(right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_picture_is_as_it_was_found_good),
        cmocka_unit_test(a_wrong_colour_would_be_found),
        cmocka_unit_test(a_limb_out_of_place_would_be_found),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
