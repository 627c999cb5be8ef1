/* StringInfo: a text by what its reader sees as characters (grapheme clusters, Unicode Standard
 * Annex 29). */
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/rune_category.h"

enum {
    ZERO_WIDTH_JOINER = 0x200D,
    ZERO_WIDTH_NON_JOINER = 0x200C,
    NONSPACING_MARK = 5,
    ENCLOSING_MARK = 7,
};

static bool between(uint32_t r, uint32_t from, uint32_t to)
{
    return r >= from && r <= to;
}

/* Goes on what stands before it: marks, joiners, colours of skin. */
static bool extends(uint32_t r)
{
    int32_t category = rune_category(r);
    return r == ZERO_WIDTH_JOINER || r == ZERO_WIDTH_NON_JOINER || between(r, 0xFE00, 0xFE0F) ||
           between(r, 0x1F3FB, 0x1F3FF) || between(r, 0xE0020, 0xE007F) ||
           (category >= NONSPACING_MARK && category <= ENCLOSING_MARK);
}

static bool is_regional(uint32_t r)
{
    return between(r, 0x1F1E6, 0x1F1FF);
}

static bool is_pictograph(uint32_t r)
{
    return r == 0xA9 || r == 0xAE || r == 0x203C || r == 0x2049 || r == 0x2122 || r == 0x2139 ||
           between(r, 0x2194, 0x21AA) || between(r, 0x231A, 0x23FF) || between(r, 0x25AA, 0x27BF) ||
           between(r, 0x2934, 0x2935) || between(r, 0x2B05, 0x2B55) || r == 0x3030 || r == 0x303D ||
           r == 0x3297 || r == 0x3299 || between(r, 0x1F000, 0x1F1E5) ||
           between(r, 0x1F200, 0x1F3FA) || between(r, 0x1F400, 0x1FAFF);
}

static bool is_control(uint32_t r)
{
    return r < ' ' || between(r, 0x7F, 0x9F);
}

/* Do two syllable parts of Hangul stay together? */
static bool hangul(uint32_t a, uint32_t b)
{
    bool leading = between(a, 0x1100, 0x115F), vowel = between(a, 0x1160, 0x11A7),
         syllable = between(a, 0xAC00, 0xD7A3), trailing = between(a, 0x11A8, 0x11FF);
    bool open = syllable && (a - 0xAC00) % 28 == 0;
    if (leading)
        return between(b, 0x1100, 0x11A7) || between(b, 0xAC00, 0xD7A3);
    if (vowel || open)
        return between(b, 0x1160, 0x11FF);
    return (syllable || trailing) && between(b, 0x11A8, 0x11FF);
}

/* The bytes of the first element of s, which is not empty. */
static size_t element(const char *s, size_t len)
{
    size_t used, at;
    uint32_t before = utf8_decode(s, len, &at);
    bool picture = is_pictograph(before), joined = false;
    int regional = is_regional(before);
    if (before == '\r' && at < len && s[at] == '\n')
        return 2;
    if (is_control(before))
        return at;
    while (at < len) {
        uint32_t r = utf8_decode(s + at, len - at, &used);
        bool more = extends(r) || hangul(before, r) || (picture && joined && is_pictograph(r)) ||
                    (is_regional(r) && regional == 1);
        if (!more)
            break;
        regional += is_regional(r);
        joined = r == ZERO_WIDTH_JOINER;
        before = r;
        at += used;
    }
    return at;
}

static int start_of(struct value s, int32_t index, size_t *at, struct err **err)
{
    size_t length = str_length(s.str);
    if (index < 0 || (size_t)index > length)
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than or equal to "
                          "the size of the collection.");
    *at = utf8_utf16_offset(s.str->data, s.str->len, (size_t)index);
    return 0;
}

/* A text and, in its second argument, where to begin. */
static int text_and_start(const struct value *args, size_t n, struct value *s, size_t *at,
                          struct err **err)
{
    int32_t index = 0;
    *s = value_null();
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "str");
    *s = arg_string(args[0]);
    if (n > 1 && arg_int(args[1], &index, err) < 0)
        return -1;
    return start_of(*s, index, at, err);
}

