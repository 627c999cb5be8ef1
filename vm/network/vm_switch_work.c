#include "vm/network/vm_switch_work.h"

#include <libvirt/virterror.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "vm/network/vm_switch_nic.h"
#include "vm/network/vm_switch_team.h"
#include "vm/network/vm_switch_xml.h"
#include "vm/vm_core.h"
#include "vm/xml.h"

enum { SUBNETS_MAX = 512, NAME_MAX_BYTES = 255 };
/* The UUID that Hyper-V's own NAT switch has on every Windows. */
#define DEFAULT_SWITCH "Default Switch"
#define DEFAULT_SWITCH_ID "c08cb7b8-9b3c-408e-8e30-5e16a3aeb444"

void vm_switch_work_release(void *work)
{
    struct vm_switch_work *w = work;
    free(w->id);
    free(w->new_name);
    free((char *)w->spec.name);
    free((char *)w->spec.notes);
    free((char *)w->spec.net_adapter);
    free((char *)w->spec.team);
    free((char *)w->spec.host_address);
    free((char *)w->spec.id);
    vm_switch_list_free(w->list, w->count);
    free(w->notice);
    for (size_t i = 0; i < w->user_count; i++)
        free(w->users[i]);
    free(w->users);
    free(w);
}

/* Only there the host's interfaces are ours to see and change. */
static bool host_is_here(const struct vm_call *call)
{
    return call->core->driver == VM_DRIVER_SYSTEM;
}

/* What the network will be at its next start; of a transient one what it is. */
static xmlDocPtr network_xml(virNetworkPtr net, struct err **err)
{
    bool persistent = virNetworkIsPersistent(net) == 1;
    AUTO_FREE char *text = virNetworkGetXMLDesc(net, persistent ? VIR_NETWORK_XML_INACTIVE : 0);
    /* The test driver knows one description only, and not the flag. */
    if (!text && persistent && vm_last_code() == VIR_ERR_INVALID_ARG)
        text = virNetworkGetXMLDesc(net, 0);
    if (!text) {
        vm_err_libvirt(err, "Cannot read the virtual switch");
        return NULL;
    }
    return vm_xml_parse(text, "network", err);
}

static int read_network(struct vm_call *call, virNetworkPtr net, struct vm_switch_info *info,
                        struct err **err)
{
    AUTO_XMLDOC doc = network_xml(net, err);
    if (!doc)
        return -1;
    vm_switch_xml_read(xmlDocGetRootElement(doc), info);
    info->active = virNetworkIsActive(net) == 1;
    info->persistent = virNetworkIsPersistent(net) == 1;
    int autostart = 0;
    info->autostart = virNetworkGetAutostart(net, &autostart) == 0 && autostart;
    if (info->net_adapter)
        info->adapter_description =
            host_is_here(call) ? vm_nic_description(info->net_adapter) : xstrdup(info->net_adapter);
    else if (info->type == VM_SWITCH_EXTERNAL && info->bridge)
        info->adapter_description = xstrdup(info->bridge);
    return 0;
}

struct networks {
    virNetworkPtr *items;
    int len;
};

static void networks_release(struct networks *n)
{
    for (int i = 0; i < n->len; i++)
        virNetworkFree(n->items[i]);
    free(n->items);
}
#define AUTO_NETWORKS CLEANUP(networks_release) struct networks

static int all_networks(struct vm_call *call, struct networks *n, struct err **err)
{
    if (vm_core_require(call->core, VM_FEATURE_NETWORKS, err))
        return -1;
    int len = virConnectListAllNetworks(call->conn, &n->items, 0);
    if (len < 0)
        return vm_err_libvirt(err, "Cannot read the virtual switches");
    n->len = len;
    return 0;
}

static int by_name(const void *a, const void *b)
{
    const struct vm_switch_info *x = a, *y = b;
    return text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
}

int vm_switch_work_list(struct vm_call *call, void *arg, struct err **err)
{
    struct vm_switch_work *w = arg;
    AUTO_NETWORKS nets = { NULL, 0 };
    if (all_networks(call, &nets, err))
        return -1;
    w->list = xcalloc((size_t)nets.len + 1, sizeof(*w->list));
    for (int i = 0; i < nets.len; i++) {
        AUTO_ERR *gone = NULL;
        if (read_network(call, nets.items[i], &w->list[w->count], &gone) == 0)
            w->count++;
        else if (gone->kind != ERR_OBJECT_NOT_FOUND) /* removed meanwhile */
            return err_move(err, &gone);
        if (vm_call_check(call, err))
            return -1;
    }
    qsort(w->list, w->count, sizeof(*w->list), by_name);
    return 0;
}

