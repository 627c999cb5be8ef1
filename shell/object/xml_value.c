#include "shell/object/xml_value.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/object/types/xml.h"

struct xml_ref {
    struct xml_node *node;
};

struct xml_node *xml_node_of(struct value v)
{
    if (v.kind != V_OBJECT || !type_is_a(v.object->type, &type_xml_node))
        return NULL;
    return ((struct xml_ref *)object_payload(v.object))->node;
}

void xml_value_destroy(struct object *o)
{
    struct xml_node *node = ((struct xml_ref *)object_payload(o))->node;

    node->wrapper = NULL;
    xml_release(node->doc);
}

struct value xml_value(struct xml_node *node)
{
    if (!node)
        return value_null();
    if (node->wrapper)
        return value_ref(value_of_object(node->wrapper));
    struct object *o = object_new(xml_type_of(node->kind));
    ((struct xml_ref *)object_payload(o))->node = node;
    xml_hold(node->doc);
    node->wrapper = o;
    return value_of_object(o);
}

struct value xml_node_list(struct xml_node *const *nodes, size_t len)
{
    struct array *a = array_new(len);

    a->type = &type_xml_node_list;
    a->read_only = true;
    for (size_t i = 0; i < len; i++)
        array_push_take(a, xml_value(nodes[i]));
    return value_of_array(a);
}

/* ---- the adapter: child elements and attributes as properties ---- */

/* The i-th attribute or child, blanks left out; NULL at the end. */
static struct xml_node *next_part(const struct xml_node *n, struct xml_node *at)
{
    bool attr = !at || at->kind == XML_ATTRIBUTE;

    at = at ? at->next : n->first_attr;
    if (attr && !at)
        at = n->first;
    while (at && at->kind == XML_WHITESPACE)
        at = at->next;
    return at;
}

static bool is_called(const struct xml_node *n, const char *name, size_t len)
{
    return text_caseeqn(n->local, strlen(n->local), name, len);
}

static const char *adapter_has(struct value self, const char *name, size_t len)
{
    const struct xml_node *n = xml_node_of(self);

    for (struct xml_node *at = next_part(n, NULL); at; at = next_part(n, at))
        if (is_called(at, name, len))
            return at->local;
    return NULL;
}

/* Elements of nothing but text are that text. */
static struct value simplified(struct xml_node *n)
{
    bool plain = n->kind != XML_ELEMENT ||
                 (!n->first_attr && (!n->first || (n->first->kind == XML_TEXT && !n->first->next)));

    if (!plain)
        return xml_value(n);
    struct strbuf text = STRBUF_INIT;
    xml_text(n, &text);
    return value_string_take(&text);
}

static int adapter_get(struct value self, const char *name, size_t len, struct value *out,
                       struct err **err)
{
    const struct xml_node *n = xml_node_of(self);
    struct xml_node *first = NULL;
    struct array *all = NULL;

    (void)err;
    for (struct xml_node *at = next_part(n, NULL); at; at = next_part(n, at)) {
        if (!is_called(at, name, len))
            continue;
        if (!first) {
            first = at;
            continue;
        }
        if (!all) {
            all = array_new(4);
            array_push_take(all, simplified(first));
        }
        array_push_take(all, simplified(at));
    }
    *out = all ? value_of_array(all) : first ? simplified(first) : value_null();
    return 0;
}

static int adapter_set(struct value self, const char *name, size_t len, struct value v,
                       struct err **err)
{
    const struct xml_node *n = xml_node_of(self);
    struct xml_node *only = NULL;
    const char *id = NULL;

    for (struct xml_node *at = next_part(n, NULL); at; at = next_part(n, at)) {
        if (!is_called(at, name, len))
            continue;
        if (only)
            id = "XmlNodeSetRestrictionsMoreThanOneNode";
        only = at;
    }
    if (!id && only && only->kind == XML_ELEMENT) {
        if (only->first_attr)
            id = "XmlNodeSetRestrictionsNodeWithAttributes";
        else if (only->first && (only->first->kind != XML_TEXT || only->first->next))
            id = "XmlNodeSetRestrictionsUnknownNodeType";
    }
    if (id) {
        err_set(err, ERR_INVALID_STATE,
                "Cannot set \"%s\" because only strings can be used as values to set XmlNode "
                "properties.",
                only->local);
        return err_type(err, "System.Management.Automation.SetValueException", id);
    }
    AUTO_VALUE text = value_to_string(v);
    if (only)
        xml_set_text(only, text.str->data, text.str->len);
    return 0;
}

/* Was a part of this name met before at? */
static bool met_before(const struct xml_node *n, const struct xml_node *at)
{
    for (struct xml_node *p = next_part(n, NULL); p != at; p = next_part(n, p))
        if (is_called(p, at->local, strlen(at->local)))
            return true;
    return false;
}

static const char *adapter_next(struct value self, void **at)
{
    const struct xml_node *n = xml_node_of(self);
    struct xml_node *p = *at;

    do
        p = next_part(n, p);
    while (p && met_before(n, p));
    *at = p;
    return p ? p->local : NULL;
}

