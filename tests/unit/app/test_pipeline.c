/* What the log knows comes to the session as it grows: the station is not switched off for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/pipeline.h"
#include "app/senses.h"
#include "base/clock.h"
#include "board/board.h"

static struct rig rig;
static struct pipeline pipeline;
static struct senses senses;
static struct log quiet;
static int64_t now_ns;

static void put(enum record_kind kind, uint32_t person, struct record *record)
{
    record->kind = kind;
    record->person = person;
    record->time_ns = now_ns;
    store_put(pipeline.store, record);
}

static void put_setting(uint32_t person, const char *key, const char *value)
{
    struct record record = {0};
    snprintf(record.u.setting.key, sizeof record.u.setting.key, "%s", key);
    snprintf(record.u.setting.value, sizeof record.u.setting.value, "%s", value);
    put(RECORD_SETTING, person, &record);
}

/* Somebody who is well and has been here before. */
static void settle(void)
{
    struct record ada = {0};
    strcpy(ada.u.person.name, "Ada");
    put(RECORD_PERSON, 1, &ada);
    put_setting(0, "ready", "yes");
    put_setting(1, "health", "clear");
    store_want_snapshot(pipeline.store);
    assert_true(store_take_snapshot(pipeline.store, &pipeline.snapshot));
}

static int open_all(void **state)
{
    char folder[] = "/tmp/matstation-pipeline-XXXXXX";
    struct complaints complaints = {0};
    struct error error;
    memset(&rig, 0, sizeof rig);
    memset(&pipeline, 0, sizeof pipeline);
    memset(&senses, 0, sizeof senses);
    now_ns = 100 * NS_PER_S;
    if (!mkdtemp(folder) || load_catalogue("assets", &rig.catalogue, &complaints, &error))
        return -1;
    *state = strdup(folder);
    mat_grid(&rig.mat, 8, 4);
    const struct store_options options = {.folder = *state, .log = &quiet};
    pipeline.store = store_open(&options, &error);
    pipeline.board = board_replay_open(&error);
    settle();
    const struct session_config config = {
        .catalogue = &rig.catalogue, .mat = &rig.mat, .snapshot = &pipeline.snapshot, .person = 1};
    pipeline.session = session_open(&config, &error);
    return senses_open(&senses, &pipeline, &rig, &error);
}

static int close_all(void **state)
{
    char command[128];
    senses_close(&pipeline);
    session_close(pipeline.session);
    pipeline.board->ops->close(pipeline.board);
    store_close(pipeline.store);
    catalogue_unload(&rig.catalogue);
    snprintf(command, sizeof command, "rm -r '%s'", (char *)*state);
    free(*state);
    return system(command);
}

static void run(int64_t seconds)
{
    for (const int64_t end_ns = now_ns + seconds * NS_PER_S; now_ns < end_ns;) {
        now_ns += NS_PER_S / 5;
        pipeline_turn(&pipeline, now_ns, 0);
    }
}

static void press(enum press_kind kind)
{
    const struct press press = {.time_ns = now_ns, .kind = kind};
    pipeline_press(&pipeline, &press);
    run(1);
}

static void choose(const char *id)
{
    for (unsigned i = 0; i <= CARDS_MAX; i++) {
        const struct view *view = pipeline_view(&pipeline);
        const bool there = view->cards && !strcmp(view->card[view->selected].id, id);
        press(there ? PRESS_HELD : PRESS_SHORT);
        if (there)
            return;
    }
    fail_msg("no card %s", id);
}

static const struct history_view *known(void)
{
    return &pipeline.snapshot.person[0].history;
}

static void how_the_back_was_is_known_before_the_next_session(void **state)
{
    (void)state;
    run(1);
    press(PRESS_SHORT);
    press(PRESS_SHORT);
    choose("short");
    press(PRESS_SHORT);
    if (pipeline_view(&pipeline)->screen != SCREEN_CARDS)
        press(PRESS_SHORT);
    choose("end");
    choose("worse");
    run(60);
    assert_int_equal(pipeline_view(&pipeline)->screen, SCREEN_IDLE);
    assert_true(known()->felt_worse);
}

/* Days pass while nobody is there. */
static void the_log_is_looked_at_anew_while_nobody_is_there(void **state)
{
    (void)state;
    run(1);
    struct record answer = {.session = 1};
    strcpy(answer.u.answer.question, "feeling");
    strcpy(answer.u.answer.answer, "worse");
    put(RECORD_ANSWER, 1, &answer);
    run(11 * 60);
    assert_int_equal(pipeline_view(&pipeline)->screen, SCREEN_IDLE);
    assert_true(known()->felt_worse);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(how_the_back_was_is_known_before_the_next_session, open_all,
                                        close_all),
        cmocka_unit_test_setup_teardown(the_log_is_looked_at_anew_while_nobody_is_there, open_all,
                                        close_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
