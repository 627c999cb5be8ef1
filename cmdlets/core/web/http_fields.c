/* The header fields of System.Net.Http: HttpRequestHeaders, HttpContentHeaders, and the values that
 * some of them have; HttpMethod. */
#include <string.h>
#include <strings.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/web/http_objects.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"

/* ---- collections of fields: a name's texts stand in an array ---- */

static struct hash *fields_of(struct value headers)
{
    return record_field(headers.object, 0)->hash;
}

static struct value headers_new(const struct type_info *type)
{
    struct object *o = object_new(type);
    *record_field(o, 0) = value_of_hash(hash_new(HASH_ORDERED));
    return value_of_object(o);
}

struct value http_request_headers(void)
{
    return headers_new(&type_http_request_headers);
}

void exchange_http_headers(struct exchange *x, struct value headers)
{
    const struct hash_entry *e;
    if (headers.kind != V_OBJECT)
        return;
    for (size_t i = 0; (e = hash_next(fields_of(headers), &i));) {
        AUTO_VALUE name = arg_string(e->key);
        AUTO_STRBUF text = STRBUF_INIT;
        bool agent = strcasecmp(name.str->data, "User-Agent") == 0;
        value_join(e->value, agent ? " " : ", ", &text);
        exchange_header(x, name.str->data, text.buf);
    }
}

static bool is_token(const char *s)
{
    if (!*s)
        return false;
    for (; *s; s++)
        if (*s <= ' ' || *s >= 0x7F || strchr("()<>@,;:\\\"/[]?={}", *s))
            return false;
    return true;
}

static void put(struct hash *h, const char *name, struct value text)
{
    struct value *have = hash_gets(h, name);
    if (!have) {
        struct array *texts = array_new(1);
        texts->type = &type_string_array;
        texts->element = &type_string;
        hash_sets_take(h, name, value_of_array(texts));
        have = hash_gets(h, name);
    }
    array_push(have->array, text);
}

/* Add(name, value or values) */
static int add(struct value self, const struct value *args, bool checked, struct err **err)
{
    AUTO_VALUE name = arg_string(args[0]);
    bool content = web_is_content_header(name.str->data);
    if (!name.str->len)
        return fail_argument(err, "The value cannot be an empty string. (Parameter 'name')");
    if (!is_token(name.str->data))
        return fail_with(err, "System.FormatException", "FormatException",
                         "The header name '%s' has an invalid format.", name.str->data);
    if (content != (self.object->type == &type_http_content_headers))
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Misused header name, '%s'. Make sure request headers are used with "
                         "HttpRequestMessage, response headers with HttpResponseMessage, and "
                         "content headers with HttpContent objects.",
                         name.str->data);
    const struct value *items = args[1].kind == V_ARRAY ? args[1].array->items : &args[1];
    size_t n = args[1].kind == V_ARRAY ? args[1].array->len : 1;
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE text = arg_string(items[i]);
        if (strpbrk(text.str->data, "\r\n"))
            return fail_with(err, "System.FormatException", "FormatException",
                             "New-line or NUL characters are not allowed in header values.");
        if (checked && strcasecmp(name.str->data, "Content-Type") == 0 &&
            !strchr(text.str->data, '/'))
            return fail_with(err, "System.FormatException", "FormatException",
                             "The format of value '%s' is invalid.", text.str->data);
        put(fields_of(self), name.str->data, text);
    }
    return 0;
}

CALL(headers_add)
{
    (void)n;
    (void)out;
    return add(self, args, true, err);
}

CALL(headers_try_add)
{
    (void)n;
    (void)err;
    AUTO_ERR *why = NULL;
    *out = value_bool(add(self, args, false, &why) == 0);
    return 0;
}

CALL(headers_contains)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    *out = value_bool(hash_get(fields_of(self), name) != NULL);
    return 0;
}

CALL(headers_remove)
{
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    bool there = hash_get(fields_of(self), name) != NULL;
    if (there)
        hash_remove(fields_of(self), name);
    *out = value_bool(there);
    return 0;
}

CALL(headers_clear)
{
    UNUSED_CALL();
    value_replace_take(record_field(self.object, 0), value_of_hash(hash_new(HASH_ORDERED)));
    return 0;
}

