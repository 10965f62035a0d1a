#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/ring.h"
#include "ui/scene.h"

#include <stdlib.h>
#include <string.h>

enum { WIDTH = 400, HEIGHT = 300, MOST = 4 };

static void draw_nothing(struct canvas *canvas, const void *data)
{
    (void)canvas;
    (void)data;
}

static void draw_other(struct canvas *canvas, const void *data)
{
    (void)canvas;
    (void)data;
}

struct scenes {
    struct scene before, now;
    struct rect changed[MOST];
};

static int open_scenes(void **state)
{
    *state = calloc(1, sizeof(struct scenes));
    return *state ? 0 : -1;
}

static int close_scenes(void **state)
{
    free(*state);
    return 0;
}

static void add(struct scene *scene, item_draw *draw, int x, int value)
{
    scene_add(scene, draw, (struct rect){x, 10, 20, 20}, &value, sizeof value);
}

static unsigned compare(struct scenes *scenes)
{
    return scene_compare(&scenes->before, &scenes->now, WIDTH, HEIGHT, scenes->changed, MOST);
}

static void equal_scenes_change_nothing(void **state)
{
    struct scenes *scenes = *state;
    add(&scenes->before, draw_nothing, 10, 1);
    add(&scenes->now, draw_nothing, 10, 1);
    assert_int_equal(compare(scenes), 0);
}

static void another_value_changes_the_things_bounds_only(void **state)
{
    struct scenes *scenes = *state;
    add(&scenes->before, draw_nothing, 10, 1);
    add(&scenes->before, draw_nothing, 100, 1);
    add(&scenes->now, draw_nothing, 10, 1);
    add(&scenes->now, draw_nothing, 100, 2);
    assert_int_equal(compare(scenes), 1);
    assert_int_equal(scenes->changed[0].x, 100);
    assert_int_equal(scenes->changed[0].w, 20);
}

static void a_moved_thing_changes_where_it_was_and_where_it_is(void **state)
{
    struct scenes *scenes = *state;
    add(&scenes->before, draw_nothing, 10, 1);
    add(&scenes->now, draw_nothing, 200, 1);
    assert_int_equal(compare(scenes), 2);
}

static void a_thing_put_before_others_does_not_change_them(void **state)
{
    struct scenes *scenes = *state;
    add(&scenes->before, draw_nothing, 100, 1);
    add(&scenes->before, draw_nothing, 200, 2);
    add(&scenes->now, draw_other, 10, 9);
    add(&scenes->now, draw_nothing, 100, 1);
    add(&scenes->now, draw_nothing, 200, 2);
    assert_int_equal(compare(scenes), 1);
    assert_int_equal(scenes->changed[0].x, 10);
}

static void a_thing_taken_away_changes_its_place(void **state)
{
    struct scenes *scenes = *state;
    add(&scenes->before, draw_other, 10, 9);
    add(&scenes->before, draw_nothing, 100, 1);
    add(&scenes->now, draw_nothing, 100, 1);
    assert_int_equal(compare(scenes), 1);
    assert_int_equal(scenes->changed[0].x, 10);
}

static void overlapping_changes_become_one(void **state)
{
    struct scenes *scenes = *state;
    add(&scenes->now, draw_nothing, 10, 1);
    add(&scenes->now, draw_nothing, 20, 1);
    assert_int_equal(compare(scenes), 1);
    assert_int_equal(scenes->changed[0].w, 30);
}

static void more_changes_than_there_is_room_for_are_joined(void **state)
{
    struct scenes *scenes = *state;
    for (int i = 0; i < 9; i++)
        add(&scenes->now, draw_nothing, 10 + 40 * i, 1);
    const unsigned count = compare(scenes);
    assert_true(count >= 1 && count <= MOST);
    for (int i = 0; i < 9; i++) {
        const struct rect thing = {10 + 40 * i, 10, 20, 20};
        bool covered = false;
        for (unsigned c = 0; c < count; c++) {
            const struct rect both = rect_cut(thing, &scenes->changed[c]);
            covered |= both.w == thing.w && both.h == thing.h;
        }
        assert_true(covered);
    }
}

static void what_lies_outside_the_picture_changes_nothing(void **state)
{
    struct scenes *scenes = *state;
    add(&scenes->now, draw_nothing, WIDTH + 5, 1);
    assert_int_equal(compare(scenes), 0);
}

static void a_scene_takes_no_more_than_it_has_room_for(void **state)
{
    struct scenes *scenes = *state;
    for (int i = 0; i < SCENE_ITEMS_MAX + 10; i++)
        add(&scenes->now, draw_nothing, 10, i);
    assert_int_equal(scenes->now.count, SCENE_ITEMS_MAX);
}

static void put_ring(struct scene *scene, float filled)
{
    struct stage stage;
    memset(&stage, 0, sizeof stage);
    stage.scene = scene;
    const struct ring ring = {
        .x = 200, .y = 150, .r = 100, .thickness = 12, .filled = filled, .colour = 1, .track = 2};
    ring_put(&stage, &ring);
}

static void a_ring_that_fills_a_little_changes_little(void **state)
{
    struct scenes *scenes = *state;
    put_ring(&scenes->before, 0.25F);
    put_ring(&scenes->now, 0.26F);
    assert_int_equal(compare(scenes), 1);
    /* Three o'clock: at the right, as wide as the ring is thick. */
    assert_in_range(scenes->changed[0].x, 280, 300);
    assert_in_range(scenes->changed[0].w, 12, 24);
    assert_in_range(scenes->changed[0].h, 12, 34);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_scenes, close_scenes)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(equal_scenes_change_nothing),
        TEST(another_value_changes_the_things_bounds_only),
        TEST(a_moved_thing_changes_where_it_was_and_where_it_is),
        TEST(a_thing_put_before_others_does_not_change_them),
        TEST(a_thing_taken_away_changes_its_place),
        TEST(overlapping_changes_become_one),
        TEST(more_changes_than_there_is_room_for_are_joined),
        TEST(what_lies_outside_the_picture_changes_nothing),
        TEST(a_scene_takes_no_more_than_it_has_room_for),
        TEST(a_ring_that_fills_a_little_changes_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
