#include "store/dates.h"

#include <time.h>

/* Days from 1970-01-01 to a date of the Gregorian calendar: the year begins in March, so that the
 * leap day comes last (Hatcher 1984). */
static int64_t day_of(int64_t year, int month, int day)
{
    int64_t y = month > 2 ? year : year - 1;
    int64_t m = month > 2 ? month - 3 : month + 9;
    return y * 365 + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

int64_t date_local_day(int64_t unix_s)
{
    time_t seconds = (time_t)unix_s;
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return unix_s / 86400;
    return day_of((int64_t)local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

int64_t date_local_midnight(int64_t unix_s)
{
    time_t seconds = (time_t)unix_s;
    struct tm local;
    if (!localtime_r(&seconds, &local))
        return unix_s - unix_s % 86400;
    local.tm_hour = local.tm_min = local.tm_sec = 0;
    local.tm_isdst = -1;
    return (int64_t)mktime(&local);
}

int64_t date_week(int64_t day)
{
    int64_t from_monday = day + 3; /* 1970-01-01 was a Thursday */
    return from_monday >= 0 ? from_monday / 7 : -((6 - from_monday) / 7);
}
