/* Reads one asset file with libconfig and complains of every mistake in it, with its line. Shared
 * by the loaders of this room. */
#ifndef MATSTATION_LOAD_READER_H
#define MATSTATION_LOAD_READER_H

#include "catalogue/names.h"
#include "catalogue/nearest.h"
#include "load/complaints.h"

#include <libconfig.h>
#include <stdbool.h>
#include <stddef.h>

enum need { OPTIONAL, REQUIRED };

struct reader {
    char path[512];
    struct complaints *complaints;
    unsigned mistakes;
    config_t config;
    config_setting_t *root;
};

/* -1, complained: not readable, too large, not UTF-8, not libconfig. Then nothing is to be closed.
 */
int reader_open(struct reader *reader, const char *path, struct complaints *complaints);
/* The same of a text that comes from elsewhere; name: what messages call it. */
int reader_open_text(struct reader *reader, const char *name, const char *text,
                     struct complaints *complaints);
void reader_close(struct reader *reader);

/* Where it stands in its file, from 1; a group in a list stands where the one before it ends. NULL,
 * the file as a whole: 1. */
int reader_line(const config_setting_t *at);

/* at: where the mistake is; NULL: the file as a whole. */
void reader_complain(struct reader *reader, const config_setting_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, but of something that does not make the file useless. */
void reader_remark(struct reader *reader, const config_setting_t *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The member of that type, or NULL: then complained where it is required or of another type.
 * type: CONFIG_TYPE_GROUP, _LIST, _ARRAY, _STRING ... */
config_setting_t *reader_member(struct reader *reader, const config_setting_t *group,
                                const char *key, int type, enum need need);

/* The entries of a list in ( ), from `least` to `most` of them; 0: none, or complained. */
unsigned reader_list(struct reader *reader, const config_setting_t *group, const char *key,
                     enum need need, unsigned least, unsigned most, const config_setting_t **list);
/* One of them that is a group in { }; NULL, complained: it is none. what: "a pad". */
const config_setting_t *reader_entry(struct reader *reader, const config_setting_t *list,
                                     unsigned index, const char *what);

/* Each leaves *out as it is where the key is missing, and complains of what does not fit. True:
 * written. */
bool reader_string(struct reader *reader, const config_setting_t *group, const char *key,
                   enum need need, char *out, size_t size);
bool reader_unsigned(struct reader *reader, const config_setting_t *group, const char *key,
                     enum need need, unsigned least, unsigned most, unsigned *out);
bool reader_float(struct reader *reader, const config_setting_t *group, const char *key,
                  enum need need, float least, float most, float *out);
/* Numbers in [ ] or ( ), from `least` to `most` of them, each from -bound to bound. How many were
 * written: all, or 0. */
unsigned reader_numbers(struct reader *reader, const config_setting_t *group, const char *key,
                        enum need need, unsigned least, unsigned most, float bound, float *out);
bool reader_bool(struct reader *reader, const config_setting_t *group, const char *key,
                 enum need need, bool *out);
bool reader_name(struct reader *reader, const config_setting_t *group, const char *key,
                 enum need need, const struct names *names, unsigned *out);
/* An array of names as bits. */
bool reader_names(struct reader *reader, const config_setting_t *group, const char *key,
                  enum need need, const struct names *names, unsigned *out);

/* Complains of every member of the group that is not in the list (ended by NULL). */
void reader_known(struct reader *reader, const config_setting_t *group, const char *const *known);

/* The same of a group that holds one member for each language. One whose own file was refused is
 * not complained of again. */
void reader_languages(struct reader *reader, const config_setting_t *group,
                      const struct catalogue *catalogue);

/* The file's name without folder and ending. False: longer than size allows, characters other than
 * a-z, 0-9 and _, or several endings, so that no two files have one id. */
bool id_of_path(const char *path, char *out, size_t size);

#endif
