/* XPath 1.0 over the tree of xml.h. */
#ifndef HVSH_OBJECT_XML_PATH_H
#define HVSH_OBJECT_XML_PATH_H

#include "shell/object/xml.h"

struct xml_nodes {
    struct xml_node **items;
    size_t len, cap;
};

static inline void xml_nodes_release(struct xml_nodes *nodes)
{
    free(nodes->items);
    *nodes = (struct xml_nodes){ NULL, 0, 0 };
}
#define AUTO_XML_NODES CLEANUP(xml_nodes_release) struct xml_nodes

/* What a prefix stands for; NULL: it is not known. */
typedef const char *(*xml_prefix_lookup)(void *data, const char *prefix, size_t len);

/* The nodes that the expression selects from node, in document order; the caller releases them.
 * lookup NULL: prefixes are errors. -1 sets *err, an XPathException. */
int xml_select(struct xml_node *node, const char *path, xml_prefix_lookup lookup, void *data,
               struct xml_nodes *out, struct err **err);

/* Appends. */
void xml_nodes_push(struct xml_nodes *nodes, struct xml_node *node);

#endif
