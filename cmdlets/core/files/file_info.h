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
/* A FileInfo or DirectoryInfo of a path as it is written; nothing need be there. Owned. */
struct value file_info_for(const char *path, bool folder);
/* Looks at the file again. v is one of these objects. */
void file_info_refresh(struct value v);
/* The object stands for another path from now on. */
void file_info_move(struct value v, const char *path);
/* The path of such an object, borrowed, else NULL. */
const char *file_info_path(struct value v);

/* The tables of their methods (file_info_methods.c). */
enum { FILE_SYSTEM_INFO_METHODS = 4, FILE_INFO_METHODS = 10, DIRECTORY_INFO_METHODS = 9 };
extern const struct method file_system_info_methods[FILE_SYSTEM_INFO_METHODS];
extern const struct method file_info_methods[FILE_INFO_METHODS], file_info_statics[1];
extern const struct method directory_info_methods[DIRECTORY_INFO_METHODS],
    directory_info_statics[1];
int file_info_convert(struct value v, struct value *out, struct err **err);
int directory_info_convert(struct value v, struct value *out, struct err **err);

bool path_is_hidden(const char *path);
/* Enumerates as FileAttributes does. */
int32_t file_attributes(const char *path, const struct stat *st);

#endif