static int give_result(struct vm_call *call, virNetworkPtr net, struct vm_switch_work *w,
                       struct err **err)
{
    w->list = xcalloc(1, sizeof(*w->list));
    if (read_network(call, net, w->list, err))
        return -1;
    w->count = 1;
    return 0;
}

static int check_name(const char *name, struct err **err)
{
    size_t len = name ? strlen(name) : 0;
    bool bad = len == 0 || len > NAME_MAX_BYTES || !utf8_valid(name, len) || strchr(name, '/') ||
               strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
    for (size_t i = 0; i < len && !bad; i++)
        bad = (unsigned char)name[i] < ' ' || name[i] == 0x7f;
    if (!bad)
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "'%s' cannot be the name of a virtual switch: it "
                   "needs 1 to %d bytes without '/' and control characters.",
                   name ? name : "", NAME_MAX_BYTES);
}

/* Refuses a name that another switch has; collects the networks that are taken. */
static int survey(struct vm_call *call, const char *name, const char *own_id,
                  struct vm_subnet *used, size_t *n, struct err **err)
{
    AUTO_NETWORKS nets = { NULL, 0 };
    if (all_networks(call, &nets, err))
        return -1;
    *n = host_is_here(call) ? vm_nic_subnets(used, SUBNETS_MAX) : 0;
    for (int i = 0; i < nets.len; i++) {
        AUTO_ERR *gone = NULL;
        AUTO_XMLDOC doc = network_xml(nets.items[i], &gone);
        if (!doc)
            continue;
        xmlNodePtr root = xmlDocGetRootElement(doc);
        *n = vm_switch_xml_subnets(root, used, *n, SUBNETS_MAX);
        AUTO_FREE char *other = vm_xml_text(root, "name");
        if (other && text_caseeq(other, name) && !(own_id && vm_xml_is(root, "uuid", own_id)))
            return err_set(err, ERR_OBJECT_EXISTS,
                           "A virtual switch with the name \"%s\" already exists.", other);
    }
    return 0;
}

/* What making a network added to the host, for undoing. */
struct made {
    virNetworkPtr net;
    bool defined;
    char nic[16], bridge[16]; /* bridge not empty: made */
    const char *team;         /* over these */
};

static void made_undo(struct made *m)
{
    if (m->net && m->defined) {
        if (virNetworkIsActive(m->net) == 1)
            virNetworkDestroy(m->net);
        virNetworkUndefine(m->net);
    }
    if (*m->bridge) {
        AUTO_ERR *ignored = NULL;
        int rc = m->team ? vm_team_remove(m->bridge, m->team, &ignored)
                         : vm_nic_bridge_remove(m->nic, m->bridge, &ignored);
        (void)rc;
    }
}

static void made_release(struct made *m)
{
    if (m->net)
        virNetworkFree(m->net);
}

