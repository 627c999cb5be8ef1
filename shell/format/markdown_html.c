#include <cmark.h>
#include <string.h>

#include "shell/base/vec.h"
#include "shell/format/markdown.h"

enum { MAX_DEPTH = 200 }; /* of what is nested; deeper things are left out */

struct html {
    struct strbuf *out;
    VEC(char *) ids; /* of headings, so that no two are the same */
    int depth;
};

static void escaped(struct strbuf *out, const char *s)
{
    for (; s && *s; s++) {
        switch (*s) {
        case '<':
            strbuf_adds(out, "&lt;");
            break;
        case '>':
            strbuf_adds(out, "&gt;");
            break;
        case '&':
            strbuf_adds(out, "&amp;");
            break;
        case '"':
            strbuf_adds(out, "&quot;");
            break;
        default:
            strbuf_addch(out, *s);
        }
    }
}

/* Of an address: what may not stand in one, as %XX. */
static void escaped_url(struct strbuf *out, const char *s)
{
    for (; s && *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '&')
            strbuf_adds(out, "&amp;");
        else if (c <= ' ' || c >= 0x7F || strchr("\"<>\\^`{|}[]", c))
            strbuf_addf(out, "%%%02X", c);
        else
            strbuf_addch(out, *s);
    }
}

/* All text below. */
static void plain_text(cmark_node *node, struct strbuf *out)
{
    cmark_iter *it = cmark_iter_new(node);

    for (cmark_event_type e; (e = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(it);
        cmark_node_type type = cmark_node_get_type(n);
        if (e == CMARK_EVENT_ENTER && (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE))
            strbuf_adds(out, cmark_node_get_literal(n));
        else if (e == CMARK_EVENT_ENTER &&
                 (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK))
            strbuf_addch(out, ' ');
    }
    cmark_iter_free(it);
}

static bool is_letter(unsigned char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Letters and digits in small, blanks as -, and no two separators after each other; it begins with
 * a letter. */
static void heading_id(const char *text, struct strbuf *out)
{
    bool separator = false;

    for (const unsigned char *s = (const unsigned char *)text; *s; s++) {
        bool letter = is_letter(*s) || *s >= 0x80;
        if (!out->len && !letter)
            continue;
        if (letter || (*s >= '0' && *s <= '9')) {
            strbuf_addch(out, (char)(is_letter(*s) ? *s | 32 : *s));
            separator = false;
        } else if (strchr(" -_.", *s) && !separator) {
            strbuf_addch(out, *s == ' ' ? '-' : (char)*s);
            separator = true;
        }
    }
    while (out->len && strchr("-_.", out->buf[out->len - 1]))
        strbuf_truncate(out, out->len - 1);
    if (!out->len)
        strbuf_adds(out, "section");
}

static bool is_taken(const struct html *h, const char *id)
{
    for (size_t i = 0; i < h->ids.len; i++)
        if (strcmp(h->ids.items[i], id) == 0)
            return true;
    return false;
}

static void put_id(struct html *h, cmark_node *node)
{
    AUTO_STRBUF text = STRBUF_INIT, id = STRBUF_INIT;

    plain_text(node, &text);
    heading_id(text.buf, &id);
    size_t len = id.len;
    for (int n = 1; is_taken(h, id.buf); n++) {
        strbuf_truncate(&id, len);
        strbuf_addf(&id, "-%d", n);
    }
    *vec_push(&h->ids) = xstrdup(id.buf);
    strbuf_adds(h->out, " id=\"");
    escaped(h->out, id.buf);
    strbuf_addch(h->out, '"');
}

static void put_node(struct html *h, cmark_node *node);

static void put_children(struct html *h, cmark_node *node)
{
    if (h->depth >= MAX_DEPTH)
        return;
    h->depth++;
    for (cmark_node *n = cmark_node_first_child(node); n; n = cmark_node_next(n))
        put_node(h, n);
    h->depth--;
}

static void wrapped(struct html *h, cmark_node *node, const char *before, const char *after)
{
    strbuf_adds(h->out, before);
    put_children(h, node);
    strbuf_adds(h->out, after);
}

static void put_heading(struct html *h, cmark_node *node)
{
    int level = cmark_node_get_heading_level(node);

    strbuf_addf(h->out, "<h%d", level);
    put_id(h, node);
    strbuf_addch(h->out, '>');
    put_children(h, node);
    strbuf_addf(h->out, "</h%d>\n", level);
}

static void put_code_block(struct html *h, cmark_node *node)
{
    const char *info = cmark_node_get_fence_info(node);
    size_t n = info ? strcspn(info, " \t") : 0;

    strbuf_adds(h->out, "<pre><code");
    if (n) {
        AUTO_FREE char *language = xstrndup(info, n);
        strbuf_adds(h->out, " class=\"language-");
        escaped(h->out, language);
        strbuf_addch(h->out, '"');
    }
    strbuf_addch(h->out, '>');
    escaped(h->out, cmark_node_get_literal(node));
    strbuf_adds(h->out, "</code></pre>\n");
}

static void put_list(struct html *h, cmark_node *node)
{
    bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    int start = cmark_node_get_list_start(node);

    if (ordered && start != 1)
        strbuf_addf(h->out, "<ol start=\"%d\">\n", start);
    else
        strbuf_adds(h->out, ordered ? "<ol>\n" : "<ul>\n");
    put_children(h, node);
    strbuf_adds(h->out, ordered ? "</ol>\n" : "</ul>\n");
}

static bool is_tight(cmark_node *paragraph)
{
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *list = item ? cmark_node_parent(item) : NULL;

    return list && cmark_node_get_type(item) == CMARK_NODE_ITEM && cmark_node_get_list_tight(list);
}

static void put_paragraph(struct html *h, cmark_node *node)
{
    if (is_tight(node)) {
        put_children(h, node);
        if (cmark_node_next(node))
            strbuf_addch(h->out, '\n');
    } else {
        wrapped(h, node, "<p>", "</p>\n");
    }
}

static void put_link(struct html *h, cmark_node *node, bool image)
{
    const char *title = cmark_node_get_title(node);

    strbuf_adds(h->out, image ? "<img src=\"" : "<a href=\"");
    escaped_url(h->out, cmark_node_get_url(node));
    strbuf_addch(h->out, '"');
    if (image) {
        AUTO_STRBUF text = STRBUF_INIT;
        plain_text(node, &text);
        strbuf_adds(h->out, " alt=\"");
        escaped(h->out, text.buf);
        strbuf_addch(h->out, '"');
    }
    if (title && *title) {
        strbuf_adds(h->out, " title=\"");
        escaped(h->out, title);
        strbuf_addch(h->out, '"');
    }
    strbuf_adds(h->out, image ? " />" : ">");
    if (image)
        return;
    put_children(h, node);
    strbuf_adds(h->out, "</a>");
}

static void put_item(struct html *h, cmark_node *node)
{
    cmark_node *first = cmark_node_first_child(node);
    bool inside = first && !(cmark_node_get_type(first) == CMARK_NODE_PARAGRAPH && is_tight(first));

    wrapped(h, node, inside ? "<li>\n" : "<li>", "</li>\n");
}

static void put_node(struct html *h, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        wrapped(h, node, "<blockquote>\n", "</blockquote>\n");
        break;
    case CMARK_NODE_LIST:
        put_list(h, node);
        break;
    case CMARK_NODE_ITEM:
        put_item(h, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        put_code_block(h, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        strbuf_adds(h->out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_PARAGRAPH:
        put_paragraph(h, node);
        break;
    case CMARK_NODE_HEADING:
        put_heading(h, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        strbuf_adds(h->out, "<hr />\n");
        break;
    case CMARK_NODE_TEXT:
        escaped(h->out, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
        strbuf_addch(h->out, '\n');
        break;
    case CMARK_NODE_LINEBREAK:
        strbuf_adds(h->out, "<br />\n");
        break;
    case CMARK_NODE_CODE:
        strbuf_adds(h->out, "<code>");
        escaped(h->out, cmark_node_get_literal(node));
        strbuf_adds(h->out, "</code>");
        break;
    case CMARK_NODE_EMPH:
        wrapped(h, node, "<em>", "</em>");
        break;
    case CMARK_NODE_STRONG:
        wrapped(h, node, "<strong>", "</strong>");
        break;
    case CMARK_NODE_LINK:
        put_link(h, node, false);
        break;
    case CMARK_NODE_IMAGE:
        put_link(h, node, true);
        break;
    default:
        put_children(h, node);
    }
}

/* What Markdig calls such a block. */
static const char *kind_of(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return "Markdig.Syntax.QuoteBlock";
    case CMARK_NODE_LIST:
        return "Markdig.Syntax.ListBlock";
    case CMARK_NODE_CODE_BLOCK:
        return cmark_node_get_fence_info(node) && *cmark_node_get_fence_info(node)
                   ? "Markdig.Syntax.FencedCodeBlock"
                   : "Markdig.Syntax.CodeBlock";
    case CMARK_NODE_HTML_BLOCK:
        return "Markdig.Syntax.HtmlBlock";
    case CMARK_NODE_HEADING:
        return "Markdig.Syntax.HeadingBlock";
    case CMARK_NODE_THEMATIC_BREAK:
        return "Markdig.Syntax.ThematicBreakBlock";
    default:
        return "Markdig.Syntax.ParagraphBlock";
    }
}

void markdown_to_html(const char *text, size_t len, struct strbuf *out,
                      void (*block)(void *data, const char *kind), void *data)
{
    cmark_node *document = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
    struct html h = { .out = out };

    for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n)) {
        put_node(&h, n);
        if (block)
            block(data, kind_of(n));
    }
    for (size_t i = 0; i < h.ids.len; i++)
        free(h.ids.items[i]);
    vec_release(&h.ids);
    cmark_node_free(document);
}
