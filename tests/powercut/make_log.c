/* Makes a log for the tests that read one back: `make_log FOLDER NAME...` gives each name two
 * sessions of 90 s and one of 30 s, two days apart, from 2026-11-22 12:00 UTC on; then one session
 * of a guest in a run whose date is not known. `make_log --ready FOLDER` makes that of a station
 * whose first start is over. */
#include "unit/store/log_fixture.h"

#define DAY_NS (86400 * S_NS)

static int make_ready(const char *folder)
{
    struct store *store = open_log(folder, "dated");
    put_clock(store, 0, NOON_UNIX_S);
    put_person(store, 1, "Anna");
    put_setting(store, 0, "ready", "yes");
    put_session(store, 1, 1, 3600 * S_NS, 90);
    store_close(store);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return 2;
    if (strcmp(argv[1], "--ready") == 0)
        return argc == 3 ? make_ready(argv[2]) : 2;
    struct store *store = open_log(argv[1], "dated");
    uint32_t session = 1;
    put_clock(store, 0, NOON_UNIX_S);
    for (int i = 2; i < argc; i++) {
        uint32_t person = (uint32_t)i - 1;
        put_person(store, person, argv[i]);
        for (unsigned n = 0; n < 3; n++, session++) {
            int64_t time_ns = n * 2 * DAY_NS + person * 3600 * S_NS;
            put_session(store, session, person, time_ns, n == 2 ? 30 : 90);
            put_part(store, RECORD_HOLD, session, person, time_ns + 20 * S_NS, 0, 1);
            put_answer(store, session, person, time_ns + 100 * S_NS, "feeling", "looser");
        }
    }
    put_setting(store, 0, "volume", "60");
    struct record calibration = {.kind = RECORD_CALIBRATION};
    calibration.u.calibration = calloc(1, sizeof *calibration.u.calibration);
    if (!calibration.u.calibration)
        return 1;
    calibration.u.calibration->pads = 2;
    calibration.u.calibration->quality_pct = 87.5F;
    store_put(store, &calibration);
    store_close(store);

    store = open_log(argv[1], "undated");
    put_session(store, session, 0, 100 * S_NS, 90);
    store_close(store);
    return 0;
}
