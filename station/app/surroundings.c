#include "app/surroundings.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/statvfs.h>

double surroundings_free_mb(const char *folder)
{
    struct statvfs card;
    if (statvfs(folder, &card) && statvfs("/", &card))
        return NAN;
    return (double)card.f_bavail * (double)card.f_frsize / 1e6;
}

double surroundings_celsius(void)
{
    FILE *file = fopen("/sys/class/thermal/thermal_zone0/temp", "re");
    long millidegrees = 0;
    const bool read = file && fscanf(file, "%ld", &millidegrees) == 1;
    if (file)
        fclose(file);
    return read ? (double)millidegrees / 1000 : NAN;
}
