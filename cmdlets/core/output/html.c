#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/types/web.h"
#include "shell/runtime/session.h"

struct html_args {
    struct value input_object;
    struct value_list property;
    struct str_list body;
    struct str_list head;
    struct str *title;
    struct str *as;
    struct value css_uri;
    bool fragment;
    struct str_list post_content;
    struct str_list pre_content;
    struct hash *meta;
    struct str *charset;
    bool transitional;
};
static const char *const as_values[] = { "Table", "List", NULL };
static const struct param html_params[] = {
    PARAM(struct html_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject", .allow_null = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct html_args, property, .name = "Property", .position = 1,
          .help = "The properties to show: names, wildcards, script blocks or hashtables with "
                  "Label, Expression, Width and Alignment."),
    PARAM(struct html_args, body, .name = "Body", .sets = "Page", .position = 4,
          .help = "Text that follows <body>."),
    PARAM(struct html_args, head, .name = "Head", .sets = "Page", .position = 2,
          .help = "What stands in <head>, in place of the title."),
    PARAM(struct html_args, title, .name = "Title", .sets = "Page", .position = 3,
          .not_null_or_empty = true, .help = "The title of the page."),
    PARAM(struct html_args, as, .name = "As", .values = as_values, .not_null_or_empty = true,
          .help = "Table (the default) or List."),
    PARAM(struct html_args, css_uri, .name = "CssUri", .sets = "Page", .type = &type_uri,
          .aliases = "cu,uri", .help = "The address of a style sheet."),
    PARAM(struct html_args, fragment, .name = "Fragment", .sets = "Fragment",
          .help = "Only the table, without a page around it."),
    PARAM(struct html_args, post_content, .name = "PostContent",
          .help = "Text that follows the table."),
    PARAM(struct html_args, pre_content, .name = "PreContent",
          .help = "Text that precedes the table."),
    PARAM(struct html_args, meta, .name = "Meta", .sets = "Page",
          .help = "Names and contents of meta tags."),
    PARAM(struct html_args, charset, .name = "Charset", .sets = "Page", .not_null_or_empty = true,
          .help = "The character set that the page names."),
    PARAM(struct html_args, transitional, .name = "Transitional", .sets = "Page",
          .help = "Names XHTML Transitional as the document's type, not Strict."),
};
static const struct example html_examples[] = {
    { .code = "[pscustomobject]@{ a = 1; b = '<x>' } | ConvertTo-Html -Fragment",
      .remarks = "A table.",
      .output = "<table>\n<colgroup><col/><col/></colgroup>\n<tr><th>a</th><th>b</th></tr>\n"
                "<tr><td>1</td><td>&lt;x&gt;</td></tr>\n</table>" },
    { .code = "Get-VM | ConvertTo-Html Name, State -Title VMs | Set-Content vms.html",
      .remarks = "A page." },
};

struct column {
    struct value expression; /* a name or a script block */
    struct str *label;       /* NULL: the name */
    struct str *width, *alignment;
};

struct html_state {
    struct core_env env;
    VEC(struct column) columns; /* of the first object; of each object in a list */
    struct strbuf line;
    bool headed;
    int seen;
};

static enum status put(struct invocation *inv, const char *s)
{
    return emit_take(inv, value_string(s));
}

static enum status put_line(struct invocation *inv)
{
    struct html_state *st = STATE(inv, struct html_state);
    struct value v = value_string_len(st->line.buf, st->line.len);

    strbuf_reset(&st->line);
    return emit_take(inv, v);
}

static enum status put_all(struct invocation *inv, const struct str_list *lines)
{
    enum status rc = ST_OK;

    for (size_t i = 0; i < lines->len && rc == ST_OK; i++)
        rc = emit_take(inv, value_str(lines->items[i]));
    return rc;
}

static enum status put_meta(struct invocation *inv, const struct hash *meta)
{
    static const char *const equivalents[] = { "content-type", "default-style", "x-ua-compatible" };
    static const char *const names[] = { "application-name", "author",   "description",
                                         "generator",        "keywords", "viewport" };
    struct html_state *st = STATE(inv, struct html_state);
    struct hash_entry *e;
    enum status rc = ST_OK;

