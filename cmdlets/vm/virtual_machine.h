/* Microsoft.HyperV.PowerShell.VirtualMachine: identity (host + UUID) and a
 * snapshot. A property read after the snapshot aged or the session changed
 * something reads the VM again, so scripts that poll $vm.State see changes; many
 * aged objects are refreshed by one bulk read. No libvirt handle is held. */
#ifndef HVSH_CMDLETS_VM_VIRTUAL_MACHINE_H
#define HVSH_CMDLETS_VM_VIRTUAL_MACHINE_H

#include "cmdlets/vm/context.h"
#include "shell/object/object.h"
#include "vm/vm.h"

extern const struct type_info type_virtual_machine;

struct hv_vm {
    struct hv_host *host;
    struct vm_info info;
    struct vm_config config; /* valid while config_read */
    bool config_read, deleted;
    unsigned epoch;  /* host->epoch when info was read */
    int64_t read_at; /* hv_now() then */
    unsigned config_epoch;
    int64_t config_read_at;
};

/* A new object; takes the content of *info (left zeroed). */
struct value hv_vm_new_take(struct hv_host *host, struct vm_info *info);
/* The struct behind a VirtualMachine value, NULL for any other value. */
struct hv_vm *hv_vm_of(struct value v);
/* Fresh tier-1 facts. When the VM is gone the last known ones stay, IsDeleted
 * becomes true and 0 is returned. */
int hv_vm_refresh(struct hv_vm *vm, struct err **err) MUST_CHECK;
/* Fresh tier-2 facts; the pointer lives until the next refresh. */
int hv_vm_config(struct hv_vm *vm, const struct vm_config **config, struct err **err) MUST_CHECK;

/* One bulk read of a host, kept for objects that age together. */
struct hv_snapshot;
void hv_snapshot_free(struct hv_snapshot *snapshot);

#endif
