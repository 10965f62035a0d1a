#include "store/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

size_t text_character(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;
    if (byte[0] < 0x80)
        return byte[0] ? 1 : 0;
    /* Shortest forms only, no surrogates, nothing above U+10FFFF (RFC 3629), and neither
     * U+FFFE nor U+FFFF, which XML cannot hold. */
    size_t length = byte[0] >= 0xF0 ? 4 : byte[0] >= 0xE0 ? 3 : 2;
    if (byte[0] < 0xC2 || byte[0] > 0xF4)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((byte[i] & 0xC0) != 0x80)
            return 0;
    if ((byte[0] == 0xE0 && byte[1] < 0xA0) || (byte[0] == 0xED && byte[1] > 0x9F) ||
        (byte[0] == 0xEF && byte[1] == 0xBF && byte[2] >= 0xBE) ||
        (byte[0] == 0xF0 && byte[1] < 0x90) || (byte[0] == 0xF4 && byte[1] > 0x8F))
        return 0;
    return length;
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
