#include <errno.h>
#include <math.h>
#include <string.h>
#include <yaml.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/vec.h"
#include "shell/format/yaml.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"

enum { DEFAULT_DEPTH = 100, MOST_NODES = 10 * 1000 * 1000 };

struct anchor {
    char *name;
    struct value v;
    size_t nodes; /* in it, aliases counted as what they stand for */
};

struct reader {
    yaml_parser_t parser;
    yaml_event_t event; /* the one being looked at */
    bool has_event;
    const struct yaml_options *options;
    struct shapes *shapes;
    VEC(struct anchor) anchors;
    size_t nodes; /* read so far */
    int depth, max_depth;
    struct err **err;
};

static int read_node(struct reader *r, struct value *out);

static int fail(struct reader *r, const yaml_mark_t *at, const char *fmt, ...) PRINTF_LIKE(3, 4);
static int fail(struct reader *r, const yaml_mark_t *at, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    err_set(r->err, ERR_INVALID_PARAMETER,
            "Conversion from YAML failed with error: %s Line %zu, column %zu.", text.buf,
            at->line + 1, at->column + 1);
    return err_type(r->err, "System.ArgumentException", "InvalidYaml");
}

static int next(struct reader *r)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = false;
    if (cancel_check(r->err) < 0)
        return -1;
    if (!yaml_parser_parse(&r->parser, &r->event)) {
        const char *problem = r->parser.problem ? r->parser.problem : "the text is no YAML";
        return fail(r, &r->parser.problem_mark, "%s.", problem);
    }
    r->has_event = true;
    return 0;
}

/* ---- scalars ---- */

static bool is_one_of(const char *s, size_t len, const char *const *words)
{
    for (; *words; words++)
        if (strlen(*words) == len && memcmp(*words, s, len) == 0)
            return true;
    return false;
}

static bool all_digits(const char *s, size_t len, const char *digits)
{
    return len && strspn(s, digits) >= len;
}

static bool read_integer(const char *s, size_t len, struct value *out)
{
    size_t sign = len && (s[0] == '-' || s[0] == '+');
    int base = 10;

    errno = 0;
    if (len > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'o')) {
        base = s[1] == 'x' ? 16 : 8;
        if (!all_digits(s + 2, len - 2, base == 16 ? "0123456789abcdefABCDEF" : "01234567"))
            return false;
        unsigned long long u = strtoull(s + 2, NULL, base);
        if (errno || u > INT64_MAX)
            return false;
        *out = u <= INT32_MAX ? value_int((int32_t)u) : value_long((int64_t)u);
        return true;
    }
    if (!all_digits(s + sign, len - sign, "0123456789"))
        return false;
    long long n = strtoll(s, NULL, 10);
    if (errno == 0) {
        *out = n >= INT32_MIN && n <= INT32_MAX ? value_int((int32_t)n) : value_long(n);
        return true;
    }
    struct err *err = NULL;
    AUTO_VALUE text = value_string_len(s, len);
    if (value_convert(text, &type_decimal, out, &err) == 0)
        return true;
    err_clear(&err);
    *out = value_double(strtod(s, NULL));
    return true;
}

static bool read_float(const char *s, size_t len, struct value *out)
{
    static const char *const infinite[] = { ".inf", ".Inf", ".INF", NULL };
    static const char *const nan_words[] = { ".nan", ".NaN", ".NAN", NULL };
    size_t sign = len && (s[0] == '-' || s[0] == '+');

    if (is_one_of(s + sign, len - sign, infinite)) {
        *out = value_double(s[0] == '-' ? -INFINITY : INFINITY);
        return true;
    }
    if (is_one_of(s, len, nan_words)) {
        *out = value_double(NAN);
        return true;
    }
    if (len == sign || strspn(s + sign, "0123456789.eE+-") < len - sign ||
        !memchr("0123456789.", s[sign], 11) || !strpbrk(s, "0123456789"))
        return false;
    char *end;
    double d = strtod(s, &end);
    if (end != s + len)
        return false;
    *out = value_double(d);
    return true;
}

/* What a plain scalar stands for by the core schema; false: a string. */
static bool resolve(const char *s, size_t len, struct value *out)
{
    static const char *const nulls[] = { "", "~", "null", "Null", "NULL", NULL };
    static const char *const trues[] = { "true", "True", "TRUE", NULL };
    static const char *const falses[] = { "false", "False", "FALSE", NULL };

    if (is_one_of(s, len, nulls)) {
        *out = value_null();
        return true;
    }
    if (is_one_of(s, len, trues) || is_one_of(s, len, falses)) {
        *out = value_bool(s[0] == 't' || s[0] == 'T');
        return true;
    }
    return read_integer(s, len, out) || read_float(s, len, out);
}

static const char *core_tag(const char *tag)
{
    static const char prefix[] = "tag:yaml.org,2002:";

    return tag && strncmp(tag, prefix, sizeof(prefix) - 1) == 0 ? tag + sizeof(prefix) - 1 : tag;
}

static int unknown_tag(struct reader *r, const char *tag)
{
    return fail(r, &r->event.start_mark,
                "The tag '%s' is not one of the core schema (null, bool, int, float, str, seq, "
                "map); objects of other kinds are not made from data.",
                tag);
}

