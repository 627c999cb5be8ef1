/* What a body is by its head: its media type, its text. */
#include "cmdlets/core/web/web_types.h"

#include <string.h>
#include <strings.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/str.h"
#include "shell/object/types/encoding.h"
#include "shell/object/xml.h"

static const char *skip_space(const char *s)
{
    return s + strspn(s, " \t");
}

char *web_media_type(const char *field)
{
    if (!field)
        return NULL;
    field = skip_space(field);
    size_t n = strcspn(field, "; \t,");
    return n ? xstrndup(field, n) : NULL;
}

char *web_charset(const char *field)
{
    while (field && (field = strchr(field, ';'))) {
        field = skip_space(field + 1);
        if (strncasecmp(field, "charset", 7) != 0)
            continue;
        field = skip_space(field + 7);
        if (*field != '=')
            continue;
        field = skip_space(field + 1);
        field += *field == '"';
        return xstrndup(field, strcspn(field, "\"; \t"));
    }
    return NULL;
}

static bool is_one_of(const char *s, const char *const *list)
{
    for (; *list; list++)
        if (text_caseeq(s, *list))
            return true;
    return false;
}

bool web_is_json(const char *media_type)
{
    static const char *const types[] = { "application/json",
                                         "text/json",
                                         "application/x-javascript",
                                         "text/x-javascript",
                                         "application/javascript",
                                         "text/javascript",
                                         NULL };

    return media_type && is_one_of(media_type, types);
}

bool web_is_xml(const char *media_type)
{
    static const char *const types[] = { "application/xml",
                                         "application/xml-external-parsed-entity",
                                         "application/xml-dtd", NULL };
    size_t n = media_type ? strlen(media_type) : 0;

    return media_type &&
           (is_one_of(media_type, types) || (n > 4 && text_caseeq(media_type + n - 4, "+xml")));
}

bool web_is_text(const char *media_type)
{
    return media_type && (text_casestarts(media_type, "text/") || web_is_xml(media_type) ||
                          web_is_json(media_type));
}

/* ---- text ---- */

/* What stands behind the last word= after the tag; in the first 1024 bytes. */
static char *declared(const char *s, size_t len, const char *tag, const char *word)
{
    AUTO_FREE char *head = xstrndup(s, len < 1024 ? len : 1024);
    const char *at = strcasestr(head, tag);
    char *found = NULL;

    if (!at)
        return NULL;
    while ((at = strcasestr(at + 1, word))) {
        const char *p = at + strlen(word);
        p += strspn(p, " \t\r\n");
        if (*p != '=')
            continue;
        p++;
        p += strspn(p, " \t\r\n");
        p += *p == '"' || *p == '\'';
        size_t n = strcspn(p, " \t\r\n\"'<>");
        if (n < 2 || !p[n])
            continue;
        free(found);
        found = xstrndup(p, n);
    }
    return found;
}

static bool named(const char *name, struct value *out)
{
    AUTO_VALUE text = name ? value_string(name) : value_null();

    return name && encoding_named(text, out);
}

struct value web_decode(const struct http_head *head, const struct strbuf *body,
                        struct value *encoding)
{
    AUTO_FREE char *charset = web_charset(http_head_field(head, "Content-Type"));
    AUTO_VALUE e = value_null();

    if (!named(charset, &e)) {
        AUTO_FREE char *meta = declared(body->buf, body->len, "<meta", "charset");
        AUTO_FREE char *xml = meta ? NULL : declared(body->buf, body->len, "<?xml", "encoding");
        if (!named(meta ? meta : xml, &e))
            e = encoding_new(ENC_UTF8, true);
    }
    struct strbuf text = STRBUF_INIT;
    encoding_decode(encoding_kind(e), body->buf, body->len, &text);
    if (encoding)
        *encoding = value_ref(e);
    return value_string_take(&text);
}

/* ---- errors ---- */

static void new_line(struct strbuf *out, int depth)
{
    strbuf_addch(out, '\n');
    strbuf_fill(out, ' ', (size_t)depth * 2);
}

/* A string of JSON, as it is but for what is not ASCII or means something in HTML. */
static const char *put_json_string(const char *s, struct strbuf *out)
{
    strbuf_addch(out, *s++);
    while (*s && *s != '"') {
        if (*s == '\\' && s[1])
            strbuf_addch(out, *s++);
        else if (strchr("<>&+'", *s)) {
            strbuf_addf(out, "\\u%04X", (unsigned char)*s++);
            continue;
        }
        strbuf_addch(out, *s++);
    }
    strbuf_addch(out, '"');
    return *s ? s + 1 : s;
}

/* JSON that has been read before, with two blanks a level. */
static void indent_json(const char *s, struct strbuf *out)
{
    int depth = 0;

    while (*s) {
        if (strchr(" \t\r\n", *s)) {
            s++;
        } else if (*s == '"') {
            s = put_json_string(s, out);
        } else if (*s == '{' || *s == '[') {
            const char *inside = s + 1 + strspn(s + 1, " \t\r\n");
            strbuf_addch(out, *s);
            if (*inside == '}' || *inside == ']') {
                strbuf_addch(out, *inside);
                s = inside + 1;
                continue;
            }
            new_line(out, ++depth);
            s++;
        } else if (*s == '}' || *s == ']') {
            new_line(out, depth > 0 ? --depth : 0);
            strbuf_addch(out, *s++);
        } else if (*s == ',') {
            strbuf_addch(out, *s++);
            new_line(out, depth);
        } else if (*s == ':') {
            strbuf_adds(out, ": ");
            s++;
        } else {
            strbuf_addch(out, *s++);
        }
    }
}

static void strip_tags(const char *s, struct strbuf *out)
{
    while (*s) {
        const char *end = *s == '<' ? strchr(s, '>') : NULL;
        if (end)
            s = end + 1;
        else
            strbuf_addch(out, *s++);
    }
}

struct value web_error_text(const char *media_type, struct value text, bool is_json)
{
    struct strbuf out = STRBUF_INIT;
    AUTO_ERR *err = NULL;

    if (web_is_xml(media_type)) {
        AUTO_XML *doc = xml_read(text.str->data, text.str->len, false, &err);
        if (doc) {
            struct xml_node *first = doc->root->first;
            if (first && first->kind == XML_DECLARATION)
                xml_remove(first);
            strbuf_addch(&out, '\n');
            xml_write(doc->root, false, XML_INDENTED, &out);
        }
    } else if (web_is_json(media_type) && is_json) {
        strbuf_addch(&out, '\n');
        indent_json(text.str->data, &out);
    }
    if (!out.len)
        strip_tags(text.str->data, &out);
    return value_string_take(&out);
}
