#include "sim/machine.h"

#include "base/mailbox.h"
#include "base/random.h"
#include "sim/pads.h"
#include "sim/sim_bus.h"

#include <stdlib.h>
#include <string.h>

/* The electricity is looked at as often as this while conversions go on. */
static const int64_t pads_step_ns = 2 * NS_PER_MS;
static const double oscillator_spread = 0.03;
static const int64_t wake_ns = 25 * NS_PER_US;

/* What comes from elsewhere. */
struct burden {
    float force_n[PADS_MAX];
    unsigned char ailment[PADS_MAX];
    float celsius, worn;
};

/* The pads on one chip. */
struct plug {
    struct machine *machine;
    uint16_t pad[INPUTS_MAX];
    bool used[INPUTS_MAX];
};

struct machine {
    struct i2c_bus *bus;
    struct pads *pads;
    struct mailbox *burdens;
    unsigned pad_count;
    struct burden sent;  /* the sender's */
    struct burden borne; /* the sampler's */
    int64_t stepped_ns;
    struct plug plug[CHIPS_MAX];
};

static void step_pads(struct machine *machine, int64_t time_ns)
{
    if (time_ns - machine->stepped_ns < pads_step_ns)
        return;
    struct burden *borne = &machine->borne;
    if (mailbox_read(machine->burdens, borne, sizeof *borne)) {
        pads_set_temperature(machine->pads, borne->celsius);
        pads_set_age(machine->pads, borne->worn);
        for (unsigned i = 0; i < machine->pad_count; i++)
            pads_set_ailment(machine->pads, i, (enum pad_ailment)borne->ailment[i]);
    }
    pads_step(machine->pads, time_ns, borne->force_n);
    machine->stepped_ns = time_ns;
}

static double plug_volts(void *self, unsigned input, int64_t time_ns)
{
    struct plug *plug = self;
    step_pads(plug->machine, time_ns);
    return plug->used[input] ? (double)pads_volts(plug->machine->pads, plug->pad[input]) : 0.0;
}

static struct sim_chip *open_chip(const struct adc_kind *kind, struct sim_input input,
                                  uint64_t *seed)
{
    struct sim_oscillator oscillator = {
        .error = oscillator_spread * (2 * random_unit(seed) - 1),
        .wake_ns = wake_ns,
    };
    if (kind == &ads1115_kind)
        return sim_ads1115_open(input, oscillator);
    if (kind == &ads1015_kind)
        return sim_ads1015_open(input, oscillator);
    if (kind == &ads7828_kind)
        return sim_ads7828_open(input);
    return sim_ads7830_open(input);
}

static int add_chip(struct machine *machine, const struct wired_chip *wired, struct plug *plug,
                    uint64_t *seed)
{
    plug->machine = machine;
    for (unsigned i = 0; i < wired->inputs; i++) {
        plug->pad[wired->input[i]] = wired->pad[i];
        plug->used[wired->input[i]] = true;
    }
    struct sim_input input = {plug_volts, plug};
    struct sim_place place = {wired->address, wired->switch_address, wired->branch};
    return sim_bus_add(machine->bus, place, open_chip(wired->kind, input, seed));
}

struct machine *machine_open(const struct wiring *wiring, double bus_hz, uint64_t seed,
                             struct clock clock, struct error *error)
{
    struct machine *machine = calloc(1, sizeof *machine);
    if (!machine)
        goto no_memory;
    machine->pad_count = wiring->pads;
    machine->stepped_ns = INT64_MIN / 2;
    machine->sent.celsius = PADS_USUAL_CELSIUS;
    machine->bus = sim_bus_open(bus_hz, clock);
    machine->pads = pads_open(wiring->pads, seed);
    machine->burdens = mailbox_open(sizeof machine->sent);
    if (!machine->bus || !machine->pads || !machine->burdens)
        goto no_memory;
    for (unsigned i = 0; i < wiring->chips; i++)
        if (add_chip(machine, &wiring->chip[i], &machine->plug[i], &seed) < 0)
            goto no_memory;
    return machine;
no_memory:
    error_set(error, "no memory for the simulated machine");
    machine_close(machine);
    return NULL;
}

void machine_close(struct machine *machine)
{
    if (!machine)
        return;
    bus_close(machine->bus);
    pads_close(machine->pads);
    mailbox_close(machine->burdens);
    free(machine);
}

struct i2c_bus *machine_bus(struct machine *machine)
{
    return machine->bus;
}

void machine_set_forces(struct machine *machine, const float *force_n, unsigned pads)
{
    unsigned given = pads < PADS_MAX ? pads : PADS_MAX;
    memset(machine->sent.force_n, 0, sizeof machine->sent.force_n);
    memcpy(machine->sent.force_n, force_n, given * sizeof *force_n);
    mailbox_write(machine->burdens, &machine->sent, sizeof machine->sent);
}

void machine_set_ailment(struct machine *machine, unsigned pad, enum pad_ailment ailment)
{
    if (pad < machine->pad_count)
        machine->sent.ailment[pad] = (unsigned char)ailment;
}

void machine_set_pads(struct machine *machine, float celsius, float worn)
{
    machine->sent.celsius = celsius;
    machine->sent.worn = worn;
}
