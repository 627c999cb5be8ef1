#include "vm/network/vm_switch_nic.h"

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
#include "vm/network/vm_host_ip.h"

enum { IP_TIMEOUT_MS = 15000 };
/* linux/wireless.h cannot be included beside net/if.h. */
#define WIRELESS_NAME 0x8B01 /* SIOCGIWNAME */

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

static int attach(const char *nic, const char *bridge, const struct vm_ip_state *s,
                  struct err **err)
{
    AUTO_STRBUF link = STRBUF_INIT;
    const char *const show[] = { "-o", "link", "show", "dev", nic, NULL };
    if (vm_ip_run(&link, err, show))
        return -1;
    char mac[18] = "";
    const char *ether = strstr(link.buf, "link/ether ");
    if (ether)
        memcpy(mac, ether + 11, strnlen(ether + 11, 17));
    /* The host keeps the adapter's address, so that leases and neighbours stay right. */
    if (*mac && VM_IP(err, "link", "set", "dev", bridge, "address", mac))
        return -1;
    if (VM_IP(err, "link", "set", "dev", nic, "master", bridge) ||
        VM_IP(err, "link", "set", "dev", nic, "up") ||
        VM_IP(err, "link", "set", "dev", bridge, "up"))
        return -1;
    return vm_ip_state_move(s, nic, bridge, err);
}

static void undo(const char *nic, const char *bridge, const struct vm_ip_state *s)
{
    AUTO_ERR *a = NULL;
    AUTO_ERR *b = NULL;
    AUTO_ERR *c = NULL;
    int rc = VM_IP(&a, "link", "set", "dev", nic, "nomaster");
    rc |= vm_ip_state_move(s, bridge, nic, &b);
    rc |= VM_IP(&c, "link", "del", "dev", bridge, "type", "bridge");
    (void)rc;
}

static void describe(const char *nic, const char *bridge, const struct vm_ip_state *s,
                     char **notice)
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
    CLEANUP(vm_ip_state_release) struct vm_ip_state state = { VEC_INIT, VEC_INIT };
    snprintf(bridge, 16, "hv-%.12s", nic);
    if (vm_ip_refuse_enslaved(nic, err))
        return -1;
    if (if_nametoindex(bridge))
        return err_set(err, ERR_OBJECT_EXISTS, "The host already has an interface '%s'.", bridge);
    if (vm_ip_state_save(nic, &state, err) ||
        VM_IP(err, "link", "add", "name", bridge, "type", "bridge", "forward_delay", "0",
              "stp_state", "0"))
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
    CLEANUP(vm_ip_state_release) struct vm_ip_state state = { VEC_INIT, VEC_INIT };
    if (!if_nametoindex(bridge))
        return 0;
    if (vm_ip_state_save(bridge, &state, err))
        return -1;
    if (if_nametoindex(nic) && (VM_IP(err, "link", "set", "dev", nic, "nomaster") ||
                                vm_ip_state_move(&state, bridge, nic, err)))
        return err_wrap(err, "The bridge '%s' cannot be taken off '%s'", bridge, nic);
    return VM_IP(err, "link", "del", "dev", bridge, "type", "bridge");
}
