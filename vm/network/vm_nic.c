/* Network adapters: add, change, connect, remove. */
#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "vm/network/vm_network.h"
#include "vm/network/vm_nic_acl.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/network/vm_nic_vlan.h"
#include "vm/pool/vm_pool_member.h"
#include "vm/vm_build.h"
#include "vm/vm_device_live.h"
#include "vm/vm_state.h"

struct nic_arg {
    char uuid[VM_UUID_SIZE];
    char *nic_id, *name, *switch_name, *mac, *pool;
    bool legacy;
    struct vm_nic_change change; /* its strings are the ones above */
    struct vm_vlan vlan;
    char *new_id;
};

static void nic_arg_release(void *opaque)
{
    struct nic_arg *a = opaque;
    if (!a)
        return;
    free(a->nic_id);
    free(a->name);
    free(a->switch_name);
    free(a->mac);
    free(a->pool);
    free(a->new_id);
    vm_nic_acls_free(&a->change);
    free(a);
}

static struct nic_arg *nic_arg_new(const char *uuid, const char *nic_id)
{
    struct nic_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    a->nic_id = xstrdup(nic_id);
    return a;
}

/* A static address as given, or a new one. */
static int choose_mac(struct vm_edit *e, const char *wanted, char mac[13], struct err **err)
{
    if (!wanted || !*wanted)
        return vm_build_new_mac(e->call, mac, err);
    if (vm_mac_parse(wanted, mac, err) < 0)
        return -1;
    if (strchr("13579BDF", mac[1]))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The MAC address %s cannot be used: it is a multicast address.", mac);
    int used = vm_build_mac_used(e->call, mac, NULL, err);
    if (used < 0)
        return -1;
    return used ? err_set(err, ERR_OBJECT_EXISTS,
                          "The MAC address %s is already used by an adapter on this host.", mac)
                : 0;
}

static int check_count(struct vm_edit *e, bool legacy, struct err **err)
{
    if (legacy && generation_check_legacy_nic(e->gen, e->name, err) < 0)
        return -1;
    struct vm_nic_node *nics;
    size_t n = vm_nics_of(e->root, NULL, &nics);
    unsigned have = 0;
    for (size_t i = 0; i < n; i++)
        have += nics[i].nic.legacy == legacy;
    vm_nic_nodes_free(nics, n);
    unsigned most = legacy ? e->gen->max_legacy_nics : e->gen->max_nics;
    if (have < most)
        return 0;
    return err_set(err, ERR_NOT_SUPPORTED,
                   "'%s' already has %u %snetwork adapters: a generation %d virtual machine cannot "
                   "have more.",
                   e->name, have, legacy ? "legacy " : "", e->gen->number);
}

static int check_state(struct vm_edit *e, bool legacy, const char *what, struct err **err)
{
    if (!e->active && e->state != VM_STATE_SAVED)
        return 0;
    if (e->active && e->gen->nic_hotplug && !legacy)
        return 0;
    return vm_state_refuse(what, e->name, e->state, err);
}

static int add_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct nic_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    AUTO_FREE char *network = NULL;
    char mac[13];
    if (vm_edit_begin(call, a->uuid, &e, err) < 0 || check_count(&e, a->legacy, err) < 0 ||
        check_state(&e, a->legacy, "add a network adapter to", err) < 0 ||
        (a->switch_name && *a->switch_name &&
         vm_network_find(call, a->switch_name, &network, err) < 0) ||
        choose_mac(&e, a->mac, mac, err) < 0)
        return -1;
    const char *set = call->core->settings.legacy_nic;
    const char *model = !a->legacy ? "virtio" : set && *set ? set : "e1000";
    a->new_id = vm_build_id();
    xmlNodePtr node = vm_build_nic(e.root, e.gen, model, mac, network, a->new_id);
    xmlNodePtr record = vm_build_record(e.root, "adapter", a->new_id);
    const char *fallback = a->legacy ? "Legacy Network Adapter" : "Network Adapter";
    vm_xml_set_attr(record, "name", a->name && *a->name ? a->name : fallback);
    vm_xml_set_attr(record, "dynamicMac", a->mac && *a->mac ? "no" : "yes");
    if (!network)
        vm_xml_set_attr(record, "disconnected", "yes");
    if (vm_pool_put(&e, VM_POOL_ETHERNET, a->pool, a->new_id, NULL, err) < 0)
        return -1;
    if (e.active && vm_live_attach(&e, node, err) < 0)
        return -1;
    if (e.gen->firmware == GENERATION_UEFI)
        vm_xml_setf(node, "boot/@order", "%d", vm_build_next_boot(e.root));
    vm_build_boot_order(e.root, e.gen);
    if (vm_edit_commit(&e, err) == 0)
        return 0;
    if (e.active)
        vm_live_detach_quietly(&e, node);
    return -1;
}

