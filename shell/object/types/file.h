/* What files of types share: .NET's errors of file access. */
#ifndef HVSH_OBJECT_TYPES_FILE_H
#define HVSH_OBJECT_TYPES_FILE_H

#include <sys/types.h>

#include "shell/object/type_info.h"

/* The exception that .NET has for errno at this path. Returns -1. */
int file_error(struct err **err, const char *path);
/* A path argument: not null, not empty. *out is an owned string. */
int file_path_arg(struct value v, struct value *out, struct err **err);

/* A folder with all above it; what is there stays. -1: .NET's exception. */
int folders_make(const char *path, struct err **err);

/* How a FileInfo or DirectoryInfo is made; the room above sets it. The result is owned. */
extern struct value (*file_info_make)(const char *path, bool folder);
/* Is there a folder (S_IFDIR) or something else (any other kind) at the path? */
bool path_is(const char *path, mode_t kind);

#endif
