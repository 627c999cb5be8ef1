/* Comment-based help and #requires: facts that stand in comments. */
#include <string.h>

#include "parser/parse_internal.h"
#include "shell/base/text.h"

/* ---- which comments ---- */

static size_t first_comment_from(struct parser *p, uint32_t offset)
{
    size_t lo = 0, hi = p->lex.comments.len;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (p->lex.comments.items[mid].start < offset)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Only blanks between; *newlines gets the number of line ends. */
static bool only_blanks(struct parser *p, uint32_t from, uint32_t to, unsigned *newlines)
{
    *newlines = 0;
    for (uint32_t i = from; i < to;) {
        uint32_t n = lex_newline(&p->lex, i);
        *newlines += n > 0;
        if (!n)
            n = lex_blank(&p->lex, i);
        if (!n)
            return false;
        i += n;
    }
    return true;
}

/* The end index of the group of comments beginning with index i: one block, or
 * line comments in consecutive lines. */
static size_t group_end(struct parser *p, size_t i)
{
    const struct lex_comment *c = p->lex.comments.items;
    unsigned lines;
    if (c[i].block)
        return i + 1;
    for (i++; i < p->lex.comments.len && !c[i].block; i++)
        if (!only_blanks(p, c[i - 1].end, c[i].start, &lines) || lines > 1)
            break;
    return i;
}

/* The first index of the group whose last comment is i; none before offset. */
static size_t group_start(struct parser *p, size_t i, uint32_t offset)
{
    const struct lex_comment *c = p->lex.comments.items;
    unsigned lines;
    while (i > 0 && !c[i].block && !c[i - 1].block && c[i - 1].start >= offset &&
           only_blanks(p, c[i - 1].end, c[i].start, &lines) && lines <= 1)
        i--;
    return i;
}

/* ---- sections ---- */

static void group_text(struct parser *p, size_t from, size_t to, struct strbuf *out)
{
    for (size_t i = from; i < to; i++) {
        struct lex_comment c = p->lex.comments.items[i];
        uint32_t a = c.start + (c.block ? 2 : 1), b = c.end - (c.block ? 2 : 0);
        if (!c.block)
            while (a < b && p->lex.s[a] == '#')
                a++;
        strbuf_add(out, p->lex.s + a, b > a ? b - a : 0);
        strbuf_addch(out, '\n');
    }
}

static size_t indent(const char *s, size_t len)
{
    size_t n = 0;
    while (n < len && (s[n] == ' ' || s[n] == '\t'))
        n++;
    return n;
}

static size_t line_len(const char *s, size_t len)
{
    const char *end = memchr(s, '\n', len);
    return end ? (size_t)(end - s) : len;
}

static size_t trimmed(const char *s, size_t len)
{
    while (len && (s[len - 1] == ' ' || s[len - 1] == '\t' || s[len - 1] == '\r'))
        len--;
    return len;
}

/* Text without common indentation and blank lines at the ends. */
static struct ast_str section_text(struct parser *p, const char *s, size_t len)
{
    AUTO_STRBUF out = STRBUF_INIT;
    size_t common = SIZE_MAX, keep = 0;
    for (size_t i = 0; i < len;) {
        size_t n = line_len(s + i, len - i), t = trimmed(s + i, n);
        if (t && indent(s + i, t) < common)
            common = indent(s + i, t);
        i += n + 1;
    }
    for (size_t i = 0; i < len;) {
        size_t n = line_len(s + i, len - i), t = trimmed(s + i, n);
        if (t) {
            strbuf_add(&out, s + i + common, t - common);
            keep = out.len;
        }
        if (t || out.len)
            strbuf_addch(&out, '\n');
        i += n + 1;
    }
    strbuf_truncate(&out, keep);
    return arena_str(p->ast->arena, out.buf, out.len);
}

/* .NAME argument; false: no directive. */
static bool directive(const char *s, size_t len, struct ast_str *name, struct ast_str *argument)
{
    size_t i = indent(s, len), start;
    if (i >= len || s[i] != '.')
        return false;
    start = ++i;
    while (i < len && ((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z')))
        i++;
    if (i == start || (i < len && s[i] != ' ' && s[i] != '\t' && s[i] != '\r'))
        return false;
    *name = (struct ast_str){ s + start, (uint32_t)(i - start) };
    i += indent(s + i, len - i);
    size_t end = trimmed(s, len);
    *argument = (struct ast_str){ s + i, (uint32_t)(end > i ? end - i : 0) };
    return true;
}

typedef VEC(struct ast_str) str_vec;

struct sections {
    str_vec examples, inputs, outputs, links;
    VEC(struct ast_help_parameter) parameters;
};

static bool store(struct parser *p, struct ast_help *h, struct sections *v, struct ast_str name,
                  struct ast_str argument, struct ast_str text)
{
    const struct {
        const char *name;
        struct ast_str *text;
        struct ast_str *argument;
        str_vec *list;
    } known[] = {
        { "synopsis", &h->synopsis, NULL, NULL },
        { "description", &h->description, NULL, NULL },
        { "notes", &h->notes, NULL, NULL },
        { "component", &h->component, NULL, NULL },
        { "role", &h->role, NULL, NULL },
        { "functionality", &h->functionality, NULL, NULL },
        { "example", NULL, NULL, &v->examples },
        { "inputs", NULL, NULL, &v->inputs },
        { "outputs", NULL, NULL, &v->outputs },
        { "link", NULL, NULL, &v->links },
        { "forwardhelptargetname", NULL, &h->forward_target, NULL },
        { "forwardhelpcategory", NULL, &h->forward_category, NULL },
        { "externalhelp", NULL, &h->external_help, NULL },
        { "remotehelprunspace", NULL, NULL, NULL },
    };
    if (text_caseeqn(name.s, name.len, "parameter", 9)) {
        *vec_push(&v->parameters) =
            (struct ast_help_parameter){ arena_str(p->ast->arena, argument.s, argument.len), text };
        return argument.len > 0;
    }
    for (size_t i = 0; i < ARRAY_SIZE(known); i++) {
        if (!text_caseeqn(name.s, name.len, known[i].name, strlen(known[i].name)))
            continue;
        if (known[i].text)
            *known[i].text = text;
        if (known[i].argument)
            *known[i].argument = arena_str(p->ast->arena, argument.s, argument.len);
        if (known[i].list)
            *vec_push(known[i].list) = text;
        return true;
    }
    return false;
}

static struct ast_str *keep(struct parser *p, str_vec *v, uint32_t *count)
{
    *count = (uint32_t)v->len;
    struct ast_str *copy = arena_copy(p->ast->arena, v->items, v->len * sizeof(v->items[0]));
    vec_release(v);
    return copy;
}

/* NULL when the comments hold no help. */
static struct ast_help *read_help(struct parser *p, size_t from, size_t to)
{
    AUTO_STRBUF text = STRBUF_INIT;
    group_text(p, from, to, &text);
    struct ast_help *h = arena_alloc(p->ast->arena, sizeof(*h));
    struct sections v = { VEC_INIT, VEC_INIT, VEC_INIT, VEC_INIT, VEC_INIT };
    struct ast_str name = { NULL, 0 }, argument = { NULL, 0 }, next, next_argument;
    size_t body = 0;
    bool good = true;
    for (size_t i = 0; i <= text.len && good;) {
        size_t n = i < text.len ? line_len(text.buf + i, text.len - i) : 0;
        bool found = i < text.len && directive(text.buf + i, n, &next, &next_argument);
        if (found || i == text.len) {
            if (name.s)
                good = store(p, h, &v, name, argument, section_text(p, text.buf + body, i - body));
            if (found) {
                name = next;
                argument = next_argument;
                body = i + n + 1 < text.len ? i + n + 1 : text.len;
            }
        } else if (!name.s && trimmed(text.buf + i, n)) {
            good = false; /* text before the first section */
        }
        if (i == text.len)
            break;
        i += n + 1;
    }
    h->examples = keep(p, &v.examples, &h->nexamples);
    h->inputs = keep(p, &v.inputs, &h->ninputs);
    h->outputs = keep(p, &v.outputs, &h->noutputs);
    h->links = keep(p, &v.links, &h->nlinks);
    h->nparameters = (uint32_t)v.parameters.len;
    h->parameters = arena_copy(p->ast->arena, v.parameters.items,
                               v.parameters.len * sizeof(v.parameters.items[0]));
    vec_release(&v.parameters);
    h->start = p->lex.comments.items[from].start;
    h->end = p->lex.comments.items[to - 1].end;
    return good && name.s ? h : NULL;
}

struct ast_help *find_help(struct parser *p, uint32_t before, uint32_t start, uint32_t end)
{
    const struct lex_comment *c = p->lex.comments.items;
    size_t count = p->lex.comments.len;
    struct ast_help *h = NULL;
    unsigned lines;
    /* At the beginning of the body. */
    uint32_t at = start;
    for (size_t i = first_comment_from(p, start); i < count && c[i].start < end && !h;) {
        if (!only_blanks(p, at, c[i].start, &lines))
            break;
        size_t to = group_end(p, i);
        h = read_help(p, i, to);
        at = c[to - 1].end;
        i = to;
    }
    /* At its end. */
    size_t last = first_comment_from(p, end);
    if (!h && last > 0 && c[last - 1].start >= start &&
        only_blanks(p, c[last - 1].end, end, &lines)) {
        h = read_help(p, group_start(p, last - 1, start), last);
    }
    /* In front of the function keyword, at most one line between. */
    if (!h && before != NO_FUNCTION) {
        last = first_comment_from(p, before);
        if (last > 0 && only_blanks(p, c[last - 1].end, before, &lines) && lines <= 2)
            h = read_help(p, group_start(p, last - 1, 0), last);
    }
    return h;
}

/* ---- #requires ---- */

static void add_list(struct parser *p, const char *s, size_t len, str_vec *out)
{
    size_t start = 0;
    int depth = 0;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && s[i] == '{')
            depth++;
        if (i < len && s[i] == '}')
            depth--;
        if (i < len && (s[i] != ',' || depth > 0))
            continue;
        size_t a = start, b = i;
        while (a < b && strchr(" \t'\"", s[a]))
            a++;
        while (b > a && strchr(" \t'\"", s[b - 1]))
            b--;
        if (b > a)
            *vec_push(out) = arena_str(p->ast->arena, s + a, b - a);
        start = i + 1;
    }
}

/* Where the value of an option ends: at the next " -Name". */
static size_t value_end(const char *s, size_t i, size_t len)
{
    int depth = 0;
    for (; i < len; i++) {
        depth += s[i] == '{' ? 1 : s[i] == '}' ? -1 : 0;
        if (depth <= 0 && s[i] == '-' && i > 0 && (s[i - 1] == ' ' || s[i - 1] == '\t'))
            break;
    }
    return i;
}

struct requires_lists {
    str_vec modules, editions, assemblies;
};

/* 5, 5.1, 5.1.2 or 5.1.2.3 */
static bool is_version(struct ast_str s)
{
    uint32_t parts = 0, digits = 0;
    for (uint32_t i = 0; i < s.len; i++) {
        if (s.s[i] == '.' && digits && parts < 3) {
            parts++;
            digits = 0;
        } else if (s.s[i] >= '0' && s.s[i] <= '9') {
            digits++;
        } else {
            return false;
        }
    }
    return digits > 0;
}

static bool option(struct parser *p, struct ast_requires *r, struct requires_lists *v,
                   const char *name, size_t nlen, const char *value, size_t vlen)
{
    str_vec version = VEC_INIT;
    if (nlen == 0)
        return false;
    if (!strncasecmp("version", name, nlen) && nlen <= 7) {
        add_list(p, value, vlen, &version);
        if (version.len)
            r->version = version.items[0];
        vec_release(&version);
    } else if (!strncasecmp("modules", name, nlen) && nlen <= 7) {
        add_list(p, value, vlen, &v->modules);
    } else if (!strncasecmp("psedition", name, nlen) && nlen <= 9) {
        add_list(p, value, vlen, &v->editions);
    } else if (!strncasecmp("assembly", name, nlen) && nlen <= 8) {
        add_list(p, value, vlen, &v->assemblies);
    } else if (!strncasecmp("runasadministrator", name, nlen) && nlen <= 18) {
        r->run_as_administrator = true;
    } else {
        return !strncasecmp("shellid", name, nlen) || !strncasecmp("pssnapin", name, nlen);
    }
    return true;
}

static void read_one(struct parser *p, struct lex_comment c, struct requires_lists *v)
{
    struct ast_requires *r = &p->ast->requires;
    const char *s = p->lex.s + c.start;
    size_t len = c.end - c.start, i = 9;
    if (!r->present)
        r->start = c.start;
    r->present = true;
    bool any = false;
    while (i < len) {
        if (s[i] == ' ' || s[i] == '\t') {
            i++;
            continue;
        }
        if (s[i] != '-')
            break;
        size_t name = ++i;
        while (i < len && s[i] != ' ' && s[i] != '\t' && s[i] != ':')
            i++;
        size_t nlen = i - name, end = value_end(s, i, len);
        if (i < end && s[i] == ':')
            i++;
        bool versioned = r->version.s != NULL;
        bool known = option(p, r, v, s + name, nlen, s + i, end - i);
        bool is_new = !strncasecmp("version", s + name, nlen) && nlen <= 7 && !versioned;
        if (known && is_new && (!r->version.s || !is_version(r->version))) {
            fail_hard(p, "RequiresVersionInvalid", c.start, c.end,
                      "The argument for the Version parameter is not valid. Specify a valid "
                      "PowerShell version, in the format major.minor version.");
            return;
        }
        if (!known) {
            fail_hard(p, "InvalidParameter", c.start, c.end, "Parameter '%.*s' is not valid",
                      (int)(nlen > 100 ? 100 : nlen), s + name);
            return;
        }
        any = true;
        i = end;
    }
    if (!any || i < len)
        fail_hard(p, "RequiresArgumentMustBeConstant", c.start, c.end,
                  "Cannot process the #requires statement because it is not in the correct "
                  "format.");
}

void read_requires(struct parser *p)
{
    struct requires_lists v = { VEC_INIT, VEC_INIT, VEC_INIT };
    for (size_t i = 0; i < p->lex.comments.len && !p->panic; i++) {
        struct lex_comment c = p->lex.comments.items[i];
        const char *s = p->lex.s + c.start;
        if (c.block || c.end - c.start < 10 || strncasecmp(s, "#requires", 9) != 0)
            continue;
        if (lex_identifier(&p->lex, c.start + 9) > c.start + 9) {
            fail_hard(p, "ScriptRequiresInvalidFormat", c.start + 1, c.end,
                      "Cannot process the #requires statement because it is not in the correct "
                      "format.\nThe #requires statement must be in one of the following formats:\n"
                      " \"#requires -shellid <shellID>\"\n \"#requires -version <major.minor>\"\n"
                      " \"#requires -psedition <edition>\"\n"
                      " \"#requires -pssnapin <psSnapInName> [-version <major.minor>]\"\n"
                      " \"#requires -modules <ModuleSpecification>\"\n"
                      " \"#requires -runasadministrator\"");
            return;
        }
        if (s[9] != ' ' && s[9] != '\t')
            continue;
        read_one(p, c, &v);
    }
    struct ast_requires *r = &p->ast->requires;
    r->modules = keep(p, &v.modules, &r->nmodules);
    r->editions = keep(p, &v.editions, &r->neditions);
    r->assemblies = keep(p, &v.assemblies, &r->nassemblies);
}
