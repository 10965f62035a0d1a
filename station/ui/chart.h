/* Charts of the log: quiet, without boxes; told apart by shape and word besides colour. */
#ifndef MATSTATION_UI_CHART_H
#define MATSTATION_UI_CHART_H

#include "ui/stage.h"

/* The kinds of work as charts and legend show them: warm-up, mobility and breath are one. */
enum chart_kind { CHART_MOBILITY, CHART_SMR, CHART_STRETCH, CHART_STRENGTH, CHART_KINDS };
enum kind chart_kind_sample(enum chart_kind kind);

/* 30 days of minutes as stacked bars, today at the right; time that the mat did not see is only
 * outlined on top. most_minutes is the top of the scale. */
void chart_minutes(struct stage *stage, const struct box *box, float most_minutes);

/* The outline by itself, for the legend; is there any in the chart? */
void chart_by_time_sign(struct stage *stage, const struct box *box);
bool chart_has_by_time(const struct history_view *history);

/* All minutes of a day, those by time too. */
float chart_minutes_of(const struct history_day *day);

/* The highest day, rounded up to a friendly number. */
float chart_minutes_most(const struct history_view *history);

struct curve {
    const float *value; /* oldest first; NAN: none */
    unsigned count;
    bool hollow; /* rings on a dashed line instead of dots on a whole one */
    uint32_t colour;
};

enum { CURVE_MAX = 30 };

/* One curve from 0 at the bottom to most at the top, with the last value marked. */
void chart_curve(struct stage *stage, const struct box *box, const struct curve *curve, float most);

/* A line along the foot of a chart. */
void chart_base(struct stage *stage, const struct box *box);

/* A level bar, filled by share. */
void chart_bar(struct stage *stage, const struct box *box, float share, bool hollow,
               uint32_t colour);

#endif
