#include "vm/vm_switch_nic.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "shell/base/vec.h"

enum { IP_TIMEOUT_MS = 15000 };
/* linux/wireless.h cannot be included beside net/if.h. */
#define WIRELESS_NAME 0x8B01 /* SIOCGIWNAME */

static int ip_run(struct strbuf *out, struct err **err, const char *const *args)
{
    const char *argv[40] = { "ip" };
    for (size_t i = 1; i < ARRAY_SIZE(argv) - 1 && args[i - 1]; i++)
        argv[i] = args[i - 1];
    struct spawn sp = { .argv = argv, .timeout_ms = IP_TIMEOUT_MS };
    return spawn_run(&sp, out, NULL, err);
}
#define IP(err, ...) ip_run(NULL, err, (const char *const[]){ __VA_ARGS__, NULL })

static void names_of_all(struct strbuf *sb)
{
    struct if_nameindex *all = if_nameindex();
    for (struct if_nameindex *i = all; i && i->if_index; i++)
        if (strcmp(i->if_name, "lo") != 0)
            strbuf_addf(sb, "%s%s", sb->len ? ", " : "", i->if_name);
    if (all)
        if_freenameindex(all);
}

static void set_name(char to[IFNAMSIZ], const char *name)
{
    memset(to, 0, IFNAMSIZ);
    memcpy(to, name, strnlen(name, IFNAMSIZ - 1));
}

/* The driver's name; false when it gives none. */
static bool driver_of(const char *name, char driver[33])
{
    AUTO_FD int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct ethtool_drvinfo info = { .cmd = ETHTOOL_GDRVINFO };
    struct ifreq req = { .ifr_data = (char *)&info };
    set_name(req.ifr_name, name);
    if (fd < 0 || ioctl(fd, SIOCETHTOOL, &req))
        return false;
    memcpy(driver, info.driver, 32);
    driver[32] = '\0';
    return *driver != '\0';
}

/* In userspace Open vSwitch's bridges are plain taps: it has to be asked. */
static bool is_ovs_tap(const char *name)
{
    const char *argv[] = { "ovs-vsctl", "--timeout=5", "br-exists", name, NULL };
    struct spawn sp = { .argv = argv, .timeout_ms = IP_TIMEOUT_MS };
    AUTO_ERR *other = NULL;
    return spawn_run(&sp, NULL, NULL, &other) == 0;
}

int vm_nic_inspect(const char *name, enum vm_nic_kind *kind, struct err **err)
{
    if (!*name || strlen(name) >= IFNAMSIZ || if_nametoindex(name) == 0) {
        AUTO_STRBUF names = STRBUF_INIT;
        names_of_all(&names);
        err_set(err, ERR_OBJECT_NOT_FOUND, "The host has no network adapter '%s'.", name);
        return names.len ? err_advise(err, "Adapters of this host: %s.", names.buf) : -1;
    }
    AUTO_FD int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return err_set_errno(err, errno, "Cannot examine the network adapter '%s'", name);
    struct ifreq flags = { .ifr_flags = 0 };
    set_name(flags.ifr_name, name);
    struct ifreq wireless = { .ifr_flags = 0 };
    set_name(wireless.ifr_name, name);
    char driver[33] = "";
    driver_of(name, driver);
    if (ioctl(fd, SIOCGIFFLAGS, &flags) == 0 && (flags.ifr_flags & IFF_LOOPBACK))
        *kind = VM_NIC_LOOPBACK;
    else if (ioctl(fd, WIRELESS_NAME, &wireless) == 0)
        *kind = VM_NIC_WIRELESS;
    else if (strcmp(driver, "bridge") == 0)
        *kind = VM_NIC_BRIDGE;
    else if (strcmp(driver, "openvswitch") == 0 || (strcmp(driver, "tun") == 0 && is_ovs_tap(name)))
        *kind = VM_NIC_OVS;
    else
        *kind = VM_NIC_PHYSICAL;
    return 0;
}

char *vm_nic_description(const char *name)
{
    char driver[33];
    return driver_of(name, driver) ? xasprintf("%s (%s)", driver, name) : xstrdup(name);
}

size_t vm_nic_subnets(struct vm_subnet *used, size_t max)
{
    struct ifaddrs *all = NULL;
    size_t n = 0;
    if (getifaddrs(&all))
        return 0;
    for (struct ifaddrs *a = all; a && n < max; a = a->ifa_next) {
        if (!a->ifa_addr || !a->ifa_netmask || a->ifa_addr->sa_family != AF_INET)
            continue;
        struct sockaddr_in in, mask;
        memcpy(&in, a->ifa_addr, sizeof(in));
        memcpy(&mask, a->ifa_netmask, sizeof(mask));
        used[n].address = ntohl(in.sin_addr.s_addr);
        used[n++].prefix = (unsigned)__builtin_popcount(mask.sin_addr.s_addr);
    }
    freeifaddrs(all);
    return n;
}

