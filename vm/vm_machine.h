/* Versions of virtual hardware. What Hyper-V calls a machine's configuration version is here the
 * version of QEMU's machine type: what its guest sees stays the same until that is raised.
 * Functions that take a host follow the rules of vm_host.h. */
#ifndef HVSH_VM_VM_MACHINE_H
#define HVSH_VM_VM_MACHINE_H

#include "vm/vm.h"

struct vm_call;

struct vm_version {
    char *version; /* "7.2" */
    bool newest;   /* what new machines get */
};
/* The versions that the host can run, oldest first. */
int vm_host_versions(struct vm_host *host, struct vm_version **list, size_t *n, struct err **err);
void vm_versions_free(struct vm_version *list, size_t n);
/* Raises a machine that is off to the newest version; *changed: it was older. */
int vm_update_version(struct vm_host *host, const char *uuid, bool *changed, struct err **err);

/* Inside vm/: "7.2" of "pc-q35-7.2"; NULL when the type bears no version. Owned. */
char *vm_machine_version(const char *machine);
/* Inside vm/: the machine type of a version, of the family of alias ("q35", "pc"). Owned; NULL with
 * ERR_NOT_SUPPORTED that names the versions there are. */
char *vm_machine_of_version(struct vm_call *call, const char *alias, const char *version,
                            struct err **err);

#endif
