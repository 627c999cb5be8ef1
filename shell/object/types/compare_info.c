/* CompareInfo: texts compared and found in a culture's way. All cultures order texts alike here. */
#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/utf8.h"
#include "shell/object/library_types.h"
#include "shell/object/rune_category.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/text.h"
#include "shell/object/unicode_normal.h"

enum {
    IGNORE_CASE = 1,
    IGNORE_NON_SPACE = 2,
    ORDINAL_IGNORE_CASE = 1 << 28,
    ORDINAL = 1 << 30,
    NONSPACING_MARK = 5,
    ENCLOSING_MARK = 7,
};

static const struct culture *culture_of(struct value self)
{
    return *(const struct culture **)object_payload(self.object);
}

struct value compare_info_new(const struct culture *c)
{
    struct object *o = object_new(&type_compare_info);
    *(const struct culture **)object_payload(o) = c;
    return value_of_object(o);
}

/* The options, when the i-th argument is there. */
static int options_at(const struct value *args, size_t n, size_t i, int32_t *out, struct err **err)
{
    *out = 0;
    return i < n ? arg_enum(args[i], &enum_compare_options, out, err) : 0;
}

static bool is_ordinal(int32_t options)
{
    return options & (ORDINAL | ORDINAL_IGNORE_CASE);
}

static bool ignores_case(int32_t options)
{
    return options & (IGNORE_CASE | ORDINAL_IGNORE_CASE);
}

static bool is_mark(uint32_t rune)
{
    int32_t category = rune_category(rune);
    return category >= NONSPACING_MARK && category <= ENCLOSING_MARK;
}

/* The text without marks that stand on letters. */
static struct value bare(struct value s)
{
    AUTO_STRBUF parts = STRBUF_INIT;
    struct strbuf out = STRBUF_INIT;
    unicode_normalize(s.str->data, s.str->len, false, &parts);
    for (size_t i = 0, used; i < parts.len; i += used) {
        uint32_t rune = utf8_decode(parts.buf + i, parts.len - i, &used);
        if (!is_mark(rune))
            strbuf_add(&out, parts.buf + i, used);
    }
    return value_string_take(&out);
}

static int compare(struct value a, struct value b, int32_t options)
{
    if (is_ordinal(options))
        return text_ordinal(a.str, b.str, ignores_case(options));
    if (!(options & IGNORE_NON_SPACE))
        return str_compare(a.str, b.str, !ignores_case(options));
    AUTO_VALUE x = bare(a), y = bare(b);
    return str_compare(x.str, y.str, !ignores_case(options));
}

/* Compare(a, b[, options]) */
CALL(info_compare)
{
    int32_t options;
    (void)self;
    if (options_at(args, n, 2, &options, err) < 0)
        return -1;
    if (args[0].kind == V_NULL || args[1].kind == V_NULL) {
        *out = value_int((args[1].kind == V_NULL) - (args[0].kind == V_NULL));
        return 0;
    }
    AUTO_VALUE a = arg_string(args[0]), b = arg_string(args[1]);
    int order = compare(a, b, options);
    *out = value_int(order < 0 ? -1 : order > 0);
    return 0;
}

/* A character as the options see it; *at moves behind it and, where marks do not count, behind
 * those on it. */
static uint32_t next_rune(const char *s, size_t len, size_t *at, int32_t options)
{
    size_t used;
    uint32_t rune = utf8_decode(s + *at, len - *at, &used);
    AUTO_STRBUF parts = STRBUF_INIT;
    if (options & IGNORE_NON_SPACE) {
        size_t first;
        unicode_normalize(s + *at, used, false, &parts);
        rune = utf8_decode(parts.buf, parts.len, &first);
    }
    *at += used;
    while (options & IGNORE_NON_SPACE && *at < len &&
           is_mark(utf8_decode(s + *at, len - *at, &used)))
        *at += used;
    return ignores_case(options) ? rune_lower(rune_upper(rune)) : rune;
}

/* Does s begin with what? *end: where the rest begins. */
static bool begins(const char *s, size_t len, struct value what, int32_t options, size_t *end)
{
    size_t i = 0, k = 0;
    while (k < what.str->len) {
        if (i == len)
            return false;
        uint32_t a = next_rune(s, len, &i, options);
        if (a != next_rune(what.str->data, what.str->len, &k, options))
            return false;
    }
    *end = i;
    return true;
}

enum find { FIND_FIRST, FIND_LAST, FIND_PREFIX, FIND_SUFFIX };

/* The byte where it is found; -1: nowhere; -2 with *err. */
static int64_t find(struct value s, struct value what, int32_t options, enum find how,
                    struct err **err)
{
    int64_t found = -1;
    size_t end, tries = 0;
    for (size_t at = 0;; tries++) {
        if (tries % 4096 == 4095 && cancel_check(err) < 0)
            return -2;
        if (begins(s.str->data + at, s.str->len - at, what, options, &end) &&
            (how != FIND_SUFFIX || at + end == s.str->len)) {
            found = (int64_t)at;
            if (how != FIND_LAST)
                break;
        }
        if (at == s.str->len || how == FIND_PREFIX)
            break;
        size_t used;
        utf8_decode(s.str->data + at, s.str->len - at, &used);
        at += used;
    }
    return found;
}

