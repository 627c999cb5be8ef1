#include "shell/format/json_schema.h"

#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/utf8.h"
#include "shell/format/json_write.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"

enum { DEEPEST = 200 };

struct checker {
    struct value root;
    const struct json_schema_documents *documents; /* NULL: none but the root */
    const char *file;                              /* of the root */
    void (*report)(void *data, const char *what, const char *where);
    void *data;
    struct strbuf where;
    int silent; /* faults are not reported */
    int depth;
    struct err **err;
};

static bool check(struct checker *c, struct value schema, struct value v);

static bool fault(struct checker *c, const char *fmt, ...) PRINTF_LIKE(2, 3);
static bool fault(struct checker *c, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    if (c->silent)
        return false;
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    c->report(c->data, text.buf, c->where.buf);
    return false;
}

static bool is_number(struct value v)
{
    return value_is_integer(v) || v.kind == V_DOUBLE || v.kind == V_DECIMAL;
}

static double number(struct value v)
{
    struct err *err = NULL;
    double d = 0;

    if (value_to_double(v, &d, &err))
        err_clear(&err);
    return d;
}

static const char *type_of(struct value v)
{
    switch (v.kind) {
    case V_NULL:
        return "null";
    case V_BOOL:
        return "boolean";
    case V_STRING:
        return "string";
    case V_ARRAY:
        return "array";
    case V_HASH:
        return "object";
    default:
        return value_is_integer(v) || number(v) == floor(number(v)) ? "integer" : "number";
    }
}

static bool is_type(struct value v, const char *name)
{
    const char *own = type_of(v);
    return strcmp(own, name) == 0 || (strcmp(name, "number") == 0 && strcmp(own, "integer") == 0);
}

static bool same(struct value a, struct value b)
{
    if (is_number(a) && is_number(b))
        return number(a) == number(b);
    if (a.kind != b.kind)
        return false;
    if (a.kind == V_ARRAY) {
        if (a.array->len != b.array->len)
            return false;
        for (size_t i = 0; i < a.array->len; i++)
            if (!same(a.array->items[i], b.array->items[i]))
                return false;
        return true;
    }
    if (a.kind == V_HASH) {
        struct hash_entry *e;
        if (a.hash->count != b.hash->count)
            return false;
        for (size_t i = 0; (e = hash_next(a.hash, &i));) {
            const struct value *other = hash_get(b.hash, e->key);
            if (!other || !same(e->value, *other))
                return false;
        }
        return true;
    }
    return value_equals(a, b, false);
}

static struct value keyword(struct value schema, const char *name)
{
    const struct value *v = hash_gets(schema.hash, name);
    return v ? *v : value_nothing();
}

static bool given(struct value v)
{
    return !(v.kind == V_NULL && v.aux == VALUE_NOTHING);
}

/* Checks what lies one step further in. */
static bool check_at(struct checker *c, struct value schema, struct value v, const char *key,
                     size_t len)
{
    size_t before = c->where.len;

    strbuf_addch(&c->where, '/');
    for (size_t i = 0; i < len; i++) {
        if (key[i] == '~')
            strbuf_adds(&c->where, "~0");
        else if (key[i] == '/')
            strbuf_adds(&c->where, "~1");
        else
            strbuf_addch(&c->where, key[i]);
    }
    bool ok = check(c, schema, v);
    strbuf_truncate(&c->where, before);
    return ok;
}

static bool check_index(struct checker *c, struct value schema, struct value v, size_t i)
{
    char text[24];
    int n = snprintf(text, sizeof(text), "%zu", i);

    return check_at(c, schema, v, text, (size_t)n);
}

/* -1: the pattern is none. */
static int matches(struct checker *c, const struct str *pattern, const char *s, size_t len)
{
    struct regex *re = regex_compile(pattern->data, pattern->len, 0, *c->err ? NULL : c->err);

    if (!re)
        return -1;
    struct regex_span *spans = xreallocarray(NULL, regex_group_count(re), sizeof(*spans));
    int found = regex_exec(re, s, len, 0, spans, *c->err ? NULL : c->err);
    free(spans);
    regex_unref(re);
    return found;
}

/* ---- one keyword, or a few that belong together ---- */

static bool check_type(struct checker *c, struct value schema, struct value v)
{
    struct value type = keyword(schema, "type");
    AUTO_STRBUF wanted = STRBUF_INIT;

    if (type.kind == V_STRING)
        return is_type(v, type.str->data) ||
               fault(c, "Value is \"%s\" but should be \"%s\"", type_of(v), type.str->data);
    if (type.kind != V_ARRAY)
        return true;
    for (size_t i = 0; i < type.array->len; i++) {
        if (type.array->items[i].kind != V_STRING)
            continue;
        if (is_type(v, type.array->items[i].str->data))
            return true;
        strbuf_addf(&wanted, "%s\"%s\"", wanted.len ? "," : "", type.array->items[i].str->data);
    }
    return fault(c, "Value is \"%s\" but should be [%s]", type_of(v), wanted.buf);
}

