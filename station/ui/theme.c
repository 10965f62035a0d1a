#include "ui/theme.h"

const char *const theme_font_folder = "/usr/share/fonts/opentype/inter";
const char *const theme_font_file[FACES] = {
    [FACE_TEXT] = "Inter-Medium.otf",
    [FACE_BOLD] = "Inter-Bold.otf",
    [FACE_DISPLAY] = "InterDisplay-Bold.otf",
};

static const struct palette evening = {
    .ground_top = 0xFF172029,
    .ground_bottom = 0xFF0E1116,
    .ink = 0xFFF3EFE7,
    .muted = 0xFFACB2BC,
    .done = 0xFF8A9099,
    .track = 0xFF28313B,
    .mat = 0xFF222C36,
    .body = 0xFFD9D3C7,
    .body_far = 0xFFB3ADA2,
    .body_near = 0xFFE7E1D5,
    .accent = {[KIND_WARM_UP] = 0xFF6DB1F5,
               [KIND_MOBILITY] = 0xFF6DB1F5,
               [KIND_SMR] = 0xFFF8B8DF,
               [KIND_STRETCH] = 0xFF6BEBB8,
               [KIND_STRENGTH] = 0xFFF0A35C,
               [KIND_BREATH] = 0xFF6DB1F5},
};

static const struct palette evening_dim = {
    .ground_top = 0xFF0C1015,
    .ground_bottom = 0xFF080A0D,
    .ink = 0xFFB5B1A9,
    .muted = 0xFF9AA0A9,
    .done = 0xFF6A7078,
    .track = 0xFF1A2027,
    .mat = 0xFF171D24,
    .body = 0xFF8D8981,
    .body_far = 0xFF706D66,
    .body_near = 0xFF9C978F,
    .accent = {[KIND_WARM_UP] = 0xFF6CA8D2,
               [KIND_MOBILITY] = 0xFF6CA8D2,
               [KIND_SMR] = 0xFFC997B9,
               [KIND_STRETCH] = 0xFF4FB898,
               [KIND_STRENGTH] = 0xFFCF8F54,
               [KIND_BREATH] = 0xFF6CA8D2},
};

static const struct palette day = {
    .ground_top = 0xFFFAF6EE,
    .ground_bottom = 0xFFF1EBDF,
    .ink = 0xFF1D222A,
    .muted = 0xFF464B54,
    .done = 0xFF82827F,
    .track = 0xFFDFD8CA,
    .mat = 0xFFD8D0C1,
    .body = 0xFF6F7883,
    .body_far = 0xFF98A0A9,
    .body_near = 0xFF5C6570,
    .accent = {[KIND_WARM_UP] = 0xFF0B4A9F,
               [KIND_MOBILITY] = 0xFF0B4A9F,
               [KIND_SMR] = 0xFF890263,
               [KIND_STRETCH] = 0xFF0A3D2C,
               [KIND_STRENGTH] = 0xFF6D3804,
               [KIND_BREATH] = 0xFF0B4A9F},
};

static const struct palette day_dim = {
    .ground_top = 0xFFD5D1C9,
    .ground_bottom = 0xFFCCC7BD,
    .ink = 0xFF14181E,
    .muted = 0xFF2F343C,
    .done = 0xFF6B6B69,
    .track = 0xFFBBB5A9,
    .mat = 0xFFB5AFA2,
    .body = 0xFF5F6670,
    .body_far = 0xFF80868E,
    .body_near = 0xFF4E555F,
    .accent = {[KIND_WARM_UP] = 0xFF07316E,
               [KIND_MOBILITY] = 0xFF07316E,
               [KIND_SMR] = 0xFF67024B,
               [KIND_STRETCH] = 0xFF073022,
               [KIND_STRENGTH] = 0xFF542B03,
               [KIND_BREATH] = 0xFF07316E},
};

const struct palette *theme_palette(bool dark, bool dim)
{
    if (dark)
        return dim ? &evening_dim : &evening;
    return dim ? &day_dim : &day;
}

uint32_t theme_fade(uint32_t colour, float opacity)
{
    uint32_t alpha = (uint32_t)((float)(colour >> 24) * opacity + 0.5F);
    return (colour & 0x00FFFFFF) | alpha << 24;
}

uint32_t theme_mix(uint32_t a, uint32_t b, float share)
{
    uint32_t mixed = 0;
    for (unsigned shift = 0; shift < 32; shift += 8) {
        float from = (float)(a >> shift & 0xFF), to = (float)(b >> shift & 0xFF);
        mixed |= (uint32_t)(from + (to - from) * share + 0.5F) << shift;
    }
    return mixed;
}
