#include "vm/move/vm_migration.h"

#include <arpa/inet.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/move/vm_migration_work.h"
#include "vm/network/vm_acl.h"
#include "vm/pool/vm_host_store.h"

#define STORE "migration"
enum { DEFAULT_MAXIMUM = 2 };

static const char *const performance_names[] = { "TCPIP", "Compression" };

void vm_migration_settings_release(struct vm_migration_settings *s)
{
    for (size_t i = 0; i < s->network_count; i++)
        free(s->networks[i].subnet);
    free(s->networks);
    *s = (struct vm_migration_settings){ 0 };
}

/* ---- subnets ---- */
int vm_migration_subnet(const char *text, char **subnet, struct err **err)
{
    enum vm_acl_kind kind;
    char usual[VM_ACL_ADDRESS_SIZE], ip[VM_ACL_ADDRESS_SIZE];
    int prefix;
    AUTO_ERR *why = NULL;
    if (vm_acl_parse_ip(text, &kind, usual, &why) < 0) {
        err_set(err, ERR_INVALID_PARAMETER, "'%s' is not a subnet.", text);
        return err_advise(err, "Write an IPv4 or IPv6 address, with the length of its prefix for a "
                               "whole subnet: 192.168.10.0/24.");
    }
    vm_acl_split(usual, kind, ip, &prefix);
    *subnet = xasprintf("%s/%d", ip, prefix);
    return 0;
}

static bool split(const char *subnet, int *family, unsigned char bytes[16], int *prefix)
{
    const char *slash = strchr(subnet, '/');
    AUTO_FREE char *ip = slash ? xstrndup(subnet, (size_t)(slash - subnet)) : xstrdup(subnet);
    *family = strchr(ip, ':') ? AF_INET6 : AF_INET;
    int full = *family == AF_INET6 ? 128 : 32;
    *prefix = slash ? (int)strtol(slash + 1, NULL, 10) : full;
    return *prefix >= 0 && *prefix <= full && inet_pton(*family, ip, bytes) == 1;
}

bool vm_migration_subnet_has(const char *subnet, const char *address)
{
    unsigned char net[16], host[16];
    int family, other, prefix, full;
    if (!split(subnet, &family, net, &prefix) || !split(address, &other, host, &full) ||
        family != other)
        return false;
    for (int bit = 0; bit < prefix; bit++)
        if ((net[bit / 8] ^ host[bit / 8]) & (0x80 >> bit % 8))
            return false;
    return true;
}

bool vm_migration_subnet_single(const char *subnet, char **address)
{
    unsigned char bytes[16];
    int family, prefix;
    if (!split(subnet, &family, bytes, &prefix) || prefix != (family == AF_INET6 ? 128 : 32))
        return false;
    *address = xstrndup(subnet, strcspn(subnet, "/"));
    return true;
}

/* ---- the document ---- */
static int network_cmp(const void *a, const void *b)
{
    const struct vm_migration_network *x = a, *y = b;
    return x->priority != y->priority ? (x->priority < y->priority ? -1 : 1)
                                      : strcmp(x->subnet, y->subnet);
}

static void read_settings(xmlNodePtr root, struct vm_migration_settings *s)
{
    xmlNodePtr *nodes;
    int64_t maximum = vm_xml_number(root, "@maximum", DEFAULT_MAXIMUM);
    *s = (struct vm_migration_settings){
        .enabled = vm_xml_bool(root, "@enabled", false),
        .maximum = maximum >= 0 && maximum <= UINT32_MAX ? (unsigned)maximum : DEFAULT_MAXIMUM,
        .any_network = vm_xml_bool(root, "@anyNetwork", false),
        .performance = vm_xml_is(root, "@performance", performance_names[VM_MIGRATION_COMPRESSION])
                           ? VM_MIGRATION_COMPRESSION
                           : VM_MIGRATION_TCPIP,
    };
    size_t n = vm_xml_find_all(root, "network[@subnet]", &nodes);
    s->networks = xcalloc(n + 1, sizeof(*s->networks));
    for (size_t i = 0; i < n; i++) {
        int64_t priority = vm_xml_number(nodes[i], "@priority", 0);
        s->networks[s->network_count++] = (struct vm_migration_network){
            .subnet = vm_xml_text(nodes[i], "@subnet"),
            .priority = priority >= 0 && priority <= UINT32_MAX ? (unsigned)priority : 0
        };
    }
    free(nodes);
    if (n)
        qsort(s->networks, n, sizeof(*s->networks), network_cmp);
}

int vm_migration_load(struct vm_call *call, struct vm_migration_settings *settings,
                      struct err **err)
{
    AUTO_XMLDOC doc = vm_host_store_read(call, STORE, err);
    if (!doc)
        return -1;
    read_settings(xmlDocGetRootElement(doc), settings);
    return 0;
}

/* ---- work ---- */
enum network_action { NETWORK_NONE, NETWORK_ADD, NETWORK_SET, NETWORK_REMOVE };

struct work {
    struct vm_migration_change change;
    enum network_action action;
    char *subnet, *new_subnet;
    struct vm_opt priority;
    struct vm_migration_settings settings; /* result */
};

static void work_release(void *opaque)
{
    struct work *w = opaque;
    if (!w)
        return;
    free(w->subnet);
    free(w->new_subnet);
    vm_migration_settings_release(&w->settings);
    free(w);
}

