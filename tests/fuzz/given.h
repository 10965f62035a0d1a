/* What the fuzzer gives, as a file: the readers under test want a path. */
#ifndef MATSTATION_TESTS_FUZZ_GIVEN_H
#define MATSTATION_TESTS_FUZZ_GIVEN_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* libFuzzer calls it with one input after the other; it returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The path of a file that lies in memory and holds the bytes; given_close takes it away. */
static inline int given_open(const uint8_t *data, size_t size, char path[64])
{
    int file = memfd_create("given", 0);
    if (file < 0 || write(file, data, size) != (ssize_t)size)
        abort();
    snprintf(path, 64, "/proc/self/fd/%d", file);
    return file;
}

static inline void given_close(int file)
{
    close(file);
}

#endif
