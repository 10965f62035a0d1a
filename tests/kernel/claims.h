/* A test here is a sentence and whether it held; the last line sums up. */
#ifndef MATSTATION_TESTS_KERNEL_CLAIMS_H
#define MATSTATION_TESTS_KERNEL_CLAIMS_H

#include <stdbool.h>
#include <stdio.h>

struct claims {
    unsigned passed, failed;
};

static inline void claim(struct claims *claims, bool holds, const char *sentence)
{
    printf("%s %s\n", holds ? "ok  " : "FAIL", sentence);
    fflush(stdout);
    if (holds)
        claims->passed++;
    else
        claims->failed++;
}

static inline int claims_end(const struct claims *claims)
{
    printf("%u passed, %u failed\n", claims->passed, claims->failed);
    return claims->failed != 0 || claims->passed == 0;
}

#endif
