/* System.String's instance members. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/types/convertible.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/text.h"
#include "shell/object/unicode_normal.h"

static bool is_char_or_string(struct value v)
{
    return v.kind == V_STRING || v.kind == V_CHAR;
}

/* Do the arguments from at on end with a comparison that ignores case? */
static int ignores_case(const struct value *args, size_t n, size_t at, bool *out, struct err **err)
{
    *out = false;
    if (n <= at)
        return 0;
    if (args[at].kind == V_BOOL) {
        *out = args[at].b;
        return 0;
    }
    int32_t comparison;
    if (value_to_enum(args[at], &enum_string_comparison, &comparison, err) < 0)
        return -1;
    *out = comparison_ignores_case(comparison);
    return 0;
}

/* Byte offset of needle in hay at or after from, or SIZE_MAX. */
static size_t find_bytes(const char *hay, size_t len, size_t from, const char *needle, size_t nlen,
                         bool ignore_case)
{
    if (!ignore_case) {
        if (nlen == 0)
            return from;
        const char *p = from <= len ? memmem(hay + from, len - from, needle, nlen) : NULL;
        return p ? (size_t)(p - hay) : SIZE_MAX;
    }
    for (size_t i = from; i + nlen <= len + 8; i++) {
        if (i > len)
            break;
        size_t take = nlen <= len - i ? nlen : len - i;
        if (text_caseeqn(hay + i, take, needle, nlen))
            return i;
    }
    return SIZE_MAX;
}

static size_t find_last_bytes(const char *hay, size_t len, const char *needle, size_t nlen,
                              bool ignore_case)
{
    if (nlen > len)
        return SIZE_MAX;
    for (size_t i = len - nlen + 1; i-- > 0;) {
        if (ignore_case ? text_caseeqn(hay + i, nlen, needle, nlen)
                        : memcmp(hay + i, needle, nlen) == 0)
            return i;
    }
    return SIZE_MAX;
}

static struct value unit_index(struct str *s, size_t byte)
{
    if (byte == SIZE_MAX)
        return value_int(-1);
    return value_int((int32_t)(str_is_ascii(s) ? byte : utf8_utf16_len(s->data, byte)));
}

static size_t byte_offset(struct str *s, size_t unit)
{
    return str_is_ascii(s) ? unit : utf8_utf16_offset(s->data, s->len, unit);
}

GETTER(string_length)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)str_length(self.str));
    return 0;
}

CALL(string_chars)
{
    (void)n;
    int32_t i;
    if (arg_int(args[0], &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i >= str_length(self.str))
        return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                         "Index was outside the bounds of the array.");
    *out = value_char(str_char_at(self.str, (size_t)i));
    return 0;
}

CALL(string_substring)
{
    int32_t start, count;
    size_t len = str_length(self.str);
    if (arg_int(args[0], &start, err) < 0)
        return -1;
    if (start < 0)
        return fail_range(err, "startIndex", "StartIndex cannot be less than zero.");
    if ((size_t)start > len)
        return fail_range(err, "startIndex", "startIndex cannot be larger than length of string.");
    count = (int32_t)len - start;
    if (n > 1) {
        if (arg_int(args[1], &count, err) < 0)
            return -1;
        if (count < 0)
            return fail_range(err, "length", "Length cannot be less than zero.");
        if ((size_t)count > len - (size_t)start)
            return fail_range(err, "length",
                              "Index and length must refer to a location within the string.");
    }
    *out = value_of_str(str_substring(self.str, (size_t)start, (size_t)count));
    return 0;
}

CALL(string_index_of)
{
    AUTO_VALUE needle = arg_string(args[0]);
    bool ignore_case = false;
    size_t start = 0, end = self.str->len, units = str_length(self.str), at = 1;
    if (n > at && value_is_integer(args[at])) {
        int32_t i;
        if (arg_int(args[at++], &i, err) < 0)
            return -1;
        if (i < 0 || (size_t)i > units)
            return fail_range(err, "startIndex",
                              "Index was out of range. Must be non-negative and less than or "
                              "equal to the size of the collection.");
        start = byte_offset(self.str, (size_t)i);
        if (n > at && value_is_integer(args[at])) {
            int32_t count;
            if (arg_int(args[at++], &count, err) < 0)
                return -1;
            if (count < 0 || (size_t)count > units - (size_t)i)
                return fail_range(err, "count",
                                  "Count must be positive and count must refer to a location "
                                  "within the string/array/collection.");
            end = byte_offset(self.str, (size_t)i + (size_t)count);
        }
    }
    if (ignores_case(args, n, at, &ignore_case, err) < 0)
        return -1;
    *out = unit_index(self.str, find_bytes(self.str->data, end, start, needle.str->data,
                                           needle.str->len, ignore_case));
    return 0;
}