static int read_scalar(struct reader *r, struct value *out)
{
    const char *s = (const char *)r->event.data.scalar.value;
    size_t len = r->event.data.scalar.length;
    const char *tag = core_tag((const char *)r->event.data.scalar.tag);
    bool plain = r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;

    if (!tag) {
        if (!plain || !resolve(s, len, out))
            *out = value_string_len(s, len);
        return 0;
    }
    if (strcmp(tag, "str") == 0 || strcmp(tag, "!") == 0) {
        *out = value_string_len(s, len);
        return 0;
    }
    bool known = strcmp(tag, "null") == 0 || strcmp(tag, "bool") == 0 || strcmp(tag, "int") == 0 ||
                 strcmp(tag, "float") == 0;
    if (!known)
        return unknown_tag(r, tag);
    bool fits = resolve(s, len, out);
    if (fits && strcmp(tag, "float") == 0 && value_is_integer(*out))
        *out = value_double((double)out->i);
    fits = fits && (strcmp(tag, "null") == 0   ? out->kind == V_NULL
                    : strcmp(tag, "bool") == 0 ? out->kind == V_BOOL
                    : strcmp(tag, "int") == 0  ? value_is_integer(*out) || out->kind == V_DECIMAL
                                               : out->kind == V_DOUBLE);
    return fits ? 0 : fail(r, &r->event.start_mark, "'%s' is no value of type %s.", s, tag);
}

/* ---- collections ---- */

static int read_sequence(struct reader *r, struct value *out)
{
    struct array *a = array_new(0);

    *out = value_of_array(a);
    for (;;) {
        if (next(r))
            return -1;
        if (r->event.type == YAML_SEQUENCE_END_EVENT)
            return 0;
        struct value v = value_null();
        int rc = read_node(r, &v);
        array_push_take(a, v);
        if (rc)
            return -1;
    }
}

/* Takes v. fresh: it must not be there yet (else what is there stays: a merge). */
static int put_entry(struct reader *r, struct value map, struct value key, struct value v,
                     bool fresh, const yaml_mark_t *at)
{
    AUTO_VALUE name = map.kind == V_HASH ? value_ref(key) : value_to_string(key);
    AUTO_VALUE owned = v;
    const struct str *old = NULL;

    if (map.kind == V_HASH) {
        struct value *there = hash_get(map.hash, name);
        if (!there) {
            hash_set_take(map.hash, name, value_ref(owned));
            return 0;
        }
    } else {
        struct object *o = map.object;
        if (name.str->len == 0)
            return fail(r, at, "A property needs a name; -AsHashtable allows an empty key.");
        int slot = shape_find(o->shape, name.str->data, name.str->len);
        if (slot < 0) {
            object_set_note_str_take(o, r->shapes, name.str, value_ref(owned));
            return 0;
        }
        old = shape_name(o->shape, (uint32_t)slot);
    }
    if (!fresh)
        return 0;
    AUTO_VALUE text = value_to_string(key);
    if (old && !str_equals(old, name.str, false))
        return fail(r, at,
                    "The keys '%s' and '%s' differ only in case. Use the -AsHashtable switch "
                    "instead.",
                    old->data, name.str->data);
    return fail(r, at, "The key '%s' is there twice.", text.str->data);
}

static int merge(struct reader *r, struct value map, struct value from, const yaml_mark_t *at)
{
    struct hash_entry *e;

    if (from.kind == V_ARRAY) {
        for (size_t i = 0; i < from.array->len; i++)
            if (from.array->items[i].kind == V_ARRAY || merge(r, map, from.array->items[i], at))
                return *r->err ? -1 : fail(r, at, "A merge key takes mappings.");
        return 0;
    }
    if (from.kind == V_HASH) {
        for (size_t i = 0; (e = hash_next(from.hash, &i));)
            if (put_entry(r, map, e->key, value_ref(e->value), false, at))
                return -1;
        return 0;
    }
    if (from.kind != V_OBJECT || from.object->type != &type_pscustomobject)
        return fail(r, at, "A merge key takes mappings.");
    for (uint32_t i = 0; i < from.object->shape->count; i++)
        if (put_entry(r, map, value_of_str(shape_name(from.object->shape, i)),
                      value_ref(from.object->slots[i]), false, at))
            return -1;
    return 0;
}

