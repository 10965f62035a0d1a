/* What the machine that the station runs on says of itself, for the test page. Any thread; both may
 * ask the kernel, which answers at once. */
#ifndef MATSTATION_APP_SURROUNDINGS_H
#define MATSTATION_APP_SURROUNDINGS_H

/* Room left in MB on the card that a folder lies on, or will; NAN: it cannot be looked at. */
double surroundings_free_mb(const char *folder);

/* The processor's; NAN: it has no thermometer. */
double surroundings_celsius(void);

#endif