static bool check_values(struct checker *c, struct value schema, struct value v)
{
    struct value list = keyword(schema, "enum"), only = keyword(schema, "const");
    bool ok = true;

    if (list.kind == V_ARRAY) {
        bool found = false;
        for (size_t i = 0; i < list.array->len && !found; i++)
            found = same(list.array->items[i], v);
        if (!found)
            ok = fault(c, "Value should match one of the values specified by the enum");
    }
    if (given(only) && !same(only, v)) {
        struct json_style style = { .depth = 100, .compress = true };
        AUTO_STRBUF text = STRBUF_INIT;
        struct json_found met;
        json_write(NULL, only, &style, &text, &met);
        ok = fault(c, "Expected \"%s\"", text.buf);
    }
    return ok;
}

static bool check_number(struct checker *c, struct value schema, struct value v)
{
    struct value min = keyword(schema, "minimum"), max = keyword(schema, "maximum");
    struct value above = keyword(schema, "exclusiveMinimum"),
                 below = keyword(schema, "exclusiveMaximum");
    struct value step = keyword(schema, "multipleOf");
    AUTO_VALUE text = value_to_string(v);
    double d = number(v);
    bool ok = true;

    if (is_number(min) &&
        (d < number(min) || (above.kind == V_BOOL && above.b && d == number(min))))
        ok = fault(c, "%s should be at least %g", text.str->data, number(min));
    if (is_number(max) &&
        (d > number(max) || (below.kind == V_BOOL && below.b && d == number(max))))
        ok = fault(c, "%s should be at most %g", text.str->data, number(max));
    if (is_number(above) && d <= number(above))
        ok = fault(c, "%s should be greater than %g", text.str->data, number(above));
    if (is_number(below) && d >= number(below))
        ok = fault(c, "%s should be less than %g", text.str->data, number(below));
    if (is_number(step) && number(step) > 0) {
        double q = d / number(step);
        if (fabs(q - round(q)) > 1e-9)
            ok = fault(c, "%s should be a multiple of %g", text.str->data, number(step));
    }
    return ok;
}

static bool check_string(struct checker *c, struct value schema, struct value v)
{
    struct value min = keyword(schema, "minLength"), max = keyword(schema, "maxLength");
    struct value pattern = keyword(schema, "pattern");
    size_t len = 0, used;
    bool ok = true;

    for (size_t i = 0; i < v.str->len; i += used, len++)
        utf8_decode(v.str->data + i, v.str->len - i, &used);
    if (is_number(min) && (double)len < number(min))
        ok = fault(c, "Value should be at least %g characters", number(min));
    if (is_number(max) && (double)len > number(max))
        ok = fault(c, "Value should be at most %g characters", number(max));
    if (pattern.kind == V_STRING && matches(c, pattern.str, v.str->data, v.str->len) <= 0)
        ok = fault(c, "The string value is not a match for the indicated regular expression");
    return ok;
}

static bool check_items(struct checker *c, struct value schema, const struct array *a)
{
    struct value prefix = keyword(schema, "prefixItems"), items = keyword(schema, "items");
    bool ok = true;

    if (items.kind == V_ARRAY) { /* up to draft 2019-09 */
        prefix = items;
        items = keyword(schema, "additionalItems");
    }
    size_t fixed = prefix.kind == V_ARRAY ? prefix.array->len : 0;
    for (size_t i = 0; i < a->len; i++) {
        if (i < fixed)
            ok = check_index(c, prefix.array->items[i], a->items[i], i) && ok;
        else if (given(items))
            ok = check_index(c, items, a->items[i], i) && ok;
    }
    return ok;
}

static bool check_array(struct checker *c, struct value schema, struct value v)
{
    const struct array *a = v.array;
    struct value min = keyword(schema, "minItems"), max = keyword(schema, "maxItems");
    struct value unique = keyword(schema, "uniqueItems"), contains = keyword(schema, "contains");
    bool ok = check_items(c, schema, a);

    if (is_number(min) && (double)a->len < number(min))
        ok = fault(c, "Value has less than %g items", number(min));
    if (is_number(max) && (double)a->len > number(max))
        ok = fault(c, "Value has more than %g items", number(max));
    for (size_t i = 0; unique.kind == V_BOOL && unique.b && i < a->len; i++)
        for (size_t k = 0; k < i; k++)
            if (same(a->items[i], a->items[k])) {
                ok = fault(c, "Items at indexes %zu and %zu are the same", k, i);
                break;
            }
    if (given(contains)) {
        bool found = false;
        c->silent++;
        for (size_t i = 0; i < a->len && !found; i++)
            found = check_index(c, contains, a->items[i], i);
        c->silent--;
        if (!found)
            ok = fault(c, "No items match the schema of contains");
    }
    return ok;
}

