#include <string.h>

#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/format/clixml.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/object/datetime.h"
#include "shell/object/deserialized.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/object/xml_value.h"

enum { DEEPEST = 300 };

struct ref {
    char *id;
    struct value v;
};

struct reader {
    struct shapes *shapes;
    VEC(struct ref) objects;
    VEC(struct ref) types; /* v: an array of names */
    int depth;
    struct err **err;
};

static int read_one(struct reader *r, const struct xml_node *n, struct value *out);

static int bad(struct reader *r, const char *what, const char *name)
{
    err_set(r->err, ERR_INVALID_PARAMETER, "%s '%s'.", what, name);
    return err_type(r->err, "System.Xml.XmlException", NULL);
}

/* _x000A_ back to the character; pairs of halves become one. */
static struct value decode(const char *s)
{
    struct strbuf out = STRBUF_INIT;
    uint32_t high = 0;

    while (*s) {
        uint32_t unit = 0;
        bool coded = s[0] == '_' && (s[1] == 'x' || s[1] == 'X') && strlen(s) >= 7 && s[6] == '_';
        for (int i = 2; coded && i < 6; i++) {
            const char *digits = "0123456789abcdef", *at;
            char c = s[i] >= 'A' && s[i] <= 'F' ? (char)(s[i] + 32) : s[i];
            at = strchr(digits, c);
            coded = at != NULL;
            unit = unit * 16 + (at ? (uint32_t)(at - digits) : 0);
        }
        if (!coded) {
            if (high)
                strbuf_addrune(&out, high);
            high = 0;
            strbuf_addch(&out, *s++);
            continue;
        }
        s += 7;
        if (high && unit >= 0xDC00 && unit < 0xE000) {
            strbuf_addrune(&out, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            high = 0;
            continue;
        }
        if (high)
            strbuf_addrune(&out, high);
        high = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
        if (!high)
            strbuf_addrune(&out, unit);
    }
    if (high)
        strbuf_addrune(&out, high);
    return value_string_take(&out);
}

static struct value text_of(const struct xml_node *n)
{
    AUTO_STRBUF text = STRBUF_INIT;

    xml_text(n, &text);
    return decode(text.buf);
}

/* ---- known types ---- */

static int read_span(const char *s, struct value *out)
{
    bool minus = *s == '-';
    double total = 0;
    int64_t ticks = 0;
    bool time = false;

    s += minus;
    if (*s++ != 'P')
        return -1;
    while (*s) {
        if (*s == 'T') {
            time = true;
            s++;
            continue;
        }
        char *end;
        double n = strtod(s, &end);
        if (end == s)
            return -1;
        double unit = *end == 'D'           ? 86400
                      : *end == 'H'         ? 3600
                      : *end == 'M' && time ? 60
                      : *end == 'S'         ? 1
                                            : 0;
        if (unit == 0)
            return -1;
        total += n * unit;
        s = end + 1;
    }
    if (total > 9e11)
        return -1;
    ticks = (int64_t)(total * 1e7 + 0.5);
    *out = value_timespan(minus ? -ticks : ticks);
    return 0;
}

static int read_bytes(const char *s, struct value *out)
{
    struct array *a = array_new(strlen(s) / 4 * 3);
    uint32_t u = 0;
    int bits = 0;

    a->type = &type_byte_array;
    a->element = &type_byte;
    *out = value_of_array(a);
    for (; *s && *s != '='; s++) {
        static const char digits[] =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        const char *at = strchr(digits, *s);
        if (strchr(" \t\r\n", *s))
            continue;
        if (!at)
            return -1;
        u = u << 6 | (uint32_t)(at - digits);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            array_push_take(a, value_integer(V_BYTE, u >> bits & 0xFF));
        }
    }
    return 0;
}

static int read_secret(const char *s, struct value *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    uint32_t high = 0;

    for (; strlen(s) >= 4; s += 4) {
        char pair[5] = { s[2], s[3], s[0], s[1], 0 };
        char *end;
        uint32_t unit = (uint32_t)strtoul(pair, &end, 16);
        if (*end)
            return -1;
        if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
        } else if (high && unit >= 0xDC00 && unit < 0xE000) {
            strbuf_addrune(&text, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            high = 0;
        } else {
            strbuf_addrune(&text, unit);
        }
    }
    if (*s)
        return -1;
    *out = securestring_new(text.buf, text.len);
    memset(text.buf, 0, text.len);
    return 0;
}

