#include "vm/network/vm_host_ip.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"

enum { IP_TIMEOUT_MS = 15000 };

int vm_ip_run(struct strbuf *out, struct err **err, const char *const *args)
{
    const char *argv[40] = { "ip" };
    for (size_t i = 1; i < ARRAY_SIZE(argv) - 1 && args[i - 1]; i++)
        argv[i] = args[i - 1];
    struct spawn sp = { .argv = argv, .timeout_ms = IP_TIMEOUT_MS };
    return spawn_run(&sp, out, NULL, err);
}
void vm_ip_state_release(struct vm_ip_state *s)
{
    for (size_t i = 0; i < s->addresses.len; i++)
        free(s->addresses.items[i]);
    for (size_t i = 0; i < s->routes.len; i++)
        free(s->routes.items[i]);
    vec_release(&s->addresses);
    vec_release(&s->routes);
}

static int save_addresses(const char *dev, struct vm_ip_state *s, struct err **err)
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

static int save_routes(const char *dev, const char *family, struct vm_ip_state *s, struct err **err)
{
    AUTO_STRBUF out = STRBUF_INIT;
    const char *const args[] = { "-o", family, "route", "show", "table", "main", "dev", dev, NULL };
    if (vm_ip_run(&out, err, args))
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

int vm_ip_state_save(const char *dev, struct vm_ip_state *s, struct err **err)
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
    return vm_ip_run(NULL, err, args);
}

int vm_ip_state_move(const struct vm_ip_state *s, const char *from, const char *to,
                     struct err **err)
{
    for (size_t i = 0; i < s->addresses.len; i++) {
        AUTO_ERR *gone = NULL;
        /* It may be gone already: with a primary address go its secondary ones. */
        int gone_rc = VM_IP(&gone, "addr", "del", s->addresses.items[i], "dev", from);
        (void)gone_rc;
        if (VM_IP(err, "addr", "replace", s->addresses.items[i], "dev", to))
            return -1;
    }
    for (size_t i = 0; i < s->routes.len; i++)
        if (route_add(to, s->routes.items[i], err))
            return -1;
    return 0;
}

int vm_ip_refuse_enslaved(const char *nic, struct err **err)
{
    AUTO_STRBUF out = STRBUF_INIT;
    const char *const args[] = { "-o", "link", "show", "dev", nic, NULL };
    if (vm_ip_run(&out, err, args))
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
