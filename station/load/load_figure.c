/* One figure: camera, things, glow, arrow and keys. */
#include "load/figure_key.h"
#include "load/load_inside.h"

#include "body/segments.h"

#include <math.h>
#include <string.h>

static const char *const known[] = {"cycle_s", "view",  "turn",  "tilt", "planted",
                                    "glow",    "arrow", "props", "keys", NULL};
static const char *const known_glow[] = {"from", "to", "along", "radius_m", "off", NULL};
static const char *const known_arrow[] = {"at", "direction", "off", NULL};
static const char *const known_prop[] = {"kind", "under", "between",  "along",
                                         "at",   "size",  "radius_m", NULL};

static const char *const prop_words[PROP_KINDS] = {
    [PROP_ROLLER] = "roller",   [PROP_BALL] = "ball",
    [PROP_WALL] = "wall",       [PROP_STEP] = "step",
    [PROP_CHAIR] = "chair",     [PROP_STRAP] = "strap",
    [PROP_BAND] = "band",       [PROP_SWISS_BALL] = "swiss_ball",
    [PROP_CUSHION] = "cushion", [PROP_WEIGHTS] = "weights",
    [PROP_TOWEL] = "towel",
};
static const char *const view_words[] = {"left", "right", "feet", "head", "above"};
static const char *const limb_words[LIMBS] = {"arm_l", "arm_r", "leg_l", "leg_r"};

static const struct names names_prop = {"thing", PROP_KINDS, prop_words};
static const struct names names_view = {"side to look from", 5, view_words};
static const struct names names_limb = {"limb", LIMBS, limb_words};

static bool read_joint(struct reader *reader, const config_setting_t *at, const char *key,
                       enum need need, enum joint *joint)
{
    unsigned found = 0;
    if (!reader_name(reader, at, key, need, &names_joint, &found))
        return false;
    *joint = (enum joint)found;
    return true;
}

