#include <math.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/format/clixml.h"
#include "shell/format/property_spec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/object/datetime.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/wrap.h"
#include "shell/object/xml_value.h"

enum { DEEPEST = 50 };

struct clixml_writer {
    const struct format_env *env;
    struct strbuf *out;
    int level;
    bool one_line, begun;
    const char *stream; /* of the value that is about to be written; NULL: none */
    VEC(struct value)
    objects;        /* written so far, held so that none takes another's place; the
                       index is the RefId */
    size_t *places; /* index + 1 by address, open addressing */
    size_t nplaces;
    VEC(char *) types; /* lists of type names written so far, joined */
};

static void write_one(struct clixml_writer *w, struct value v, const char *name, int depth);

/* ---- text ---- */

static void new_line(struct clixml_writer *w)
{
    if (w->one_line)
        return;
    strbuf_addch(w->out, '\n');
    strbuf_fill(w->out, ' ', (size_t)w->level * 2);
}

/* Control characters, halves of pairs and what would read as such a code: _x000A_. */
static void add_encoded(struct strbuf *out, const char *s, size_t len, bool attribute)
{
    AUTO_STRBUF text = STRBUF_INIT;
    size_t used;

    for (size_t i = 0; i < len; i += used) {
        uint32_t c = utf8_decode(s + i, len - i, &used);
        if (c <= 0x1F || (c >= 0x7F && c <= 0x9F) || (c >= 0xD800 && c <= 0xDFFF) ||
            (c == '_' && i + 1 < len && (s[i + 1] == 'x' || s[i + 1] == 'X')))
            strbuf_addf(&text, "_x%04X_", c);
        else if (c >= 0x10000)
            strbuf_addf(&text, "_x%04X__x%04X_", 0xD800 + ((c - 0x10000) >> 10),
                        0xDC00 + ((c - 0x10000) & 0x3FF));
        else
            strbuf_add(&text, s + i, used);
    }
    xml_escape(text.buf, text.len, attribute, out);
}

static void start(struct clixml_writer *w, const char *tag, const char *name)
{
    new_line(w);
    strbuf_addf(w->out, "<%s", tag);
    if (name) {
        strbuf_adds(w->out, " N=\"");
        add_encoded(w->out, name, strlen(name), true);
        strbuf_addch(w->out, '"');
    }
    if (w->stream)
        strbuf_addf(w->out, " S=\"%s\"", w->stream);
    w->stream = NULL;
}

static void leaf(struct clixml_writer *w, const char *tag, const char *name, const char *text,
                 size_t len)
{
    start(w, tag, name);
    strbuf_addch(w->out, '>');
    add_encoded(w->out, text, len, false);
    strbuf_addf(w->out, "</%s>", tag);
}

static void open_tag(struct clixml_writer *w, const char *tag)
{
    start(w, tag, NULL);
    strbuf_addch(w->out, '>');
    w->level++;
}

static void close_tag(struct clixml_writer *w, const char *tag)
{
    w->level--;
    new_line(w);
    strbuf_addf(w->out, "</%s>", tag);
}

/* ---- known types ---- */

/* ISO 8601: P1DT2H3M4.5S */
static void span_text(int64_t ticks, struct strbuf *out)
{
    uint64_t t = ticks < 0 ? 0 - (uint64_t)ticks : (uint64_t)ticks;
    uint64_t seconds = t / 10000000, fraction = t % 10000000;

    strbuf_adds(out, ticks < 0 ? "-P" : "P");
    if (seconds / 86400)
        strbuf_addf(out, "%lluD", (unsigned long long)(seconds / 86400));
    seconds %= 86400;
    if (!seconds && !fraction) {
        if (t == 0)
            strbuf_adds(out, "T0S");
        return;
    }
    strbuf_addch(out, 'T');
    if (seconds / 3600)
        strbuf_addf(out, "%uH", (unsigned)(seconds / 3600));
    if (seconds / 60 % 60)
        strbuf_addf(out, "%uM", (unsigned)(seconds / 60 % 60));
    if (seconds % 60 || fraction) {
        strbuf_addf(out, "%u", (unsigned)(seconds % 60));
        if (fraction) {
            strbuf_addf(out, ".%07u", (unsigned)fraction);
            while (out->buf[out->len - 1] == '0')
                strbuf_truncate(out, out->len - 1);
        }
        strbuf_addch(out, 'S');
    }
}

