/* The Keys and Values of dictionaries: collections of their own types that follow the table. A
 * view holds its table; the table knows its views only as long as somebody holds them. */
#ifndef HVSH_OBJECT_HASH_VIEW_H
#define HVSH_OBJECT_HASH_VIEW_H

#include "shell/object/hash.h"

enum hash_side { HASH_KEYS, HASH_VALUES };

/* Its keys or values, now and later; owned. */
struct value hash_view(struct hash *h, enum hash_side side);
/* After a change of other than one more entry at the end. */
void hash_views_refresh(struct hash *h);
/* The array is freed; it may be no view of the table. */
void hash_view_gone(struct hash *h, const struct array *view);

#endif
