#include "vm/move/vm_migration_work.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <libvirt/virterror.h>
#include <netdb.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/move/vm_move_plan.h"
#include "vm/vm_core.h"
#include "vm/xml.h"

enum { POLL_MS = 300 };

/* ---- the destination's address ---- */
struct addresses {
    char **items;
    size_t len;
};

static void add_take(struct addresses *list, char *address)
{
    list->items = xreallocarray(list->items, list->len + 1, sizeof(*list->items));
    list->items[list->len++] = address;
}

static void add_socket(struct addresses *list, const struct sockaddr *sa, socklen_t length)
{
    char text[NI_MAXHOST];
    if (getnameinfo(sa, length, text, sizeof(text), NULL, 0, NI_NUMERICHOST) == 0)
        add_take(list, xstrndup(text, strcspn(text, "%")));
}

/* Those that its name has. */
static void of_name(struct addresses *list, const char *name)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *found = NULL;
    if (getaddrinfo(name, NULL, &hints, &found) != 0)
        return;
    for (const struct addrinfo *a = found; a; a = a->ai_next)
        add_socket(list, a->ai_addr, a->ai_addrlen);
    freeaddrinfo(found);
}

/* Those of its virtual switches. */
static void of_switches(struct addresses *list, virConnectPtr conn)
{
    virNetworkPtr *nets = NULL;
    int n = virConnectListAllNetworks(conn, &nets, VIR_CONNECT_LIST_NETWORKS_ACTIVE);
    for (int i = 0; i < n; i++) {
        AUTO_ERR *ignored = NULL;
        xmlNodePtr *nodes = NULL;
        char *xml = virNetworkGetXMLDesc(nets[i], 0);
        AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "network", &ignored) : NULL;
        size_t count = doc ? vm_xml_find_all(xmlDocGetRootElement(doc), "ip[@address]", &nodes) : 0;
        for (size_t k = 0; k < count; k++)
            add_take(list, vm_xml_text(nodes[k], "@address"));
        free(nodes);
        free(xml);
        virNetworkFree(nets[i]);
    }
    free(nets);
}

/* Those of this machine. */
static void of_this_machine(struct addresses *list)
{
    struct ifaddrs *all = NULL;
    if (getifaddrs(&all) < 0)
        return;
    for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
        int family = i->ifa_addr ? i->ifa_addr->sa_family : AF_UNSPEC;
        if (family == AF_INET || family == AF_INET6)
            add_socket(list, i->ifa_addr,
                       family == AF_INET ? sizeof(struct sockaddr_in)
                                         : sizeof(struct sockaddr_in6));
    }
    freeifaddrs(all);
}

static char *pick(const struct vm_migration_settings *s, const struct addresses *list)
{
    for (size_t i = 0; i < s->network_count; i++) {
        char *single = NULL;
        if (vm_migration_subnet_single(s->networks[i].subnet, &single))
            return single;
        for (size_t k = 0; k < list->len; k++)
            if (list->items[k] && vm_migration_subnet_has(s->networks[i].subnet, list->items[k]))
                return xstrdup(list->items[k]);
    }
    return NULL;
}

int vm_migration_address(struct vm_call *to, const struct vm_migration_settings *s, char **address,
                         struct err **err)
{
    *address = NULL;
    if (!s->network_count)
        return 0;
    struct addresses list = { 0 };
    AUTO_FREE char *server = vm_move_server_of(to->core);
    AUTO_FREE char *name = virConnectGetHostname(to->conn);
    if (server)
        of_name(&list, server);
    if (name)
        of_name(&list, name);
    of_switches(&list, to->conn);
    if (vm_core_is_local(to->core))
        of_this_machine(&list);
    *address = pick(s, &list);
    for (size_t i = 0; i < list.len; i++)
        free(list.items[i]);
    free(list.items);
    if (*address || s->any_network)
        return 0;
    err_set(err, ERR_OPERATION_FAILED,
            "None of the migration networks of the host '%s' holds one of its known addresses.",
            name ? name : to->core->uri);
    return err_advise(err, "Add the very address with Add-VMMigrationNetwork, or allow others with "
                           "Set-VMHost -UseAnyNetworkForMigration $true.");
}

/* ---- how many at once ---- */

/* Other processes' machines as well: those that leave, and those that come. */
static unsigned moving_on(virConnectPtr conn)
{
    virDomainPtr *doms = NULL;
    unsigned moving = 0;
    int n = virConnectListAllDomains(conn, &doms, VIR_CONNECT_LIST_DOMAINS_ACTIVE);
    for (int i = 0; i < n; i++) {
        virTypedParameterPtr params = NULL;
        int type = 0, count = 0, operation = 0, state = 0, reason = 0;
        if (virDomainGetJobStats(doms[i], &type, &params, &count, 0) == 0)
            virTypedParamsGetInt(params, count, VIR_DOMAIN_JOB_OPERATION, &operation);
        bool comes = virDomainGetState(doms[i], &state, &reason, 0) == 0 &&
                     state == VIR_DOMAIN_PAUSED && reason == VIR_DOMAIN_PAUSED_MIGRATION;
        moving += comes || operation == VIR_DOMAIN_JOB_OPERATION_MIGRATION_OUT ||
                  operation == VIR_DOMAIN_JOB_OPERATION_MIGRATION_IN;
        virTypedParamsFree(params, count);
        virDomainFree(doms[i]);
    }
    free(doms);
    return moving;
}

int vm_migration_enter(struct vm_call *call, unsigned maximum, struct err **err)
{
    struct vm_core *core = call->core;
    if (!maximum)
        return err_set(err, ERR_OPERATION_FAILED,
                       "The host allows no simultaneous migrations: its "
                       "MaximumVirtualMachineMigrations is 0.");
    for (;;) {
        unsigned others = moving_on(call->conn);
        pthread_mutex_lock(&core->lock);
        bool free_place = core->moving < maximum && others < maximum;
        core->moving += free_place;
        pthread_mutex_unlock(&core->lock);
        if (free_place)
            return 0;
        if (vm_call_sleep(call, POLL_MS, err) < 0)
            return -1;
    }
}

void vm_migration_leave(struct vm_call *call)
{
    pthread_mutex_lock(&call->core->lock);
    call->core->moving--;
    pthread_mutex_unlock(&call->core->lock);
}
