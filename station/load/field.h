/* Settings of a libconfig group into the fields of a struct, checked, with file and line. */
#ifndef MATSTATION_LOAD_FIELD_H
#define MATSTATION_LOAD_FIELD_H

#include "base/error.h"
#include "catalogue/scenario.h"

#include <libconfig.h>
#include <stddef.h>

enum form { FORM_NUMBER, FORM_COUNT, FORM_FLAG, FORM_SEX, FORM_SIDE, FORM_SLIP, FORM_ID };

/* One setting of a group: where it goes and what it may be. */
struct field {
    const char *name;
    enum form form;
    size_t offset;
    double least, most;
};

/* Where a message points to. */
struct place {
    const char *file;
    int line;
    struct error *error;
};

int line_of(const config_setting_t *setting);

/* A number or a word into what `to` points at. */
int take_number(const struct field *field, double value, void *to, const struct place *place);
int take_word(const struct field *field, const char *word, void *to, const struct place *place);

/* One setting, or all of one group, into the struct at base. */
int take_setting(const struct field *field, const config_setting_t *setting, void *base,
                 const struct place *place);
int take_group(const config_setting_t *group, const struct field *fields, size_t count, void *base,
               const char *file, struct error *error);

#endif
