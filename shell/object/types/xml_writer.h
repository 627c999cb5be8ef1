/* Nodes of documents through an XmlWriter. */
#ifndef HVSH_OBJECT_TYPES_XML_WRITER_H
#define HVSH_OBJECT_TYPES_XML_WRITER_H

#include "shell/object/xml_value.h"

bool value_is_xml_writer(struct value v);
/* Writes the node with all in it, or (inner) only what is in it. */
int xml_writer_put(struct value writer, const struct xml_node *node, bool inner, struct err **err);

#endif
