#include "detect/contacts.h"

#include "detect/sink.h"

#include <math.h>
#include <string.h>

static const float TOLD_SHARE = 0.03f; /* a smaller region is not worth a word yet */

static bool touch(const struct pad *a, const struct pad *b)
{
    float slack_x = 0.3f * fminf(a->length_mm, b->length_mm);
    float slack_y = 0.3f * fminf(a->width_mm, b->width_mm);
    return a->x_mm <= b->x_mm + b->length_mm + slack_x &&
           b->x_mm <= a->x_mm + a->length_mm + slack_x &&
           a->y_mm <= b->y_mm + b->width_mm + slack_y && b->y_mm <= a->y_mm + a->width_mm + slack_y;
}

void contacts_reset(struct contacts *part, const struct mat *mat)
{
    memset(part, 0, sizeof *part);
    for (unsigned i = 0; i < mat->pads; i++) {
        for (unsigned j = 0; j < mat->pads && part->neighbours[i] < NEIGHBOURS_MAX; j++) {
            if (i != j && touch(&mat->pad[i], &mat->pad[j]))
                part->neighbour[i][part->neighbours[i]++] = (unsigned short)j;
        }
    }
}

unsigned contacts_flood(struct contacts *part, const struct scene *scene, unsigned from, bool *done)
{
    unsigned count = 0;
    part->queue[count++] = (unsigned short)from;
    done[from] = true;
    for (unsigned next = 0; next < count; next++) {
        unsigned pad = part->queue[next];
        for (unsigned n = 0; n < part->neighbours[pad]; n++) {
            unsigned other = part->neighbour[pad][n];
            if (done[other] || !scene->loads->contact[other])
                continue;
            done[other] = true;
            part->queue[count++] = (unsigned short)other;
        }
    }
    return count;
}

static unsigned free_region(const struct contacts *part)
{
    for (unsigned i = 0; i < CONTACTS_MAX; i++) {
        if (!part->track[i].used)
            return i + 1;
    }
    return 0;
}

/* The first region among the pads of a connected piece; a new one where there is none. */
static unsigned region_of_piece(struct contacts *part, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (part->region[part->queue[i]])
            return part->region[part->queue[i]];
    }
    unsigned region = free_region(part);
    if (region)
        part->track[region - 1] = (struct region_track){.used = true};
    return region;
}

/* Pads keep their region while they are loaded; new ones take that of the piece they belong to. */
static void name_pads(struct contacts *part, const struct scene *scene)
{
    bool done[PADS_MAX] = {false};
    unsigned pads = scene->mat->pads;
    for (unsigned i = 0; i < pads; i++) {
        if (!scene->loads->contact[i])
            part->region[i] = 0;
    }
    for (unsigned i = 0; i < pads; i++) {
        if (done[i] || !scene->loads->contact[i])
            continue;
        unsigned count = contacts_flood(part, scene, i, done);
        unsigned region = region_of_piece(part, count);
        for (unsigned k = 0; k < count; k++) {
            if (!part->region[part->queue[k]])
                part->region[part->queue[k]] = (unsigned char)region;
        }
    }
}

static void measure(struct contacts *part, const struct scene *scene)
{
    double load[CONTACTS_MAX] = {0}, x[CONTACTS_MAX] = {0}, y[CONTACTS_MAX] = {0};
    for (unsigned i = 0; i < CONTACTS_MAX; i++)
        part->track[i].pads = 0;
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        if (!part->region[i])
            continue;
        const struct pad *pad = &scene->mat->pad[i];
        unsigned region = part->region[i] - 1u;
        double weight = (double)fmaxf(scene->load[i], 1e-6f);
        part->track[region].pads++;
        load[region] += weight;
        x[region] += weight * (double)(pad->x_mm + pad->length_mm / 2);
        y[region] += weight * (double)(pad->y_mm + pad->width_mm / 2);
    }
    for (unsigned i = 0; i < CONTACTS_MAX; i++) {
        struct region_track *track = &part->track[i];
        if (track->pads == 0)
            continue;
        track->x_mm = (float)(x[i] / load[i]);
        track->y_mm = (float)(y[i] / load[i]);
        track->share = scene->total > 0 ? (float)(load[i] / (double)scene->total) : 0;
    }
}

static enum zone zone_at(const struct observation *seen, float x_mm, float y_mm)
{
    for (unsigned i = 0; i < seen->supports; i++) {
        const struct support *support = &seen->support[i];
        if (fabsf(support->x_mm - x_mm) <= support->length_mm / 2 &&
            fabsf(support->y_mm - y_mm) <= support->width_mm / 2)
            return support->zone;
    }
    return ZONE_UNKNOWN;
}

static void name_track(struct region_track *track, const struct observation *seen)
{
    const enum zone zone = zone_at(seen, track->x_mm, track->y_mm);
    if (zone != ZONE_UNKNOWN)
        track->zone = zone;
}

static void tell(const struct region_track *track, bool on, int64_t time_ns,
                 struct observation *seen)
{
    struct event *event = sink_put(seen, EVENT_CONTACT, time_ns);
    event->on = on;
    event->x_mm = track->x_mm;
    event->y_mm = track->y_mm;
    event->share = track->share;
    event->zone = track->zone;
}

void contacts_step(struct contacts *part, const struct scene *scene, struct observation *seen)
{
    name_pads(part, scene);
    measure(part, scene);
    for (unsigned i = 0; i < CONTACTS_MAX; i++) {
        struct region_track *track = &part->track[i];
        if (!track->used)
            continue;
        if (track->pads > 0)
            name_track(track, seen);
        if (track->pads == 0) {
            if (track->told)
                tell(track, false, scene->time_ns, seen);
            track->used = false;
        } else if (!track->told && track->share >= TOLD_SHARE) {
            track->told = true;
            tell(track, true, scene->time_ns, seen);
        }
    }
}
