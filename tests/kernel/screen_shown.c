/* What a display shows, read from the kernel's scanout buffer, as a picture in a file: what a
 * driver was asked to draw is no proof that it came out.
 *
 * usage: screen_shown CARD FILE.png [EXPECTED.png]
 * Prints its size, how many colours it has and, if it is to be like another, by how many pixels it
 * is not. Needs to be root (GETFB2 gives handles to nobody else) and a buffer the processor can
 * read, as a display without hardware has. */
#include <cairo.h>
#include <libdrm/drm.h>
#include <libdrm/drm_fourcc.h>
#include <libdrm/drm_mode.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/* The buffer of the first CRTC that shows one. */
static int find_buffer(int card, struct drm_mode_fb_cmd2 *buffer)
{
    uint32_t ids[8];
    struct drm_mode_card_res found = {.crtc_id_ptr = (uintptr_t)ids, .count_crtcs = 8};
    if (ioctl(card, DRM_IOCTL_MODE_GETRESOURCES, &found))
        return -1;
    for (unsigned i = 0; i < found.count_crtcs && i < 8; i++) {
        struct drm_mode_crtc crtc = {.crtc_id = ids[i]};
        if (ioctl(card, DRM_IOCTL_MODE_GETCRTC, &crtc) || !crtc.fb_id)
            continue;
        *buffer = (struct drm_mode_fb_cmd2){.fb_id = crtc.fb_id};
        return ioctl(card, DRM_IOCTL_MODE_GETFB2, buffer);
    }
    return -1;
}

static cairo_surface_t *picture_of(const struct drm_mode_fb_cmd2 *buffer, unsigned char *pixels)
{
    if (buffer->pixel_format != DRM_FORMAT_XRGB8888 &&
        buffer->pixel_format != DRM_FORMAT_ARGB8888) {
        fprintf(stderr, "a pixel format nobody expected: %08x\n", buffer->pixel_format);
        return NULL;
    }
    return cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, (int)buffer->width,
                                               (int)buffer->height, (int)buffer->pitches[0]);
}

static uint32_t pixel(cairo_surface_t *picture, int x, int y)
{
    const unsigned char *row =
        cairo_image_surface_get_data(picture) + y * cairo_image_surface_get_stride(picture);
    uint32_t value;
    memcpy(&value, row + 4 * x, sizeof value);
    return value & 0xffffff;
}

/* Of 4096 coarse colours, those that are there. */
static unsigned colours(cairo_surface_t *picture)
{
    static bool seen[1 << 12];
    unsigned count = 0;
    for (int y = 0; y < cairo_image_surface_get_height(picture); y++)
        for (int x = 0; x < cairo_image_surface_get_width(picture); x++) {
            uint32_t p = pixel(picture, x, y);
            bool *place = &seen[(p >> 12 & 0xf00) | (p >> 8 & 0xf0) | (p >> 4 & 0xf)];
            count += !*place;
            *place = true;
        }
    return count;
}

static long different(cairo_surface_t *picture, const char *path)
{
    cairo_surface_t *expected = cairo_image_surface_create_from_png(path);
    int width = cairo_image_surface_get_width(expected);
    int height = cairo_image_surface_get_height(expected);
    long count = 0;
    if (width != cairo_image_surface_get_width(picture) ||
        height != cairo_image_surface_get_height(picture))
        count = -1;
    for (int y = 0; count >= 0 && y < height; y++)
        for (int x = 0; x < width; x++)
            count += pixel(picture, x, y) != pixel(expected, x, y);
    cairo_surface_destroy(expected);
    return count;
}

static int report(cairo_surface_t *picture, const char *path, const char *expected)
{
    cairo_status_t status = cairo_surface_write_to_png(picture, path);
    if (status != CAIRO_STATUS_SUCCESS) {
        fprintf(stderr, "%s: %s\n", path, cairo_status_to_string(status));
        return 1;
    }
    printf("%d x %d, %u colours", cairo_image_surface_get_width(picture),
           cairo_image_surface_get_height(picture), colours(picture));
    if (expected)
        printf(", %ld pixels different", different(picture, expected));
    putchar('\n');
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3 && argc != 4)
        return 2;
    int card = open(argv[1], O_RDWR | O_CLOEXEC);
    /* Whoever opens it first may set its modes; that is the station's. */
    ioctl(card, DRM_IOCTL_DROP_MASTER, 0);
    struct drm_mode_fb_cmd2 buffer;
    if (card < 0 || find_buffer(card, &buffer)) {
        fprintf(stderr, "%s shows nothing\n", argv[1]);
        return 1;
    }
    struct drm_mode_map_dumb map = {.handle = buffer.handles[0]};
    if (ioctl(card, DRM_IOCTL_MODE_MAP_DUMB, &map)) {
        perror("the buffer's place in memory");
        return 1;
    }
    size_t size = (size_t)buffer.pitches[0] * buffer.height;
    unsigned char *pixels = mmap(NULL, size, PROT_READ, MAP_SHARED, card, (off_t)map.offset);
    if (pixels == MAP_FAILED) {
        perror("the buffer");
        return 1;
    }
    /* A copy: the buffer may be drawn on while it is compared. */
    unsigned char *copy = malloc(size);
    cairo_surface_t *picture = NULL;
    if (copy) {
        memcpy(copy, pixels, size);
        picture = picture_of(&buffer, copy);
    }
    int status = picture ? report(picture, argv[2], argv[3]) : 1;
    cairo_surface_destroy(picture);
    free(copy);
    munmap(pixels, size);
    close(card);
    return status;
}
