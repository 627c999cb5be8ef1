/* System.Text.StringBuilder. */
#include <string.h>

#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/text.h"

enum { FIRST_CAPACITY = 16, LARGEST_BLOCK = 8000 };

struct builder {
    struct strbuf text;
    int64_t capacity; /* in characters, as .NET's blocks would have it */
};

static struct builder *builder_of(struct value v)
{
    return object_payload(v.object);
}

static struct strbuf *text_of(struct value v)
{
    return &builder_of(v)->text;
}

static void builder_destroy(struct object *o)
{
    strbuf_release(&((struct builder *)object_payload(o))->text);
}

static struct value builder_new(void)
{
    struct object *o = object_new(&type_string_builder);
    *(struct builder *)object_payload(o) = (struct builder){ STRBUF_INIT, FIRST_CAPACITY };
    return value_of_object(o);
}

static int builder_text(struct value self, struct strbuf *out)
{
    strbuf_add(out, text_of(self)->buf, text_of(self)->len);
    return 0;
}

static size_t units(const struct strbuf *sb)
{
    return utf8_utf16_len(sb->buf, sb->len);
}

/* A full builder gets a block as large as what it holds, up to a limit. */
static void builder_grow(struct builder *b)
{
    if ((int64_t)b->text.len <= b->capacity) /* no more characters than bytes */
        return;
    int64_t missing = (int64_t)units(&b->text) - b->capacity;
    int64_t block = b->capacity < LARGEST_BLOCK ? b->capacity : LARGEST_BLOCK;
    if (missing > 0)
        b->capacity += missing > block ? missing : block;
}

/* Every changing method answers with the builder, so that calls chain. */
static int chained(struct value self, struct value *out, struct err **err)
{
    if (text_of(self)->len > STR_MAX_LEN)
        return fail_text_too_long(err);
    builder_grow(builder_of(self));
    *out = value_ref(self);
    return 0;
}

/* Characters [start, start + count) of a text. */
static int part_of(struct value v, struct value start_arg, struct value count_arg,
                   struct value *out, struct err **err)
{
    AUTO_VALUE text = value_null();
    int32_t start, count;
    if (v.kind == V_ARRAY) {
        struct strbuf joined = STRBUF_INIT;
        value_join(v, "", &joined);
        text = value_string_take(&joined);
    } else {
        text = arg_string(v);
    }
    if (arg_int(start_arg, &start, err) < 0 || arg_int(count_arg, &count, err) < 0)
        return -1;
    if (start < 0 || count < 0 || (size_t)start + (size_t)count > str_length(text.str))
        return fail_range(err, start < 0 ? "startIndex" : "count",
                          "Index was out of range. Must be non-negative and less than or "
                          "equal to the size of the collection.");
    *out = value_of_str(str_substring(text.str, (size_t)start, (size_t)count));
    return 0;
}

static int read_capacity(struct value v, int64_t *out, struct err **err)
{
    int32_t capacity;
    if (arg_int(v, &capacity, err) < 0)
        return -1;
    if (capacity < 0)
        return fail_range(err, "capacity", "'capacity' must be greater than zero.");
    *out = capacity ? capacity : FIRST_CAPACITY;
    return 0;
}

/* new(), new(capacity [, maxCapacity]), new(text [, capacity]), new(text, start, count, capacity)
 */
CALL(builder_new_call)
{
    (void)self;
    AUTO_VALUE made = builder_new(), text = value_null();
    int64_t capacity = FIRST_CAPACITY;
    bool number = n && value_is_number(args[0]);
    if (number && read_capacity(args[0], &capacity, err) < 0)
        return -1;
    if (n && !number) {
        if (n > 1 && read_capacity(args[n == 4 ? 3 : 1], &capacity, err) < 0)
            return -1;
        if (n == 4 && part_of(args[0], args[1], args[2], &text, err) < 0)
            return -1;
        if (n < 4)
            text = arg_string(args[0]);
        strbuf_add(text_of(made), text.str->data, text.str->len);
        int64_t len = (int64_t)str_length(text.str);
        capacity = capacity > len ? capacity : len;
    }
    builder_of(made)->capacity = capacity;
    *out = STEAL_VALUE(made);
    return 0;
}

