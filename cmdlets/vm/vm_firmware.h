/* Get- and Set-VMFirmware: generation 2 only. */
#ifndef HVSH_CMDLETS_VM_VM_FIRMWARE_H
#define HVSH_CMDLETS_VM_VM_FIRMWARE_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_firmware, type_vm_boot_source;
extern const struct cmdlet_group vm_firmware_cmdlets;

#endif
