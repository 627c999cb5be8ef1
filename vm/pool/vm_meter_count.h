/* Inside vm/: the arithmetic of metering, on our record in a domain's metadata; no libvirt.
 *
 *   <hv:metering since='ms' time='ms' cpu='ns' memory='MiB·ms' minimum='B' maximum='B' disk='B'>
 *     <hv:run id='…' at='ms' cpu='ns' memory='B'/>       what was read last of the present run
 *     <hv:disk id='…' capacity='B' ops= read= written= time='ns'
 *              runOps= runRead= runWritten= runTime=/>
 *     <hv:nic id='…' in='B' out='B' runIn= runOut=/>
 *   </hv:metering>
 *
 * libvirt's counters begin at zero with each run (start, restore, arrival by migration). What a
 * run used between two readings is their difference; the first reading of a run counts from
 * zero when it is known when the run began, else it only sets the base. `time` is the time the
 * machine ran as far as it was read, so that averages over it stay true when the end of a run
 * was not seen: nothing of that end is counted, neither its use nor its time. Between two
 * readings memory is taken to have changed evenly.
 *
 * A machine can have several records: its own, and one for each metered resource pool
 * (attribute pool). */
#ifndef HVSH_VM_VM_METER_COUNT_H
#define HVSH_VM_VM_METER_COUNT_H

#include "vm/pool/vm_meter.h"
#include "vm/xml.h"

/* One reading. Times are Unix milliseconds. */
struct vm_counters {
    bool running;
    char run[64];                /* tells runs apart */
    int64_t now_ms, started_ms;  /* started_ms 0: unknown */
    uint64_t cpu_ns, memory;     /* memory: bytes assigned now */
    uint64_t disk_bytes;         /* capacity of all virtual hard disks; 0: unknown */
    struct vm_meter_disk *disks; /* ids borrowed by nobody: owned */
    size_t disk_count;
    struct vm_meter_nic *nics;
    size_t nic_count;
};
void vm_counters_release(struct vm_counters *counters);

/* The record for a pool's id (NULL: the machine's own) in a domain, or NULL. */
xmlNodePtr vm_meter_find(xmlNodePtr domain, const char *pool);
/* A fresh record that counts from this reading on; an existing one is emptied. */
xmlNodePtr vm_meter_begin(xmlNodePtr domain, const char *pool, const struct vm_counters *now);
void vm_meter_add(xmlNodePtr record, const struct vm_counters *now);
/* Forgets what a drive or an adapter did so far. */
void vm_meter_device_from_zero(xmlNodePtr record, const char *id);
/* The present run is over: the next reading belongs to another. */
void vm_meter_run_ended(xmlNodePtr record);
/* The sums of a record; *meter is overwritten. */
void vm_meter_sums(xmlNodePtr record, struct vm_meter *meter);

#endif
