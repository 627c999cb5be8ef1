/* The objects of a VM's devices: HardDiskDrive, DvdDrive, VMFloppyDiskDrive,
 * VMComPort and the controllers. Each holds its VM's object and
 * a copy of the device's facts as they were when it was read. */
#ifndef HVSH_CMDLETS_VM_DEVICE_OBJECTS_H
#define HVSH_CMDLETS_VM_DEVICE_OBJECTS_H

#include "cmdlets/vm/virtual_machine.h"
#include "shell/object/object.h"
#include "vm/vm.h"

extern const struct type_info type_hard_disk_drive, type_dvd_drive, type_vm_floppy_disk_drive,
    type_vm_com_port, type_vm_scsi_controller, type_vm_ide_controller, type_vm_drive_controller;

/* Each makes a new object; vm is a VirtualMachine value (borrowed), the facts are copied. */
struct value hv_disk_object(struct value vm, const struct vm_disk *disk);
struct value hv_com_port_object(struct value vm, const struct vm_com_port *port);
struct value hv_controller_object(struct value vm, const struct vm_controller *controller);

/* What an object stands for; NULL for other values. *vm gets the VirtualMachine
 * value (borrowed) when not NULL. */
const struct vm_disk *hv_disk_of(struct value v, struct value *vm);
const struct vm_controller *hv_controller_of(struct value v, struct value *vm);
const struct vm_com_port *hv_com_port_of(struct value v);

#endif