int vm_add_nic(struct vm_host *host, const char *vm_uuid, const struct vm_nic_spec *spec, char **id,
               struct err **err)
{
    struct nic_arg *a = nic_arg_new(vm_uuid, NULL);
    a->name = xstrdup(spec->name);
    a->switch_name = xstrdup(spec->switch_name);
    a->mac = xstrdup(spec->mac);
    a->pool = xstrdup(spec->pool);
    a->legacy = spec->legacy;
    void *p = a;
    int rc = vm_call_run(host, "Adding the network adapter", VM_CALL_CHANGE, 60000, add_work, &p,
                         nic_arg_release, err);
    if (rc == 0 && id)
        *id = STEAL(a->new_id);
    nic_arg_release(p);
    return rc;
}

static xmlNodePtr find_nic(struct vm_edit *e, const char *id, struct vm_nic *copy, struct err **err)
{
    struct vm_nic_node *nics;
    size_t n = vm_nics_of(e->root, NULL, &nics);
    xmlNodePtr node = NULL;
    for (size_t i = 0; i < n; i++) {
        if (!node && strcmp(nics[i].nic.id, id) == 0) {
            node = nics[i].node;
            *copy = nics[i].nic;
            nics[i].nic = (struct vm_nic){ 0 };
        }
    }
    vm_nic_nodes_free(nics, n);
    if (!node)
        err_set(err, ERR_OBJECT_NOT_FOUND, "The network adapter was not found on '%s'.", e->name);
    return node;
}

static char *live_path(const struct vm_nic *nic)
{
    char mac[18];
    vm_build_mac_text(nic->mac, mac);
    return xasprintf("devices/interface[mac/@address='%s']", mac);
}

/* Brings source, link and filter of the running adapter in line with the stored node. A
 * device without a bridge behind it cannot be moved to one: it is exchanged then. */
static int follow_live(struct vm_edit *e, xmlNodePtr node, const struct vm_nic *nic,
                       struct err **err)
{
    AUTO_FREE char *path = live_path(nic);
    AUTO_XMLDOC live = vm_edit_live(e, err);
    if (!live)
        return -1;
    xmlNodePtr now = vm_xml_find(xmlDocGetRootElement(live), path);
    if (!now)
        return 0;
    static const char *const parts[] = { "source", "link", "vlan", "filterref" };
    AUTO_FREE char *old_type = vm_xml_text(now, "@type");
    AUTO_FREE char *new_type = vm_xml_text(node, "@type");
    bool was_user = old_type && strcmp(old_type, "user") == 0;
    if (was_user && new_type && strcmp(new_type, "user") != 0) {
        if (vm_live_detach(e, path, "network adapter", err) < 0)
            return -1;
        return vm_live_attach(e, node, err);
    }
    vm_xml_set_attr(now, "type", new_type);
    for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
        vm_xml_remove(vm_xml_child(now, parts[i]));
        xmlNodePtr wanted = vm_xml_child(node, parts[i]);
        if (wanted)
            xmlAddChild(now, xmlDocCopyNode(wanted, live, 1));
    }
    AUTO_FREE char *xml = vm_xml_dump_node(now);
    if (virDomainUpdateDeviceFlags(e->dom, xml, VIR_DOMAIN_AFFECT_LIVE) < 0)
        return vm_err_libvirt(err, "Failed to change the network adapter of '%s'", e->name);
    return 0;
}

static int change_mac(struct vm_edit *e, xmlNodePtr node, xmlNodePtr record,
                      const struct vm_nic *nic, const char *wanted, struct err **err)
{
    char mac[13], text[18];
    bool is_static = *wanted != '\0';
    if (vm_edit_require_off(e, "change the MAC address of", err) < 0 ||
        (is_static && vm_mac_parse(wanted, mac, err) < 0))
        return -1;
    /* Static to dynamic keeps no promise about the address: a new one is taken only then. */
    if ((is_static && strcmp(mac, nic->mac) == 0) || (!is_static && nic->dynamic_mac)) {
        vm_xml_set_attr(record, "dynamicMac", is_static ? "no" : "yes");
        return 0;
    }
    if (choose_mac(e, wanted, mac, err) < 0)
        return -1;
    vm_build_mac_text(mac, text);
    vm_xml_set(node, "mac/@address", text);
    vm_xml_set_attr(record, "dynamicMac", is_static ? "no" : "yes");
    return 0;
}

