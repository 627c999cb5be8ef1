#include "cmdlets/core/output/json_document.h"

#include <string.h>

#include "shell/format/json_read.h"
#include "shell/format/json_write.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/interfaces.h"
#include "shell/object/members.h"
#include "shell/object/record.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/session.h"
#include "shell/runtime/session_handle.h"

#define JSON "System.Text.Json."

enum kind { K_UNDEFINED, K_OBJECT, K_ARRAY, K_STRING, K_NUMBER, K_TRUE, K_FALSE, K_NULL };
enum { MAX_DEPTH = 64 }; /* JsonDocumentOptions.MaxDepth */

static const struct enum_member kind_members[] = {
    { "Undefined", K_UNDEFINED }, { "Object", K_OBJECT }, { "Array", K_ARRAY },
    { "String", K_STRING },       { "Number", K_NUMBER }, { "True", K_TRUE },
    { "False", K_FALSE },         { "Null", K_NULL },
};
ENUM_DECLARE(json_value_kind);
ENUM_TYPE(json_value_kind, JSON "JsonValueKind", kind_members, false);

static struct value content(struct value self)
{
    return *(struct value *)object_payload(self.object);
}

static void content_destroy(struct object *o)
{
    value_unref(*(struct value *)object_payload(o));
}

static struct value element(struct value v)
{
    struct object *o = object_new(&type_json_element);
    *(struct value *)object_payload(o) = value_ref(v);
    return value_of_object(o);
}

static enum kind kind_of(struct value v)
{
    switch ((enum value_kind)v.kind) {
    case V_NULL:
        return K_NULL;
    case V_BOOL:
        return v.b ? K_TRUE : K_FALSE;
    case V_STRING:
        return K_STRING;
    case V_ARRAY:
        return K_ARRAY;
    case V_HASH:
        return K_OBJECT;
    default:
        return K_NUMBER;
    }
}

/* -1 unless the element is of that kind. */
static int wants(struct value v, enum kind kind, struct err **err)
{
    enum kind have = kind_of(v);
    return have == kind
               ? 0
               : fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                           "The requested operation requires an element of type '%s', but the "
                           "target element has type '%s'.",
                           kind_members[kind].name, kind_members[have].name);
}

/* The text, which is no deeper than MAX_DEPTH. */
static void write_json(struct value v, struct strbuf *out)
{
    const struct hash_entry *e;
    const char *between = "";
    switch (kind_of(v)) {
    case K_OBJECT:
        strbuf_addch(out, '{');
        for (size_t i = 0; (e = hash_next(v.hash, &i)); between = ",") {
            strbuf_adds(out, between);
            write_json(e->key, out);
            strbuf_addch(out, ':');
            write_json(e->value, out);
        }
        strbuf_addch(out, '}');
        break;
    case K_ARRAY:
        strbuf_addch(out, '[');
        for (size_t i = 0; i < v.array->len; i++) {
            if (i)
                strbuf_addch(out, ',');
            write_json(v.array->items[i], out);
        }
        strbuf_addch(out, ']');
        break;
    case K_STRING:
        json_write_text(v.str->data, v.str->len, JSON_ESCAPE_DEFAULT, out);
        break;
    case K_TRUE:
    case K_FALSE:
        strbuf_adds(out, v.b ? "true" : "false");
        break;
    case K_NULL:
        strbuf_adds(out, "null");
        break;
    default:
        value_method_string(v, out);
        break;
    }
}

GETTER(element_kind)
{
    UNUSED_GETTER();
    *out = value_enum(&enum_json_value_kind, kind_of(content(self)));
    return 0;
}

/* Strings as they are, True and False, nothing for null, else the JSON. */
static int element_text(struct value self, struct strbuf *out)
{
    struct value v = content(self);
    enum kind kind = kind_of(v);
    if (kind == K_STRING)
        strbuf_add(out, v.str->data, v.str->len);
    else if (kind == K_TRUE || kind == K_FALSE)
        strbuf_adds(out, v.b ? "True" : "False");
    else if (kind != K_NULL)
        write_json(v, out);
    return 0;
}

CALL(raw_text)
{
    (void)args;
    (void)n;
    struct strbuf text = STRBUF_INIT;
    write_json(content(self), &text);
    return text_result_take(&text, out, err);
}