static int repeat(struct value text, struct value times, struct strbuf *out, struct err **err)
{
    int32_t count;
    if (arg_int(times, &count, err) < 0)
        return -1;
    if (count < 0)
        return fail_range(err, "repeatCount",
                          "Index was out of range. Must be non-negative and less than or "
                          "equal to the size of the collection.");
    if (text.str->len && (size_t)count > STR_MAX_LEN / text.str->len)
        return fail_text_too_long(err);
    for (int32_t i = 0; i < count; i++)
        strbuf_add(out, text.str->data, text.str->len);
    return 0;
}

CALL(builder_append)
{
    AUTO_VALUE text = value_null();
    if (n == 2) { /* a character so many times */
        AUTO_VALUE c = value_null();
        AUTO_STRBUF run = STRBUF_INIT;
        if (value_convert(args[0], &type_char, &c, err) < 0)
            return -1;
        text = value_to_string(c);
        if (repeat(text, args[1], &run, err) < 0)
            return -1;
        if (text_of(self)->len + run.len > STR_MAX_LEN)
            return fail_text_too_long(err);
        strbuf_add(text_of(self), run.buf, run.len);
    } else if (n == 3) {
        if (part_of(args[0], args[1], args[2], &text, err) < 0)
            return -1;
        strbuf_add(text_of(self), text.str->data, text.str->len);
    } else if (args[0].kind == V_ARRAY && args[0].array->element == &type_char) {
        value_join(args[0], "", text_of(self));
    } else {
        value_method_string(args[0], text_of(self));
    }
    return chained(self, out, err);
}

CALL(builder_append_line)
{
    if (n)
        value_method_string(args[0], text_of(self));
    strbuf_addch(text_of(self), '\n');
    return chained(self, out, err);
}

CALL(builder_append_format)
{
    AUTO_CULTURE before = culture_swap(culture_of_provider(args[0]));
    if (n > 1 && (args[0].kind == V_OBJECT || args[0].kind == V_NULL)) {
        args++;
        n--;
    }
    AUTO_VALUE format = arg_string(args[0]);
    const struct value *items = args + 1;
    size_t count = n - 1;
    if (n == 2 && args[1].kind == V_ARRAY) {
        items = args[1].array->items;
        count = args[1].array->len;
    }
    if (value_format(format.str->data, format.str->len, items, count, text_of(self), err) < 0)
        return -1;
    return chained(self, out, err);
}

CALL(builder_append_join)
{
    AUTO_VALUE separator = arg_string(args[0]);
    const struct value *items = args + 1;
    size_t count = n - 1;
    if (n == 2 && args[1].kind == V_ARRAY) {
        items = args[1].array->items;
        count = args[1].array->len;
    }
    for (size_t i = 0; i < count; i++) {
        if (i)
            strbuf_add(text_of(self), separator.str->data, separator.str->len);
        value_method_string(items[i], text_of(self));
    }
    return chained(self, out, err);
}

