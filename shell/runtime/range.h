/* a..b without making the array: for foreach and pipelines. */
#ifndef HVSH_RUNTIME_RANGE_H
#define HVSH_RUNTIME_RANGE_H

#include "shell/runtime/frame.h"

struct range {
    int64_t first, count;
    int step;
};

bool node_is_range(const struct node *n);
/* The range that n stands for; *numeric false: not between int32, and its value is *other. */
enum status range_eval(struct frame *f, const struct node *n, struct range *out, bool *numeric,
                       struct value *other);
/* As a statement: writes its values one by one. */
enum status range_exec(struct frame *f, const struct node *n);
static inline struct value range_item(const struct range *r, int64_t i)
{
    return value_int((int32_t)(r->first + i * r->step));
}

#endif
