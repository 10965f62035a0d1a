#include "sim/pads.h"

#include "base/frame.h"
#include "base/random.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* With 2.2 kOhm to ground, 300 N on a pad of 225 x 150 mm divide 3.3 V in about the middle. [own]
 */
static const float divider_ohm = 2200.0F;
static const float siemens_per_n = 2.0e-6F;
static const float idle_siemens = 3.0e-6F; /* sheets that lie on each other touch a little */
static const float saturates_at_n = 1500.0F;

static const float gain_spread = 0.25F;
/* Interlink FSR 400 series: 10 % between the way up and the way down, on the whole. Parts of a
 * sheet that each stay behind by their own width are how such sensors are modelled (Paredes-Madrid
 * 2018, DYNA 85:191). How much of it turns at once is not in data sheets: as much as lets swings of
 * 1 to 4 % be seen as often as on recorded mats (tests/recordings/compare_swings.py). */
enum { PARTS = 5 };
static const float stays_behind[PARTS] = {0.0F, 0.0F, 0.0F, 0.17F, 0.33F};
static const float lag_s = 0.015F; /* a release takes 14-63 ms on recorded mats */

/* Creep as recorded under a resting weight: conductance against that 0.3 s after laying it on is
 * 1.12-1.25 after 10 s, 1.23-1.38 after 30 s, 1.40-1.48 after 60 s and 1.52 after 90 s, with what
 * the pad conducts idle in it. Fitted to lie within (tests/recordings/compare_creep.py); each pad
 * has its own share of it. */
enum { CREEPS = 3 };
static const float creep_size[CREEPS] = {0.083F, 0.104F, 0.49F};
static const float creep_s[CREEPS] = {1.0F, 8.0F, 60.0F};
static const float creep_spread = 0.25F;

static const float noise_v = 0.0003F, noise_share = 0.0015F;

struct pad_sheet {
    float gain, creep_share, idle;
    float force_n;       /* after the sheet's lag */
    float part_n[PARTS]; /* between the way up and the way down */
    float crept[CREEPS]; /* how much of each creep has come, 0..1 of the present load */
    enum pad_ailment ailment;
    float volts;
};

struct pads {
    unsigned pads;
    uint64_t chance;
    int64_t time_ns;
    bool begun;
    float step_s; /* the decays are of this step */
    float lag_keeps, creep_keeps[CREEPS];
    float temperature_gain;
    float worn;
    struct pad_sheet sheet[PADS_MAX];
};

static float spread(uint64_t *chance, float size)
{
    return size * (float)(2.0 * random_unit(chance) - 1.0);
}

struct pads *pads_open(unsigned pads, uint64_t seed)
{
    struct pads *opened = calloc(1, sizeof *opened);
    if (!opened)
        return NULL;
    opened->pads = pads < PADS_MAX ? pads : PADS_MAX;
    opened->chance = seed;
    opened->temperature_gain = 1.0F;
    for (unsigned i = 0; i < opened->pads; i++) {
        struct pad_sheet *sheet = &opened->sheet[i];
        sheet->gain = 1.0F + spread(&opened->chance, gain_spread);
        sheet->creep_share = 1.0F + spread(&opened->chance, creep_spread);
        sheet->idle = idle_siemens * (1.0F + spread(&opened->chance, 0.5F));
    }
    return opened;
}

void pads_close(struct pads *pads)
{
    free(pads);
}

static void set_step(struct pads *pads, float step_s)
{
    pads->step_s = step_s;
    pads->lag_keeps = expf(-step_s / lag_s);
    for (int i = 0; i < CREEPS; i++)
        pads->creep_keeps[i] = expf(-step_s / creep_s[i]);
}

/* Sum of four uniforms: near enough to a bell, and cheap. Standard deviation 1. */
static float bell(uint64_t *chance)
{
    uint64_t bits = random_next(chance);
    float sum = (float)(bits & 0xFFFF) + (float)(bits >> 16 & 0xFFFF) +
                (float)(bits >> 32 & 0xFFFF) + (float)(bits >> 48);
    return (sum * (1.0F / 65536.0F) - 2.0F) * 1.7320508F;
}

