/* Nodes of an XML tree as values: System.Xml.XmlDocument, XmlElement and their kin. */
#ifndef HVSH_OBJECT_XML_VALUE_H
#define HVSH_OBJECT_XML_VALUE_H

#include "shell/object/object.h"
#include "shell/object/xml_path.h"

/* The value of a node ($null for NULL); owned. It keeps the document alive. The same node has the
 * same value as long as somebody holds that. */
struct value xml_value(struct xml_node *node);
/* The node that a value stands for, or NULL. */
struct xml_node *xml_node_of(struct value v);
/* The nodes as an XmlNodeList; owned. */
struct value xml_node_list(struct xml_node *const *nodes, size_t len);
/* [xml]$v: *out is owned. */
int xml_from_value(struct value v, struct value *out, struct err **err);
/* The document in a file, in the encoding that its first bytes tell; NULL with *err. */
struct xml_doc *xml_read_file(const char *path, bool keep_space, struct err **err);
int xml_read_file_into(struct xml_doc *doc, const char *path, struct err **err);
/* Nodes below node that an expression selects, with the prefixes of a hashtable or an
 * XmlNamespaceManager (or $null); the caller releases *out. */
int xml_select_value(struct xml_node *node, const char *path, struct value prefixes,
                     struct xml_nodes *out, struct err **err);

extern const struct type_info type_xml_node, type_xml_document, type_xml_element,
    type_xml_attribute, type_xml_namespaces, type_xml_node_type;

#endif
