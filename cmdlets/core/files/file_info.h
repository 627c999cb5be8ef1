/* System.IO.FileInfo and DirectoryInfo objects. */
#ifndef HVSH_CMDLETS_CORE_FILE_INFO_H
#define HVSH_CMDLETS_CORE_FILE_INFO_H

#include <sys/stat.h>

#include "shell/object/object.h"

extern const struct type_info type_file_system_info, type_file_info, type_directory_info;

/* An object for path (absolute); st: from lstat. */
struct value file_info_new(const char *path, const struct stat *st);
/* Owned; 0 or -1 with errno. */
int file_info_of_path(const char *path, struct value *out);
/* The path of such an object, borrowed, else NULL. */
const char *file_info_path(struct value v);
bool path_is_hidden(const char *path);
/* Enumerates as FileAttributes does. */
int32_t file_attributes(const char *path, const struct stat *st);

#endif
