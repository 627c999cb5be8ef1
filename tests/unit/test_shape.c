#include "tests/unit/value_fixture.h"

#include "shell/object/object.h"

static struct shape *add(struct shape *s, const char *name)
{
    struct str *n = str_new(name, strlen(name));
    struct shape *child = shape_add(s, n, MEMBER_NOTE);
    value_unref(value_of_str(n));
    return child;
}

static void same_names_same_shape(void **state)
{
    (void)state;
    struct shapes *shapes = shapes_new();
    struct shape *root = shapes_root(shapes);
    struct shape *ab = add(add(root, "a"), "b"), *ac = add(add(root, "a"), "c");
    assert_ptr_equal(ab, add(add(root, "a"), "b"));
    assert_ptr_not_equal(ab, ac);
    assert_int_equal(shape_find(ab, "B", 1), 1);
    assert_int_equal(shape_find(ac, "b", 1), -1);
    assert_int_equal(shape_find(ac, "c", 1), 1);
    assert_int_equal(shape_find(root, "a", 1), -1);
    assert_string_equal(shape_name(ac, 0)->data, "a");
    shapes_free(shapes);
}

/* Many branches with many names: each sees its own and no other's. */
static void wide_and_long(void **state)
{
    (void)state;
    struct shapes *shapes = shapes_new();
    for (int branch = 0; branch < 20; branch++) {
        struct shape *s = shapes_root(shapes);
        char name[32];
        for (int i = 0; i < 100; i++) {
            if (i < 5)
                snprintf(name, sizeof(name), "common%d", i);
            else
                snprintf(name, sizeof(name), "b%d_%d", branch, i);
            s = add(s, name);
            assert_int_equal(s->count, i + 1);
            assert_int_equal(shape_find(s, name, strlen(name)), i);
        }
        assert_int_equal(shape_find(s, "common3", 7), 3);
        snprintf(name, sizeof(name), "b%d_50", branch);
        assert_int_equal(shape_find(s, name, strlen(name)), 50);
        snprintf(name, sizeof(name), "b%d_50", branch + 1);
        assert_int_equal(shape_find(s, name, strlen(name)), -1);
    }
    shapes_free(shapes);
}

/* A table of many names takes no more objects and goes with those it has. */
static void tables_follow_each_other(void **state)
{
    (void)state;
    struct shapes *shapes = shapes_new();
    uint64_t serial = shapes_serial(shapes);
    struct object *o = object_new_shaped(add(shapes_root(shapes), "kept"));
    o->slots[0] = value_int(7);
    for (int i = 0; i < 40000; i++) {
        char name[32];
        snprintf(name, sizeof(name), "n%d", i);
        struct object *passing = object_new_shaped(add(shapes_root(shapes), name));
        value_unref(value_of_object(passing));
    }
    assert_true(shapes_serial(shapes) != serial);
    assert_true(shapes_root(shapes) != shape_root(o->shape));
    assert_int_equal(shape_find(o->shape, "kept", 4), 0);
    object_set_note_take(o, shapes, "more", value_int(8));
    assert_int_equal(o->slots[shape_find(o->shape, "more", 4)].i, 8);
    shapes_free(shapes);
    value_unref(value_of_object(o));
}

static void members(void **state)
{
    (void)state;
    struct shapes *shapes = shapes_new();
    struct object *o = object_new_custom(shapes);
    struct value v = value_of_object(o), out = value_null();
    struct err *err = NULL;
    object_set_note_take(o, shapes, "Name", value_string("x"));
    object_set_note_take(o, shapes, "Size", value_int(5));
    object_set_note_take(o, shapes, "name", value_string("y"));
    assert_int_equal(o->shape->count, 2);
    assert_int_equal(member_get(v, "NAME", &out, &err), 0);
    assert_string_equal(out.str->data, "y");
    value_unref(out);
    struct str *alias = str_new("Length", 6);
    object_add_member_take(o, shapes, alias, MEMBER_ALIAS, value_string("Size"));
    value_unref(value_of_str(alias));
    assert_int_equal(member_get(v, "length", &out, &err), 0);
    assert_int_equal(out.i, 5);
    assert_int_equal(member_set(v, shapes, "Length", value_int(6), &err), 0);
    assert_int_equal(member_get(v, "Size", &out, &err), 0);
    assert_int_equal(out.i, 6);
    assert_int_equal(member_set(v, shapes, "Nope", value_int(6), &err), -1);
    assert_string_equal(err->id, "PropertyNotFound");
    err_clear(&err);
    struct strbuf text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    assert_string_equal(text.buf, "@{Name=y; Size=6; Length=6}");
    strbuf_release(&text);
    assert_true(object_remove_member(o, "NAME", 4));
    assert_false(object_remove_member(o, "NAME", 4));
    assert_int_equal(member_get(v, "size", &out, &err), 0);
    assert_int_equal(out.i, 6);
    assert_int_equal(member_get(v, "name", &out, &err), 0);
    assert_int_equal(out.kind, V_NULL);
    /* the object outlives the session's table */
    shapes_free(shapes);
    assert_int_equal(member_get(v, "size", &out, &err), 0);
    assert_int_equal(out.i, 6);
    value_unref(v);
}

/* Slots lie within the object until it grows past its first shape. */
static void growing(void **state)
{
    (void)state;
    struct shapes *shapes = shapes_new();
    struct object *o = object_new_shaped(add(add(shapes_root(shapes), "a"), "b"));
    o->slots[0] = value_string("first");
    o->slots[1] = value_string("second");
    for (int i = 0; i < 100; i++) {
        char name[16];
        snprintf(name, sizeof(name), "n%d", i);
        object_set_note_take(o, shapes, name, value_int(i));
    }
    struct value v = value_of_object(o), out;
    struct err *err = NULL;
    assert_int_equal(member_get(v, "a", &out, &err), 0);
    assert_string_equal(out.str->data, "first");
    value_unref(out);
    assert_int_equal(member_get(v, "n99", &out, &err), 0);
    assert_int_equal(out.i, 99);
    struct object *copy = object_copy(o);
    value_unref(v);
    assert_string_equal(copy->slots[1].str->data, "second");
    value_unref(value_of_object(copy));
    shapes_free(shapes);
}

static void iteration(void **state)
{
    (void)state;
    struct value h = fixture_value("{s:b=i:1|s:a=i:2}");
    struct member_iter it = member_iter_begin(h);
    struct member_entry e;
    assert_true(member_iter_next(&it, &e));
    assert_string_equal(e.name, "b");
    assert_true(member_iter_next(&it, &e));
    assert_string_equal(e.name, "a");
    assert_false(member_iter_next(&it, &e));
    value_unref(h);
    struct value s = value_string("abc");
    it = member_iter_begin(s);
    assert_true(member_iter_next(&it, &e));
    assert_string_equal(e.name, "Length");
    assert_false(member_iter_next(&it, &e));
    value_unref(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_names_same_shape),
        cmocka_unit_test(wide_and_long),
        cmocka_unit_test(tables_follow_each_other),
        cmocka_unit_test(members),
        cmocka_unit_test(growing),
        cmocka_unit_test(iteration),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