CALL(string_last_index_of)
{
    AUTO_VALUE needle = arg_string(args[0]);
    bool ignore_case = false;
    size_t end = self.str->len, at = 1;
    if (n > at && value_is_integer(args[at])) {
        int32_t i;
        if (arg_int(args[at++], &i, err) < 0)
            return -1;
        if (i < -1 || (i > 0 && (size_t)i > str_length(self.str)))
            return fail_range(err, "startIndex",
                              "Index was out of range. Must be non-negative and less than or "
                              "equal to the size of the collection.");
        size_t units = i < 0 ? 0 : (size_t)i + 1;
        end = units < str_length(self.str) ? byte_offset(self.str, units) : self.str->len;
    }
    if (ignores_case(args, n, at, &ignore_case, err) < 0)
        return -1;
    *out = unit_index(self.str, find_last_bytes(self.str->data, end, needle.str->data,
                                                needle.str->len, ignore_case));
    return 0;
}

/* The characters of an argument: a char, a text, or an array of chars. */
static void char_set(const struct value *args, size_t n, struct strbuf *out)
{
    for (size_t i = 0; i < n; i++) {
        if (args[i].kind == V_ARRAY)
            char_set(args[i].array->items, args[i].array->len, out);
        else
            value_to_strbuf(args[i], out);
    }
}

static bool in_set(uint32_t rune, const struct strbuf *set)
{
    for (size_t i = 0; i < set->len;) {
        size_t used;
        if (utf8_decode(set->buf + i, set->len - i, &used) == rune)
            return true;
        i += used;
    }
    return false;
}

CALL(string_index_of_any)
{
    AUTO_STRBUF set = STRBUF_INIT;
    char_set(args, 1, &set);
    int32_t start = 0;
    if (n > 1 && arg_int(args[1], &start, err) < 0)
        return -1;
    size_t i = start < 0 ? 0 : byte_offset(self.str, (size_t)start);
    while (i < self.str->len) {
        size_t used;
        if (in_set(utf8_decode(self.str->data + i, self.str->len - i, &used), &set)) {
            *out = unit_index(self.str, i);
            return 0;
        }
        i += used;
    }
    *out = value_int(-1);
    return 0;
}

CALL(string_last_index_of_any)
{
    (void)n;
    (void)err;
    AUTO_STRBUF set = STRBUF_INIT;
    char_set(args, 1, &set);
    size_t last = SIZE_MAX;
    for (size_t i = 0; i < self.str->len;) {
        size_t used;
        if (in_set(utf8_decode(self.str->data + i, self.str->len - i, &used), &set))
            last = i;
        i += used;
    }
    *out = unit_index(self.str, last);
    return 0;
}

enum { FIND_CONTAINS, FIND_STARTS, FIND_ENDS };

static int find_in(struct value self, const struct value *args, size_t n, int how,
                   struct value *out, struct err **err)
{
    bool ignore_case;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "value");
    if (ignores_case(args, n, 1, &ignore_case, err) < 0)
        return -1;
    AUTO_VALUE needle = arg_string(args[0]);
    const struct str *s = self.str, *t = needle.str;
    bool found;
    if (how == FIND_CONTAINS)
        found = find_bytes(s->data, s->len, 0, t->data, t->len, ignore_case) != SIZE_MAX;
    else if (t->len > s->len)
        found = false;
    else {
        const char *at = how == FIND_STARTS ? s->data : s->data + s->len - t->len;
        found = ignore_case ? text_caseeqn(at, t->len, t->data, t->len)
                            : memcmp(at, t->data, t->len) == 0;
    }
    *out = value_bool(found);
    return 0;
}

CALL(string_contains)
{
    return find_in(self, args, n, FIND_CONTAINS, out, err);
}

CALL(string_starts_with)
{
    return find_in(self, args, n, FIND_STARTS, out, err);
}

CALL(string_ends_with)
{
    return find_in(self, args, n, FIND_ENDS, out, err);
}

CALL(string_replace)
{
    bool ignore_case;
    AUTO_VALUE from = arg_string(args[0]), to = arg_string(args[1]);
    if (!from.str->len)
        return fail_argument(err, "String cannot be of zero length. (Parameter 'oldValue')");
    if (ignores_case(args, n, 2, &ignore_case, err) < 0)
        return -1;
    struct strbuf text = STRBUF_INIT;
    text_replace(self.str->data, self.str->len, from.str, to.str, ignore_case, &text);
    return text_result_take(&text, out, err);
}

