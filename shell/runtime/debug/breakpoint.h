/* Breakpoints: the objects of Set-PSBreakpoint and its like, and the session's list of them.
 * What happens where one is hit stands in debugger.h. */
#ifndef HVSH_RUNTIME_BREAKPOINT_H
#define HVSH_RUNTIME_BREAKPOINT_H

#include "shell/object/types/enum.h"
#include "shell/runtime/session.h"

ENUM_DECLARE(variable_access_mode);
ENUM_DECLARE(breakpoint_type);

enum breakpoint_kind { BREAK_LINE, BREAK_VARIABLE, BREAK_COMMAND }; /* as BreakpointType counts */
enum variable_access { ACCESS_READ, ACCESS_WRITE, ACCESS_READ_WRITE };

struct breakpoint {
    enum breakpoint_kind kind;
    int32_t id;
    bool enabled;
    int32_t hits;
    char *script;        /* absolute; NULL: any */
    int32_t line;        /* from 1 */
    int32_t column;      /* from 1; 0: the whole line */
    char *name;          /* of the command (wildcards) or the variable */
    int32_t access;      /* enum variable_access */
    struct value action; /* a ScriptBlock, or $null: it breaks */
    struct {             /* of a line: the statement it found its place at; length 0: none yet */
        uint32_t length, code, start;
        bool edge; /* the brace where its block begins or ends */
    } bound;
};

extern const struct type_info type_breakpoint, type_line_breakpoint, type_variable_breakpoint,
    type_command_breakpoint;

/* A breakpoint of this kind, not yet in any list; owned. */
struct value breakpoint_new(enum breakpoint_kind kind);
/* NULL: v is no breakpoint. */
struct breakpoint *breakpoint_of(struct value v);
/* What a constructor or method takes as a name: NULL for none; the caller frees. */
char *breakpoint_text_arg(struct value v);
/* Into the session's list. */
void breakpoint_add(struct session *s, struct value v);
/* False: it was not in the list. */
bool breakpoint_remove(struct session *s, struct value v);
/* False: it is not in the list. */
bool breakpoint_enable(struct session *s, struct value v, bool enabled);
size_t breakpoint_count(const struct session *s);
/* In the order they were set; borrowed. */
struct value breakpoint_at(const struct session *s, size_t i);

#endif