static int position(struct value self, struct value v, size_t *out, struct err **err)
{
    int32_t i;
    if (arg_int(v, &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i > units(text_of(self)))
        return fail_range(err, "index",
                          "Index was out of range. Must be non-negative and less than or equal "
                          "to the size of the collection.");
    *out = utf8_utf16_offset(text_of(self)->buf, text_of(self)->len, (size_t)i);
    return 0;
}

/* Puts with in the place of [from, to). */
static void splice(struct strbuf *sb, size_t from, size_t to, const char *with, size_t len)
{
    struct strbuf made = STRBUF_INIT;
    strbuf_add(&made, sb->buf, from);
    strbuf_add(&made, with, len);
    strbuf_add(&made, sb->buf + to, sb->len - to);
    strbuf_release(sb);
    *sb = made;
}

/* Insert(at, value), (at, text, count), (at, characters, start, count) */
CALL(builder_insert)
{
    size_t at;
    AUTO_STRBUF what = STRBUF_INIT;
    AUTO_VALUE text = value_null();
    if (position(self, args[0], &at, err) < 0)
        return -1;
    if (n == 4) {
        if (part_of(args[1], args[2], args[3], &text, err) < 0)
            return -1;
        strbuf_add(&what, text.str->data, text.str->len);
    } else if (n == 3) {
        text = arg_string(args[1]);
        if (repeat(text, args[2], &what, err) < 0)
            return -1;
    } else if (args[1].kind == V_ARRAY && args[1].array->element == &type_char) {
        value_join(args[1], "", &what);
    } else {
        value_method_string(args[1], &what);
    }
    if (text_of(self)->len + what.len > STR_MAX_LEN)
        return fail_text_too_long(err);
    splice(text_of(self), at, at, what.buf, what.len);
    return chained(self, out, err);
}

CALL(builder_remove)
{
    (void)n;
    size_t from, to;
    int64_t start, count;
    AUTO_ERR *outside = NULL;
    if (arg_long(args[0], &start, err) < 0 || arg_long(args[1], &count, err) < 0)
        return -1;
    if (count < 0)
        return fail_range(err, "length", "Length cannot be less than zero.");
    if (start < 0)
        return fail_range(err, "startIndex", "StartIndex cannot be less than zero.");
    if (position(self, args[0], &from, &outside) < 0 || count > INT32_MAX - start ||
        position(self, value_long(start + count), &to, &outside) < 0)
        return fail_range(err, "length",
                          "Index was out of range. Must be non-negative and less than or equal to "
                          "the size of the collection.");
    splice(text_of(self), from, to, "", 0);
    return chained(self, out, err);
}

/* Where [start, start + count) begins and ends in the bytes. */
static int range(struct value self, struct value start_arg, struct value count_arg, size_t *from,
                 size_t *to, struct err **err)
{
    struct strbuf *sb = text_of(self);
    int32_t start, count;
    if (arg_int(start_arg, &start, err) < 0 || arg_int(count_arg, &count, err) < 0)
        return -1;
    size_t have = units(sb);
    if (start < 0 || (size_t)start > have || count < 0 || (size_t)start + (size_t)count > have)
        return fail_range(err, start < 0 || (size_t)start > have ? "startIndex" : "count",
                          "Index was out of range. Must be non-negative and less than or equal "
                          "to the size of the collection.");
    *from = utf8_utf16_offset(sb->buf, sb->len, (size_t)start);
    *to = utf8_utf16_offset(sb->buf, sb->len, (size_t)start + (size_t)count);
    return 0;
}

/* Replace(old, new [, start, count]) */
CALL(builder_replace)
{
    AUTO_VALUE from = arg_string(args[0]), to = arg_string(args[1]);
    struct strbuf *sb = text_of(self);
    size_t start = 0, end = sb->len;
    if (!from.str->len)
        return args[0].kind == V_NULL ? fail_null_argument(err, "oldValue")
                                      : fail_argument(err, "The value cannot be an empty string. "
                                                           "(Parameter 'oldValue')");
    if (n == 4 && range(self, args[2], args[3], &start, &end, err) < 0)
        return -1;
    AUTO_STRBUF made = STRBUF_INIT;
    text_replace(sb->buf + start, end - start, from.str, to.str, false, &made);
    splice(sb, start, end, made.buf, made.len);
    return chained(self, out, err);
}

/* CopyTo(start, destination, at, count) */
CALL(builder_copy_to)
{
    (void)n;
    (void)out;
    size_t from, to;
    int32_t at;
    if (args[1].kind != V_ARRAY)
        return fail_null_argument(err, "destination");
    if (range(self, args[0], args[3], &from, &to, err) < 0 || arg_int(args[2], &at, err) < 0)
        return -1;
    struct array *a = args[1].array;
    AUTO_VALUE text = value_string_len(text_of(self)->buf + from, to - from);
    size_t len = str_length(text.str);
    if (at < 0 || (size_t)at + len > a->len)
        return fail_argument(err, "Either offset did not refer to a position in the string, or "
                                  "there is an insufficient length of destination character "
                                  "array.");
    for (size_t i = 0; i < len; i++)
        value_replace_take(&a->items[(size_t)at + i], value_char(str_char_at(text.str, i)));
    return 0;
}

CALL(builder_equals)
{
    (void)n;
    (void)err;
    bool same = args[0].kind == V_OBJECT && args[0].object->type == &type_string_builder &&
                text_of(self)->len == text_of(args[0])->len &&
                memcmp(text_of(self)->buf, text_of(args[0])->buf, text_of(self)->len) == 0;
    *out = value_bool(same);
    return 0;
}

CALL(builder_ensure)
{
    (void)n;
    int32_t capacity;
    if (arg_int(args[0], &capacity, err) < 0)
        return -1;
    if (capacity < 0)
        return fail_range(err, "capacity", "'capacity' must be non-negative.");
    struct builder *b = builder_of(self);
    if (b->capacity < capacity)
        b->capacity = capacity;
    *out = value_int((int32_t)b->capacity);
    return 0;
}

CALL(builder_clear)
{
    (void)args;
    (void)n;
    strbuf_reset(text_of(self));
    return chained(self, out, err);
}

CALL(builder_to_string)
{
    struct strbuf *sb = text_of(self);
    if (n == 2) {
        size_t from, to;
        int64_t start, count;
        if (position(self, args[0], &from, err) < 0 || arg_long(args[0], &start, err) < 0 ||
            arg_long(args[1], &count, err) < 0 ||
            position(self, value_long(start + count), &to, err) < 0)
            return -1;
        *out = value_string_len(sb->buf + from, to > from ? to - from : 0);
        return 0;
    }
    *out = value_string_len(sb->buf, sb->len);
    return 0;
}

CALL(builder_chars)
{
    (void)n;
    size_t at;
    if (position(self, args[0], &at, err) < 0)
        return -1;
    struct strbuf *sb = text_of(self);
    if (at >= sb->len)
        return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                         "Index was outside the bounds of the array.");
    size_t used;
    *out = value_char((uint16_t)utf8_decode(sb->buf + at, sb->len - at, &used));
    return 0;
}

