/* switch */
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/regex.h"
#include "shell/object/str.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/debug/trace.h"
#include "shell/runtime/flow.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_object.h"
#include "shell/runtime/loop_enumerator.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/script_file.h"

struct node_switch {
    struct node node;
    struct ast_str label;
    struct node *condition, *otherwise;
    struct node **tests, **bodies;
    uint32_t n;
    enum ast_switch_mode mode;
    bool case_sensitive, is_file;
    uint32_t matches;    /* slot of $Matches */
    bool enumerates;     /* a clause looks at $switch */
    uint32_t enumerator; /* its slot */
};

static enum status test_regex(struct frame *f, const struct node_switch *sw, struct value pattern,
                              struct value item, bool *yes)
{
    AUTO_VALUE text = value_to_string(item), source = value_to_string(pattern);
    struct err *err = NULL;
    struct regex *re = regex_cached(f->session->regex, source.str->data, source.str->len,
                                    sw->case_sensitive ? 0 : REGEX_IGNORE_CASE, &err);
    if (!re)
        return fail_err(f, &sw->node, &err);
    struct regex_span *spans = xcalloc(regex_group_count(re), sizeof(*spans));
    int found = regex_exec(re, text.str->data, text.str->len, 0, spans, &err);
    enum status st = ST_OK;
    if (found < 0)
        st = fail_err(f, &sw->node, &err);
    *yes = found == 1;
    if (*yes)
        st = frame_store(f, &sw->node, sw->matches, regex_matches_table(re, text.str->data, spans));
    free(spans);
    regex_unref(re);
    return st;
}

static enum status test_clause(struct frame *f, const struct node_switch *sw,
                               const struct node *test, struct value item, bool *yes)
{
    AUTO_VALUE v = value_null();
    enum status st = f->session->trace.on ? trace_statement(f, test) : ST_OK;
    if (st == ST_OK)
        st = node_operand(f, test, &v);
    if (st != ST_OK)
        return st;
    struct scriptblock *sb = scriptblock_of(v);
    if (sb) {
        struct array *list = array_new(1);
        struct array_sink sink;
        array_sink_init(&sink, list);
        st = scriptblock_invoke(f->session, sb, BLOCK_NEW_SCOPE, item, NULL, 0, &sink.sink);
        if (st != ST_OK) {
            value_unref(value_of_array(list));
            return st;
        }
        AUTO_VALUE result = array_as_value_take(list);
        *yes = value_truth(result);
        return ST_OK;
    }
    enum ast_switch_mode mode =
        value_type_of(v) == &type_regex ? AST_SWITCH_REGEX : sw->mode; /* a pattern is one */
    switch (mode) {
    case AST_SWITCH_REGEX:
        return test_regex(f, sw, v, item, yes);
    case AST_SWITCH_WILDCARD: {
        AUTO_VALUE text = value_to_string(item), pattern = value_to_string(v);
        struct err *err = NULL;
        if (!text_wildcard_valid(pattern.str->data, pattern.str->len)) {
            fail_wildcard(&err, pattern.str->data);
            return fail_err(f, &sw->node, &err);
        }
        *yes = text_wildcard_match(pattern.str->data, pattern.str->len, text.str->data,
                                   text.str->len, !sw->case_sensitive);
        return ST_OK;
    }
    default:
        *yes = v.kind == V_NULL ? item.kind == V_NULL : false;
        if (v.kind != V_NULL) { /* both as texts, whatever they are */
            AUTO_VALUE a = value_to_string(item), b = value_to_string(v);
            *yes = value_equals(a, b, !sw->case_sensitive);
        }
        return ST_OK;
    }
}

/* The next value is looked for: a place to stop at, again and again. */
static inline enum status at_condition(struct frame *f, const struct node_switch *sw)
{
    return __builtin_expect(f->session->trace.on, 0) ? trace_statement(f, sw->condition) : ST_OK;
}

/* One value against all clauses. *more false: the switch ends with the status. */
static enum status run_item(struct frame *f, const struct node_switch *sw, struct value item,
                            bool *more)
{
    enum status st = ST_OK;
    bool any = false;
    struct value *saved = f->underbar;
    AUTO_VALUE own = value_ref(item); /* $_ may be assigned */
    f->underbar = &own;
    for (uint32_t i = 0; i < sw->n && st == ST_OK; i++) {
        bool yes = false;
        st = test_clause(f, sw, sw->tests[i], own, &yes);
        if (st == ST_OK && yes) {
            any = true;
            st = exec_block(f, sw->bodies[i]);
        }
    }
    if (st == ST_OK && !any && sw->otherwise)
        st = exec_block(f, sw->otherwise);
    f->underbar = saved;
    *more = loop_goes_on(f->session, sw->label, &st);
    return st;
}

/* The one file that a pattern means. */
static enum status one_match(struct frame *f, const struct node_switch *sw, const char *pattern,
                             char **out)
{
    AUTO_VALUE found = value_null(), text = value_string(pattern);
    struct err *err = NULL;
    if (paths_matching(f->session, text, &found, &err) < 0)
        return err ? fail_err(f, &sw->node, &err) : ST_FAIL;
    if (found.array->len > 1)
        return fail_invalid(f, &sw->node, "AmbiguousPath",
                            "The path cannot be processed because it resolved to more than one "
                            "file; only one file at a time can be processed.");
    if (found.array->len == 0)
        return fail_invalid(f, &sw->node, "FileNotFound", "No files matching '%s' were found.",
                            pattern);
    AUTO_VALUE path = value_to_string(found.array->items[0]);
    *out = xstrdup(path.str->data);
    return ST_OK;
}

