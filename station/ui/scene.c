#include "ui/scene.h"

#include <string.h>

/* FNV-1a, 64 bit. */
static uint64_t hash_of(const void *bytes, size_t count, uint64_t hash)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001B3);
    return hash;
}

void item_is(struct item *item, const void *what, size_t bytes)
{
    if (item)
        item->same = hash_of(what, bytes,
                             hash_of(&item->draw, sizeof item->draw, UINT64_C(0xCBF29CE484222325)));
}

struct item *scene_add(struct scene *scene, item_draw *draw, struct rect bounds, const void *data,
                       size_t bytes)
{
    if (scene->count == SCENE_ITEMS_MAX || bytes > ITEM_BYTES_MAX || bounds.w <= 0 || bounds.h <= 0)
        return NULL;
    struct item *item = &scene->item[scene->count++];
    item->draw = draw;
    item->change = NULL;
    item->bounds = bounds;
    item->bytes = bytes;
    memcpy(item->data, data, bytes);
    item->opacity = 1.0F;
    item_is(item, data, bytes);
    return item;
}

static bool same_rect(const struct rect *a, const struct rect *b)
{
    return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

static bool same_item(const struct item *a, const struct item *b)
{
    return a->draw == b->draw && a->bytes == b->bytes && a->opacity == b->opacity &&
           same_rect(&a->bounds, &b->bounds) && memcmp(a->data, b->data, a->bytes) == 0;
}

struct damage {
    struct rect picture;
    struct rect *rect;
    unsigned count, most;
};

static long area(struct rect r)
{
    return (long)r.w * r.h;
}

/* The pair whose union wastes least becomes one. */
static void join_cheapest(struct damage *damage)
{
    unsigned first = 0, second = 1;
    long least = -1;
    for (unsigned i = 0; i < damage->count; i++) {
        for (unsigned j = i + 1; j < damage->count; j++) {
            long waste = area(rect_union(damage->rect[i], damage->rect[j])) -
                         area(damage->rect[i]) - area(damage->rect[j]);
            if (least < 0 || waste < least) {
                least = waste;
                first = i;
                second = j;
            }
        }
    }
    damage->rect[first] = rect_union(damage->rect[first], damage->rect[second]);
    damage->rect[second] = damage->rect[--damage->count];
}

/* Overlapping parts are joined, so that nothing is drawn twice. */
static void damage_add(struct damage *damage, struct rect part)
{
    part = rect_cut(part, &damage->picture);
    if (part.w <= 0)
        return;
    for (unsigned i = 0; i < damage->count;) {
        if (rect_meets(&damage->rect[i], &part)) {
            part = rect_union(damage->rect[i], part);
            damage->rect[i] = damage->rect[--damage->count];
            i = 0;
        } else {
            i++;
        }
    }
    if (damage->count == damage->most)
        join_cheapest(damage);
    damage->rect[damage->count++] = part;
}

static void item_damage(struct damage *damage, const struct item *before, const struct item *now)
{
    if (before && now && now->change && now->draw == before->draw &&
        now->opacity == before->opacity && same_rect(&before->bounds, &now->bounds)) {
        damage_add(damage, rect_cut(now->change(before->data, now->data), &now->bounds));
        return;
    }
    if (before)
        damage_add(damage, before->bounds);
    if (now)
        damage_add(damage, now->bounds);
}

unsigned scene_compare(const struct scene *before, const struct scene *now, int width, int height,
                       struct rect *changed, unsigned most)
{
    struct damage damage = {.picture = {0, 0, width, height}, .rect = changed, .most = most};
    unsigned old = 0;
    for (unsigned i = 0; i < now->count; i++) {
        unsigned match = old;
        while (match < before->count && !same_item(&before->item[match], &now->item[i]))
            match++;
        if (match < before->count) {
            while (old < match)
                item_damage(&damage, &before->item[old++], NULL);
            old++;
        } else if (old < before->count && before->item[old].draw == now->item[i].draw) {
            item_damage(&damage, &before->item[old++], &now->item[i]);
        } else {
            item_damage(&damage, NULL, &now->item[i]);
        }
    }
    while (old < before->count)
        item_damage(&damage, &before->item[old++], NULL);
    return damage.count;
}

void scene_draw(const struct scene *scene, struct canvas *canvas, const struct rect *part)
{
    canvas_begin(canvas, part);
    for (unsigned i = 0; i < scene->count; i++) {
        const struct item *item = &scene->item[i];
        if (item->opacity <= 0.0F || !rect_meets(&item->bounds, part))
            continue;
        if (item->opacity < 1.0F)
            canvas_fade_begin(canvas, &item->bounds);
        item->draw(canvas, item->data);
        if (item->opacity < 1.0F)
            canvas_fade_end(canvas, item->opacity);
    }
    canvas_end(canvas);
}
