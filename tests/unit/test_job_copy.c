/* Copies of values from session to session: equal in what they say, sharing no cell. */
#include "tests/unit/shell_fixture.h"

#include "shell/base/cleanup.h"
#include "shell/object/decimal.h"
#include "shell/object/exception.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/runtime/job/copy.h"
#include "shell/runtime/scriptblock.h"

static const struct cmdlet_registry registry = { 0 };

struct pair {
    struct shell *a, *b;
};

static int set_up(void **state)
{
    struct pair *p = xcalloc(1, sizeof(*p));
    p->a = shell_new(&registry, false);
    p->b = shell_new(&registry, false);
    *state = p;
    return 0;
}

static int tear_down(void **state)
{
    struct pair *p = *state;
    shell_free(p->a);
    shell_free(p->b);
    free(p);
    return 0;
}

/* The value of an expression in session a. */
static struct value make(struct pair *p, const char *text)
{
    struct array *list = array_new(1);
    assert_int_equal(session_collect(p->a->s, text, strlen(text), list), ST_OK);
    assert_int_equal(list->len, 1);
    struct value v = value_ref(list->items[0]);
    value_unref(value_of_array(list));
    return v;
}

static struct value copy(struct pair *p, struct value v)
{
    struct parcel *parcel = parcel_pack(p->a->s, v);
    struct value out = parcel_open(parcel, p->b->s);
    parcel_free(parcel);
    return out;
}

static void assert_text(struct value v, const char *text)
{
    AUTO_VALUE s = value_to_string(v);
    assert_string_equal(s.str->data, text);
}

