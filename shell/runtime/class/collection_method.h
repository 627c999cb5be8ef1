/* .Where() and .ForEach(), which every value has. */
#ifndef HVSH_RUNTIME_COLLECTION_METHOD_H
#define HVSH_RUNTIME_COLLECTION_METHOD_H

#include "shell/runtime/frame.h"

enum status collection_method(struct frame *f, const struct node *n, struct value target,
                              bool where, const struct value *args, size_t nargs,
                              struct value *out);

#endif
