/* What the cmdlets over virtual disks share. */
#ifndef HVSH_CMDLETS_VM_DISK_COMMON_H
#define HVSH_CMDLETS_VM_DISK_COMMON_H

#include "disk/image.h"
#include "shell/runtime/invocation.h"

/* Ctrl-C stops it and progress shows; valid while inv is. */
struct disk_control disk_control_of(struct invocation *inv);
/* The recorded error of a disk operation, or the interrupt. target: a path, or NULL. */
enum status disk_failed(struct invocation *inv, struct err **err,
                        const char *target) MUST_CHECK_STATUS;

#endif
