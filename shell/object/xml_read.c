#include <stdint.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/cancel.h"
#include "shell/base/utf8.h"
#include "shell/base/vec.h"
#include "shell/object/xml.h"

enum { MAX_DEPTH = 10000 };

struct xml_reader {
    const char *start, *p, *end;
    struct xml_doc *doc;
    struct xml_node *top, *at; /* what is read into; the open element */
    bool document;             /* a whole document rather than a piece of one */
    VEC(const char *) opens;   /* where the open elements began */
    struct strbuf text;        /* of the text node being read */
    bool text_blank;
    struct err **err;
};

static void place_of(const struct xml_reader *r, const char *p, int *line, size_t *position)
{
    *line = 1;
    const char *from = r->start;
    for (const char *s = r->start; s < p; s++)
        if (*s == '\n') {
            ++*line;
            from = s + 1;
        }
    *position = utf8_utf16_len(from, (size_t)(p - from)) + 1;
}

static int bad_at(struct xml_reader *r, const char *p, const char *what)
{
    int line;
    size_t position;

    place_of(r, p, &line, &position);
    err_set(r->err, ERR_INVALID_PARAMETER, "%s Line %d, position %zu.", what, line, position);
    return err_type(r->err, "System.Xml.XmlException", NULL);
}

static int bad(struct xml_reader *r, const char *what)
{
    return bad_at(r, r->p, what);
}

/* The character at p in quotes between before and after, which shows its number. */
static int bad_char(struct xml_reader *r, const char *before, const char *after)
{
    AUTO_STRBUF text = STRBUF_INIT;
    size_t used = 1;
    uint32_t rune = utf8_decode(r->p, (size_t)(r->end - r->p), &used);

    strbuf_adds(&text, before);
    strbuf_addch(&text, '\'');
    if (rune)
        strbuf_addrune(&text, rune);
    else
        strbuf_addch(&text, '.');
    strbuf_addf(&text, after, rune);
    return bad(r, text.buf);
}

static int bad_end(struct xml_reader *r)
{
    AUTO_STRBUF text = STRBUF_INIT;

    r->p = r->end;
    if (r->at == r->top)
        return bad(r, "Unexpected end of file has occurred.");
    strbuf_adds(&text,
                "Unexpected end of file has occurred. The following elements are not closed: ");
    for (const struct xml_node *n = r->at; n != r->top; n = n->parent) {
        strbuf_adds(&text, n->name);
        strbuf_adds(&text, n->parent == r->top ? "." : ", ");
    }
    return bad(r, text.buf);
}

/* expected: what should stand at p, in quotes or as an alternative. */
static int bad_token(struct xml_reader *r, const char *expected)
{
    AUTO_STRBUF text = STRBUF_INIT;
    size_t used = 1;

    if (r->p >= r->end)
        return bad_end(r);
    uint32_t rune = utf8_decode(r->p, (size_t)(r->end - r->p), &used);
    strbuf_addch(&text, '\'');
    strbuf_addrune(&text, rune);
    strbuf_addf(&text, "' is an unexpected token. The expected token is %s.", expected);
    return bad(r, text.buf);
}

