#include "signal/quantile.h"

#include <math.h>

static void swap(float *a, float *b)
{
    float kept = *a;
    *a = *b;
    *b = kept;
}

float quantile(float *values, unsigned count, float part)
{
    if (count == 0)
        return 0;
    long wanted = lroundf(part * (float)(count - 1));
    long low = 0, high = (long)count - 1;
    while (low < high) {
        float pivot = values[low + (high - low) / 2];
        long i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i <= j)
                swap(&values[i++], &values[j--]);
        }
        if (wanted <= j)
            high = j;
        else if (wanted >= i)
            low = i;
        else
            break;
    }
    return values[wanted];
}
