/* Get-VHDFile and Copy-VHDFile: files inside virtual hard disks, without mounting them. */
#ifndef HVSH_CMDLETS_OWN_VHD_FILE_H
#define HVSH_CMDLETS_OWN_VHD_FILE_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vhd_file;
extern const struct cmdlet_group vhd_file_cmdlets;

#endif
