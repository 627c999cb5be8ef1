/* Resource metering: what a virtual machine used since metering was enabled or reset. The sums
 * stand in the domain's metadata; they are brought up to date whenever they are read, and when
 * hvsh starts, stops, saves or turns off the machine. What a run used after the last of these
 * moments is not counted when the guest, or another tool, ends it: there is no service that
 * watches, and libvirt forgets a run's counters with it.
 *
 * CPU time is that of the whole QEMU process, as libvirt has it. Traffic is known of adapters
 * with a device on the host; those of user-mode networking count nothing. */
#ifndef HVSH_VM_VM_METER_H
#define HVSH_VM_VM_METER_H

#include "vm/vm.h"

struct vm_meter_disk {
    char *id;                             /* vm_disk.id */
    uint64_t ops, read, written, time_ns; /* bytes; time: sum over the operations */
    uint64_t capacity;                    /* bytes, the most it had; 0: unknown */
};
struct vm_meter_nic {
    char *id;         /* vm_nic.id */
    uint64_t in, out; /* bytes, as the guest sees them */
};
struct vm_meter {
    int64_t since_ms; /* Unix time */
    int64_t time_ms;  /* the machine ran for so long */
    uint64_t cpu_ns, memory_mib_ms;
    uint64_t memory_minimum, memory_maximum; /* bytes; 0: it has not run */
    uint64_t disk_bytes;                     /* the most that its virtual hard disks could hold */
    struct vm_meter_disk *disks;             /* those that are gone, too */
    size_t disk_count;
    struct vm_meter_nic *nics;
    size_t nic_count;
    unsigned host_mhz; /* 0: unknown */
};
void vm_meter_release(struct vm_meter *meter);

/* In megahertz and MiB, rounded, over the time it ran; 0 when it did not. */
uint64_t vm_meter_average_mhz(const struct vm_meter *meter);
uint64_t vm_meter_average_mib(const struct vm_meter *meter);
/* Operations of 8 KiB: a larger one counts as often as it has such parts, at least so many. */
uint64_t vm_meter_normalized_ops(const struct vm_meter_disk *disk);

/* pool: a resource pool's id, or NULL for the machine's own metering. Enabling what is enabled
 * changes nothing. */
int vm_meter_enable(struct vm_host *host, const char *uuid, const char *pool, struct err **err);
int vm_meter_disable(struct vm_host *host, const char *uuid, const char *pool, struct err **err);
/* Starts again at zero. ERR_INVALID_STATE when it is not metered. */
int vm_meter_reset(struct vm_host *host, const char *uuid, const char *pool, struct err **err);
/* The sums up to now. ERR_INVALID_STATE when it is not metered. */
int vm_meter_read(struct vm_host *host, const char *uuid, const char *pool, struct vm_meter *meter,
                  struct err **err);

#endif
