/* System.Xml.Linq over the tree of xml.h. An XElement, XAttribute … stands for a node as an XmlNode
 * does; a node that goes to another document takes the value that stands for it along. */
#ifndef HVSH_OBJECT_TYPES_XLINQ_H
#define HVSH_OBJECT_TYPES_XLINQ_H

#include "shell/object/members.h"
#include "shell/object/xml.h"

#define XLINQ "System.Xml.Linq."

extern const struct type_info type_x_object, type_x_node, type_x_container, type_x_element,
    type_x_document, type_x_attribute, type_x_text, type_x_cdata, type_x_comment,
    type_x_instruction, type_x_declaration, type_x_name, type_x_namespace, type_x_path;

/* The value of a node ($null for NULL); owned. */
struct value x_value(struct xml_node *node);
/* The node that a value stands for, or NULL. */
struct xml_node *x_node_of(struct value v);
/* The text below, and what a value is as content of an element. */
struct value x_text_of(const struct xml_node *node);
void x_content_text(struct value v, struct strbuf *out);

/* ---- xlinq_name.c ---- */
/* A name as an XName or a text: local, or {namespace}local. */
struct x_name {
    struct value local, ns; /* strings */
};
int x_name_arg(struct value v, struct x_name *out, struct err **err);
static inline void x_name_release(struct x_name *name)
{
    value_unref(name->local);
    value_unref(name->ns);
}
#define AUTO_X_NAME CLEANUP(x_name_release) struct x_name
bool x_name_is(const struct xml_node *node, const struct x_name *name);
/* Owned. */
struct value x_name_value(const char *local, const char *ns);
struct value x_declaration(const char *version, const char *encoding, const char *standalone);
/* Its three texts, borrowed; false: v is no declaration. */
bool x_declaration_parts(struct value v, const char *parts[3]);

/* ---- xlinq_change.c ---- */
SHARED_CALL(x_element_new);
SHARED_CALL(x_document_new);
SHARED_CALL(x_attribute_new);
SHARED_CALL(x_text_new);
SHARED_CALL(x_instruction_new);
SHARED_CALL(x_add);
SHARED_CALL(x_add_first);
SHARED_CALL(x_add_after);
SHARED_CALL(x_add_before);
SHARED_CALL(x_remove);
SHARED_CALL(x_replace_with);
SHARED_CALL(x_remove_nodes);
SHARED_CALL(x_remove_attributes);
SHARED_CALL(x_remove_all);
SHARED_CALL(x_replace_nodes);
SHARED_CALL(x_replace_all);
SHARED_CALL(x_set_value);
SHARED_CALL(x_set_attribute_value);
SHARED_CALL(x_set_element_value);
int x_put_value(struct xml_node *node, struct value v, struct err **err);

/* ---- xlinq_io.c ---- */
SHARED_CALL(x_parse);
SHARED_CALL(x_load);
SHARED_CALL(x_save);
SHARED_CALL(x_to_string);
int x_text(struct value self, struct strbuf *out);

#endif
