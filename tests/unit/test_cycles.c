/* What refers to itself is freed when nothing else refers to it, and nothing else is. */
#include "tests/unit/value_fixture.h"

#include "shell/object/array.h"
#include "shell/object/cycles.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"

static size_t freed;

static void count_freed(struct object *o)
{
    (void)o;
    freed++;
}

/* Its objects are counted when they are freed: each is put where it dies with what holds it. */
static const struct type_info type_witness = {
    .name = "Witness",
    .base = &type_object,
    .destroy = count_freed,
};

static struct value witness(void)
{
    return value_of_object(object_new(&type_witness));
}

static void store(struct value h, const char *key, struct value v)
{
    hash_sets_take(h.hash, key, value_ref(v));
    cycles_stored(h, v);
}

static void table_that_holds_itself(void **state)
{
    (void)state;
    freed = 0;
    struct value h = value_of_hash(hash_new(0));
    hash_sets_take(h.hash, "witness", witness());
    store(h, "self", h);
    cycles_collect();
    assert_int_equal(freed, 0); /* it has an owner here */
    assert_non_null(hash_gets(h.hash, "witness"));
    value_unref(h);
    assert_int_equal(freed, 0);
    cycles_collect();
    assert_int_equal(freed, 1);
}

/* An object's note, a list and a table: one ring. */
static void ring_of_kinds(void **state)
{
    (void)state;
    freed = 0;
    struct shapes *shapes = shapes_new();
    struct value o = value_of_object(object_new_custom(shapes));
    struct value list = value_of_array(list_new(&type_object_array, NULL));
    struct value h = value_of_hash(hash_new(HASH_ORDERED));
    object_set_note_take(o.object, shapes, "witness", witness());
    object_set_note_take(o.object, shapes, "list", value_ref(list));
    cycles_stored(o, list);
    array_push(list.array, h);
    array_push_take(list.array, witness());
    cycles_stored(list, h);
    store(h, "object", o);
    value_unref(o);
    value_unref(h);
    cycles_collect();
    assert_int_equal(freed, 0);
    assert_int_equal(list.array->len, 2); /* held from here, and so is all of the ring */
    value_unref(list);
    cycles_collect();
    assert_int_equal(freed, 2);
    shapes_free(shapes);
}

/* What garbage refers to lives on when somebody else has it. */
static void outside_lives_on(void **state)
{
    (void)state;
    freed = 0;
    struct value kept = value_of_array(array_new(1)), h = value_of_hash(hash_new(0));
    array_push_take(kept.array, witness());
    store(h, "kept", kept);
    store(h, "self", h);
    value_unref(h);
    cycles_collect();
    assert_int_equal(freed, 0);
    assert_int_equal(*kept.refs, 1);
    value_unref(kept);
    assert_int_equal(freed, 1);
}

/* A suspect that dies by itself, before the collection. */
static void suspect_without_a_ring(void **state)
{
    (void)state;
    freed = 0;
    struct value h = value_of_hash(hash_new(0)), a = value_of_array(array_new(1));
    array_push_take(a.array, witness());
    store(h, "list", a);
    value_unref(a);
    value_unref(h);
    assert_int_equal(freed, 1);
    cycles_collect();
    assert_int_equal(freed, 1);
}

/* Without being asked, so that a loop's garbage does not pile up. */
static void collected_by_itself(void **state)
{
    (void)state;
    freed = 0;
    for (int i = 0; i < 100000; i++) {
        struct value a = value_of_array(array_new(2));
        array_push_take(a.array, witness());
        array_push(a.array, a);
        cycles_stored(a, a);
        value_unref(a);
    }
    assert_true(freed > 80000);
    cycles_end();
    assert_int_equal(freed, 100000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(table_that_holds_itself), cmocka_unit_test(ring_of_kinds),
        cmocka_unit_test(outside_lives_on),        cmocka_unit_test(suspect_without_a_ring),
        cmocka_unit_test(collected_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
