#include "vm/network/vm_switch_team.h"

#include <net/if.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "vm/network/vm_host_ip.h"
#include "vm/network/vm_switch_nic.h"

enum { OVS_TIMEOUT_MS = 20000, MEMBERS_MAX = 8, NAME_SIZE = 16 }; /* Hyper-V's teams have 8 */

struct members {
    char names[MEMBERS_MAX][NAME_SIZE];
    size_t len;
};

static int parse(const char *text, struct members *m, struct err **err)
{
    m->len = 0;
    for (const char *p = text + strspn(text, " "); *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        if (m->len == MEMBERS_MAX)
            return err_set(err, ERR_INVALID_PARAMETER, "A team has at most %d network adapters.",
                           MEMBERS_MAX);
        if (len >= NAME_SIZE)
            return err_set(err, ERR_OBJECT_NOT_FOUND, "The host has no network adapter '%.*s'.",
                           (int)len, p);
        for (size_t i = 0; i < m->len; i++)
            if (strlen(m->names[i]) == len && memcmp(m->names[i], p, len) == 0)
                return err_set(err, ERR_INVALID_PARAMETER,
                               "The network adapter '%s' is named twice.", m->names[i]);
        memcpy(m->names[m->len], p, len);
        m->names[m->len++][len] = '\0';
        p += len;
    }
    return m->len
               ? 0
               : err_set(err, ERR_INVALID_PARAMETER, "A team needs at least one network adapter.");
}

bool vm_team_has(const char *members, const char *name)
{
    size_t wanted = strlen(name);
    for (const char *p = members; *p; p += strspn(p, " ")) {
        size_t len = strcspn(p, " ");
        if (len == wanted && memcmp(p, name, len) == 0)
            return true;
        p += len;
    }
    return false;
}

void vm_team_first(const char *members, char name[16])
{
    snprintf(name, 16, "%.*s", (int)strcspn(members, " "), members);
}

/* One transaction of ovs-vsctl, its words one after the other. */
struct words {
    VEC(char *) list;
};

static void words_release(struct words *w)
{
    for (size_t i = 0; i < w->list.len; i++)
        free(w->list.items[i]);
    vec_release(&w->list);
}

static void add(struct words *w, char *word)
{
    *vec_push(&w->list) = word;
}

static void add_all(struct words *w, const char *const *words)
{
    for (; *words; words++)
        add(w, xstrdup(*words));
}
#define ADD(w, ...) add_all(w, (const char *const[]){ __VA_ARGS__, NULL })

static int ovs_run(struct words *w, struct err **err)
{
    AUTO_FREE const char **argv = xcalloc(w->list.len + 3, sizeof(*argv));
    argv[0] = "ovs-vsctl";
    argv[1] = "--timeout=10";
    for (size_t i = 0; i < w->list.len; i++)
        argv[i + 2] = w->list.items[i];
    struct spawn sp = { .argv = argv, .timeout_ms = OVS_TIMEOUT_MS };
    return spawn_run(&sp, NULL, NULL, err);
}

static int refuse_without_ovs(struct err **err)
{
    CLEANUP(words_release) struct words w = { VEC_INIT };
    AUTO_ERR *why = NULL;
    ADD(&w, "show");
    if (ovs_run(&w, &why) == 0)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "A team of network adapters needs Open vSwitch, which does not answer on this host: %s",
            why->message);
    return err_advise(err, "Install and start openvswitch-switch; or make a bond interface in the "
                           "host's network configuration and give New-VMSwitch that one.");
}

static bool is_port(const char *nic)
{
    CLEANUP(words_release) struct words w = { VEC_INIT };
    AUTO_ERR *not_one = NULL;
    ADD(&w, "iface-to-br", nic);
    return ovs_run(&w, &not_one) == 0;
}

