/* The button and its light on a kernel's GPIO chip, through whichever libgpiod this is built with.
 * Runs in the guest of run-kernel. */
#include "base/clock.h"
#include "button/lines.h"
#include "button/press_reader.h"
#include "kernel/claims.h"

#include <stdlib.h>
#include <string.h>

enum { BUTTON = 17, LIGHT = 27 };

struct bench {
    struct clock clock;
    struct lines *lines;
    struct press_reader reader;
    struct claims claims;
};

static void sim_path(char *path, size_t size, unsigned line, const char *file)
{
    const char *folder = getenv("GPIO_SIM");
    snprintf(path, size, "%s/sim_gpio%u/%s", folder ? folder : "", line, file);
}

static void pull(bool down)
{
    char path[256];
    sim_path(path, sizeof path, BUTTON, "pull");
    FILE *file = fopen(path, "w");
    if (!file || fputs(down ? "pull-down" : "pull-up", file) < 0 || fclose(file) != 0)
        perror(path);
}

static int value_of(unsigned line)
{
    char path[256];
    sim_path(path, sizeof path, line, "value");
    FILE *file = fopen(path, "r");
    int value = -1;
    if (!file || fscanf(file, "%d", &value) != 1)
        perror(path);
    if (file)
        fclose(file);
    return value;
}

static void pause_ms(struct bench *bench, int64_t ms)
{
    clock_sleep_until_ns(&bench->clock, clock_now_ns(&bench->clock) + ms * NS_PER_MS);
}

/* The presses that became known; at most `most`. */
static unsigned read_presses(struct bench *bench, struct press *presses, unsigned most)
{
    unsigned count = 0;
    struct press press;
    struct edge edge;
    while (lines_next_edge(bench->lines, &edge)) {
        while (press_reader_time(&bench->reader, edge.time_ns, &press) && count < most)
            presses[count++] = press;
        press_reader_edge(&bench->reader, edge.down, edge.time_ns);
    }
    while (press_reader_time(&bench->reader, clock_now_ns(&bench->clock), &press) && count < most)
        presses[count++] = press;
    return count;
}

static void check_edges(struct bench *bench)
{
    struct edge edge;
    int64_t before = clock_now_ns(&bench->clock);
    pull(true);
    pause_ms(bench, 50);
    bool came = lines_next_edge(bench->lines, &edge);
    int64_t after = clock_now_ns(&bench->clock);
    claim(&bench->claims, came && edge.down, "pressing gives one edge, down");
    claim(&bench->claims, came && edge.time_ns > before && edge.time_ns < after,
          "its time is the kernel's, on the clock of the program");
    claim(&bench->claims, lines_button_down(bench->lines), "the line reads pressed");
    claim(&bench->claims, !lines_next_edge(bench->lines, &edge), "there is no second edge");
    pull(false);
    pause_ms(bench, 50);
    came = lines_next_edge(bench->lines, &edge);
    claim(&bench->claims, came && !edge.down, "letting go gives one edge, up");
    claim(&bench->claims, !lines_button_down(bench->lines), "the line reads let go");
}

static void check_presses(struct bench *bench)
{
    struct press presses[4];
    press_reader_begin(&bench->reader, lines_button_down(bench->lines),
                       clock_now_ns(&bench->clock));
    pull(true);
    pause_ms(bench, 200);
    claim(&bench->claims, read_presses(bench, presses, 4) == 0,
          "a press is not one before its end");
    pull(false);
    pause_ms(bench, 100);
    unsigned count = read_presses(bench, presses, 4);
    claim(&bench->claims, count == 1 && presses[0].kind == PRESS_SHORT,
          "200 ms are one short press");
    pull(true);
    pause_ms(bench, 1100);
    count = read_presses(bench, presses, 4);
    claim(&bench->claims, count == 1 && presses[0].kind == PRESS_HELD,
          "after a second the press is held, while it still is");
    pull(false);
    pause_ms(bench, 100);
    claim(&bench->claims, read_presses(bench, presses, 4) == 0,
          "letting go of a held press is nothing");
}

static void check_light(struct bench *bench)
{
    lines_set_light(bench->lines, true);
    claim(&bench->claims, value_of(LIGHT) == 1, "the light is on");
    lines_set_light(bench->lines, false);
    claim(&bench->claims, value_of(LIGHT) == 0, "the light is off");
}

static void check_names(struct bench *bench)
{
    struct error error = {""};
    struct lines_wanted wanted = {"pinctrl-bcm2711", "17", NULL};
    struct lines *lines = lines_open(&wanted, &error, NULL);
    claim(&bench->claims, lines, "chip by label and line by number are found");
    lines_close(lines);
    wanted = (struct lines_wanted){NULL, "NO_SUCH_LINE", NULL};
    claim(&bench->claims, !lines_open(&wanted, &error, NULL) && strstr(error.text, "NO_SUCH_LINE"),
          "a line that is not there is named");
    wanted = (struct lines_wanted){"no-such-chip", "17", NULL};
    claim(&bench->claims, !lines_open(&wanted, &error, NULL) && strstr(error.text, "no-such-chip"),
          "a chip that is not there is named");
}

/* The last check: the chip does not come back. */
static void check_loss(struct bench *bench)
{
    static const char path[] = "/sys/kernel/config/gpio-sim/test/live";
    struct edge edge;
    claim(&bench->claims, !lines_next_edge(bench->lines, &edge) && !lines_failed(bench->lines),
          "a button at rest has not failed");
    FILE *file = fopen(path, "w");
    if (!file || fputs("0", file) < 0 || fclose(file) != 0)
        perror(path);
    claim(&bench->claims, !lines_next_edge(bench->lines, &edge) && lines_failed(bench->lines),
          "a chip that has gone is noticed");
}

int main(void)
{
    struct bench bench = {.clock = clock_monotonic()};
    struct error error = {""}, light_error = {""};
    struct lines_wanted wanted = {NULL, "GPIO17", "GPIO27"};
    check_names(&bench);
    bench.lines = lines_open(&wanted, &error, &light_error);
    claim(&bench.claims, bench.lines && !light_error.text[0],
          "button and light are found on the header of a Raspberry Pi");
    if (!bench.lines) {
        puts(error.text);
        return claims_end(&bench.claims);
    }
    check_edges(&bench);
    check_presses(&bench);
    check_light(&bench);
    struct lines *second = lines_open(&wanted, &error, NULL);
    claim(&bench.claims, !second && error.text[0], "a line that somebody has is refused, and said");
    lines_close(second);
    check_loss(&bench);
    lines_close(bench.lines);
    return claims_end(&bench.claims);
}
