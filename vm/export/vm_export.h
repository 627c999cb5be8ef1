/* Export-VM: a folder that holds all of a virtual machine.
 *
 *   FOLDER/Virtual Machines/ID.vmcx   the configuration: libvirt's XML of the machine, the files of
 *                                     the export named relative to FOLDER
 *   FOLDER/Virtual Machines/ID/       nvram.fd, tpm2/, kernel, initrd: what there is of them
 *   FOLDER/Virtual Hard Disks/        the disks with their parents, each file once
 *   FOLDER/Snapshots/
 * ID is the machine's identifier in upper case. Media in DVD and floppy drives stay where they
 * are. */
#ifndef HVSH_VM_VM_EXPORT_H
#define HVSH_VM_VM_EXPORT_H

#include "vm/vm.h"

#define VM_EXPORT_MACHINES "Virtual Machines"
#define VM_EXPORT_DISKS "Virtual Hard Disks"
#define VM_EXPORT_SNAPSHOTS "Snapshots"
#define VM_EXPORT_SUFFIX ".vmcx"

/* How a machine that runs is caught. */
enum vm_live_capture {
    VM_CAPTURE_CRASH_CONSISTENT, /* its disks at one moment */
    VM_CAPTURE_SAVED_STATE,      /* and its memory */
    VM_CAPTURE_DATA_CONSISTENT,  /* its file systems are at rest at that moment */
};
/* Makes path/NAME, which must not exist or be empty. A machine that runs goes on: a checkpoint of
 * its disks is copied; capture says how (not set: at rest when the guest can). On failure or
 * interrupt nothing is left. snapshots gets how many checkpoints the machine has, which are not
 * part of the export. */
int vm_export(struct vm_host *host, const char *uuid, const char *path,
              const struct vm_opt *capture, int *snapshots, struct err **err);
/* The checks of vm_export alone. */
int vm_export_check(struct vm_host *host, const char *uuid, const char *path,
                    const struct vm_opt *capture, struct err **err);

#endif
