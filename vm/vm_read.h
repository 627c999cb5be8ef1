/* Inside vm/: reading shared by modules. */
#ifndef HVSH_VM_VM_READ_H
#define HVSH_VM_VM_READ_H

#include "vm/vm.h"
#include "vm/vm_call.h"

/* Adds the guest's addresses, by agent, else by DHCP lease; mac "": of all adapters. */
void vm_read_addresses(virDomainPtr dom, const char *mac, struct vm_addresses *out);

#endif