    for (size_t i = 0; rc == ST_OK && (e = hash_next(meta, &i));) {
        AUTO_VALUE key = value_to_string(e->key), content = value_to_string(e->value);
        const char *attribute = NULL;
        for (size_t k = 0; k < ARRAY_SIZE(equivalents); k++)
            if (text_caseeq(equivalents[k], key.str->data))
                attribute = "http-equiv";
        for (size_t k = 0; k < ARRAY_SIZE(names); k++)
            if (text_caseeq(names[k], key.str->data))
                attribute = "name";
        if (!attribute)
            rc = write_warning(inv,
                               "Accepted meta properties are content-type, default-style, "
                               "application-name, author, description, generator, keywords, "
                               "x-ua-compatible, and viewport. The meta pair: %s and %s may not "
                               "function correctly.",
                               key.str->data, content.str->data);
        if (rc != ST_OK)
            return rc;
        strbuf_addf(&st->line, "<meta %s=\"%s\" content=\"%s\">", attribute ? attribute : "name",
                    key.str->data, content.str->data);
        rc = put_line(inv);
    }
    return rc;
}

static enum status put_head(struct invocation *inv)
{
    struct html_args *args = ARGS(inv, struct html_args);
    struct html_state *st = STATE(inv, struct html_state);
    enum status rc =
        put(inv, args->transitional
                     ? "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\"  "
                       "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">"
                     : "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"  "
                       "\"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">");

    if (rc == ST_OK)
        rc = put(inv, "<html xmlns=\"http://www.w3.org/1999/xhtml\">");
    if (rc == ST_OK)
        rc = put(inv, "<head>");
    if (rc == ST_OK && args->charset) {
        strbuf_addf(&st->line, "<meta charset=\"%s\">", args->charset->data);
        rc = put_line(inv);
    }
    if (rc == ST_OK && args->meta)
        rc = put_meta(inv, args->meta);
    if (rc == ST_OK && args->head.set) {
        rc = put_all(inv, &args->head);
    } else if (rc == ST_OK) {
        strbuf_addf(&st->line, "<title>%s</title>", args->title ? args->title->data : "HTML TABLE");
        rc = put_line(inv);
    }
    if (rc == ST_OK && args->css_uri.kind != V_NULL) {
        AUTO_VALUE css = value_to_string(args->css_uri);
        strbuf_addf(&st->line, "<link rel=\"stylesheet\" type=\"text/css\" href=\"%s\" />",
                    css.str->data);
        rc = put_line(inv);
    }
    if (rc == ST_OK)
        rc = put(inv, "</head><body>");
    return rc == ST_OK ? put_all(inv, &args->body) : rc;
}

static enum status html_begin(struct invocation *inv)
{
    struct html_args *args = ARGS(inv, struct html_args);
    struct html_state *st = STATE(inv, struct html_state);
    enum status rc = ST_OK;

    core_env_init(&st->env, inv->session, inv);
    st->line = (struct strbuf)STRBUF_INIT;
    AUTO_VALUE css = value_to_string(args->css_uri);
    if (args->css_uri.kind != V_NULL && !css.str->data[strspn(css.str->data, " \t")])
        return core_throw(inv, "ArgumentException", EC_INVALID_ARGUMENT, value_null(),
                          "The value of the parameter \"CSSUri\" is not valid. The value cannot be "
                          "empty.");
    if (!args->fragment)
        rc = put_head(inv);
    if (rc == ST_OK)
        rc = put_all(inv, &args->pre_content);
    return rc == ST_OK ? put(inv, "<table>") : rc;
}

/* ---- columns ---- */

static struct str *entry_text(const struct hash *h, const char *key)
{
    struct hash_entry *e;