/* What must move with the IP stack of an interface: each line the arguments of one "ip" call,
 * without the device. */
struct ip_state {
    VEC(char *) addresses;
    VEC(char *) routes;
};

static void ip_state_release(struct ip_state *s)
{
    for (size_t i = 0; i < s->addresses.len; i++)
        free(s->addresses.items[i]);
    for (size_t i = 0; i < s->routes.len; i++)
        free(s->routes.items[i]);
    vec_release(&s->addresses);
    vec_release(&s->routes);
}

static int save_addresses(const char *dev, struct ip_state *s, struct err **err)
{
    struct ifaddrs *all = NULL;
    if (getifaddrs(&all))
        return err_set_errno(err, errno, "Cannot read the host's addresses");
    for (struct ifaddrs *a = all; a; a = a->ifa_next) {
        char text[INET6_ADDRSTRLEN];
        unsigned prefix = 0;
        if (!a->ifa_addr || !a->ifa_netmask || strcmp(a->ifa_name, dev) != 0)
            continue;
        if (a->ifa_addr->sa_family == AF_INET) {
            struct sockaddr_in in, mask;
            memcpy(&in, a->ifa_addr, sizeof(in));
            memcpy(&mask, a->ifa_netmask, sizeof(mask));
            inet_ntop(AF_INET, &in.sin_addr, text, sizeof(text));
            prefix = (unsigned)__builtin_popcount(mask.sin_addr.s_addr);
        } else if (a->ifa_addr->sa_family == AF_INET6) {
            struct sockaddr_in6 in, mask;
            memcpy(&in, a->ifa_addr, sizeof(in));
            memcpy(&mask, a->ifa_netmask, sizeof(mask));
            if (IN6_IS_ADDR_LINKLOCAL(&in.sin6_addr)) /* the kernel makes its own */
                continue;
            inet_ntop(AF_INET6, &in.sin6_addr, text, sizeof(text));
            for (size_t i = 0; i < 16; i++)
                prefix += (unsigned)__builtin_popcount(mask.sin6_addr.s6_addr[i]);
        } else {
            continue;
        }
        *vec_push(&s->addresses) = xasprintf("%s/%u", text, prefix);
    }
    freeifaddrs(all);
    return 0;
}

