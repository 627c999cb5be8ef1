/* Paths as cmdlets take them: wildcards expanded, names selected, and the errors
 * of what is not there. What drives mean stands in shell/runtime/ps_drive.h. */
#ifndef HVSH_CMDLETS_CORE_FS_PATH_H
#define HVSH_CMDLETS_CORE_FS_PATH_H

#include "cmdlets/core/core.h"
#include "shell/base/vec.h"
#include "shell/runtime/ps_drive.h"

/* Several absolute paths. */
struct path_list {
    VEC(char *) paths;
};
void path_list_release(struct path_list *l);
/* The path without the backticks that keep wildcards from being wildcards; the caller frees. */
char *path_unescaped(const char *path);
/* Adds what the path means: with wildcards all matches in order, else the one
 * path, whether it exists or not. literal: no wildcards. */
void path_expand(const struct session *s, const char *path, bool literal, bool hidden,
                 struct path_list *out);
/* Is a file name left by -Include, -Exclude and -Filter? */
bool name_selected(const char *name, const struct str *filter, const struct str_list *include,
                   const struct str_list *exclude);
/* All paths of a -Path or -LiteralPath argument, resolved. What does not exist
 * is reported as a non-terminating error (quiet false). */
enum status paths_resolve(struct invocation *inv, const struct str_list *paths, bool literal,
                          struct path_list *out) MUST_CHECK_STATUS;
/* A path for the contents of a file: an error that ends the command when its drive has no files. */
enum status path_must_be_file(struct invocation *inv, const char *path);
/* "Cannot find drive. A drive with the name 'x' does not exist.", or a provider. */
enum status drive_missing(struct invocation *inv, const char *path) MUST_CHECK_STATUS;
/* A file that text_writer_open() could not open for a cmdlet that writes one, as an error that ends
 * it. no_clobber: that there is one may be the reason. */
enum status file_open_failed(struct invocation *inv, const char *path, bool no_clobber,
                             struct err **err) MUST_CHECK_STATUS;
/* Is it the current location, or above it? Then message, with the path for its %s, is an error
 * that is written, and *in_use is set. */
enum status refuse_in_use(struct invocation *inv, const char *path, const char *message,
                          bool *in_use) MUST_CHECK_STATUS;
/* The begin of cmdlets with CREDENTIAL_PARAM: credentials other than the empty ones are refused,
 * as PowerShell's file system refuses them. */
enum status refuse_credential(struct invocation *inv) MUST_CHECK_STATUS;
/* "Cannot find path '/x' because it does not exist.", or that its drive does not. */
enum status path_not_found(struct invocation *inv, const char *path) MUST_CHECK_STATUS;
/* "An object at the specified path x* does not exist, or has been filtered ...": of wildcards,
 * where Get-Item would be silent. */
enum status path_none_matched(struct invocation *inv, struct str *path) MUST_CHECK_STATUS;

#endif
