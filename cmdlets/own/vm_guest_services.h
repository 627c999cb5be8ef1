/* Install-VMGuestServices: hvsh's daemon for a guest. */
#ifndef HVSH_CMDLETS_OWN_VM_GUEST_SERVICES_H
#define HVSH_CMDLETS_OWN_VM_GUEST_SERVICES_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group vm_guest_services_cmdlets;

#endif