static enum status find_file(struct frame *f, const struct node_switch *sw, const char *name,
                             char **out)
{
    const char *rest;
    if (!*name)
        return fail_invalid(f, &sw->node, "InvalidFilenameOption",
                            "The file name argument to -file in the switch statement is not "
                            "valid.");
    enum drive drive = path_drive(f->session, name, &rest);
    if (drive != DRIVE_FILE && drive != DRIVE_UNKNOWN)
        return fail_invalid(f, &sw->node, "FileOpenError",
                            "The current provider (Microsoft.PowerShell.Core\\%s) cannot open a "
                            "file.",
                            provider_name(drive));
    if (text_has_wildcard(name, strlen(name)) || strchr(name, '`'))
        return one_match(f, sw, name, out);
    *out = path_absolute(f->session, name);
    if (access(*out, F_OK) == 0)
        return ST_OK;
    return fail_at(f, &sw->node, "System.Management.Automation.ItemNotFoundException",
                   "PathNotFound", EC_OBJECT_NOT_FOUND,
                   "Cannot find path '%s' because it does not exist.", *out);
}

static enum status run_file(struct frame *f, const struct node_switch *sw, struct value path)
{
    AUTO_STRBUF name = STRBUF_INIT, text = STRBUF_INIT;
    AUTO_FREE char *file = NULL;
    struct err *err = NULL;
    value_to_strbuf(path, &name);
    enum status st = find_file(f, sw, name.buf, &file);
    if (st != ST_OK)
        return st;
    if (script_file_read(file, &text, &err) < 0)
        return fail_err(f, &sw->node, &err);
    bool more = true;
    for (size_t at = 0; at < text.len && more;) {
        const char *end = memchr(text.buf + at, '\n', text.len - at);
        size_t len = end ? (size_t)(end - text.buf) - at : text.len - at;
        size_t shown = len && text.buf[at + len - 1] == '\r' ? len - 1 : len;
        AUTO_VALUE line = value_string_len(text.buf + at, shown);
        st = run_item(f, sw, line, &more);
        at += len + 1;
    }
    return st;
}

/* By $switch, which the clauses may move. */
static enum status run_enumerated(struct frame *f, const struct node_switch *sw, struct value items)
{
    AUTO_VALUE each = loop_enumerator(items), outer = value_null();
    enum status st = loop_enumerator_begin(f, &sw->node, sw->enumerator, each, &outer);
    bool more = true;
    struct value next;
    while (st == ST_OK && more) {
        st = at_condition(f, sw);
        if (st != ST_OK || !loop_enumerator_next(each, &next))
            break;
        AUTO_VALUE item = next;
        st = run_item(f, sw, item, &more);
    }
    loop_enumerator_end(f, &sw->node, sw->enumerator, STEAL_VALUE(outer), &st);
    return st;
}

static enum status run_items(struct frame *f, const struct node_switch *sw, struct value v)
{
    enum status st = at_condition(f, sw);
    bool more = true;
    if (v.kind != V_ARRAY) {
        if (st == ST_OK)
            st = run_item(f, sw, v, &more);
        return st == ST_OK && more ? at_condition(f, sw) : st;
    }
    for (size_t i = 0; i < v.array->len && more && st == ST_OK; i++) {
        AUTO_VALUE item = value_ref(v.array->items[i]);
        st = run_item(f, sw, item, &more);
        if (st == ST_OK && more)
            st = at_condition(f, sw);
    }
    return st;
}

static enum status exec_switch(struct frame *f, const struct node *n)
{
    const struct node_switch *sw = (const struct node_switch *)n;
    struct session *s = f->session;
    AUTO_VALUE v = value_null();
    enum status st = sw->is_file ? at_condition(f, sw) : ST_OK;
    if (st == ST_OK)
        st = node_operand(f, sw->condition, &v);
    if (st != ST_OK)
        return st;
    if (sw->is_file)
        return run_file(f, sw, v);
    if (__builtin_expect(s->trace.level > 1, 0))
        st = trace_set(s, "switch", 6, "IEnumerator");
    if (st == ST_OK)
        st = sw->enumerates ? run_enumerated(f, sw, v) : run_items(f, sw, v);
    return st == ST_OK && s->trace.level > 1 ? trace_set(s, "switch", 6, "") : st;
}

struct node *compile_switch(struct compiler *c, const struct ast_switch *a)
{
    struct node_switch *n = compile_statement(c, sizeof(*n), &a->node, exec_switch);
    n->label = a->label;
    n->mode = a->mode;
    n->case_sensitive = a->case_sensitive;
    n->is_file = a->is_file;
    n->condition = compile(c, a->condition);
    n->n = a->nclauses;
    n->tests = code_alloc(c->code, n->n * sizeof(n->tests[0]));
    n->bodies = code_alloc(c->code, n->n * sizeof(n->bodies[0]));
    bool computed = a->mode == AST_SWITCH_REGEX; /* a test may turn out to be a pattern */
    for (uint32_t i = 0; i < n->n; i++)
        computed |= a->clauses[i].test->kind != AST_STRING;
    if (computed)
        n->matches = compile_name(c, names_intern(c->session->names, "Matches", 7), true);
    for (uint32_t i = 0; i < n->n; i++) {
        n->tests[i] = compile_apart(c, a->clauses[i].test);
        n->bodies[i] = compile_block(c, a->clauses[i].body);
    }
    if (a->otherwise)
        n->otherwise = compile_block(c, a->otherwise);
    n->enumerates = loop_enumerator_compile(c, &a->node, "switch", &n->enumerator);
    return &n->node;
}