static const char *adapter_label(struct value self)
{
    return xml_node_of(self)->local;
}

const struct adapter xml_adapter = { adapter_has, adapter_get, adapter_set, adapter_next,
                                     adapter_label };

/* ---- reading ---- */

int xml_from_value(struct value v, struct value *out, struct err **err)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (v.kind == V_OBJECT && v.object->type == &type_xml_document) {
        *out = value_ref(v);
        return 0;
    }
    value_join(v, "\n", &text);
    AUTO_XML *doc = xml_read(text.buf, text.len, false, err);
    if (!doc) {
        AUTO_STRBUF shown = STRBUF_INIT;
        AUTO_VALUE as_text = value_null();
        if (v.kind == V_ARRAY) {
            strbuf_adds(&shown, value_type_of(v)->name);
            as_text = value_string_take(&shown);
        } else {
            as_text = value_to_string(v);
        }
        return fail_cast(err, as_text, &type_xml_document, "InvalidCastToXmlDocument");
    }
    *out = xml_value(doc->root);
    return 0;
}

static int read_bytes(const char *path, struct strbuf *out, struct err **err)
{
    AUTO_FILE FILE *f = fopen(path, "re");
    char buf[16 * 1024];
    size_t n;

    if (!f && errno == ENOENT) {
        err_set(err, ERR_OBJECT_NOT_FOUND, "Could not find file '%s'.", path);
        return err_type(err, "System.IO.FileNotFoundException", NULL);
    }
    if (!f)
        return err_set_errno(err, errno, "Cannot open '%s'", path);
    while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
        strbuf_add(out, buf, n);
    if (ferror(f))
        return err_set_errno(err, errno, "Cannot read '%s'", path);
    return 0;
}

static void from_utf16(const struct strbuf *bytes, bool big, struct strbuf *out)
{
    const unsigned char *b = (const unsigned char *)bytes->buf;

    for (size_t i = 2; i + 1 < bytes->len; i += 2) {
        uint32_t u = big ? (uint32_t)b[i] << 8 | b[i + 1] : (uint32_t)b[i + 1] << 8 | b[i];
        if (u >= 0xD800 && u < 0xDC00 && i + 3 < bytes->len) {
            uint32_t low =
                big ? (uint32_t)b[i + 2] << 8 | b[i + 3] : (uint32_t)b[i + 3] << 8 | b[i + 2];
            if (low >= 0xDC00 && low < 0xE000) {
                u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
                i += 2;
            }
        }
        strbuf_addrune(out, u);
    }
}

static bool says_latin1(const struct strbuf *bytes)
{
    static const char *const names[] = { "iso-8859-1", "latin1", "windows-1252" };
    const char *end = memchr(bytes->buf, '>', bytes->len);
    size_t head = end ? (size_t)(end - bytes->buf) : 0;

    if (strncmp(bytes->buf, "<?xml", 5) != 0)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        for (size_t at = 0; at + strlen(names[i]) < head; at++)
            if (text_caseeqn(bytes->buf + at, strlen(names[i]), names[i], strlen(names[i])))
                return true;
    return false;
}

int xml_read_file_into(struct xml_doc *doc, const char *path, struct err **err)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;

    if (read_bytes(path, &bytes, err))
        return -1;
    bool big = bytes.len > 1 && memcmp(bytes.buf, "\xFE\xFF", 2) == 0;
    if (big || (bytes.len > 1 && memcmp(bytes.buf, "\xFF\xFE", 2) == 0)) {
        from_utf16(&bytes, big, &text);
        return xml_read_into(doc, text.buf, text.len, err);
    }
    if (says_latin1(&bytes)) {
        for (size_t i = 0; i < bytes.len; i++)
            strbuf_addrune(&text, (unsigned char)bytes.buf[i]);
        return xml_read_into(doc, text.buf, text.len, err);
    }
    return xml_read_into(doc, bytes.buf, bytes.len, err);
}

struct xml_doc *xml_read_file(const char *path, bool keep_space, struct err **err)
{
    struct xml_doc *doc = xml_new();

    doc->keep_space = keep_space;
    if (xml_read_file_into(doc, path, err) == 0)
        return doc;
    xml_release(doc);
    return NULL;
}

/* ---- selecting ---- */

static const char *prefix_in_hash(void *data, const char *prefix, size_t len)
{
    const struct hash *h = data;
    AUTO_VALUE key = value_string_len(prefix, len);
    const struct value *v = hash_get(h, key);

    return v && v->kind == V_STRING ? v->str->data : NULL;
}

int xml_select_value(struct xml_node *node, const char *path, struct value prefixes,
                     struct xml_nodes *out, struct err **err)
{
    struct hash *h = prefixes.kind == V_HASH ? prefixes.hash : xml_namespaces_hash(prefixes);

    return xml_select(node, path, h ? prefix_in_hash : NULL, h, out, err);
}