CALL(headers_values)
{
    (void)n;
    AUTO_VALUE name = arg_string(args[0]);
    const struct value *texts = hash_get(fields_of(self), name);
    if (!texts)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "The given header was not found.");
    struct array *copy = array_new(1);
    copy->type = &type_string_array;
    copy->element = &type_string;
    for (size_t i = 0; i < texts->array->len; i++)
        array_push_take(copy, value_to_string(texts->array->items[i]));
    *out = value_of_array(copy);
    return 0;
}

static int headers_text(struct value self, struct strbuf *out)
{
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(fields_of(self), &i));) {
        value_to_strbuf(e->key, out);
        strbuf_adds(out, ": ");
        value_join(e->value, ", ", out);
        strbuf_addch(out, '\n');
    }
    return 0;
}

/* ---- fields by property ---- */

enum {
    H_AUTHORIZATION,
    H_HOST,
    H_REFERER,
    H_TYPE,
    H_DISPOSITION,
    H_LENGTH,
    H_AGENT,
    H_ACCEPT,
    H_ENCODING,
    H_LANGUAGE
};
static const char *const names[] = {
    "Authorization",  "Host",       "Referer", "Content-Type",    "Content-Disposition",
    "Content-Length", "User-Agent", "Accept",  "Accept-Encoding", "Accept-Language"
};

static const struct type_info *parsed_type(intptr_t field)
{
    switch (field) {
    case H_AUTHORIZATION:
        return &type_authentication_header;
    case H_TYPE:
        return &type_media_type_header;
    case H_DISPOSITION:
        return &type_content_disposition;
    default:
        return NULL;
    }
}

GETTER(field_get)
{
    const struct value *texts = hash_gets(fields_of(self), names[p->data]);
    const struct type_info *type = parsed_type(p->data);
    if (!texts || !texts->array->len) {
        *out = value_null();
        return 0;
    }
    if (!type) {
        *out = value_ref(texts->array->items[0]);
        return 0;
    }
    /* what is changed of it is changed here, too */
    AUTO_VALUE made = value_null();
    struct value *held = &texts->array->items[0];
    if (held->kind == V_STRING) {
        if (value_convert(*held, type, &made, err) < 0)
            return -1;
        value_replace_take(held, STEAL_VALUE(made));
    }
    *out = value_ref(*held);
    return 0;
}

SETTER(field_set)
{
    (void)err;
    AUTO_VALUE name = value_string(names[p->data]), text = arg_string(v);
    if (hash_get(fields_of(self), name))
        hash_remove(fields_of(self), name);
    if (v.kind != V_NULL)
        put(fields_of(self), names[p->data], text);
    return 0;
}

static const struct type_info type_header_values;

/* The texts of a field, to be added to. */
GETTER(field_values)
{
    UNUSED_GETTER();
    struct object *o = object_new(&type_header_values);
    *record_field(o, 0) = value_ref(self);
    *record_field(o, 1) = value_string(names[p->data]);
    *out = value_of_object(o);
    return 0;
}

static struct array *texts_of(struct value values)
{
    const struct value *texts =
        hash_get(fields_of(*record_field(values.object, 0)), *record_field(values.object, 1));
    return texts ? texts->array : NULL;
}

CALL(values_add)
{
    (void)n;
    (void)out;
    AUTO_VALUE text = arg_string(args[0]);
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "item");
    put(fields_of(*record_field(self.object, 0)), record_field(self.object, 1)->str->data, text);
    return 0;
}

CALL(values_try_add)
{
    if (values_add(self, args, n, out, err) < 0)
        return -1;
    *out = value_bool(true);
    return 0;
}

CALL(values_clear)
{
    UNUSED_CALL();
    hash_remove(fields_of(*record_field(self.object, 0)), *record_field(self.object, 1));
    return 0;
}

GETTER(values_count)
{
    UNUSED_GETTER();
    const struct array *texts = texts_of(self);
    *out = value_int(texts ? (int32_t)texts->len : 0);
    return 0;
}

static int values_text(struct value self, struct strbuf *out)
{
    struct array *texts = texts_of(self);
    bool agent = strcmp(record_field(self.object, 1)->str->data, "User-Agent") == 0;
    if (texts)
        value_join(value_of_array(texts), agent ? " " : ", ", out);
    return 0;
}

static const struct property values_props[] = { PROPERTY("Count", "int", values_count) };
static const struct method values_methods[] = {
    METHOD("Add", 1, 1, values_add, NULL),
    METHOD("ParseAdd", 1, 1, values_add, "void ParseAdd(string input)"),
    METHOD("TryParseAdd", 1, 1, values_try_add, "bool TryParseAdd(string input)"),
    METHOD("Clear", 0, 0, values_clear, "void Clear()"),
};
static const struct type_info type_header_values = {
    .name = "System.Net.Http.Headers.HttpHeaderValueCollection`1",
    .base = &type_object,
    PROPS(values_props),
    METHODS(values_methods),
    .payload_size = 2 * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = values_text,
};

