/* Get-, Enable- and Disable-VMIntegrationService. */
#ifndef HVSH_CMDLETS_VM_VM_INTEGRATION_SERVICE_H
#define HVSH_CMDLETS_VM_VM_INTEGRATION_SERVICE_H

#include "shell/object/type_info.h"
#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_integration_service_cmdlets;
extern const struct type_info type_vm_integration_component;

#endif
