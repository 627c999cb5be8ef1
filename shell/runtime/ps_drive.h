/* Drives: the file system's, made by New-PSDrive or built in, and those of the
 * shell's own things (env:, variable:, function:, alias:); what paths mean on
 * them, and the current location. The process's working folder is the location
 * on the file system; a session may stand on another drive besides. */
#ifndef HVSH_RUNTIME_PS_DRIVE_H
#define HVSH_RUNTIME_PS_DRIVE_H

#include "shell/runtime/session.h"

enum drive { DRIVE_FILE, DRIVE_ENV, DRIVE_VARIABLE, DRIVE_FUNCTION, DRIVE_ALIAS, DRIVE_UNKNOWN };

/* One drive; root is an absolute folder for the file system, else "". */
struct ps_drive {
    const char *name;
    enum drive provider;
    const char *root;
    const char *description;
    char *at; /* the folder one stood in there last; NULL: the root */
};

/* The providers' names: "FileSystem", "Environment" …; NULL for DRIVE_UNKNOWN. */
const char *provider_name(enum drive provider);
/* By name, with or without "Microsoft.PowerShell.Core\"; DRIVE_UNKNOWN when there is none. */
enum drive provider_find(const char *name, size_t len);

/* The i-th drive, built-in ones first; NULL past the end. Borrowed. s NULL: those only. */
const struct ps_drive *ps_drive_at(const struct session *s, size_t i);
const struct ps_drive *ps_drive_find(const struct session *s, const char *name, size_t len);
/* Copies the parts; the name must be free. */
const struct ps_drive *ps_drive_add(struct session *s, const char *name, enum drive provider,
                                    const char *root, const char *description);
bool ps_drive_remove(struct session *s, const char *name);
/* The drive one stands on. */
const struct ps_drive *ps_drive_current(const struct session *s);
/* Stands on d from now on, in the folder at (NULL: not of the file system); the working
 * folder is the caller's business. */
void ps_drive_go(struct session *s, const struct ps_drive *d, const char *at);
void ps_drives_free(struct session *s);

/* Which kind of drive a path names; *rest is what follows the colon (and a slash). A path
 * without one is on the current drive. DRIVE_UNKNOWN: no such drive or provider. */
enum drive path_drive(const struct session *s, const char *path, const char **rest);
/* The same, and the drive itself when the path names one (*drive, else NULL). */
enum drive path_drive_named(const struct session *s, const char *path, const char **rest,
                            const struct ps_drive **drive);
/* The absolute form of a path on the file system: drives, ~, relative, . and .. resolved by
 * text; no look at the disk. The caller frees. */
char *path_absolute(const struct session *s, const char *path);
/* Where an absolute file path lies as seen on a drive: "Work:/sub/file", or the path itself
 * for NULL and the drive "/". The caller frees. */
char *path_on_drive(const struct ps_drive *d, const char *absolute);
/* Says in *err that the drive or provider that a path names is not there. */
void path_drive_missing(const char *path, struct err **err);
/* The current location as Get-Location shows it; the caller frees. */
char *location_text(const struct session *s);

/* ---- objects; each result is owned; s NULL: as far as no session is needed ---- */
extern const struct type_info type_path_info, type_ps_drive_info, type_provider_info;
/* absolute: a path of the file system, or the rest of a path on another drive. d NULL: "/". */
struct value path_info_new(struct session *s, const struct ps_drive *d, const char *absolute);
struct value location_new(struct session *s);
struct value ps_drive_object(const struct session *s, const struct ps_drive *d);
struct value provider_object(const struct session *s, enum drive provider);

#endif