static int check_free(const char *nic, struct err **err)
{
    enum vm_nic_kind kind;
    if (vm_nic_inspect(nic, &kind, err))
        return -1;
    if (kind != VM_NIC_PHYSICAL)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' cannot be a member of a team: it is no wired network adapter.", nic);
    if (vm_ip_refuse_enslaved(nic, err))
        return -1;
    return is_port(nic) ? err_set(err, ERR_INVALID_STATE,
                                  "The network adapter '%s' already belongs to a bridge of Open "
                                  "vSwitch.",
                                  nic)
                        : 0;
}

/* "--id=@mN create interface name=eth0 --" for new members, "… get interface …" for others. */
static void add_members(struct words *w, const struct members *m, const char *old)
{
    for (size_t i = 0; i < m->len; i++) {
        bool known = old && vm_team_has(old, m->names[i]);
        add(w, xasprintf("--id=@m%zu", i));
        ADD(w, known ? "get" : "create", "interface");
        add(w, known ? xstrdup(m->names[i]) : xasprintf("name=%s", m->names[i]));
        ADD(w, "--");
    }
}

/* How Hyper-V's ways are those of Open vSwitch: both spread by the machines' addresses; only the
 * dynamic one moves them later, by load. */
static void add_bond(struct words *w, const struct members *m, enum vm_switch_balance balance)
{
    AUTO_STRBUF list = STRBUF_INIT;
    for (size_t i = 0; i < m->len; i++)
        strbuf_addf(&list, "%s@m%zu", i ? "," : "interfaces=", i);
    ADD(w, list.buf, "bond_mode=balance-slb",
        balance == VM_SWITCH_BALANCE_PORT ? "other_config:bond-rebalance-interval=0"
                                          : "other_config:bond-rebalance-interval=10000");
}

static void delete_bridge(const char *bridge)
{
    CLEANUP(words_release) struct words w = { VEC_INIT };
    AUTO_ERR *ignored = NULL;
    ADD(&w, "--if-exists", "del-br", bridge);
    int rc = ovs_run(&w, &ignored);
    (void)rc;
}

static int make_bridge(const char *bridge, const struct members *m, enum vm_switch_balance balance,
                       struct err **err)
{
    CLEANUP(words_release) struct words w = { VEC_INIT };
    ADD(&w, "--", "add-br", bridge, "--");
    add_members(&w, m, NULL);
    ADD(&w, "--id=@team", "create", "port");
    add(&w, xasprintf("name=team.%s", bridge));
    add_bond(&w, m, balance);
    ADD(&w, "--", "add", "bridge", bridge, "ports", "@team");
    if (ovs_run(&w, err))
        return -1;
    if (if_nametoindex(bridge))
        return 0;
    /* The kernel has no datapath of Open vSwitch: it forwards in userspace then. */
    CLEANUP(words_release) struct words other = { VEC_INIT };
    ADD(&other, "set", "bridge", bridge, "datapath_type=netdev");
    if (ovs_run(&other, err))
        return -1;
    return if_nametoindex(bridge) ? 0
                                  : err_set(err, ERR_OPERATION_FAILED,
                                            "Open vSwitch did not make the bridge '%s'.", bridge);
}

/* Each member's addresses, apart from each other so that they can go back. */
struct states {
    struct vm_ip_state of[MEMBERS_MAX];
};

static void states_release(struct states *s)
{
    for (size_t i = 0; i < MEMBERS_MAX; i++)
        vm_ip_state_release(&s->of[i]);
}

static int raise_and_move(const char *bridge, const struct members *m, const struct states *s,
                          struct err **err)
{
    if (VM_IP(err, "link", "set", "dev", bridge, "up"))
        return -1;
    for (size_t i = 0; i < m->len; i++)
        if (VM_IP(err, "link", "set", "dev", m->names[i], "up") ||
            vm_ip_state_move(&s->of[i], m->names[i], bridge, err))
            return -1;
    return 0;
}