CALL(builder_set_chars)
{
    (void)n;
    (void)out;
    AUTO_VALUE at = value_null();
    if (builder_chars(self, args, 1, &at, err) < 0)
        return -1;
    size_t from, used;
    struct strbuf *sb = text_of(self);
    if (position(self, args[0], &from, err) < 0)
        return -1;
    AUTO_VALUE text = arg_string(args[1]);
    if (text.str->len == 0 || utf8_decode(text.str->data, text.str->len, &used) > 0xFFFF ||
        used != text.str->len)
        return fail_argument(err, "String must be exactly one character long.");
    utf8_decode(sb->buf + from, sb->len - from, &used);
    splice(sb, from, from + used, text.str->data, text.str->len);
    return 0;
}

GETTER(builder_max_capacity)
{
    UNUSED_GETTER();
    *out = value_int(INT32_MAX);
    return 0;
}

GETTER(builder_length)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)units(text_of(self)));
    return 0;
}

SETTER(builder_set_length)
{
    (void)p;
    int32_t len;
    if (arg_int(v, &len, err) < 0)
        return -1;
    if (len < 0)
        return fail_range(err, "value", "Length cannot be less than zero.");
    struct strbuf *sb = text_of(self);
    size_t have = units(sb);
    if ((size_t)len <= have)
        strbuf_truncate(sb, utf8_utf16_offset(sb->buf, sb->len, (size_t)len));
    else
        strbuf_fill(sb, '\0', (size_t)len - have);
    builder_grow(builder_of(self));
    return 0;
}

