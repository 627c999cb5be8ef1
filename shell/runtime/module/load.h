/* Finding, loading and importing modules. What is imported once is found again by
 * its file: a second import gives the same module, unless it is forced. */
#ifndef HVSH_RUNTIME_MODULE_LOAD_H
#define HVSH_RUNTIME_MODULE_LOAD_H

#include "shell/runtime/invocation.h"
#include "shell/runtime/module/info.h"

/* What of a module is wanted; every member may be zero. */
struct module_wish {
    const char *name;                              /* a name or a path */
    struct value minimum, maximum, required, guid; /* Version and Guid, or $null; borrowed */
    const char *except; /* a file that is not meant: the manifest that names it. NULL: none */
};

/* How it is imported. */
struct module_import {
    struct invocation *inv;   /* who imports, for its streams; NULL: nobody listens */
    const struct value *args; /* for the module's param() */
    size_t nargs;
    const char *prefix;                                               /* NULL: the module's own */
    const struct str_list *functions, *cmdlets, *variables, *aliases; /* NULL or unset: see below */
    bool patterns; /* one of them was given: the others import nothing */
    bool force, global, local, no_clobber, no_name_checking;
    bool skip_import; /* load it only */
    /* Is it one of Get-Verb's? NULL: not checked. */
    bool (*is_approved_verb)(const char *verb, size_t len);
};

/* Loads (or finds loaded) and imports. *out owned: the PSModuleInfo. ST_FAIL: the error is
 * pending in the session. */
enum status module_import(struct session *s, const struct module_wish *wish,
                          const struct module_import *how, struct value *out);
/* Puts what a loaded module exports into the scope that imports. */
enum status module_import_members(struct session *s, struct value module,
                                  const struct module_import *how);
/* Imports the first module on $env:PSModulePath that exports the command. */
enum status module_autoload(struct session *s, const char *name, size_t len, bool *loaded);
/* Runs a block as the code of a new module (New-Module); results are appended. */
enum status module_run_block(struct session *s, struct value module, struct value block,
                             const struct value *args, size_t nargs, struct array *results);
/* Export-ModuleMember: NULL lists export nothing of their kind. */
void module_export(struct module *m, const struct str_list *functions,
                   const struct str_list *cmdlets, const struct str_list *variables,
                   const struct str_list *aliases);
/* The functions and aliases of a module that never said what it exports. */
void module_export_all(struct module *m);
/* Removes it from the session, OnRemove first. */
enum status module_remove(struct session *s, struct value module);

/* The modules in sight: those of the running module and the session's. An owned array. */
struct array *modules_loaded(struct session *s, bool all);
/* Adds to the modules of the state that imports. */
void module_register(struct session *s, struct value module, bool global);
/* The module of built-in cmdlets of this name; owned, or $null. */
struct value module_builtin(struct session *s, const char *name, size_t len);
/* Its names, NULL-terminated. */
extern const char *const module_builtin_names[];

/* ---- files ---- */

/* The file of a module: name is a path or is looked for along $env:PSModulePath. NULL: none;
 * the caller frees. */
char *module_find_file(struct session *s, const struct module_wish *wish);
/* Of a module with folders named by versions: the newest one; every version; every module file
 * however deep it lies, also of other names than its folder. */
enum module_listing { MODULES_NEWEST, MODULES_VERSIONS, MODULES_ALL };
/* Calls fn with the files of modules below the folders of $env:PSModulePath until it says false. */
void module_each_available(struct session *s, enum module_listing listing,
                           bool (*fn)(const char *file, const char *root, void *data), void *data);
/* The name of the module whose folder, or whose version's folder, the path is; the caller frees. */
char *module_folder_name(const char *folder);
/* The same for one absolute folder, which may itself be the module's; false: fn said so. */
bool module_each_below(struct session *s, const char *folder, enum module_listing listing,
                       bool (*fn)(const char *file, const char *root, void *data), void *data);
/* What can be told of a module without running it; owned, or $null when the file is none. */
struct value module_describe(struct session *s, const char *file);
/* Does it meet the wish's versions and guid? */
bool module_meets(const struct module *m, const struct module_wish *wish);
/* Does the wish ask for a version or a guid? */
bool module_wish_has_version(const struct module_wish *wish);
/* A wish from what module_specification_from() takes. The values are owned by keep (an array). -1:
 * no specification. */
int module_wish_of(struct session *s, struct value v, struct module_wish *wish, struct array *keep,
                   struct err **err);
/* DATA_FILE_LIMITED: a hashtable of it may have 500 keys at most. */
enum data_file_kind { DATA_FILE, DATA_FILE_LIMITED, DATA_FILE_MANIFEST };
/* Name, version and so on of a .psd1, read without running anything. -1: not a data file. */
int data_file_read(struct session *s, const char *path, enum data_file_kind kind, struct value *out,
                   struct err **err);

/* The hashtable that a text of constants is. -1: it is none. */
int data_text_read(struct session *s, const char *text, size_t len, struct value *out,
                   struct err **err);

/* What a data file with commands (Import-LocalizedData) gives; only these commands may stand in
 * it. */
int data_script_read(struct session *s, const char *path, const struct str_list *commands,
                     struct value *out, struct err **err);

/* #requires of a script that is about to run. */
struct ast;
enum status script_requirements(struct session *s, const struct ast *ast, const char *name);

#endif
