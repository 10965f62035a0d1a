/* What every test that draws screens needs: content, a mat, and a screen to draw on. */
#ifndef MATSTATION_TESTS_PICTURES_SHOP_H
#define MATSTATION_TESTS_PICTURES_SHOP_H

#include "load/load.h"
#include "ui/ui.h"

/* To be included after cmocka.h. 0, or -1 with what is wrong printed. */
static inline int shop_load(struct catalogue *catalogue, struct mat *mat)
{
    struct complaints complaints = {0};
    struct error error = {""};
    mat_grid(mat, 8, 4);
    if (!load_catalogue("assets", catalogue, &complaints, &error))
        return 0;
    print_error("%s\n", error.text);
    return -1;
}

#endif
