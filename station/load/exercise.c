/* One file of assets/exercises. */
#include "load/load_inside.h"

#include <string.h>

static const char *const known[] = {"kind",      "sides",    "posture",    "counts",
                                    "watch",     "sureness", "tool",       "region",
                                    "must",      "must_not", "gate",       "easier",
                                    "equipment", "cautions", "dose",       "tempo",
                                    "beginner",  "breath",   "figure",     "passes_per_min_most",
                                    "texts",     "off_mat",  "variant_of", "recognition_only",
                                    NULL};
static const char *const known_texts[] = {"name",          "place",  "how", "cue", "caution",
                                          "caution_short", "easier", "why", NULL};

static void read_dose(struct reader *reader, enum need need, const char *key,
                      const struct exercise *of, struct dose *dose)
{
    const config_setting_t *at = reader_member(reader, reader->root, key, CONFIG_TYPE_GROUP, need);
    if (!at)
        return;
    static const char *const fields[] = {"sets",         "repetitions", "seconds", "spots",
                                         "area_limit_s", "rest_s",      NULL};
    reader_known(reader, at, fields);
    reader_dose(reader, at, of, dose);
}

/* As the facts about bodies have them, so that no file can ask for harm. */
static void seconds_of(const struct exercise *of, unsigned *least, unsigned *most)
{
    const bool breath = of && of->kind == KIND_BREATH;
    const bool strength = of && of->kind == KIND_STRENGTH;
    *least = breath ? 30 : strength || !of ? 5 : 20;
    *most = breath || !of ? 120 : 30;
}

/* A field that the exercise does not count would be read and mean nothing. */
static void check_counted(struct reader *reader, const config_setting_t *at,
                          const struct exercise *of)
{
    static const struct {
        const char *field;
        unsigned counts; /* bits 1 << what counts it */
    } rows[] = {
        {"repetitions", 1u << COUNTS_REPETITIONS},
        {"seconds", 1u << COUNTS_ROLL_AND_PAUSE | 1u << COUNTS_HOLD | 1u << COUNTS_TIME},
        {"spots", 1u << COUNTS_ROLL_AND_PAUSE},
        {"area_limit_s", 1u << COUNTS_ROLL_AND_PAUSE},
    };
    for (size_t i = 0; of && i < sizeof rows / sizeof *rows; i++) {
        const config_setting_t *field = config_setting_get_member(at, rows[i].field);
        if (field && !(rows[i].counts & 1u << of->counts))
            reader_remark(reader, field,
                          "\"%s\" means nothing to \"%s\", which counts %s; remove it",
                          rows[i].field, of->id, names_counts.name[of->counts]);
    }
}

void reader_dose(struct reader *reader, const config_setting_t *at, const struct exercise *of,
                 struct dose *dose)
{
    const unsigned area_most = of && of->region == REGION_ERECTOR_SPINAE ? 60 : 120;
    unsigned least = 0, most = 0;
    seconds_of(of, &least, &most);
    check_counted(reader, at, of);
    reader_unsigned(reader, at, "sets", OPTIONAL, 1, 3, &dose->sets);
    reader_unsigned(reader, at, "repetitions", OPTIONAL, 1, 15, &dose->repetitions);
    reader_unsigned(reader, at, "seconds", OPTIONAL, least, most, &dose->seconds);
    reader_unsigned(reader, at, "spots", OPTIONAL, 1, 3, &dose->spots);
    reader_unsigned(reader, at, "area_limit_s", OPTIONAL, 20, area_most, &dose->area_limit_s);
    reader_unsigned(reader, at, "rest_s", OPTIONAL, 0, 180, &dose->rest_s);
}

static bool lacks(const config_setting_t *group, const char *key)
{
    return !config_setting_get_member(group, key);
}

/* Of values that were refused enough was said. */
static bool is_over_limit(const struct dose *dose)
{
    return dose->area_limit_s && dose->area_limit_s < dose->spots * dose->seconds;
}

