/* Where the UTF-16 units of a text with characters beyond ASCII lie. The last places asked for are
 * remembered, so that a walk over a long text by index is linear. */
#ifndef HVSH_OBJECT_STR_PLACE_H
#define HVSH_OBJECT_STR_PLACE_H

#include <stddef.h>

#include "shell/object/str.h"

/* The number of units. */
size_t str_place_count(struct str *s);
/* The byte where the character with this unit begins, s->len past the end; *unit: its first
 * unit. */
size_t str_place_find(struct str *s, size_t index, size_t *unit);
/* The text goes away or changes: nothing about it is remembered. */
void str_place_forget(const struct str *s);

#endif