static int set_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct nic_arg *a = opaque;
    const struct vm_nic_change *c = &a->change;
    AUTO_EDIT e = { 0 };
    AUTO_FREE char *network = NULL;
    __attribute__((cleanup(vm_nic_release))) struct vm_nic nic = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    xmlNodePtr node = find_nic(&e, a->nic_id, &nic, err);
    if (!node || (a->switch_name && *a->switch_name &&
                  vm_network_find(call, a->switch_name, &network, err) < 0))
        return -1;
    /* A foreign adapter is known by its address, which may change now: it gets an id. */
    AUTO_FREE char *id = strncmp(nic.id, "ua-", 3) == 0 ? xstrdup(nic.id) : NULL;
    if (!id) {
        id = e.active ? xstrdup(nic.id) : vm_build_id();
        xmlNodePtr known = vm_build_find_record(e.root, "adapter", nic.id);
        if (known)
            vm_xml_set_attr(known, "id", id);
        if (!e.active)
            vm_xml_set(node, "alias/@name", id);
    }
    xmlNodePtr record = vm_build_record(e.root, "adapter", id);
    if (a->name && *a->name)
        vm_xml_set_attr(record, "name", a->name);
    if ((a->mac && change_mac(&e, node, record, &nic, a->mac, err) < 0) ||
        vm_pool_put(&e, VM_POOL_ETHERNET, a->pool, id, NULL, err) < 0)
        return -1;
    bool live = false;
    if (a->switch_name) {
        if (e.planned[0]) /* the switch that it had may not be here */
            vm_xml_remove(vm_xml_child(node, "source"));
        vm_build_nic_source(node, network);
        vm_xml_set_attr(record, "disconnected", network ? NULL : "yes");
        live = true;
    }
    if (c->has_link) {
        vm_xml_set(node, "link/@state", c->link_up ? "up" : "down");
        live = true;
    }
    if (c->has_mac_spoofing)
        vm_nic_filter_set_base(node, record, c->mac_spoofing ? NULL : "no-mac-spoofing");
    if (c->has_dhcp_guard)
        vm_xml_set_attr(record, "dhcpGuard", c->dhcp_guard ? "yes" : NULL);
    if (c->has_router_guard)
        vm_xml_set_attr(record, "routerGuard", c->router_guard ? "yes" : NULL);
    if (c->has_device_naming)
        vm_xml_set_attr(record, "deviceNaming", c->device_naming ? "yes" : "no");
    if ((c->vlan || a->switch_name) && vm_nic_vlan_apply(call, node, record, c->vlan, err) < 0)
        return -1;
    if (c->vlan) {
        vm_xml_set_attr(record, "isolation", c->isolated_by_vlan ? "vlan" : NULL);
        live = true;
    }
    bool filter = a->switch_name || c->has_mac_spoofing || c->has_dhcp_guard ||
                  c->has_router_guard || vm_nic_acls_given(c);
    AUTO_FILTER_CHANGE change = { 0 };
    if (vm_nic_acls_change(record, c, err) < 0 ||
        (filter && vm_nic_filter_apply(&e, node, record, id, &change, err) < 0))
        return -1;
    live |= filter;
    if (live && e.active && follow_live(&e, node, &nic, err) < 0) {
        vm_nic_filter_undo(call, &change);
        return -1;
    }
    if (vm_edit_commit(&e, err) == 0) {
        vm_nic_filter_done(call, &change);
        return 0;
    }
    vm_nic_filter_undo(call, &change);
    if (live && e.active) { /* back to what was stored */
        AUTO_ERR *ignored = NULL;
        AUTO_XMLDOC old = vm_xml_parse(e.old_xml, "domain", &ignored);
        AUTO_FREE char *path = live_path(&nic);
        xmlNodePtr before = old ? vm_xml_find(xmlDocGetRootElement(old), path) : NULL;
        if (before)
            follow_live(&e, before, &nic, &ignored);
    }
    return -1;
}

int vm_set_nic(struct vm_host *host, const char *vm_uuid, const char *nic_id,
               const struct vm_nic_change *change, struct err **err)
{
    struct nic_arg *a = nic_arg_new(vm_uuid, nic_id);
    a->name = xstrdup(change->name);
    a->switch_name = xstrdup(change->switch_name);
    a->mac = xstrdup(change->mac);
    a->pool = xstrdup(change->pool);
    a->change = *change;
    vm_nic_acls_own(&a->change);
    if (change->vlan) {
        a->vlan = *change->vlan;
        a->change.vlan = &a->vlan;
    }
    void *p = a;
    int rc = vm_call_run(host, "Changing the network adapter", VM_CALL_CHANGE, 60000, set_work, &p,
                         nic_arg_release, err);
    nic_arg_release(p);
    return rc;
}

static int remove_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct nic_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    __attribute__((cleanup(vm_nic_release))) struct vm_nic nic = { 0 };
    if (vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    xmlNodePtr node = find_nic(&e, a->nic_id, &nic, err);
    if (!node || check_state(&e, nic.legacy, "remove a network adapter from", err) < 0)
        return -1;
    AUTO_FREE char *path = live_path(&nic);
    if (e.active && vm_live_detach(&e, path, "network adapter", err) < 0)
        return -1;
    xmlUnlinkNode(node);
    vm_xml_remove(vm_build_find_record(e.root, "adapter", nic.id));
    vm_pool_forget(e.root, nic.id);
    vm_build_boot_order(e.root, e.gen);
    int rc = vm_edit_commit(&e, err);
    if (rc == 0)
        vm_nic_filter_drop(call, node);
    xmlFreeNode(node);
    return rc;
}

int vm_remove_nic(struct vm_host *host, const char *vm_uuid, const char *nic_id, struct err **err)
{
    void *p = nic_arg_new(vm_uuid, nic_id);
    int rc = vm_call_run(host, "Removing the network adapter", VM_CALL_CHANGE, 60000, remove_work,
                         &p, nic_arg_release, err);
    nic_arg_release(p);
    return rc;
}
