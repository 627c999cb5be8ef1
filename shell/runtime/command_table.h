/* The inside of the command table (command.c): a cell for every name that was
 * ever looked up or defined, and a hash over the const descriptors. */
#ifndef HVSH_RUNTIME_COMMAND_TABLE_H
#define HVSH_RUNTIME_COMMAND_TABLE_H

#include "shell/base/vec.h"
#include "shell/runtime/command.h"

struct function_entry {
    const char *name; /* the cell's */
    struct value block;
    bool is_filter;
    const struct scope *scope;
};

/* Cells live as long as the session, so call sites may keep pointers. */
struct command_cell {
    size_t len;
    uint32_t hash;
    bool proper; /* name is spelled as the descriptor has it */
    bool alias_removed;
    VEC(struct function_entry) functions; /* the innermost definition last */
    char *alias_target, *alias_description;
    char *app_path, *app_name; /* the last file found, and the name as spelled then */
    unsigned path_epoch;
    unsigned stamp; /* resolved is valid while this is the table's generation */
    struct command resolved;
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
};

#endif
