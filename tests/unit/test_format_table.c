/* Layout of tables and wide views, and text fitted to columns. Expected values worked out by
 * hand from PowerShell's rules: widths by content, numbers right, the last column unpadded. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/format/cell.h"
#include "shell/format/formatter.h"
#include "shell/format/renderer.h"
#include "shell/format/table_layout.h"
#include "shell/format/text_lines.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"

struct bench {
    struct shapes *shapes;
    struct format_env env;
    struct format_request request;
    struct property_specs specs;
    struct strbuf text;
    struct strbuf_sink sink;
    struct renderer *renderer;
    struct formatter *formatter;
};

static int render(void *data, struct value v)
{
    return renderer_write(((struct bench *)data)->renderer, v);
}

static void start(struct bench *b, int width)
{
    b->env.enumeration_limit = 4;
    b->text = (struct strbuf)STRBUF_INIT;
    strbuf_sink_init(&b->sink, &b->text);
    b->renderer = renderer_new(&b->sink.sink, width, false);
    b->request.props = &b->specs;
    b->formatter = formatter_new(&b->request, &b->env, render, b);
}

/* An object with these names and values (taken); ends with NULL. */
static struct value object(struct bench *b, const char *name, ...)
{
    struct object *o = object_new_custom(b->shapes);
    va_list ap;

    va_start(ap, name);
    for (; name; name = va_arg(ap, const char *))
        object_set_note_take(o, b->shapes, name, va_arg(ap, struct value));
    va_end(ap);
    return value_of_object(o);
}

static void put_take(struct bench *b, struct value v)
{
    assert_int_equal(formatter_write(b->formatter, v), 0);
    value_unref(v);
}

static void finish(struct bench *b, const char *expected)
{
    assert_int_equal(formatter_end(b->formatter), 0);
    assert_string_equal(b->text.buf, expected);
    formatter_free(b->formatter);
    renderer_free(b->renderer);
    strbuf_release(&b->text);
    property_specs_release(&b->specs);
}

static void columns(struct bench *b, unsigned keys, struct value *items, size_t n)
{
    struct err *err = NULL;

    assert_int_equal(property_specs_parse(&(struct value_list){ items, n }, keys, &b->specs, &err),
                     0);
    for (size_t i = 0; i < n; i++)
        value_unref(items[i]);
}

static int setup(void **state)
{
    struct bench *b = xcalloc(1, sizeof(*b));

    b->shapes = shapes_new();
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct bench *b = *state;

    shapes_free(b->shapes);
    free(b);
    return 0;
}

static void widths_and_alignment(void **state)
{
    struct bench *b = *state;

    start(b, 80);
    put_take(
        b, object(b, "Id", value_int(7), "Name", value_string("ab"), "On", value_bool(true), NULL));
    put_take(b, object(b, "Id", value_int(123), "Name", value_string("x"), "On", value_bool(false),
                       NULL));
    finish(b, "\n Id Name    On\n -- ----    --\n  7 ab    True\n123 x    False\n\n");
}

static void missing_and_null_are_empty(void **state)
{
    struct bench *b = *state;

    start(b, 80);
    put_take(b, object(b, "a", value_string("x"), "b", value_null(), "c", value_string("z"), NULL));
    put_take(b, object(b, "a", value_string("y"), NULL));
    finish(b, "\na b c\n- - -\nx   z\ny   \n\n");
}

static void lists_in_cells(void **state)
{
    struct bench *b = *state;
    struct array *a = array_new(5);

    for (int i = 1; i <= 5; i++)
        array_push_take(a, value_int(i));
    start(b, 80);
    put_take(b, object(b, "v", value_of_array(a), NULL));
    finish(b, "\nv\n-\n{1, 2, 3, 4\xE2\x80\xA6}\n\n");
}

static void narrow_lines_cut_and_drop(void **state)
{
    struct bench *b = *state;

    start(b, 12);
    put_take(b, object(b, "aaaa", value_string("1234"), "bbbb", value_string("123456789"), "cccc",
                       value_int(1), NULL));
    finish(b, "\naaaa bbbb\n---- ----   \n1234 123456\xE2\x80\xA6\n\n");
}

static void right_aligned_text_loses_its_head(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;

    (void)state;
    text_cell("123456", 6, 4, ALIGN_RIGHT, true, &out);
    strbuf_addch(&out, '|');
    text_cell("123456", 6, 4, ALIGN_LEFT, true, &out);
    strbuf_addch(&out, '|');
    text_cell("ab", 2, 6, ALIGN_CENTER, true, &out);
    strbuf_addch(&out, '|');
    assert_string_equal(out.buf, "\xE2\x80\xA6"
                                 "456|123\xE2\x80\xA6|  ab  |");
}

static void wide_characters_take_two_columns(void **state)
{
    AUTO_STRBUF out = STRBUF_INIT;

    (void)state;
    text_cell("\xE6\x97\xA5\xE6\x9C\xAC", 6, 5, ALIGN_LEFT, true, &out);
    strbuf_addch(&out, '|');
    text_cell("\xE6\x97\xA5\xE6\x9C\xAC", 6, 3, ALIGN_LEFT, true, &out);
    assert_string_equal(out.buf, "\xE6\x97\xA5\xE6\x9C\xAC |\xE6\x97\xA5\xE2\x80\xA6");
}

