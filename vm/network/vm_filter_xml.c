/* The description of an adapter's network filter.
 *
 * libvirt sorts the rules of a filter by priority, lowest first, and the first one that matches
 * decides. Rules about frames (mac, ip, ipv6) are ebtables', which see all that passes the
 * adapter; rules about sessions (tcp, udp, …) are iptables', which the bridge asks afterwards. */
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/vm_build.h"
#include "vm/xml.h"

/* Below all of libvirt's own chains (arp is -500), guards first. */
enum { GUARDS = -490, EXTENDED = -480, PLAIN = 0 };
enum { MAC_BITS = 48 };

/* A rule about one kind of packets; returns its element, which takes the matches. */
static xmlNodePtr add_rule(xmlNodePtr filter, bool allow, enum vm_acl_direction direction,
                           int priority, const char *element)
{
    xmlNodePtr rule = vm_xml_add(filter, "rule", NULL);
    vm_xml_set_attr(rule, "action", allow ? "accept" : "drop");
    vm_xml_set_attr(rule, "direction", direction == VM_ACL_INBOUND ? "in" : "out");
    vm_xml_set_attrf(rule, "priority", "%d", priority);
    return vm_xml_add(rule, element, NULL);
}

/* "src" or "dst": what the machine's or the other side's address is in a packet. */
static const char *side(enum vm_acl_direction direction, bool remote)
{
    return (direction == VM_ACL_INBOUND) == remote ? "src" : "dst";
}

static void match_ip(xmlNodePtr node, const char *which, enum vm_acl_kind kind, const char *address)
{
    char ip[VM_ACL_ADDRESS_SIZE], name[16];
    int prefix;
    vm_acl_split(address, kind, ip, &prefix);
    if (prefix == 0)
        return;
    snprintf(name, sizeof(name), "%sipaddr", which);
    vm_xml_set_attr(node, name, ip);
    snprintf(name, sizeof(name), "%sipmask", which);
    vm_xml_set_attrf(node, name, "%d", prefix);
}

/* ---- plain lists ---- */
static int specificity(const struct vm_acl *acl)
{
    char ip[VM_ACL_ADDRESS_SIZE];
    int prefix;
    if (acl->kind == VM_ACL_MAC)
        return strcmp(acl->address, VM_ACL_ANY) == 0 ? 0 : MAC_BITS;
    vm_acl_split(acl->address, acl->kind, ip, &prefix);
    return prefix;
}