/* A property that properties and patternProperties leave to additionalProperties. */
static bool check_property(struct checker *c, struct value schema, const struct str *name,
                           struct value v)
{
    struct value own = keyword(schema, "properties"),
                 patterns = keyword(schema, "patternProperties");
    struct value others = keyword(schema, "additionalProperties"),
                 names = keyword(schema, "propertyNames");
    const struct value *sub = own.kind == V_HASH ? hash_gets(own.hash, name->data) : NULL;
    bool ok = true, met = sub != NULL;

    if (sub)
        ok = check_at(c, *sub, v, name->data, name->len);
    if (patterns.kind == V_HASH) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(patterns.hash, &i));) {
            if (matches(c, e->key.str, name->data, name->len) <= 0)
                continue;
            met = true;
            ok = check_at(c, e->value, v, name->data, name->len) && ok;
        }
    }
    if (!met && given(others)) {
        if (others.kind == V_BOOL && !others.b) {
            size_t before = c->where.len;
            strbuf_addf(&c->where, "/%s", name->data);
            ok = fault(c, "All values fail against the false schema");
            strbuf_truncate(&c->where, before);
        } else {
            ok = check_at(c, others, v, name->data, name->len) && ok;
        }
    }
    if (given(names)) {
        AUTO_VALUE text = value_string_len(name->data, name->len);
        ok = check(c, names, text) && ok;
    }
    return ok;
}

static bool check_required(struct checker *c, struct value required, const struct hash *h)
{
    AUTO_STRBUF missing = STRBUF_INIT;

    for (size_t i = 0; required.kind == V_ARRAY && i < required.array->len; i++) {
        struct value name = required.array->items[i];
        if (name.kind == V_STRING && !hash_get(h, name))
            strbuf_addf(&missing, "%s\"%s\"", missing.len ? "," : "", name.str->data);
    }
    return !missing.len || fault(c, "Required properties [%s] are not present", missing.buf);
}

static bool check_object(struct checker *c, struct value schema, struct value v)
{
    const struct hash *h = v.hash;
    struct value min = keyword(schema, "minProperties"), max = keyword(schema, "maxProperties");
    struct value dependent = keyword(schema, "dependentRequired");
    struct hash_entry *e;
    bool ok = check_required(c, keyword(schema, "required"), h);

    for (size_t i = 0; (e = hash_next(h, &i));)
        if (e->key.kind == V_STRING)
            ok = check_property(c, schema, e->key.str, e->value) && ok;
    if (is_number(min) && (double)h->count < number(min))
        ok = fault(c, "Value has fewer than %g properties", number(min));
    if (is_number(max) && (double)h->count > number(max))
        ok = fault(c, "Value has more than %g properties", number(max));
    if (dependent.kind == V_HASH)
        for (size_t i = 0; (e = hash_next(dependent.hash, &i));)
            if (hash_get(h, e->key))
                ok = check_required(c, e->value, h) && ok;
    return ok;
}

/* How many of the schemas hold; their faults are not reported. */
static size_t count_valid(struct checker *c, const struct array *schemas, struct value v)
{
    size_t n = 0;

    c->silent++;
    for (size_t i = 0; i < schemas->len; i++)
        n += check(c, schemas->items[i], v);
    c->silent--;
    return n;
}

static bool check_combined(struct checker *c, struct value schema, struct value v)
{
    struct value all = keyword(schema, "allOf"), any = keyword(schema, "anyOf"),
                 one = keyword(schema, "oneOf"), not_ = keyword(schema, "not");
    struct value if_ = keyword(schema, "if");
    bool ok = true;

    for (size_t i = 0; all.kind == V_ARRAY && i < all.array->len; i++)
        ok = check(c, all.array->items[i], v) && ok;
    if (any.kind == V_ARRAY && count_valid(c, any.array, v) == 0) {
        ok = false;
        for (size_t i = 0; i < any.array->len; i++)
            check(c, any.array->items[i], v);
    }
    if (one.kind == V_ARRAY) {
        size_t n = count_valid(c, one.array, v);
        if (n != 1)
            ok = fault(c, "Expected 1 matching subschema but found %zu", n);
        for (size_t i = 0; n == 0 && i < one.array->len; i++)
            check(c, one.array->items[i], v);
    }
    if (given(not_)) {
        c->silent++;
        bool holds = check(c, not_, v);
        c->silent--;
        if (holds)
            ok = fault(c, "The value matches the schema of not");
    }
    if (given(if_)) {
        c->silent++;
        bool holds = check(c, if_, v);
        c->silent--;
        struct value next = keyword(schema, holds ? "then" : "else");
        if (given(next))
            ok = check(c, next, v) && ok;
    }
    return ok;
}

