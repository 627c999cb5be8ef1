/* Inside vm/: the libvirt network description of a switch, both ways. */
#ifndef HVSH_VM_VM_SWITCH_XML_H
#define HVSH_VM_VM_SWITCH_XML_H

#include "vm/network/vm_switch.h"
#include "vm/xml.h"

/* What a network is to be, every choice made. Strings are borrowed. */
struct vm_switch_plan {
    const char *name;
    const char *uuid;
    enum vm_switch_type type;
    const char *notes;
    const char *net_adapter;  /* external */
    const char *bridge;       /* external: the host bridge to use; NULL: macvtap on net_adapter */
    bool ovs;                 /* it is one of Open vSwitch */
    const char *team;         /* external: names of adapters, a space between them */
    bool made_bridge;         /* the bridge is ours and goes with the switch */
    const char *host_address; /* internal: "a.b.c.d/prefix" */
    bool nat;
    enum vm_switch_bandwidth bandwidth;
};

/* An IPv4 network of the host. Host byte order. */
struct vm_subnet {
    uint32_t address; /* of the host in it */
    unsigned prefix;
};

/* "a.b.c.d/prefix", a host's address in a network with room for guests. */
int vm_subnet_parse(const char *text, struct vm_subnet *net, struct err **err) MUST_CHECK;
bool vm_subnet_overlap(const struct vm_subnet *a, const struct vm_subnet *b);
/* The first /24 of 192.168.100.0 to 192.168.254.0 that overlaps none of used; false when
 * all are taken. text gets "192.168.100.1/24". */
bool vm_subnet_choose(const struct vm_subnet *used, size_t n, char text[20]);
/* The addresses in the description's <ip> elements, added to used (n so far, room for max). */
size_t vm_switch_xml_subnets(xmlNodePtr network, struct vm_subnet *used, size_t n, size_t max);

xmlDocPtr vm_switch_xml_make(const struct vm_switch_plan *plan);
/* Fills everything but active, autostart, persistent and adapter_description. */
void vm_switch_xml_read(xmlNodePtr network, struct vm_switch_info *info);
/* Was the bridge made for this switch? */
bool vm_switch_xml_made_bridge(xmlNodePtr network);
/* Of a switch that has a team. */
void vm_switch_xml_set_team(xmlNodePtr network, const char *team, enum vm_switch_balance balance);
/* notes NULL or "" removes them. */
void vm_switch_xml_set_notes(xmlNodePtr network, const char *notes);

#endif