CALL(next_element)
{
    (void)self;
    AUTO_VALUE s = value_null();
    size_t at;
    if (text_and_start(args, n, &s, &at, err) < 0)
        return -1;
    size_t len = at < s.str->len ? element(s.str->data + at, s.str->len - at) : 0;
    *out = value_string_len(s.str->data + at, len);
    return 0;
}

CALL(next_element_length)
{
    AUTO_VALUE text = value_null();
    if (next_element(self, args, n, &text, err) < 0)
        return -1;
    *out = value_int((int32_t)str_length(text.str));
    return 0;
}

/* Where the elements begin, in UTF-16 units. */
CALL(parse_combining)
{
    (void)self;
    AUTO_VALUE s = value_null();
    size_t at;
    if (text_and_start(args, n, &s, &at, err) < 0)
        return -1;
    struct array *a = array_new(0);
    a->type = &type_int32_array;
    a->element = &type_int32;
    size_t units = 0;
    while (at < s.str->len) {
        size_t len = element(s.str->data + at, s.str->len - at);
        array_push_take(a, value_int((int32_t)units));
        units += utf8_utf16_len(s.str->data + at, len);
        at += len;
    }
    *out = value_of_array(a);
    return 0;
}

/* ---- TextElementEnumerator ---- */

struct walker {
    struct value text;
    size_t start, from, to; /* the current element; before the first: from is SIZE_MAX */
};

static struct walker *walker_of(struct value v)
{
    return object_payload(v.object);
}

static void walker_destroy(struct object *o)
{
    value_unref(((struct walker *)object_payload(o))->text);
}

CALL(get_enumerator)
{
    (void)self;
    AUTO_VALUE s = value_null();
    size_t at;
    if (text_and_start(args, n, &s, &at, err) < 0)
        return -1;
    struct object *o = object_new(&type_text_elements);
    *(struct walker *)object_payload(o) = (struct walker){ STEAL_VALUE(s), at, SIZE_MAX, at };
    *out = value_of_object(o);
    return 0;
}

CALL(walker_next)
{
    UNUSED_CALL();
    struct walker *w = walker_of(self);
    size_t len = w->text.str->len;
    w->from = w->to;
    if (w->from < len)
        w->to += element(w->text.str->data + w->from, len - w->from);
    *out = value_bool(w->from < len);
    return 0;
}

CALL(walker_reset)
{
    UNUSED_CALL();
    struct walker *w = walker_of(self);
    w->from = SIZE_MAX;
    w->to = w->start;
    return 0;
}

static int walker_place(struct walker *w, struct err **err)
{
    if (w->from < w->to)
        return 0;
    return fail_with(err, "System.InvalidOperationException", "InvalidOperationException", "%s",
                     w->from == SIZE_MAX ? "Enumeration has not started. Call MoveNext."
                                         : "Enumeration already finished.");
}

CALL(walker_text)
{
    (void)args;
    (void)n;
    struct walker *w = walker_of(self);
    if (walker_place(w, err) < 0)
        return -1;
    *out = value_string_len(w->text.str->data + w->from, w->to - w->from);
    return 0;
}

GETTER(walker_current)
{
    (void)p;
    return walker_text(self, NULL, 0, out, err);
}

GETTER(walker_index)
{
    (void)p;
    struct walker *w = walker_of(self);
    if (walker_place(w, err) < 0)
        return -1;
    *out = value_int((int32_t)utf8_utf16_len(w->text.str->data, w->from));
    return 0;
}

