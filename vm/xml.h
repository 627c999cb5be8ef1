/* XML of libvirt, read and edited as a tree (libxml2). Input is untrusted: no
 * network, no entities, at most 16 MB. Text written is always escaped; unknown
 * nodes and comments survive. Paths are XPath 1.0 with these prefixes: hv (our
 * metadata namespace). Only vm/ sees libxml2. */
#ifndef HVSH_VM_XML_H
#define HVSH_VM_XML_H

#include <stdbool.h>
#include <stdint.h>

#include <libxml/tree.h>

#include "shell/base/err.h"

/* Our metadata element is <hv:vm xmlns:hv="…"> inside <metadata>. */
#define VM_XML_NS "https://hvsh.org/xmlns/vm/1"
#define VM_XML_MAX (16u << 20)

static inline void vm_cleanup_xml(xmlDocPtr *doc)
{
    xmlFreeDoc(*doc);
}
#define AUTO_XMLDOC CLEANUP(vm_cleanup_xml) xmlDocPtr

/* root_name NULL: any. NULL with ERR_OPERATION_FAILED on bad text. */
xmlDocPtr vm_xml_parse(const char *text, const char *root_name, struct err **err);
xmlDocPtr vm_xml_new(const char *root_name);
/* The whole document, or one element; the caller frees. */
char *vm_xml_dump(xmlDocPtr doc);
char *vm_xml_dump_node(xmlNodePtr node);

/* First match of a path relative to node (NULL node: none), or NULL. */
xmlNodePtr vm_xml_find(xmlNodePtr node, const char *path);
/* All matches; returns the count, *nodes is freed by the caller. */
size_t vm_xml_find_all(xmlNodePtr node, const char *path, xmlNodePtr **nodes);
/* Text of an attribute or element; NULL when missing. The caller frees. */
char *vm_xml_text(xmlNodePtr node, const char *path);
/* Is the text there and equal? */
bool vm_xml_is(xmlNodePtr node, const char *path, const char *value);
/* Decimal number, fallback when missing or malformed or out of range. */
int64_t vm_xml_number(xmlNodePtr node, const char *path, int64_t fallback);
/* "yes" "on" "1" "true" -> true, "no" "off" "0" "false" -> false. */
bool vm_xml_bool(xmlNodePtr node, const char *path, bool fallback);
/* A size with its unit attribute (KiB when none) in bytes. */
uint64_t vm_xml_size(xmlNodePtr node, const char *path, uint64_t fallback);

/* The child element of that name (no prefix: no namespace; "hv:x": ours), or NULL. */
xmlNodePtr vm_xml_child(xmlNodePtr node, const char *name);
/* The same, made at the end when missing. */
xmlNodePtr vm_xml_ensure(xmlNodePtr node, const char *name);
/* A new last child; value may be NULL. Returns it. */
xmlNodePtr vm_xml_add(xmlNodePtr node, const char *name, const char *value);
/* value NULL removes the attribute. */
void vm_xml_set_attr(xmlNodePtr node, const char *name, const char *value);
void vm_xml_set_attrf(xmlNodePtr node, const char *name, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Replaces the element's content by text. */
void vm_xml_set_text(xmlNodePtr node, const char *value);
/* Unlinks and frees; NULL is fine. */
void vm_xml_remove(xmlNodePtr node);
/* Removes all matches. */
void vm_xml_remove_all(xmlNodePtr node, const char *path);
/* Sets what a simple path names ("a/b/@c", "a/hv:b"), making the elements on the way;
 * NULL removes the attribute or element. */
void vm_xml_set(xmlNodePtr node, const char *path, const char *value);
void vm_xml_setf(xmlNodePtr node, const char *path, const char *fmt, ...) PRINTF_LIKE(3, 4);

#endif