#define FIELD(n, t, i)                                                           \
    {                                                                            \
        .name = n, .type_name = t, .get = field_get, .set = field_set, .data = i \
    }
#define VALUES(n, i) \
    PROPERTY_DATA(n, "System.Net.Http.Headers.HttpHeaderValueCollection", field_values, i)
static const struct property request_props[] = {
    VALUES("Accept", H_ACCEPT),
    VALUES("AcceptEncoding", H_ENCODING),
    VALUES("AcceptLanguage", H_LANGUAGE),
    FIELD("Authorization", "System.Net.Http.Headers.AuthenticationHeaderValue", H_AUTHORIZATION),
    FIELD("Host", "string", H_HOST),
    FIELD("Referrer", "uri", H_REFERER),
    VALUES("UserAgent", H_AGENT),
};
static const struct property content_props[] = {
    FIELD("ContentDisposition", "System.Net.Http.Headers.ContentDispositionHeaderValue",
          H_DISPOSITION),
    FIELD("ContentLength", "long", H_LENGTH),
    FIELD("ContentType", "System.Net.Http.Headers.MediaTypeHeaderValue", H_TYPE),
};
static const struct method headers_methods[] = {
    METHOD("Add", 2, 2, headers_add, "void Add(string name, string value)"),
    METHOD("TryAddWithoutValidation", 2, 2, headers_try_add,
           "bool TryAddWithoutValidation(string name, string value)"),
    METHOD("Contains", 1, 1, headers_contains, "bool Contains(string name)"),
    METHOD("Remove", 1, 1, headers_remove, "bool Remove(string name)"),
    METHOD("Clear", 0, 0, headers_clear, "void Clear()"),
    METHOD("GetValues", 1, 1, headers_values,
           "System.Collections.Generic.IEnumerable[string] GetValues(string name)"),
};
#define HEADERS_TYPE(id, full, table)                                          \
    const struct type_info type_##id = { .name = full,                         \
                                         .base = &type_object,                 \
                                         PROPS(table),                         \
                                         METHODS(headers_methods),             \
                                         .payload_size = sizeof(struct value), \
                                         .destroy = record_destroy,            \
                                         .to_string = headers_text }
HEADERS_TYPE(http_request_headers, "System.Net.Http.Headers.HttpRequestHeaders", request_props);
HEADERS_TYPE(http_content_headers, "System.Net.Http.Headers.HttpContentHeaders", content_props);

/* ---- AuthenticationHeaderValue: scheme and parameter ---- */

static int invalid(struct err **err, const char *text)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "The format of value '%s' is invalid.", text);
}

static struct value pair_new(const struct type_info *type, struct value first, struct value second)
{
    struct object *o = object_new(type);
    *record_field(o, 0) = value_ref(first);
    *record_field(o, 1) = value_ref(second);
    return value_of_object(o);
}

CALL(authentication_new)
{
    (void)self;
    AUTO_VALUE scheme = arg_string(args[0]), parameter = n > 1 ? arg_string(args[1]) : value_null();
    if (!is_token(scheme.str->data))
        return scheme.str->len ? invalid(err, scheme.str->data)
                               : fail_argument(err, "The value cannot be an empty string. "
                                                    "(Parameter 'scheme')");
    *out = pair_new(&type_authentication_header, scheme, parameter);
    return 0;
}

static int authentication_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_authentication_header);
    size_t len = strcspn(v.str->data, " ");
    struct value parts[] = { value_string_len(v.str->data, len),
                             value_string(v.str->data + len + strspn(v.str->data + len, " ")) };
    int rc = authentication_new(v, parts, v.str->data[len] ? 2 : 1, out, err);
    value_unref(parts[0]);
    value_unref(parts[1]);
    return rc;
}

CALL(authentication_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    return authentication_convert(text, out, err);
}

static int authentication_text(struct value self, struct strbuf *out)
{
    value_to_strbuf(*record_field(self.object, 0), out);
    if (record_field(self.object, 1)->kind != V_NULL) {
        strbuf_addch(out, ' ');
        value_to_strbuf(*record_field(self.object, 1), out);
    }
    return 0;
}