/* Decides what an external switch sits on; makes the bridge when one is needed. */
static int plan_external(struct vm_call *call, const char *nic, bool allow_management_os,
                         struct vm_switch_plan *plan, struct made *m, char **notice,
                         struct err **err)
{
    if (!nic || !*nic)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "An external virtual switch needs a network adapter of the host.");
    if (strlen(nic) >= sizeof(m->nic))
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' cannot be the name of a network adapter.",
                       nic);
    plan->type = VM_SWITCH_EXTERNAL;
    plan->net_adapter = nic;
    if (!host_is_here(call)) {
        /* What the name stands for cannot be seen from here: a bridge shares, macvtap does not. */
        plan->bridge = allow_management_os ? nic : NULL;
        return 0;
    }
    enum vm_nic_kind kind;
    if (vm_nic_inspect(nic, &kind, err))
        return -1;
    if (kind == VM_NIC_LOOPBACK || kind == VM_NIC_WIRELESS) {
        err_set(err, ERR_NOT_SUPPORTED, "%s '%s' cannot carry an external virtual switch.",
                kind == VM_NIC_WIRELESS ? "The wireless adapter" : "The loopback interface", nic);
        return err_advise(err, "Use an internal virtual switch; the switch \"" DEFAULT_SWITCH
                               "\" also gives guests access to the network (NAT).");
    }
    bool bridge = kind == VM_NIC_BRIDGE || kind == VM_NIC_OVS;
    if (bridge && !allow_management_os)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is a bridge of the host, which takes part "
                       "in it: -AllowManagementOS $false needs a physical adapter.",
                       nic);
    if (bridge) {
        plan->bridge = nic;
        plan->ovs = kind == VM_NIC_OVS;
        return 0;
    }
    if (!allow_management_os)
        return 0;
    if (geteuid() != 0) {
        err_set(err, ERR_ACCESS_DENIED,
                "Only root can make a bridge over the network adapter '%s'.", nic);
        return err_advise(err, "Run hvsh as root, or give the name of an existing bridge.");
    }
    if (vm_nic_bridge_make(nic, m->bridge, notice, err)) {
        m->bridge[0] = '\0';
        return -1;
    }
    snprintf(m->nic, sizeof(m->nic), "%s", nic);
    plan->bridge = m->bridge;
    plan->made_bridge = true;
    return 0;
}

/* The same for several adapters that are to be one. */
static int plan_team(struct vm_call *call, const struct vm_switch_create *s,
                     struct vm_switch_plan *plan, struct made *m, char **notice, struct err **err)
{
    plan->type = VM_SWITCH_EXTERNAL;
    if (!s->allow_management_os)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The host takes part in the bridge of a team: -AllowManagementOS $false is "
                       "for one adapter.");
    if (!host_is_here(call) || geteuid() != 0) {
        err_set(err, ERR_ACCESS_DENIED,
                "A team of network adapters can only be made on the host itself, by root.");
        return err_advise(err, "Run hvsh there as root, or make a bond interface and give that.");
    }
    if (vm_team_make(s->team, VM_SWITCH_BALANCE_DYNAMIC, m->bridge, notice, err)) {
        m->bridge[0] = '\0';
        return -1;
    }
    vm_team_first(s->team, m->nic);
    m->team = s->team;
    plan->team = s->team;
    plan->net_adapter = m->nic;
    plan->bridge = m->bridge;
    plan->ovs = true;
    plan->made_bridge = true;
    return 0;
}

static int define_and_start(struct vm_call *call, const struct vm_switch_plan *plan, struct made *m,
                            struct err **err)
{
    AUTO_XMLDOC doc = vm_switch_xml_make(plan);
    AUTO_FREE char *text = vm_xml_dump(doc);
    m->net = virNetworkDefineXML(call->conn, text);
    if (!m->net)
        return vm_err_libvirt(err, "Cannot create the virtual switch '%s'", plan->name);
    m->defined = true;
    if (vm_call_check(call, err))
        return -1;
    if (virNetworkCreate(m->net) < 0)
        return vm_err_libvirt(err, "Cannot start the virtual switch '%s'", plan->name);
    /* The test driver and read-only configurations refuse; the switch works all the same. */
    if (virNetworkSetAutostart(m->net, 1) < 0 && vm_last_code() != VIR_ERR_NO_SUPPORT)
        return vm_err_libvirt(err, "Cannot let the virtual switch '%s' start with the host",
                              plan->name);
    return vm_call_check(call, err);
}

