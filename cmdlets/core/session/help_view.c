/* The views of help objects: what PowerShell prints of them. */
#include <string.h>

#include "cmdlets/core/session/help_object.h"
#include "shell/base/text.h"
#include "shell/format/text_lines.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"

#define MAML "MamlCommandHelpInfo"
enum { WIDTH = 120, STEP = 4 };

/* Lines are built up and end with their indent in front. */
struct page {
    struct strbuf *out;
    struct strbuf line;
    size_t indent;
    bool own; /* of a command that has no written help */
};

static void add(struct page *p, const char *text)
{
    strbuf_adds(&p->line, text);
}

static void newline(struct page *p)
{
    AUTO_TEXT_LINES lines = TEXT_LINES_INIT;

    text_lines_wrap(p->line.buf ? p->line.buf : "", p->line.len, WIDTH - p->indent, &lines);
    for (size_t i = 0; i < lines.ends.len; i++) {
        size_t len;
        const char *s = text_line(&lines, i, &len);
        strbuf_fill(p->out, ' ', p->indent);
        strbuf_add(p->out, s, len);
        strbuf_addch(p->out, '\n');
    }
    strbuf_reset(&p->line);
}

static void line(struct page *p, const char *text)
{
    add(p, text);
    newline(p);
}

/* A member of an object; *out owned, $null when there is none. */
static void get(struct value v, const char *name, struct value *out)
{
    struct err *err = NULL;

    *out = value_null();
    if (v.kind != V_OBJECT || member_get(v, name, out, &err) < 0) {
        *out = value_null();
        err_clear(&err);
    }
}

static void add_member(struct page *p, struct value v, const char *name)
{
    AUTO_VALUE m = value_null();

    get(v, name, &m);
    if (m.kind != V_NULL)
        value_to_strbuf(m, &p->line);
}

/* Calls fn for the member or each of its items. */
static void each(struct page *p, struct value v, const char *name,
                 void (*fn)(struct page *, struct value))
{
    AUTO_VALUE m = value_null();

    get(v, name, &m);
    if (m.kind == V_ARRAY)
        for (size_t i = 0; i < m.array->len; i++)
            fn(p, m.array->items[i]);
    else if (m.kind != V_NULL)
        fn(p, m);
}

static void put_paragraph(struct page *p, struct value v)
{
    add_member(p, v, "Text");
    newline(p);
}

static void put_intro(struct page *p, struct value v)
{
    add_member(p, v, "Text");
}

static void put_details(struct page *p, struct value help)
{
    AUTO_VALUE d = value_null();

    get(help, "details", &d);
    line(p, "NAME");
    p->indent += STEP;
    add_member(p, d, "name");
    newline(p);
    newline(p);
    p->indent -= STEP;
    line(p, "SYNOPSIS");
    p->indent += STEP;
    each(p, d, "description", put_paragraph);
    newline(p);
    newline(p);
    p->indent -= STEP;
}

static bool member_is(struct value v, const char *name, const char *text)
{
    AUTO_VALUE m = value_null();

    get(v, name, &m);
    if (m.kind == V_NULL)
        return false;
    AUTO_VALUE s = value_to_string(m);
    return text_caseeq(s.str->data, text);
}

static void put_syntax_parameter(struct page *p, struct value v)
{
    bool optional = !member_is(v, "required", "true");
    bool positional = !member_is(v, "position", "named");
    AUTO_VALUE group = value_null(), value = value_null();

    add(p, optional && positional ? "[[-" : optional || positional ? "[-" : "-");
    add_member(p, v, "name");
    add(p, positional ? "]" : "");
    get(v, "parameterValueGroup", &group);
    get(v, "parameterValue", &value);
    if (group.kind != V_NULL) {
        AUTO_VALUE values = value_null();
        get(group, "parameterValue", &values);
        add(p, " {");
        value_join(values, " | ", &p->line);
        add(p, "}");
    } else if (value.kind != V_NULL) {
        add(p, " <");
        value_to_strbuf(value, &p->line);
        add(p, ">");
    }
    add(p, optional ? "] " : " ");
}

