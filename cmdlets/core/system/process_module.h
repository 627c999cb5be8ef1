/* What of files is mapped into processes: ProcessModule, and FileVersionInfo, which is empty for
 * files that are no Windows programs. */
#ifndef HVSH_CMDLETS_CORE_PROCESS_MODULE_H
#define HVSH_CMDLETS_CORE_PROCESS_MODULE_H

#include <sys/types.h>

#include "shell/object/object.h"

extern const struct type_info type_process_module, type_file_version_info;

/* A FileVersionInfo of a file; owned. */
struct value file_version_info(const char *path);
/* The files a process runs code of, the program itself first: an owned array of ProcessModule.
 * False: it may not be looked at, or is gone. */
bool process_modules(pid_t pid, struct value *out);

#endif