static void wrapping_breaks_at_blanks(void **state)
{
    static const char text[] = "one two threefour\nfive";
    static const char *const expected[] = { "one ", "two thr", "eefour", "five" };
    AUTO_TEXT_LINES lines = TEXT_LINES_INIT;

    (void)state;
    text_lines_wrap(text, strlen(text), 7, &lines);
    assert_int_equal(lines.ends.len, ARRAY_SIZE(expected));
    for (size_t i = 0; i < ARRAY_SIZE(expected); i++) {
        size_t len;
        const char *line = text_line(&lines, i, &len);
        assert_int_equal(len, strlen(expected[i]));
        assert_memory_equal(line, expected[i], len);
    }
}

static void unknown_widths_share_the_line(void **state)
{
    int widths[] = { 0, 10, 0 };

    (void)state;
    table_fit(widths, 3, 40);
    assert_int_equal(widths[0], 14);
    assert_int_equal(widths[1], 10);
    assert_int_equal(widths[2], 14);
}

static void calculated_width_and_label(void **state)
{
    struct bench *b = *state;
    struct hash *h = hash_new(0);
    struct value items[2];

    hash_sets_take(h, "Label", value_string("Short"));
    hash_sets_take(h, "e", value_string("Name"));
    hash_sets_take(h, "width", value_int(6));
    items[0] = value_of_hash(h);
    items[1] = value_string("N*");
    columns(b, SPEC_NAME | SPEC_WIDTH, items, 2);
    start(b, 25); /* a first width that is given: the others share what is left */
    put_take(b, object(b, "Name", value_string("abcdefgh"), "Nr", value_int(5), NULL));
    finish(b, "\nShort  Name            Nr\n-----  ----            --\nabcde\xE2\x80\xA6 "
              "abcdefgh         5\n\n");
}

static void groups_repeat_the_heading(void **state)
{
    struct bench *b = *state;
    struct property_specs group;
    struct err *err = NULL;
    struct value by = value_string("g");
    struct value item = value_string("n");

    assert_int_equal(property_specs_parse(&(struct value_list){ &by, 1 }, 0, &group, &err), 0);
    value_unref(by);
    columns(b, 0, &item, 1);
    b->request.group_by = group.items;
    b->request.shape = SHAPE_TABLE;
    start(b, 80);
    put_take(b, object(b, "g", value_string("x"), "n", value_int(1), NULL));
    put_take(b, object(b, "g", value_string("x"), "n", value_int(2), NULL));
    put_take(b, object(b, "g", value_string("y"), "n", value_int(3), NULL));
    finish(b, "\n   g: x\n\nn\n-\n1\n2\n\n   g: y\n\nn\n-\n3\n\n");
    property_specs_release(&group);
    b->request = (struct format_request){ .shape = SHAPE_DEFAULT };
}

static void wide_view_fills_columns(void **state)
{
    struct bench *b = *state;

    b->request = (struct format_request){ .shape = SHAPE_WIDE, .wide_columns = 2 };
    start(b, 9);
    put_take(b, object(b, "Name", value_string("a"), NULL));
    put_take(b, object(b, "Name", value_string("bb"), NULL));
    put_take(b, object(b, "Name", value_string("c"), NULL));
    finish(b, "\na    bb\nc    \n\n");
    b->request = (struct format_request){ .shape = SHAPE_DEFAULT };
}

static void lists_align_labels(void **state)
{
    struct bench *b = *state;

    b->request = (struct format_request){ .shape = SHAPE_LIST };
    start(b, 14);
    put_take(b, object(b, "a", value_string("one\ntwo"), "long", value_string("0123456789"), NULL));
    finish(b, "\na    : one\n       two\nlong : 0123456\n       789\n\n");
    b->request = (struct format_request){ .shape = SHAPE_DEFAULT };
}

static void scalars_stand_between_rows(void **state)
{
    struct bench *b = *state;

    start(b, 80);
    put_take(b, value_string("first"));
    put_take(b, object(b, "a", value_int(1), NULL));
    put_take(b, value_double(2.5));
    put_take(b, object(b, "a", value_int(2), NULL));
    finish(b, "first\n\na\n-\n1\n2.5\n2\n\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(widths_and_alignment, setup, teardown),
        cmocka_unit_test_setup_teardown(missing_and_null_are_empty, setup, teardown),
        cmocka_unit_test_setup_teardown(lists_in_cells, setup, teardown),
        cmocka_unit_test_setup_teardown(narrow_lines_cut_and_drop, setup, teardown),
        cmocka_unit_test(right_aligned_text_loses_its_head),
        cmocka_unit_test(wide_characters_take_two_columns),
        cmocka_unit_test(wrapping_breaks_at_blanks),
        cmocka_unit_test(unknown_widths_share_the_line),
        cmocka_unit_test_setup_teardown(calculated_width_and_label, setup, teardown),
        cmocka_unit_test_setup_teardown(groups_repeat_the_heading, setup, teardown),
        cmocka_unit_test_setup_teardown(wide_view_fills_columns, setup, teardown),
        cmocka_unit_test_setup_teardown(lists_align_labels, setup, teardown),
        cmocka_unit_test_setup_teardown(scalars_stand_between_rows, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
