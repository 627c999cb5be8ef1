/* The VLANs of a network adapter: what its untagged frames belong to, and what tags it may use. */
#ifndef HVSH_VM_VM_VLAN_H
#define HVSH_VM_VM_VLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "shell/base/err.h"
#include "shell/base/strbuf.h"

enum { VM_VLAN_MAX = 4094 };

/* The numbers are Hyper-V's. */
enum vm_vlan_mode { VM_VLAN_UNTAGGED, VM_VLAN_ACCESS, VM_VLAN_TRUNK, VM_VLAN_PRIVATE };

struct vm_vlan {
    enum vm_vlan_mode mode;
    int access;           /* 1 to VM_VLAN_MAX */
    int native;           /* of a trunk: where untagged frames belong; 0 none */
    uint64_t allowed[64]; /* of a trunk: bit N for VLAN N */
};

bool vm_vlan_allows(const struct vm_vlan *vlan, int id);
/* "1-100,200" into allowed. ERR_INVALID_PARAMETER. */
int vm_vlan_parse_list(const char *text, struct vm_vlan *vlan, struct err **err) MUST_CHECK;
/* The reverse, appended. */
void vm_vlan_format_list(const struct vm_vlan *vlan, struct strbuf *out);

#endif