/* ---- characters ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool name_start(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c != 0x37E && c < 0xFFFE &&
            !(c >= 0x2000 && c <= 0x206F && c != 0x200C && c != 0x200D) &&
            !(c >= 0xD800 && c <= 0xF8FF)) ||
           (c >= 0x10000 && c < 0xF0000);
}

static bool name_part(uint32_t c)
{
    return name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 0xB7;
}

static bool xml_char(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
           (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < 0x110000);
}

bool xml_is_name(const char *s)
{
    size_t len = strlen(s), used;

    if (!len)
        return false;
    for (size_t i = 0; i < len; i += used) {
        uint32_t c = utf8_decode(s + i, len - i, &used);
        if (i == 0 ? !name_start(c) : !name_part(c))
            return false;
    }
    return true;
}

static void skip_space(struct xml_reader *r)
{
    while (r->p < r->end && is_space(*r->p))
        r->p++;
}

static bool looking_at(const struct xml_reader *r, const char *s)
{
    size_t n = strlen(s);
    return (size_t)(r->end - r->p) >= n && memcmp(r->p, s, n) == 0;
}

static int read_name(struct xml_reader *r, const char **name, size_t *len)
{
    const char *from = r->p;
    size_t used = 1;

    if (r->p >= r->end)
        return bad_end(r);
    while (r->p < r->end) {
        uint32_t c = utf8_decode(r->p, (size_t)(r->end - r->p), &used);
        if (r->p == from ? !name_start(c) : !name_part(c))
            break;
        r->p += used;
    }
    if (r->p == from)
        return bad_char(r, "Name cannot begin with the ", "' character, hexadecimal value 0x%02X.");
    *name = from;
    *len = (size_t)(r->p - from);
    const char *colon = memchr(from, ':', *len);
    if (colon && (colon == from || colon == r->p - 1 ||
                  memchr(colon + 1, ':', (size_t)(r->p - colon) - 1))) {
        r->p = colon;
        return bad_char(r, "The ",
                        "' character, hexadecimal value 0x%02X, cannot be included in a "
                        "name.");
    }
    return 0;
}

/* &name; or &#n; */
static int read_reference(struct xml_reader *r, struct strbuf *out)
{
    static const struct {
        const char *name;
        char c;
    } known[] = { { "lt", '<' }, { "gt", '>' }, { "amp", '&' }, { "quot", '"' }, { "apos", '\'' } };
    const char *name;
    size_t len;

    r->p++;
    if (r->p < r->end && *r->p == '#') {
        const char *at = ++r->p;
        bool hex = r->p < r->end && *r->p == 'x';
        uint32_t c = 0;
        r->p += hex;
        const char *first = r->p;
        for (; r->p < r->end && *r->p != ';'; r->p++) {
            char d = *r->p;
            uint32_t digit = d >= '0' && d <= '9'          ? (uint32_t)(d - '0')
                             : hex && d >= 'a' && d <= 'f' ? (uint32_t)(d - 'a') + 10
                             : hex && d >= 'A' && d <= 'F' ? (uint32_t)(d - 'A') + 10
                                                           : 99;
            if (digit == 99 || c > 0x10FFFF)
                return bad_at(r, at,
                              hex ? "Invalid syntax for a hexadecimal numeric entity reference."
                                  : "Invalid syntax for a decimal numeric entity reference.");
            c = c * (hex ? 16 : 10) + digit;
        }
        if (r->p >= r->end)
            return bad_end(r);
        if (r->p == first || !xml_char(c))
            return bad_at(r, at, "Invalid character in the given encoding.");
        strbuf_addrune(out, c);
        r->p++;
        return 0;
    }
    const char *at = r->p;
    if (r->p >= r->end || is_space(*r->p) || *r->p == '&' || *r->p == '<')
        return bad(r, "An error occurred while parsing EntityName.");
    if (read_name(r, &name, &len))
        return -1;
    if (r->p >= r->end || *r->p != ';')
        return bad_token(r, "';'");
    for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
        if (strlen(known[i].name) == len && memcmp(known[i].name, name, len) == 0) {
            strbuf_addch(out, known[i].c);
            r->p++;
            return 0;
        }
    }
    AUTO_STRBUF what = STRBUF_INIT;
    strbuf_addf(&what, "Reference to undeclared entity '%.*s'.", (int)len, name);
    return bad_at(r, at, what.buf);
}

static int check_chars(struct xml_reader *r, const char *from, const char *to)
{
    while (from < to) {
        size_t used = 1;
        unsigned char b = (unsigned char)*from;
        if (b >= 0x20 && b < 0x80) {
            from++;
            continue;
        }
        if (!xml_char(utf8_decode(from, (size_t)(to - from), &used))) {
            r->p = from;
            return bad_char(r, "", "', hexadecimal value 0x%02X, is an invalid character.");
        }
        from += used;
    }
    return 0;
}

/* Line ends become \n. */
static void add_lines(struct strbuf *out, const char *s, size_t len)
{
    while (len) {
        const char *cr = memchr(s, '\r', len);
        size_t n = cr ? (size_t)(cr - s) : len;
        strbuf_add(out, s, n);
        if (!cr)
            return;
        strbuf_addch(out, '\n');
        n += n + 1 < len && s[n + 1] == '\n' ? 2 : 1;
        s += n;
        len -= n;
    }
}

