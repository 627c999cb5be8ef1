/* New-, Get-, Set-, Convert-, Resize-, Optimize-, Merge- and Test-VHD. */
#ifndef HVSH_CMDLETS_VM_VHD_H
#define HVSH_CMDLETS_VM_VHD_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/invocation.h"

extern const struct type_info type_virtual_hard_disk;
extern const struct cmdlet_group vhd_cmdlets;

/* Virtual disks are files of this host: other hosts are refused. */
enum status vhd_local_only(struct invocation *inv,
                           const struct str_list *computers) MUST_CHECK_STATUS;
/* Emits what Get-VHD shows of a file. */
enum status vhd_emit(struct invocation *inv, const char *path) MUST_CHECK_STATUS;

#endif
