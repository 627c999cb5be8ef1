#include "disk/lvm_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"

enum { DEPTH_MAX = 12, NODES_MAX = 200000 };

struct reader {
    const char *p, *end;
    size_t nodes;
};

static struct lvm_node *new_node(struct reader *r)
{
    r->nodes++;
    return xcalloc(1, sizeof(struct lvm_node));
}

void lvm_text_free(struct lvm_node *node)
{
    while (node) {
        struct lvm_node *next = node->next;
        lvm_text_free(node->child);
        free(node->name);
        free(node->value);
        free(node);
        node = next;
    }
}

static void skip_space(struct reader *r)
{
    while (r->p < r->end) {
        if (*r->p == '#') {
            while (r->p < r->end && *r->p != '\n')
                r->p++;
        } else if (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r') {
            r->p++;
        } else {
            return;
        }
    }
}

static bool take(struct reader *r, char c)
{
    skip_space(r);
    if (r->p == r->end || *r->p != c)
        return false;
    r->p++;
    return true;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("_.+-/", c));
}

/* NULL: there is no word. */
static char *word(struct reader *r)
{
    skip_space(r);
    const char *start = r->p;
    while (r->p < r->end && is_word(*r->p))
        r->p++;
    return r->p > start ? xstrndup(start, (size_t)(r->p - start)) : NULL;
}

/* A "string" or a number; NULL: neither. */
static char *scalar(struct reader *r)
{
    if (!take(r, '"'))
        return word(r);
    const char *start = r->p;
    while (r->p < r->end && *r->p != '"')
        r->p += *r->p == '\\' && r->p + 1 < r->end ? 2 : 1;
    if (r->p >= r->end)
        return NULL;
    return xstrndup(start, (size_t)(r->p++ - start));
}

static bool read_list(struct reader *r, struct lvm_node *node)
{
    struct lvm_node **tail = &node->child;
    if (take(r, ']'))
        return true;
    while (r->nodes < NODES_MAX) {
        char *value = scalar(r);
        if (!value)
            return false;
        *tail = new_node(r);
        (*tail)->value = value;
        tail = &(*tail)->next;
        if (take(r, ']'))
            return true;
        if (!take(r, ','))
            return false;
    }
    return false;
}

static bool read_section(struct reader *r, struct lvm_node *node, int depth)
{
    struct lvm_node **tail = &node->child;
    while (r->nodes < NODES_MAX) {
        skip_space(r);
        if (depth ? take(r, '}') : r->p == r->end || !*r->p)
            return true;
        char *name = word(r);
        if (!name)
            return false;
        struct lvm_node *child = *tail = new_node(r);
        tail = &child->next;
        child->name = name;
        if (take(r, '{')) {
            if (depth == DEPTH_MAX || !read_section(r, child, depth + 1))
                return false;
        } else if (!take(r, '=')) {
            return false;
        } else if (take(r, '[')) {
            if (!read_list(r, child))
                return false;
        } else if (!(child->value = scalar(r))) {
            return false;
        }
    }
    return false;
}

struct lvm_node *lvm_text_parse(const char *text, size_t len)
{
    struct reader r = { text, text + len, 0 };
    struct lvm_node *root = new_node(&r);
    if (read_section(&r, root, 0))
        return root;
    lvm_text_free(root);
    return NULL;
}

const struct lvm_node *lvm_text_child(const struct lvm_node *node, const char *name)
{
    for (const struct lvm_node *c = node ? node->child : NULL; c; c = c->next)
        if (c->name && strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

const char *lvm_text_value(const struct lvm_node *node, const char *name)
{
    const struct lvm_node *child = lvm_text_child(node, name);
    return child ? child->value : NULL;
}

bool lvm_text_number(const struct lvm_node *node, const char *name, uint64_t *out)
{
    const char *value = lvm_text_value(node, name);
    char *end;
    if (!value || *value < '0' || *value > '9')
        return false;
    errno = 0;
    *out = strtoull(value, &end, 10);
    return !errno && !*end;
}
