/* The frame of the programs that print features of recordings: NAME RxC FILE... */
#ifndef MATSTATION_TESTS_PRINT_EACH_H
#define MATSTATION_TESTS_PRINT_EACH_H

#include "catalogue/mat.h"

#include <stdio.h>

/* read_file(reader, FILE) for each file, once the mat is a grid of RxC pads. Returns the exit
 * status. */
typedef int read_one(void *reader, const char *file);

static inline int print_each(int argc, char **argv, struct mat *mat, read_one *read_file,
                             void *reader)
{
    unsigned rows, columns;
    if (argc < 3 || sscanf(argv[1], "%ux%u", &rows, &columns) != 2) {
        fprintf(stderr, "usage: %s RxC FILE...\n", argv[0]);
        return 2;
    }
    mat_grid(mat, rows, columns);
    int status = 0;
    for (int i = 2; i < argc && status == 0; i++)
        status = read_file(reader, argv[i]);
    return status;
}

#endif
