/* The module that links libvirt: loaded at the first cmdlet that needs it. */
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/runtime/session.h"

#define MODULE_NAME "hvsh-vm.so"
#ifndef HVSH_LIBDIR
#define HVSH_LIBDIR "/usr/local/lib/hvsh"
#endif

static void *open_beside_program(void)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - sizeof(MODULE_NAME) - 1);
    if (n <= 0)
        return NULL;
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return NULL;
    memcpy(slash + 1, MODULE_NAME, sizeof(MODULE_NAME));
    if (access(path, R_OK) < 0)
        return NULL;
    return dlopen(path, RTLD_LAZY | RTLD_GLOBAL);
}

int session_load_vm_module(struct session *s, struct err **err)
{
    if (s->vm_module)
        return 0;
    /* A program that has the layer linked in (tests) needs no module. */
    if (dlsym(RTLD_DEFAULT, "vm_host_open")) {
        s->vm_module = dlopen(NULL, RTLD_LAZY);
        return 0;
    }
    s->vm_module = open_beside_program();
    if (!s->vm_module)
        s->vm_module = dlopen(HVSH_LIBDIR "/" MODULE_NAME, RTLD_LAZY | RTLD_GLOBAL);
    if (s->vm_module)
        return 0;
    const char *why = dlerror();
    err_set(err, ERR_NOT_SUPPORTED, "The virtual machine layer could not be loaded: %s",
            why ? why : MODULE_NAME " was not found.");
    return err_advise(err,
                      "Install the package libvirt0, or build with 'make' so that %s stands "
                      "beside hvsh.",
                      MODULE_NAME);
}