/* MAC addresses come first; then the longest prefix; of equals what denies. */
static int by_precedence(const void *a, const void *b)
{
    const struct vm_acl *x = *(const struct vm_acl *const *)a;
    const struct vm_acl *y = *(const struct vm_acl *const *)b;
    bool x_mac = x->kind == VM_ACL_MAC, y_mac = y->kind == VM_ACL_MAC;
    if (x_mac != y_mac)
        return x_mac ? -1 : 1;
    int by_length = specificity(y) - specificity(x);
    if (by_length)
        return by_length;
    if (x->action != y->action)
        return x->action == VM_ACL_DENY ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void add_plain(xmlNodePtr filter, const struct vm_acl *acl, int priority)
{
    static const char *const elements[] = { "ip", "ipv6", "mac" };
    xmlNodePtr node = add_rule(filter, acl->action == VM_ACL_ALLOW, acl->direction, priority,
                               elements[acl->kind]);
    const char *which = side(acl->direction, acl->remote);
    if (acl->kind != VM_ACL_MAC) {
        match_ip(node, which, acl->kind, acl->address);
        return;
    }
    char text[18], name[16];
    if (strcmp(acl->address, VM_ACL_ANY) == 0)
        return;
    vm_build_mac_text(acl->address, text);
    snprintf(name, sizeof(name), "%smacaddr", which);
    vm_xml_set_attr(node, name, text);
}

/* ---- extended lists ---- */
static int by_weight(const void *a, const void *b)
{
    const struct vm_extended_acl *x = *(const struct vm_extended_acl *const *)a;
    const struct vm_extended_acl *y = *(const struct vm_extended_acl *const *)b;
    return y->weight != x->weight ? (y->weight > x->weight ? 1 : -1) : (x < y ? -1 : x > y);
}

/* iptables' name of a protocol in libvirt, both IP versions. */
static const char *session_element(int protocol, bool six)
{
    static const struct {
        int protocol;
        const char *four, *six;
    } elements[] = {
        { 6, "tcp", "tcp-ipv6" },
        { 17, "udp", "udp-ipv6" },
        { 1, "icmp", NULL },
        { 58, NULL, "icmpv6" },
        { 132, "sctp", "sctp-ipv6" },
        { 2, "igmp", NULL },
        { 50, "esp", "esp-ipv6" },
        { 51, "ah", "ah-ipv6" },
        { 136, "udplite", "udplite-ipv6" },
        { VM_ACL_PROTOCOL_ANY, "all", "all-ipv6" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(elements); i++)
        if (elements[i].protocol == protocol)
            return six ? elements[i].six : elements[i].four;
    return NULL;
}

static void match_ports(xmlNodePtr node, const char *which, const char *ports)
{
    int first, last;
    char name[16];
    if (!vm_acl_ports_range(ports, &first, &last))
        return;
    snprintf(name, sizeof(name), "%sportstart", which);
    vm_xml_set_attrf(node, name, "%d", first);
    snprintf(name, sizeof(name), "%sportend", which);
    vm_xml_set_attrf(node, name, "%d", last);
}

static void add_extended(xmlNodePtr filter, const struct vm_extended_acl *acl,
                         enum vm_acl_kind kind, bool sessions, int priority)
{
    bool six = kind == VM_ACL_IPV6;
    bool allow = acl->action == VM_ACL_ALLOW;
    const char *session = session_element(acl->protocol, six);
    sessions = sessions && session; /* what iptables cannot tell is left to ebtables */
    xmlNodePtr node = add_rule(filter, allow, acl->direction, priority,
                               sessions ? session
                               : six    ? "ipv6"
                                        : "ip");
    /* Without a state the rule would also hold for the other direction, as its answers. */
    if (sessions && !(acl->stateful && allow))
        vm_xml_set_attr(node, "state", "NONE");
    if (!sessions && acl->protocol != VM_ACL_PROTOCOL_ANY)
        vm_xml_set_attrf(node, "protocol", "%d", acl->protocol);
    const char *local = side(acl->direction, false), *remote = side(acl->direction, true);
    if (strcmp(acl->local, VM_ACL_ANY) != 0)
        match_ip(node, local, kind, acl->local);
    if (strcmp(acl->remote, VM_ACL_ANY) != 0)
        match_ip(node, remote, kind, acl->remote);
    match_ports(node, local, acl->local_ports);
    match_ports(node, remote, acl->remote_ports);
}

bool vm_filter_is_stateful(const struct vm_extended_acl *acls, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (acls[i].stateful && acls[i].action == VM_ACL_ALLOW)
            return true;
    return false;
}

/* ---- guards ---- */
static void add_guard(xmlNodePtr filter, const char *element, const char *protocol,
                      const char *name, const char *value)
{
    xmlNodePtr node = add_rule(filter, false, VM_ACL_OUTBOUND, GUARDS, element);
    if (protocol)
        vm_xml_set_attr(node, "protocol", protocol);
    vm_xml_set_attr(node, name, value);
}

xmlDocPtr vm_filter_xml(const struct vm_filter_plan *plan)
{
    xmlDocPtr doc = vm_xml_new("filter");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set_attr(root, "name", plan->name);
    vm_xml_set_attr(root, "chain", "root");
    if (plan->uuid)
        vm_xml_add(root, "uuid", plan->uuid);
    if (plan->base)
        vm_xml_set_attr(vm_xml_add(root, "filterref", NULL), "filter", plan->base);
    if (plan->dhcp_guard) { /* answers of a DHCP server */
        add_guard(root, "ip", "udp", "srcportstart", "67");
        add_guard(root, "ipv6", "udp", "srcportstart", "547");
    }
    if (plan->router_guard) { /* router advertisements and redirects, of both versions */
        add_guard(root, "ipv6", "icmpv6", "type", "134");
        add_guard(root, "ipv6", "icmpv6", "type", "137");
        add_guard(root, "icmp", NULL, "type", "9");
        add_guard(root, "icmp", NULL, "type", "5");
    }
    bool sessions = vm_filter_is_stateful(plan->extended, plan->extended_count);
    const struct vm_extended_acl **extended = xcalloc(plan->extended_count + 1, sizeof(*extended));
    for (size_t i = 0; i < plan->extended_count; i++)
        extended[i] = &plan->extended[i];
    qsort(extended, plan->extended_count, sizeof(*extended), by_weight);
    for (size_t i = 0; i < plan->extended_count; i++)
        for (enum vm_acl_kind kind = VM_ACL_IPV4; kind <= VM_ACL_IPV6; kind++)
            if (vm_extended_acl_has(extended[i], kind))
                add_extended(root, extended[i], kind, sessions, EXTENDED + (int)i);
    free(extended);
    const struct vm_acl **plain = xcalloc(plan->acl_count + 1, sizeof(*plain));
    for (size_t i = 0; i < plan->acl_count; i++)
        plain[i] = &plan->acls[i];
    qsort(plain, plan->acl_count, sizeof(*plain), by_precedence);
    for (size_t i = 0; i < plan->acl_count; i++)
        add_plain(root, plain[i], PLAIN + (int)i);
    free(plain);
    return doc;
}