static void put_syntax_item(struct page *p, struct value v)
{
    add_member(p, v, "name");
    add(p, " ");
    each(p, v, "parameter", put_syntax_parameter);
    add(p, "[<CommonParameters>]");
    newline(p);
    newline(p);
}

static void put_syntax(struct page *p, struct value help)
{
    AUTO_VALUE syntax = value_null();

    get(help, "Syntax", &syntax);
    line(p, "SYNTAX");
    p->indent += STEP;
    each(p, syntax, "syntaxItem", put_syntax_item);
    newline(p);
    p->indent -= STEP;
}

static void put_description(struct page *p, struct value help)
{
    line(p, "DESCRIPTION");
    p->indent += STEP;
    each(p, help, "description", put_paragraph);
    newline(p);
    p->indent -= STEP;
    newline(p);
}

static void put_link(struct page *p, struct value v)
{
    add_member(p, v, "linkText");
    add(p, " ");
    add_member(p, v, "uri");
    newline(p);
}

static void put_links(struct page *p, struct value help)
{
    AUTO_VALUE links = value_null();

    get(help, "relatedLinks", &links);
    line(p, "RELATED LINKS");
    p->indent += STEP;
    each(p, links, "navigationLink", put_link);
    p->indent -= STEP;
}

static void put_remarks(struct page *p, struct value help)
{
    static const char *const texts[][2] = {
        { "To see the examples, type: ", "-Examples" },
        { "For more information, type: ", "-Detailed" },
        { "For technical information, type: ", "-Full" },
    };
    AUTO_VALUE links = value_null();

    line(p, "REMARKS");
    p->indent += STEP;
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
        add(p, texts[i][0]);
        add(p, "\"Get-Help ");
        add_member(p, help, "Name");
        add(p, " ");
        add(p, texts[i][1]);
        line(p, "\"");
    }
    get(help, "relatedLinks", &links);
    if (links.kind != V_NULL) {
        add(p, "    For online help, type: \"Get-Help ");
        add_member(p, help, "Name");
        add(p, " -Online\"");
    }
    p->indent -= STEP;
}

static void put_parameter_head(struct page *p, struct value v)
{
    AUTO_VALUE value = value_null();

    add(p, "-");
    add_member(p, v, "name");
    get(v, "parameterValue", &value);
    if (value.kind != V_NULL) {
        bool optional =
            !p->own && value.kind == V_STRING && text_caseeq(value.str->data, "SwitchParameter");
        add(p, optional ? " [<" : " <");
        value_to_strbuf(value, &p->line);
        add(p, optional ? ">]" : ">");
    }
    newline(p);
}

static void put_parameter_brief(struct page *p, struct value v)
{
    size_t step = p->own ? 0 : STEP;

    put_parameter_head(p, v);
    p->indent += step;
    if (!p->own)
        each(p, v, "description", put_paragraph);
    newline(p);
    p->indent -= step;
}

static void put_parameter(struct page *p, struct value v)
{
    static const struct {
        const char *label, *name;
        bool written, own; /* in which pages it stands */
    } facts[] = {
        { "Required?                    ", "required", true, true },
        { "Position?                    ", "position", true, true },
        { "Default value                ", "defaultValue", true, false },
        { "Accept pipeline input?       ", "pipelineInput", true, true },
        { "Parameter set name           ", "parameterSetName", false, true },
        { "Aliases                      ", "aliases", true, true },
        { "Dynamic?                     ", "isDynamic", false, true },
        { "Accept wildcard characters?  ", "globbing", true, true },
    };

    put_parameter_head(p, v);
    p->indent += STEP;
    if (p->own)
        add_member(p, v, "description");
    else
        each(p, v, "description", put_paragraph);
    newline(p);
    for (size_t i = 0; i < ARRAY_SIZE(facts); i++) {
        if (!(p->own ? facts[i].own : facts[i].written))
            continue;
        add(p, facts[i].label);
        add_member(p, v, facts[i].name);
        newline(p);
    }
    newline(p);
    p->indent -= STEP;
}