static const struct value *property_of(struct value v, struct value name)
{
    AUTO_VALUE key = arg_string(name);
    return hash_get(v.hash, key);
}

CALL(get_property)
{
    (void)n;
    if (wants(content(self), K_OBJECT, err) < 0)
        return -1;
    const struct value *v = property_of(content(self), args[0]);
    if (!v)
        return fail_with(err, "System.Collections.Generic.KeyNotFoundException",
                         "KeyNotFoundException",
                         "The given key was not present in the dictionary.");
    *out = element(*v);
    return 0;
}

/* TryGetProperty(name, ref element) */
CALL(try_get_property)
{
    (void)n;
    if (wants(content(self), K_OBJECT, err) < 0)
        return -1;
    const struct value *v = property_of(content(self), args[0]);
    AUTO_VALUE found = v ? element(*v) : value_null();
    *out = value_bool(v != NULL);
    return arg_set_ref(args[1], found, err);
}

CALL(enumerate_array)
{
    (void)args;
    (void)n;
    if (wants(content(self), K_ARRAY, err) < 0)
        return -1;
    const struct array *items = content(self).array;
    struct array *all = array_new(items->len);
    for (size_t i = 0; i < items->len; i++)
        array_push_take(all, element(items->items[i]));
    *out = value_of_array(all);
    return 0;
}

CALL(array_length)
{
    (void)args;
    (void)n;
    if (wants(content(self), K_ARRAY, err) < 0)
        return -1;
    *out = value_int((int32_t)content(self).array->len);
    return 0;
}

CALL(item_at)
{
    (void)n;
    int32_t i;
    if (wants(content(self), K_ARRAY, err) < 0 || arg_int(args[0], &i, err) < 0)
        return -1;
    if (i < 0 || (size_t)i >= content(self).array->len)
        return fail_with(err, "System.IndexOutOfRangeException", "IndexOutOfRangeException",
                         "Index was outside the bounds of the array.");
    *out = element(content(self).array->items[i]);
    return 0;
}

enum { P_NAME, P_VALUE, P_FIELDS };

CALL(enumerate_object)
{
    (void)args;
    (void)n;
    if (wants(content(self), K_OBJECT, err) < 0)
        return -1;
    struct array *all = array_new(0);
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(content(self).hash, &i));) {
        struct object *o = object_new(&type_json_property);
        *record_field(o, P_NAME) = value_ref(e->key);
        *record_field(o, P_VALUE) = element(e->value);
        array_push_take(all, value_of_object(o));
    }
    *out = value_of_array(all);
    return 0;
}

CALL(get_string)
{
    (void)args;
    (void)n;
    struct value v = content(self);
    if (v.kind != V_NULL && wants(v, K_STRING, err) < 0)
        return -1;
    *out = value_ref(v);
    return 0;
}

CALL(get_boolean)
{
    (void)args;
    (void)n;
    struct value v = content(self);
    if (v.kind != V_BOOL)
        return wants(v, K_TRUE, err);
    *out = value_ref(v);
    return 0;
}

static int as(struct value v, enum kind kind, const struct type_info *type, struct value *out,
              struct err **err)
{
    AUTO_ERR *why = NULL;
    if (wants(v, kind, err) < 0)
        return -1;
    bool fraction = type != &type_decimal && type != &type_double &&
                    (v.kind == V_DOUBLE || v.kind == V_DECIMAL);
    if (!fraction && value_convert(v, type, out, &why) == 0)
        return 0;
    return fail_with(err, "System.FormatException", "FormatException",
                     kind == K_NUMBER ? "One of the identified items was in an invalid format."
                                      : "The JSON value is not in a supported format.");
}

#define GET(fn, kind, type)                             \
    CALL(fn)                                            \
    {                                                   \
        (void)args;                                     \
        (void)n;                                        \
        return as(content(self), kind, type, out, err); \
    }
GET(get_int32, K_NUMBER, &type_int32)
GET(get_int64, K_NUMBER, &type_int64)
GET(get_double, K_NUMBER, &type_double)
GET(get_decimal, K_NUMBER, &type_decimal)
GET(get_date, K_STRING, &type_datetime)
GET(get_guid, K_STRING, &type_guid)

