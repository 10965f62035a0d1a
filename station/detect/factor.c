#include "detect/factor.h"

#include <math.h>

bool factorise(products sums, unsigned bins, double evenness)
{
    double most = 0;
    for (unsigned i = 0; i < bins; i++)
        most = fmax(most, sums[i][i]);
    for (unsigned i = 0; i < bins; i++) {
        for (unsigned k = 0; k <= i; k++) {
            double sum = sums[i][k] + (i == k ? evenness * most : 0);
            for (unsigned j = 0; j < k; j++)
                sum -= sums[i][j] * sums[k][j];
            if (i == k && sum <= 0)
                return false;
            sums[i][k] = i == k ? sqrt(sum) : sum / sums[k][k];
        }
    }
    return true;
}

void factor_solve(const products factor, unsigned bins, double *value)
{
    for (unsigned i = 0; i < bins; i++) {
        for (unsigned k = 0; k < i; k++)
            value[i] -= factor[i][k] * value[k];
        value[i] /= factor[i][i];
    }
    for (unsigned i = bins; i-- > 0;) {
        for (unsigned k = i + 1; k < bins; k++)
            value[i] -= factor[k][i] * value[k];
        value[i] /= factor[i][i];
    }
}
