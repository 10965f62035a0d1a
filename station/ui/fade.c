#include "ui/fade.h"

#include <math.h>

/* Within 200 to 400 ms a change is seen and not waited for. The old goes before the new is there,
 * so that words do not stand across each other. */
static const float fade_s = 0.3F, out_share = 0.6F, in_from = 0.3F;

static const int64_t ALWAYS = INT64_MIN;

static float eased(float share)
{
    const float x = fminf(fmaxf(share, 0.0F), 1.0F);
    return x * x * (3.0F - 2.0F * x);
}

/* 0..1 of a fade that began then; a clock that was set back ends it. */
static float share_of(int64_t began_ns, int64_t now_ns)
{
    if (began_ns == ALWAYS || now_ns < began_ns)
        return 1.0F;
    return fminf((float)(now_ns - began_ns) * 1e-9F / fade_s, 1.0F);
}

static float coming(float share)
{
    return eased((share - in_from) / (1.0F - in_from));
}

static float going(float share)
{
    return 1.0F - eased(share / out_share);
}

static bool find(const uint64_t *same, unsigned count, uint64_t wanted, unsigned *at)
{
    for (*at = 0; *at < count; ++*at)
        if (same[*at] == wanted)
            return true;
    return false;
}

static bool is_in(const struct scene *scene, uint64_t wanted)
{
    for (unsigned i = 0; i < scene->count; i++)
        if (scene->item[i].same == wanted)
            return true;
    return false;
}

static void drop(struct fade *fade, unsigned at)
{
    const unsigned last = --fade->leaving.count;
    fade->leaving.item[at] = fade->leaving.item[last];
    fade->gone_ns[at] = fade->gone_ns[last];
}

/* What was here and is not in the scene any more. What had not yet come out is not seen to go. */
static void let_go(struct fade *fade, const struct scene *before, const struct scene *now,
                   int64_t now_ns)
{
    for (unsigned i = 0; i < fade->here && i < before->count; i++) {
        const struct item *item = &before->item[i];
        if (item->opacity < 0.5F || fade->leaving.count == SCENE_ITEMS_MAX ||
            is_in(now, item->same))
            continue;
        fade->gone_ns[fade->leaving.count] = now_ns;
        fade->leaving.item[fade->leaving.count++] = *item;
    }
}

static void let_in(struct fade *fade, struct scene *now, int64_t now_ns)
{
    uint64_t same[SCENE_ITEMS_MAX];
    int64_t since_ns[SCENE_ITEMS_MAX];
    for (unsigned i = 0; i < now->count; i++) {
        unsigned at;
        same[i] = now->item[i].same;
        since_ns[i] = find(fade->same, fade->here, same[i], &at) ? fade->since_ns[at] : now_ns;
        now->item[i].opacity = coming(share_of(since_ns[i], now_ns));
    }
    fade->here = now->count;
    for (unsigned i = 0; i < now->count; i++) {
        fade->same[i] = same[i];
        fade->since_ns[i] = since_ns[i];
    }
}

void fade_step(struct fade *fade, const struct scene *before, struct scene *now, int64_t now_ns)
{
    let_go(fade, before, now, now_ns);
    let_in(fade, now, now_ns);
    for (unsigned i = 0; i < fade->leaving.count;) {
        struct item *item = &fade->leaving.item[i];
        item->opacity = going(share_of(fade->gone_ns[i], now_ns));
        if (item->opacity <= 0.0F) {
            drop(fade, i);
            continue;
        }
        if (now->count < SCENE_ITEMS_MAX)
            now->item[now->count++] = *item;
        i++;
    }
}

void fade_cut(struct fade *fade, const struct scene *now)
{
    fade->leaving.count = 0;
    fade->here = now->count;
    for (unsigned i = 0; i < now->count; i++) {
        fade->same[i] = now->item[i].same;
        fade->since_ns[i] = ALWAYS;
    }
}
