/* The commands of `i2csim ctl`; the top of i2csim.c lists them. */
#define _GNU_SOURCE
#include "i2csim.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *control(char *line, bool *quit)
{
    static char text[200];
    char *w[5] = {0}, *save = NULL;
    int n = 0;
    struct ads *c = NULL;
    long v;

    for (char *p = strtok_r(line, " \n", &save); p && n < 5; p = strtok_r(NULL, " \n", &save))
        w[n++] = p;
    if (n == 0)
        return "error: empty";
    if (n > 1)
        c = chip_find(strtoul(w[1], NULL, 0));
    v = n > 2 ? strtol(w[2], NULL, 0) : n > 1 ? strtol(w[1], NULL, 0) : 0;

    if (n == 4 && (!strcmp(w[0], "set") || !strcmp(w[0], "wave")) && c && v >= 0 && v < 4) {
        struct input in = {.from = now_ns()};

        if (w[0][0] == 's') {
            in.n = 1;
            in.v[0] = strtod(w[3], NULL);
        } else {
            for (char *p = strtok_r(w[3], ",", &save); p; p = strtok_r(NULL, ",", &save)) {
                if (in.n == WAVE_MAX || sscanf(p, "%lf:%lf", &in.t[in.n], &in.v[in.n]) != 2)
                    return "error: wave";
                in.n++;
            }
        }
        chip_tick(c);
        c->in[v] = in;
    } else if (n == 3 && !strcmp(w[0], "nak") && c) {
        c->nak = (int)v;
    } else if (n == 3 && !strcmp(w[0], "corrupt") && c) {
        c->corrupt = (int)v;
    } else if (n == 3 && !strcmp(w[0], "freeze") && c) {
        chip_tick(c);
        c->frozen = v;
    } else if (n == 2 && !strcmp(w[0], "reset") && c) {
        chip_reset(c);
    } else if ((n == 2 || n == 3) && !strcmp(w[0], "fail")) {
        bus.fail_count = atoi(w[1]);
        bus.fail_errno = n == 3 ? (int)v : EIO;
    } else if (n == 2 && !strcmp(w[0], "slow")) {
        bus.slow_us = (int)v;
    } else if (n == 2 && !strcmp(w[0], "smbus")) {
        bus.smbus_only = v;
    } else if (n == 2 && !strcmp(w[0], "hang")) {
        bus.hang = v;
        if (!bus.hang)
            usb_answer_held();
    } else if (n == 1 && !strcmp(w[0], "detach")) {
        usb_detach();
    } else if (n == 1 && !strcmp(w[0], "attach")) {
        if (usb_attach())
            return "error: attach";
    } else if (n == 1 && !strcmp(w[0], "stats")) {
        snprintf(text, sizeof text, "messages %lu naks %lu errors %lu conversions %lu",
                 bus.messages, bus.naks, bus.errors, chips_converted());
        return text;
    } else if (n == 1 && !strcmp(w[0], "quit")) {
        *quit = true;
    } else {
        return "error: what?";
    }
    return "ok";
}