    for (size_t i = 0; (e = hash_next(h, &i));)
        if (e->key.kind == V_STRING && e->key.str->len && text_casestarts(key, e->key.str->data) &&
            e->value.kind != V_NULL)
            return value_to_string(e->value).str;
    return NULL;
}

static struct str *label_text(const struct hash *h)
{
    struct str *label = entry_text(h, "label");
    return label ? label : entry_text(h, "name");
}

static void add_column(struct html_state *st, struct value expression, const struct hash *spec)
{
    *vec_push(&st->columns) = (struct column){
        .expression = value_ref(expression),
        .label = spec ? label_text(spec) : NULL,
        .width = spec ? entry_text(spec, "width") : NULL,
        .alignment = spec ? entry_text(spec, "alignment") : NULL,
    };
}

/* All properties that a pattern names, or the name as it stands. */
static void add_named(struct html_state *st, struct value v, struct value name,
                      const struct hash *spec)
{
    const struct str *s = name.str;

    if (!text_has_wildcard(s->data, s->len)) {
        struct member_ref ref = member_find(v, s->data, s->len);
        if (ref.found == FOUND_SLOT) {
            add_column(st, value_of_str(shape_name(ref.holder->shape, ref.slot)), spec);
            return;
        }
        add_column(st, name, spec);
        return;
    }
    struct member_iter it = format_members(&st->env.env, v);
    struct member_entry m;
    while (member_iter_next(&it, &m)) {
        if (!text_wildcard_match(s->data, s->len, m.name, m.len, true))
            continue;
        AUTO_VALUE found = value_string_len(m.name, m.len);
        add_column(st, found, spec);
    }
}

static enum status add_spec(struct invocation *inv, struct value v, struct value spec)
{
    struct html_state *st = STATE(inv, struct html_state);

    if (spec.kind != V_HASH) {
        if (spec.kind == V_OBJECT) {
            add_column(st, spec, NULL);
            return ST_OK;
        }
        AUTO_VALUE name = value_to_string(spec);
        add_named(st, v, name, NULL);
        return ST_OK;
    }
    static const char *const keys[] = { "expression", "label", "name", "alignment", "width" };
    struct hash_entry *e;
    struct value expression = value_null();
    for (size_t i = 0; (e = hash_next(spec.hash, &i));) {
        AUTO_VALUE key = value_to_string(e->key);
        size_t k = 0;
        while (k < ARRAY_SIZE(keys) && !(key.str->len && text_casestarts(keys[k], key.str->data)))
            k++;
        if (k == ARRAY_SIZE(keys))
            return core_throw(inv, "DictionaryKeyIllegal", EC_INVALID_ARGUMENT, spec,
                              "The %s key is not valid.", key.str->data);
        if (k == 0)
            expression = e->value;
    }
    if (expression.kind == V_NULL)
        return core_throw(inv, "DictionaryKeyMandatoryEntry", EC_INVALID_ARGUMENT, spec,
                          "A mandatory entry is missing: \"expression\".");
    if (expression.kind == V_STRING)
        add_named(st, v, expression, spec.hash);
    else
        add_column(st, expression, spec.hash);
    return ST_OK;
}

static void drop_columns(struct html_state *st)
{
    for (size_t i = 0; i < st->columns.len; i++) {
        struct column *c = &st->columns.items[i];
        struct str *const parts[] = { c->label, c->width, c->alignment };
        value_unref(c->expression);
        for (size_t k = 0; k < ARRAY_SIZE(parts); k++)
            if (parts[k])
                value_unref(value_of_str(parts[k]));
    }
    st->columns.len = 0;
}

static enum status plan(struct invocation *inv, struct value v)
{
    struct html_args *args = ARGS(inv, struct html_args);
    enum status rc = ST_OK;

    drop_columns(STATE(inv, struct html_state));
    if (args->property.len == 0) {
        AUTO_VALUE star = value_string("*");
        return add_spec(inv, v, star);
    }
    for (size_t i = 0; i < args->property.len && rc == ST_OK; i++)
        rc = add_spec(inv, v, args->property.items[i]);
    return rc;
}

static void add_label(struct html_state *st, const struct column *c)
{
    if (c->label)
        strbuf_add(&st->line, c->label->data, c->label->len);
    else
        value_to_strbuf(c->expression, &st->line);
}

static enum status add_cell(struct invocation *inv, const struct column *c, struct value v)
{
    struct html_state *st = STATE(inv, struct html_state);
    AUTO_VALUE value = value_null();
    AUTO_STRBUF text = STRBUF_INIT;

