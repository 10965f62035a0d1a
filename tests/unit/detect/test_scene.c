/* What the picture of a frame says of the person alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/scene.h"

#include <math.h>

enum { PADS = 16, HERTZ = 25 };

/* 700 units on shoulders, hips and feet, and more on the sixth row of pads. */
static void lie(struct scene_maker *maker, struct scene *scene, struct loads *loads, float more)
{
    static const float person[PADS] = {0, 0, 0, 0, 110, 110, 0, 0, 180, 180, 0, 0, 0, 0, 60, 60};
    loads->time_ns += 1000000000 / HERTZ;
    for (unsigned i = 0; i < PADS; i++) {
        loads->load[i] = person[i] + (i == 10 || i == 11 ? more / 2 : 0);
        loads->contact[i] = loads->load[i] > 10;
        loads->usable[i] = true;
    }
    scene_make(maker, loads, scene);
}

static void the_own_level_is_the_persons_while_somebody_else_is_there(void **state)
{
    (void)state;
    static struct loads loads = {.pads = PADS};
    static struct scene scene;
    struct mat mat;
    mat_grid(&mat, 8, 2);
    struct scene_maker *maker = scene_open(&mat, NULL);
    assert_non_null(maker);
    for (unsigned i = 0; i < 20 * HERTZ; i++)
        lie(maker, &scene, &loads, 0);
    assert_false(scene.visited);
    assert_true(fabsf(scene.own_level - 700) < 7);
    for (unsigned i = 0; i < 10 * HERTZ; i++)
        lie(maker, &scene, &loads, 600);
    assert_true(scene.visited);
    assert_true(fabsf(scene.own_level - 700) < 7);
    scene_close(maker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_own_level_is_the_persons_while_somebody_else_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
