/* Which virtual machines a cmdlet means: the parameters -VMName/-Name, -VM and
 * -ComputerName that nearly all share. */
#ifndef HVSH_CMDLETS_VM_SELECT_H
#define HVSH_CMDLETS_VM_SELECT_H

#include "cmdlets/vm/context.h"
#include "cmdlets/vm/virtual_machine.h"

struct hv_selection {
    const struct str_list *names;     /* wildcards; NULL or not set: none given */
    const struct value_list *vms;     /* VirtualMachine objects; NULL: none */
    const struct str_list *computers; /* NULL or not set: here */
    const char *uuid;                 /* -Id; NULL: none */
    bool all_when_empty;              /* neither names, vms nor uuid: every VM */
};
/* Appends the chosen VirtualMachine objects to out. A name that fits nothing is a
 * non-terminating error in Hyper-V's words; a name with wildcards may fit none. */
enum status hv_select(struct invocation *inv, const struct hv_selection *selection,
                      struct array *out) MUST_CHECK_STATUS;
/* A name that fits nothing is a bad argument to Hyper-V: as cmdlet_err(), with that category. */
enum status hv_bad_name(struct invocation *inv, struct err **err,
                        struct value target) MUST_CHECK_STATUS;
/* Calls fn for each chosen VM; stops at anything but ST_OK. */
typedef enum status hv_vm_fn(struct invocation *inv, struct value vm, void *data);
enum status hv_for_each(struct invocation *inv, const struct hv_selection *selection, hv_vm_fn *fn,
                        void *data) MUST_CHECK_STATUS;

/* Completers. */
void complete_vm_name(struct session *s, struct completion *c, const char *word);
void complete_switch_name(struct session *s, struct completion *c, const char *word);

#endif