static const struct property authentication_props[] = {
    RECORD_FIELD("Scheme", "string", 0),
    RECORD_FIELD("Parameter", "string", 1),
};
static const struct method authentication_statics[] = {
    METHOD("new", 1, 2, authentication_new,
           "System.Net.Http.Headers.AuthenticationHeaderValue new(string scheme), "
           "System.Net.Http.Headers.AuthenticationHeaderValue new(string scheme, string "
           "parameter)"),
    METHOD("Parse", 1, 1, authentication_parse,
           "System.Net.Http.Headers.AuthenticationHeaderValue Parse(string input)"),
};
const struct type_info type_authentication_header = {
    .name = "System.Net.Http.Headers.AuthenticationHeaderValue",
    .base = &type_object,
    PROPS(authentication_props),
    STATICS(authentication_statics),
    .payload_size = 2 * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = authentication_text,
    .convert_from = authentication_convert,
};

/* ---- values with parameters: a text as it is sent, whose parts are looked up in it ---- */

/* The place of "; name=" in the text, and what stands there; NULL: it is not there. */
static const char *parameter(const char *text, const char *name, size_t *len)
{
    size_t n = strlen(name);
    for (const char *s = strchr(text, ';'); s; s = strchr(s, ';')) {
        s += 1 + strspn(s + 1, " ");
        if (strncasecmp(s, name, n) == 0 && s[n] == '=') {
            *len = strcspn(s + n + 1, ";");
            return s + n + 1;
        }
    }
    return NULL;
}

static const char *const parameter_names[] = { NULL, "charset", "name", "filename" };

GETTER(part_get)
{
    (void)err;
    const char *text = record_field(self.object, 0)->str->data, *at = text;
    size_t len = strcspn(text, ";");
    if (p->data)
        at = parameter(text, parameter_names[p->data], &len);
    *out = at ? value_string_len(at, len) : value_null();
    return 0;
}

SETTER(part_set)
{
    (void)err;
    struct value *held = record_field(self.object, 0);
    AUTO_VALUE part = arg_string(v);
    struct strbuf text = STRBUF_INIT;
    const char *old = held->str->data;
    if (!p->data) {
        strbuf_adds(&text, part.str->data);
        strbuf_adds(&text, old + strcspn(old, ";"));
    } else {
        size_t len = 0, n = strlen(parameter_names[p->data]);
        const char *at = parameter(old, parameter_names[p->data], &len);
        const char *from = at ? at - n - 1 : old + strlen(old);
        while (at && from > old && (from[-1] == ' ' || from[-1] == ';'))
            from--;
        strbuf_add(&text, old, (size_t)(from - old));
        if (v.kind != V_NULL)
            strbuf_addf(&text, "; %s=%s", parameter_names[p->data], part.str->data);
        strbuf_adds(&text, at ? at + len : "");
    }
    value_replace_take(held, value_string_take(&text));
    return 0;
}

static struct value text_new(const struct type_info *type, struct value text)
{
    struct object *o = object_new(type);
    *record_field(o, 0) = value_ref(text);
    return value_of_object(o);
}

static int part_text(struct value self, struct strbuf *out)
{
    value_to_strbuf(*record_field(self.object, 0), out);
    return 0;
}

static int media_make(const struct type_info *type, struct value v, struct value *out,
                      struct err **err)
{
    AUTO_VALUE text = arg_string(v);
    const char *slash = strchr(text.str->data, '/');
    if (!slash || slash == text.str->data || !slash[1])
        return invalid(err, text.str->data);
    *out = text_new(type, text);
    return 0;
}

static int media_convert(struct value v, struct value *out, struct err **err)
{
    return v.kind == V_STRING ? media_make(&type_media_type_header, v, out, err)
                              : fail_no_cast(err, v, &type_media_type_header);
}

CALL(media_parse)
{
    (void)n;
    return media_make(self.type, args[0], out, err);
}

/* new(mediaType [, charset or quality]) */
CALL(media_new)
{
    AUTO_VALUE text = arg_string(args[0]), with = value_null();
    if (n > 1 && args[1].kind != V_NULL) {
        AUTO_VALUE second = arg_string(args[1]);
        with = value_stringf("%s; %s=%s", text.str->data,
                             self.type == &type_media_type_quality ? "q" : "charset",
                             second.str->data);
    }
    return media_make(self.type, n > 1 && with.kind == V_STRING ? with : text, out, err);
}