static void check_dose(struct reader *reader, const struct exercise *exercise)
{
    const config_setting_t *at = config_setting_get_member(reader->root, "dose");
    if (!at || config_setting_type(at) != CONFIG_TYPE_GROUP)
        return;
    if (lacks(at, "sets"))
        reader_complain(reader, at, "\"dose\" has no sets; add sets = 1;");
    if (exercise->counts == COUNTS_REPETITIONS && lacks(at, "repetitions"))
        reader_complain(reader, at, "\"dose\" counts repetitions; add repetitions = 10;");
    if (exercise->counts != COUNTS_REPETITIONS && lacks(at, "seconds"))
        reader_complain(reader, at, "\"dose\" counts time; add seconds = 30;");
    if (exercise->counts == COUNTS_ROLL_AND_PAUSE &&
        (lacks(at, "spots") || lacks(at, "area_limit_s") || is_over_limit(&exercise->dose)))
        reader_complain(reader, at,
                        "\"dose\" rolls: add spots = 1; and an area_limit_s of at least spots "
                        "times seconds");
}

static void read_tempo(struct reader *reader, struct exercise *exercise, bool counted)
{
    const bool coached = counted && !exercise->recognition_only;
    const enum need need = coached && exercise->counts == COUNTS_REPETITIONS ? REQUIRED : OPTIONAL;
    const config_setting_t *at =
        reader_member(reader, reader->root, "tempo", CONFIG_TYPE_GROUP, need);
    if (!at)
        return;
    static const char *const fields[] = {"up_s", "hold_s", "down_s", NULL};
    reader_known(reader, at, fields);
    reader_float(reader, at, "up_s", REQUIRED, 0.5f, 10, &exercise->tempo.up_s);
    reader_float(reader, at, "hold_s", OPTIONAL, 0, 10, &exercise->tempo.hold_s);
    reader_float(reader, at, "down_s", REQUIRED, 0.5f, 10, &exercise->tempo.down_s);
}

