/* New-, Get-, Set-, Convert-, Resize-, Optimize-, Merge- and Test-VHD. */
#ifndef HVSH_CMDLETS_VM_VHD_H
#define HVSH_CMDLETS_VM_VHD_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_virtual_hard_disk;
extern const struct cmdlet_group vhd_cmdlets;

#endif