int vm_switch_work_create(struct vm_call *call, void *arg, struct err **err)
{
    struct vm_switch_work *w = arg;
    const struct vm_switch_create *s = &w->spec;
    CLEANUP(made_release) struct made m = { .net = NULL };
    struct vm_subnet used[SUBNETS_MAX], wanted;
    size_t n = 0;
    char chosen[20];
    if (check_name(s->name, err) || survey(call, s->name, NULL, used, &n, err))
        return -1;
    if (s->iov_enabled)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "A virtual switch with single-root I/O "
                       "virtualization is not available on this host.");
    bool is_default = text_caseeq(s->name, DEFAULT_SWITCH) && s->type == VM_SWITCH_INTERNAL;
    struct vm_switch_plan plan = {
        .name = s->name,
        .uuid = s->id        ? s->id
                : is_default ? DEFAULT_SWITCH_ID
                             : NULL,
        .type = s->type,
        .notes = s->notes,
        .nat = s->nat || is_default,
        .bandwidth = s->bandwidth,
    };
    if (s->type == VM_SWITCH_EXTERNAL) {
        if (s->team ? plan_team(call, s, &plan, &m, &w->notice, err)
                    : plan_external(call, s->net_adapter, s->allow_management_os, &plan, &m,
                                    &w->notice, err))
            return -1;
    } else if (s->type == VM_SWITCH_INTERNAL) {
        plan.host_address = s->host_address;
        if (s->host_address && vm_subnet_parse(s->host_address, &wanted, err))
            return -1;
        for (size_t i = 0; s->host_address && i < n; i++)
            if (vm_subnet_overlap(&wanted, &used[i]))
                return err_set(err, ERR_INVALID_PARAMETER,
                               "The network of '%s' is already in use on the host.",
                               s->host_address);
        if (!s->host_address) {
            if (!vm_subnet_choose(used, n, chosen))
                return err_set(err, ERR_OUT_OF_MEMORY,
                               "The host has no free private network for an internal switch.");
            plan.host_address = chosen;
        }
    }
    if (define_and_start(call, &plan, &m, err) || give_result(call, m.net, w, err)) {
        made_undo(&m);
        return -1;
    }
    return 0;
}

static virNetworkPtr lookup(struct vm_call *call, const char *id, struct err **err)
{
    if (vm_core_require(call->core, VM_FEATURE_NETWORKS, err))
        return NULL;
    virNetworkPtr net = virNetworkLookupByUUIDString(call->conn, id);
    if (!net)
        err_set(err, ERR_OBJECT_NOT_FOUND,
                "Hyper-V was unable to find a virtual switch with id \"%s\".", id);
    return net;
}

/* Which domains have an adapter on the network of that name? */
static int collect_users(struct vm_call *call, const char *name, struct vm_switch_work *w,
                         struct err **err)
{
    virDomainPtr *domains = NULL;
    int n = virConnectListAllDomains(call->conn, &domains, 0);
    if (n < 0)
        return vm_err_libvirt(err, "Cannot read the virtual machines");
    w->users = xcalloc((size_t)n + 1, sizeof(*w->users));
    int rc = 0;
    for (int i = 0; i < n; i++) {
        char uuid[VIR_UUID_STRING_BUFLEN] = "";
        bool used = false;
        virDomainPtr d = domains[i];
        bool active = virDomainIsActive(d) == 1;
        for (int live = 0; !rc && live <= (active ? 1 : 0); live++) {
            AUTO_ERR *gone = NULL;
            AUTO_FREE char *text = virDomainGetXMLDesc(d, live ? 0 : VIR_DOMAIN_XML_INACTIVE);
            AUTO_XMLDOC doc = text ? vm_xml_parse(text, "domain", &gone) : NULL;
            xmlNodePtr *found = NULL;
            size_t count = !doc ? 0
                                : vm_xml_find_all(xmlDocGetRootElement(doc),
                                                  "devices/interface/source/@network", &found);
            for (size_t k = 0; k < count; k++)
                if (vm_xml_is(found[k], ".", name)) {
                    used = true;
                    w->used_by_running |= live;
                }
            free(found);
        }
        if (used && virDomainGetUUIDString(d, uuid) == 0)
            w->users[w->user_count++] = xstrdup(uuid);
        virDomainFree(d);
        if (!rc)
            rc = vm_call_check(call, err);
    }
    free(domains);
    return rc;
}

int vm_switch_work_users(struct vm_call *call, void *arg, struct err **err)
{
    struct vm_switch_work *w = arg;
    return collect_users(call, w->new_name, w, err);
}

/* Stored adapters that name the network get another one (to), or, since a domain that names a
 * missing network cannot start, no network at all. Disconnected adapters keep a source too. */