enum { TRIM_START = 1, TRIM_END = 2 };

static int trim_to(struct value self, const struct value *args, size_t n, int sides,
                   struct value *out)
{
    AUTO_STRBUF set = STRBUF_INIT;
    char_set(args, n, &set);
    const char *s = self.str->data;
    size_t from = 0, to = self.str->len;
    while ((sides & TRIM_START) && from < to) {
        size_t used;
        uint32_t r = utf8_decode(s + from, to - from, &used);
        if (set.len ? !in_set(r, &set) : !rune_is_space(r))
            break;
        from += used;
    }
    while ((sides & TRIM_END) && from < to) {
        size_t start = to - 1, used;
        while (start > from && ((unsigned char)s[start] & 0xC0) == 0x80)
            start--;
        uint32_t r = utf8_decode(s + start, to - start, &used);
        if (set.len ? !in_set(r, &set) : !rune_is_space(r))
            break;
        to = start;
    }
    *out =
        from == 0 && to == self.str->len ? value_ref(self) : value_string_len(s + from, to - from);
    return 0;
}

CALL(string_trim)
{
    (void)err;
    return trim_to(self, args, n, TRIM_START | TRIM_END, out);
}

CALL(string_trim_start)
{
    (void)err;
    return trim_to(self, args, n, TRIM_START, out);
}

CALL(string_trim_end)
{
    (void)err;
    return trim_to(self, args, n, TRIM_END, out);
}

static struct value map_case(struct str *s, bool upper)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_grow(&text, s->len);
    for (size_t i = 0; i < s->len;) {
        unsigned char c = (unsigned char)s->data[i];
        if (c < 0x80) {
            if (upper && c >= 'a' && c <= 'z')
                c = (unsigned char)(c - 32);
            else if (!upper && c >= 'A' && c <= 'Z')
                c = (unsigned char)(c + 32);
            strbuf_addch(&text, (char)c);
            i++;
            continue;
        }
        size_t used;
        uint32_t r = utf8_decode(s->data + i, s->len - i, &used);
        strbuf_addrune(&text, upper ? rune_upper(r) : rune_lower(r));
        i += used;
    }
    return value_string_take(&text);
}

/* Each CR LF, LF, CR, FF, NEL, LS and PS becomes the text. */
CALL(string_line_endings)
{
    (void)err;
    AUTO_VALUE with = n ? arg_string(args[0]) : value_string("\n");
    struct strbuf text = STRBUF_INIT;
    const char *s = self.str->data;
    for (size_t i = 0, used; i < self.str->len; i += used) {
        uint32_t r = utf8_decode(s + i, self.str->len - i, &used);
        if (r == '\r' && s[i + 1] == '\n')
            used = 2;
        if (r == '\r' || r == '\n' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029)
            strbuf_add(&text, with.str->data, with.str->len);
        else
            strbuf_add(&text, s + i, used);
    }
    *out = value_string_take(&text);
    return 0;
}

CALL(string_to_upper)
{
    UNUSED_CALL();
    *out = map_case(self.str, true);
    return 0;
}

CALL(string_to_lower)
{
    UNUSED_CALL();
    *out = map_case(self.str, false);
    return 0;
}

static int pad(struct value self, const struct value *args, size_t n, bool left, struct value *out,
               struct err **err)
{
    int32_t width;
    if (arg_int(args[0], &width, err) < 0)
        return -1;
    if (width < 0)
        return fail_range(err, "totalWidth", "Non-negative number required.");
    AUTO_VALUE fill = value_null();
    if (n > 1 && value_convert(args[1], &type_char, &fill, err) < 0)
        return -1;
    uint32_t rune = n > 1 ? (uint32_t)fill.i : ' ';
    size_t len = str_length(self.str);
    size_t extra = (size_t)width > len ? (size_t)width - len : 0;
    if ((size_t)width > STR_MAX_LEN)
        return fail_text_too_long(err);
    struct strbuf text = STRBUF_INIT;
    if (!left)
        strbuf_add(&text, self.str->data, self.str->len);
    if (rune < 0x80)
        strbuf_fill(&text, (char)rune, extra);
    else
        for (size_t i = 0; i < extra; i++)
            strbuf_addrune(&text, rune);
    if (left)
        strbuf_add(&text, self.str->data, self.str->len);
    return text_result_take(&text, out, err);
}

CALL(string_pad_left)
{
    return pad(self, args, n, true, out, err);
}

CALL(string_pad_right)
{
    return pad(self, args, n, false, out, err);
}

