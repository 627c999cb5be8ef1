#include "shell/base/module_file.h"

#include <dlfcn.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#ifndef HVSH_LIBDIR
#define HVSH_LIBDIR "/usr/local/lib/hvsh"
#endif

enum { NAME_ROOM = 32 };

static void *open_module(const char *module)
{
    char path[PATH_MAX + NAME_ROOM];
    ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 1);
    path[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(path, '/');
    if (slash) {
        snprintf(slash + 1, NAME_ROOM, "%s", module);
        if (access(path, R_OK) == 0)
            return dlopen(path, RTLD_LAZY | RTLD_GLOBAL);
    }
    snprintf(path, sizeof(path), "%s/%s", HVSH_LIBDIR, module);
    return dlopen(path, RTLD_LAZY | RTLD_GLOBAL);
}

void *module_file_symbol(const char *module, const char *symbol, struct err **err)
{
    void *found = dlsym(RTLD_DEFAULT, symbol);
    void *handle = found ? NULL : open_module(module);
    if (handle)
        found = dlsym(handle, symbol);
    if (!found) {
        const char *why = dlerror();
        err_set(err, ERR_NOT_SUPPORTED, "%s could not be loaded: %s", module,
                why ? why : "it was not found.");
    }
    return found;
}