static int retarget_domain(virDomainPtr dom, virConnectPtr conn, const char *from, const char *to,
                           struct err **err)
{
    AUTO_FREE char *text =
        virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE);
    if (!text)
        return vm_err_libvirt(err, "Cannot read a virtual machine");
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", err);
    if (!doc)
        return -1;
    xmlNodePtr *nics = NULL;
    size_t n = vm_xml_find_all(xmlDocGetRootElement(doc), "devices/interface", &nics);
    bool changed = false;
    for (size_t i = 0; i < n; i++) {
        if (!vm_xml_is(nics[i], "source/@network", from))
            continue;
        changed = true;
        if (to) {
            vm_xml_set(nics[i], "source/@network", to);
            continue;
        }
        static const char *const of_network[] = { "source", "virtualport", "vlan", "portgroup" };
        for (size_t k = 0; k < ARRAY_SIZE(of_network); k++)
            vm_xml_remove(vm_xml_child(nics[i], of_network[k]));
        vm_xml_set_attr(nics[i], "type", "user");
        vm_xml_set(nics[i], "link/@state", "down");
    }
    free(nics);
    if (!changed)
        return 0;
    AUTO_FREE char *new = vm_xml_dump(doc);
    AUTO_DOMAIN defined = virDomainDefineXML(conn, new);
    return defined ? 0 : vm_err_libvirt(err, "Cannot change a virtual machine");
}

static int retarget_users(struct vm_call *call, const struct vm_switch_work *w, const char *from,
                          const char *to, struct err **err)
{
    for (size_t i = 0; i < w->user_count; i++) {
        AUTO_DOMAIN dom = virDomainLookupByUUIDString(call->conn, w->users[i]);
        if (dom && virDomainIsPersistent(dom) == 1 &&
            retarget_domain(dom, call->conn, from, to, err))
            return -1;
    }
    return 0;
}

/* Takes the network away; its description stays in *doc for putting it back. */
static int stop_network(virNetworkPtr net, bool *was_active, struct err **err)
{
    *was_active = virNetworkIsActive(net) == 1;
    if (*was_active && virNetworkDestroy(net) < 0)
        return vm_err_libvirt(err, "Cannot stop the virtual switch");
    return 0;
}

static void restore_network(virConnectPtr conn, xmlDocPtr old, bool was_active, bool autostart)
{
    AUTO_FREE char *text = vm_xml_dump(old);
    AUTO_NETWORK net = virNetworkDefineXML(conn, text);
    if (!net)
        return;
    virNetworkSetAutostart(net, autostart);
    if (was_active)
        virNetworkCreate(net);
}

/* Puts new in the place of a stopped network. Its bridge, if hvsh made one, is not touched. */
static int swap_network(struct vm_call *call, virNetworkPtr net, xmlDocPtr old, xmlDocPtr new,
                        virNetworkPtr *result, struct err **err)
{
    bool was_active;
    int autostart = 1;
    virNetworkGetAutostart(net, &autostart);
    if (stop_network(net, &was_active, err))
        return -1;
    AUTO_FREE char *text = vm_xml_dump(new);
    if (virNetworkUndefine(net) < 0)
        vm_err_libvirt(err, "Cannot change the virtual switch");
    else if (!(*result = virNetworkDefineXML(call->conn, text)))
        vm_err_libvirt(err, "Cannot change the virtual switch");
    else if (was_active && virNetworkCreate(*result) < 0)
        vm_err_libvirt(err, "Cannot start the virtual switch");
    if (!*err) {
        virNetworkSetAutostart(*result, autostart);
        return 0;
    }
    if (*result) {
        virNetworkUndefine(*result);
        virNetworkFree(STEAL(*result));
    }
    restore_network(call->conn, old, was_active, autostart != 0);
    return -1;
}

