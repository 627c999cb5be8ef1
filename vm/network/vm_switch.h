/* Virtual switches: libvirt networks seen as Hyper-V's VMSwitch. Networks that hvsh did not
 * make are switches too, their type derived from what they do. What libvirt cannot express
 * (notes, the wanted type, the adapter) stands in the network's <metadata>.
 * All calls block; they run their libvirt work on the host's workers. Plain data
 * only: no libvirt handle is kept. */
#ifndef HVSH_VM_SWITCH_H
#define HVSH_VM_SWITCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/base/err.h"

struct vm_host;

/* The numbers are those of Hyper-V's VMSwitchType. */
enum vm_switch_type { VM_SWITCH_PRIVATE = 0, VM_SWITCH_INTERNAL = 1, VM_SWITCH_EXTERNAL = 2 };

/* The numbers are those of VMSwitchBandwidthMode. */
enum vm_switch_bandwidth {
    VM_SWITCH_BANDWIDTH_DEFAULT = 0,
    VM_SWITCH_BANDWIDTH_WEIGHT = 1,
    VM_SWITCH_BANDWIDTH_ABSOLUTE = 2,
    VM_SWITCH_BANDWIDTH_NONE = 3,
};

/* The numbers are those of VMSwitchLoadBalancingAlgorithm. */
enum vm_switch_balance { VM_SWITCH_BALANCE_PORT = 4, VM_SWITCH_BALANCE_DYNAMIC = 5 };

/* Strings are owned, NULL where there is nothing to say. */
struct vm_switch_info {
    char *name;
    char id[37]; /* lower case, no braces */
    enum vm_switch_type type;
    char *notes;
    bool allow_management_os;
    char *bridge;              /* host bridge, NULL for macvtap and Open vSwitch-less networks */
    char *net_adapter;         /* external: the host's interface */
    char *adapter_description; /* NetAdapterInterfaceDescription: driver and name; or NULL */
    char *forward_mode;        /* libvirt's: "nat", "bridge", "route", …; NULL: isolated */
    char *host_address;        /* internal: "192.168.7.1/24"; or NULL */
    bool dhcp;                 /* libvirt hands out addresses */
    bool nat;                  /* guests reach other networks through the host */
    bool iov_enabled;
    char *team; /* external: the names of several adapters that are one, a space between them */
    enum vm_switch_balance balance; /* of a team */
    enum vm_switch_bandwidth bandwidth;
    bool active, autostart, persistent;
    bool own; /* made by hvsh */
};

struct vm_switch_create {
    const char *name;
    enum vm_switch_type type;
    const char *notes;
    /* External: a physical interface or an existing bridge of the host. */
    const char *net_adapter;
    const char *team;         /* instead: the names of the adapters, a space between them */
    bool allow_management_os; /* external; false: the adapter is for guests alone (macvtap) */
    const char *host_address; /* internal: "a.b.c.d/prefix"; NULL: a free private /24 is chosen */
    bool nat;                 /* internal: also NAT and DHCP, as the Default Switch has */
    const char *id;           /* UUID; NULL: chosen */
    enum vm_switch_bandwidth bandwidth;
    bool iov_enabled;
};

/* What Set-VMSwitch changes; a NULL pointer leaves things as they are. */
struct vm_switch_change {
    const char *notes;
    const enum vm_switch_type *type; /* private <-> internal; external needs net_adapter */
    const char *net_adapter;
    const bool *allow_management_os;
    const char *team; /* of a switch that has one: its members from now on */
    const enum vm_switch_balance *balance;
};

/* All switches, sorted by name. The caller frees with vm_switch_list_free(). */
int vm_switch_list(struct vm_host *host, struct vm_switch_info **list, size_t *n,
                   struct err **err) MUST_CHECK;
void vm_switch_list_free(struct vm_switch_info *list, size_t n);
void vm_switch_info_release(struct vm_switch_info *info);
/* By name (case-insensitive) or UUID (id): exactly one of the two is given.
 * ERR_OBJECT_NOT_FOUND in Hyper-V's words when there is none. */
int vm_switch_get(struct vm_host *host, const char *name, const char *id,
                  struct vm_switch_info *info, struct err **err) MUST_CHECK;
/* Makes, starts and autostarts; a failure leaves nothing. *notice (may be NULL) gets a
 * text for the user about what was done to host interfaces, or NULL; the caller frees.
 * On success *info (may be NULL) is filled. */
int vm_switch_create(struct vm_host *host, const struct vm_switch_create *spec,
                     struct vm_switch_info *info, char **notice, struct err **err) MUST_CHECK;
/* id is the switch's UUID. */
int vm_switch_set(struct vm_host *host, const char *id, const struct vm_switch_change *change,
                  struct vm_switch_info *info, char **notice, struct err **err) MUST_CHECK;
int vm_switch_rename(struct vm_host *host, const char *id, const char *new_name,
                     struct err **err) MUST_CHECK;
/* Adapters that were connected stay with their VMs, disconnected (link down). */
int vm_switch_remove(struct vm_host *host, const char *id, char **notice,
                     struct err **err) MUST_CHECK;

#endif
