/* Walks over rows. */
#include "store/rows.h"
#include "unit/store/log_fixture.h"

static struct database *open_with_people(const char *folder, unsigned people)
{
    char path[512];
    struct database *database;
    snprintf(path, sizeof path, "%s/matstation.db", folder);
    assert_int_equal(database_open(&database, path, NULL, DATABASE_WRITE, NULL), FAULT_NONE);
    for (unsigned id = 1; id <= people; id++) {
        struct person_row person = {.id = id};
        assert_int_equal(rows_put(database, &table_person, &person), FAULT_NONE);
    }
    return database;
}

static int64_t first_of(struct database *database, const char *condition)
{
    struct walk walk;
    struct person_row person = {.id = -1};
    rows_begin(&walk, database, &table_person, condition, 0, 0, 0);
    rows_next(&walk, &person);
    assert_int_equal(rows_end(&walk), FAULT_NONE);
    return person.id;
}

static void a_condition_counts_by_its_words_wherever_they_stand(void **state)
{
    char condition[64];
    struct database *database = open_with_people(*state, 3);
    snprintf(condition, sizeof condition, "WHERE id > 1 ORDER BY id");
    assert_int_equal(first_of(database, condition), 2);
    snprintf(condition, sizeof condition, "WHERE id > 2 ORDER BY id");
    assert_int_equal(first_of(database, condition), 3);
    database_close(database);
}

static void the_end_of_another_condition_is_a_condition_of_its_own(void **state)
{
    struct database *database = open_with_people(*state, 3);
    assert_int_equal(first_of(database, "WHERE id > 1 ORDER BY id"), 2);
    assert_int_equal(first_of(database, "ORDER BY id"), 0);
    assert_int_equal(first_of(database, NULL), 0);
    database_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_FOLDER(a_condition_counts_by_its_words_wherever_they_stand),
        ON_FOLDER(the_end_of_another_condition_is_a_condition_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
