/* Days and weeks of the place where the station stands (the time zone of the machine). */
#ifndef MATSTATION_STORE_DATES_H
#define MATSTATION_STORE_DATES_H

#include <stdint.h>

/* Local calendar day, counted from 1970-01-01; right over summer time. */
int64_t date_local_day(int64_t unix_s);

/* UNIX time of the local midnight that began the day. */
int64_t date_local_midnight(int64_t unix_s);

/* Week of a day; weeks begin on Monday. */
int64_t date_week(int64_t day);

#endif
