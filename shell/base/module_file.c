#include "shell/base/module_file.h"

#include <dlfcn.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"

#ifndef HVSH_LIBDIR
#define HVSH_LIBDIR "/usr/local/lib/hvsh"
#endif

char *module_file_path(const char *name)
{
    char program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
    program[n > 0 ? n : 0] = '\0';
    char *slash = strrchr(program, '/');
    if (slash) {
        char *beside = xasprintf("%.*s/%s", (int)(slash - program), program, name);
        if (access(beside, R_OK) == 0)
            return beside;
        free(beside);
    }
    return xasprintf("%s/%s", HVSH_LIBDIR, name);
}

static void *open_module(const char *module)
{
    AUTO_FREE char *path = module_file_path(module);
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
