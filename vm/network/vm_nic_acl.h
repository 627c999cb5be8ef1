/* Inside vm/: entries that come to and go from the lists in an adapter's record. */
#ifndef HVSH_VM_VM_NIC_ACL_H
#define HVSH_VM_VM_NIC_ACL_H

#include "vm/vm_device.h"
#include "vm/xml.h"

bool vm_nic_acls_given(const struct vm_nic_change *change);
/* ERR_OBJECT_EXISTS, ERR_OBJECT_NOT_FOUND; the record is as it was then. */
int vm_nic_acls_change(xmlNodePtr record, const struct vm_nic_change *change,
                       struct err **err) MUST_CHECK;
/* The change's arrays become copies that vm_nic_acls_free() frees. */
void vm_nic_acls_own(struct vm_nic_change *change);
void vm_nic_acls_free(struct vm_nic_change *change);

#endif
