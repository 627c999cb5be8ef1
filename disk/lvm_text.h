/* LVM2's metadata text: sections in braces, `key = value`, values are numbers, "strings" and
 * [lists]. Bounded: what is longer or deeper than any real one is refused. */
#ifndef HVSH_DISK_LVM_TEXT_H
#define HVSH_DISK_LVM_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lvm_node {
    char *name;  /* NULL: an item of a list */
    char *value; /* a number's digits or a string's text; NULL: a section or a list */
    struct lvm_node *child, *next; /* owned */
};

/* NULL when the text is none. The caller frees with lvm_text_free(). */
struct lvm_node *lvm_text_parse(const char *text, size_t len);
void lvm_text_free(struct lvm_node *node);
/* The child of that name, or NULL; node may be NULL. */
const struct lvm_node *lvm_text_child(const struct lvm_node *node, const char *name);
/* The child's value, or NULL. */
const char *lvm_text_value(const struct lvm_node *node, const char *name);
/* False when there is no such number. */
bool lvm_text_number(const struct lvm_node *node, const char *name, uint64_t *out);

#endif