static void test_plain(void **state)
{
    static const struct {
        const char *text, *type, *shown;
    } cases[] = {
        { "5", "System.Int32", "5" },
        { "2.5", "System.Double", "2.5" },
        { "'text'", "System.String", "text" },
        { "1.50d", "System.Decimal", "1.50" },
        { "$true", "System.Boolean", "True" },
        { "[guid]'00112233-4455-6677-8899-aabbccddeeff'", "System.Guid",
          "00112233-4455-6677-8899-aabbccddeeff" },
        { "[version]'1.2.3.4'", "System.Version", "1.2.3.4" },
        { "[timespan]'01:02:03'", "System.TimeSpan", "01:02:03" },
        { "[regex]'a+'", "System.Text.RegularExpressions.Regex", "a+" },
        { "[DayOfWeek]::Friday", "System.DayOfWeek", "Friday" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_VALUE v = make(*state, cases[i].text);
        AUTO_VALUE out = copy(*state, v);
        assert_string_equal(value_type_of(out)->name, cases[i].type);
        assert_text(out, cases[i].shown);
        if (v.kind >= V_FIRST_HEAP) {
            assert_ptr_not_equal(out.refs, v.refs);
            assert_int_equal(*out.refs, 1);
        }
    }
}

static void test_containers(void **state)
{
    AUTO_VALUE v = make(*state, ",@(1, @('a', 'b'), @{ k = 'v' }, [ordered]@{ z = 1; a = 2 })");
    AUTO_VALUE out = copy(*state, v);
    assert_int_equal(out.kind, V_ARRAY);
    assert_int_equal(out.array->len, 4);
    assert_ptr_not_equal(out.array, v.array);
    struct value inner = out.array->items[1], source = v.array->items[1];
    assert_ptr_not_equal(inner.array->items[0].str, source.array->items[0].str);
    assert_text(*hash_gets(out.array->items[2].hash, "K"), "v");
    assert_ptr_equal(out.array->items[3].hash->type, &type_ordered);
    assert_text(hash_at(out.array->items[3].hash, 0)->key, "z");
}

static void test_typed_array_and_list(void **state)
{
    AUTO_VALUE ints = make(*state, ",[int[]](1, 2)");
    AUTO_VALUE out = copy(*state, ints);
    assert_ptr_equal(out.array->type, ints.array->type);
    AUTO_VALUE list = make(*state, ",[System.Collections.ArrayList]@(1, 2)");
    AUTO_VALUE copied = copy(*state, list);
    assert_true(copied.array->is_list);
    assert_ptr_equal(copied.array->type, &type_array_list);
    array_push_take(copied.array, value_int(3));
    assert_int_equal(list.array->len, 2);
}

static void test_custom_object(void **state)
{
    struct pair *p = *state;
    AUTO_VALUE v = make(p, "[pscustomobject]@{ A = 1; B = 'x' }");
    object_set_type_names(v.object, (const char *const[]){ "My.Type", NULL });
    AUTO_VALUE out = copy(p, v);
    assert_ptr_equal(out.object->type, &type_pscustomobject);
    assert_ptr_equal(out.object->shape->table, shapes_root(p->b->s->shapes)->table);
    assert_ptr_not_equal(out.object->shape->table, v.object->shape->table);
    assert_string_equal(out.object->type_names[0], "My.Type");
    AUTO_VALUE b = value_null();
    AUTO_ERR *err = NULL;
    assert_int_equal(member_get(out, "B", &b, &err), 0);
    assert_text(b, "x");
}

static void test_script_block(void **state)
{
    struct pair *p = *state;
    AUTO_VALUE v = make(p, "{ 6 * 7 }");
    AUTO_VALUE out = copy(p, v);
    struct scriptblock *sb = scriptblock_of(out);
    assert_non_null(sb);
    AUTO_VALUE results = value_of_array(array_new(1));
    struct array_sink sink;
    array_sink_init(&sink, results.array);
    assert_int_equal(
        scriptblock_invoke(p->b->s, sb, BLOCK_NEW_SCOPE, value_nothing(), NULL, 0, &sink.sink),
        ST_OK);
    assert_text(results.array->items[0], "42");
}

static void test_errors(void **state)
{
    struct pair *p = *state;
    AUTO_VALUE v = make(p, "try { throw [System.ArgumentException]::new('bad', [Exception]::new("
                           "'why')) } catch { $_ }");
    AUTO_VALUE out = copy(p, v);
    const struct error_record *from = error_record_of(v), *to = error_record_of(out);
    assert_non_null(to);
    assert_string_equal(to->id, from->id);
    assert_int_equal(to->category, from->category);
    assert_string_equal(error_record_message(out), "bad");
    struct exception *e = exception_of(to->exception);
    assert_string_equal(exception_type_name(to->exception), "System.ArgumentException");
    assert_text(exception_of(e->inner)->message, "why");
    assert_int_equal(e->hresult, (int32_t)0x80070057); /* COR_E_ARGUMENT */
}

/* No cycle, and no depth, keeps a copy from ending. */
static void test_cycles_and_depth(void **state)
{
    struct pair *p = *state;
    AUTO_VALUE v = make(p, "$h = @{ n = 1 }; $h.me = $h; $h");
    AUTO_VALUE out = copy(p, v);
    assert_text(*hash_gets(out.hash, "n"), "1");
    assert_true(value_is_null(*hash_gets(out.hash, "me")));
    AUTO_VALUE key = value_string("me");
    hash_remove(v.hash, key); /* so that it can be freed */
    session_set_variable_take(p->a->s, "h", value_null());

    AUTO_VALUE deep = make(p, "$d = 'end'; foreach ($i in 1..100) { $d = @{ d = $d } }; $d");
    AUTO_VALUE flat = copy(p, deep);
    struct value at = value_ref(flat);
    int depth = 0;
    while (at.kind == V_HASH) {
        struct value next = value_ref(*hash_gets(at.hash, "d"));
        value_unref(at);
        at = next;
        depth++;
    }
    assert_int_equal(depth, 48);
    assert_text(at, "System.Collections.Hashtable");
    value_unref(at);
}

/* The original may change or go: a parcel is no part of its session. */
static void test_parcel_outlives(void **state)
{
    struct pair *p = *state;
    struct value v = make(p, "[pscustomobject]@{ A = @('x') }");
    struct parcel *parcel = parcel_pack(p->a->s, v);
    value_unref(v);
    shell_free(p->a);
    for (int i = 0; i < 2; i++) { /* -Keep opens it again */
        AUTO_VALUE out = parcel_open(parcel, p->b->s);
        AUTO_VALUE a = value_null();
        AUTO_ERR *err = NULL;
        assert_int_equal(member_get(out, "A", &a, &err), 0);
        assert_text(a.array->items[0], "x");
    }
    parcel_free(parcel);
    p->a = shell_new(&registry, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_plain, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_containers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_typed_array_and_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_custom_object, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_script_block, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_errors, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cycles_and_depth, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parcel_outlives, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
