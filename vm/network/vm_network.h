/* Inside vm/: the network behind a switch name. */
#ifndef HVSH_VM_VM_NETWORK_H
#define HVSH_VM_VM_NETWORK_H

#include "vm/vm_call.h"
#include "vm/xml.h"

/* What an adapter is plugged into; it decides what can be done to its traffic. */
enum vm_port {
    VM_PORT_NONE,   /* nothing */
    VM_PORT_BRIDGE, /* a Linux bridge */
    VM_PORT_OVS,    /* Open vSwitch */
    VM_PORT_DIRECT, /* macvtap on an interface of the host */
    VM_PORT_OTHER
};

/* The libvirt network for a switch name (case-insensitive), started when it is not. The
 * caller frees *network. ERR_OBJECT_NOT_FOUND in Hyper-V's words; ERR_NOT_SUPPORTED where
 * the connection has no networks. */
int vm_network_find(struct vm_call *call, const char *switch_name, char **network,
                    struct err **err);
/* Of an <interface>. *bridge (may be NULL) gets the bridge's name or NULL; the caller frees. */
int vm_network_port(struct vm_call *call, xmlNodePtr nic, enum vm_port *port, char **bridge,
                    struct err **err) MUST_CHECK;
/* ERR_NOT_SUPPORTED when the <interface> is plugged into what network filters cannot see. */
int vm_network_check_filter(struct vm_call *call, xmlNodePtr nic, struct err **err) MUST_CHECK;

#endif
