/* Modules: PSModuleInfo objects. A script module has a scope of its own, whose
 * parent is the global one; all that its code defines belongs to it, and what it
 * exports is put into the scope that imports it. The modules that the built-in
 * cmdlets belong to have no scope. */
#ifndef HVSH_RUNTIME_MODULE_INFO_H
#define HVSH_RUNTIME_MODULE_INFO_H

#include "shell/object/object.h"

struct session;
struct scope;

/* System.Management.Automation.ModuleType, its values. */
enum module_type { MODULE_SCRIPT, MODULE_BINARY, MODULE_MANIFEST };
extern const struct enum_info enum_module_type;
extern const struct enum_info enum_module_access;

struct module {
    struct session *session;
    char *name, *path, *base; /* owned; path and base may be "" */
    char *manifest_path;      /* its .psd1 where path is its root module's; or NULL */
    enum module_type type;
    struct scope *scope;                      /* reference; NULL: no code */
    bool builtin;                             /* of cmdlets in this program */
    bool exports_listed;                      /* Export-ModuleMember was called */
    bool loaded;                              /* its code ran to the end */
    int access;                               /* 0 ReadWrite, 1 Constant, 2 ReadOnly */
    char *prefix;                             /* DefaultCommandPrefix, or NULL */
    char *imported_prefix;                    /* what its functions were imported with, or NULL */
    struct value manifest;                    /* the hashtable of its .psd1, or $null */
    struct value version, guid, private_data; /* owned */
    struct value description, on_remove, definition, root_module;
    struct hash *functions, *aliases, *variables; /* exported: name -> ScriptBlock, target, value */
    struct hash *cmdlets; /* exported cmdlets of nested built-in modules: name -> $null */
    struct array *nested, *required; /* PSModuleInfo values; owned */
};

extern const struct type_info type_module_info;

/* A module without scope and exports; owned. path NULL: none. */
struct value module_info_new(struct session *s, const char *name, const char *path);
/* NULL when v is no PSModuleInfo. */
struct module *module_of(struct value v);
/* Gives it a scope of its own. */
void module_make_scope(struct value module);
/* What command_find and Get-Command show of one exported member. */
struct value module_exported_commands(const struct module *m);
/* Get-Thing with the prefix My: Get-MyThing; caller frees. prefix NULL or empty: the name. */
char *module_prefixed(const char *name, const char *prefix);
/* A custom object whose methods are the exported functions; owned. */
struct value module_as_custom_object(struct module *m);

#endif