CALL(string_insert)
{
    (void)n;
    int32_t at;
    if (arg_int(args[0], &at, err) < 0)
        return -1;
    if (at < 0 || (size_t)at > str_length(self.str))
        return fail_range(err, "startIndex",
                          "Specified argument was out of the range of valid values.");
    AUTO_VALUE what = arg_string(args[1]);
    size_t byte = byte_offset(self.str, (size_t)at);
    struct strbuf text = STRBUF_INIT;
    strbuf_add(&text, self.str->data, byte);
    strbuf_add(&text, what.str->data, what.str->len);
    strbuf_add(&text, self.str->data + byte, self.str->len - byte);
    return text_result_take(&text, out, err);
}

CALL(string_remove)
{
    int32_t start, count;
    size_t len = str_length(self.str);
    if (arg_int(args[0], &start, err) < 0)
        return -1;
    if (start < 0 || (size_t)start > len)
        return fail_range(err, "startIndex",
                          start < 0 ? "StartIndex cannot be less than zero."
                                    : "startIndex must be less than length of string.");
    count = (int32_t)len - start;
    if (n > 1 && arg_int(args[1], &count, err) < 0)
        return -1;
    if (count < 0 || (size_t)count > len - (size_t)start)
        return fail_range(err, "count",
                          "Index and count must refer to a location within the string.");
    size_t a = byte_offset(self.str, (size_t)start);
    size_t b = byte_offset(self.str, (size_t)start + (size_t)count);
    struct strbuf text = STRBUF_INIT;
    strbuf_add(&text, self.str->data, a);
    strbuf_add(&text, self.str->data + b, self.str->len - b);
    *out = value_string_take(&text);
    return 0;
}

CALL(string_to_char_array)
{
    const struct type_info *chars = type_array_of(&type_char);
    int32_t at = 0, count = (int32_t)str_length(self.str);
    AUTO_VALUE all = value_null();
    if (n > 1 && (arg_int(args[0], &at, err) < 0 || arg_int(args[1], &count, err) < 0))
        return -1;
    if (at < 0 || count < 0 || (size_t)at + (size_t)count > str_length(self.str))
        return fail_range(err, at < 0 || count >= 0 ? "startIndex" : "length",
                          "Index was out of range. Must be non-negative and less than or equal to "
                          "the size of the collection.");
    if (value_convert(self, chars, &all, err) < 0)
        return -1;
    array_remove_range(all.array, 0, (size_t)at);
    array_remove_range(all.array, (size_t)count, all.array->len - (size_t)count);
    *out = STEAL_VALUE(all);
    return 0;
}

/* CopyTo(sourceIndex, destination, destinationIndex, count) */
CALL(string_copy_to)
{
    (void)out;
    int32_t from, to, count;
    (void)n;
    if (args[1].kind != V_ARRAY)
        return fail_null_argument(err, "destination");
    if (arg_int(args[0], &from, err) < 0 || arg_int(args[2], &to, err) < 0 ||
        arg_int(args[3], &count, err) < 0)
        return -1;
    if (from < 0 || count < 0 || (size_t)from + (size_t)count > str_length(self.str) || to < 0 ||
        (size_t)to + (size_t)count > args[1].array->len)
        return fail_range(err,
                          count < 0 ? "count"
                          : to < 0  ? "destinationIndex"
                                    : "sourceIndex",
                          "Index and count must refer to a location within the string.");
    for (int32_t i = 0; i < count; i++)
        value_replace_take(&args[1].array->items[to + i],
                           value_char(str_char_at(self.str, (size_t)from + (size_t)i)));
    return 0;
}

CALL(string_compare_to)
{
    (void)n;
    (void)err;
    AUTO_VALUE other = arg_string(args[0]);
    *out = value_int(args[0].kind == V_NULL ? 1 : str_compare(self.str, other.str, true));
    return 0;
}

CALL(string_equals)
{
    bool ignore_case;
    if (ignores_case(args, n, 1, &ignore_case, err) < 0)
        return -1;
    *out = value_bool(is_char_or_string(args[0]) && args[0].kind == V_STRING &&
                      str_equals(self.str, args[0].str, ignore_case));
    return 0;
}

CALL(string_clone)
{
    UNUSED_CALL();
    *out = value_ref(self);
    return 0;
}

enum { FORM_C = 1, FORM_D = 2 }; /* of System.Text.NormalizationForm */