#define PART(n, i)                                                                    \
    {                                                                                 \
        .name = n, .type_name = "string", .get = part_get, .set = part_set, .data = i \
    }
static const struct property media_props[] = { PART("MediaType", 0), PART("CharSet", 1) };
static const struct method media_statics[] = {
    METHOD("new", 1, 2, media_new, NULL),
    METHOD("Parse", 1, 1, media_parse, NULL),
};
#define PARTS_TYPE(id, full, parent, props_, statics_, convert)                   \
    const struct type_info type_##id = { .name = "System.Net.Http.Headers." full, \
                                         .base = parent,                          \
                                         PROPS(props_),                           \
                                         STATICS(statics_),                       \
                                         .payload_size = sizeof(struct value),    \
                                         .destroy = record_destroy,               \
                                         .to_string = part_text,                  \
                                         .convert_from = convert }
PARTS_TYPE(media_type_header, "MediaTypeHeaderValue", &type_object, media_props, media_statics,
           media_convert);
PARTS_TYPE(media_type_quality, "MediaTypeWithQualityHeaderValue", &type_media_type_header,
           media_props, media_statics, NULL);

static int disposition_convert(struct value v, struct value *out, struct err **err)
{
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_content_disposition);
    *out = text_new(&type_content_disposition, v);
    return 0;
}

CALL(disposition_new)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    if (!text.str->len)
        return fail_argument(err, "The value cannot be an empty string. "
                                  "(Parameter 'dispositionType')");
    return disposition_convert(text, out, err);
}

static const struct property disposition_props[] = {
    PART("DispositionType", 0),
    PART("Name", 2),
    PART("FileName", 3),
};
static const struct method disposition_statics[] = {
    METHOD("new", 1, 1, disposition_new,
           "System.Net.Http.Headers.ContentDispositionHeaderValue new(string dispositionType)"),
    METHOD("Parse", 1, 1, disposition_new, NULL),
};
PARTS_TYPE(content_disposition, "ContentDispositionHeaderValue", &type_object, disposition_props,
           disposition_statics, disposition_convert);

/* ---- HttpMethod ---- */

struct value http_method_name(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_http_method
               ? value_ref(*record_field(v.object, 0))
               : arg_string(v);
}

static int method_convert(struct value v, struct value *out, struct err **err)
{
    static const char *const known[] = { "GET",     "PUT",   "POST",  "DELETE", "HEAD",
                                         "OPTIONS", "TRACE", "PATCH", "CONNECT" };
    AUTO_VALUE text = arg_string(v);
    if (v.kind != V_STRING)
        return fail_no_cast(err, v, &type_http_method);
    if (!is_token(text.str->data))
        return fail_with(err, "System.FormatException", "FormatException",
                         "The format of the HTTP method is invalid.");
    for (size_t i = 0; i < ARRAY_SIZE(known); i++)
        if (strcasecmp(known[i], text.str->data) == 0)
            value_replace_take(&text, value_string(known[i]));
    *out = text_new(&type_http_method, text);
    return 0;
}

CALL(method_new)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]);
    return method_convert(text, out, err);
}

GETTER(method_known)
{
    (void)self;
    AUTO_VALUE text = value_string(p->name);
    return method_convert(text, out, err);
}

static bool method_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_http_method &&
           value_equals(*record_field(a.object, 0), *record_field(b.object, 0), true);
}

static const struct property method_props[] = { RECORD_FIELD("Method", "string", 0) };
#define KNOWN(n) PROPERTY(n, "System.Net.Http.HttpMethod", method_known)
static const struct property method_static_props[] = {
    KNOWN("Get"),   KNOWN("Put"),  KNOWN("Post"),    KNOWN("Delete"),
    KNOWN("Patch"), KNOWN("Head"), KNOWN("Options"), KNOWN("Trace"),
};
static const struct method method_statics[] = {
    METHOD("new", 1, 1, method_new, "System.Net.Http.HttpMethod new(string method)"),
    METHOD("Parse", 1, 1, method_new, "System.Net.Http.HttpMethod Parse(string method)"),
};
const struct type_info type_http_method = {
    .name = "System.Net.Http.HttpMethod",
    .base = &type_object,
    PROPS(method_props),
    STATIC_PROPS(method_static_props),
    STATICS(method_statics),
    .payload_size = sizeof(struct value),
    .destroy = record_destroy,
    .to_string = part_text,
    .equals = method_equals,
    .convert_from = method_convert,
};
