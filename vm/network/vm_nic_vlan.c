#include "vm/network/vm_nic_vlan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/network/vm_network.h"

/* From here on libvirt tags on Linux bridges, too. */
enum { BRIDGE_TAGS_LIBVIRT = 11000000 };

bool vm_vlan_allows(const struct vm_vlan *vlan, int id)
{
    return id >= 0 && id <= VM_VLAN_MAX && (vlan->allowed[id / 64] >> (id % 64) & 1);
}

static void allow(struct vm_vlan *vlan, int id)
{
    vlan->allowed[id / 64] |= UINT64_C(1) << (id % 64);
}

/* A number from *text on, which moves behind it; -1: none of 1 to VM_VLAN_MAX. */
static int parse_id(const char **text)
{
    int id = 0;
    const char *p = *text;
    while (*p == ' ')
        p++;
    for (; *p >= '0' && *p <= '9'; p++) {
        id = id * 10 + (*p - '0');
        if (id > VM_VLAN_MAX)
            return -1;
    }
    while (*p == ' ')
        p++;
    *text = p;
    return id ? id : -1;
}

int vm_vlan_parse_list(const char *text, struct vm_vlan *vlan, struct err **err)
{
    const char *p = text;
    memset(vlan->allowed, 0, sizeof(vlan->allowed));
    for (;;) {
        int first = parse_id(&p), last = first;
        if (first > 0 && *p == '-') {
            p++;
            last = parse_id(&p);
        }
        if (first < 0 || last < first || (*p && *p != ','))
            return err_set(err, ERR_INVALID_PARAMETER,
                           "'%s' is not a list of VLANs: it has numbers from 1 to %d and ranges, "
                           "as in 1-100,200.",
                           text, VM_VLAN_MAX);
        for (int id = first; id <= last; id++)
            allow(vlan, id);
        if (!*p++)
            return 0;
    }
}

void vm_vlan_format_list(const struct vm_vlan *vlan, struct strbuf *out)
{
    const char *comma = "";
    for (int id = 1; id <= VM_VLAN_MAX; id++) {
        int last = id;
        if (!vm_vlan_allows(vlan, id))
            continue;
        while (vm_vlan_allows(vlan, last + 1))
            last++;
        if (last > id)
            strbuf_addf(out, "%s%d-%d", comma, id, last);
        else
            strbuf_addf(out, "%s%d", comma, id);
        comma = ",";
        id = last;
    }
}

/* ---- libvirt's element, and its twin in the record ---- */
static void read_element(xmlNodePtr element, const char *tag, struct vm_vlan *vlan)
{
    xmlNodePtr *tags;
    size_t n = vm_xml_find_all(element, tag, &tags);
    vlan->mode = n > 1 || vm_xml_bool(element, "@trunk", false) ? VM_VLAN_TRUNK : VM_VLAN_ACCESS;
    for (size_t i = 0; i < n; i++) {
        int id = (int)vm_xml_number(tags[i], "@id", -1);
        if (id < 0 || id > VM_VLAN_MAX)
            continue;
        if (vlan->mode == VM_VLAN_ACCESS)
            vlan->access = id;
        else if (id)
            allow(vlan, id);
        if (vm_xml_find(tags[i], "@nativeMode"))
            vlan->native = id;
    }
    free(tags);
    if (vlan->mode == VM_VLAN_ACCESS && !vlan->access)
        vlan->mode = VM_VLAN_UNTAGGED;
}

void vm_nic_vlan_read(xmlNodePtr nic, xmlNodePtr record, struct vm_vlan *vlan)
{
    xmlNodePtr element = vm_xml_child(nic, "vlan");
    xmlNodePtr remembered = record ? vm_xml_child(record, "hv:vlan") : NULL;
    *vlan = (struct vm_vlan){ .mode = VM_VLAN_UNTAGGED };
    if (element)
        read_element(element, "tag", vlan);
    else if (remembered)
        read_element(remembered, "hv:tag", vlan);
    /* libvirt wants the native VLAN among the tags, whether or not it may be tagged. */
    if (vlan->mode == VM_VLAN_TRUNK && vm_xml_is(record, "@nativeAllowed", "no"))
        vlan->allowed[vlan->native / 64] &= ~(UINT64_C(1) << (vlan->native % 64));
}

static void add_tag(xmlNodePtr element, const char *tag, int id, bool native)
{
    xmlNodePtr node = vm_xml_add(element, tag, NULL);
    vm_xml_set_attrf(node, "id", "%d", id);
    if (native)
        vm_xml_set_attr(node, "nativeMode", "untagged");
}

static void write_element(xmlNodePtr parent, const char *name, const char *tag,
                          const struct vm_vlan *vlan)
{
    vm_xml_remove(vm_xml_child(parent, name));
    if (vlan->mode == VM_VLAN_UNTAGGED)
        return;
    xmlNodePtr element = vm_xml_add(parent, name, NULL);
    if (vlan->mode == VM_VLAN_ACCESS) {
        add_tag(element, tag, vlan->access, false);
        return;
    }
    vm_xml_set_attr(element, "trunk", "yes");
    if (!vlan->native) /* frames without a tag pass as they are */
        add_tag(element, tag, 0, false);
    for (int id = 1; id <= VM_VLAN_MAX; id++)
        if (vm_vlan_allows(vlan, id) || id == vlan->native)
            add_tag(element, tag, id, id == vlan->native);
}

static int check_port(struct vm_call *call, enum vm_port port, struct err **err)
{
    unsigned long version = 0;
    virConnectGetLibVersion(call->conn, &version);
    if (port == VM_PORT_OVS || (port == VM_PORT_BRIDGE && version >= BRIDGE_TAGS_LIBVIRT))
        return 0;
    if (port == VM_PORT_BRIDGE)
        err_set(err, ERR_NOT_SUPPORTED,
                "The adapter cannot be in a VLAN: its switch is a Linux bridge, on which libvirt "
                "tags from version 11.0 on, and this host has %lu.%lu.",
                version / 1000000, version / 1000 % 1000);
    else
        err_set(err, ERR_NOT_SUPPORTED,
                "The adapter cannot be in a VLAN: its switch is %s, on which libvirt does not tag.",
                port == VM_PORT_DIRECT ? "macvtap on an interface of the host" : "of another kind");
    return err_advise(err, "Connect it to a switch on an Open vSwitch bridge, or to one on a VLAN "
                           "interface of the host (ip link add link eth0 name eth0.20 type vlan "
                           "id 20; New-VMSwitch -NetAdapterName eth0.20).");
}

int vm_nic_vlan_apply(struct vm_call *call, xmlNodePtr nic, xmlNodePtr record,
                      const struct vm_vlan *vlan, struct err **err)
{
    struct vm_vlan now;
    enum vm_port port;
    vm_nic_vlan_read(nic, record, &now);
    if (vlan)
        now = *vlan;
    if (vm_network_port(call, nic, &port, NULL, err) < 0 ||
        (now.mode != VM_VLAN_UNTAGGED && port != VM_PORT_NONE && check_port(call, port, err) < 0))
        return -1;
    bool left_out = now.mode == VM_VLAN_TRUNK && now.native && !vm_vlan_allows(&now, now.native);
    vm_xml_set_attr(record, "nativeAllowed", left_out ? "no" : NULL);
    static const struct vm_vlan none = { .mode = VM_VLAN_UNTAGGED };
    write_element(nic, "vlan", "tag", port == VM_PORT_NONE ? &none : &now);
    write_element(record, "hv:vlan", "hv:tag", port == VM_PORT_NONE ? &now : &none);
    return 0;
}
