/* Inside vm/: reading a domain's counters, and keeping them around the end of a run. */
#ifndef HVSH_VM_VM_METER_WATCH_H
#define HVSH_VM_VM_METER_WATCH_H

#include "vm/pool/vm_meter_count.h"
#include "vm/vm_call.h"
#include "vm/vm_edit.h"

/* All counters of a domain as they are now; one that is off has none. counters starts zeroed
 * and is released in any case. */
int vm_counters_read(struct vm_call *call, virDomainPtr dom, xmlNodePtr domain,
                     struct vm_counters *counters, struct err **err);

/* Follows a machine that is about to stop; does nothing when it is not metered. Bookkeeping
 * never fails what it accompanies: a reading that cannot be had is left out. */
struct vm_meter_watch {
    struct vm_call *call;
    char uuid[VM_UUID_SIZE];
    bool metered;
    struct vm_counters last; /* the latest reading */
};
#define AUTO_METER_WATCH CLEANUP(vm_meter_watch_release) struct vm_meter_watch
void vm_meter_watch_begin(struct vm_call *call, virDomainPtr dom, const char *uuid,
                          struct vm_meter_watch *watch);
/* Reads once more, if the machine still runs. */
void vm_meter_watch_look(struct vm_meter_watch *watch, virDomainPtr dom);
/* Keeps the latest reading; ended: the run is over. */
void vm_meter_watch_keep(struct vm_meter_watch *watch, bool ended);
void vm_meter_watch_release(struct vm_meter_watch *watch);

/* One reading now, kept: after a start. */
void vm_meter_note(struct vm_call *call, virDomainPtr dom, const char *uuid);

#endif
