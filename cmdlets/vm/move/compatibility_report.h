/* Microsoft.HyperV.PowerShell.VMCompatibilityReport and its VMIncompatibility: whether a virtual
 * machine fits a host. Its VM is planned (vm_import.h) or, for a move, one that there is. */
#ifndef HVSH_CMDLETS_VM_COMPATIBILITY_REPORT_H
#define HVSH_CMDLETS_VM_COMPATIBILITY_REPORT_H

#include "cmdlets/vm/virtual_machine.h"
#include "vm/export/vm_import.h"

extern const struct type_info type_vm_compatibility_report, type_vm_incompatibility;

/* A new report of a planned machine; it is compared at once. *out is owned. */
int hv_report_new(struct hv_host *host, const char *key, struct value *out,
                  struct err **err) MUST_CHECK;
/* A report of a machine that is to move to this host. */
struct hv_report_move {
    struct value vm;
    const char *vm_path, *snapshot_path; /* wanted places, or NULL */
    struct value from, to;               /* arrays with the path of each disk that goes along */
};
int hv_report_of_move(struct hv_host *host, const struct hv_report_move *move, struct value *out,
                      struct err **err) MUST_CHECK;
/* Compares again, on the same host. */
int hv_report_refresh(struct value report, struct err **err) MUST_CHECK;
/* The host and the planned machine's key; NULL key: a report of a move. */
struct hv_host *hv_report_host(struct value report, const char **key);
/* "Virtual machine 'x'": for ShouldProcess. Borrowed. */
const char *hv_report_name(struct value report);

#endif