GETTER(builder_capacity)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)builder_of(self)->capacity);
    return 0;
}

SETTER(builder_set_capacity)
{
    (void)p;
    int32_t capacity;
    if (arg_int(v, &capacity, err) < 0)
        return -1;
    if (capacity < 0)
        return fail_range(err, "value", "Capacity must be positive.");
    if ((size_t)capacity < units(text_of(self)))
        return fail_range(err, "value", "capacity was less than the current size.");
    builder_of(self)->capacity = capacity;
    return 0;
}

static int builder_pack(struct value self, struct value *out, struct err **err)
{
    (void)err;
    const struct builder *b = builder_of(self);
    *out = value_of_array(array_new(2));
    array_push_take(out->array, value_string_len(b->text.buf, b->text.len));
    array_push(out->array, value_long(b->capacity));
    return 0;
}

static int builder_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    (void)session;
    (void)err;
    const struct str *text = packed.array->items[0].str;
    *out = builder_new();
    strbuf_add(text_of(*out), text->data, text->len);
    builder_of(*out)->capacity = packed.array->items[1].i;
    return 0;
}

static const struct property builder_props[] = {
    PROPERTY_RW("Capacity", "int", builder_capacity, builder_set_capacity),
    PROPERTY("MaxCapacity", "int", builder_max_capacity),
    PROPERTY_RW("Length", "int", builder_length, builder_set_length),
};
static const struct method builder_methods[] = {
    METHOD("Append", 1, 3, builder_append, "System.Text.StringBuilder Append(string value)"),
    METHOD("AppendLine", 0, 1, builder_append_line,
           "System.Text.StringBuilder AppendLine(string value)"),
    METHOD("AppendFormat", 1, -1, builder_append_format,
           "System.Text.StringBuilder AppendFormat(string format, Params System.Object[] args)"),
    METHOD("AppendJoin", 1, -1, builder_append_join, NULL),
    METHOD("Insert", 2, 4, builder_insert,
           "System.Text.StringBuilder Insert(int index, string value)"),
    METHOD("Remove", 2, 2, builder_remove,
           "System.Text.StringBuilder Remove(int startIndex, int length)"),
    METHOD("Replace", 2, 4, builder_replace,
           "System.Text.StringBuilder Replace(string oldValue, string newValue)"),
    METHOD("CopyTo", 4, 4, builder_copy_to,
           "void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)"),
    METHOD("EnsureCapacity", 1, 1, builder_ensure, "int EnsureCapacity(int capacity)"),
    METHOD("Equals", 1, 1, builder_equals, "bool Equals(System.Text.StringBuilder sb)"),
    METHOD("Clear", 0, 0, builder_clear, "System.Text.StringBuilder Clear()"),
    METHOD("ToString", 0, 2, builder_to_string, "string ToString()"),
    METHOD("Chars", 1, 1, builder_chars, "char Chars(int index) {get;set;}"),
    METHOD("get_Chars", 1, 1, builder_chars, NULL),
    METHOD("set_Chars", 2, 2, builder_set_chars, NULL),
    METHOD("get_Item", 1, 1, builder_chars, NULL), /* what $builder[0] asks for */
    METHOD("set_Item", 2, 2, builder_set_chars, NULL),
};
static const struct method builder_statics[] = {
    METHOD("new", 0, 4, builder_new_call, "System.Text.StringBuilder new(string value)"),
};
const struct type_info type_string_builder = { .name = "System.Text.StringBuilder",
                                               .base = &type_object,
                                               .interfaces = implements_serializable,
                                               PROPS(builder_props),
                                               METHODS(builder_methods),
                                               STATICS(builder_statics),
                                               .payload_size = sizeof(struct builder),
                                               .destroy = builder_destroy,
                                               .pack = builder_pack,
                                               .unpack = builder_unpack,
                                               .replicated = true,
                                               .to_string = builder_text };