static int read_date(struct value text, struct value *out)
{
    if (date_parse(text.str->data, text.str->len, out))
        return -1;
    if (text.str->len && text.str->data[text.str->len - 1] == 'Z')
        *out = date_to_utc(*out);
    return 0;
}

/* 1: the element is no known type. */
static int read_known(struct reader *r, const struct xml_node *n, struct value *out)
{
    static const struct {
        const char *tag;
        const struct type_info *type;
    } tags[] = {
        { "I32", &type_int32 },  { "I64", &type_int64 },       { "By", &type_byte },
        { "SB", &type_sbyte },   { "I16", &type_int16 },       { "U16", &type_uint16 },
        { "U32", &type_uint32 }, { "U64", &type_uint64 },      { "Db", &type_double },
        { "Sg", &type_single },  { "D", &type_decimal },       { "G", &type_guid },
        { "URI", &type_uri },    { "Version", &type_version },
    };
    const char *tag = n->local;
    AUTO_VALUE text = text_of(n);

    if (strcmp(tag, "S") == 0 || strcmp(tag, "SBK") == 0) {
        *out = value_ref(text);
        return 0;
    }
    if (strcmp(tag, "Nil") == 0) {
        *out = value_null();
        return 0;
    }
    if (strcmp(tag, "B") == 0) {
        *out = value_bool(text_caseeq(text.str->data, "true") || strcmp(text.str->data, "1") == 0);
        return 0;
    }
    if (strcmp(tag, "C") == 0) {
        *out = value_char((uint16_t)strtoul(text.str->data, NULL, 10));
        return 0;
    }
    int rc = 1;
    if (strcmp(tag, "TS") == 0)
        rc = read_span(text.str->data, out);
    else if (strcmp(tag, "DT") == 0)
        rc = read_date(text, out);
    else if (strcmp(tag, "BA") == 0)
        rc = read_bytes(text.str->data, out);
    else if (strcmp(tag, "SS") == 0)
        rc = read_secret(text.str->data, out);
    else if (strcmp(tag, "XD") == 0)
        rc = xml_from_value(text, out, r->err);
    if (rc <= 0)
        return rc && !*r->err ? bad(r, "Cannot read the value", text.str->data) : rc;
    for (size_t i = 0; i < ARRAY_SIZE(tags); i++) {
        if (strcmp(tag, tags[i].tag) != 0)
            continue;
        if (strcmp(text.str->data, "INF") == 0 || strcmp(text.str->data, "-INF") == 0) {
            *out = value_double(text.str->data[0] == '-' ? -__builtin_inf() : __builtin_inf());
            return 0;
        }
        return value_convert(text, tags[i].type, out, r->err);
    }
    return 1;
}

/* ---- objects ---- */

static struct value read_types(struct reader *r, const struct xml_node *n)
{
    const struct xml_node *tn = xml_child(n, "TN"), *ref = xml_child(n, "TNRef");

    if (ref) {
        const char *id = xml_attr_value(ref, "RefId");
        for (size_t i = 0; id && i < r->types.len; i++)
            if (strcmp(r->types.items[i].id, id) == 0)
                return value_ref(r->types.items[i].v);
    }
    struct array *names = array_new(4);
    for (const struct xml_node *t = tn ? xml_child(tn, "T") : NULL; t; t = xml_next_element(t))
        array_push_take(names, text_of(t));
    const char *id = tn ? xml_attr_value(tn, "RefId") : NULL;
    if (id)
        *vec_push(&r->types) = (struct ref){ xstrdup(id), value_ref(value_of_array(names)) };
    return value_of_array(names);
}

static bool is_type(const struct array *names, const char *name)
{
    if (!names->len)
        return false;
    const char *first = names->items[0].str->data;
    if (text_casestarts(first, "Deserialized."))
        first += strlen("Deserialized.");
    return text_casestarts(first, name);
}

static void name_types(struct object *o, const struct array *names)
{
    VEC(char *) list = VEC_INIT;

    for (size_t i = 0; i < names->len; i++) {
        const char *s = names->items[i].str->data;
        *vec_push(&list) =
            xasprintf("%s%s", text_casestarts(s, "Deserialized.") ? "" : "Deserialized.", s);
    }
    *vec_push(&list) = NULL;
    if (list.len > 1)
        object_set_type_names(o, (const char *const *)list.items);
    for (size_t i = 0; i < list.len; i++)
        free(list.items[i]);
    vec_release(&list);
}

