#include "vm/network/vm_switch_xml.h"

#include <arpa/inet.h>
#include <string.h>

#include "shell/base/alloc.h"

enum { SUBNETS_FIRST = 100, SUBNETS_LAST = 254 };

static uint32_t mask_of(unsigned prefix)
{
    return prefix ? ~0u << (32 - prefix) : 0;
}

static bool address_parse(const char *text, uint32_t *address)
{
    struct in_addr in;
    if (inet_pton(AF_INET, text, &in) != 1)
        return false;
    *address = ntohl(in.s_addr);
    return true;
}

static void address_format(uint32_t address, char text[INET_ADDRSTRLEN])
{
    struct in_addr in = { htonl(address) };
    inet_ntop(AF_INET, &in, text, INET_ADDRSTRLEN);
}

int vm_subnet_parse(const char *text, struct vm_subnet *net, struct err **err)
{
    AUTO_FREE char *copy = xstrdup(text);
    char *slash = strchr(copy, '/');
    char *end = NULL;
    unsigned long prefix = 0;
    if (slash) {
        *slash = '\0';
        prefix = strtoul(slash + 1, &end, 10);
    }
    if (!slash || !slash[1] || *end || prefix < 8 || prefix > 29 ||
        !address_parse(copy, &net->address))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is not an IPv4 address with a prefix "
                       "length from 8 to 29, such as 192.168.100.1/24.",
                       text);
    net->prefix = (unsigned)prefix;
    uint32_t host = net->address & ~mask_of(net->prefix);
    if (host == 0 || host == ~mask_of(net->prefix))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is the address of a whole network, not of a host in it.", text);
    return 0;
}

bool vm_subnet_overlap(const struct vm_subnet *a, const struct vm_subnet *b)
{
    uint32_t mask = mask_of(a->prefix < b->prefix ? a->prefix : b->prefix);
    return (a->address & mask) == (b->address & mask);
}

bool vm_subnet_choose(const struct vm_subnet *used, size_t n, char text[20])
{
    for (uint32_t third = SUBNETS_FIRST; third <= SUBNETS_LAST; third++) {
        struct vm_subnet net = { 192u << 24 | 168u << 16 | third << 8 | 1, 24 };
        size_t i = 0;
        while (i < n && !vm_subnet_overlap(&net, &used[i]))
            i++;
        if (i == n) {
            snprintf(text, 20, "192.168.%u.1/24", third);
            return true;
        }
    }
    return false;
}

static bool ip_of(xmlNodePtr ip, struct vm_subnet *net)
{
    AUTO_FREE char *family = vm_xml_text(ip, "@family");
    AUTO_FREE char *address = vm_xml_text(ip, "@address");
    AUTO_FREE char *netmask = vm_xml_text(ip, "@netmask");
    if ((family && strcmp(family, "ipv4") != 0) || !address ||
        !address_parse(address, &net->address))
        return false;
    int64_t prefix = vm_xml_number(ip, "@prefix", -1);
    uint32_t mask;
    if (prefix < 0 && netmask && address_parse(netmask, &mask))
        prefix = __builtin_popcount(mask);
    if (prefix < 0) /* libvirt then goes by the address class */
        prefix = net->address >> 31 == 0 ? 8 : net->address >> 30 == 2 ? 16 : 24;
    net->prefix = prefix > 32 ? 32 : (unsigned)prefix;
    return true;
}

size_t vm_switch_xml_subnets(xmlNodePtr network, struct vm_subnet *used, size_t n, size_t max)
{
    for (xmlNodePtr c = network->children; c && n < max; c = c->next)
        if (c->type == XML_ELEMENT_NODE && strcmp((const char *)c->name, "ip") == 0 &&
            ip_of(c, &used[n]))
            n++;
    return n;
}

static void add_ip(xmlNodePtr root, const struct vm_switch_plan *plan)
{
    struct vm_subnet net = { 0, 0 };
    AUTO_ERR *checked = NULL;
    if (vm_subnet_parse(plan->host_address, &net, &checked))
        return;
    char text[INET_ADDRSTRLEN];
    xmlNodePtr ip = vm_xml_add(root, "ip", NULL);
    address_format(net.address, text);
    vm_xml_set_attr(ip, "address", text);
    vm_xml_set_attrf(ip, "prefix", "%u", net.prefix);
    if (!plan->nat)
        return;
    /* DHCP takes the longer side of the host's address. */
    uint32_t first = (net.address & mask_of(net.prefix)) + 1;
    uint32_t last = (net.address | ~mask_of(net.prefix)) - 1;
    if (net.address - first > last - net.address)
        last = net.address - 1;
    else
        first = net.address + 1;
    xmlNodePtr range = vm_xml_add(vm_xml_add(ip, "dhcp", NULL), "range", NULL);
    address_format(first, text);
    vm_xml_set_attr(range, "start", text);
    address_format(last, text);
    vm_xml_set_attr(range, "end", text);
}

