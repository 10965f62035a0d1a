/* Fitted numbers for telling exercises apart: data, read from assets/recognition.cfg. */
#ifndef MATSTATION_CATALOGUE_RECOGNITION_H
#define MATSTATION_CATALOGUE_RECOGNITION_H

#include <stddef.h>

enum { RECOGNITION_CLASSES_MAX = 40, RECOGNITION_FEATURES_MAX = 96 };

/* A linear discriminant: score[c] = bias[c] + sum weight[c][f] * (feature[f] - mean[f]) / scale[f].
 */
struct recognition {
    unsigned classes; /* 0: none loaded, everything is unclear */
    unsigned features;
    char id[RECOGNITION_CLASSES_MAX][32]; /* exercise ids */
    float mean[RECOGNITION_FEATURES_MAX];
    float scale[RECOGNITION_FEATURES_MAX];
    float bias[RECOGNITION_CLASSES_MAX];
    float weight[RECOGNITION_CLASSES_MAX][RECOGNITION_FEATURES_MAX];
};

#endif