static const struct property walker_props[] = {
    PROPERTY("Current", "System.Object", walker_current),
    PROPERTY("ElementIndex", "int", walker_index),
};
static const struct method walker_methods[] = {
    METHOD("GetTextElement", 0, 0, walker_text, "string GetTextElement()"),
    METHOD("MoveNext", 0, 0, walker_next, "bool MoveNext()"),
    METHOD("Reset", 0, 0, walker_reset, "void Reset()"),
};
const struct type_info type_text_elements = { .name = "System.Globalization.TextElementEnumerator",
                                              .base = &type_object,
                                              .interfaces = implements_enumerator,
                                              PROPS(walker_props),
                                              METHODS(walker_methods),
                                              .payload_size = sizeof(struct walker),
                                              .destroy = walker_destroy };

/* ---- StringInfo ---- */

static struct value *text_of(struct value self)
{
    return object_payload(self.object);
}

static void info_destroy(struct object *o)
{
    value_unref(*(struct value *)object_payload(o));
}

CALL(info_new)
{
    (void)self;
    if (n && args[0].kind == V_NULL)
        return fail_null_argument(err, "value");
    struct object *o = object_new(&type_string_info);
    *(struct value *)object_payload(o) = n ? arg_string(args[0]) : value_string("");
    *out = value_of_object(o);
    return 0;
}

GETTER(info_string)
{
    UNUSED_GETTER();
    *out = value_ref(*text_of(self));
    return 0;
}

SETTER(info_set_string)
{
    (void)p;
    if (v.kind == V_NULL)
        return fail_null_argument(err, "value");
    value_replace_take(text_of(self), arg_string(v));
    return 0;
}

static int32_t count(struct value s)
{
    int32_t n = 0;
    for (size_t at = 0; at < s.str->len; n++)
        at += element(s.str->data + at, s.str->len - at);
    return n;
}

GETTER(info_length)
{
    UNUSED_GETTER();
    *out = value_int(count(*text_of(self)));
    return 0;
}

/* SubstringByTextElements(start[, count]) */
CALL(info_substring)
{
    struct value s = *text_of(self);
    int32_t start, many, all = count(s);
    if (arg_int(args[0], &start, err) < 0)
        return -1;
    if (start < 0 || start >= all)
        return fail_range(err, "startingTextElement",
                          "Specified argument was out of the range of valid values.");
    many = all - start;
    if (n > 1 && arg_int(args[1], &many, err) < 0)
        return -1;
    if (many < 0 || many > all - start)
        return fail_range(err, "lengthInTextElements",
                          "Specified argument was out of the range of valid values.");
    size_t from = 0;
    for (int32_t i = 0; i < start; i++)
        from += element(s.str->data + from, s.str->len - from);
    size_t to = from;
    for (int32_t i = 0; i < many; i++)
        to += element(s.str->data + to, s.str->len - to);
    *out = value_string_len(s.str->data + from, to - from);
    return 0;
}

static const struct property info_props[] = {
    PROPERTY("LengthInTextElements", "int", info_length),
    PROPERTY_RW("String", "string", info_string, info_set_string),
};
static const struct method info_methods[] = {
    METHOD("SubstringByTextElements", 1, 2, info_substring,
           "string SubstringByTextElements(int startingTextElement), string "
           "SubstringByTextElements(int startingTextElement, int lengthInTextElements)"),
};
static const struct method info_statics[] = {
    METHOD("new", 0, 1, info_new, "System.Globalization.StringInfo new(string value)"),
    METHOD("GetNextTextElement", 1, 2, next_element,
           "string GetNextTextElement(string str, int index)"),
    METHOD("GetNextTextElementLength", 1, 2, next_element_length,
           "int GetNextTextElementLength(string str, int index)"),
    METHOD("GetTextElementEnumerator", 1, 2, get_enumerator,
           "System.Globalization.TextElementEnumerator GetTextElementEnumerator(string str, int "
           "index)"),
    METHOD("ParseCombiningCharacters", 1, 1, parse_combining,
           "int[] ParseCombiningCharacters(string str)"),
};
const struct type_info type_string_info = { .name = "System.Globalization.StringInfo",
                                            .base = &type_object,
                                            PROPS(info_props),
                                            METHODS(info_methods),
                                            STATICS(info_statics),
                                            .payload_size = sizeof(struct value),
                                            .destroy = info_destroy };
