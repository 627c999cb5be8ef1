#include "shell/format/format_xml.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"

void format_names_release(format_names *names)
{
    for (size_t i = 0; i < names->len; i++)
        free(names->items[i]);
    vec_release(names);
}

char *format_xml_text(const struct xml_node *n)
{
    AUTO_STRBUF text = STRBUF_INIT;

    xml_text(n, &text);
    const char *s = text.buf ? text.buf : "";
    size_t len = text.len;
    while (len > 0 && (unsigned char)*s <= ' ')
        s++, len--;
    while (len > 0 && (unsigned char)s[len - 1] <= ' ')
        len--;
    return xstrndup(s, len);
}

char *format_xml_child_text(const struct xml_node *n, const char *name)
{
    const struct xml_node *c = n ? xml_child(n, name) : NULL;
    return c ? format_xml_text(c) : NULL;
}

const struct xml_node *format_xml_path(const struct xml_node *n, const char *a, const char *b)
{
    n = n ? xml_child(n, a) : NULL;
    return n ? xml_child(n, b) : NULL;
}

const struct xml_node *format_xml_first(const struct xml_node *n)
{
    return n ? xml_child(n, NULL) : NULL;
}

int format_xml_bad(struct err **err, const struct format_load *l, const char *what)
{
    return err_set(err, ERR_INVALID_PARAMETER, "%s: %s", l->file, what);
}

/* The types of a <SelectionSet> of this file. */
static void add_set(const struct format_load *l, const char *name, format_names *out)
{
    const struct xml_node *set = format_xml_path(l->root, "SelectionSets", "SelectionSet");

    for (; set; set = xml_next_element(set)) {
        AUTO_FREE char *own = format_xml_child_text(set, "Name");
        const struct xml_node *t = format_xml_path(set, "Types", "TypeName");
        if (!own || !text_caseeq(own, name))
            continue;
        for (; t; t = xml_next_element(t))
            *vec_push(out) = format_xml_text(t);
    }
}

void format_xml_types(const struct format_load *l, const struct xml_node *n, format_names *out)
{
    for (const struct xml_node *t = format_xml_first(n); t; t = xml_next_element(t)) {
        if (strcmp(t->name, "TypeName") == 0) {
            *vec_push(out) = format_xml_text(t);
        } else if (strcmp(t->name, "SelectionSetName") == 0) {
            AUTO_FREE char *name = format_xml_text(t);
            add_set(l, name, out);
        }
    }
}

int format_xml_expression(const struct format_load *l, const struct xml_node *n, char **property,
                          struct value *script, struct err **err)
{
    AUTO_FREE char *text = format_xml_child_text(n, "ScriptBlock");

    *property = format_xml_child_text(n, "PropertyName");
    return text ? l->compile(l->data, text, script, err) : 0;
}
