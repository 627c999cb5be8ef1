/* Inside vm/: where each plain setting of a VM stands in the domain's XML: one
 * table that reading and changing share. Settings that need more than one node
 * (drives, adapters, firmware, CPU mode) are in vm_config.c and vm_set.c. */
#ifndef HVSH_VM_XML_MAP_H
#define HVSH_VM_XML_MAP_H

#include "vm/vm.h"
#include "vm/xml.h"

/* Our element and its children. */
#define XML_HV "metadata/hv:vm"

/* Reads all mapped settings into config (fresh, zeroed). */
void vm_xml_map_read(xmlNodePtr domain, struct vm_config *config);
/* Writes those that a change sets; NULL parts are skipped. */
void vm_xml_map_write(xmlNodePtr domain, const struct vm_change *change);

#endif
