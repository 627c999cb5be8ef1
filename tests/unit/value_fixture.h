/* Values for tables of cases, written as short texts:
 *   n: $null   t: true   f: false   i:5 int   l:5 long   y:5 byte   d:1.5 double
 *   m:1.50 decimal   c:x char   s:text   D:2024-01-02 date   T:01:02:03 span
 *   N:DayOfWeek.Monday enum   [a|b|c] array of such   {k=v|k=v} hashtable */
#ifndef HVSH_TEST_VALUE_FIXTURE_H
#define HVSH_TEST_VALUE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/decimal.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/type_info.h"

/* The runtime's two types, for builds of the object room alone. */
__attribute__((weak))
const struct type_info type_scriptblock = { .name = "System.Management.Automation.ScriptBlock",
                                            .base = &type_object };
__attribute__((weak))
const struct type_info type_error_record = { .name = "System.Management.Automation.ErrorRecord",
                                             .base = &type_object };

static inline struct value fixture_value_len(const char *s, size_t len)
{
    char text[512];
    assert_true(len < sizeof(text));
    memcpy(text, s, len);
    text[len] = '\0';
    if (text[0] == '[' || text[0] == '{') {
        struct array *a = array_new(4);
        struct hash *h = hash_new(0);
        bool table = text[0] == '{';
        text[len - 1] = '\0';
        char *p = text + 1;
        while (*p) {
            int depth = 0;
            char *end = p;
            while (*end && (depth || *end != '|')) {
                depth += (*end == '[') - (*end == ']');
                end++;
            }
            if (table) {
                char *eq = strchr(p, '=');
                assert_non_null(eq);
                struct value key = fixture_value_len(p, (size_t)(eq - p));
                hash_set_take(h, key, fixture_value_len(eq + 1, (size_t)(end - eq - 1)));
                value_unref(key);
            } else {
                array_push_take(a, fixture_value_len(p, (size_t)(end - p)));
            }
            p = *end ? end + 1 : end;
        }
        value_unref(table ? value_of_array(a) : value_of_hash(h));
        return table ? value_of_hash(h) : value_of_array(a);
    }
    const char *v = text + 2;
    struct value out = value_null();
    struct err *err = NULL;
    switch (text[0]) {
    case 'n':
        break;
    case 't':
    case 'f':
        out = value_bool(text[0] == 't');
        break;
    case 'i':
        out = value_int((int32_t)strtol(v, NULL, 10));
        break;
    case 'l':
        out = value_long(strtoll(v, NULL, 10));
        break;
    case 'y':
        out = value_integer(V_BYTE, strtol(v, NULL, 10));
        break;
    case 'd':
        out = value_double(strtod(v, NULL));
        break;
    case 'm': {
        struct dec d;
        assert_int_equal(dec_parse(v, strlen(v), &d), 0);
        out = value_decimal(d);
        break;
    }
    case 'c':
        out = value_char((unsigned char)*v);
        break;
    case 's':
        out = value_string(v);
        break;
    case 'D':
        assert_int_equal(date_parse(v, strlen(v), &out), 0);
        break;
    case 'T': {
        int64_t ticks;
        assert_int_equal(timespan_parse(v, strlen(v), &ticks), 0);
        out = value_timespan(ticks);
        break;
    }
    case 'N': {
        char *dot = strrchr(v, '.');
        assert_non_null(dot);
        const struct type_info *t = type_find(v, (size_t)(dot - v));
        assert_non_null(t);
        struct value name = value_string(dot + 1);
        assert_int_equal(value_convert(name, t, &out, &err), 0);
        value_unref(name);
        break;
    }
    case 'Y': {
        const struct type_info *t = type_find(v, strlen(v));
        assert_non_null(t);
        out = value_type(t);
        break;
    }
    default:
        fail_msg("no value: %s", s);
    }
    return out;
}

static inline struct value fixture_value(const char *s)
{
    return fixture_value_len(s, strlen(s));
}

/* "Type: text", with the items of arrays joined by commas. */
static inline void fixture_describe(struct value v, struct strbuf *out)
{
    const char *name = value_type_of(v)->name;
    strbuf_adds(out, strncmp(name, "System.", 7) == 0 ? name + 7 : name);
    strbuf_adds(out, ": ");
    value_join(v, ",", out);
}

static inline void fixture_expect(const char *what, int rc, struct value v, struct err *err,
                                  const char *expected)
{
    struct strbuf text = STRBUF_INIT;
    if (rc < 0)
        strbuf_addf(&text, "error: %s", err ? err->message : "(none)");
    else
        fixture_describe(v, &text);
    if (strcmp(text.buf, expected) != 0)
        fail_msg("%s\n  expected %s\n  got      %s", what, expected, text.buf);
    strbuf_release(&text);
}

#endif