static void base64(const struct array *a, struct strbuf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < a->len; i += 3) {
        size_t n = a->len - i < 3 ? a->len - i : 3;
        uint32_t u = (uint32_t)(a->items[i].i & 0xFF) << 16;
        if (n > 1)
            u |= (uint32_t)(a->items[i + 1].i & 0xFF) << 8;
        if (n > 2)
            u |= (uint32_t)(a->items[i + 2].i & 0xFF);
        strbuf_addch(out, digits[u >> 18]);
        strbuf_addch(out, digits[u >> 12 & 63]);
        strbuf_addch(out, n > 1 ? digits[u >> 6 & 63] : '=');
        strbuf_addch(out, n > 2 ? digits[u & 63] : '=');
    }
}

/* The secret as the hexadecimal digits of its UTF-16, as PowerShell has it where the system
 * encrypts nothing. */
static void secret_text(struct value v, struct strbuf *out)
{
    size_t len, used;
    const char *s = securestring_text(v, &len);

    for (size_t i = 0; s && i < len; i += used) {
        uint32_t c = utf8_decode(s + i, len - i, &used);
        uint32_t units[2] = { c, 0 };
        if (c >= 0x10000) {
            units[0] = 0xD800 + ((c - 0x10000) >> 10);
            units[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        for (size_t k = 0; k < (c >= 0x10000 ? 2u : 1u); k++)
            strbuf_addf(out, "%02x%02x", units[k] & 0xFF, units[k] >> 8);
    }
}

static const char *object_tag(struct value v, struct strbuf *text)
{
    const struct type_info *t = v.object->type;

    if (t == &type_securestring) {
        secret_text(v, text);
        return "SS";
    }
    if (t == &type_xml_document) {
        xml_write(xml_node_of(v), false, XML_COMPACT, text);
        return "XD";
    }
    const char *tag = t == &type_guid          ? "G"
                      : t == &type_uri         ? "URI"
                      : t == &type_version     ? "Version"
                      : t == &type_scriptblock ? "SBK"
                                               : NULL;
    if (tag)
        value_to_strbuf(v, text);
    return tag;
}

/* The tag and text of what is written as one element; NULL: something else. */
static const char *known_tag(struct value v, struct strbuf *text)
{
    static const char *const tags[] = {
        [V_CHAR] = "C",     [V_SBYTE] = "SB",   [V_BYTE] = "By",
        [V_INT16] = "I16",  [V_UINT16] = "U16", [V_INT32] = "I32",
        [V_UINT32] = "U32", [V_INT64] = "I64",  [V_UINT64] = "U64",
    };

    switch (v.kind) {
    case V_BOOL:
        strbuf_adds(text, v.b ? "true" : "false");
        return "B";
    case V_CHAR:
        strbuf_addf(text, "%u", (unsigned)v.i);
        return "C";
    case V_SINGLE:
    case V_DOUBLE:
        if (isinf(v.d))
            strbuf_adds(text, v.d < 0 ? "-INF" : "INF");
        else
            value_to_strbuf(v, text);
        return v.kind == V_SINGLE ? "Sg" : "Db";
    case V_DECIMAL:
        value_to_strbuf(v, text);
        return "D";
    case V_DATETIME:
        date_iso_text(v, text);
        return "DT";
    case V_TIMESPAN:
        span_text(v.i, text);
        return "TS";
    case V_STRING:
        strbuf_add(text, v.str->data, v.str->len);
        return "S";
    case V_ARRAY:
        if (value_type_of(v) != &type_byte_array)
            return NULL;
        base64(v.array, text);
        return "BA";
    case V_OBJECT:
        return object_tag(v, text);
    default:
        if (!value_is_integer(v))
            return NULL;
        value_to_strbuf(v, text);
        return tags[v.kind];
    }
}

/* ---- objects ---- */

static size_t place_of(const struct clixml_writer *w, struct value v)
{
    size_t at = ((uintptr_t)v.refs >> 4) * 0x9E3779B97F4A7C15u % w->nplaces;

    while (w->places[at] && w->objects.items[w->places[at] - 1].refs != v.refs)
        at = at + 1 == w->nplaces ? 0 : at + 1;
    return at;
}

/* SIZE_MAX: not written yet. */
static size_t ref_of(const struct clixml_writer *w, struct value v)
{
    if (v.kind < V_FIRST_HEAP || !w->nplaces)
        return SIZE_MAX;
    size_t found = w->places[place_of(w, v)];
    return found ? found - 1 : SIZE_MAX;
}

static void remember(struct clixml_writer *w, struct value v)
{
    *vec_push(&w->objects) = value_ref(v);
    if (w->objects.len * 2 > w->nplaces) {
        free(w->places);
        w->nplaces = w->nplaces ? w->nplaces * 4 : 64;
        w->places = xcalloc(w->nplaces, sizeof(*w->places));
        for (size_t i = 0; i < w->objects.len; i++)
            if (w->objects.items[i].kind >= V_FIRST_HEAP)
                w->places[place_of(w, w->objects.items[i])] = i + 1;
    } else if (v.kind >= V_FIRST_HEAP) {
        w->places[place_of(w, v)] = w->objects.len;
    }
}

static void add_type_names(struct value v, struct strbuf *out)
{
    const char *const *own = value_type_names(v);
    bool all = own && own[0] && text_casestarts(own[0], "Deserialized.");

    for (; own && *own; own++)
        strbuf_addf(out, "%s\n", *own);
    for (const struct type_info *t = value_type_of(v); t && !all; t = t->base)
        strbuf_addf(out, "%s\n", t->name);
}

static void write_types(struct clixml_writer *w, struct value v)
{
    AUTO_STRBUF names = STRBUF_INIT;

    add_type_names(v, &names);
    for (size_t i = 0; i < w->types.len; i++) {
        if (strcmp(w->types.items[i], names.buf) == 0) {
            new_line(w);
            strbuf_addf(w->out, "<TNRef RefId=\"%zu\" />", i);
            return;
        }
    }
    new_line(w);
    strbuf_addf(w->out, "<TN RefId=\"%zu\">", w->types.len);
    w->level++;
    for (char *p = names.buf, *end; *p; p = end + 1) {
        end = strchr(p, '\n');
        leaf(w, "T", NULL, p, (size_t)(end - p));
    }
    close_tag(w, "TN");
    *vec_push(&w->types) = strbuf_detach(&names, NULL);
}

static void start_object(struct clixml_writer *w, struct value v, const char *name)
{
    start(w, "Obj", name);
    strbuf_addf(w->out, " RefId=\"%zu\">", w->objects.len);
    remember(w, v);
    w->level++;
    write_types(w, v);
}

/* Native properties one level less deep, added ones as deep as the object itself. */
static void write_members(struct clixml_writer *w, struct value v, bool added, int depth);

/* The members that scripts gave to what is no object. */
static void write_own_members(struct clixml_writer *w, struct value v, int depth)
{
    const struct object *holder = value_members(v);

    if (holder && holder->shape && holder->shape->count)
        write_members(w, v, true, depth);
}

static void write_array(struct clixml_writer *w, struct value v, const char *name, int depth)
{
    start_object(w, v, name);
    if (v.array->len == 0) {
        start(w, "LST", NULL);
        strbuf_adds(w->out, " />");
    } else {
        open_tag(w, "LST");
        for (size_t i = 0; i < v.array->len; i++)
            write_one(w, v.array->items[i], NULL, depth);
        close_tag(w, "LST");
    }
    write_own_members(w, v, depth);
    close_tag(w, "Obj");
}

static void write_hash(struct clixml_writer *w, struct value v, const char *name, int depth)
{
    struct hash_entry *e;

    start_object(w, v, name);
    if (v.hash->count == 0) {
        start(w, "DCT", NULL);
        strbuf_adds(w->out, " />");
    } else {
        open_tag(w, "DCT");
        for (size_t i = 0; (e = hash_next(v.hash, &i));) {
            open_tag(w, "En");
            write_one(w, e->key, "Key", depth);
            write_one(w, e->value, "Value", depth);
            close_tag(w, "En");
        }
        close_tag(w, "DCT");
    }
    write_own_members(w, v, depth);
    close_tag(w, "Obj");
}

static void write_credential(struct clixml_writer *w, struct value v)
{
    const char *user = pscredential_user(v);

    open_tag(w, "Props");
    leaf(w, "S", "UserName", user, strlen(user));
    write_one(w, pscredential_password(v), "Password", 1);
    close_tag(w, "Props");
}

static void write_members(struct clixml_writer *w, struct value v, bool added, int depth)
{
    struct member_iter it = format_members(w->env, v);
    struct member_entry m;
    bool opened = false;

    while (member_iter_next(&it, &m)) {
        if ((m.ref.found == FOUND_SLOT || m.ref.found == FOUND_TYPE) != added)
            continue;
        AUTO_FREE char *name = xstrndup(m.name, m.len);
        AUTO_VALUE value = value_null();
        if (m.ref.found == FOUND_SLOT && m.ref.kind == MEMBER_NOTE)
            value = value_ref(m.ref.holder->slots[m.ref.slot]);
        else
            format_get(w->env, v, name, &value);
        if (!opened)
            open_tag(w, added ? "MS" : "Props");
        opened = true;
        write_one(w, value, name, added && m.ref.kind == MEMBER_NOTE ? depth : depth - 1);
    }
    if (opened)
        close_tag(w, added ? "MS" : "Props");
}

static void write_to_string(struct clixml_writer *w, struct value v)
{
    AUTO_VALUE text = value_to_string(v);

    if (text.str->len)
        leaf(w, "ToString", NULL, text.str->data, text.str->len);
    else {
        new_line(w);
        strbuf_adds(w->out, "<ToString />");
    }
}

static void write_object(struct clixml_writer *w, struct value v, const char *name, int depth)
{
    bool bag = v.kind == V_OBJECT && v.object->type == &type_pscustomobject;

    if (depth <= 0 && !bag) {
        AUTO_VALUE text = value_to_string(v);
        leaf(w, "S", name, text.str->data, text.str->len);
        return;
    }
    start_object(w, v, name);
    if (!bag)
        write_to_string(w, v);
    if (v.kind == V_ENUM) {
        write_one(w, value_int(value_enum_get(v)), NULL, depth);
    } else if (v.kind == V_OBJECT && v.object->type == &type_pscredential) {
        write_credential(w, v);
    } else {
        write_members(w, v, false, depth);
        write_members(w, v, true, depth);
    }
    close_tag(w, "Obj");
}

/* What is written as one element, but has members or type names of its own. */
static void write_extended(struct clixml_writer *w, struct value v, const char *name,
                           const char *tag, const struct strbuf *text, int depth)
{
    start(w, "Obj", name);
    strbuf_addf(w->out, " RefId=\"%zu\">", w->objects.len);
    remember(w, v);
    w->level++;
    if (value_type_names(v))
        write_types(w, v);
    leaf(w, tag, NULL, text->buf, text->len);
    write_own_members(w, v, depth);
    close_tag(w, "Obj");
}

static void write_one(struct clixml_writer *w, struct value v, const char *name, int depth)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (cancel_wanted())
        return; /* nobody will read it */
    if (v.kind == V_NULL) {
        start(w, "Nil", name);
        strbuf_adds(w->out, " />");
        return;
    }
    const char *tag = known_tag(v, &text);
    const struct object *holder = value_members(v);
    bool extended = holder && ((holder->shape && holder->shape->count) || holder->type_names);
    if (tag && !extended) {
        leaf(w, tag, name, text.buf, text.len);
        return;
    }
    size_t ref = ref_of(w, v);
    if (ref != SIZE_MAX) {
        start(w, "Ref", name);
        strbuf_addf(w->out, " RefId=\"%zu\" />", ref);
        return;
    }
    if (w->level > DEEPEST * 2) {
        static const char deep[] = "The object is nested too deep to be written.";
        leaf(w, "S", name, deep, sizeof(deep) - 1);
        return;
    }
    if (tag)
        write_extended(w, v, name, tag, &text, depth);
    else if (v.kind == V_ARRAY)
        write_array(w, v, name, depth);
    else if (v.kind == V_HASH)
        write_hash(w, v, name, depth);
    else
        write_object(w, v, name, depth);
}

struct clixml_writer *clixml_writer_new(const struct format_env *env, bool one_line,
                                        struct strbuf *out)
{
    struct clixml_writer *w = xcalloc(1, sizeof(*w));

    w->env = env;
    w->out = out;
    w->one_line = one_line;
    w->level = 1;
    return w;
}

static void begin(struct clixml_writer *w)
{
    strbuf_adds(w->out, "<Objs Version=\"1.1.0.1\" "
                        "xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"");
    w->begun = true;
}

void clixml_writer_add(struct clixml_writer *w, struct value v, const char *stream, int depth)
{
    if (!w->begun) {
        begin(w);
        strbuf_addch(w->out, '>');
    }
    w->stream = stream;
    write_one(w, v, NULL, depth);
    w->stream = NULL;
}

void clixml_writer_end(struct clixml_writer *w)
{
    if (!w->begun) {
        begin(w);
        strbuf_adds(w->out, " />");
    } else {
        strbuf_adds(w->out, w->one_line ? "</Objs>" : "\n</Objs>");
    }
    for (size_t i = 0; i < w->objects.len; i++)
        value_unref(w->objects.items[i]);
    vec_release(&w->objects);
    free(w->places);
    for (size_t i = 0; i < w->types.len; i++)
        free(w->types.items[i]);
    vec_release(&w->types);
    free(w);
}

void clixml_write(const struct format_env *env, const struct value *items, size_t n, int depth,
                  struct strbuf *out)
{
    struct clixml_writer *w = clixml_writer_new(env, false, out);

    for (size_t i = 0; i < n; i++)
        clixml_writer_add(w, items[i], NULL, depth);
    clixml_writer_end(w);
}