static void put_common(struct page *p)
{
    line(p, "<CommonParameters>");
    p->indent += STEP;
    add(p, "    This cmdlet supports the common parameters: Verbose, Debug,\n"
           "    ErrorAction, ErrorVariable, WarningAction, WarningVariable,\n"
           "    OutBuffer, PipelineVariable, and OutVariable. For more information, see\n"
           "    about_CommonParameters (https://go.microsoft.com/fwlink/?LinkID=113216). ");
    newline(p);
    newline(p);
    p->indent -= STEP;
}

static void put_example(struct page *p, struct value v)
{
    add_member(p, v, "title");
    newline(p);
    newline(p);
    each(p, v, "introduction", put_intro);
    add_member(p, v, "code");
    newline(p);
    newline(p);
    each(p, v, "remarks", put_paragraph);
}

static void put_examples(struct page *p, struct value help)
{
    AUTO_VALUE examples = value_null();

    get(help, "examples", &examples);
    p->indent += STEP;
    each(p, examples, "example", put_example);
    p->indent -= STEP;
}

static void put_type(struct page *p, struct value v)
{
    AUTO_VALUE type = value_null();

    get(v, "type", &type);
    add_member(p, type, "name");
    newline(p);
    newline(p);
}

static void put_types(struct page *p, struct value help, const char *heading, const char *list,
                      const char *item)
{
    AUTO_VALUE types = value_null();

    get(help, list, &types);
    line(p, heading);
    p->indent += STEP;
    each(p, types, item, put_type);
    newline(p);
    p->indent -= STEP;
}

static void put_notes(struct page *p, struct value help)
{
    AUTO_VALUE set = value_null();

    get(help, "alertSet", &set);
    if (set.kind == V_NULL)
        return;
    line(p, "NOTES");
    p->indent += STEP;
    newline(p);
    each(p, set, "alert", put_paragraph);
    newline(p);
    p->indent -= STEP;
}

static void put_parameters(struct page *p, struct value help, bool full)
{
    AUTO_VALUE parameters = value_null();

    get(help, "parameters", &parameters);
    line(p, "PARAMETERS");
    p->indent += STEP;
    each(p, parameters, "parameter", full ? put_parameter : put_parameter_brief);
    put_common(p);
    p->indent -= STEP;
}

static void put_page(struct page *p, struct value v, const char *view)
{
    put_details(p, v);
    if (text_caseeq(view, "#ExamplesView")) {
        put_examples(p, v);
        return;
    }
    put_syntax(p, v);
    put_description(p, v);
    if (text_caseeq(view, "#FullView")) {
        put_parameters(p, v, true);
        put_types(p, v, "INPUTS", "inputTypes", "inputType");
        put_types(p, v, "OUTPUTS", "returnValues", "returnValue");
        put_notes(p, v);
        put_examples(p, v);
        p->indent += STEP;
        newline(p);
        p->indent -= STEP;
        put_links(p, v);
        return;
    }
    if (text_caseeq(view, "#DetailedView")) {
        put_parameters(p, v, false);
        put_examples(p, v);
    } else {
        put_links(p, v);
        newline(p);
    }
    put_remarks(p, v);
}

/* ---- help that was made from what a function declares ---- */

#define EXTENDED "ExtendedCmdletHelpInfo"

static void put_own_syntax_item(struct page *p, struct value v)
{
    add_member(p, v, "name");
    add(p, " ");
    each(p, v, "parameter", put_syntax_parameter);
    if (member_is(v, "CommonParameters", "True"))
        add(p, "[<CommonParameters>]");
    newline(p);
    newline(p);
}

static void put_own_parameters(struct page *p, struct value help, bool full)
{
    AUTO_VALUE parameters = value_null(), list = value_null();
    bool common = member_is(help, "CommonParameters", "True");

    get(help, "parameters", &parameters);
    get(parameters, "parameter", &list);
    line(p, "PARAMETERS");
    p->indent += STEP;
    each(p, parameters, "parameter", full ? put_parameter : put_parameter_brief);
    if (common) {
        put_common(p);
    } else if (list.kind != V_ARRAY || list.array->len == 0) {
        line(p, "None");
        newline(p);
    }
    if (full)
        newline(p);
    p->indent -= STEP;
    if (!full)
        newline(p);
}

