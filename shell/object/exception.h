/* Exceptions: objects of a type with is_exception. The usual .NET and
 * PowerShell names are known with their bases; others are found by name too and
 * derive from System.Exception. */
#ifndef HVSH_OBJECT_EXCEPTION_H
#define HVSH_OBJECT_EXCEPTION_H

#include "shell/object/object.h"

struct exception {
    const struct type_info *type;
    struct value message;     /* string */
    struct value inner;       /* exception, or $null */
    struct value stack_trace; /* string, or $null */
    struct value help_link;
    struct value source;
    struct value data;  /* the Data dictionary, or nothing: not asked for yet */
    struct value extra; /* what its type adds: CommandName, Errors; or $null */
    int32_t hresult;
    char *id;        /* of the record it brings about, or NULL */
    char *type_name; /* set when the name is not a known type */
};

/* A new exception; inner is borrowed. type_name may leave out "System.". */
struct value exception_new(const char *type_name, const char *message, struct value inner);
struct value exception_new_of(const struct type_info *type, const char *message,
                              struct value inner);
bool value_is_exception(struct value v);
/* The payload of an exception value, else NULL. */
struct exception *exception_of(struct value v);
/* Its full type name, also of unknown ones. */
const char *exception_type_name(struct value v);
/* Does the exception's type or one of its bases have this name ("System." may
 * be left out)? catch [T] asks this. */
bool exception_is(struct value v, const char *type_name, size_t len);
/* From an error of the lower layers: its type, message and causes; owned. */
struct value exception_from_err(const struct err *err);
/* Properties and methods for types that derive from an exception type. */
int exception_get(struct value self, const struct property *p, struct value *out, struct err **err);

#endif
