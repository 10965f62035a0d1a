#include "detect/presence.h"

#include "detect/sink.h"

void presence_reset(struct presence_part *part)
{
    *part = (struct presence_part){0};
}

void presence_step(struct presence_part *part, const struct scene *scene, struct observation *seen)
{
    bool loaded = false;
    for (unsigned i = 0; i < scene->mat->pads && !loaded; i++)
        loaded = scene->loads->contact[i];
    if (loaded != part->on) {
        part->on = loaded;
        sink_put(seen, loaded ? EVENT_MAT_ON : EVENT_MAT_OFF, scene->time_ns);
    }
    seen->presence = part->on ? PRESENCE_PERSON : PRESENCE_NOBODY;
}
