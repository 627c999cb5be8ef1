/* PowerShell paths on this machine: drives (env:, variable:, function:, alias:
 * and the file system), the current location, wildcards. */
#ifndef HVSH_CMDLETS_CORE_FS_PATH_H
#define HVSH_CMDLETS_CORE_FS_PATH_H

#include "cmdlets/core/core.h"
#include "shell/base/vec.h"

enum drive { DRIVE_FILE, DRIVE_ENV, DRIVE_VARIABLE, DRIVE_FUNCTION, DRIVE_ALIAS, DRIVE_UNKNOWN };

/* Which drive a path names; *rest is what follows the colon (and a slash). */
enum drive path_drive(const char *path, const char **rest);

/* The absolute form of a path on the file system: ~, relative, . and .. resolved
 * by text; no look at the disk. The caller frees. */
char *path_absolute(const char *path);
/* Several absolute paths. */
struct path_list {
    VEC(char *) paths;
};
void path_list_release(struct path_list *l);
/* Adds what the path means: with wildcards all matches in order, else the one
 * path, whether it exists or not. literal: no wildcards. */
void path_expand(const char *path, bool literal, bool hidden, struct path_list *out);
/* Is a file name left by -Include, -Exclude and -Filter? */
bool name_selected(const char *name, const struct str *filter, const struct str_list *include,
                   const struct str_list *exclude);
/* All paths of a -Path or -LiteralPath argument, resolved. What does not exist
 * is reported as a non-terminating error (quiet false). */
enum status paths_resolve(struct invocation *inv, const struct str_list *paths, bool literal,
                          struct path_list *out) MUST_CHECK_STATUS;
/* "Cannot find path '/x' because it does not exist." */
enum status path_not_found(struct invocation *inv, const char *path) MUST_CHECK_STATUS;

/* PathInfo objects, as Get-Location and Resolve-Path give (path.c). */
extern const struct type_info type_path_info;
struct value path_info_new(const char *path);

#endif