static void put_section(struct page *p, struct value help, const char *heading, const char *name)
{
    line(p, heading);
    p->indent += STEP;
    add_member(p, help, name);
    newline(p);
    p->indent -= STEP;
}

static void put_own_types(struct page *p, struct value help, const char *heading, const char *list,
                          const char *item)
{
    AUTO_VALUE types = value_null(), one = value_null(), type = value_null();

    get(help, list, &types);
    get(types, item, &one);
    get(one, "type", &type);
    line(p, heading);
    p->indent += STEP;
    add_member(p, type, "name");
    newline(p);
    newline(p);
    p->indent -= STEP;
}

static void put_own_page(struct page *p, struct value v, const char *view)
{
    bool full = text_caseeq(view, "#FullView"), detailed = text_caseeq(view, "#DetailedView");
    AUTO_VALUE details = value_null(), syntax = value_null();

    get(v, "details", &details);
    get(v, "Syntax", &syntax);
    line(p, "NAME");
    p->indent += STEP;
    add_member(p, details, "name");
    newline(p);
    if (!text_caseeq(view, "#ExamplesView")) {
        newline(p);
        p->indent -= STEP;
        line(p, "SYNTAX");
        p->indent += STEP;
        each(p, syntax, "syntaxItem", put_own_syntax_item);
        if (full || detailed)
            newline(p);
    }
    p->indent -= STEP;
    if (full || detailed)
        put_own_parameters(p, v, full);
    else
        newline(p);
    if (full) {
        put_own_types(p, v, "INPUTS", "inputTypes", "inputType");
        put_own_types(p, v, "OUTPUTS", "returnValues", "returnValue");
    }
    put_section(p, v, "ALIASES", "aliases");
    newline(p);
    put_section(p, v, "REMARKS", "remarks");
}

static bool put_own(struct page *p, struct value v, const char *view)
{
    if (!*view || text_caseeq(view, "#ExamplesView") || text_caseeq(view, "#DetailedView") ||
        text_caseeq(view, "#FullView"))
        put_own_page(p, v, view);
    else if (text_caseeq(view, "#parameter"))
        put_parameter(p, v);
    else
        return false;
    return true;
}

bool help_object_text(struct value v, struct strbuf *out)
{
    if (v.kind != V_OBJECT || !v.object->type_names)
        return false;
    bool own = text_casestarts(v.object->type_names[0], EXTENDED);
    if (!own && !text_casestarts(v.object->type_names[0], MAML))
        return false;
    const char *view = v.object->type_names[0] + strlen(own ? EXTENDED : MAML);
    struct page p = { .out = out, .line = STRBUF_INIT, .own = own };
    if (own) {
        if (!put_own(&p, v, view)) {
            strbuf_release(&p.line);
            return false;
        }
    } else if (!*view || text_caseeq(view, "#ExamplesView") || text_caseeq(view, "#DetailedView") ||
               text_caseeq(view, "#FullView")) {
        put_page(&p, v, view);
    } else if (text_caseeq(view, "#syntax")) {
        each(&p, v, "syntaxItem", put_syntax_item);
    } else if (text_caseeq(view, "#examples")) {
        each(&p, v, "example", put_example);
    } else if (text_caseeq(view, "#example")) {
        put_example(&p, v);
    } else if (text_caseeq(view, "#parameters")) {
        p.indent = STEP;
        each(&p, v, "parameter", put_parameter);
        put_common(&p);
    } else if (text_caseeq(view, "#parameter")) {
        put_parameter(&p, v);
    } else {
        strbuf_release(&p.line);
        return false;
    }
    p.indent = 0;
    newline(&p); /* what is still in the line, or the empty line at the end */
    if (out->len > 0 && out->buf[out->len - 1] == '\n')
        strbuf_truncate(out, out->len - 1);
    strbuf_release(&p.line);
    return true;
}