static void read_glow(struct reader *reader, struct figure *figure)
{
    const config_setting_t *at =
        reader_member(reader, reader->root, "glow", CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    reader_known(reader, at, known_glow);
    read_joint(reader, at, "from", REQUIRED, &figure->glow_from);
    figure->glow_to = figure->glow_from;
    read_joint(reader, at, "to", OPTIONAL, &figure->glow_to);
    reader_float(reader, at, "along", OPTIONAL, -1, 2, &figure->glow_along);
    reader_float(reader, at, "radius_m", REQUIRED, 0.02f, 0.3f, &figure->glow_radius_m);
    read_vec3(reader, at, "off", OPTIONAL, &figure->glow_off);
}

static void read_arrow(struct reader *reader, struct figure *figure)
{
    const config_setting_t *at =
        reader_member(reader, reader->root, "arrow", CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    reader_known(reader, at, known_arrow);
    figure->arrow = read_joint(reader, at, "at", REQUIRED, &figure->arrow_at);
    read_vec3(reader, at, "direction", REQUIRED, &figure->arrow_direction);
    read_vec3(reader, at, "off", OPTIONAL, &figure->arrow_off);
}

/* Two joints in [ ]. */
static bool read_segment(struct reader *reader, const config_setting_t *group, const char *key,
                         struct prop *prop)
{
    const config_setting_t *at = reader_member(reader, group, key, CONFIG_TYPE_ARRAY, OPTIONAL);
    if (!at)
        return false;
    unsigned bits = 0;
    if (config_setting_length(at) != 2 || !config_setting_get_string_elem(at, 0)) {
        reader_complain(reader, at, "\"%s\" must be two joints, as [\"hip_l\", \"knee_l\"]", key);
        return false;
    }
    if (!reader_names(reader, group, key, OPTIONAL, &names_joint, &bits))
        return false;
    prop->from = (enum joint)names_find(&names_joint, config_setting_get_string_elem(at, 0));
    prop->to = (enum joint)names_find(&names_joint, config_setting_get_string_elem(at, 1));
    return true;
}

static bool is_round(enum prop_kind kind)
{
    return kind == PROP_ROLLER || kind == PROP_BALL || kind == PROP_SWISS_BALL;
}

static void read_prop(struct reader *reader, const config_setting_t *at, struct prop *prop)
{
    unsigned kind = 0;
    reader_known(reader, at, known_prop);
    if (!reader_name(reader, at, "kind", REQUIRED, &names_prop, &kind))
        return;
    prop->kind = (enum prop_kind)kind;
    prop->under = read_segment(reader, at, "under", prop);
    bool between = read_segment(reader, at, "between", prop);
    bool stands = read_vec3(reader, at, "at", OPTIONAL, &prop->at);
    if ((int)prop->under + between + stands != 1)
        reader_complain(reader, at, "a %s needs one of \"under\", \"between\" and \"at\"",
                        prop_words[kind]);
    reader_float(reader, at, "along", OPTIONAL, -1, 2, &prop->along);
    reader_float(reader, at, "radius_m", is_round(prop->kind) ? REQUIRED : OPTIONAL, 0.02f, 0.5f,
                 &prop->radius_m);
    read_vec3(reader, at, "size", OPTIONAL, &prop->size);
}

static void read_props(struct reader *reader, struct figure *figure)
{
    const config_setting_t *list;
    figure->props =
        reader_list(reader, reader->root, "props", OPTIONAL, 0, FIGURE_PROPS_MAX, &list);
    for (unsigned i = 0; i < figure->props; i++) {
        const config_setting_t *at = reader_entry(reader, list, i, "a thing");
        if (at)
            read_prop(reader, at, &figure->prop[i]);
    }
}

/* before: of the key before, NULL for the first. */
static void check_at(struct reader *reader, const config_setting_t *at, const float *before,
                     float now)
{
    if (!before && now > 0)
        reader_complain(reader, at, "the first key must stand at 0.0");
    if (before && !(now > *before))
        reader_complain(reader, at,
                        "key at %g does not come after the one at %g; put them in order",
                        (double)now, (double)*before);
}

/* What the file says touches must do so, once the body has settled. */
static void check_touch(struct reader *reader, const config_setting_t *at,
                        const struct figure *figure, float phase)
{
    struct stance stance;
    unsigned touching;
    figure_stance(figure, phase, false, &body_standard, &stance, NULL, &touching);
    for (int joint = 0; joint < JOINTS; joint++) {
        if (!(touching & 1u << joint))
            continue;
        float gap = stance.at[joint].z - body_joint_radius_m(&body_standard, (enum joint)joint);
        if (fabsf(gap) > 0.04f)
            reader_complain(reader, at, "%s should touch the mat and is %.3f m %s it",
                            joint_names[joint], (double)fabsf(gap), gap > 0 ? "above" : "below");
    }
}

static void read_keys(struct reader *reader, struct figure *figure)
{
    const config_setting_t *list;
    const unsigned count =
        reader_list(reader, reader->root, "keys", REQUIRED, 1, FIGURE_KEYS_MAX, &list);
    struct figure_draft draft = {.pelvis_z_m = NAN};
    draft.along = figure->props ? figure->prop[0].along : 0;
    for (unsigned i = 0; i < count; i++) {
        const config_setting_t *at = reader_entry(reader, list, i, "a key");
        if (!at)
            continue;
        reader_float(reader, at, "at", i ? REQUIRED : OPTIONAL, 0, 1, &figure->key[i].at);
        check_at(reader, at, i ? &figure->key[i - 1].at : NULL, figure->key[i].at);
        read_figure_key(reader, at, &draft, &figure->key[i]);
    }
    figure->keys = count;
    for (unsigned i = 0; i < count && reader->mistakes == 0; i++) {
        const config_setting_t *key = config_setting_get_elem(list, i);
        const config_setting_t *first = config_setting_get_elem(key, 0);
        check_touch(reader, first ? first : key, figure, figure->key[i].at);
    }
}

int load_figure(const char *path, struct figure *figure, struct complaints *complaints)
{
    struct reader reader;
    memset(figure, 0, sizeof *figure);
    if (reader_open(&reader, path, complaints))
        return -1;
    if (!id_of_path(path, figure->id, sizeof figure->id))
        reader_complain(&reader, NULL, "the file's name is the figure's id; use a-z, 0-9 and _");
    file_of_path(path, figure->file, sizeof figure->file);
    reader_known(&reader, reader.root, known);
    unsigned view = VIEW_FROM_LEFT;
    figure->cycle_s = 4;
    reader_float(&reader, reader.root, "cycle_s", OPTIONAL, 1, 30, &figure->cycle_s);
    reader_name(&reader, reader.root, "view", OPTIONAL, &names_view, &view);
    figure->view = (enum view_from)view;
    reader_float(&reader, reader.root, "turn", OPTIONAL, -90, 90, &figure->view_turn);
    reader_float(&reader, reader.root, "tilt", OPTIONAL, -10, 90, &figure->view_tilt);
    reader_names(&reader, reader.root, "planted", OPTIONAL, &names_limb, &figure->planted);
    read_glow(&reader, figure);
    read_arrow(&reader, figure);
    read_props(&reader, figure);
    read_keys(&reader, figure);
    const unsigned mistakes = reader.mistakes;
    reader_close(&reader);
    return mistakes ? -1 : 0;
}
