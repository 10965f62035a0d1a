#include "app/probe_report.h"

#include "adc/scan_limit.h"
#include "app/lateness.h"
#include "base/clock.h"

/* A bus of 400 kHz may be measured a little slower, one of 100 kHz a little faster. */
static const double slow_bus_hz = 150000, fast_bus_hz = 400000;

const char *pad_state_words(enum pad_state state)
{
    switch (state) {
    case PAD_VALID: return "valid";
    case PAD_OFFLINE: return "set aside";
    case PAD_NACK: return "no acknowledge";
    case PAD_TIMEOUT: return "bus stuck";
    case PAD_BUS_ERROR: return "bus error";
    case PAD_NOT_READY: return "not ready";
    case PAD_NONSENSE: return "nonsense";
    case PAD_EMPTY: return "not wired";
    case PAD_STATES: break;
    }
    return "unknown";
}

void probe_tally_add(struct probe_tally *tally, const struct frame *frame)
{
    if (tally->frames == 0)
        tally->first_ns = frame->time_ns;
    tally->last_ns = frame->time_ns;
    tally->last = *frame;
    tally->frames++;
    for (unsigned i = 0; i < frame->pads; i++) {
        tally->invalid[i][frame->state[i]]++;
        tally->valid += frame->state[i] == PAD_VALID;
    }
}

void probe_tally_settle(struct probe_tally *tally, const struct machine_health *health)
{
    tally->settled_frames = tally->frames;
    tally->settled_ns = tally->last_ns;
    tally->settled = *health;
}

/* Settled with the very last frame, there is nothing to count after it. */
static bool has_settled(const struct probe_tally *tally)
{
    return tally->settled_frames && tally->settled_frames < tally->frames;
}

static void report_rate(FILE *to, const struct probe_tally *tally, const struct wiring *wiring)
{
    bool settled = has_settled(tally);
    uint64_t frames = tally->frames - (settled ? tally->settled_frames : 1);
    int64_t from_ns = settled ? tally->settled_ns : tally->first_ns;
    double passed_s = (double)(tally->last_ns - from_ns) / NS_PER_S;
    double rate = passed_s > 0 ? (double)frames / passed_s : 0;
    double bus_hz = tally->health.bus_hz;
    fprintf(to, "frames: %llu in %.2f s, ", (unsigned long long)tally->frames,
            (double)(tally->last_ns - tally->first_ns) / NS_PER_S);
    if (settled)
        fprintf(to, "%.1f a second after the first %llu", rate,
                (unsigned long long)tally->settled_frames);
    else
        fprintf(to, "%.1f a second from the first on", rate);
    if (tally->health.wanted_rate_hz > 0)
        fprintf(to, " (%.1f wanted)", tally->health.wanted_rate_hz);
    double limit = scan_limit_hz(wiring, bus_hz);
    if (bus_hz > 0)
        fprintf(to, "; bus and converters allow %.1f (%.0f %%)\nbus: %.0f kHz, measured", limit,
                100 * rate / limit, bus_hz / 1000);
    double fast_limit = scan_limit_hz(wiring, fast_bus_hz);
    if (bus_hz > 0 && bus_hz < slow_bus_hz && fast_limit > limit)
        fprintf(to,
                "\nthis bus is slow: with dtparam=i2c_arm_baudrate=400000 in "
                "/boot/firmware/config.txt, and a restart, it allows %.1f frames a second",
                fast_limit);
    fprintf(to, "\nskipped: %llu   dropped: %llu\n", (unsigned long long)tally->health.skipped,
            (unsigned long long)tally->health.dropped);
}

/* What came before things had settled is left out, if there is more. */
static void report_wire(FILE *to, const struct probe_tally *tally, unsigned pads)
{
    static const struct machine_health nothing;
    const struct machine_health *from = has_settled(tally) ? &tally->settled : &nothing;
    const struct machine_health *health = &tally->health;
    double values = (double)(health->frames - from->frames) * pads;
    if (values <= 0)
        return;
    uint64_t looks = health->look_calls - from->look_calls;
    uint64_t look_bits = health->look_bits - from->look_bits;
    fprintf(to, "wire: %.2f calls and %.1f bits a value, besides %.2f looks a frame\n",
            (double)(health->bus_calls - from->bus_calls - looks) / values,
            (double)(health->bus_bits - from->bus_bits - look_bits) / values,
            (double)looks * pads / values);
    fprintf(to, "CPU: %.0f us a frame\n",
            (double)(health->sampler_cpu_ns - from->sampler_cpu_ns) * pads / values / NS_PER_US);
}

static void report_lateness(FILE *to, const struct machine_health *health)
{
    fprintf(to,
            "late by less than: %llu us in half of all scans, %llu in 99 %%, %llu in 99.9 %%, "
            "%llu in all%s%s\n",
            (unsigned long long)lateness_below_us(health, 0.5),
            (unsigned long long)lateness_below_us(health, 0.99),
            (unsigned long long)lateness_below_us(health, 0.999),
            (unsigned long long)lateness_below_us(health, 1.0),
            health->real_time ? "" : "; without real-time priority, which was refused",
            health->memory_locked ? "" : "; memory not locked");
}

static void report_chips(FILE *to, const struct machine_health *health)
{
    static const char *const states[] = {"answers", "fails at times", "does not answer"};
    for (unsigned i = 0; i < health->chips; i++) {
        const struct chip_health *chip = &health->chip[i];
        fprintf(to, "  %-32s %s", chip->name, states[chip->state]);
        if (chip->rate_hz > 0)
            fprintf(to, ", %.0f conversions a second", chip->rate_hz);
        for (unsigned k = 0; k < PAD_STATES; k++)
            if (chip->failures[k])
                fprintf(to, ", %s %llu", pad_state_words(k), (unsigned long long)chip->failures[k]);
        fprintf(to, "\n");
    }
}

static void report_invalid(FILE *to, const struct probe_tally *tally, unsigned pad)
{
    for (unsigned k = PAD_VALID + 1; k < PAD_STATES; k++)
        if (tally->invalid[pad][k])
            fprintf(to, "  %s %llu", pad_state_words(k),
                    (unsigned long long)tally->invalid[pad][k]);
}

static void report_pads(FILE *to, const struct probe_tally *tally, const struct wire *wires)
{
    for (unsigned i = 0; i < tally->last.pads; i++) {
        fprintf(to, "  %-8s %-32s %u ", wires[i].pad, wires[i].chip, wires[i].input);
        if (tally->last.state[i] == PAD_VALID)
            fprintf(to, "%6.0f", (double)tally->last.value[i]);
        else
            fprintf(to, "%6s", "-");
        report_invalid(to, tally, i);
        fprintf(to, "\n");
    }
}

void probe_report(FILE *to, const struct probe_tally *tally, const struct wiring *wiring,
                  const struct wire *wires)
{
    if (!tally->frames) {
        fprintf(to, "no frames\n");
        return;
    }
    report_rate(to, tally, wiring);
    report_wire(to, tally, wiring->pads);
    report_lateness(to, &tally->health);
    fprintf(to, "converters:\n");
    report_chips(to, &tally->health);
    fprintf(to, "pads (name, converter, input, last count, invalid values by cause):\n");
    report_pads(to, tally, wires);
}
