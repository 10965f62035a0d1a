#include "adc/chip_watch.h"

#include "base/clock.h"

/* So many failures in a row do not happen by chance while one transfer in a hundred fails. */
enum { FAILURES_IN_A_ROW = 8, TIMEOUTS_IN_A_ROW = 4 };

static const int64_t shortest_rest_ns = 100 * NS_PER_MS;
static const int64_t longest_rest_ns = 2 * NS_PER_S;
static const int64_t rest_per_cost = 25;

static int64_t next_rest_ns(const struct chip_watch *watch, int64_t cost_ns)
{
    int64_t rest = watch->rest_ns ? 2 * watch->rest_ns : shortest_rest_ns;
    if (rest > longest_rest_ns)
        rest = longest_rest_ns;
    return rest > rest_per_cost * cost_ns ? rest : rest_per_cost * cost_ns;
}

void chip_watch_failed(struct chip_watch *watch, enum pad_state why, int64_t now_ns,
                       int64_t cost_ns)
{
    watch->failures[why]++;
    watch->in_a_row++;
    unsigned enough = why == PAD_TIMEOUT ? TIMEOUTS_IN_A_ROW : FAILURES_IN_A_ROW;
    if (watch->state != CHIP_OFFLINE && watch->in_a_row < enough) {
        watch->state = CHIP_FAILING;
        return;
    }
    watch->state = CHIP_OFFLINE;
    watch->rest_ns = next_rest_ns(watch, cost_ns);
    watch->rest_until_ns = now_ns + watch->rest_ns;
}

void chip_watch_succeeded(struct chip_watch *watch)
{
    watch->state = CHIP_OK;
    watch->in_a_row = 0;
    watch->rest_ns = 0;
}

void chip_watch_wake(struct chip_watch *watch)
{
    watch->rest_ns = 0;
    watch->rest_until_ns = 0;
}
