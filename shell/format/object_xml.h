/* Objects as the XML of ConvertTo-Xml: <Object>, <Property>. */
#ifndef HVSH_FORMAT_OBJECT_XML_H
#define HVSH_FORMAT_OBJECT_XML_H

#include "shell/format/cell.h"
#include "shell/object/xml.h"

/* Adds an <Object> for v to parent. depth: levels of objects inside objects; types: with Type
 * attributes. */
void object_xml_add(const struct format_env *env, struct value v, int depth, bool types,
                    struct xml_node *parent);

#endif
