#include "store/text.h"

#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

size_t text_character(const char *text)
{
    uint32_t point;
    size_t length = utf8_decode(text, strnlen(text, 4), &point);
    return point == 0xFFFE || point == 0xFFFF ? 0 : length;
}

void text_clean(char *to, size_t size, const char *from)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    size_t length = 0;
    while (*from) {
        size_t character = text_character(from);
        const char *source = character ? from : replacement;
        size_t bytes = character ? character : sizeof replacement - 1;
        if (length + bytes >= size)
            break;
        memcpy(to + length, source, bytes);
        length += bytes;
        from += character ? character : 1;
    }
    memset(to + length, 0, size - length);
}

const char *text_number(char text[32], double value, unsigned decimals)
{
    double scale = 1;
    for (unsigned i = 0; i < decimals; i++)
        scale *= 10;
    double scaled = round(fabs(value) * scale);
    text[0] = '\0';
    if (!(scaled < 9e15))
        return text;
    int64_t whole = (int64_t)scaled / (int64_t)scale, rest = (int64_t)scaled % (int64_t)scale;
    const char *sign = value < 0 && scaled > 0 ? "-" : "";
    if (decimals == 0)
        snprintf(text, 32, "%s%lld", sign, (long long)whole);
    else
        snprintf(text, 32, "%s%lld.%0*lld", sign, (long long)whole, (int)decimals, (long long)rest);
    return text;
}

const char *text_date(char text[32], int64_t unix_ms)
{
    time_t seconds = (time_t)(unix_ms / 1000 - (unix_ms % 1000 < 0));
    struct tm date;
    text[0] = '\0';
    if (gmtime_r(&seconds, &date))
        strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &date);
    return text;
}