    if (c->expression.kind == V_STRING)
        format_get(&st->env.env, v, c->expression.str->data, &value);
    else
        st->env.env.eval(st->env.env.data, c->expression, v, &value);
    if (value.kind != V_NULL)
        value_method_string(value, &text);
    html_encode(text.buf, text.len, &st->line);
    return st->env.pending;
}

static enum status put_list(struct invocation *inv, struct value v)
{
    struct html_state *st = STATE(inv, struct html_state);
    enum status rc = st->seen > 1 ? put(inv, "<tr><td><hr></td></tr>") : ST_OK;

    for (size_t i = 0; i < st->columns.len && rc == ST_OK; i++) {
        strbuf_adds(&st->line, "<tr><td>");
        add_label(st, &st->columns.items[i]);
        strbuf_adds(&st->line, ":</td><td>");
        rc = add_cell(inv, &st->columns.items[i], v);
        strbuf_adds(&st->line, "</td></tr>");
        if (rc == ST_OK)
            rc = put_line(inv);
    }
    return rc;
}

static enum status put_header(struct invocation *inv)
{
    struct html_state *st = STATE(inv, struct html_state);

    st->headed = true;
    strbuf_adds(&st->line, "<colgroup>");
    for (size_t i = 0; i < st->columns.len; i++) {
        const struct column *c = &st->columns.items[i];
        strbuf_adds(&st->line, "<col");
        if (c->width)
            strbuf_addf(&st->line, " width = \"%s\"", c->width->data);
        if (c->alignment)
            strbuf_addf(&st->line, " align = \"%s\"", c->alignment->data);
        strbuf_adds(&st->line, "/>");
    }
    strbuf_adds(&st->line, "</colgroup>");
    enum status rc = put_line(inv);
    if (rc != ST_OK)
        return rc;
    strbuf_adds(&st->line, "<tr>");
    for (size_t i = 0; i < st->columns.len; i++) {
        strbuf_adds(&st->line, "<th>");
        add_label(st, &st->columns.items[i]);
        strbuf_adds(&st->line, "</th>");
    }
    strbuf_adds(&st->line, "</tr>");
    return put_line(inv);
}

static enum status html_process(struct invocation *inv)
{
    struct html_args *args = ARGS(inv, struct html_args);
    struct html_state *st = STATE(inv, struct html_state);
    struct value v = args->input_object;
    enum status rc = ST_OK;

    if (!has_input(inv) || v.kind == V_NULL)
        return ST_OK;
    st->seen++;
    if (!st->headed) {
        rc = plan(inv, v);
        if (rc != ST_OK || st->columns.len == 0)
            return rc;
    }
    if (args->as && text_caseeq(args->as->data, "List"))
        return put_list(inv, v);
    if (!st->headed)
        rc = put_header(inv);
    strbuf_adds(&st->line, "<tr>");
    for (size_t i = 0; i < st->columns.len && rc == ST_OK; i++) {
        strbuf_adds(&st->line, "<td>");
        rc = add_cell(inv, &st->columns.items[i], v);
        strbuf_adds(&st->line, "</td>");
    }
    strbuf_adds(&st->line, "</tr>");
    return rc == ST_OK ? put_line(inv) : rc;
}

static enum status html_end(struct invocation *inv)
{
    struct html_args *args = ARGS(inv, struct html_args);
    enum status rc = put(inv, "</table>");

    if (rc == ST_OK)
        rc = put_all(inv, &args->post_content);
    return rc == ST_OK && !args->fragment ? put(inv, "</body></html>") : rc;
}

static void html_cleanup(struct invocation *inv)
{
    struct html_state *st = STATE(inv, struct html_state);

    drop_columns(st);
    vec_release(&st->columns);
    if (st->line.cap)
        strbuf_release(&st->line);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "ConvertTo",
        .noun = "Html",
        .synopsis = "Writes objects as an HTML page or table.",
        .params = html_params,
        .nparams = ARRAY_SIZE(html_params),
        .default_set = "Page",
        .output = "System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct html_args),
        .state_size = sizeof(struct html_state),
        .begin = html_begin,
        .process = html_process,
        .end = html_end,
        .cleanup = html_cleanup,
        .examples = html_examples,
        .nexamples = ARRAY_SIZE(html_examples),
    },
};
const struct cmdlet_group cmdlets_html = { cmdlets, ARRAY_SIZE(cmdlets) };
