#include "body/vector.h"
#include "person/balance.h"

#include <math.h>

struct hull {
    unsigned points;
    struct vec3 point[JOINTS];
};

static float turn_at(struct vec3 a, struct vec3 b, struct vec3 c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* What hangs on a lying knee or elbow holds nobody upright. */
static uint32_t supports(uint32_t touching)
{
    static const struct {
        uint32_t lies, idle;
    } limb[] = {
        {BIT(KNEE_L), BIT(ANKLE_L) | BIT(HEEL_L) | BIT(BALL_L) | BIT(TOES_L)},
        {BIT(KNEE_R), BIT(ANKLE_R) | BIT(HEEL_R) | BIT(BALL_R) | BIT(TOES_R)},
        {BIT(ELBOW_L), BIT(WRIST_L) | BIT(FINGERS_L)},
        {BIT(ELBOW_R), BIT(WRIST_R) | BIT(FINGERS_R)},
    };
    for (unsigned i = 0; i < sizeof limb / sizeof *limb; i++)
        if (touching & limb[i].lies)
            touching &= ~limb[i].idle;
    return touching;
}

/* The outline of what touches, counter-clockwise (Jarvis 1973). */
static void hull_of(const struct load_case *load_case, struct hull *hull)
{
    struct vec3 point[JOINTS];
    unsigned points = 0, first = 0;
    uint32_t touching = supports(load_case->touching);
    for (int joint = 0; joint < JOINTS; joint++)
        if (touching & UINT32_C(1) << joint)
            point[points++] = load_case->stance->at[joint];
    hull->points = 0;
    if (points == 0)
        return;
    for (unsigned i = 1; i < points; i++)
        if (point[i].x < point[first].x)
            first = i;
    unsigned now = first;
    do {
        hull->point[hull->points++] = point[now];
        unsigned next = now == 0 && points > 1 ? 1 : 0;
        for (unsigned i = 0; i < points; i++)
            if (turn_at(point[now], point[next], point[i]) < 0.0F)
                next = i;
        now = next;
    } while (now != first && hull->points < points);
}

/* The nearest point of the outline, drawn in by a tenth: people keep off the edge. */
static struct vec3 hold_inside(const struct hull *hull, struct vec3 centre)
{
    struct vec3 middle = {0, 0, 0};
    for (unsigned i = 0; i < hull->points; i++)
        middle = vec3_add(middle, vec3_scale(hull->point[i], 1.0F / (float)hull->points));
    bool inside = hull->points > 2;
    struct vec3 best = middle;
    float nearest = INFINITY;
    for (unsigned i = 0; i < hull->points; i++) {
        struct vec3 a = vec3_mix(middle, hull->point[i], 0.9F);
        struct vec3 b = vec3_mix(middle, hull->point[(i + 1) % hull->points], 0.9F);
        inside = inside && turn_at(a, b, centre) >= 0.0F;
        struct vec3 along = vec3_sub(b, a), to = vec3_sub(centre, a);
        along.z = to.z = 0.0F;
        float length = vec3_dot(along, along);
        float share = length > 0.0F ? vec3_dot(to, along) / length : 0.0F;
        struct vec3 at = vec3_mix(a, b, fmaxf(0.0F, fminf(1.0F, share)));
        float away = hypotf(at.x - centre.x, at.y - centre.y);
        if (away < nearest) {
            nearest = away;
            best = at;
        }
    }
    return inside ? centre : best;
}

void balance_keep_upright(struct balance *balance)
{
    const struct load_case *load_case = balance->load_case;
    const uint32_t trunk =
        BIT(PELVIS) | BIT(HIP_L) | BIT(HIP_R) | BIT(CHEST) | BIT(SHOULDER_L) | BIT(SHOULDER_R);
    if (load_case->round.radius_m > 0.0F || load_case->touching & trunk)
        return;
    struct hull hull;
    hull_of(load_case, &hull);
    if (hull.points == 0)
        return;
    float n = balance->weight[0];
    struct vec3 centre = {balance->pelvis.x + balance->weight[1] / n,
                          balance->pelvis.y + balance->weight[2] / n, 0};
    struct vec3 held = hold_inside(&hull, centre);
    balance->weight[1] += n * (held.x - centre.x);
    balance->weight[2] += n * (held.y - centre.y);
}