CALL(string_normalize)
{
    int32_t form = FORM_C;
    if (n && arg_enum(args[0], &enum_normalization_form, &form, err) < 0)
        return -1;
    if (str_is_ascii(self.str)) {
        *out = value_ref(self);
        return 0;
    }
    if (form != FORM_C && form != FORM_D)
        return fail_with(err, "System.NotSupportedException", "NotSupportedException",
                         "Of text beyond ASCII only FormC and FormD are known; the compatibility "
                         "forms are not.");
    struct strbuf text = STRBUF_INIT;
    unicode_normalize(self.str->data, self.str->len, form == FORM_C, &text);
    *out = value_string_take(&text);
    return 0;
}

CALL(string_is_normalized)
{
    AUTO_VALUE normal = value_null();
    if (string_normalize(self, args, n, &normal, err) < 0)
        return -1;
    *out = value_bool(str_equals(self.str, normal.str, false));
    return 0;
}

CALL(string_get_enumerator)
{
    (void)args;
    (void)n;
    return value_convert(self, type_array_of(&type_char), out, err);
}

static const struct property string_props[] = {
    PROPERTY("Length", "int", string_length),
};

static const struct method string_methods[] = {
    METHOD("Chars", 1, 1, string_chars, "char Chars(int index)"),
    METHOD("get_Chars", 1, 1, string_chars, NULL),
    METHOD("Substring", 1, 2, string_substring,
           "string Substring(int startIndex), string Substring(int startIndex, int length)"),
    METHOD("IndexOf", 1, 4, string_index_of, "int IndexOf(string value)"),
    METHOD("LastIndexOf", 1, 4, string_last_index_of, "int LastIndexOf(string value)"),
    METHOD("IndexOfAny", 1, 2, string_index_of_any, "int IndexOfAny(char[] anyOf)"),
    METHOD("LastIndexOfAny", 1, 1, string_last_index_of_any, "int LastIndexOfAny(char[] anyOf)"),
    METHOD("Contains", 1, 2, string_contains, "bool Contains(string value)"),
    METHOD("StartsWith", 1, 3, string_starts_with, "bool StartsWith(string value)"),
    METHOD("EndsWith", 1, 3, string_ends_with, "bool EndsWith(string value)"),
    METHOD("Replace", 2, 4, string_replace, "string Replace(string oldValue, string newValue)"),
    METHOD("Split", 0, 3, text_split, "string[] Split(Params char[] separator)"),
    METHOD("Trim", 0, -1, string_trim, "string Trim()"),
    METHOD("TrimStart", 0, -1, string_trim_start, "string TrimStart()"),
    METHOD("TrimEnd", 0, -1, string_trim_end, "string TrimEnd()"),
    METHOD("ReplaceLineEndings", 0, 1, string_line_endings, "string ReplaceLineEndings()"),
    METHOD("ToUpper", 0, 1, string_to_upper, "string ToUpper()"),
    METHOD("ToLower", 0, 1, string_to_lower, "string ToLower()"),
    METHOD("ToUpperInvariant", 0, 0, string_to_upper, "string ToUpperInvariant()"),
    METHOD("ToLowerInvariant", 0, 0, string_to_lower, "string ToLowerInvariant()"),
    METHOD("PadLeft", 1, 2, string_pad_left, "string PadLeft(int totalWidth)"),
    METHOD("PadRight", 1, 2, string_pad_right, "string PadRight(int totalWidth)"),
    METHOD("Insert", 2, 2, string_insert, "string Insert(int startIndex, string value)"),
    METHOD("Remove", 1, 2, string_remove, "string Remove(int startIndex)"),
    METHOD("ToCharArray", 0, 2, string_to_char_array,
           "char[] ToCharArray(), char[] ToCharArray(int startIndex, int length)"),
    METHOD("CopyTo", 4, 4, string_copy_to,
           "void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)"),
    CONVERTIBLE_METHODS,
    METHOD("CompareTo", 1, 1, string_compare_to, "int CompareTo(string strB)"),
    METHOD("Equals", 1, 2, string_equals, "bool Equals(string value)"),
    METHOD("Clone", 0, 0, string_clone, "System.Object Clone()"),
    METHOD("Normalize", 0, 1, string_normalize, "string Normalize()"),
    METHOD("IsNormalized", 0, 1, string_is_normalized, "bool IsNormalized()"),
    METHOD("GetEnumerator", 0, 0, string_get_enumerator, "System.CharEnumerator GetEnumerator()"),
};

const struct type_info type_string = { .name = "System.String",
                                       .accelerator = "string",
                                       .base = &type_object,
                                       .interfaces = implements_string,
                                       PROPS(string_props),
                                       METHODS(string_methods),
                                       .static_props = text_static_props,
                                       .nstatic_props = 1,
                                       .statics = text_statics,
                                       .nstatics = TEXT_STATICS };
