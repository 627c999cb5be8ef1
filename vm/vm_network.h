/* Inside vm/: the network behind a switch name. */
#ifndef HVSH_VM_VM_NETWORK_H
#define HVSH_VM_VM_NETWORK_H

#include "vm/vm_call.h"

/* The libvirt network for a switch name (case-insensitive), started when it is not. The
 * caller frees *network. ERR_OBJECT_NOT_FOUND in Hyper-V's words; ERR_NOT_SUPPORTED where
 * the connection has no networks. */
int vm_network_find(struct vm_call *call, const char *switch_name, char **network,
                    struct err **err);

#endif
