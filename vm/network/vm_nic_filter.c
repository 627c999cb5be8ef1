#include "vm/network/vm_nic_filter.h"

#include <libvirt/virterror.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/whole_file.h"
#include "vm/network/vm_network.h"
#include "vm/vm_build.h"
#include "vm/vm_core.h"

#define PREFIX "hvsh-"
/* What one filter has room for (see the priorities in vm_filter_xml.c). */
enum { PLAIN_MAX = 800, EXTENDED_MAX = 400 };

#define AUTO_FILTER CLEANUP(cleanup_filter) virNWFilterPtr
static void cleanup_filter(virNWFilterPtr *f)
{
    if (*f)
        virNWFilterFree(*f);
}

void vm_filter_change_release(struct vm_filter_change *change)
{
    free(change->name);
    free(change->old_xml);
    *change = (struct vm_filter_change){ 0 };
}

/* ---- the record ---- */
static const char *const actions[] = { NULL, "Allow", "Deny" };
static const char *const directions[] = { NULL, "Inbound", "Outbound" };

/* The index of an attribute's value among names (first is none); 0: not among them. */
static int index_of(xmlNodePtr node, const char *path, const char *const *names, int n)
{
    for (int i = 1; i < n; i++)
        if (vm_xml_is(node, path, names[i]))
            return i;
    return 0;
}

static bool read_plain(xmlNodePtr node, struct vm_acl *acl)
{
    AUTO_ERR *bad = NULL;
    AUTO_FREE char *local = vm_xml_text(node, "@local");
    AUTO_FREE char *remote = vm_xml_text(node, "@remote");
    *acl = (struct vm_acl){
        .action = (enum vm_acl_action)index_of(node, "@action", actions, ARRAY_SIZE(actions)),
        .direction =
            (enum vm_acl_direction)index_of(node, "@direction", directions, ARRAY_SIZE(directions)),
        .remote = remote != NULL,
    };
    const char *address = remote ? remote : local;
    if (!acl->action || !acl->direction || !address)
        return false;
    if (!vm_xml_bool(node, "@mac", false))
        return vm_acl_parse_ip(address, &acl->kind, acl->address, &bad) == 0;
    acl->kind = VM_ACL_MAC;
    if (strcmp(address, VM_ACL_ANY) == 0) {
        snprintf(acl->address, sizeof(acl->address), "%s", VM_ACL_ANY);
        return true;
    }
    return vm_mac_parse(address, acl->address, &bad) == 0;
}

static bool read_side(xmlNodePtr node, const char *path, char address[VM_ACL_ADDRESS_SIZE])
{
    AUTO_ERR *bad = NULL;
    AUTO_FREE char *text = vm_xml_text(node, path);
    enum vm_acl_kind kind;
    snprintf(address, VM_ACL_ADDRESS_SIZE, "%s", VM_ACL_ANY);
    return !text || vm_acl_parse_ip(text, &kind, address, &bad) == 0;
}

static bool read_extended(xmlNodePtr node, struct vm_extended_acl *acl)
{
    AUTO_ERR *bad = NULL;
    AUTO_FREE char *local = vm_xml_text(node, "@localPort");
    AUTO_FREE char *remote = vm_xml_text(node, "@remotePort");
    int64_t protocol = vm_xml_number(node, "@protocol", VM_ACL_PROTOCOL_ANY);
    int64_t weight = vm_xml_number(node, "@weight", -1);
    *acl = (struct vm_extended_acl){
        .action = (enum vm_acl_action)index_of(node, "@action", actions, ARRAY_SIZE(actions)),
        .direction =
            (enum vm_acl_direction)index_of(node, "@direction", directions, ARRAY_SIZE(directions)),
        .protocol =
            protocol < VM_ACL_PROTOCOL_ANY || protocol > 255 ? VM_ACL_PROTOCOL_ANY : (int)protocol,
        .weight = weight < 0 || weight > VM_ACL_WEIGHT_MAX ? -1 : (int)weight,
        .stateful = vm_xml_bool(node, "@stateful", false),
    };
    return acl->action && acl->direction && read_side(node, "@local", acl->local) &&
           read_side(node, "@remote", acl->remote) &&
           vm_acl_parse_ports(local, acl->local_ports, &bad) == 0 &&
           vm_acl_parse_ports(remote, acl->remote_ports, &bad) == 0 &&
           vm_extended_acl_check(acl, &bad) == 0;
}

