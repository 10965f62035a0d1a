#include "signal/order.h"

#include <string.h>

enum { GAP_LEAST_NS = 500000000, GAP_INTERVALS = 5 };

static int64_t median(const int64_t *values, unsigned count)
{
    int64_t sorted[ORDER_INTERVALS];
    for (unsigned i = 0; i < count; i++) {
        unsigned j = i;
        for (; j > 0 && sorted[j - 1] > values[i]; j--)
            sorted[j] = sorted[j - 1];
        sorted[j] = values[i];
    }
    return sorted[count / 2];
}

bool order_step(struct order *order, int64_t time_ns, int64_t *gap_ns)
{
    *gap_ns = 0;
    if (!order->begun) {
        order->begun = true;
        order->last_ns = time_ns;
        return true;
    }
    if (time_ns <= order->last_ns) {
        order->dropped++;
        return false;
    }
    int64_t interval_ns = time_ns - order->last_ns;
    order->last_ns = time_ns;
    order->recent_ns[order->next] = interval_ns;
    order->next = (order->next + 1) % ORDER_INTERVALS;
    if (order->count < ORDER_INTERVALS)
        order->count++;
    order->interval_ns = median(order->recent_ns, order->count);
    /* Divided, as so many times a long interval may be more than fits. */
    if (interval_ns > GAP_LEAST_NS && (interval_ns - 1) / GAP_INTERVALS >= order->interval_ns)
        *gap_ns = interval_ns;
    return true;
}