static void put_back(const char *bridge, const struct members *m, const struct states *s)
{
    for (size_t i = 0; i < m->len; i++) {
        AUTO_ERR *ignored = NULL;
        int rc = vm_ip_state_move(&s->of[i], bridge, m->names[i], &ignored);
        (void)rc;
    }
}

int vm_team_make(const char *members, enum vm_switch_balance balance, char bridge[16],
                 char **notice, struct err **err)
{
    CLEANUP(states_release) struct states states = { 0 };
    struct members m;
    if (parse(members, &m, err) || refuse_without_ovs(err))
        return -1;
    for (size_t i = 0; i < m.len; i++)
        if (check_free(m.names[i], err) || vm_ip_state_save(m.names[i], &states.of[i], err))
            return -1;
    snprintf(bridge, 16, "hv-%.12s", m.names[0]);
    if (if_nametoindex(bridge))
        return err_set(err, ERR_OBJECT_EXISTS, "The host already has an interface '%s'.", bridge);
    int rc = make_bridge(bridge, &m, balance, err);
    if (rc == 0)
        rc = raise_and_move(bridge, &m, &states, err);
    if (rc) {
        put_back(bridge, &m, &states);
        delete_bridge(bridge);
        return err_wrap(err, "Cannot make a team of the network adapters %s", members);
    }
    if (notice)
        *notice = xasprintf("The bridge '%s' of Open vSwitch was made over %s, and took over their "
                            "addresses. Open vSwitch keeps the bridge; to keep the addresses, move "
                            "them there in the host's network configuration.",
                            bridge, members);
    return 0;
}

static int set_bond(const char *bridge, const struct members *m, const char *old,
                    enum vm_switch_balance balance, struct err **err)
{
    CLEANUP(words_release) struct words w = { VEC_INIT };
    ADD(&w, "--");
    add_members(&w, m, old);
    ADD(&w, "set", "port");
    add(&w, xasprintf("team.%s", bridge));
    add_bond(&w, m, balance);
    return ovs_run(&w, err);
}

int vm_team_set(const char *bridge, const char *old_members, const char *members,
                enum vm_switch_balance balance, struct err **err)
{
    CLEANUP(states_release) struct states states = { 0 };
    struct members m, added = { .len = 0 };
    if (parse(members, &m, err) || refuse_without_ovs(err))
        return -1;
    for (size_t i = 0; i < m.len; i++) {
        if (vm_team_has(old_members, m.names[i]))
            continue;
        if (check_free(m.names[i], err) || vm_ip_state_save(m.names[i], &states.of[added.len], err))
            return -1;
        memcpy(added.names[added.len++], m.names[i], NAME_SIZE);
    }
    if (set_bond(bridge, &m, old_members, balance, err))
        return err_wrap(err, "Cannot change the team of '%s'", bridge);
    if (raise_and_move(bridge, &added, &states, err) == 0)
        return 0;
    AUTO_ERR *ignored = NULL;
    struct members old;
    put_back(bridge, &added, &states);
    if (parse(old_members, &old, &ignored) == 0) {
        int rc = set_bond(bridge, &old, members, balance, &ignored);
        (void)rc;
    }
    return -1;
}

int vm_team_remove(const char *bridge, const char *members, struct err **err)
{
    CLEANUP(vm_ip_state_release) struct vm_ip_state state = { VEC_INIT, VEC_INIT };
    char first[16];
    vm_team_first(members, first);
    if (if_nametoindex(bridge)) {
        if (vm_ip_state_save(bridge, &state, err))
            return -1;
        if (if_nametoindex(first) && vm_ip_state_move(&state, bridge, first, err))
            return err_wrap(err, "The bridge '%s' cannot be taken off '%s'", bridge, first);
    }
    CLEANUP(words_release) struct words w = { VEC_INIT };
    ADD(&w, "--if-exists", "del-br", bridge);
    return ovs_run(&w, err);
}