xmlDocPtr vm_switch_xml_make(const struct vm_switch_plan *plan)
{
    static const char *const bandwidths[] = { "default", "weight", "absolute", "none" };
    xmlDocPtr doc = vm_xml_new("network");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_add(root, "name", plan->name);
    if (plan->uuid)
        vm_xml_add(root, "uuid", plan->uuid);
    xmlNodePtr meta = vm_xml_ensure(vm_xml_ensure(root, "metadata"), "hv:switch");
    if (plan->net_adapter)
        vm_xml_set_attr(meta, "adapter", plan->net_adapter);
    if (plan->team)
        vm_switch_xml_set_team(root, plan->team, VM_SWITCH_BALANCE_DYNAMIC);
    if (plan->made_bridge)
        vm_xml_set_attr(meta, "bridge", "made");
    if (plan->bandwidth != VM_SWITCH_BANDWIDTH_DEFAULT)
        vm_xml_set_attr(meta, "bandwidth", bandwidths[plan->bandwidth]);
    vm_switch_xml_set_notes(root, plan->notes);
    if (plan->type == VM_SWITCH_EXTERNAL) {
        vm_xml_set(root, "forward/@mode", "bridge");
        if (plan->bridge)
            vm_xml_set(root, "bridge/@name", plan->bridge);
        else
            vm_xml_set(root, "forward/interface/@dev", plan->net_adapter);
        if (plan->ovs)
            vm_xml_set(root, "virtualport/@type", "openvswitch");
        return doc;
    }
    if (plan->type == VM_SWITCH_INTERNAL && plan->nat)
        vm_xml_set(root, "forward/@mode", "nat");
    vm_xml_set(root, "bridge/@stp", "off");
    vm_xml_set(root, "bridge/@delay", "0");
    if (plan->type == VM_SWITCH_INTERNAL) {
        if (!plan->nat)
            vm_xml_set(root, "dns/@enable", "no");
        add_ip(root, plan);
    }
    return doc;
}

static enum vm_switch_bandwidth read_bandwidth(xmlNodePtr network)
{
    const char *path = "metadata/hv:switch/@bandwidth";
    if (vm_xml_is(network, path, "weight"))
        return VM_SWITCH_BANDWIDTH_WEIGHT;
    if (vm_xml_is(network, path, "none"))
        return VM_SWITCH_BANDWIDTH_NONE;
    return VM_SWITCH_BANDWIDTH_ABSOLUTE;
}

void vm_switch_xml_read(xmlNodePtr network, struct vm_switch_info *info)
{
    *info = (struct vm_switch_info){ .name = vm_xml_text(network, "name") };
    if (!info->name)
        info->name = xstrdup("");
    AUTO_FREE char *uuid = vm_xml_text(network, "uuid");
    if (uuid && strlen(uuid) == 36)
        memcpy(info->id, uuid, 37);
    info->own = vm_xml_find(network, "metadata/hv:switch") != NULL;
    info->notes = vm_xml_text(network, "metadata/hv:switch/hv:notes");
    info->bandwidth = read_bandwidth(network);
    info->bridge = vm_xml_text(network, "bridge/@name");
    info->forward_mode = vm_xml_text(network, "forward/@mode");
    if (!info->forward_mode && vm_xml_find(network, "forward"))
        info->forward_mode = xstrdup("nat");
    info->dhcp = vm_xml_find(network, "ip/dhcp") != NULL;
    struct vm_subnet net = { 0, 0 };
    if (vm_switch_xml_subnets(network, &net, 0, 1) == 1) {
        char text[INET_ADDRSTRLEN];
        address_format(net.address, text);
        info->host_address = xasprintf("%s/%u", text, net.prefix);
    }
    const char *mode = info->forward_mode;
    if (!mode) {
        info->type = vm_xml_find(network, "ip") ? VM_SWITCH_INTERNAL : VM_SWITCH_PRIVATE;
        info->allow_management_os = info->type == VM_SWITCH_INTERNAL;
        return;
    }
    info->nat = strcmp(mode, "nat") == 0;
    if (info->nat || strcmp(mode, "route") == 0 || strcmp(mode, "open") == 0) {
        info->type = VM_SWITCH_INTERNAL;
        info->allow_management_os = true;
        return;
    }
    info->type = VM_SWITCH_EXTERNAL;
    info->allow_management_os = info->bridge != NULL;
    info->iov_enabled = strcmp(mode, "hostdev") == 0;
    info->net_adapter = vm_xml_text(network, "metadata/hv:switch/@adapter");
    info->team = vm_xml_text(network, "metadata/hv:switch/@team");
    info->balance = vm_xml_is(network, "metadata/hv:switch/@balance", "port")
                        ? VM_SWITCH_BALANCE_PORT
                        : VM_SWITCH_BALANCE_DYNAMIC;
    if (!info->net_adapter)
        info->net_adapter = vm_xml_text(network, "forward/interface/@dev");
    if (!info->net_adapter)
        info->net_adapter = vm_xml_text(network, "forward/@dev");
}

bool vm_switch_xml_made_bridge(xmlNodePtr network)
{
    return vm_xml_is(network, "metadata/hv:switch/@bridge", "made");
}

void vm_switch_xml_set_notes(xmlNodePtr network, const char *notes)
{
    if (notes && *notes)
        vm_xml_set(network, "metadata/hv:switch/hv:notes", notes);
    else
        vm_xml_set(network, "metadata/hv:switch/hv:notes", NULL);
}

void vm_switch_xml_set_team(xmlNodePtr network, const char *team, enum vm_switch_balance balance)
{
    vm_xml_set(network, "metadata/hv:switch/@team", team);
    vm_xml_set(network, "metadata/hv:switch/@balance",
               balance == VM_SWITCH_BALANCE_PORT ? "port" : NULL);
}
