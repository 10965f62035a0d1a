#include "detect/faults.h"

#include "detect/sink.h"

enum { TOLD_A_FRAME = 8 }; /* leaves room for the other parts' events */

void faults_reset(struct faults *part)
{
    *part = (struct faults){0};
}

void faults_step(struct faults *part, const struct scene *scene, struct observation *seen)
{
    unsigned told = 0;
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        enum pad_fault fault = (enum pad_fault)scene->loads->fault[i];
        /* What an ageing pad says still counts. */
        seen->pads_faulty += fault != PAD_SOUND && fault != PAD_FAULT_AGEING;
        if (fault == (enum pad_fault)part->told[i] || told == TOLD_A_FRAME)
            continue;
        /* pad_ok names the fault that is over. */
        bool over = fault == PAD_SOUND;
        struct event *event = sink_put(seen, over ? EVENT_PAD_OK : EVENT_PAD_FAULT, scene->time_ns);
        event->pad = i;
        event->fault = over ? (enum pad_fault)part->told[i] : fault;
        part->told[i] = (uint8_t)fault;
        told++;
    }
}
