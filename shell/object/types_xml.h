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

#endif
