/* [runspace] and [RunspacePool] objects. */
#ifndef HVSH_RUNTIME_RUNSPACE_OBJECT_H
#define HVSH_RUNTIME_RUNSPACE_OBJECT_H

#include "shell/object/object.h"

struct runspace;
struct session;

extern const struct type_info type_runspace, type_runspace_pool, type_runspace_factory;

struct runspace_payload {
    struct runspace *runspace; /* a reference */
};
static inline struct runspace_payload *runspace_payload(struct value v)
{
    return object_payload(v.object);
}
/* One that is not open yet, of type_runspace or type_runspace_pool, owned by the session; owned. */
struct value runspace_object_new(const struct type_info *type, struct session *s);
/* The same by the arguments of [runspacefactory]'s methods; owned. */
struct value runspace_object_create(const struct type_info *type, struct session *s,
                                    const struct value *args, size_t n);
/* One that there is; owned. */
struct value runspace_object_of(struct runspace *r);
/* The runspace that the session is; owned. */
struct value runspace_object_own(struct session *s);

#endif