void vm_acls_read(xmlNodePtr record, struct vm_acl **acls, size_t *n)
{
    xmlNodePtr *nodes;
    size_t count = vm_xml_find_all(record, "hv:acl", &nodes);
    *n = 0;
    *acls = xcalloc(count + 1, sizeof(**acls));
    for (size_t i = 0; i < count && *n < PLAIN_MAX; i++)
        if (read_plain(nodes[i], &(*acls)[*n]))
            ++*n;
    free(nodes);
}

void vm_extended_acls_read(xmlNodePtr record, struct vm_extended_acl **acls, size_t *n)
{
    xmlNodePtr *nodes;
    size_t count = vm_xml_find_all(record, "hv:extendedAcl", &nodes);
    *n = 0;
    *acls = xcalloc(count + 1, sizeof(**acls));
    for (size_t i = 0; i < count && *n < EXTENDED_MAX; i++)
        if (read_extended(nodes[i], &(*acls)[*n]))
            ++*n;
    free(nodes);
}

void vm_acls_write(xmlNodePtr record, const struct vm_acl *acls, size_t n)
{
    vm_xml_remove_all(record, "hv:acl");
    for (size_t i = 0; i < n; i++) {
        xmlNodePtr node = vm_xml_add(record, "hv:acl", NULL);
        vm_xml_set_attr(node, "action", actions[acls[i].action]);
        vm_xml_set_attr(node, "direction", directions[acls[i].direction]);
        vm_xml_set_attr(node, acls[i].remote ? "remote" : "local", acls[i].address);
        if (acls[i].kind == VM_ACL_MAC)
            vm_xml_set_attr(node, "mac", "yes");
    }
}

static void set_unless_any(xmlNodePtr node, const char *name, const char *value)
{
    if (strcmp(value, VM_ACL_ANY) != 0)
        vm_xml_set_attr(node, name, value);
}

void vm_extended_acls_write(xmlNodePtr record, const struct vm_extended_acl *acls, size_t n)
{
    vm_xml_remove_all(record, "hv:extendedAcl");
    for (size_t i = 0; i < n; i++) {
        const struct vm_extended_acl *a = &acls[i];
        xmlNodePtr node = vm_xml_add(record, "hv:extendedAcl", NULL);
        vm_xml_set_attr(node, "action", actions[a->action]);
        vm_xml_set_attr(node, "direction", directions[a->direction]);
        vm_xml_set_attrf(node, "weight", "%d", a->weight);
        set_unless_any(node, "local", a->local);
        set_unless_any(node, "remote", a->remote);
        set_unless_any(node, "localPort", a->local_ports);
        set_unless_any(node, "remotePort", a->remote_ports);
        if (a->protocol != VM_ACL_PROTOCOL_ANY)
            vm_xml_set_attrf(node, "protocol", "%d", a->protocol);
        if (a->stateful)
            vm_xml_set_attr(node, "stateful", "yes");
    }
}

/* ---- what the adapter names ---- */
static bool is_own(const char *filter)
{
    return filter && strncmp(filter, PREFIX, strlen(PREFIX)) == 0;
}

char *vm_nic_filter_base(xmlNodePtr nic, xmlNodePtr record)
{
    char *filter = vm_xml_text(nic, "filterref/@filter");
    /* An adapter without a switch has no filter in libvirt: the record remembers it. */
    if (filter && !is_own(filter))
        return filter;
    free(filter);
    return vm_xml_text(record, "@filter");
}

