/* Inside vm/: the host's network interfaces under an External switch. Works on this machine only,
 * by ioctl for facts and ip(8) for changes. */
#ifndef HVSH_VM_VM_SWITCH_NIC_H
#define HVSH_VM_VM_SWITCH_NIC_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/err.h"
#include "vm/network/vm_switch_xml.h"

enum vm_nic_kind { VM_NIC_PHYSICAL, VM_NIC_BRIDGE, VM_NIC_OVS, VM_NIC_WIRELESS, VM_NIC_LOOPBACK };

/* ERR_OBJECT_NOT_FOUND, with the names of those there are, when there is none. */
int vm_nic_inspect(const char *name, enum vm_nic_kind *kind, struct err **err) MUST_CHECK;
/* "e1000e (eth0)", for NetAdapterInterfaceDescription; the caller frees. */
char *vm_nic_description(const char *name);
/* Makes a bridge over the interface and moves its addresses and routes there. bridge[16] gets its
 * name. A failure puts everything back. *notice gets what was done. */
int vm_nic_bridge_make(const char *nic, char bridge[16], char **notice,
                       struct err **err) MUST_CHECK;
/* The reverse: addresses and routes return to the interface, the bridge goes. */
int vm_nic_bridge_remove(const char *nic, const char *bridge, struct err **err) MUST_CHECK;
/* The IPv4 networks the host is in; at most max. */
size_t vm_nic_subnets(struct vm_subnet *used, size_t max);

#endif