/* ---- nodes ---- */

static int flush_text(struct xml_reader *r)
{
    if (!r->text.len)
        return 0;
    bool blank = r->text_blank;
    if (!blank || (r->doc->keep_space && (r->at != r->top || !r->document))) {
        struct xml_node *node = xml_make(r->doc, blank ? XML_WHITESPACE : XML_TEXT,
                                         blank ? "#whitespace" : "#text", NULL, NULL);
        xml_set_value(node, r->text.buf, r->text.len);
        xml_insert(r->at, node, NULL);
    }
    strbuf_reset(&r->text);
    r->text_blank = true;
    return 0;
}

static int read_text(struct xml_reader *r)
{
    const char *from = r->p;

    while (r->p < r->end && *r->p != '<' && *r->p != '&') {
        if (!is_space(*r->p)) {
            if (r->document && r->at == r->top)
                return bad(r, "Data at the root level is invalid.");
            r->text_blank = false;
        }
        if (*r->p == ']' && looking_at(r, "]]>"))
            return bad(r, "']]>' is not allowed in character data.");
        r->p++;
    }
    const char *to = r->p;
    if (check_chars(r, from, to))
        return -1;
    add_lines(&r->text, from, (size_t)(to - from));
    if (r->p < r->end && *r->p == '&') {
        if (r->document && r->at == r->top)
            return bad(r, "Data at the root level is invalid.");
        r->text_blank = false;
        return read_reference(r, &r->text);
    }
    return 0;
}

static int add_leaf(struct xml_reader *r, enum xml_kind kind, const char *name, const char *s,
                    size_t len)
{
    AUTO_STRBUF text = STRBUF_INIT;

    add_lines(&text, s, len);
    struct xml_node *node = xml_make(r->doc, kind, name, NULL, NULL);
    xml_set_value(node, text.buf, text.len);
    xml_insert(r->at, node, NULL);
    return 0;
}

/* What stands between p + skip and close. */
static int read_until(struct xml_reader *r, size_t skip, const char *close, const char **s,
                      size_t *len)
{
    r->p += skip;
    const char *end = memmem(r->p, (size_t)(r->end - r->p), close, strlen(close));
    if (!end)
        return bad_end(r);
    *s = r->p;
    *len = (size_t)(end - r->p);
    if (check_chars(r, r->p, end))
        return -1;
    r->p = end + strlen(close);
    return 0;
}

static int read_comment(struct xml_reader *r)
{
    const char *s;
    size_t len;

    flush_text(r);
    if (read_until(r, 4, "-->", &s, &len))
        return -1;
    const char *dashes = memmem(s, len, "--", 2);
    if (dashes || (len && s[len - 1] == '-'))
        return bad_at(r, dashes ? dashes : s + len - 1,
                      "An XML comment cannot contain '--', and '-' cannot be the last character.");
    return add_leaf(r, XML_COMMENT, "#comment", s, len);
}

static int read_cdata(struct xml_reader *r)
{
    const char *s;
    size_t len;

    if (r->document && r->at == r->top) {
        return bad(r, "Data at the root level is invalid.");
    }
    flush_text(r);
    if (read_until(r, 9, "]]>", &s, &len))
        return -1;
    return add_leaf(r, XML_CDATA, "#cdata-section", s, len);
}

static int read_instruction(struct xml_reader *r)
{
    const char *from = r->p, *name, *s;
    size_t name_len, len;

    flush_text(r);
    r->p += 2;
    if (read_name(r, &name, &name_len))
        return -1;
    bool declaration = name_len == 3 && memcmp(name, "xml", 3) == 0;
    if (declaration && (from != r->start || !r->document))
        return bad_at(
            r, from + 2,
            "Unexpected XML declaration. The XML declaration must be the first node in "
            "the document, and no whitespace characters are allowed to appear before it.");
    skip_space(r);
    if (read_until(r, 0, "?>", &s, &len))
        return -1;
    while (declaration && len && is_space(s[len - 1]))
        len--;
    AUTO_FREE char *target = xstrndup(name, name_len);
    return add_leaf(r, declaration ? XML_DECLARATION : XML_PI, target, s, len);
}

