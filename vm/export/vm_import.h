/* Import-VM and Compare-VM: virtual machines out of what vm_export() made. The files are hostile
 * input: only what lies in the folder of the export is used, and a configuration that would give
 * the guest something else of this host is refused.
 *
 * First a machine is planned: read, checked and cleaned, but nothing on the host is touched. It
 * has a key in place of a UUID, with which all functions of vm.h that read or change settings
 * work, and so what does not fit here can be mended; then it is brought to the host. */
#ifndef HVSH_VM_VM_IMPORT_H
#define HVSH_VM_VM_IMPORT_H

#include "vm/vm.h"

struct vm_import {
    const char *path; /* of the configuration; absolute */
    bool copy;        /* its files are copied; else used where they are */
    bool new_id;
    /* NULL: the host's folders. */
    const char *machine_path, *vhd_path, *snapshot_path, *paging_path;
    const char *vhd_source; /* NULL: "Virtual Hard Disks" of the export */
};
/* ERR_INVALID_PARAMETER for what is no such configuration, ERR_NOT_SUPPORTED for what will not be
 * given to a guest. */
int vm_import_plan(struct vm_host *host, const struct vm_import *import, char key[VM_UUID_SIZE],
                   struct err **err);

/* What keeps a machine from running on a host. */
enum vm_problem_source {
    VM_PROBLEM_MACHINE,
    VM_PROBLEM_DRIVE,
    VM_PROBLEM_ADAPTER,
    VM_PROBLEM_MEMORY,
    VM_PROBLEM_PROCESSOR,
};
struct vm_problem {
    int id; /* of Hyper-V's message */
    char *message;
    enum vm_problem_source source;
    char *device; /* vm_disk.id, vm_nic.id; or NULL */
};
/* Of a planned machine, on its host. The caller frees with vm_problems_free(). */
int vm_import_check(struct vm_host *host, const char *key, struct vm_problem **problems, size_t *n,
                    struct err **err);
void vm_problems_free(struct vm_problem *problems, size_t n);

/* Brings it to the host, off; its key is not known any more. uuid gets its UUID; *taken becomes
 * true when another machine has its name. On failure or interrupt nothing is left. */
int vm_import_commit(struct vm_host *host, const char *key, char uuid[VM_UUID_SIZE], bool *taken,
                     struct err **err);
/* Where its parts are and will be; each string may be NULL, the caller frees them. */
struct vm_import_places {
    char *path, *snapshots, *vhds, *vhd_source;
};
int vm_import_places(struct vm_host *host, const char *key, struct vm_import_places *places,
                     struct err **err);
void vm_import_places_release(struct vm_import_places *places);
/* Repair-VM: other places for the configuration and the checkpoints (NULL: unchanged). */
int vm_import_repair(struct vm_host *host, const char *key, const char *machine_path,
                     const char *snapshot_path, struct err **err);
/* A planned machine as text and back, to take it to another host object of the same host. */
char *vm_import_pack(struct vm_host *host, const char *key, struct err **err);
int vm_import_unpack(struct vm_host *host, const char *text, char key[VM_UUID_SIZE],
                     struct err **err);

#endif
