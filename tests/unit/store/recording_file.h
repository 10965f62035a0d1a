/* A file for the recording of one test program. */
#ifndef MATSTATION_TESTS_RECORDING_FILE_H
#define MATSTATION_TESTS_RECORDING_FILE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char path[] = "/tmp/matstation-recording-XXXXXX";

static inline int make_path(void **state)
{
    (void)state;
    strcpy(path + strlen(path) - 6, "XXXXXX");
    int file = mkstemp(path);
    return file < 0 || close(file) != 0;
}

static inline int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

#endif