static void name_filter(xmlNodePtr nic, const char *filter)
{
    if (filter)
        vm_xml_set(nic, "filterref/@filter", filter);
    else
        vm_xml_remove(vm_xml_child(nic, "filterref"));
}

void vm_nic_filter_forget(xmlNodePtr nic, xmlNodePtr record)
{
    AUTO_FREE char *base = vm_nic_filter_base(nic, record);
    name_filter(nic, is_own(base) ? NULL : base);
    vm_xml_set_attr(record, "filter", is_own(base) ? NULL : base);
}

void vm_nic_filter_set_base(xmlNodePtr nic, xmlNodePtr record, const char *base)
{
    AUTO_FREE char *now = vm_xml_text(nic, "filterref/@filter");
    vm_xml_set_attr(record, "filter", base);
    if (!is_own(now))
        name_filter(nic, base);
}

/* ---- the host's filters ---- */
static virNWFilterPtr find(struct vm_call *call, const char *name)
{
    return virNWFilterLookupByName(call->conn, name);
}

struct lists {
    struct vm_acl *acls;
    struct vm_extended_acl *extended;
    struct vm_filter_plan plan;
};

static void lists_release(struct lists *l)
{
    free(l->acls);
    free(l->extended);
}

static bool lists_read(xmlNodePtr record, struct lists *l)
{
    vm_acls_read(record, &l->acls, &l->plan.acl_count);
    vm_extended_acls_read(record, &l->extended, &l->plan.extended_count);
    l->plan.acls = l->acls;
    l->plan.extended = l->extended;
    l->plan.dhcp_guard = vm_xml_bool(record, "@dhcpGuard", false);
    l->plan.router_guard = vm_xml_bool(record, "@routerGuard", false);
    return l->plan.acl_count || l->plan.extended_count || l->plan.dhcp_guard ||
           l->plan.router_guard;
}

static int define(struct vm_call *call, struct vm_filter_plan *plan, char **old_xml,
                  struct err **err)
{
    char uuid[VIR_UUID_STRING_BUFLEN];
    AUTO_FILTER old = find(call, plan->name);
    if (old && virNWFilterGetUUIDString(old, uuid) == 0)
        plan->uuid = uuid;
    if (old && old_xml)
        *old_xml = virNWFilterGetXMLDesc(old, 0);
    AUTO_XMLDOC doc = vm_filter_xml(plan);
    AUTO_FREE char *xml = vm_xml_dump(doc);
    plan->uuid = NULL;
    AUTO_FILTER made = virNWFilterDefineXML(call->conn, xml);
    return made ? 0 : vm_err_libvirt(err, "Cannot set the network filter of the adapter");
}

/* Sessions are tracked only where the bridge shows its packets to iptables. */
static int check_tracking(struct vm_call *call, const struct lists *l, struct err **err)
{
    const char *path = "/proc/sys/net/bridge/bridge-nf-call-iptables";
    if (!vm_filter_is_stateful(l->extended, l->plan.extended_count) ||
        !vm_core_is_local(call->core))
        return 0;
    AUTO_STRBUF text = STRBUF_INIT;
    if (whole_file_read(path, &text) == 0 && text.len && text.buf[0] == '1')
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "A stateful entry needs connection tracking, and the host's bridges do not show their "
            "packets to it.");
    return err_advise(err, "Load the module br_netfilter and set "
                           "net.bridge.bridge-nf-call-iptables and bridge-nf-call-ip6tables to 1, "
                           "or give an entry for each direction.");
}

