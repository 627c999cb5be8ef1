/* Inside vm/: reading one domain's XML; shared with the modules that edit it. */
#ifndef HVSH_VM_VM_CONFIG_H
#define HVSH_VM_VM_CONFIG_H

#include "vm/vm.h"
#include "vm/vm_call.h"
#include "vm/xml.h"

/* An untrusted domain document as facts; live may be NULL. */
void vm_config_from_xml(xmlNodePtr domain, xmlNodePtr live, struct vm_config *config);
int vm_generation_of(xmlNodePtr domain);

/* The devices of a document, in document order, with the node of each. */
struct vm_disk_node {
    struct vm_disk disk;
    xmlNodePtr node;
};
size_t vm_disks_of(xmlNodePtr domain, struct vm_disk_node **disks);
void vm_disk_nodes_free(struct vm_disk_node *disks, size_t n);
struct vm_nic_node {
    struct vm_nic nic;
    xmlNodePtr node;
};
size_t vm_nics_of(xmlNodePtr domain, xmlNodePtr live, struct vm_nic_node **nics);
void vm_nic_nodes_free(struct vm_nic_node *nics, size_t n);

#endif
