/* Fitted numbers for telling exercises apart: data, read from assets/recognition.cfg. */
#ifndef MATSTATION_CATALOGUE_RECOGNITION_H
#define MATSTATION_CATALOGUE_RECOGNITION_H

enum {
    RECOGNITION_CLASSES_MAX = 12,
    RECOGNITION_PAIRS_MAX = RECOGNITION_CLASSES_MAX * (RECOGNITION_CLASSES_MAX - 1) / 2,
    RECOGNITION_FEATURES_MAX = 128,
    RECOGNITION_TERMS_MAX = 48,
};

/* Tells two exercises apart by those features that differ between them (Fisher's discriminant):
 * score = bias + sum weight[i] * z[feature[i]]; above 0: the first. */
struct recognition_pair {
    unsigned first, second; /* classes */
    float bias;
    unsigned terms;
    unsigned char feature[RECOGNITION_TERMS_MAX];
    float weight[RECOGNITION_TERMS_MAX];
};

/* z = (feature - mean) / scale, at most RECOGNITION_Z_MOST either way. */
#define RECOGNITION_Z_MOST 2.5f

struct recognition {
    unsigned classes; /* 0: none loaded, everything is unclear */
    unsigned features;
    char id[RECOGNITION_CLASSES_MAX][32]; /* exercise ids */
    float mean[RECOGNITION_FEATURES_MAX];
    float scale[RECOGNITION_FEATURES_MAX]; /* > 0 */
    unsigned pairs;
    struct recognition_pair pair[RECOGNITION_PAIRS_MAX];
};

#endif
