/* LVM2: the logical volumes of the physical volumes on a disk. Source of the format: LVM2's
 * lib/format_text/layout.h. Linear and striped-by-one segments are read; of any other volume
 * `fault` says what it is. */
#ifndef HVSH_DISK_LVM_H
#define HVSH_DISK_LVM_H

#include "disk/volume.h"

/* Looks for physical volumes among the volumes and adds the logical ones behind them. */
void lvm_add_volumes(struct volumes *volumes);

#endif