/* What "#/a/b" points at; false: nothing. */
static bool resolve(struct checker *c, const char *ref, struct value *out)
{
    const char *p = ref;
    struct value at = c->root;

    if (*p++ != '#')
        return false;
    while (*p == '/') {
        const char *end = strchrnul(++p, '/');
        AUTO_STRBUF key = STRBUF_INIT;
        for (; p < end; p++) {
            if (*p == '~' && p + 1 < end)
                strbuf_addch(&key, *++p == '1' ? '/' : '~');
            else
                strbuf_addch(&key, *p);
        }
        if (at.kind == V_HASH) {
            const struct value *next = hash_gets(at.hash, key.buf);
            if (!next)
                return false;
            at = *next;
        } else if (at.kind == V_ARRAY) {
            char *stop;
            unsigned long i = strtoul(key.buf, &stop, 10);
            if (*stop || !key.len || i >= at.array->len)
                return false;
            at = at.array->items[i];
        } else {
            return false;
        }
    }
    *out = at;
    return *p == '\0';
}

/* The file that is meant before the '#': beside the one that refers to it. */
static char *document_path(const struct checker *c, const char *ref, size_t len)
{
    static const char scheme[] = "file://";
    const char *slash = strrchr(c->file, '/');

    if (len >= sizeof(scheme) && strncmp(ref, scheme, sizeof(scheme) - 1) == 0) {
        ref += sizeof(scheme) - 1;
        len -= sizeof(scheme) - 1;
    }
    if (ref[0] == '/' || !slash)
        return xasprintf("%.*s", (int)len, ref);
    return xasprintf("%.*s/%.*s", (int)(slash - c->file), c->file, (int)len, ref);
}

static bool follow(struct checker *c, const char *ref, struct value v, bool *found)
{
    struct value target;

    *found = resolve(c, ref, &target);
    return *found && check(c, target, v);
}

static bool follow_to_document(struct checker *c, const char *ref, struct value v, bool *found)
{
    const char *fragment = strchrnul(ref, '#'), *file = c->file;
    struct value root = c->root;
    AUTO_FREE char *path = document_path(c, ref, (size_t)(fragment - ref));
    bool ok = false;

    if (c->documents->open(c->documents->data, path, &c->root)) {
        c->file = path;
        ok = follow(c, *fragment ? fragment : "#", v, found);
    }
    c->root = root;
    c->file = file;
    return ok;
}

static bool check_reference(struct checker *c, struct value schema, struct value v)
{
    struct value ref = keyword(schema, "$ref");
    bool found = false, ok = false;

    if (ref.kind != V_STRING)
        return true;
    if (ref.str->data[0] == '#')
        ok = follow(c, ref.str->data, v, &found);
    else if (c->documents)
        ok = follow_to_document(c, ref.str->data, v, &found);
    if (!found && !*c->err)
        err_set(c->err, ERR_INVALID_PARAMETER, "Could not resolve '%s'.", ref.str->data);
    return ok;
}

static bool check(struct checker *c, struct value schema, struct value v)
{
    if (schema.kind == V_BOOL)
        return schema.b || fault(c, "All values fail against the false schema");
    if (schema.kind != V_HASH || *c->err)
        return true;
    if (++c->depth > DEEPEST) {
        err_set(c->err, ERR_INVALID_PARAMETER, "The schema refers to itself without end.");
        c->depth--;
        return false;
    }
    bool ok = check_reference(c, schema, v);
    ok = check_type(c, schema, v) && ok;
    ok = check_values(c, schema, v) && ok;
    if (is_number(v))
        ok = check_number(c, schema, v) && ok;
    else if (v.kind == V_STRING)
        ok = check_string(c, schema, v) && ok;
    else if (v.kind == V_ARRAY)
        ok = check_array(c, schema, v) && ok;
    else if (v.kind == V_HASH)
        ok = check_object(c, schema, v) && ok;
    ok = check_combined(c, schema, v) && ok;
    c->depth--;
    return ok;
}

bool json_schema_check(struct value schema, const struct json_schema_documents *documents,
                       struct value v,
                       void (*report)(void *data, const char *what, const char *where), void *data,
                       struct err **err)
{
    struct err *own = NULL;
    struct checker c = { .root = schema,
                         .documents = documents,
                         .file = documents ? documents->file : NULL,
                         .report = report,
                         .data = data,
                         .where = STRBUF_INIT,
                         .err = &own };
    bool ok = check(&c, schema, v);

    strbuf_release(&c.where);
    if (own)
        err_move(err, &own);
    return ok;
}
