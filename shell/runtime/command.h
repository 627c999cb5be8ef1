/* Commands by name: aliases, functions, cmdlets, scripts and applications, in
 * PowerShell's order. The table is empty at start; names are looked up among
 * the const descriptors when first used. */
#ifndef HVSH_RUNTIME_COMMAND_H
#define HVSH_RUNTIME_COMMAND_H

#include "shell/object/object.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/scriptblock.h"

struct scope;

enum command_kind { /* the values of System.Management.Automation.CommandTypes */
                    COMMAND_NONE = 0,
                    COMMAND_ALIAS = 1,
                    COMMAND_FUNCTION = 2,
                    COMMAND_FILTER = 4,
                    COMMAND_CMDLET = 8,
                    COMMAND_SCRIPT = 16, /* ExternalScript */
                    COMMAND_APPLICATION = 32,
                    COMMAND_BLOCK = 64, /* Script: a script block, found by no name */
                    COMMAND_ALL = 63,
};
extern const struct enum_info enum_command_types;

/* A resolved command. Borrowed from the table: valid until the next
 * definition or look-up. */
struct command {
    enum command_kind kind;
    const char *name;            /* as defined */
    const struct cmdlet *cmdlet; /* COMMAND_CMDLET */
    struct value block;          /* functions, filters, scripts once read: ScriptBlock; borrowed */
    const char *path;            /* scripts, applications */
    const char *target;          /* aliases */
    const char *module;          /* "" when none */
    struct value module_info;    /* its PSModuleInfo, or $null; borrowed */
    const char *description;
    int options; /* aliases and functions: ScopedItemOptions */
};

struct command_table *command_table_new(void);
void command_table_free(struct command_table *t);

/* Finds what name runs. follow: aliases are resolved to their target. Only the
 * given kinds (COMMAND_ALL). Names may carry a module ("Hyper-V\Get-VM") or be
 * paths. False when there is none. */
bool command_find(struct session *s, const char *name, size_t len, unsigned kinds, bool follow,
                  struct command *out);
/* What a call site's cache knows already and is still so, or NULL. Borrowed. */
const struct command *command_cached(struct session *s, void *const *cache);
/* As command_find for a call site: cache is that of command_call. */
bool command_find_cached(struct session *s, const char *name, size_t len, void **cache,
                         struct command *out);
/* "The term 'x' is not recognized …" Returns ST_FAIL. invoked_as: & or . before it; or NULL. */
enum status command_not_found(struct session *s, const char *name, size_t len,
                              const char *invoked_as);

/* The scope that a name like "global:x" begins with, which is cut off it; NULL: with none. */
struct scope *command_name_scope(struct session *s, const char **name, size_t *len);

/* Functions live in the scope that defines them: NULL is the global one. The
 * innermost definition wins; command_leave_scope drops those of a scope that
 * ends (call it only for scopes that defined functions or aliases). */
void command_define_function(struct session *s, const char *name, size_t len, struct value block,
                             bool is_filter, struct scope *scope);
/* The same for what a module gives to a scope: module is its PSModuleInfo. */
void command_import_function(struct session *s, const char *name, size_t len, struct value block,
                             bool is_filter, struct scope *scope, struct value module);
void command_import_alias(struct session *s, const char *name, const char *target,
                          const char *description, struct scope *scope, struct value module);
/* Takes back all that was imported from a module. */
void command_remove_imports(struct session *s, struct value module);
/* As command_find, but as code in scope would find it. */
bool command_find_from(struct session *s, struct scope *scope, const char *name, size_t len,
                       unsigned kinds, bool follow, struct command *out);
/* The functions and aliases that were defined in this very scope (NULL: the global one). */
void command_each_own(struct session *s, const struct scope *scope, unsigned kinds,
                      bool (*fn)(const struct command *c, void *data), void *data);
bool command_remove_function(struct session *s, const char *name, size_t len);
/* ScopedItemOptions of the function that the name means now. */
void command_set_function_options(struct session *s, const char *name, int options);
void command_leave_scope(struct session *s, const struct scope *scope);
/* Script blocks for $function:name; borrowed, or nothing. */
struct value command_function_block(struct session *s, const char *name, size_t len);

void command_set_alias(struct session *s, const char *name, const char *target,
                       const char *description);
/* Gives the alias of that name and target a description. */
void command_describe_alias(struct session *s, const char *name, const char *target,
                            const char *description);
/* ScopedItemOptions of the alias that this very scope has (NULL: the global one). */
void command_set_alias_options(struct session *s, const char *name, struct scope *scope,
                               int options);
bool command_remove_alias(struct session *s, const char *name);
/* The alias that this very scope has; the global one has the built-in ones too. */
bool command_alias_own(struct session *s, struct scope *scope, const char *name,
                       struct command *out);
/* Takes it away; false when there is none. */
bool command_remove_alias_own(struct session *s, struct scope *scope, const char *name);

/* Calls fn for all commands of the given kinds (applications: every executable
 * in PATH), stops when it answers false. */
void command_each(struct session *s, unsigned kinds,
                  bool (*fn)(const struct command *c, void *data), void *data);

/* "Get-VM": verb and noun joined; the caller frees. */
char *cmdlet_name(const struct cmdlet *c);
const struct cmdlet *cmdlet_find(const struct session *s, const char *name, size_t len);

/* CommandInfo objects (CmdletInfo, FunctionInfo, AliasInfo, ApplicationInfo,
 * ExternalScriptInfo); owned. */
struct value command_info_new(struct session *s, const struct command *c);
/* The type of such objects by its full name; NULL: it is none. */
const struct type_info *command_info_type(const char *name, size_t len);
/* The command of such an object; false when v is none. Borrowed from v. */
bool command_info_get(struct value v, struct command *out);
/* Is it a function that every session has, as it came? */
bool command_is_builtin(const struct command *c);
/* Arguments (an array) that its dynamic parameters are asked for with. */
void command_info_give_arguments(struct value info, struct value arguments);

#endif