static int read_mapping(struct reader *r, struct value *out)
{
    VEC(struct value) merges = VEC_INIT;
    yaml_mark_t merge_at = r->event.start_mark;
    int rc = 0;

    *out = r->options->as_hashtable ? value_of_hash(hash_new(HASH_ORDERED | HASH_CASE_SENSITIVE))
                                    : value_of_object(object_new_custom(r->shapes));
    while ((rc = next(r)) == 0 && r->event.type != YAML_MAPPING_END_EVENT) {
        yaml_mark_t at = r->event.start_mark;
        bool merging = r->event.type == YAML_SCALAR_EVENT && !r->event.data.scalar.tag &&
                       r->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
                       strcmp((const char *)r->event.data.scalar.value, "<<") == 0;
        AUTO_VALUE key = value_null();
        struct value v = value_null();
        rc = read_node(r, &key);
        if (rc == 0 && (key.kind == V_ARRAY || key.kind == V_HASH || key.kind == V_OBJECT))
            rc = fail(r, &at, "A key is a list or a mapping; keys have to be single values");
        if (rc == 0 && key.kind == V_NULL)
            value_replace_take(&key, value_string(""));
        if (rc == 0)
            rc = next(r);
        if (rc == 0)
            rc = read_node(r, &v);
        if (rc) {
            value_unref(v);
            break;
        }
        if (merging) {
            merge_at = at;
            *vec_push(&merges) = v;
            continue;
        }
        rc = put_entry(r, *out, key, v, true, &at);
        if (rc)
            break;
    }
    for (size_t i = 0; i < merges.len; i++) {
        if (rc == 0)
            rc = merge(r, *out, merges.items[i], &merge_at);
        value_unref(merges.items[i]);
    }
    vec_release(&merges);
    return rc;
}

static int read_alias(struct reader *r, struct value *out)
{
    const char *name = (const char *)r->event.data.alias.anchor;

    for (size_t i = r->anchors.len; i-- > 0;) {
        const struct anchor *a = &r->anchors.items[i];
        if (strcmp(a->name, name) != 0)
            continue;
        r->nodes += a->nodes;
        if (r->nodes > MOST_NODES)
            return fail(r, &r->event.start_mark,
                        "The aliases stand for more than %d values altogether.", MOST_NODES);
        *out = value_ref(a->v);
        return 0;
    }
    return fail(r, &r->event.start_mark, "There is no anchor '%s' before this alias.", name);
}

static int read_collection(struct reader *r, struct value *out)
{
    bool map = r->event.type == YAML_MAPPING_START_EVENT;
    const char *tag = core_tag(map ? (const char *)r->event.data.mapping_start.tag
                                   : (const char *)r->event.data.sequence_start.tag);

    if (tag && strcmp(tag, map ? "map" : "seq") != 0)
        return unknown_tag(r, tag);
    if (++r->depth > r->max_depth)
        return fail(r, &r->event.start_mark, "The collections nest deeper than %d levels.",
                    r->max_depth);
    int rc = map ? read_mapping(r, out) : read_sequence(r, out);
    r->depth--;
    return rc;
}

/* *out must be released by the caller also after a failure. */
static int read_node(struct reader *r, struct value *out)
{
    const char *anchor = NULL;
    size_t before = r->nodes++;
    int rc;

    if (r->event.type == YAML_ALIAS_EVENT)
        return read_alias(r, out);
    if (r->event.type == YAML_SCALAR_EVENT)
        anchor = (const char *)r->event.data.scalar.anchor;
    else if (r->event.type == YAML_MAPPING_START_EVENT)
        anchor = (const char *)r->event.data.mapping_start.anchor;
    else
        anchor = (const char *)r->event.data.sequence_start.anchor;
    AUTO_FREE char *name = anchor ? xstrdup(anchor) : NULL;
    rc = r->event.type == YAML_SCALAR_EVENT ? read_scalar(r, out) : read_collection(r, out);
    if (rc == 0 && name)
        *vec_push(&r->anchors) = (struct anchor){ STEAL(name), value_ref(*out), r->nodes - before };
    return rc;
}

static void drop_anchors(struct reader *r)
{
    for (size_t i = 0; i < r->anchors.len; i++) {
        free(r->anchors.items[i].name);
        value_unref(r->anchors.items[i].v);
    }
    r->anchors.len = 0;
}

static int read_stream(struct reader *r, struct array *documents)
{
    for (;;) {
        if (next(r))
            return -1;
        if (r->event.type == YAML_STREAM_END_EVENT)
            return 0;
        if (r->event.type == YAML_DOCUMENT_START_EVENT ||
            r->event.type == YAML_STREAM_START_EVENT || r->event.type == YAML_DOCUMENT_END_EVENT) {
            drop_anchors(r);
            continue;
        }
        struct value v = value_null();
        int rc = read_node(r, &v);
        array_push_take(documents, v);
        if (rc)
            return -1;
    }
}

int yaml_read(const char *text, size_t len, const struct yaml_options *options,
              struct shapes *shapes, struct value *out, struct err **err)
{
    struct reader r = { .options = options,
                        .shapes = shapes,
                        .max_depth = options->max_depth ? options->max_depth : DEFAULT_DEPTH,
                        .err = err };
    struct array *documents = array_new(1);

    if (!yaml_parser_initialize(&r.parser)) {
        value_unref(value_of_array(documents));
        return err_set(err, ERR_OPERATION_FAILED, "There is no memory for reading YAML.");
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, len);
    int rc = read_stream(&r, documents);
    if (r.has_event)
        yaml_event_delete(&r.event);
    drop_anchors(&r);
    vec_release(&r.anchors);
    yaml_parser_delete(&r.parser);
    if (rc)
        value_unref(value_of_array(documents));
    else
        *out = value_of_array(documents);
    return rc;
}