static int read_work(struct vm_call *call, void *opaque, struct err **err)
{
    return vm_migration_load(call, &((struct work *)opaque)->settings, err);
}

int vm_migration_read(struct vm_host *host, struct vm_migration_settings *settings,
                      struct err **err)
{
    struct work *w = xcalloc(1, sizeof(*w));
    void *p = w;
    int rc =
        vm_call_run(host, "Reading the host", VM_CALL_READ, 0, read_work, &p, work_release, err);
    *settings = (struct vm_migration_settings){ 0 };
    if (rc == 0) {
        *settings = w->settings;
        w->settings = (struct vm_migration_settings){ 0 };
    }
    work_release(p);
    return rc;
}

static xmlNodePtr find_network(xmlNodePtr root, const char *subnet)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(root, "network", &nodes);
    for (size_t i = 0; i < n; i++)
        if (vm_xml_is(nodes[i], "@subnet", subnet))
            found = nodes[i];
    free(nodes);
    return found;
}

static int must_be_new(xmlNodePtr root, const char *subnet, struct err **err)
{
    return find_network(root, subnet)
               ? err_set(err, ERR_OBJECT_EXISTS, "The migration network '%s' is there already.",
                         subnet)
               : 0;
}

static int change_networks(const struct work *w, xmlNodePtr root, struct err **err)
{
    if (w->action == NETWORK_NONE)
        return 0;
    if (w->action == NETWORK_ADD) {
        if (must_be_new(root, w->subnet, err) < 0)
            return -1;
        xmlNodePtr node = vm_xml_add(root, "network", NULL);
        vm_xml_set_attr(node, "subnet", w->subnet);
        vm_xml_set_attrf(node, "priority", "%llu", (unsigned long long)w->priority.value);
        return 0;
    }
    xmlNodePtr node = find_network(root, w->subnet);
    if (!node)
        return err_set(err, ERR_OBJECT_NOT_FOUND,
                       "Hyper-V was unable to find a migration network with subnet \"%s\".",
                       w->subnet);
    if (w->action == NETWORK_REMOVE) {
        vm_xml_remove(node);
        return 0;
    }
    if (w->new_subnet && strcmp(w->new_subnet, w->subnet) != 0) {
        if (must_be_new(root, w->new_subnet, err) < 0)
            return -1;
        vm_xml_set_attr(node, "subnet", w->new_subnet);
    }
    if (w->priority.set)
        vm_xml_set_attrf(node, "priority", "%llu", (unsigned long long)w->priority.value);
    return 0;
}

static void change_settings(const struct vm_migration_change *c, xmlNodePtr root)
{
    if (c->enabled.set)
        vm_xml_set_attr(root, "enabled", c->enabled.value ? "yes" : NULL);
    if (c->maximum.set)
        vm_xml_set_attrf(root, "maximum", "%llu", (unsigned long long)c->maximum.value);
    if (c->any_network.set)
        vm_xml_set_attr(root, "anyNetwork", c->any_network.value ? "yes" : NULL);
    if (c->performance.set)
        vm_xml_set_attr(root, "performance", performance_names[c->performance.value]);
}

static int change_work(struct vm_call *call, void *opaque, struct err **err)
{
    const struct work *w = opaque;
    AUTO_HOST_STORE store = { 0 };
    if (vm_host_store_begin(call, STORE, &store, err) < 0 ||
        change_networks(w, store.root, err) < 0)
        return -1;
    change_settings(&w->change, store.root);
    return vm_host_store_commit(&store, err);
}

static int change(struct vm_host *host, const struct work *w, struct err **err)
{
    struct work *copy = xcalloc(1, sizeof(*copy));
    *copy = *w;
    copy->subnet = xstrdup(w->subnet);
    copy->new_subnet = xstrdup(w->new_subnet);
    void *p = copy;
    int rc = vm_call_run(host, "Changing the host", VM_CALL_CHANGE, 60000, change_work, &p,
                         work_release, err);
    work_release(p);
    return rc;
}

int vm_migration_set(struct vm_host *host, const struct vm_migration_change *c, struct err **err)
{
    if (c->performance.set && c->performance.value >= (int64_t)ARRAY_SIZE(performance_names))
        return err_set(err, ERR_NOT_SUPPORTED,
                       "Virtual machines are not moved over SMB here: TCPIP and Compression are.");
    return change(host, &(struct work){ .change = *c }, err);
}

/* change() copies what it is given. */
static struct work network_work(enum network_action action, const char *subnet,
                                const char *new_subnet, struct vm_opt priority)
{
    return (struct work){ .action = action,
                          .subnet = (char *)(uintptr_t)subnet,
                          .new_subnet = (char *)(uintptr_t)new_subnet,
                          .priority = priority };
}

int vm_migration_network_add(struct vm_host *host, const char *subnet, unsigned priority,
                             struct err **err)
{
    struct work w = network_work(NETWORK_ADD, subnet, NULL, VM_OPT(priority));
    return change(host, &w, err);
}

int vm_migration_network_set(struct vm_host *host, const char *subnet, const char *new_subnet,
                             struct vm_opt priority, struct err **err)
{
    struct work w = network_work(NETWORK_SET, subnet, new_subnet, priority);
    return change(host, &w, err);
}

int vm_migration_network_remove(struct vm_host *host, const char *subnet, struct err **err)
{
    struct work w = network_work(NETWORK_REMOVE, subnet, NULL, (struct vm_opt){ 0 });
    return change(host, &w, err);
}
