/* The type descriptions of System.Xml, for xml_value.c. */
#ifndef HVSH_OBJECT_TYPES_XML_H
#define HVSH_OBJECT_TYPES_XML_H

#include "shell/object/xml_value.h"

extern const struct type_info type_xml_node_list;
extern const struct adapter xml_adapter;

const struct type_info *xml_type_of(enum xml_kind kind);
void xml_value_destroy(struct object *o);
/* Prefix to namespace of an XmlNamespaceManager, NULL for other values; borrowed. */
struct hash *xml_namespaces_hash(struct value v);

/* ---- shared by the files types_xml*.c ---- */
enum { XML_DOCUMENT_METHODS = 15, XML_ELEMENT_METHODS = 9 };
extern const struct type_info type_xml_attributes;
extern const struct method xml_document_methods[XML_DOCUMENT_METHODS], xml_document_statics[1],
    xml_element_methods[XML_ELEMENT_METHODS];
extern const struct enum_info xml_enum_node_type;

/* An argument that is a node of the same document as `at`. */
int xml_node_arg(struct value v, const struct xml_node *at, struct xml_node **out,
                 struct err **err);
/* A text of a node, or ""; owned. */
struct value xml_text_value(const char *s);
/* -1 with an XmlException when it can be no name of an element. */
int xml_check_name(const char *name, struct err **err);
/* The text of <?xml …?>, kept by the document. */
const char *xml_declaration_text(struct xml_doc *doc, const char *version, const char *encoding,
                                 const char *standalone);
/* Methods of XmlElement that its attribute collection has too; as struct method's call. */
int xml_get_attribute_node(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err);
int xml_set_attribute_node(struct value self, const struct value *args, size_t n, struct value *out,
                           struct err **err);
int xml_remove_attribute_node(struct value self, const struct value *args, size_t n,
                              struct value *out, struct err **err);
int xml_remove_attributes(struct value self, const struct value *args, size_t n, struct value *out,
                          struct err **err);
int xml_elements_by_name(struct value self, const struct value *args, size_t n, struct value *out,
                         struct err **err);

#endif
