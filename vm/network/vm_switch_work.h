/* Inside vm/: the steps of switch operations that run on a host's worker. */
#ifndef HVSH_VM_VM_SWITCH_WORK_H
#define HVSH_VM_VM_SWITCH_WORK_H

#include "vm/network/vm_switch.h"
#include "vm/vm_call.h"

/* What goes to a worker and comes back; everything owned. */
struct vm_switch_work {
    char *id; /* of the switch worked on */
    char *new_name;
    struct vm_switch_create spec; /* strings owned here, see vm_switch_work_release() */
    bool has_notes, has_type, has_adapter, has_allow, has_balance;
    enum vm_switch_balance balance;
    /* Results: */
    struct vm_switch_info *list;
    size_t count;
    char *notice;
    char **users; /* UUIDs of VMs with an adapter on the switch */
    size_t user_count;
    bool used_by_running;
};

void vm_switch_work_release(void *work);
/* vm_call_fn each. */
int vm_switch_work_list(struct vm_call *call, void *arg, struct err **err);
int vm_switch_work_create(struct vm_call *call, void *arg, struct err **err);
int vm_switch_work_set(struct vm_call *call, void *arg, struct err **err);
int vm_switch_work_rename(struct vm_call *call, void *arg, struct err **err);
int vm_switch_work_remove(struct vm_call *call, void *arg, struct err **err);
/* Fills users. */
int vm_switch_work_users(struct vm_call *call, void *arg, struct err **err);

#endif
