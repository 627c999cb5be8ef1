/* Scopes and variables. Scoping is dynamic: each running function has a scope
 * whose parent is the caller's; a name that is not set in a scope is looked for
 * in its parents, an assignment makes a variable of the innermost scope. A
 * block that is dotted, or run by ForEach-Object, has no scope of its own.
 *
 * A scope keeps the variables that its code assigns in cells laid out when the
 * code was compiled, any others in a table. Pointers to variables stay valid
 * until the scope ends: a removed variable becomes an unset one. */
#ifndef HVSH_RUNTIME_SCOPE_H
#define HVSH_RUNTIME_SCOPE_H

#include "shell/object/object.h"
#include "shell/runtime/names.h"
#include "shell/runtime/status.h"

struct session;
struct code;
struct frame;

enum variable_flags {
    VAR_SET = 1, /* has a value (perhaps $null) */
    VAR_READ_ONLY = 2,
    VAR_CONSTANT = 4,
    VAR_PRIVATE = 8, /* not seen from inner scopes */
    VAR_ALL_SCOPE = 16,
    VAR_TYPED = 32,    /* has a type or validation attributes */
    VAR_COMPUTED = 64, /* read through automatic_get() */
    VAR_HIDDEN = 128,  /* of visibility Private, which is only told */
    VAR_WATCHED = 256, /* with VAR_COMPUTED, which keeps fast paths away: a breakpoint's; its value
                          is its own */
    VAR_SLOW_WRITE = VAR_READ_ONLY | VAR_CONSTANT | VAR_ALL_SCOPE | VAR_TYPED | VAR_COMPUTED,
};

struct variable {
    struct value value; /* owned */
    struct name *name;
    uint32_t flags;
    const struct type_info *type;        /* [int]$x: assignments are converted; or NULL */
    const struct validation *validation; /* [ValidateRange(1,5)]$x, borrowed from code */
    struct code *validation_owner;       /* reference */
    char *description;
};

struct variable_table {
    struct variable **items; /* open addressing */
    size_t size, count;
};

enum scope_kind { SCOPE_GLOBAL, SCOPE_SCRIPT, SCOPE_LOCAL };

struct scope {
    uint32_t refs;
    uint8_t kind;
    int8_t strict;     /* Set-StrictMode: 0 off, 1 … 3; -1: as the parent's */
    bool has_commands; /* functions or aliases were defined in it */
    struct session *session;
    struct scope *parent; /* NULL: global. Referenced when owns_parent */
    bool owns_parent;
    struct scope *script;    /* what script: means: self, or borrowed */
    const struct code *code; /* names of the cells; borrowed from the frame */
    struct variable *cells;
    struct variable_table extra;
    struct reference *references; /* [ref] objects of its variables; reference.c */
    struct value module;          /* of a module's scope: its PSModuleInfo; borrowed. Else $null */
    uint64_t serial;              /* tells scopes apart that follow each other at one address */
};

/* A scope on the heap (modules, closures, global). parent may be NULL. */
struct scope *scope_new(struct session *s, enum scope_kind kind, struct scope *parent);
struct scope *scope_ref(struct scope *scope);
void scope_unref(struct scope *scope); /* NULL allowed */
/* For a scope that lives in a frame: begin, begin again, and give up all it holds. */
void scope_init(struct scope *scope, struct session *s, enum scope_kind kind, struct scope *parent);
static inline void scope_restart(struct scope *scope, struct scope *parent, uint64_t *serial)
{
    scope->strict = -1;
    scope->has_commands = false;
    scope->parent = parent;
    if (scope->kind == SCOPE_LOCAL)
        scope->script = parent->script;
    scope->serial = ++*serial;
}
void scope_release(struct scope *scope);
void scope_release_others(struct scope *scope); /* all but the cells */
/* Back to unset ones. */
void variable_release_rest(struct variable *v);
static inline void variables_release(struct variable *cells, uint32_t n)
{
    for (struct variable *v = cells; n; v++, n--) {
        value_clear(&v->value);
        v->flags = 0;
        v->type = NULL;
        v->validation = NULL;
        if (v->validation_owner || v->description)
            variable_release_rest(v);
    }
}
/* Gives every variable's value an owner more, who never lets go of it. */
void scope_keep_values(struct scope *scope);

/* The innermost running scope. */
struct scope *scope_current(const struct session *s);
/* "global", "local", "script", "private", or a number of levels up from the current
 * scope. NULL: no such scope. */
struct scope *scope_named(struct session *s, const char *name, size_t len);
/* Strict mode in force in a scope. */
int scope_strict(const struct scope *scope);

/* The variable of this very scope; NULL: none, or not set. */
struct variable *scope_find_own(const struct scope *scope, const struct name *name);
/* Along the parents, private ones of other scopes left out. */
struct variable *scope_find(const struct scope *scope, const struct name *name);
/* The same, and the scope it is in. */
struct variable *scope_find_with_owner(struct scope *scope, const struct name *name,
                                       struct scope **owner);
/* The variable of this very scope, made (unset) when there is none. */
struct variable *scope_cell(struct scope *scope, struct name *name);
/* What an assignment in this scope writes to: its own, or an AllScope one. */
struct variable *scope_target(struct scope *scope, struct name *name);

/* Stores into a variable: takes v, converts and checks by the variable's type and
 * attributes. -1: read-only, constant, not valid. */
int variable_set_take(struct session *s, struct variable *var, struct value v, struct err **err);
/* The same without asking (-Force, initialisation). */
void variable_put_take(struct session *s, struct variable *var, struct value v);
/* The value, computed ones too; owned. False when it is not set. */
bool variable_read(struct session *s, const struct variable *var, struct value *out);
void variable_unset(struct session *s, struct variable *var);

/* Calls fn for the variables of one scope that are set; stops when it answers false. */
void scope_each(const struct scope *scope, bool (*fn)(struct variable *var, void *data),
                void *data);

/* Get-Variable and Set-Variable by a name as written ("x", "global:x"). *out
 * owned; scope NULL: the current one with its parents. */
bool variable_get(struct session *s, struct scope *scope, const char *name, size_t len,
                  struct value *out);
int variable_assign_take(struct session *s, struct scope *scope, const char *name, size_t len,
                         struct value v, struct err **err);

#endif