static int read_list(struct reader *r, const struct xml_node *n, struct array *a)
{
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next_element(c)) {
        struct value v = value_null();
        if (read_one(r, c, &v))
            return -1;
        array_push_take(a, v);
    }
    return 0;
}

static int read_entries(struct reader *r, const struct xml_node *n, struct hash *h)
{
    for (const struct xml_node *e = xml_child(n, "En"); e; e = xml_next_element(e)) {
        AUTO_VALUE key = value_null();
        struct value v = value_null();
        for (const struct xml_node *c = xml_child(e, NULL); c; c = xml_next_element(c)) {
            const char *name = xml_attr_value(c, "N");
            struct value part = value_null();
            if (read_one(r, c, &part)) {
                value_unref(v);
                return -1;
            }
            value_replace_take(name && strcmp(name, "Key") == 0 ? &key : &v, part);
        }
        if (key.kind == V_NULL) {
            value_unref(v);
            return bad(r, "A dictionary has an entry without a key in", n->local);
        }
        /* what another shell told apart by case must stay apart */
        if (hash_get(h, key))
            h->flags |= HASH_CASE_SENSITIVE;
        hash_set_take(h, key, v);
    }
    return 0;
}

static int read_members(struct reader *r, const struct xml_node *n, struct object *o)
{
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next_element(c)) {
        const char *name = xml_attr_value(c, "N");
        struct value v = value_null();
        if (!name)
            continue;
        if (read_one(r, c, &v))
            return -1;
        AUTO_VALUE key = decode(name);
        object_set_note_str_take(o, r->shapes, key.str, v);
    }
    return 0;
}

static int read_credential(struct reader *r, const struct xml_node *props, struct value *out)
{
    AUTO_VALUE user = value_null(), password = value_null();

    for (const struct xml_node *c = xml_child(props, NULL); c; c = xml_next_element(c)) {
        const char *name = xml_attr_value(c, "N");
        struct value v = value_null();
        if (read_one(r, c, &v))
            return -1;
        value_replace_take(name && strcmp(name, "UserName") == 0 ? &user : &password, v);
    }
    if (user.kind != V_STRING)
        return bad(r, "A credential without", "UserName");
    *out = pscredential_new(user.str->data, password);
    return 0;
}

static void remember(struct reader *r, const struct xml_node *n, struct value v)
{
    const char *id = xml_attr_value(n, "RefId");

    if (id)
        *vec_push(&r->objects) = (struct ref){ xstrdup(id), value_ref(v) };
}

/* The body of <Obj> that is a list, a dictionary or one known value; 1: none of them. */
static int read_body(struct reader *r, const struct xml_node *n, const struct array *types,
                     struct value *out)
{
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next_element(c)) {
        const char *tag = c->local;
        if (strcmp(tag, "LST") == 0 || strcmp(tag, "IE") == 0 || strcmp(tag, "QUE") == 0 ||
            strcmp(tag, "STK") == 0) {
            struct array *a = list_new(&type_array_list, NULL);
            *out = value_of_array(a);
            remember(r, n, *out);
            return read_list(r, c, a);
        }
        if (strcmp(tag, "DCT") == 0) {
            bool ordered = is_type(types, "System.Collections.Specialized.OrderedDictionary");
            struct hash *h = hash_new(ordered ? HASH_ORDERED : 0);
            h->type = ordered ? &type_ordered : &type_hashtable;
            *out = value_of_hash(h);
            remember(r, n, *out);
            return read_entries(r, c, h);
        }
        if (strcmp(tag, "TN") == 0 || strcmp(tag, "TNRef") == 0 || strcmp(tag, "ToString") == 0 ||
            strcmp(tag, "Props") == 0 || strcmp(tag, "MS") == 0)
            continue;
        if (xml_child(n, "ToString"))
            return 1; /* an enumeration: its number and its name */
        int rc = read_one(r, c, out);
        if (rc == 0)
            remember(r, n, *out);
        return rc;
    }
    return 1;
}

/* Members that were given to a text, a number, a list … */
static int read_own_members(struct reader *r, const struct xml_node *n, const struct array *types,
                            struct value *out)
{
    const struct xml_node *members = xml_child(n, "MS");
    bool named = types->len && out->kind < V_ARRAY;

    if ((!members && !named) || value_is_null(*out))
        return 0;
    value_replace_take(out, value_wrapped(*out));
    struct object *holder = value_members(*out);
    if (named)
        name_types(holder, types);
    return members ? read_members(r, members, holder) : 0;
}

