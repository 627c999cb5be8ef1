/* Members of what is no object by itself, PowerShell's PSObject around a base object. An object
 * has its members in its own cell. Arrays, lists and hashtables are .NET's reference types: their
 * members belong to the cell, and all who hold it see them. A text, a number, a date or another
 * value type has members only where the value says so (value.wrap): the value that Add-Member
 * gave back and its copies; whatever is computed or converted from it is plain again. So nothing
 * that reads a value has to know about members but what looks for them.
 *
 * A text's members lie behind its characters in a cell of its own. An immediate value has no room
 * for a pointer: its members stand in a table of the thread, found by the number in value.wrap,
 * and live until the thread's last session ends. */
#ifndef HVSH_OBJECT_WRAP_H
#define HVSH_OBJECT_WRAP_H

#include "shell/object/object.h"
#include "shell/object/value.h"

/* Of value.wrap. WRAP_BARE: a PSObject; its members, if any, are not in the table. Of a text each
 * of them says so, and only value_parameter_name() gives the second one. */
enum { WRAP_BARE = 1, WRAP_PARAMETER, WRAP_FIRST, WRAP_MAX = (1 << 24) - 1 };

/* What carries the members and type names given to v: v's own object, or a side object of no
 * meaning beyond its shape, slots and type_names. Borrowed; NULL: there is none. */
struct object *value_members(struct value v);
/* The names that scripts put in front of its type's own, NULL-terminated, borrowed; or NULL. */
const char *const *value_type_names(struct value v);
/* The value with a place for members: v itself where they belong to its cell or it is wrapped,
 * else a wrapped copy. $null stays as it is. Owned. */
struct value value_wrapped(struct value v);
/* [psobject]$v: known as one. Only arrays, lists and texts have a place for members then. */
struct value value_as_psobject(struct value v);
/* Is it a PSObject: an object with members of its own, or a value that was wrapped? */
bool value_is_psobject(struct value v);
/* The base object: the same value without members of its own. */
static inline struct value value_unwrapped(struct value v)
{
    v.wrap = 0;
    return v;
}

/* A text that is a parameter's name among the arguments that no parameter took: -Name, or -Name:
 * before its value. Splatted, wherever it went, it is the parameter again. Owned. */
struct value value_parameter_name(const char *name, size_t len, bool has_value);
static inline bool value_is_parameter_name(struct value v)
{
    return v.kind == V_STRING && v.wrap == WRAP_PARAMETER;
}

/* A session of this thread begins or ends; with the last one (true) the thread's table goes. */
void wraps_hold(void);
bool wraps_release(void);

#endif