/* Passed over, its entities stay unknown. */
static int skip_doctype(struct xml_reader *r)
{
    int depth = 0;
    char quote = 0;

    flush_text(r);
    for (; r->p < r->end; r->p++) {
        char c = *r->p;
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' || c == '<') {
            depth++;
        } else if (c == ']') {
            depth--;
        } else if (c == '>' && --depth == 0) {
            r->p++;
            return 0;
        }
    }
    return bad_end(r);
}

static int read_attribute(struct xml_reader *r, struct xml_node *element)
{
    const char *name, *at = r->p;
    size_t len;
    AUTO_STRBUF value = STRBUF_INIT;

    if (read_name(r, &name, &len))
        return -1;
    AUTO_FREE char *copy = xstrndup(name, len);
    skip_space(r);
    if (r->p >= r->end || *r->p != '=')
        return bad_token(r, "'='");
    r->p++;
    skip_space(r);
    if (r->p >= r->end || (*r->p != '"' && *r->p != '\''))
        return bad_token(r, "'\"' or '''");
    char quote = *r->p++;
    while (r->p < r->end && *r->p != quote) {
        if (*r->p == '<')
            return bad_char(r, "",
                            "', hexadecimal value 0x%02X, is an invalid attribute "
                            "character.");
        if (*r->p == '&') {
            if (read_reference(r, &value))
                return -1;
            continue;
        }
        if (check_chars(r, r->p, r->p + 1) && (unsigned char)*r->p < 0x80)
            return -1;
        if (*r->p == '\r' && r->p + 1 < r->end && r->p[1] == '\n')
            r->p++;
        strbuf_addch(&value, is_space(*r->p) ? ' ' : *r->p);
        r->p++;
    }
    if (r->p >= r->end)
        return bad_end(r);
    r->p++;
    if (xml_attr(element, copy)) {
        AUTO_STRBUF what = STRBUF_INIT;
        strbuf_addf(&what, "'%s' is a duplicate attribute name.", copy);
        return bad_at(r, at, what.buf);
    }
    struct xml_node *attr = xml_make(r->doc, XML_ATTRIBUTE, copy, NULL, NULL);
    xml_set_value(attr, value.buf, value.len);
    xml_put_attr(element, attr);
    return 0;
}

static int resolve(struct xml_reader *r, struct xml_node *node, const struct xml_node *element,
                   const char *at)
{
    size_t len = node->local > node->name ? (size_t)(node->local - node->name) - 1 : 0;

    if (node->kind == XML_ATTRIBUTE && len == 0) {
        if (strcmp(node->name, "xmlns") == 0)
            node->ns = "http://www.w3.org/2000/xmlns/";
        return 0;
    }
    const char *ns = xml_namespace(element, node->name, len);
    if (!ns) {
        AUTO_STRBUF what = STRBUF_INIT;
        strbuf_addf(&what, "'%.*s' is an undeclared prefix.", (int)len, node->name);
        return bad_at(r, at, what.buf);
    }
    node->ns = ns;
    return 0;
}

static int read_start(struct xml_reader *r)
{
    const char *name, *at = r->p + 1;
    size_t len;

    flush_text(r);
    r->p++;
    if (r->document && r->at == r->top && xml_child(r->top, NULL)) {
        r->p = at;
        return bad(r, "There are multiple root elements.");
    }
    if (read_name(r, &name, &len))
        return -1;
    AUTO_FREE char *copy = xstrndup(name, len);
    struct xml_node *node = xml_make(r->doc, XML_ELEMENT, copy, NULL, NULL);
    xml_insert(r->at, node, NULL);
    for (;;) {
        const char *before = r->p;
        skip_space(r);
        if (r->p >= r->end) {
            r->at = node;
            return bad_end(r);
        }
        if (*r->p == '>' || *r->p == '/')
            break;
        if (r->p == before)
            return bad_char(r, "The ",
                            "' character, hexadecimal value 0x%02X, cannot be included "
                            "in a name.");
        if (read_attribute(r, node))
            return -1;
    }
    if (resolve(r, node, node, at))
        return -1;
    for (struct xml_node *a = node->first_attr; a; a = a->next)
        if (resolve(r, a, node, at))
            return -1;
    if (*r->p == '/') {
        r->p++;
        if (r->p >= r->end || *r->p != '>')
            return bad_token(r, "'>'");
        r->p++;
        return 0;
    }
    r->p++;
    node->open_tag = true;
    r->at = node;
    *vec_push(&r->opens) = at;
    if (r->opens.len > MAX_DEPTH)
        return bad(r, "The elements nest too deep.");
    return 0;
}

