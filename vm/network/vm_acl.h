/* Access control lists of a network adapter, as Hyper-V has them: plain entries (one address, the
 * longest prefix decides) and extended ones (addresses, ports and protocol; the greatest weight
 * decides). They stand in the adapter's record in the domain's metadata and are carried out by a
 * network filter (vm_nic_filter.h). Values only: nothing in the structs is owned. */
#ifndef HVSH_VM_VM_ACL_H
#define HVSH_VM_VM_ACL_H

#include <stdbool.h>
#include <stddef.h>

#include "shell/base/err.h"

#define VM_ACL_ANY "ANY"
#define VM_ACL_ADDRESS_SIZE 52 /* an IPv6 address and its prefix length */
#define VM_ACL_PORTS_SIZE 12   /* "49152-65535" */

/* The numbers are Hyper-V's. */
enum vm_acl_action { VM_ACL_ALLOW = 1, VM_ACL_DENY = 2, VM_ACL_METER = 3 };
enum vm_acl_direction { VM_ACL_INBOUND = 1, VM_ACL_OUTBOUND = 2, VM_ACL_BOTH = 3 };
enum vm_acl_kind { VM_ACL_IPV4, VM_ACL_IPV6, VM_ACL_MAC };

struct vm_acl {
    enum vm_acl_action action;
    enum vm_acl_direction direction; /* not both */
    bool remote;                     /* the address is the other side's, not the machine's */
    enum vm_acl_kind kind;
    /* "10.0.0.0/8", "10.1.2.3", "2001:db8::/32", "0.0.0.0/0", "00155D012A00" or "ANY" (a MAC) */
    char address[VM_ACL_ADDRESS_SIZE];
};

enum { VM_ACL_PROTOCOL_ANY = -1, VM_ACL_WEIGHT_MAX = 65535 };

struct vm_extended_acl {
    enum vm_acl_action action;            /* not meter */
    enum vm_acl_direction direction;      /* not both */
    char local[VM_ACL_ADDRESS_SIZE];      /* as above, or "ANY": both families */
    char remote[VM_ACL_ADDRESS_SIZE];     /* of the same family as local */
    char local_ports[VM_ACL_PORTS_SIZE];  /* "80", "80-90" or "ANY" */
    char remote_ports[VM_ACL_PORTS_SIZE]; /* likewise */
    int protocol;                         /* 0 to 255 or VM_ACL_PROTOCOL_ANY */
    int weight;                           /* unique in its direction; the greatest comes first */
    bool stateful;                        /* answers to what is allowed are allowed too */
};

/* An IPv4 or IPv6 address with or without prefix length into its usual spelling, host bits
 * cleared. -1 ERR_INVALID_PARAMETER. */
int vm_acl_parse_ip(const char *text, enum vm_acl_kind *kind, char address[VM_ACL_ADDRESS_SIZE],
                    struct err **err) MUST_CHECK;
/* The address part and the prefix length of such a spelling. */
void vm_acl_split(const char *address, enum vm_acl_kind kind, char ip[VM_ACL_ADDRESS_SIZE],
                  int *prefix);
/* "80", "80-90", "ANY" (or NULL, "*"). */
int vm_acl_parse_ports(const char *text, char ports[VM_ACL_PORTS_SIZE],
                       struct err **err) MUST_CHECK;
/* False for "ANY". */
bool vm_acl_ports_range(const char *ports, int *first, int *last);
/* "TCP", "UDP", "ANY" (or NULL), or a number. */
int vm_acl_parse_protocol(const char *text, int *protocol, struct err **err) MUST_CHECK;
/* Do its parts fit each other? ERR_INVALID_PARAMETER, ERR_NOT_SUPPORTED. */
int vm_extended_acl_check(const struct vm_extended_acl *acl, struct err **err) MUST_CHECK;
bool vm_acl_equal(const struct vm_acl *a, const struct vm_acl *b);
/* A family the entry is about; "ANY" on both sides is about both. */
bool vm_extended_acl_has(const struct vm_extended_acl *acl, enum vm_acl_kind kind);

#endif
