/* The ADS1115 converters of i2csim: registers, modes and time as in the data sheet. */
#include "i2csim.h"

#include <math.h>
#include <stddef.h>

static struct ads chips[CHIPS_MAX];
static int nchips;
static double clock_error;
static unsigned long conversions;

static double volts(const struct input *in, int64_t at)
{
    double t = (at - in->from) / 1e9;
    int i;

    if (in->n == 0)
        return 0;
    for (i = 0; i < in->n && in->t[i] <= t; i++)
        ;
    if (i == 0)
        return in->v[0];
    if (i == in->n)
        return in->v[in->n - 1];
    return in->v[i - 1] +
           (in->v[i] - in->v[i - 1]) * (t - in->t[i - 1]) / (in->t[i] - in->t[i - 1]);
}

static uint16_t sample(const struct ads *c, int64_t at)
{
    static const double fs[8] = {6.144, 4.096, 2.048, 1.024, .512, .256, .256, .256};
    static const int8_t mux[8][2] = {{0, 1},  {0, 3},  {1, 3},  {2, 3},
                                     {0, -1}, {1, -1}, {2, -1}, {3, -1}};
    const int8_t *m = mux[c->run_cfg >> 12 & 7];
    double v = volts(&c->in[m[0]], at) - (m[1] < 0 ? 0 : volts(&c->in[m[1]], at));
    double code = floor(v / fs[c->run_cfg >> 9 & 7] * 32768 + .5);

    if (code > 32767)
        code = 32767;
    if (code < -32768)
        code = -32768;
    return (uint16_t)(int16_t)code;
}

static int64_t period(uint16_t cfg)
{
    static const int sps[8] = {8, 16, 32, 64, 128, 250, 475, 860};

    return (int64_t)(1e9 / sps[cfg >> 5 & 7] * (1 + clock_error));
}

static void start(struct ads *c, int64_t at)
{
    c->run_cfg = c->cfg;
    c->done_at = at + period(c->cfg);
    c->busy = true;
}

void chip_tick(struct ads *c)
{
    int64_t t = now_ns();

    while (c->busy && !c->frozen && t >= c->done_at) {
        c->conv = sample(c, c->done_at);
        c->busy = false;
        conversions++;
        if (!(c->cfg & 0x0100)) { /* continuous mode */
            int64_t p = period(c->cfg), skip = (t - c->done_at) / p;

            start(c, c->done_at + (skip > 1 ? (skip - 1) * p : 0));
        }
    }
}

void chip_reset(struct ads *c)
{
    c->ptr = 0;
    c->conv = 0;
    c->cfg = 0x0583;
    c->lo = 0x8000;
    c->hi = 0x7fff;
    c->busy = false;
}

void chip_write(struct ads *c, const uint8_t *b, int n)
{
    uint16_t v;

    chip_tick(c);
    if (n >= 1)
        c->ptr = b[0] & 3;
    if (n < 3)
        return;
    v = (uint16_t)(b[1] << 8 | b[2]);
    switch (c->ptr) {
    case 1:
        c->cfg = v & 0x7fff;
        if (!(v & 0x0100)) { /* continuous */
            if (!c->busy)
                start(c, now_ns());
        } else if ((v & 0x8000) && !c->busy) {
            start(c, now_ns() + 25000); /* single shot, 25 us to wake up */
        }
        break;
    case 2: c->lo = v; break;
    case 3: c->hi = v; break;
    }
}

void chip_read(struct ads *c, uint8_t *b, int n)
{
    uint16_t v;

    chip_tick(c);
    /* OS reads 0 while a single conversion is under way */
    v = c->ptr == 0   ? c->conv
        : c->ptr == 1 ? (uint16_t)(c->cfg | (c->busy ? 0 : 0x8000))
        : c->ptr == 2 ? c->lo
                      : c->hi;
    for (int i = 0; i < n; i++)
        b[i] = i == 0 ? v >> 8 : i == 1 ? v & 0xff : 0xff;
}

struct ads *chip_find(unsigned long addr)
{
    for (int i = 0; i < nchips; i++)
        if (chips[i].addr == addr)
            return &chips[i];
    return NULL;
}

void chip_add(unsigned long addr)
{
    if (nchips == CHIPS_MAX)
        return;
    chips[nchips].addr = (uint8_t)addr;
    chip_reset(&chips[nchips++]);
}

void chips_clock(double error)
{
    clock_error = error;
}

void chips_reset(void)
{
    for (int i = 0; i < nchips; i++)
        chip_reset(&chips[i]);
}

unsigned long chips_converted(void)
{
    for (int i = 0; i < nchips; i++)
        chip_tick(&chips[i]);
    return conversions;
}