static int read_end(struct xml_reader *r)
{
    const char *name, *at = r->p + 2;
    size_t len;

    flush_text(r);
    r->p += 2;
    if (read_name(r, &name, &len))
        return -1;
    struct xml_node *node = r->at;
    if (node == r->top)
        return bad_at(r, at, "Unexpected end tag.");
    if (strlen(node->name) != len || memcmp(node->name, name, len) != 0) {
        AUTO_STRBUF what = STRBUF_INIT;
        int line;
        size_t position;
        place_of(r, r->opens.items[r->opens.len - 1], &line, &position);
        strbuf_addf(&what,
                    "The '%s' start tag on line %d position %zu does not match the end tag of "
                    "'%.*s'.",
                    node->name, line, position, (int)len, name);
        return bad_at(r, at, what.buf);
    }
    skip_space(r);
    if (r->p >= r->end || *r->p != '>')
        return bad_token(r, "'>'");
    r->p++;
    r->at = node->parent;
    r->opens.len--;
    return 0;
}

static int read_all(struct xml_reader *r)
{
    while (r->p < r->end) {
        int rc;
        if (cancel_check(r->err) < 0)
            return -1;
        if (*r->p != '<')
            rc = read_text(r);
        else if (looking_at(r, "</"))
            rc = read_end(r);
        else if (looking_at(r, "<!--"))
            rc = read_comment(r);
        else if (looking_at(r, "<![CDATA["))
            rc = read_cdata(r);
        else if (looking_at(r, "<!DOCTYPE") && r->document && r->at == r->top)
            rc = skip_doctype(r);
        else if (looking_at(r, "<!"))
            rc = bad_token(r, "'DOCTYPE', '--' or '[CDATA['");
        else if (looking_at(r, "<?"))
            rc = read_instruction(r);
        else
            rc = read_start(r);
        if (rc)
            return -1;
    }
    flush_text(r);
    if (r->at != r->top)
        return bad_end(r);
    if (r->document && !xml_child(r->top, NULL)) {
        err_set(r->err, ERR_INVALID_PARAMETER, "Root element is missing.");
        return err_type(r->err, "System.Xml.XmlException", NULL);
    }
    return 0;
}

static int read_nodes(struct xml_node *top, bool document, const char *s, size_t len,
                      struct err **err)
{
    struct xml_reader r = {
        .start = s,
        .p = s,
        .end = s + len,
        .doc = top->doc,
        .top = top,
        .at = top,
        .document = document,
        .text = STRBUF_INIT,
        .text_blank = true,
        .err = err,
    };
    if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
        r.start += 3;
        r.p += 3;
    }
    int rc = read_all(&r);
    vec_release(&r.opens);
    strbuf_release(&r.text);
    return rc;
}

int xml_read_into(struct xml_doc *doc, const char *s, size_t len, struct err **err)
{
    xml_remove_children(doc->root);
    return read_nodes(doc->root, true, s, len, err);
}

struct xml_doc *xml_read(const char *s, size_t len, bool keep_space, struct err **err)
{
    struct xml_doc *doc = xml_new();

    doc->keep_space = keep_space;
    if (xml_read_into(doc, s, len, err) == 0)
        return doc;
    xml_release(doc);
    return NULL;
}

int xml_read_inner(struct xml_node *node, const char *s, size_t len, struct err **err)
{
    xml_remove_children(node);
    node->open_tag = true;
    return read_nodes(node, false, s, len, err);
}
