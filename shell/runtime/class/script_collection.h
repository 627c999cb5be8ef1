/* Objects of script classes that are collections: classes with IEnumerable or IEnumerator among
 * their bases. */
#ifndef HVSH_RUNTIME_SCRIPT_COLLECTION_H
#define HVSH_RUNTIME_SCRIPT_COLLECTION_H

#include "shell/runtime/frame.h"

/* Is v such an object? */
bool script_collection_is(struct value v);
/* What walks over it: itself or what GetEnumerator() gives. *enumerator owned. */
enum status script_collection_begin(struct frame *f, const struct node *n, struct value v,
                                    struct value *enumerator);
/* The next item; *more false: there is none. *item owned. */
enum status script_collection_next(struct frame *f, const struct node *n, struct value enumerator,
                                   struct value *item, bool *more);
/* All of them to a sink, one by one. */
enum status script_collection_write(struct frame *f, const struct node *n, struct value v,
                                    struct sink *out);

#endif