static int save_routes(const char *dev, const char *family, struct ip_state *s, struct err **err)
{
    AUTO_STRBUF out = STRBUF_INIT;
    const char *const args[] = { "-o", family, "route", "show", "table", "main", "dev", dev, NULL };
    if (ip_run(&out, err, args))
        return -1;
    char *save = NULL;
    for (char *line = strtok_r(out.buf, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        /* Routes to its own networks come with the addresses. */
        if (strstr(line, "proto kernel") || strncmp(line, "fe80:", 5) == 0)
            continue;
        *vec_push(&s->routes) = xasprintf("%s %s", family, line);
    }
    return 0;
}

static int save_state(const char *dev, struct ip_state *s, struct err **err)
{
    if (save_addresses(dev, s, err) || save_routes(dev, "-4", s, err) ||
        save_routes(dev, "-6", s, err))
        return -1;
    return 0;
}

static int route_add(const char *dev, const char *line, struct err **err)
{
    static const char *const states[] = { "linkdown", "dead", "onlink", "pervasive", "offload" };
    AUTO_FREE char *copy = xstrdup(line);
    const char *args[34] = { NULL };
    size_t n = 0;
    char *save = NULL;
    for (char *word = strtok_r(copy, " \t", &save); word && n < 28;
         word = strtok_r(NULL, " \t", &save)) {
        bool skip = false;
        for (size_t i = 0; i < ARRAY_SIZE(states); i++)
            skip |= i != 2 && strcmp(word, states[i]) == 0;
        if (skip)
            continue;
        args[n++] = word;
        if (n == 1) {
            args[n++] = "route";
            args[n++] = "replace";
        }
    }
    args[n++] = "dev";
    args[n++] = dev;
    return ip_run(NULL, err, args);
}

/* Moves in an order in which each address is on one device at a time. */
static int move_state(const struct ip_state *s, const char *from, const char *to, struct err **err)
{
    for (size_t i = 0; i < s->addresses.len; i++) {
        AUTO_ERR *gone = NULL;
        /* It may be gone already: with a primary address go its secondary ones. */
        int gone_rc = IP(&gone, "addr", "del", s->addresses.items[i], "dev", from);
        (void)gone_rc;
        if (IP(err, "addr", "replace", s->addresses.items[i], "dev", to))
            return -1;
    }
    for (size_t i = 0; i < s->routes.len; i++)
        if (route_add(to, s->routes.items[i], err))
            return -1;
    return 0;
}

static int refuse_enslaved(const char *nic, struct err **err)
{
    AUTO_STRBUF out = STRBUF_INIT;
    const char *const args[] = { "-o", "link", "show", "dev", nic, NULL };
    if (ip_run(&out, err, args))
        return -1;
    const char *master = strstr(out.buf, " master ");
    if (!master)
        return 0;
    master += strlen(" master ");
    int len = (int)strcspn(master, " ");
    err_set(err, ERR_INVALID_STATE, "The network adapter '%s' already belongs to '%.*s'.", nic, len,
            master);
    return err_advise(err, "Use -NetAdapterName %.*s instead.", len, master);
}

static int attach(const char *nic, const char *bridge, const struct ip_state *s, struct err **err)
{
    AUTO_STRBUF link = STRBUF_INIT;
    const char *const show[] = { "-o", "link", "show", "dev", nic, NULL };
    if (ip_run(&link, err, show))
        return -1;
    char mac[18] = "";
    const char *ether = strstr(link.buf, "link/ether ");
    if (ether)
        memcpy(mac, ether + 11, strnlen(ether + 11, 17));
    /* The host keeps the adapter's address, so that leases and neighbours stay right. */
    if (*mac && IP(err, "link", "set", "dev", bridge, "address", mac))
        return -1;
    if (IP(err, "link", "set", "dev", nic, "master", bridge) ||
        IP(err, "link", "set", "dev", nic, "up") || IP(err, "link", "set", "dev", bridge, "up"))
        return -1;
    return move_state(s, nic, bridge, err);
}

static void undo(const char *nic, const char *bridge, const struct ip_state *s)
{
    AUTO_ERR *a = NULL;
    AUTO_ERR *b = NULL;
    AUTO_ERR *c = NULL;
    int rc = IP(&a, "link", "set", "dev", nic, "nomaster");
    rc |= move_state(s, bridge, nic, &b);
    rc |= IP(&c, "link", "del", "dev", bridge, "type", "bridge");
    (void)rc;
}

static void describe(const char *nic, const char *bridge, const struct ip_state *s, char **notice)
{
    if (!notice)
        return;
    AUTO_STRBUF sb = STRBUF_INIT;
    strbuf_addf(&sb, "The bridge '%s' was made over the network adapter '%s'", bridge, nic);
    for (size_t i = 0; i < s->addresses.len; i++)
        strbuf_addf(&sb, "%s%s", i ? ", " : ", and took over ", s->addresses.items[i]);
    strbuf_addf(&sb,
                ". It lasts until the host restarts: to keep it, add the bridge to the host's "
                "network configuration%s.",
                s->addresses.len ? " and move the address there" : "");
    *notice = strbuf_detach(&sb, NULL);
}

int vm_nic_bridge_make(const char *nic, char bridge[16], char **notice, struct err **err)
{
    CLEANUP(ip_state_release) struct ip_state state = { VEC_INIT, VEC_INIT };
    snprintf(bridge, 16, "hv-%.12s", nic);
    if (refuse_enslaved(nic, err))
        return -1;
    if (if_nametoindex(bridge))
        return err_set(err, ERR_OBJECT_EXISTS, "The host already has an interface '%s'.", bridge);
    if (save_state(nic, &state, err) || IP(err, "link", "add", "name", bridge, "type", "bridge",
                                           "forward_delay", "0", "stp_state", "0"))
        return err_wrap(err, "Cannot make a bridge over the network adapter '%s'", nic);
    if (attach(nic, bridge, &state, err)) {
        undo(nic, bridge, &state);
        return err_wrap(err, "Cannot make a bridge over the network adapter '%s'", nic);
    }
    describe(nic, bridge, &state, notice);
    return 0;
}

int vm_nic_bridge_remove(const char *nic, const char *bridge, struct err **err)
{
    CLEANUP(ip_state_release) struct ip_state state = { VEC_INIT, VEC_INIT };
    if (!if_nametoindex(bridge))
        return 0;
    if (save_state(bridge, &state, err))
        return -1;
    if (if_nametoindex(nic) &&
        (IP(err, "link", "set", "dev", nic, "nomaster") || move_state(&state, bridge, nic, err)))
        return err_wrap(err, "The bridge '%s' cannot be taken off '%s'", bridge, nic);
    return IP(err, "link", "del", "dev", bridge, "type", "bridge");
}