/* Loading follows the force; unloading, each part stays behind until the force is lower by its
 * width. */
static float on_way(struct pad_sheet *sheet)
{
    float sum = 0.0F;
    for (int i = 0; i < PARTS; i++) {
        float low = sheet->force_n, high = sheet->force_n * (1.0F + stays_behind[i]);
        sheet->part_n[i] = fmaxf(low, fminf(high, sheet->part_n[i]));
        sum += sheet->part_n[i];
    }
    return sum / PARTS;
}

/* Each creep goes on while a load rests, and back once it has gone; the more of a load is new, the
 * less of it has crept. */
static float creep(const struct pads *pads, struct pad_sheet *sheet)
{
    float loaded = sheet->force_n / (sheet->force_n + 0.3F);
    float sum = 0.0F;
    for (int i = 0; i < CREEPS; i++) {
        sheet->crept[i] = loaded + (sheet->crept[i] - loaded) * pads->creep_keeps[i];
        sum += creep_size[i] * sheet->crept[i];
    }
    return 1.0F + sheet->creep_share * sum;
}

static float conductance(const struct pads *pads, struct pad_sheet *sheet, float force_n)
{
    sheet->force_n = force_n + (sheet->force_n - force_n) * pads->lag_keeps;
    float pressed = on_way(sheet);
    pressed /= 1.0F + pressed / saturates_at_n;
    float gain = sheet->gain * pads->temperature_gain * (1.0F - 0.4F * pads->worn);
    return sheet->idle * (1.0F + 4.0F * pads->worn) +
           siemens_per_n * gain * creep(pads, sheet) * pressed;
}

static float ail(struct pads *pads, const struct pad_sheet *sheet, float volts)
{
    switch (sheet->ailment) {
    case AILMENT_OPEN: return 0.0F;
    case AILMENT_SHORT: return PADS_SUPPLY_V;
    case AILMENT_STUCK: return sheet->volts;
    case AILMENT_NOISY: return volts + 0.15F * PADS_SUPPLY_V * bell(&pads->chance);
    default: return volts;
    }
}

void pads_step(struct pads *pads, int64_t time_ns, const float *force_n)
{
    float step_s = pads->begun ? (float)(time_ns - pads->time_ns) * 1e-9F : 0.0F;
    pads->begun = true;
    pads->time_ns = time_ns;
    if (fabsf(step_s - pads->step_s) > 1e-6F)
        set_step(pads, step_s);
    for (unsigned i = 0; i < pads->pads; i++) {
        struct pad_sheet *sheet = &pads->sheet[i];
        float force = force_n[i] > 0.0F ? force_n[i] : 0.0F;
        float ratio = conductance(pads, sheet, force) * divider_ohm;
        float volts = PADS_SUPPLY_V * ratio / (1.0F + ratio);
        volts += (noise_v + noise_share * volts) * bell(&pads->chance);
        volts = ail(pads, sheet, volts);
        sheet->volts = fmaxf(0.0F, fminf(PADS_SUPPLY_V, volts));
    }
}

float pads_volts(const struct pads *pads, unsigned pad)
{
    return pad < pads->pads ? pads->sheet[pad].volts : 0.0F;
}

void pads_set_ailment(struct pads *pads, unsigned pad, enum pad_ailment ailment)
{
    if (pad < pads->pads)
        pads->sheet[pad].ailment = ailment;
}

/* FSR 400 series: 5 % less at -40 degrees, 15 % less at 85; taken as straight lines from 22. */
void pads_set_temperature(struct pads *pads, float celsius)
{
    float away = celsius - PADS_USUAL_CELSIUS;
    pads->temperature_gain = 1.0F - (away < 0.0F ? -away * 0.05F / 62.0F : away * 0.15F / 63.0F);
}

void pads_set_age(struct pads *pads, float worn)
{
    pads->worn = fmaxf(0.0F, fminf(1.0F, worn));
}
