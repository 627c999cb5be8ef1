/* Inside vm/: VLANs in libvirt's description of an adapter. Of an adapter that is plugged into
 * nothing they stand in its record until it is connected. */
#ifndef HVSH_VM_VM_NIC_VLAN_H
#define HVSH_VM_VM_NIC_VLAN_H

#include "vm/vm_call.h"
#include "vm/vm_vlan.h"
#include "vm/xml.h"

void vm_nic_vlan_read(xmlNodePtr nic, xmlNodePtr record, struct vm_vlan *vlan);
/* Gives the <interface> its VLANs, new ones or (vlan NULL) those it has: call it also after the
 * adapter was connected. ERR_NOT_SUPPORTED where its switch cannot tag. */
int vm_nic_vlan_apply(struct vm_call *call, xmlNodePtr nic, xmlNodePtr record,
                      const struct vm_vlan *vlan, struct err **err) MUST_CHECK;

#endif
