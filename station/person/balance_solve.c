#include "person/balance.h"

#include <math.h>
#include <string.h>

double contact_pressed_m(const struct contact *contact, const double *q)
{
    double gap = (double)contact->gap_m;
    for (int i = 0; i < FREEDOMS; i++)
        gap += (double)contact->lift[i] * q[i];
    return gap < 0.0 ? -gap : 0.0;
}

static double energy(const struct balance *balance, const double *q)
{
    double sum = 0;
    for (int i = 0; i < FREEDOMS; i++)
        sum +=
            0.5 * (double)balance->stiffness[i] * q[i] * q[i] + (double)balance->weight[i] * q[i];
    for (int c = 0; c < CONTACTS; c++) {
        double pressed = contact_pressed_m(&balance->contact[c], q);
        sum += 0.5 * (double)balance->contact[c].stiffness_n_m * pressed * pressed;
    }
    return sum;
}

/* The energy's slope, and its curvature where contacts stay as they are. */
static void slope_and_curvature(const struct balance *balance, double *slope,
                                double curvature[FREEDOMS][FREEDOMS])
{
    memset(curvature, 0, sizeof(double[FREEDOMS][FREEDOMS]));
    for (int i = 0; i < FREEDOMS; i++) {
        slope[i] = (double)balance->stiffness[i] * balance->q[i] + (double)balance->weight[i];
        curvature[i][i] = (double)balance->stiffness[i];
    }
    for (int c = 0; c < CONTACTS; c++) {
        const struct contact *contact = &balance->contact[c];
        double pressed = contact_pressed_m(contact, balance->q);
        if (pressed <= 0.0)
            continue;
        double k = (double)contact->stiffness_n_m;
        for (int i = 0; i < FREEDOMS; i++) {
            double lift = k * (double)contact->lift[i];
            if (lift == 0.0)
                continue;
            slope[i] -= lift * pressed;
            for (int j = 0; j <= i; j++)
                curvature[i][j] += lift * (double)contact->lift[j];
        }
    }
}

/* Solves curvature * step = -slope by Cholesky's factors, in place; the lower half is given. */
static bool newton_step(double a[FREEDOMS][FREEDOMS], const double *slope, double *step)
{
    for (int i = 0; i < FREEDOMS; i++) {
        for (int j = 0; j <= i; j++) {
            double sum = a[i][j];
            for (int k = 0; k < j; k++)
                sum -= a[i][k] * a[j][k];
            if (i == j && sum <= 0.0)
                return false;
            a[i][j] = i == j ? sqrt(sum) : sum / a[j][j];
        }
    }
    for (int i = 0; i < FREEDOMS; i++) {
        double sum = -slope[i];
        for (int k = 0; k < i; k++)
            sum -= a[i][k] * step[k];
        step[i] = sum / a[i][i];
    }
    for (int i = FREEDOMS - 1; i >= 0; i--) {
        double sum = step[i];
        for (int k = i + 1; k < FREEDOMS; k++)
            sum -= a[k][i] * step[k];
        step[i] = sum / a[i][i];
    }
    return true;
}

static double longest(const double *step)
{
    double most = 0;
    for (int i = 0; i < FREEDOMS; i++)
        most = fmax(most, fabs(step[i]));
    return most;
}

/* The energy is convex, so going downhill always arrives; a step is at most 5 cm or 3 degrees,
 * because beyond that other places touch. */
int balance_solve(struct balance *balance)
{
    double slope[FREEDOMS], curvature[FREEDOMS][FREEDOMS], step[FREEDOMS], next[FREEDOMS];
    double here = energy(balance, balance->q);
    for (int n = 0; n < STEPS_MAX; n++) {
        slope_and_curvature(balance, slope, curvature);
        if (!newton_step(curvature, slope, step))
            return -1;
        double down = 0;
        for (int i = 0; i < FREEDOMS; i++)
            down += slope[i] * step[i];
        if (down > -1e-6)
            return 0;
        double size = fmin(1.0, 0.05 / longest(step));
        double there;
        do {
            for (int i = 0; i < FREEDOMS; i++)
                next[i] = balance->q[i] + size * step[i];
            there = energy(balance, next);
            size *= 0.5;
        } while (there > here + 0.1 * size * down && size > 1e-9);
        if (there >= here)
            return down > -1e-3 ? 0 : -1;
        memcpy(balance->q, next, sizeof next);
        here = there;
    }
    return -1;
}
