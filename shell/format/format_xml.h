/* Reading elements of format files (.ps1xml). */
#ifndef HVSH_FORMAT_FORMAT_XML_H
#define HVSH_FORMAT_FORMAT_XML_H

#include "shell/base/vec.h"
#include "shell/object/value.h"
#include "shell/object/xml.h"

/* Makes a script block of text; *out owned. */
typedef int (*format_compile)(void *data, const char *text, struct value *out, struct err **err);

/* One file that is being read. */
struct format_load {
    const struct xml_node *root;
    const char *file;
    format_compile compile;
    void *data;
};

typedef VEC(char *) format_names;
void format_names_release(format_names *names);

/* An element's text without blanks around; the caller frees. */
char *format_xml_text(const struct xml_node *n);
/* The same of the child of this name; NULL: there is none, or no element. */
char *format_xml_child_text(const struct xml_node *n, const char *name);
const struct xml_node *format_xml_path(const struct xml_node *n, const char *a, const char *b);
/* The first child element, or NULL. */
const struct xml_node *format_xml_first(const struct xml_node *n);
/* Adds what <TypeName> and <SelectionSetName> below the element mean. */
void format_xml_types(const struct format_load *l, const struct xml_node *n, format_names *out);
/* <ScriptBlock> and <PropertyName> of an element; both may be absent. *property is owned. */
int format_xml_expression(const struct format_load *l, const struct xml_node *n, char **property,
                          struct value *script, struct err **err);
/* Sets an error that names the file; -1. */
int format_xml_bad(struct err **err, const struct format_load *l, const char *what);

#endif
