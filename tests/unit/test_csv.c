/* CSV by RFC 4180: rows in one piece and byte by byte must be the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shell/base/cleanup.h"
#include "shell/format/csv.h"

/* Rows as text: fields in <>, rows ended by a newline. */
static int add_row(void *data, const struct csv_reader *r)
{
    struct strbuf *out = data;

    for (size_t i = 0; i < r->fields.len; i++) {
        strbuf_addch(out, '<');
        strbuf_add(out, r->text.buf + r->fields.items[i].start, r->fields.items[i].len);
        strbuf_addch(out, '>');
    }
    strbuf_addch(out, '\n');
    return 0;
}

static void read_rows(const char *text, char delimiter, size_t step, struct strbuf *out)
{
    struct csv_reader r;
    size_t len = strlen(text);

    csv_reader_init(&r, delimiter, add_row, out);
    for (size_t at = 0; at < len; at += step)
        assert_int_equal(csv_reader_feed(&r, text + at, len - at < step ? len - at : step), 0);
    assert_int_equal(csv_reader_end(&r), 0);
    csv_reader_release(&r);
}

static void rows_and_fields(void **state)
{
    static const struct {
        const char *text, *rows;
        char delimiter;
    } cases[] = {
        { "a,b\n1,2\n", "<a><b>\n<1><2>\n", ',' },
        { "a,b\r\n1,2", "<a><b>\n<1><2>\n", ',' },
        { "\"a\"\"b\",\"c,d\"\n", "<a\"b><c,d>\n", ',' },
        { "\"l1\nl2\",x\n", "<l1\nl2><x>\n", ',' },
        { "a,,\n,\n", "<a><><>\n<><>\n", ',' },
        { "\n\na\n\n", "<a>\n", ',' },
        { "a;b,c", "<a><b,c>\n", ';' },
        { "a\"b,c\n", "<a\"b><c>\n", ',' },
        { "\"open", "<open>\n", ',' },
        { "\"\"\n", "<>\n", ',' },
        { "\"x\"y,z\n", "<xy><z>\n", ',' },
        { "a\rb\r", "<a>\n<b>\n", ',' },
        { "a,  b,\tc\n", "<a><b><c>\n", ',' },         /* blanks before a field are none of it */
        { "a , b  ,c d \n", "<a ><b ><c d >\n", ',' }, /* after it the first one is */
        { "\"a\" ,\"b\" c\n", "<a><b c>\n", ',' },
        { "a \"b,c\n", "<a \"b><c>\n", ',' },
        { "a,b,", "<a><b>\n", ',' },
        { "a\"\"b\n", "<a><><b>\n", '"' },
        { "  \n a\n", "<a>\n", ',' },
        { "", "", ',' },
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        for (size_t step = 1; step < 64; step += 21) {
            AUTO_STRBUF out = STRBUF_INIT;
            read_rows(cases[i].text, cases[i].delimiter, step, &out);
            assert_string_equal(out.buf, cases[i].rows);
        }
    }
}

static int stop(void *data, const struct csv_reader *r)
{
    (void)r;
    return ++*(int *)data == 2 ? 7 : 0;
}

static void the_row_function_may_end_it(void **state)
{
    struct csv_reader r;
    int rows = 0;

    (void)state;
    csv_reader_init(&r, ',', stop, &rows);
    assert_int_equal(csv_reader_feed(&r, "a\nb\nc\n", 6), 7);
    assert_int_equal(rows, 2);
    csv_reader_release(&r);
}

static void written_fields(void **state)
{
    static const struct {
        const char *text;
        enum csv_quotes quotes;
        const char *written;
    } cases[] = {
        { "a", CSV_QUOTE_ALWAYS, "\"a\"" },
        { "a", CSV_QUOTE_AS_NEEDED, "a" },
        { "a,b", CSV_QUOTE_AS_NEEDED, "\"a,b\"" },
        { "a\"b", CSV_QUOTE_AS_NEEDED, "\"a\"\"b\"" },
        { "a\nb", CSV_QUOTE_AS_NEEDED, "\"a\nb\"" },
        { "a,\"", CSV_QUOTE_NEVER, "a,\"" },
        { "", CSV_QUOTE_ALWAYS, "\"\"" },
        { "", CSV_QUOTE_AS_NEEDED, "" },
    };
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_STRBUF out = STRBUF_INIT;
        csv_write_field(cases[i].text, strlen(cases[i].text), ",", cases[i].quotes, &out);
        assert_string_equal(out.buf, cases[i].written);
    }
    AUTO_STRBUF none = STRBUF_INIT;
    csv_write_field(NULL, 0, ",", CSV_QUOTE_ALWAYS, &none);
    assert_string_equal(none.buf, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_and_fields),
        cmocka_unit_test(the_row_function_may_end_it),
        cmocka_unit_test(written_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
