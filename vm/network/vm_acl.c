#include "vm/network/vm_acl.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "shell/base/cleanup.h"

enum { PROTOCOL_ICMP = 1, PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, PROTOCOL_ICMPV6 = 58 };
enum { PROTOCOL_SCTP = 132 };

/* 0 to max in decimal, nothing else. */
static bool parse_number(const char *text, size_t len, long max, long *out)
{
    *out = 0;
    if (len == 0 || len > 5)
        return false;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return *out <= max;
}

static void clear_host_bits(unsigned char *bytes, size_t n, long prefix)
{
    for (size_t i = 0; i < n; i++) {
        long bits = prefix - (long)i * 8;
        if (bits <= 0)
            bytes[i] = 0;
        else if (bits < 8)
            bytes[i] &= (unsigned char)(0xff << (8 - bits));
    }
}

int vm_acl_parse_ip(const char *text, enum vm_acl_kind *kind, char address[VM_ACL_ADDRESS_SIZE],
                    struct err **err)
{
    const char *slash = strchr(text, '/');
    size_t len = slash ? (size_t)(slash - text) : strlen(text);
    char ip[INET6_ADDRSTRLEN] = "";
    unsigned char bytes[16];
    bool ok = len < sizeof(ip);
    if (ok)
        memcpy(ip, text, len);
    *kind = strchr(ip, ':') ? VM_ACL_IPV6 : VM_ACL_IPV4;
    int family = *kind == VM_ACL_IPV6 ? AF_INET6 : AF_INET;
    long full = *kind == VM_ACL_IPV6 ? 128 : 32, prefix = full;
    ok = ok && inet_pton(family, ip, bytes) == 1 &&
         (!slash || parse_number(slash + 1, strlen(slash + 1), full, &prefix));
    if (!ok)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is not an IP address, with or without a prefix length, such as "
                       "10.0.0.0/8 or 2001:db8::1.",
                       text);
    clear_host_bits(bytes, (size_t)full / 8, prefix);
    inet_ntop(family, bytes, ip, sizeof(ip));
    if (prefix == full)
        snprintf(address, VM_ACL_ADDRESS_SIZE, "%s", ip);
    else
        snprintf(address, VM_ACL_ADDRESS_SIZE, "%s/%ld", ip, prefix);
    return 0;
}

void vm_acl_split(const char *address, enum vm_acl_kind kind, char ip[VM_ACL_ADDRESS_SIZE],
                  int *prefix)
{
    snprintf(ip, VM_ACL_ADDRESS_SIZE, "%s", address);
    char *slash = strchr(ip, '/');
    *prefix = kind == VM_ACL_IPV6 ? 128 : 32;
    if (!slash)
        return;
    *slash = '\0';
    *prefix = (int)strtol(slash + 1, NULL, 10);
}

bool vm_acl_ports_range(const char *ports, int *first, int *last)
{
    if (strcmp(ports, VM_ACL_ANY) == 0)
        return false;
    const char *dash = strchr(ports, '-');
    *first = (int)strtol(ports, NULL, 10);
    *last = dash ? (int)strtol(dash + 1, NULL, 10) : *first;
    return true;
}

int vm_acl_parse_ports(const char *text, char ports[VM_ACL_PORTS_SIZE], struct err **err)
{
    long first, last;
    if (!text || !*text || strcasecmp(text, VM_ACL_ANY) == 0 || strcmp(text, "*") == 0) {
        snprintf(ports, VM_ACL_PORTS_SIZE, "%s", VM_ACL_ANY);
        return 0;
    }
    const char *dash = strchr(text, '-');
    size_t len = dash ? (size_t)(dash - text) : strlen(text);
    bool ok = parse_number(text, len, 65535, &first);
    last = first;
    if (ok && dash)
        ok = parse_number(dash + 1, strlen(dash + 1), 65535, &last) && first <= last;
    if (!ok)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is not a port: it is a number from 0 to 65535, a range such as "
                       "49152-65535, or ANY.",
                       text);
    if (first == last)
        snprintf(ports, VM_ACL_PORTS_SIZE, "%hu", (unsigned short)first);
    else
        snprintf(ports, VM_ACL_PORTS_SIZE, "%hu-%hu", (unsigned short)first, (unsigned short)last);
    return 0;
}