static int find_args(const struct value *args, size_t n, enum find how, int64_t *at,
                     struct value *text, struct err **err)
{
    int32_t options;
    if (options_at(args, n, 2, &options, err) < 0)
        return -1;
    if (args[0].kind == V_NULL || args[1].kind == V_NULL)
        return fail_null_argument(err, args[0].kind == V_NULL ? "source" : "value");
    *text = arg_string(args[0]);
    AUTO_VALUE what = arg_string(args[1]);
    *at = find(*text, what, options, how, err);
    return *at == -2 ? -1 : 0;
}

static int index_of(const struct value *args, size_t n, enum find how, struct value *out,
                    struct err **err)
{
    AUTO_VALUE text = value_null();
    int64_t at;
    if (find_args(args, n, how, &at, &text, err) < 0)
        return -1;
    *out = value_int(at < 0 ? -1 : (int32_t)utf8_utf16_len(text.str->data, (size_t)at));
    return 0;
}

static int is_end(const struct value *args, size_t n, enum find how, struct value *out,
                  struct err **err)
{
    AUTO_VALUE text = value_null();
    int64_t at;
    if (find_args(args, n, how, &at, &text, err) < 0)
        return -1;
    *out = value_bool(at >= 0);
    return 0;
}

CALL(info_index)
{
    (void)self;
    return index_of(args, n, FIND_FIRST, out, err);
}

CALL(info_last_index)
{
    (void)self;
    return index_of(args, n, FIND_LAST, out, err);
}

CALL(info_is_prefix)
{
    (void)self;
    return is_end(args, n, FIND_PREFIX, out, err);
}

CALL(info_is_suffix)
{
    (void)self;
    return is_end(args, n, FIND_SUFFIX, out, err);
}

CALL(info_hash)
{
    int32_t options;
    (void)self;
    if (options_at(args, n, 1, &options, err) < 0)
        return -1;
    AUTO_VALUE s = arg_string(args[0]), key = options & IGNORE_NON_SPACE ? bare(s) : value_ref(s);
    *out = value_int((int32_t)value_hash(key, ignores_case(options)));
    return 0;
}

GETTER(info_name)
{
    UNUSED_GETTER();
    *out = value_string(culture_of(self)->name);
    return 0;
}

GETTER(info_lcid)
{
    UNUSED_GETTER();
    *out = value_int(culture_of(self)->lcid);
    return 0;
}

CALL(info_get)
{
    (void)self;
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    const struct culture *c = culture_find(name.str->data, name.str->len);
    if (!c)
        return fail_culture(err, name.str->data);
    *out = compare_info_new(c);
    return 0;
}

CALL(info_sortable)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE s = arg_string(args[0]);
    *out = value_bool(s.str->len > 0 && utf8_valid(s.str->data, s.str->len));
    return 0;
}

static int info_text(struct value self, struct strbuf *out)
{
    strbuf_addf(out, "CompareInfo - %s", culture_of(self)->name);
    return 0;
}

static const struct property info_props[] = {
    PROPERTY("LCID", "int", info_lcid),
    PROPERTY("Name", "string", info_name),
};
#define FINDS(name, fn, type)                                            \
    METHOD(name, 2, 3, fn,                                               \
           type " " name "(string source, string value), " type " " name \
                "(string source, string value, System.Globalization.CompareOptions options)")
static const struct method info_methods[] = {
    METHOD("Compare", 2, 3, info_compare,
           "int Compare(string string1, string string2), int Compare(string string1, string "
           "string2, System.Globalization.CompareOptions options)"),
    FINDS("IndexOf", info_index, "int"),
    FINDS("LastIndexOf", info_last_index, "int"),
    FINDS("IsPrefix", info_is_prefix, "bool"),
    FINDS("IsSuffix", info_is_suffix, "bool"),
    METHOD("GetHashCode", 1, 2, info_hash,
           "int GetHashCode(string source, System.Globalization.CompareOptions options)"),
};
static const struct method info_statics[] = {
    METHOD("GetCompareInfo", 1, 1, info_get,
           "System.Globalization.CompareInfo GetCompareInfo(string name)"),
    METHOD("IsSortable", 1, 1, info_sortable, "bool IsSortable(string text)"),
};
const struct type_info type_compare_info = { .name = "System.Globalization.CompareInfo",
                                             .base = &type_object,
                                             PROPS(info_props),
                                             METHODS(info_methods),
                                             STATICS(info_statics),
                                             .payload_size = sizeof(const struct culture *),
                                             .to_string = info_text };