int vm_nic_filter_apply(struct vm_edit *e, xmlNodePtr nic, xmlNodePtr record, const char *nic_id,
                        struct vm_filter_change *change, struct err **err)
{
    CLEANUP(lists_release) struct lists l = { 0 };
    AUTO_FREE char *uuid = vm_xml_text(e->root, "uuid");
    AUTO_FREE char *now = vm_xml_text(nic, "filterref/@filter");
    AUTO_FREE char *base = vm_nic_filter_base(nic, record);
    bool wanted = lists_read(record, &l);
    vm_xml_set_attr(record, "filter", base);
    if (e->planned[0]) { /* it gets its own filter when it comes to the host */
        name_filter(nic, base);
        return 0;
    }
    if (!wanted) {
        if (is_own(now)) {
            change->name = xstrdup(now);
            change->unused = true;
        }
        name_filter(nic, base);
        return base ? vm_network_check_filter(e->call, nic, err) : 0;
    }
    if (vm_network_check_filter(e->call, nic, err) < 0 || check_tracking(e->call, &l, err) < 0)
        return -1;
    AUTO_FREE char *own = xasprintf(PREFIX "%s-", uuid);
    AUTO_FREE char *name =
        now && strncmp(now, own, strlen(own)) == 0 ? xstrdup(now) : xasprintf("%s%s", own, nic_id);
    l.plan.name = name;
    l.plan.base = base;
    if (define(e->call, &l.plan, &change->old_xml, err) < 0)
        return -1;
    change->name = xstrdup(name);
    name_filter(nic, name);
    return 0;
}

static void undefine(struct vm_call *call, const char *name)
{
    AUTO_FILTER filter = find(call, name);
    if (filter) /* refused while a machine uses it: then it stays */
        virNWFilterUndefine(filter);
}

void vm_nic_filter_done(struct vm_call *call, const struct vm_filter_change *change)
{
    if (change->name && change->unused)
        undefine(call, change->name);
}

void vm_nic_filter_undo(struct vm_call *call, const struct vm_filter_change *change)
{
    if (!change->name || change->unused)
        return;
    if (!change->old_xml) {
        undefine(call, change->name);
        return;
    }
    AUTO_FILTER back = virNWFilterDefineXML(call->conn, change->old_xml);
    (void)back;
}

int vm_nic_filters_restore(struct vm_call *call, xmlNodePtr domain, struct err **err)
{
    struct vm_nic_node *nics;
    size_t n = vm_nics_of(domain, NULL, &nics);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++) {
        CLEANUP(lists_release) struct lists l = { 0 };
        AUTO_FREE char *name = vm_xml_text(nics[i].node, "filterref/@filter");
        xmlNodePtr record = vm_build_find_record(domain, "adapter", nics[i].nic.id);
        AUTO_FREE char *base = vm_xml_text(record, "@filter");
        if (!is_own(name))
            continue;
        lists_read(record, &l);
        l.plan.name = name;
        l.plan.base = base;
        rc = define(call, &l.plan, NULL, err);
    }
    vm_nic_nodes_free(nics, n);
    return rc;
}

void vm_nic_filter_drop(struct vm_call *call, xmlNodePtr nic)
{
    AUTO_FREE char *name = vm_xml_text(nic, "filterref/@filter");
    if (is_own(name))
        undefine(call, name);
}

void vm_nic_filters_drop(struct vm_call *call, xmlNodePtr domain)
{
    xmlNodePtr *nodes;
    AUTO_FREE char *uuid = vm_xml_text(domain, "uuid");
    size_t n = vm_xml_find_all(domain, "devices/interface", &nodes);
    for (size_t i = 0; i < n; i++) {
        vm_nic_filter_drop(call, nodes[i]);
        /* An adapter without a network does not name its filter. */
        AUTO_FREE char *id = vm_xml_text(nodes[i], "alias/@name");
        AUTO_FREE char *name = xasprintf(PREFIX "%s-%s", uuid ? uuid : "", id ? id : "");
        if (!vm_xml_find(nodes[i], "filterref"))
            undefine(call, name);
    }
    free(nodes);
}

void vm_nic_filters_drop_others(struct vm_call *call, xmlNodePtr was, xmlNodePtr is)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(was, "devices/interface/filterref/@filter", &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *name = vm_xml_text(nodes[i], ".");
        AUTO_FREE char *path = xasprintf("devices/interface/filterref[@filter='%s']", name);
        if (is_own(name) && !strchr(name, '\'') && !vm_xml_find(is, path))
            undefine(call, name);
    }
    free(nodes);
}
