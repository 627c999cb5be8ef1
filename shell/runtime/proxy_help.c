#include "shell/runtime/proxy_help.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/object.h"
#include "shell/object/wrap.h"

/* A member along a path of names; $null when there is none. Owned. */
static struct value at(struct value v, const char *path)
{
    struct value here = value_ref(v);
    while (*path && here.kind != V_NULL) {
        size_t n = strcspn(path, ".");
        char name[64];
        struct value next = value_null();
        AUTO_ERR *err = NULL;
        memcpy(name, path, n);
        name[n] = '\0';
        if (member_get(here, name, &next, &err) < 0)
            next = value_null();
        value_replace_take(&here, next);
        path += n + (path[n] == '.');
    }
    return here;
}

/* Its Text, or what it is as text. */
static struct value text_of(struct value v)
{
    AUTO_VALUE text = v.kind == V_OBJECT ? at(v, "Text") : value_null();
    return text.kind == V_STRING ? value_ref(text) : arg_string(v);
}

static size_t count(struct value v)
{
    return v.kind == V_NULL ? 0 : v.kind == V_ARRAY ? v.array->len : 1;
}

static struct value item(struct value v, size_t i)
{
    return v.kind == V_ARRAY ? v.array->items[i] : v;
}

/* The texts of a list, each on lines of its own. */
static void write_section(const char *name, struct value v, struct strbuf *out)
{
    bool first = true;
    for (size_t i = 0; i < count(v); i++) {
        AUTO_VALUE text = text_of(item(v, i));
        if (!text.str->len)
            continue;
        if (first)
            strbuf_addf(out, "\n\n%s\n\n", name);
        strbuf_addf(out, "%s\n", text.str->data);
        first = false;
    }
    if (!first)
        strbuf_addch(out, '\n');
}

static void write_one(const char *name, struct value v, struct strbuf *out)
{
    AUTO_VALUE text = text_of(v);
    if (text.str->len)
        strbuf_addf(out, "\n%s\n\n%s\n", name, text.str->data);
}

static void write_parameters(struct value help, struct strbuf *out)
{
    AUTO_VALUE list = at(help, "Parameters.Parameter");
    for (size_t i = 0; i < count(list); i++) {
        AUTO_VALUE name = at(item(list, i), "Name"), about = at(item(list, i), "Description");
        AUTO_VALUE text = arg_string(name);
        strbuf_addf(out, "\n.PARAMETER %s\n\n", text.str->data);
        for (size_t k = 0; k < count(about); k++) {
            AUTO_VALUE line = text_of(item(about, k));
            if (line.str->len)
                strbuf_addf(out, "%s\n", line.str->data);
        }
    }
}

static void write_texts(struct value v, struct strbuf *out)
{
    for (size_t i = 0; i < count(v); i++) {
        AUTO_VALUE text = text_of(item(v, i));
        strbuf_adds(out, text.str->data);
    }
}

static void write_examples(struct value help, struct strbuf *out)
{
    AUTO_VALUE list = at(help, "examples.example");
    for (size_t i = 0; i < count(list); i++) {
        AUTO_STRBUF text = STRBUF_INIT;
        AUTO_VALUE before = at(item(list, i), "introduction"), code = at(item(list, i), "code"),
                   after = at(item(list, i), "remarks");
        write_texts(before, &text);
        write_texts(code, &text);
        if (after.kind != V_NULL)
            strbuf_addch(&text, '\n');
        write_texts(after, &text);
        if (text.len)
            strbuf_addf(out, "\n\n.EXAMPLE\n\n%s", text.buf);
    }
}

static void write_type(const char *section, struct value parent, struct strbuf *out)
{
    AUTO_VALUE name = at(parent, "type.name"), uri = at(parent, "type.uri");
    AUTO_VALUE text = text_of(name.kind != V_NULL ? name : uri);
    if (name.kind != V_NULL || uri.kind != V_NULL)
        strbuf_addf(out, "\n\n%s\n\n%s\n", section, text.str->data);
}

static bool is_help(struct value v)
{
    const char *const *names = value_type_names(v);
    for (size_t i = 0; names && names[i]; i++)
        if (strstr(names[i], "HelpInfo"))
            return true;
    return false;
}

int proxy_help_comments(struct value self, const struct value *args, size_t n, struct value *out,
                        struct err **err)
{
    static const struct {
        const char *section, *path;
    } last[] = { { ".COMPONENT", "Component" },
                 { ".ROLE", "Role" },
                 { ".FUNCTIONALITY", "Functionality" } };
    (void)self;
    (void)n;
    struct value help = args[0];
    if (help.kind == V_NULL)
        return fail_null_argument(err, "help");
    if (!is_help(help))
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "The 'help' parameter is not recognized as a valid HelpInfo object "
                         "created by the 'get-help' command.");
    struct strbuf text = STRBUF_INIT;
    AUTO_VALUE synopsis = at(help, "Synopsis"), about = at(help, "Description"),
               notes = at(help, "alertSet.alert"), input = at(help, "inputTypes.inputType"),
               output = at(help, "returnValues.returnValue"),
               links = at(help, "relatedLinks.navigationLink");
    write_one(".SYNOPSIS", synopsis, &text);
    write_section(".DESCRIPTION", about, &text);
    write_parameters(help, &text);
    write_examples(help, &text);
    write_section(".NOTES", notes, &text);
    write_type(".INPUTS", input, &text);
    write_type(".OUTPUTS", output, &text);
    for (size_t i = 0; i < count(links); i++) {
        AUTO_VALUE uri = at(item(links, i), "uri"), title = at(item(links, i), "linkText");
        write_one(".LINK", uri, &text);
        write_one(".LINK", title, &text);
    }
    for (size_t i = 0; i < ARRAY_SIZE(last); i++) {
        AUTO_VALUE v = at(help, last[i].path);
        write_one(last[i].section, v, &text);
    }
    *out = value_string_take(&text);
    return 0;
}
