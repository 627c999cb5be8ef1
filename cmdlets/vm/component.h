/* Parts of a virtual machine as objects: settings (processor, memory, firmware …)
 * and devices. Each payload begins with the VM it belongs to, and shares the
 * properties that Hyper-V gives every VMComponentObject. */
#ifndef HVSH_CMDLETS_VM_COMPONENT_H
#define HVSH_CMDLETS_VM_COMPONENT_H

#include "cmdlets/vm/checkpoint_object.h"
#include "cmdlets/vm/select.h"
#include "cmdlets/vm/virtual_machine.h"

/* The first member of every component's payload. */
struct hv_component {
    struct value vm;         /* VirtualMachine, owned */
    struct value checkpoint; /* the VMSnapshot it was read from, owned; or null */
};

enum hv_component_property {
    COMPONENT_VM_NAME,
    COMPONENT_VM_ID,
    COMPONENT_COMPUTER_NAME,
    COMPONENT_IS_DELETED,
    COMPONENT_SNAPSHOT_ID,
    COMPONENT_SNAPSHOT_NAME,
};
int hv_component_get(struct value self, const struct property *p, struct value *out,
                     struct err **err);
#define HV_COMPONENT(name_, type_, id_)                                         \
    {                                                                           \
        .name = name_, .type_name = type_, .get = hv_component_get, .data = id_ \
    }
/* The tail of a component's property table. */
#define HV_COMPONENT_PROPERTIES                                            \
    HV_COMPONENT("VMId", "guid", COMPONENT_VM_ID),                         \
        HV_COMPONENT("VMName", "string", COMPONENT_VM_NAME),               \
        HV_COMPONENT("VMSnapshotId", "guid", COMPONENT_SNAPSHOT_ID),       \
        HV_COMPONENT("VMSnapshotName", "string", COMPONENT_SNAPSHOT_NAME), \
        HV_COMPONENT("ComputerName", "string", COMPONENT_COMPUTER_NAME),   \
        HV_COMPONENT("IsDeleted", "bool", COMPONENT_IS_DELETED)

/* A new object of a component type; vm (ref'd): the VirtualMachine or VMSnapshot it is part of. */
struct object *hv_component_new(const struct type_info *type, struct value vm);
/* The destroy function of types that own nothing beyond vm; others call it last. */
void hv_component_destroy(struct object *o);
/* The VirtualMachine (borrowed) of a component value. */
struct value hv_component_vm(struct value component);
struct hv_vm *hv_component_hv_vm(struct value component);
/* The VMSnapshot (borrowed) it was read from, else the VirtualMachine. */
struct value hv_component_owner(struct value component);

/* The configuration of a VM or a VMSnapshot. */
int hv_owner_config(struct value owner, const struct vm_config **config,
                    struct err **err) MUST_CHECK;
/* Reads a VM's (or a VMSnapshot's) configuration; the error is recorded as the cmdlet's with the VM
 * as its target. *config NULL: recorded, go on with the next VM. */
enum status hv_read_config(struct invocation *inv, struct value vm,
                           const struct vm_config **config) MUST_CHECK_STATUS;

/* The Set- verbs: asks ShouldProcess for the VM, applies the change. *done: it was
 * carried out (not -WhatIf, no error recorded). */
enum status hv_apply(struct invocation *inv, struct value vm, const struct vm_change *change,
                     bool *done) MUST_CHECK_STATUS;

/* The VMs of -VMName/-VM and of component objects (-VMProcessor …), each once. */
enum status hv_for_each_owner(struct invocation *inv, const struct hv_selection *selection,
                              const struct value_list *components, hv_vm_fn *fn,
                              void *data) MUST_CHECK_STATUS;
/* ST_OK unless the component was read from a checkpoint: then a clear terminating error. */
enum status hv_refuse_checkpoint(struct invocation *inv, struct value component) MUST_CHECK_STATUS;
/* A terminating NotSupported error: "The parameter 'x' is not supported on this
 * host: why". */
enum status hv_refuse_param(struct invocation *inv, const char *param, const char *why);

/* Components that cross to another session travel as their VM and what tells them from
 * their like (id NULL: nothing); they are made anew from the VM's configuration there. */
struct value hv_component_pack(struct value component, const char *id);
/* Of such a value: the VM (borrowed), its configuration and the id (borrowed; or NULL). */
int hv_component_unpack(struct value packed, struct value *vm, const struct vm_config **config,
                        const char **id, struct err **err) MUST_CHECK;

struct value hv_guid(const char *text); /* owned [guid]; the text itself when malformed */

struct value hv_on_off(bool on);               /* an OnOffState */
struct value hv_text(const char *text);        /* owned; $null for NULL */
struct value hv_array_of_take(struct value v); /* an array of just this element */

#endif
