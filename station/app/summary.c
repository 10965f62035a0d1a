#include "app/summary.h"

#include "catalogue/catalogue.h"

#include <string.h>

static const char *outcome_words(enum step_outcome outcome)
{
    switch (outcome) {
    case STEP_OPEN: return "open";
    case STEP_DONE: return "done";
    case STEP_BY_TIME: return "by time, not seen";
    case STEP_SKIPPED: return "skipped";
    case STEP_HURT: return "stopped: it hurt";
    case STEP_NO_EQUIPMENT: return "left out: equipment";
    case STEP_UNFINISHED: return "unfinished";
    case STEP_HEALTH: return "left out: health";
    case STEP_HURT_BEFORE: return "left out: it hurt once";
    case STEP_FIRST_WEEKS: return "left out: the first two weeks";
    }
    return "";
}

void summary_add(struct summary *summary, const struct record *record)
{
    if (record->kind == RECORD_STEP_END && summary->steps < SUMMARY_STEPS_MAX)
        summary->step[summary->steps++] = record->u.step;
    if (record->kind == RECORD_SESSION_BEGIN)
        *summary = (struct summary){0};
    if (record->kind == RECORD_SESSION_END) {
        summary->ended = true;
        summary->elapsed_ms = record->u.end.elapsed_ms;
        summary->credited_ms = record->u.end.credited_ms;
        summary->by_time_ms = record->u.end.by_time_ms;
    }
}

static void print_amount(const struct step_record *step, FILE *to)
{
    char amount[64];
    if (step->planned_repetitions)
        snprintf(amount, sizeof amount, "%u of %u repetitions", step->repetitions,
                 step->planned_repetitions);
    else
        snprintf(amount, sizeof amount, "%.1f of %.0f s", step->credited_ms / 1e3,
                 step->planned_ms / 1e3);
    fprintf(to, "%-24s", amount);
}

void summary_print(const struct summary *summary, FILE *to)
{
    for (unsigned i = 0; i < summary->steps; i++) {
        const struct step_record *step = &summary->step[i];
        fprintf(to, "  %-20s %-6s ", step->exercise,
                step->side == SIDE_BOTH ? "" : side_name(step->side));
        print_amount(step, to);
        fprintf(to, " %s", outcome_words(step->outcome));
        if (step->broken)
            fprintf(to, ", broken %u times", step->broken);
        fputc('\n', to);
    }
    if (summary->ended)
        fprintf(to, "  session: %.0f s, %.1f s credited, %.1f s by time only\n",
                summary->elapsed_ms / 1e3, summary->credited_ms / 1e3, summary->by_time_ms / 1e3);
}
