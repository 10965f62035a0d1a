#include "button/press_reader.h"

#include "base/clock.h"

/* Cheap buttons bounce for up to 10 ms; nobody presses for less than 20. */
static const int64_t settle_ns = 15 * NS_PER_MS;
static const int64_t held_ns = NS_PER_S;
static const int64_t stuck_ns = 30 * NS_PER_S;

void press_reader_begin(struct press_reader *reader, bool down, int64_t time_ns)
{
    *reader = (struct press_reader){
        .level = down,
        .level_ns = time_ns,
        .down = down,
        .down_ns = time_ns,
        .held_told = down,
        .no_press = down,
    };
}

static bool tell(struct press *press, enum press_kind kind, int64_t time_ns)
{
    *press = (struct press){.time_ns = time_ns, .kind = kind};
    return true;
}

/* The level has stayed as it is for long enough. A press counts from its first edge, a release
 * from its own. */
static bool settle(struct press_reader *reader, struct press *press)
{
    reader->down = reader->level;
    if (reader->down) {
        reader->down_ns = reader->level_ns;
        reader->held_told = false;
        reader->stuck_told = false;
        reader->no_press = false;
        return false;
    }
    return !reader->held_told && tell(press, PRESS_SHORT, reader->level_ns);
}

bool press_reader_time(struct press_reader *reader, int64_t now_ns, struct press *press)
{
    bool pending = reader->level != reader->down;
    int64_t until_ns = pending && reader->down ? reader->level_ns : now_ns;
    int64_t long_ns = reader->down ? until_ns - reader->down_ns : 0;
    if (!reader->stuck_told && long_ns >= stuck_ns) {
        reader->stuck_told = true;
        reader->held_told = true;
        return tell(press, PRESS_STUCK, reader->down_ns + stuck_ns);
    }
    if (!reader->held_told && long_ns >= held_ns) {
        reader->held_told = true;
        return tell(press, PRESS_HELD, reader->down_ns + held_ns);
    }
    if (pending && now_ns - reader->level_ns >= settle_ns)
        return settle(reader, press) || press_reader_time(reader, now_ns, press);
    return false;
}

void press_reader_edge(struct press_reader *reader, bool down, int64_t time_ns)
{
    if (down == reader->level)
        return;
    reader->level = down;
    reader->level_ns = time_ns;
}

int64_t press_reader_down_ns(const struct press_reader *reader)
{
    return reader->down && !reader->no_press && !reader->stuck_told ? reader->down_ns : 0;
}