static int set_type(struct vm_call *call, virNetworkPtr net, xmlDocPtr old,
                    const struct vm_switch_info *now, struct vm_switch_work *w, struct err **err)
{
    CLEANUP(made_release) struct made m = { .net = NULL };
    struct vm_subnet used[SUBNETS_MAX];
    size_t n = 0;
    char chosen[20];
    struct vm_switch_plan plan = {
        .name = now->name,
        .uuid = now->id,
        .type = w->has_type      ? w->spec.type
                : w->has_adapter ? VM_SWITCH_EXTERNAL
                                 : now->type,
        .notes = w->has_notes ? w->spec.notes : now->notes,
        .host_address = now->host_address,
        .bandwidth = now->bandwidth,
    };
    if (survey(call, now->name, now->id, used, &n, err) || collect_users(call, now->name, w, err))
        return -1;
    if (w->used_by_running) {
        err_set(err, ERR_INVALID_STATE,
                "The type of the virtual switch '%s' cannot be changed "
                "while running virtual machines are connected to it.",
                now->name);
        return err_advise(err, "Turn them off or disconnect them with "
                               "Disconnect-VMNetworkAdapter.");
    }
    bool old_made = vm_switch_xml_made_bridge(xmlDocGetRootElement(old));
    const char *nic = w->has_adapter ? w->spec.net_adapter : now->net_adapter;
    /* The bridge over the same adapter would be in the way of its successor. */
    bool replace_bridge = old_made && now->bridge && now->net_adapter;
    if (replace_bridge && host_is_here(call) &&
        vm_nic_bridge_remove(now->net_adapter, now->bridge, err))
        return -1;
    AUTO_NETWORK result = NULL;
    int rc = 0;
    if (plan.type == VM_SWITCH_EXTERNAL) {
        bool allow = w->has_allow ? w->spec.allow_management_os
                                  : now->type != VM_SWITCH_EXTERNAL || now->allow_management_os;
        rc = plan_external(call, nic, allow, &plan, &m, &w->notice, err);
    } else if (plan.type == VM_SWITCH_INTERNAL && !plan.host_address) {
        if (vm_subnet_choose(used, n, chosen))
            plan.host_address = chosen;
        else
            rc = err_set(err, ERR_OUT_OF_MEMORY,
                         "The host has no free private network for an internal switch.");
    }
    if (!rc) {
        AUTO_XMLDOC new = vm_switch_xml_make(&plan);
        rc = swap_network(call, net, old, new, &result, err);
    }
    if (!rc)
        return give_result(call, result, w, err);
    made_undo(&m);
    if (replace_bridge && host_is_here(call)) {
        char bridge[16];
        AUTO_ERR *ignored = NULL;
        int again = vm_nic_bridge_make(now->net_adapter, bridge, NULL, &ignored);
        (void)again;
    }
    return -1;
}

static int change_team(struct vm_call *call, virNetworkPtr net, xmlDocPtr doc,
                       const struct vm_switch_info *now, struct vm_switch_work *w, struct err **err)
{
    const char *members = w->spec.team ? w->spec.team : now->team;
    enum vm_switch_balance balance = w->has_balance ? w->balance : now->balance;
    if (!now->team) {
        err_set(err, ERR_INVALID_PARAMETER, "The virtual switch '%s' has no team.", now->name);
        return err_advise(err, "A switch gets one with New-VMSwitch -EnableEmbeddedTeaming $true.");
    }
    if (!host_is_here(call) || geteuid() != 0)
        return err_set(err, ERR_ACCESS_DENIED,
                       "A team can only be changed on the host itself, by root.");
    if (vm_team_set(now->bridge, now->team, members, balance, err))
        return -1;
    vm_switch_xml_set_team(xmlDocGetRootElement(doc), members, balance);
    AUTO_FREE char *text = vm_xml_dump(doc);
    AUTO_NETWORK changed = virNetworkDefineXML(call->conn, text);
    if (changed)
        return give_result(call, net, w, err);
    vm_err_libvirt(err, "Cannot change the virtual switch '%s'", now->name);
    AUTO_ERR *ignored = NULL;
    int rc = vm_team_set(now->bridge, members, now->team, now->balance, &ignored);
    (void)rc;
    return -1;
}