static void read_breath(struct reader *reader, struct exercise *exercise)
{
    const config_setting_t *at =
        reader_member(reader, reader->root, "breath", CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    static const char *const fields[] = {"in_s", "out_s", NULL};
    reader_known(reader, at, fields);
    exercise->breath = true;
    reader_float(reader, at, "in_s", REQUIRED, 1, 10, &exercise->breath_in_s);
    reader_float(reader, at, "out_s", REQUIRED, 1, 10, &exercise->breath_out_s);
}

static void check_cue(struct reader *reader, const config_setting_t *at, const char *cue)
{
    enum { WORDS_MOST = 5 };
    unsigned words = 0;
    for (const char *word = cue + strspn(cue, " "); *word; words++) {
        word += strcspn(word, " ");
        word += strspn(word, " ");
    }
    if (words > WORDS_MOST)
        reader_complain(reader, config_setting_get_member(at, "cue"),
                        "\"cue\" has %u words; at most %d are read at a glance, so shorten it",
                        words, WORDS_MOST);
}

static void read_texts_of(struct reader *reader, const config_setting_t *at, bool coached,
                          struct exercise_texts *texts)
{
    const enum need need = coached ? REQUIRED : OPTIONAL;
    reader_known(reader, at, known_texts);
    reader_string(reader, at, "name", REQUIRED, texts->name, sizeof texts->name);
    reader_string(reader, at, "place", need, texts->place, sizeof texts->place);
    reader_string(reader, at, "how", need, texts->how, sizeof texts->how);
    reader_string(reader, at, "cue", need, texts->cue, sizeof texts->cue);
    check_cue(reader, at, texts->cue);
    reader_string(reader, at, "caution", OPTIONAL, texts->caution, sizeof texts->caution);
    reader_string(reader, at, "caution_short", OPTIONAL, texts->caution_short,
                  sizeof texts->caution_short);
    reader_string(reader, at, "easier", OPTIONAL, texts->easier, sizeof texts->easier);
    reader_string(reader, at, "why", need, texts->why, sizeof texts->why);
}

/* English stands in; without English there is nothing to say. */
static void lacks_language(struct reader *reader, const config_setting_t *at, const char *language,
                           unsigned index, struct exercise *exercise)
{
    if (index == 0) {
        reader_complain(reader, at, "\"texts\" has no group \"%s\"; add one", language);
        return;
    }
    reader_remark(reader, at, "\"texts\" has no group \"%s\"; add one, until then it is English",
                  language);
    exercise->texts[index] = exercise->texts[0];
}

static void read_texts(struct reader *reader, const struct catalogue *catalogue,
                       struct exercise *exercise)
{
    const config_setting_t *at =
        reader_member(reader, reader->root, "texts", CONFIG_TYPE_GROUP, REQUIRED);
    if (!at)
        return;
    for (unsigned i = 0; i < catalogue->languages; i++) {
        const char *id = catalogue->language[i].id;
        const config_setting_t *language =
            reader_member(reader, at, id, CONFIG_TYPE_GROUP, OPTIONAL);
        if (language)
            read_texts_of(reader, language, !exercise->recognition_only, &exercise->texts[i]);
        else
            lacks_language(reader, at, id, i, exercise);
    }
    reader_languages(reader, at, catalogue);
}

/* True: what it counts, and its kind, are known, on which the rest depends. */
static bool read_enums(struct reader *reader, struct exercise *exercise)
{
    const struct {
        const char *key;
        const struct names *names;
        unsigned value;
        bool required;
    } rows[] = {
        {"kind", &names_kind, 0, true},       {"sides", &names_sides, 0, true},
        {"posture", &names_posture, 0, true}, {"counts", &names_counts, 0, true},
        {"watch", &names_watch, 0, true},     {"sureness", &names_sureness, 0, true},
        {"tool", &names_tool, 0, false},      {"region", &names_region, 0, false},
        {"gate", &names_zone, 0, false},
    };
    unsigned value[sizeof rows / sizeof *rows] = {0};
    bool read[sizeof rows / sizeof *rows];
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        read[i] = reader_name(reader, reader->root, rows[i].key,
                              rows[i].required ? REQUIRED : OPTIONAL, rows[i].names, &value[i]);
    exercise->kind = (enum kind)value[0];
    exercise->sides = (enum sides)value[1];
    exercise->posture = (enum posture)value[2];
    exercise->counts = (enum counts)value[3];
    exercise->watch = (enum watch)value[4];
    exercise->sureness = (enum sureness)value[5];
    exercise->tool = (enum tool)value[6];
    exercise->region = (enum region)value[7];
    exercise->gate = (enum zone)value[8];
    return read[0] && read[3];
}

static void read_all(struct reader *reader, const struct catalogue *catalogue,
                     struct exercise *exercise)
{
    const config_setting_t *root = reader->root;
    reader_known(reader, root, known);
    const bool counted = read_enums(reader, exercise);
    const struct exercise *of = counted ? exercise : NULL;
    reader_bool(reader, root, "recognition_only", OPTIONAL, &exercise->recognition_only);
    reader_bool(reader, root, "off_mat", OPTIONAL, &exercise->off_mat);
    reader_names(reader, root, "must", OPTIONAL, &names_zone, &exercise->must);
    reader_names(reader, root, "must_not", OPTIONAL, &names_zone, &exercise->must_not);
    reader_names(reader, root, "equipment", OPTIONAL, &names_equipment, &exercise->equipment);
    reader_names(reader, root, "cautions", OPTIONAL, &names_caution, &exercise->cautions);
    reader_float(reader, root, "passes_per_min_most", OPTIONAL, 0, 120,
                 &exercise->passes_per_min_most);
    reader_string(reader, root, "easier", OPTIONAL, exercise->easier, sizeof exercise->easier);
    reader_string(reader, root, "variant_of", OPTIONAL, exercise->variant_of,
                  sizeof exercise->variant_of);
    memcpy(exercise->figure, exercise->id, sizeof exercise->figure);
    reader_string(reader, root, "figure", OPTIONAL, exercise->figure, sizeof exercise->figure);
    read_dose(reader, exercise->recognition_only ? OPTIONAL : REQUIRED, "dose", of,
              &exercise->dose);
    exercise->beginner = exercise->dose;
    read_dose(reader, OPTIONAL, "beginner", of, &exercise->beginner);
    if (counted && !exercise->recognition_only)
        check_dose(reader, exercise);
    read_tempo(reader, exercise, counted);
    read_breath(reader, exercise);
    read_texts(reader, catalogue, exercise);
    if (exercise->must & exercise->must_not)
        reader_complain(reader, config_setting_get_member(root, "must_not"),
                        "\"must_not\" names what \"must\" asks for; keep it in one of the two");
}

int load_exercise(const char *path, const struct catalogue *catalogue, struct exercise *exercise,
                  struct complaints *complaints)
{
    struct reader reader;
    if (reader_open(&reader, path, complaints))
        return -1;
    memset(exercise, 0, sizeof *exercise);
    file_of_path(path, exercise->file, sizeof exercise->file);
    if (!id_of_path(path, exercise->id, sizeof exercise->id))
        reader_complain(&reader, NULL,
                        "the file's name becomes the id: up to %d of a-z, 0-9 and _; rename it",
                        ID_MAX - 1);
    read_all(&reader, catalogue, exercise);
    const bool good = reader.mistakes == 0;
    reader_close(&reader);
    return good ? 0 : -1;
}