int vm_acl_parse_protocol(const char *text, int *protocol, struct err **err)
{
    static const struct {
        const char *name;
        int number;
    } names[] = { { VM_ACL_ANY, VM_ACL_PROTOCOL_ANY },
                  { "TCP", PROTOCOL_TCP },
                  { "UDP", PROTOCOL_UDP },
                  { "ICMP", PROTOCOL_ICMP },
                  { "ICMPv6", PROTOCOL_ICMPV6 },
                  { "SCTP", PROTOCOL_SCTP } };
    long number;
    *protocol = VM_ACL_PROTOCOL_ANY;
    if (!text || !*text)
        return 0;
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        if (strcasecmp(text, names[i].name) == 0) {
            *protocol = names[i].number;
            return 0;
        }
    }
    if (!parse_number(text, strlen(text), 255, &number))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is not a protocol: it is TCP, UDP, ANY or a number from 0 to 255.",
                       text);
    *protocol = (int)number;
    return 0;
}

bool vm_acl_equal(const struct vm_acl *a, const struct vm_acl *b)
{
    return a->action == b->action && a->direction == b->direction && a->remote == b->remote &&
           a->kind == b->kind && strcmp(a->address, b->address) == 0;
}

static bool side_has(const char *address, enum vm_acl_kind kind)
{
    bool six = strchr(address, ':') != NULL;
    return strcmp(address, VM_ACL_ANY) == 0 || six == (kind == VM_ACL_IPV6);
}

bool vm_extended_acl_has(const struct vm_extended_acl *acl, enum vm_acl_kind kind)
{
    if ((acl->protocol == PROTOCOL_ICMP && kind == VM_ACL_IPV6) ||
        (acl->protocol == PROTOCOL_ICMPV6 && kind == VM_ACL_IPV4))
        return false;
    return side_has(acl->local, kind) && side_has(acl->remote, kind);
}

int vm_extended_acl_check(const struct vm_extended_acl *acl, struct err **err)
{
    int first, last;
    bool ports = vm_acl_ports_range(acl->local_ports, &first, &last) ||
                 vm_acl_ports_range(acl->remote_ports, &first, &last);
    if (ports && acl->protocol != PROTOCOL_TCP && acl->protocol != PROTOCOL_UDP &&
        acl->protocol != PROTOCOL_SCTP)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "Ports need a protocol that has them: -Protocol TCP or UDP.");
    if (!vm_extended_acl_has(acl, VM_ACL_IPV4) && !vm_extended_acl_has(acl, VM_ACL_IPV6))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The addresses %s and %s and the protocol are not of one IP version.",
                       acl->local, acl->remote);
    if (acl->weight < 0 || acl->weight > VM_ACL_WEIGHT_MAX)
        return err_set(err, ERR_INVALID_PARAMETER, "The weight must be from 0 to %d.",
                       VM_ACL_WEIGHT_MAX);
    bool tracked = acl->protocol == VM_ACL_PROTOCOL_ANY || acl->protocol == PROTOCOL_TCP ||
                   acl->protocol == PROTOCOL_UDP || acl->protocol == PROTOCOL_SCTP ||
                   acl->protocol == PROTOCOL_ICMP || acl->protocol == PROTOCOL_ICMPV6;
    if (acl->stateful && !tracked)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "Sessions of protocol %d are not tracked by this host: -Stateful $true "
                       "needs TCP, UDP, ICMP or no -Protocol.",
                       acl->protocol);
    return 0;
}
