#include <cmark.h>
#include <string.h>
#include <strings.h>

#include "shell/base/alloc.h"
#include "shell/format/markdown.h"

enum { MAX_DEPTH = 200 };

struct vt {
    struct strbuf *out;
    const struct markdown_style *style;
    int depth;
};

#define ESC "\x1b"
#define RESET ESC "[0m"

static void styled(struct vt *v, const char *sequence, const char *before, const char *text,
                   const char *after)
{
    if (v->style->vt)
        strbuf_addf(v->out, ESC "%s%s%s%s" RESET, sequence, before, text, after);
    else
        strbuf_addf(v->out, "%s%s%s", before, text, after);
}

/* What the first thing inside says, when it is text or code. */
static const char *first_text(cmark_node *node)
{
    cmark_node *first = cmark_node_first_child(node);
    const char *text = first ? cmark_node_get_literal(first) : NULL;

    return text ? text : "";
}

static void put_inline(struct vt *v, cmark_node *node);

static void put_inlines(struct vt *v, cmark_node *node)
{
    for (cmark_node *n = cmark_node_first_child(node); n; n = cmark_node_next(n))
        put_inline(v, n);
}

/* A text that ends its paragraph ends the line. */
static void put_inline(struct vt *v, cmark_node *node)
{
    const char *text;

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
        strbuf_adds(v->out, cmark_node_get_literal(node));
        if (!cmark_node_next(node))
            strbuf_addch(v->out, '\n');
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        strbuf_addch(v->out, '\n');
        break;
    case CMARK_NODE_CODE:
        styled(v, v->style->code, "", cmark_node_get_literal(node), "");
        break;
    case CMARK_NODE_EMPH:
        styled(v, v->style->italics, "", first_text(node), "");
        break;
    case CMARK_NODE_STRONG:
        styled(v, v->style->bold, "", first_text(node), "");
        break;
    case CMARK_NODE_LINK:
        styled(v, v->style->link, "\"", first_text(node), "\"");
        break;
    case CMARK_NODE_IMAGE:
        text = first_text(node);
        styled(v, v->style->image, "[", *text ? text : "Image", "]");
        break;
    default:
        put_inlines(v, node);
    }
}

static void put_block(struct vt *v, cmark_node *node);

static void put_blocks(struct vt *v, cmark_node *node)
{
    if (v->depth >= MAX_DEPTH)
        return;
    v->depth++;
    for (cmark_node *n = cmark_node_first_child(node); n; n = cmark_node_next(n))
        put_block(v, n);
    v->depth--;
}

static void put_heading(struct vt *v, cmark_node *node)
{
    const char *text = first_text(node);

    if (!*text)
        return;
    styled(v, v->style->header[cmark_node_get_heading_level(node) - 1], "", text, "");
    strbuf_adds(v->out, "\n\n");
}

/* Line by line, each filled to the right; YAML is moved in instead. Blank lines are left out. */
static void put_code_block(struct vt *v, cmark_node *node)
{
    const char *s = cmark_node_get_literal(node), *info = cmark_node_get_fence_info(node);
    bool yaml = info && strcasecmp(info, "yaml") == 0;

    while (s && *s) {
        size_t n = strcspn(s, "\n");
        AUTO_FREE char *line = xstrndup(s, n);
        if (strspn(line, " \t\r") < n) {
            if (yaml)
                strbuf_addf(v->out, "\t%s", line);
            else
                styled(v, v->style->code, "", line, v->style->vt ? ESC "[500@" : "");
            strbuf_addch(v->out, '\n');
        }
        s += n + (s[n] == '\n');
    }
    strbuf_addch(v->out, '\n');
}

static void put_list(struct vt *v, cmark_node *list, int level)
{
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = 1;

    if (v->depth >= MAX_DEPTH)
        return;
    v->depth++;
    for (cmark_node *item = cmark_node_first_child(list); item; item = cmark_node_next(item)) {
        for (cmark_node *n = cmark_node_first_child(item); n; n = cmark_node_next(n)) {
            if (cmark_node_get_type(n) == CMARK_NODE_LIST) {
                put_list(v, n, level + 1);
            } else if (cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH) {
                strbuf_fill(v->out, ' ', (size_t)level * 2);
                if (ordered)
                    strbuf_addf(v->out, "%d. ", number);
                else
                    strbuf_adds(v->out, "- ");
                put_inlines(v, n);
            } else {
                put_block(v, n);
            }
        }
        number++;
    }
    v->depth--;
    if (level == 0)
        strbuf_addch(v->out, '\n');
}

static void put_block(struct vt *v, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HEADING:
        put_heading(v, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        put_code_block(v, node);
        break;
    case CMARK_NODE_LIST:
        put_list(v, node, 0);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        strbuf_adds(v->out, "> ");
        put_blocks(v, node);
        break;
    case CMARK_NODE_PARAGRAPH:
        put_inlines(v, node);
        strbuf_addch(v->out, '\n');
        break;
    case CMARK_NODE_HTML_BLOCK:
        strbuf_adds(v->out, cmark_node_get_literal(node));
        break;
    default:
        put_blocks(v, node);
    }
}

void markdown_to_vt(const char *text, size_t len, const struct markdown_style *style,
                    struct strbuf *out)
{
    cmark_node *document = cmark_parse_document(text, len, CMARK_OPT_DEFAULT);
    struct vt v = { .out = out, .style = style };

    put_blocks(&v, document);
    cmark_node_free(document);
}