int vm_switch_work_set(struct vm_call *call, void *arg, struct err **err)
{
    struct vm_switch_work *w = arg;
    AUTO_NETWORK net = lookup(call, w->id, err);
    if (!net)
        return -1;
    AUTO_XMLDOC doc = network_xml(net, err);
    if (!doc)
        return -1;
    CLEANUP(vm_switch_info_release) struct vm_switch_info now = { 0 };
    if (read_network(call, net, &now, err))
        return -1;
    if (w->has_allow && !w->spec.allow_management_os && !w->has_type && !w->has_adapter &&
        now.type != VM_SWITCH_EXTERNAL)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "-AllowManagementOS applies to external virtual switches only.");
    bool retype = (w->has_type && w->spec.type != now.type) ||
                  (w->has_adapter &&
                   !(now.net_adapter && strcmp(now.net_adapter, w->spec.net_adapter) == 0)) ||
                  (w->has_allow && now.type == VM_SWITCH_EXTERNAL &&
                   w->spec.allow_management_os != now.allow_management_os);
    if (w->spec.team || w->has_balance)
        return change_team(call, net, doc, &now, w, err);
    if (retype && now.team)
        return err_set(err, ERR_INVALID_STATE,
                       "The virtual switch '%s' has a team: change its members with "
                       "Set-VMSwitchTeam, or remove the switch.",
                       now.name);
    if (retype)
        return set_type(call, net, doc, &now, w, err);
    if (w->has_notes && call->core->driver == VM_DRIVER_TEST) {
        /* It shows a changed description only after a restart of the network. */
        AUTO_XMLDOC new = xmlCopyDoc(doc, 1);
        AUTO_NETWORK result = NULL;
        vm_switch_xml_set_notes(xmlDocGetRootElement(new), w->spec.notes);
        if (swap_network(call, net, doc, new, &result, err))
            return -1;
    } else if (w->has_notes) {
        vm_switch_xml_set_notes(xmlDocGetRootElement(doc), w->spec.notes);
        AUTO_FREE char *text = vm_xml_dump(doc);
        AUTO_NETWORK changed = virNetworkDefineXML(call->conn, text);
        if (!changed)
            return vm_err_libvirt(err, "Cannot change the virtual switch '%s'", now.name);
    }
    return give_result(call, net, w, err);
}

int vm_switch_work_rename(struct vm_call *call, void *arg, struct err **err)
{
    struct vm_switch_work *w = arg;
    struct vm_subnet used[SUBNETS_MAX];
    size_t n = 0;
    AUTO_NETWORK net = lookup(call, w->id, err);
    if (!net || check_name(w->new_name, err) || survey(call, w->new_name, w->id, used, &n, err))
        return -1;
    AUTO_XMLDOC old = network_xml(net, err);
    if (!old)
        return -1;
    AUTO_XMLDOC new = xmlCopyDoc(old, 1);
    AUTO_FREE char *name = vm_xml_text(xmlDocGetRootElement(old), "name");
    vm_xml_set(xmlDocGetRootElement(new), "name", w->new_name);
    AUTO_NETWORK result = NULL;
    if (swap_network(call, net, old, new, &result, err))
        return -1;
    if (retarget_users(call, w, name ? name : "", w->new_name, err) == 0)
        return 0;
    AUTO_NETWORK back = NULL;
    AUTO_ERR *ignored = NULL;
    if (swap_network(call, result, new, old, &back, &ignored) == 0)
        (void)retarget_users(call, w, w->new_name, name ? name : "", &ignored);
    return -1;
}

int vm_switch_work_remove(struct vm_call *call, void *arg, struct err **err)
{
    struct vm_switch_work *w = arg;
    AUTO_NETWORK net = lookup(call, w->id, err);
    if (!net)
        return -1;
    AUTO_XMLDOC doc = network_xml(net, err);
    if (!doc)
        return -1;
    CLEANUP(vm_switch_info_release) struct vm_switch_info now = { 0 };
    if (read_network(call, net, &now, err))
        return -1;
    bool was_active;
    if (retarget_users(call, w, now.name, NULL, err) || stop_network(net, &was_active, err))
        return -1;
    if (now.persistent && virNetworkUndefine(net) < 0) {
        vm_err_libvirt(err, "Cannot remove the virtual switch '%s'", now.name);
        if (was_active)
            virNetworkCreate(net);
        return -1;
    }
    if (!vm_switch_xml_made_bridge(xmlDocGetRootElement(doc)) || !now.bridge || !now.net_adapter ||
        !host_is_here(call))
        return 0;
    AUTO_ERR *stays = NULL;
    if (now.team ? vm_team_remove(now.bridge, now.team, &stays)
                 : vm_nic_bridge_remove(now.net_adapter, now.bridge, &stays))
        w->notice = xasprintf("The virtual switch was removed, but its bridge '%s' stays: %s",
                              now.bridge, stays->message);
    else
        w->notice = xasprintf("The bridge '%s' was removed; its addresses are on '%s' again.",
                              now.bridge, now.net_adapter);
    return 0;
}
