/* How the tables of .NET members are written, and how their functions read
 * arguments. For files types_*.c only. */
#ifndef HVSH_OBJECT_MEMBERS_H
#define HVSH_OBJECT_MEMBERS_H

#include "shell/object/convert.h"
#include "shell/object/fail.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/type_info.h"

#define PROPS(table) .props = (table), .nprops = ARRAY_SIZE(table)
#define METHODS(table) .methods = (table), .nmethods = ARRAY_SIZE(table)
#define EVENTS(table) .events = (table), .nevents = ARRAY_SIZE(table)
#define STATIC_PROPS(table) .static_props = (table), .nstatic_props = ARRAY_SIZE(table)
#define STATICS(table) .statics = (table), .nstatics = ARRAY_SIZE(table)
/* clang-format off */
#define PROPERTY(n, t, getter) { .name = n, .type_name = t, .get = getter }
#define PROPERTY_RW(n, t, getter, setter) { .name = n, .type_name = t, .get = getter, .set = setter }
#define PROPERTY_DATA(n, t, getter, d) { .name = n, .type_name = t, .get = getter, .data = d }
#define PROPERTY_SCRIPT(n, t, getter, text) { .name = n, .type_name = t, .get = getter, \
                                              .kind = PROPERTY_SCRIPT, .source = text }
#define METHOD(n, min, max, fn, sig) { .name = n, .min_args = min, .max_args = max, .call = fn, \
                                       .signature = sig }
/* clang-format on */

/* The heads of getters and methods. */
#define GETTER(fn) \
    static int fn(struct value self, const struct property *p, struct value *out, struct err **err)
#define SETTER(fn) \
    static int fn(struct value self, const struct property *p, struct value v, struct err **err)
#define CALL(fn)                                                                            \
    static int fn(struct value self, const struct value *args, size_t n, struct value *out, \
                  struct err **err)
/* Of those that several files' tables name; the same line declares them. */
#define SHARED_GETTER(fn) \
    int fn(struct value self, const struct property *p, struct value *out, struct err **err)
#define SHARED_CALL(fn)                                                              \
    int fn(struct value self, const struct value *args, size_t n, struct value *out, \
           struct err **err)
#define UNUSED_GETTER() ((void)self, (void)p, (void)out, (void)err)
#define UNUSED_CALL() ((void)self, (void)args, (void)n, (void)out, (void)err)

/* CompareTo() by value_compare(), for types that have no other method. */
extern const struct method compare_to_method[1];

int arg_int(struct value v, int32_t *out, struct err **err);
int arg_long(struct value v, int64_t *out, struct err **err);
/* $null gives "". Owned. */
struct value arg_string(struct value v);
/* Stores into a [ref] argument. */
int arg_set_ref(struct value ref, struct value v, struct err **err);
/* Is the argument of a kind that means a comparison's options rather than a text? */
int arg_enum(struct value v, const struct enum_info *info, int32_t *out, struct err **err);

#endif
