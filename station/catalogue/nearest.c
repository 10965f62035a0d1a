#include "catalogue/nearest.h"

#include <stdio.h>
#include <string.h>

enum { WORD_MAX = 64 };

/* Levenshtein's distance, cut off at WORD_MAX characters. */
static size_t distance(const char *a, const char *b)
{
    size_t row[WORD_MAX + 1];
    const size_t columns = strnlen(b, WORD_MAX);
    for (size_t j = 0; j <= columns; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] && i <= WORD_MAX; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= columns; j++) {
            const size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            const size_t dropped = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = replaced < dropped ? replaced : dropped;
        }
    }
    return row[columns];
}

const char *nearest_name(const char *word, const char *const *candidates, size_t count)
{
    const char *best = NULL;
    size_t best_distance = strnlen(word, WORD_MAX) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        const size_t d = distance(word, candidates[i]);
        if (d < best_distance) {
            best_distance = d;
            best = candidates[i];
        }
    }
    return best;
}

const char *suggestion(const char *word, const char *const *candidates, size_t count, char *out,
                       size_t size)
{
    const char *best = nearest_name(word, candidates, count);
    if (best) {
        snprintf(out, size, "did you mean \"%s\"?", best);
        return out;
    }
    size_t used = (size_t)snprintf(out, size, "known: ");
    for (size_t i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "%s%s", i ? ", " : "", candidates[i]);
    return out;
}
