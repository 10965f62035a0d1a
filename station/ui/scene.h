/* What a picture consists of, as a list of drawn things. A screen puts its things into a scene each
 * time; what differs from the scene before is drawn anew, and nothing else. */
#ifndef MATSTATION_UI_SCENE_H
#define MATSTATION_UI_SCENE_H

#include "ui/canvas.h"

#include <stdalign.h>
#include <stddef.h>

enum { SCENE_ITEMS_MAX = 256, ITEM_BYTES_MAX = 400 };

typedef void item_draw(struct canvas *canvas, const void *data);
/* Of two states of one thing: the part of the picture that differs. */
typedef struct rect item_change(const void *before, const void *now);

struct item {
    item_draw *draw;
    item_change *change; /* NULL: its bounds */
    struct rect bounds;  /* no pixel outside is touched */
    uint64_t same; /* what it is, whatever its state; where nothing else is said, all its bytes */
    float opacity; /* 0..1 */
    size_t bytes;
    alignas(16) unsigned char data[ITEM_BYTES_MAX];
};

struct scene {
    unsigned count;
    struct item item[SCENE_ITEMS_MAX];
};

/* data is copied and later compared byte by byte: clear it (memset) before filling it in. Things
 * outside the picture, or beyond SCENE_ITEMS_MAX, are left out. */
struct item *scene_add(struct scene *scene, item_draw *draw, struct rect bounds, const void *data,
                       size_t bytes);

/* What an item is in all its states, as far as these bytes say: one whose state alone differs from
 * the scene before does not fade. NULL does nothing. */
void item_is(struct item *item, const void *what, size_t bytes);

/* Where two scenes differ, as at most most rectangles inside a picture of that size. */
unsigned scene_compare(const struct scene *before, const struct scene *now, int width, int height,
                       struct rect *changed, unsigned most);

/* Paints one part of the picture. */
void scene_draw(const struct scene *scene, struct canvas *canvas, const struct rect *part);

#endif