static const struct property element_props[] = {
    PROPERTY("ValueKind", JSON "JsonValueKind", element_kind),
};
static const struct method element_methods[] = {
    METHOD("GetProperty", 1, 1, get_property, JSON "JsonElement GetProperty(string propertyName)"),
    METHOD("TryGetProperty", 2, 2, try_get_property,
           "bool TryGetProperty(string propertyName, [ref] " JSON "JsonElement value)"),
    METHOD("EnumerateArray", 0, 0, enumerate_array, NULL),
    METHOD("EnumerateObject", 0, 0, enumerate_object, NULL),
    METHOD("GetArrayLength", 0, 0, array_length, "int GetArrayLength()"),
    METHOD("GetString", 0, 0, get_string, "string GetString()"),
    METHOD("GetBoolean", 0, 0, get_boolean, "bool GetBoolean()"),
    METHOD("GetInt32", 0, 0, get_int32, "int GetInt32()"),
    METHOD("GetInt64", 0, 0, get_int64, "long GetInt64()"),
    METHOD("GetDouble", 0, 0, get_double, "double GetDouble()"),
    METHOD("GetDecimal", 0, 0, get_decimal, "decimal GetDecimal()"),
    METHOD("GetDateTime", 0, 0, get_date, "datetime GetDateTime()"),
    METHOD("GetGuid", 0, 0, get_guid, "guid GetGuid()"),
    METHOD("GetRawText", 0, 0, raw_text, "string GetRawText()"),
    METHOD("Item", 1, 1, item_at, JSON "JsonElement Item(int index)"),
    METHOD("get_Item", 1, 1, item_at, NULL),
};
const struct type_info type_json_element = { .name = JSON "JsonElement",
                                             .base = &type_value_type,
                                             PROPS(element_props),
                                             METHODS(element_methods),
                                             .payload_size = sizeof(struct value),
                                             .destroy = content_destroy,
                                             .to_string = element_text,
                                             .is_value_type = true };

static const struct property property_props[] = {
    RECORD_FIELD("Name", "string", P_NAME),
    RECORD_FIELD("Value", JSON "JsonElement", P_VALUE),
};
const struct type_info type_json_property = { .name = JSON "JsonProperty",
                                              .base = &type_value_type,
                                              PROPS(property_props),
                                              .payload_size = P_FIELDS * sizeof(struct value),
                                              .destroy = record_destroy,
                                              .is_value_type = true };

/* Parse(json[, options]) */
CALL(document_parse)
{
    (void)n;
    const struct json_options options = {
        .as_hashtable = true, .max_depth = MAX_DEPTH, .dates = JSON_DATES_STRING, .strict = true
    };
    AUTO_VALUE text = arg_string(args[0]), v = value_null();
    struct err *why = NULL;
    if (json_read(text.str->data, text.str->len, &options, session_of_handle(self)->shapes, &v,
                  &why) < 0) {
        (void)fail_with(err, JSON "JsonReaderException", "JsonReaderException", "%s", why->message);
        err_clear(&why);
        return -1;
    }
    struct object *o = object_new(&type_json_document);
    *(struct value *)object_payload(o) = STEAL_VALUE(v);
    *out = value_of_object(o);
    return 0;
}

GETTER(document_root)
{
    UNUSED_GETTER();
    *out = element(content(self));
    return 0;
}

CALL(document_dispose)
{
    UNUSED_CALL();
    return 0;
}

static const struct property document_props[] = {
    PROPERTY("RootElement", JSON "JsonElement", document_root),
};
static const struct method document_methods[] = {
    METHOD("Dispose", 0, 0, document_dispose, "void Dispose()"),
};
static const struct method document_statics[] = {
    METHOD("Parse", 1, 2, document_parse,
           JSON "JsonDocument Parse(string json, " JSON "JsonDocumentOptions options)"),
};
const struct type_info type_json_document = { .name = JSON "JsonDocument",
                                              .base = &type_object,
                                              .interfaces = implements_disposable,
                                              PROPS(document_props),
                                              METHODS(document_methods),
                                              STATICS(document_statics),
                                              .wants_session = true,
                                              .payload_size = sizeof(struct value),
                                              .destroy = content_destroy };
