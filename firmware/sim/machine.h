/* The simulated machine as a whole: a bus with the chips that a wiring names, and pads on their
 * inputs. It lives on the sampler's side; only the forces come from elsewhere. */
#ifndef MATSTATION_SIM_MACHINE_H
#define MATSTATION_SIM_MACHINE_H

#include "adc/wiring.h"
#include "base/clock.h"
#include "base/error.h"
#include "sim/pads.h"

struct machine;

/* wiring is copied, the clock outlives it. seed spreads pads and oscillators. The caller closes,
 * when nobody uses the bus any more. */
struct machine *machine_open(const struct wiring *wiring, double bus_hz, uint64_t seed,
                             struct clock clock, struct error *error);
void machine_close(struct machine *machine);

/* Belongs to the machine. */
struct i2c_bus *machine_bus(struct machine *machine);

/* From now on, newtons. Any one thread; never waits. */
void machine_set_forces(struct machine *machine, const float *force_n, unsigned pads);
/* What is wrong with a pad, from the next forces on; the thread that sets those. */
void machine_set_ailment(struct machine *machine, unsigned pad, enum pad_ailment ailment);
/* How warm and how worn all pads are, likewise. */
void machine_set_pads(struct machine *machine, float celsius, float worn);

#endif