static int read_object(struct reader *r, const struct xml_node *n, struct value *out)
{
    AUTO_VALUE types = read_types(r, n);
    const struct xml_node *props = xml_child(n, "Props"), *text = xml_child(n, "ToString");

    if (props && is_type(types.array, "System.Management.Automation.PSCredential"))
        return read_credential(r, props, out);
    int rc = read_body(r, n, types.array, out);
    if (rc == 0)
        return read_own_members(r, n, types.array, out);
    if (rc < 0)
        return rc;
    AUTO_VALUE shown = text ? text_of(text) : value_null();
    *out = text ? deserialized_new(shown.str) : value_of_object(object_new_custom(r->shapes));
    struct object *o = out->object;
    remember(r, n, *out);
    name_types(o, types.array);
    for (const struct xml_node *c = xml_child(n, NULL); c; c = xml_next_element(c)) {
        if (strcmp(c->local, "Props") == 0 || strcmp(c->local, "MS") == 0) {
            if (read_members(r, c, o))
                return -1;
        } else if (strcmp(c->local, "TN") != 0 && strcmp(c->local, "TNRef") != 0 &&
                   strcmp(c->local, "ToString") != 0) {
            struct value v = value_null();
            if (read_one(r, c, &v))
                return -1;
            object_set_note_take(o, r->shapes, "Value", v);
        }
    }
    return 0;
}

/* *out must be released by the caller also after a failure. */
static int read_one(struct reader *r, const struct xml_node *n, struct value *out)
{
    if (strcmp(n->local, "Ref") == 0) {
        const char *id = xml_attr_value(n, "RefId");
        for (size_t i = r->objects.len; id && i-- > 0;) {
            if (strcmp(r->objects.items[i].id, id) == 0) {
                *out = value_ref(r->objects.items[i].v);
                return 0;
            }
        }
        return bad(r, "There is no object before this reference to it:", id ? id : "");
    }
    if (strcmp(n->local, "Obj") == 0) {
        if (++r->depth > DEEPEST)
            return bad(r, "The objects nest too deep at", n->local);
        int rc = read_object(r, n, out);
        r->depth--;
        return rc;
    }
    int rc = read_known(r, n, out);
    return rc > 0 ? bad(r, "This element is no part of Clixml:", n->local) : rc;
}

/* streams: an array that gets a name for each value; NULL: nobody asks. */
static int read_document(const char *text, size_t len, struct shapes *shapes, struct value *out,
                         struct array *streams, struct err **err)
{
    static const char directive[] = "#< CLIXML";
    struct reader r = { .shapes = shapes, .err = err };
    struct array *all = array_new(4);
    int rc = 0;

    if (len > sizeof(directive) && memcmp(text, directive, sizeof(directive) - 1) == 0) {
        const char *nl = memchr(text, '\n', len);
        size_t skip = nl ? (size_t)(nl - text) + 1 : len;
        text += skip;
        len -= skip;
    }
    AUTO_XML *doc = xml_read(text, len, false, err);
    const struct xml_node *root = doc ? xml_root_element(doc) : NULL;
    if (!doc)
        rc = -1;
    else if (strcmp(root->local, "Objs") != 0)
        rc = bad(&r, "Clixml begins with the element 'Objs', not", root->local);
    else
        rc = read_list(&r, root, all);
    for (const struct xml_node *c = root && streams ? xml_child(root, NULL) : NULL; c;
         c = xml_next_element(c)) {
        const char *stream = xml_attr_value(c, "S");
        array_push_take(streams, value_string(stream ? stream : ""));
    }
    for (size_t i = 0; i < r.objects.len; i++) {
        free(r.objects.items[i].id);
        value_unref(r.objects.items[i].v);
    }
    vec_release(&r.objects);
    for (size_t i = 0; i < r.types.len; i++) {
        free(r.types.items[i].id);
        value_unref(r.types.items[i].v);
    }
    vec_release(&r.types);
    if (rc)
        value_unref(value_of_array(all));
    else
        *out = value_of_array(all);
    return rc;
}

int clixml_read(const char *text, size_t len, struct shapes *shapes, struct value *out,
                struct err **err)
{
    return read_document(text, len, shapes, out, NULL, err);
}

int clixml_read_streams(const char *text, size_t len, struct shapes *shapes, struct value *out,
                        struct value *streams, struct err **err)
{
    struct array *names = array_new(4);
    int rc = read_document(text, len, shapes, out, names, err);

    *streams = value_of_array(names);
    return rc;
}
