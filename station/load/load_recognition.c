/* The fitted numbers by which exercises are told apart. */
#include "load/reader.h"

#include <stdio.h>
#include <string.h>

static const char *const known[] = {"classes", "features", "mean", "scale", "pairs", NULL};
static const char *const known_pair[] = {"first", "second", "bias", "terms", "weights", NULL};

/* How many numbers were read: all, or 0 and complained. */
static unsigned read_numbers(struct reader *reader, const config_setting_t *group, const char *key,
                             unsigned most, float *out)
{
    return reader_numbers(reader, group, key, REQUIRED, 1, most, 1e6f, out);
}

static void read_classes(struct reader *reader, struct recognition *recognition)
{
    const config_setting_t *list =
        reader_member(reader, reader->root, "classes", CONFIG_TYPE_ARRAY, REQUIRED);
    const int count = list ? config_setting_length(list) : 0;
    if (list && (count < 2 || count > RECOGNITION_CLASSES_MAX)) {
        reader_complain(reader, list, "%d classes; 2 to %d are possible, fit the numbers anew",
                        count, RECOGNITION_CLASSES_MAX);
        return;
    }
    for (int i = 0; i < count; i++) {
        const char *id = config_setting_get_string_elem(list, i);
        if (!id)
            reader_complain(reader, list, "classes are exercise ids in quotes; correct it");
        else
            snprintf(recognition->id[i], sizeof recognition->id[i], "%s", id);
    }
    recognition->classes = (unsigned)count;
}

static void read_pair(struct reader *reader, const config_setting_t *at,
                      struct recognition *recognition)
{
    struct recognition_pair *pair = &recognition->pair[recognition->pairs];
    float terms[RECOGNITION_TERMS_MAX] = {0};
    const unsigned last = recognition->classes ? recognition->classes - 1 : 0;
    reader_known(reader, at, known_pair);
    reader_unsigned(reader, at, "first", REQUIRED, 0, last, &pair->first);
    reader_unsigned(reader, at, "second", REQUIRED, 0, last, &pair->second);
    reader_float(reader, at, "bias", REQUIRED, -1e6f, 1e6f, &pair->bias);
    pair->terms = read_numbers(reader, at, "terms", RECOGNITION_TERMS_MAX, terms);
    const unsigned weights =
        read_numbers(reader, at, "weights", RECOGNITION_TERMS_MAX, pair->weight);
    if (pair->terms && weights && pair->terms != weights)
        reader_complain(reader, at, "terms and weights differ in number; fit the numbers anew");
    for (unsigned i = 0; i < pair->terms; i++) {
        if (!(terms[i] >= 0 && terms[i] < (float)recognition->features)) {
            reader_complain(reader, at, "term %g is not one of %u features; fit the numbers anew",
                            (double)terms[i], recognition->features);
            return;
        }
        pair->feature[i] = (unsigned char)terms[i];
    }
    recognition->pairs++;
}

static void read_pairs(struct reader *reader, struct recognition *recognition)
{
    const config_setting_t *list;
    const unsigned count =
        reader_list(reader, reader->root, "pairs", REQUIRED, 0, RECOGNITION_PAIRS_MAX, &list);
    if (!recognition->classes || !recognition->features)
        return; /* that was said; without them a pair means nothing */
    for (unsigned i = 0; i < count; i++) {
        const config_setting_t *at = reader_entry(reader, list, i, "a pair");
        if (at)
            read_pair(reader, at, recognition);
    }
}

static void read_scales(struct reader *reader, struct recognition *recognition)
{
    reader_unsigned(reader, reader->root, "features", REQUIRED, 1, RECOGNITION_FEATURES_MAX,
                    &recognition->features);
    const unsigned means =
        read_numbers(reader, reader->root, "mean", RECOGNITION_FEATURES_MAX, recognition->mean);
    const unsigned scales =
        read_numbers(reader, reader->root, "scale", RECOGNITION_FEATURES_MAX, recognition->scale);
    const unsigned features = recognition->features;
    if (features && means && scales && (means != features || scales != features))
        reader_complain(reader, reader->root, "%u features, %u means, %u scales; fit them anew",
                        recognition->features, means, scales);
    for (unsigned i = 0; i < scales; i++) {
        if (!(recognition->scale[i] > 0))
            reader_complain(reader, reader->root, "scale %u is not above 0; fit it anew", i);
    }
}

int load_recognition(const char *path, struct recognition *recognition,
                     struct complaints *complaints)
{
    struct reader reader;
    memset(recognition, 0, sizeof *recognition);
    if (reader_open(&reader, path, complaints))
        return -1;
    reader_known(&reader, reader.root, known);
    read_classes(&reader, recognition);
    read_scales(&reader, recognition);
    read_pairs(&reader, recognition);
    const int status = reader.mistakes ? -1 : 0;
    reader_close(&reader);
    if (status)
        memset(recognition, 0, sizeof *recognition);
    return status;
}
