/* The inside of the command table (command.c): a cell for every name that was
 * ever looked up or defined, and a hash over the const descriptors. */
#ifndef HVSH_RUNTIME_COMMAND_TABLE_H
#define HVSH_RUNTIME_COMMAND_TABLE_H

#include "shell/base/vec.h"
#include "shell/runtime/command.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

struct function_entry {
    const char *name; /* the cell's */
    struct value block;
    bool is_filter;
    int options;               /* ScopedItemOptions */
    const struct scope *scope; /* NULL: global */
    struct value module;       /* the PSModuleInfo it was imported from, or $null; owned */
};

struct alias_entry_own {
    char *target, *description;
    int options;
    const struct scope *scope;
    struct value module;
};

/* Cells live as long as the session, so call sites may keep pointers. */
struct command_cell {
    size_t len;
    uint32_t hash;
    bool proper; /* name is spelled as the descriptor has it */
    bool alias_removed;
    bool builtin_tried; /* a function that every session has was looked for; it may be gone since */
    VEC(struct function_entry) functions; /* the global definition first */
    VEC(struct alias_entry_own) aliases;
    char *app_path, *app_name; /* the last file found, and the name as spelled then */
    unsigned path_epoch;
    unsigned stamp;             /* resolved is valid while this is the table's generation … */
    const struct scope *script; /* … and, unless NULL, this is what script: means */
    struct command resolved;
    struct scriptblock *simple; /* its block, if fast_call.c takes it; NULL: not, or not known */
    char name[];
};

struct cmdlet_ref {
    const struct cmdlet *cmdlet;
    const char *alias;
    uint32_t hash;
};

struct command_table {
    struct command_cell **cells; /* open addressing, a power of two */
    size_t ncells, ncells_cap;
    struct cmdlet_ref *index;
    size_t index_size;
    unsigned generation; /* moves on with every definition */
    char *path_copy;     /* $env:PATH at the last search */
    unsigned path_epoch;
    bool scoped;        /* the last look-up met definitions that only some scopes see */
    struct scope *from; /* names are looked up as in this scope; NULL: the running one */
};

/* Is what was resolved for the cell still so for who runs now? */
static inline bool command_cell_holds(const struct session *s, const struct command_cell *cell)
{
    return cell->stamp == s->commands->generation &&
           (!cell->script || cell->script == scope_current(s)->script);
}

/* ---- for the files of the table only ---- */
struct command_cell *command_cell_get(struct command_table *t, const char *name, size_t len,
                                      bool make);
/* A definition changed: what call sites remember holds no longer. */
void command_touched(struct command_table *t);
/* What the cell's name means in the scope that looks. */
bool command_cell_alias(struct session *s, const struct command_cell *cell, struct command *out);
bool command_cell_function(const struct session *s, const struct command_cell *cell,
                           struct command *out);
/* Defines the function that every session has by the cell's name, once; false: there is none. */
bool command_define_builtin(struct session *s, struct command_cell *cell);
/* All of them. */
void command_define_builtins(struct session *s);
struct command command_of_cmdlet(const struct cmdlet *c, const char *name);
const char *command_cmdlet_name(struct session *s, const struct cmdlet *c);
bool command_is_script_name(const char *name, size_t len);
bool command_is_executable(const char *path);
/* The folder that an entry of PATH means: ~ is the home folder, what is relative starts where one
 * stands. The caller frees. */
char *command_path_folder(const struct session *s, const char *dir, size_t len);
/* The program or script that a name without a command means, by path or in $env:PATH: *out borrows
 * from the cell until its next file is found. */
bool command_find_file(struct session *s, struct command_cell *cell, const char *name, size_t len,
                       unsigned kinds, struct command *out);

#endif
