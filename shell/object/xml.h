/* XML as a tree, after the DOM of .NET's XmlDocument: nodes in document order, namespaces
 * resolved, text kept as UTF-8. Every node lives as long as its document, also once removed from
 * the tree; a document lives as long as somebody holds it (xml_hold, xml_release).
 * Input is untrusted: no external entities, no entities but the five of XML itself, a bound on
 * nesting. Document types are passed over. */
#ifndef HVSH_OBJECT_XML_H
#define HVSH_OBJECT_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"

/* The numbers are System.Xml.XmlNodeType's. */
enum xml_kind {
    XML_ELEMENT = 1,
    XML_ATTRIBUTE = 2,
    XML_TEXT = 3,
    XML_CDATA = 4,
    XML_PI = 7,
    XML_COMMENT = 8,
    XML_DOCUMENT = 9,
    XML_DOCTYPE = 10,
    XML_FRAGMENT = 11,
    XML_WHITESPACE = 13,
    XML_DECLARATION = 17,
};

struct xml_doc;
struct object;

struct xml_node {
    enum xml_kind kind;
    bool open_tag; /* an element written <a></a> rather than <a /> when it is empty */
    struct xml_doc *doc;
    struct xml_node *parent, *prev, *next;
    struct xml_node *first, *last;           /* children */
    struct xml_node *first_attr, *last_attr; /* of elements; their next is the next attribute */
    const char *name;                        /* with its prefix; of the document's memory */
    const char *local;                       /* within name, behind the prefix */
    const char *ns;                          /* "" for none */
    const char *value;                       /* of all but elements, documents and fragments */
    size_t order;                            /* scratch of xml_path.c */
    struct object *wrapper;                  /* borrowed: the value that stands for the node now */
};

struct xml_doc {
    size_t holders;
    struct xml_node *root; /* the XML_DOCUMENT node */
    bool keep_space;       /* PreserveWhitespace */
    struct xml_chunk *memory;
};

/* A document without nodes, held once. */
struct xml_doc *xml_new(void);
void xml_hold(struct xml_doc *doc);
void xml_release(struct xml_doc *doc); /* NULL is fine */

static inline void xml_cleanup(struct xml_doc **doc)
{
    xml_release(*doc);
}
#define AUTO_XML CLEANUP(xml_cleanup) struct xml_doc

/* Memory that lives as long as the document. */
const char *xml_keep(struct xml_doc *doc, const char *s, size_t len);
/* A node that stands nowhere yet; name, ns and value may be NULL and are copied. */
struct xml_node *xml_make(struct xml_doc *doc, enum xml_kind kind, const char *name, const char *ns,
                          const char *value);
/* parent NULL is not allowed; before NULL: as the last child. The node is taken from where it
 * stood; of a fragment its children are. */
void xml_insert(struct xml_node *parent, struct xml_node *node, struct xml_node *before);
void xml_remove(struct xml_node *node);
void xml_remove_children(struct xml_node *node);
/* A copy for doc, without a parent; deep: with all below. */
struct xml_node *xml_copy(struct xml_doc *doc, const struct xml_node *node, bool deep);

/* The element's attribute of that qualified name, or NULL. */
struct xml_node *xml_attr(const struct xml_node *element, const char *name);
struct xml_node *xml_attr_ns(const struct xml_node *element, const char *local, const char *ns);
const char *xml_attr_value(const struct xml_node *element, const char *name); /* NULL: none */
/* Sets or makes it; value is copied. */
struct xml_node *xml_set_attr(struct xml_node *element, const char *name, const char *ns,
                              const char *value);
/* Appends an attribute node to an element, in place of one of the same name. */
void xml_put_attr(struct xml_node *element, struct xml_node *attr);
void xml_set_value(struct xml_node *node, const char *s, size_t len);
/* The first child element, of that name (NULL: any). */
struct xml_node *xml_child(const struct xml_node *node, const char *name);
struct xml_node *xml_next_element(const struct xml_node *node); /* the next sibling element */
struct xml_node *xml_root_element(const struct xml_doc *doc);
/* A new last child element with text (NULL: none). */
struct xml_node *xml_add(struct xml_node *parent, const char *name, const char *text);
/* The next node in document order below top, starting with top itself; NULL at the end. */
struct xml_node *xml_walk(const struct xml_node *top, struct xml_node *at);
/* What a prefix ("" for none) means at an element; NULL: nothing. */
const char *xml_namespace(const struct xml_node *at, const char *prefix, size_t len);

/* All text below, without comments. */
void xml_text(const struct xml_node *node, struct strbuf *out);
void xml_set_text(struct xml_node *node, const char *s, size_t len);

/* ---- xml_read.c ---- */
/* Reads a whole document. Errors are XmlExceptions and name line and position. */
struct xml_doc *xml_read(const char *s, size_t len, bool keep_space, struct err **err);
/* Replaces what is in a document. */
int xml_read_into(struct xml_doc *doc, const char *s, size_t len, struct err **err);
/* Replaces the children of an element or fragment by what the markup says. */
int xml_read_inner(struct xml_node *node, const char *s, size_t len, struct err **err);
bool xml_is_name(const char *s);

/* ---- xml_write.c ---- */
enum xml_layout { XML_COMPACT, XML_INDENTED };
/* The node with all in it, or (inner) only what is in it. */
void xml_write(const struct xml_node *node, bool inner, enum xml_layout layout, struct strbuf *out);
void xml_escape(const char *s, size_t len, bool attribute, struct strbuf *out);

#endif
