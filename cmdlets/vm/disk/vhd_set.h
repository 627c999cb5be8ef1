/* Get-VHDSet, Get-VHDSnapshot, Optimize-VHDSet and Remove-VHDSnapshot. */
#ifndef HVSH_CMDLETS_VM_VHD_SET_H
#define HVSH_CMDLETS_VM_VHD_SET_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vhd_set_cmdlets;

#endif
