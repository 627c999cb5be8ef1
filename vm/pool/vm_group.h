/* Groups of virtual machines. A group's name, type and the groups in it stand in the host's
 * store (vm_host_store.h); that a virtual machine is in a group stands in the domain's own
 * metadata, so it goes where the machine goes and ends with it.
 *
 * A VM collection holds machines, a management collection holds groups of both types; no
 * group holds itself, however deep. Names are unique without regard to case. */
#ifndef HVSH_VM_VM_GROUP_H
#define HVSH_VM_VM_GROUP_H

#include "vm/vm.h"

enum vm_group_type { VM_GROUP_MACHINES, VM_GROUP_MANAGEMENT };

struct vm_group_member {
    char id[VM_UUID_SIZE];
};
struct vm_group {
    char id[VM_UUID_SIZE];
    char *name;
    enum vm_group_type type;
    struct vm_group_member *vms, *groups;
    size_t vm_count, group_count;
};
void vm_group_release(struct vm_group *group);
void vm_group_list_free(struct vm_group *list, size_t n);

/* All groups by name. */
int vm_group_list(struct vm_host *host, struct vm_group **list, size_t *n, struct err **err);
/* The one with this name (any case) or id, the other being NULL; ERR_OBJECT_NOT_FOUND. */
int vm_group_get(struct vm_host *host, const char *name, const char *id, struct vm_group *group,
                 struct err **err);
/* id NULL: a new one. ERR_OBJECT_EXISTS when name or id is taken. */
int vm_group_create(struct vm_host *host, const char *name, enum vm_group_type type, const char *id,
                    struct vm_group *group, struct err **err);
/* ERR_INVALID_STATE unless it is empty. It leaves the groups that it is in. */
int vm_group_remove(struct vm_host *host, const char *id, struct err **err);
int vm_group_rename(struct vm_host *host, const char *id, const char *new_name, struct err **err);
/* Makes a machine, or another group, a member of the group id, or no longer. */
int vm_group_set_vm(struct vm_host *host, const char *id, const char *vm_uuid, bool member,
                    struct err **err);
int vm_group_set_group(struct vm_host *host, const char *id, const char *member_id, bool member,
                       struct err **err);

#endif
