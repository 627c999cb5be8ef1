/* Devices of the host for virtual machines: Get-, Dismount- and Mount-VMHostAssignableDevice,
 * Add-, Get- and Remove-VMAssignableDevice. */
#ifndef HVSH_CMDLETS_VM_VM_HOST_DEVICE_H
#define HVSH_CMDLETS_VM_VM_HOST_DEVICE_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_host_assignable_device, type_vm_assigned_device;
extern const struct cmdlet_group vm_host_device_cmdlets;

#endif
