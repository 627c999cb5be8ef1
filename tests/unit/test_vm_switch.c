/* Switches against libvirt's test driver, and, when a libvirtd of our own answers
 * (scripts/with-libvirtd), against real bridges as ip(8) and virsh show them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <net/if.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "tests/unit/must.h"
#include "vm/network/vm_switch.h"
#include "vm/network/vm_switch_xml.h"
#include "vm/vm.h"
#include "vm/vm_host.h"

static const struct vm_settings no_settings;

static int open_host(void **state, const char *uri)
{
    AUTO_ERR *err = NULL;
    struct vm_host_options options = { .uri = uri,
                                       .wait = { .interrupt_fd = -1 },
                                       .settings = &no_settings };
    struct vm_host *host = NULL;
    if (vm_host_open(&options, &host, &err))
        print_error("%s\n", err->message);
    *state = host;
    return host ? 0 : -1;
}

static int open_test(void **state)
{
    return open_host(state, "test:///default");
}

static int open_system(void **state)
{
    if (getenv("HVSH_PRIVATE_LIBVIRTD"))
        return open_host(state, "qemu:///system");
    *state = NULL;
    return 0;
}

static int close_host(void **state)
{
    vm_host_close(*state);
    return 0;
}

static void need_daemon(void **state)
{
    if (*state)
        return;
    print_message("SKIPPED: needs scripts/with-libvirtd\n");
    skip();
}

/* stdout of a tool; NULL when it fails. */
static char *output(const char *const *argv)
{
    AUTO_ERR *err = NULL;
    AUTO_STRBUF out = STRBUF_INIT;
    struct spawn sp = { .argv = argv, .timeout_ms = 30000 };
    if (spawn_run(&sp, &out, NULL, &err))
        return NULL;
    return strbuf_detach(&out, NULL);
}
#define OUTPUT(...) output((const char *const[]){ __VA_ARGS__, NULL })

static void tool(const char *const *argv)
{
    AUTO_FREE char *out = output(argv);
    assert_non_null(out);
}
#define TOOL(...) tool((const char *const[]){ __VA_ARGS__, NULL })

static void expect_text(char *text, const char *part)
{
    assert_non_null(text);
    if (!strstr(text, part))
        print_error("no \"%s\" in: %s\n", part, text);
    assert_non_null(strstr(text, part));
    free(text);
}

/* ---- descriptions ---- */
static void subnets(void **state)
{
    (void)state;
    struct vm_subnet a, b;
    char text[20];
    MUST(vm_subnet_parse("192.168.100.1/24", &a, &must_err));
    assert_int_equal(a.address, 0xC0A86401);
    assert_int_equal(a.prefix, 24);
    MUST(vm_subnet_parse("192.168.0.9/16", &b, &must_err));
    assert_true(vm_subnet_overlap(&a, &b));
    assert_true(vm_subnet_choose(NULL, 0, text));
    assert_string_equal(text, "192.168.100.1/24");
    assert_true(vm_subnet_choose(&a, 1, text));
    assert_string_equal(text, "192.168.101.1/24");
    assert_false(vm_subnet_choose(&b, 1, text));
    static const char *const bad[] = { "",           "1.2.3.4",    "1.2.3.4/",     "1.2.3.4/33",
                                       "1.2.3.4/31", "1.2.3.0/24", "1.2.3.255/24", "a/24",
                                       "1.2.3.4/2x" };
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        AUTO_ERR *err = NULL;
        assert_int_equal(vm_subnet_parse(bad[i], &a, &err), -1);
        assert_int_equal(err->kind, ERR_INVALID_PARAMETER);
    }
}

static void foreign_networks(void **state)
{
    (void)state;
    static const struct {
        const char *xml;
        enum vm_switch_type type;
        bool host, nat;
        const char *adapter;
    } cases[] = {
        { "<network><name>a</name><bridge name='b'/></network>", VM_SWITCH_PRIVATE, false, false,
          NULL },
        { "<network><name>a</name><ip address='10.0.0.1' netmask='255.255.255.0'/></network>",
          VM_SWITCH_INTERNAL, true, false, NULL },
        { "<network><name>a</name><forward/><ip address='10.0.0.1' prefix='24'/></network>",
          VM_SWITCH_INTERNAL, true, true, NULL },
        { "<network><name>a</name><forward mode='route'/></network>", VM_SWITCH_INTERNAL, true,
          false, NULL },
        { "<network><name>a</name><forward mode='bridge'/><bridge name='br0'/></network>",
          VM_SWITCH_EXTERNAL, true, false, NULL },
        { "<network><name>a</name><forward mode='private'><interface "
          "dev='e1'/></forward></network>",
          VM_SWITCH_EXTERNAL, false, false, "e1" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_ERR *err = NULL;
        AUTO_XMLDOC doc = vm_xml_parse(cases[i].xml, "network", &err);
        struct vm_switch_info info;
        vm_switch_xml_read(xmlDocGetRootElement(doc), &info);
        assert_int_equal(info.type, cases[i].type);
        assert_int_equal(info.allow_management_os, cases[i].host);
        assert_int_equal(info.nat, cases[i].nat);
        assert_false(info.own);
        if (cases[i].adapter)
            assert_string_equal(info.net_adapter, cases[i].adapter);
        if (i == 1 || i == 2)
            assert_string_equal(info.host_address, "10.0.0.1/24");
        vm_switch_info_release(&info);
    }
}

/* ---- the test driver ---- */
static void life_of_a_switch(void **state)
{
    struct vm_switch_create spec = { .name = "Lab <&> \xc3\xa9",
                                     .type = VM_SWITCH_PRIVATE,
                                     .notes = "a <note> & more" };
    struct vm_switch_info info;
    MUST(vm_switch_create(*state, &spec, &info, NULL, &must_err));
    assert_string_equal(info.name, spec.name);
    assert_int_equal(info.type, VM_SWITCH_PRIVATE);
    assert_string_equal(info.notes, spec.notes);
    assert_true(info.active && info.own && info.autostart);
    assert_int_equal(strlen(info.id), 36);
    AUTO_FREE char *id = xstrdup(info.id);
    vm_switch_info_release(&info);

    MUST(vm_switch_get(*state, "lab <&> \xc3\x89", NULL, &info, &must_err));
    assert_string_equal(info.id, id);
    vm_switch_info_release(&info);

    AUTO_ERR *err = NULL;
    assert_int_equal(vm_switch_create(*state, &spec, NULL, NULL, &err), -1);
    assert_int_equal(err->kind, ERR_OBJECT_EXISTS);

    struct vm_switch_change change = { .notes = "new" };
    MUST(vm_switch_set(*state, id, &change, &info, NULL, &must_err));
    assert_string_equal(info.notes, "new");
    vm_switch_info_release(&info);

    enum vm_switch_type internal = VM_SWITCH_INTERNAL;
    struct vm_switch_change retype = { .type = &internal };
    MUST(vm_switch_set(*state, id, &retype, &info, NULL, &must_err));
    assert_int_equal(info.type, VM_SWITCH_INTERNAL);
    assert_string_equal(info.notes, "new");
    assert_string_equal(info.id, id);
    assert_non_null(info.host_address);
    assert_true(info.active);
    vm_switch_info_release(&info);

    MUST(vm_switch_rename(*state, id, "Other", &must_err));
    MUST(vm_switch_get(*state, NULL, id, &info, &must_err));
    assert_string_equal(info.name, "Other");
    assert_string_equal(info.notes, "new");
    vm_switch_info_release(&info);

    MUST(vm_switch_remove(*state, id, NULL, &must_err));
    AUTO_ERR *gone = NULL;
    assert_int_equal(vm_switch_get(*state, "Other", NULL, &info, &gone), -1);
    assert_int_equal(gone->kind, ERR_OBJECT_NOT_FOUND);
    assert_string_equal(gone->message,
                        "Hyper-V was unable to find a virtual switch with name \"Other\".");
}

static void lists_are_sorted(void **state)
{
    static const char *const names[] = { "zeta", "Alpha" };
    for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
        struct vm_switch_create spec = { .name = names[i], .type = VM_SWITCH_INTERNAL };
        MUST(vm_switch_create(*state, &spec, NULL, NULL, &must_err));
    }
    struct vm_switch_info *list;
    size_t n;
    MUST(vm_switch_list(*state, &list, &n, &must_err));
    assert_int_equal(n, 3); /* the driver brings "default" along */
    assert_string_equal(list[0].name, "Alpha");
    assert_string_equal(list[1].name, "default");
    assert_string_equal(list[2].name, "zeta");
    assert_string_not_equal(list[0].host_address, list[2].host_address);
    assert_false(list[1].own);
    assert_int_equal(list[1].type, VM_SWITCH_INTERNAL);
    /* The driver's state is the process's: leave it as it was. */
    MUST(vm_switch_remove(*state, list[0].id, NULL, &must_err));
    MUST(vm_switch_remove(*state, list[2].id, NULL, &must_err));
    vm_switch_list_free(list, n);
}

static void refusals(void **state)
{
    static const struct {
        struct vm_switch_create spec;
        enum err_kind kind;
    } cases[] = {
        { { .name = "" }, ERR_INVALID_PARAMETER },
        { { .name = "a/b" }, ERR_INVALID_PARAMETER },
        { { .name = "a\nb" }, ERR_INVALID_PARAMETER },
        { { .name = "a\xff" }, ERR_INVALID_PARAMETER },
        { { .name = "DEFAULT" }, ERR_OBJECT_EXISTS },
        { { .name = "a", .type = VM_SWITCH_EXTERNAL }, ERR_INVALID_PARAMETER },
        { { .name = "a", .type = VM_SWITCH_INTERNAL, .host_address = "x" }, ERR_INVALID_PARAMETER },
        /* the test driver's own network */
        { { .name = "a", .type = VM_SWITCH_INTERNAL, .host_address = "192.168.122.7/24" },
          ERR_INVALID_PARAMETER },
        { { .name = "a", .iov_enabled = true }, ERR_NOT_SUPPORTED },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_ERR *err = NULL;
        assert_int_equal(vm_switch_create(*state, &cases[i].spec, NULL, NULL, &err), -1);
        assert_int_equal(err->kind, cases[i].kind);
    }
    struct vm_switch_info *list;
    size_t n;
    MUST(vm_switch_list(*state, &list, &n, &must_err));
    assert_int_equal(n, 1);
    vm_switch_list_free(list, n);
}

/* ---- a real libvirtd ---- */
static void real_private_and_internal(void **state)
{
    need_daemon(state);
    struct vm_switch_create priv = { .name = "Real private", .type = VM_SWITCH_PRIVATE };
    struct vm_switch_create in = { .name = "Real internal",
                                   .type = VM_SWITCH_INTERNAL,
                                   .host_address = "10.77.0.1/24" };
    struct vm_switch_create nat = { .name = "Default Switch", .type = VM_SWITCH_INTERNAL };
    struct vm_switch_info p, i, d;
    MUST(vm_switch_create(*state, &priv, &p, NULL, &must_err));
    MUST(vm_switch_create(*state, &in, &i, NULL, &must_err));
    MUST(vm_switch_create(*state, &nat, &d, NULL, &must_err));
    expect_text(OUTPUT("virsh", "net-dumpxml", "Real private"), "<bridge name=");
    expect_text(OUTPUT("ip", "-d", "link", "show", p.bridge), "bridge forward_delay");
    expect_text(OUTPUT("ip", "-4", "addr", "show", i.bridge), "inet 10.77.0.1/24");
    AUTO_FREE char *none = OUTPUT("ip", "-4", "addr", "show", p.bridge);
    assert_null(strstr(none, "inet"));
    expect_text(OUTPUT("virsh", "net-dumpxml", "Default Switch"), "<forward mode='nat'>");
    assert_string_equal(d.id, "c08cb7b8-9b3c-408e-8e30-5e16a3aeb444");
    assert_true(d.dhcp && d.nat);
    MUST(vm_switch_remove(*state, p.id, NULL, &must_err));
    MUST(vm_switch_remove(*state, i.id, NULL, &must_err));
    MUST(vm_switch_remove(*state, d.id, NULL, &must_err));
    assert_int_equal(if_nametoindex(p.bridge), 0);
    assert_int_equal(if_nametoindex(i.bridge), 0);
    assert_int_equal(if_nametoindex(d.bridge), 0);
    vm_switch_info_release(&p);
    vm_switch_info_release(&i);
    vm_switch_info_release(&d);
}

static void real_external(void **state)
{
    need_daemon(state);
    TOOL("ip", "link", "add", "ext0", "type", "veth", "peer", "name", "far0");
    TOOL("ip", "addr", "add", "10.88.0.5/24", "dev", "ext0");
    TOOL("ip", "addr", "add", "10.88.0.6/24", "dev", "ext0");
    TOOL("ip", "addr", "add", "2001:db8::5/64", "dev", "ext0");
    TOOL("ip", "link", "set", "ext0", "up");
    TOOL("ip", "link", "set", "far0", "up");
    TOOL("ip", "route", "add", "10.99.0.0/16", "via", "10.88.0.1");
    struct vm_switch_create spec = { .name = "Outside",
                                     .type = VM_SWITCH_EXTERNAL,
                                     .net_adapter = "ext0",
                                     .allow_management_os = true };
    struct vm_switch_info info;
    char *notice = NULL;
    MUST(vm_switch_create(*state, &spec, &info, &notice, &must_err));
    assert_string_equal(info.bridge, "hv-ext0");
    assert_string_equal(info.net_adapter, "ext0");
    assert_string_equal(info.adapter_description, "veth (ext0)");
    assert_true(info.allow_management_os);
    expect_text(notice, "10.88.0.5/24");
    expect_text(OUTPUT("ip", "link", "show", "ext0"), "master hv-ext0");
    expect_text(OUTPUT("ip", "addr", "show", "hv-ext0"), "inet 10.88.0.6/24");
    expect_text(OUTPUT("ip", "addr", "show", "hv-ext0"), "inet6 2001:db8::5/64");
    expect_text(OUTPUT("ip", "route"), "10.99.0.0/16 via 10.88.0.1 dev hv-ext0");
    AUTO_ERR *twice = NULL;
    struct vm_switch_create other = { .name = "Again",
                                      .type = VM_SWITCH_EXTERNAL,
                                      .net_adapter = "ext0",
                                      .allow_management_os = true };
    assert_int_equal(vm_switch_create(*state, &other, NULL, NULL, &twice), -1);
    assert_int_equal(twice->kind, ERR_INVALID_STATE);

    bool no = false;
    struct vm_switch_change alone = { .allow_management_os = &no };
    struct vm_switch_info changed;
    notice = NULL;
    MUST(vm_switch_set(*state, info.id, &alone, &changed, &notice, &must_err));
    assert_false(changed.allow_management_os);
    assert_null(changed.bridge);
    free(notice);
    assert_int_equal(if_nametoindex("hv-ext0"), 0);
    expect_text(OUTPUT("ip", "addr", "show", "ext0"), "inet 10.88.0.5/24");
    expect_text(OUTPUT("ip", "route"), "10.99.0.0/16 via 10.88.0.1 dev ext0");
    expect_text(OUTPUT("virsh", "net-dumpxml", "Outside"), "<interface dev='ext0'/>");
    vm_switch_info_release(&changed);

    bool yes = true;
    struct vm_switch_change shared = { .allow_management_os = &yes };
    MUST(vm_switch_set(*state, info.id, &shared, NULL, NULL, &must_err));
    expect_text(OUTPUT("ip", "addr", "show", "hv-ext0"), "inet 10.88.0.5/24");
    MUST(vm_switch_remove(*state, info.id, NULL, &must_err));
    assert_int_equal(if_nametoindex("hv-ext0"), 0);
    expect_text(OUTPUT("ip", "addr", "show", "ext0"), "inet 10.88.0.5/24");
    expect_text(OUTPUT("ip", "route"), "10.99.0.0/16 via 10.88.0.1 dev ext0");
    vm_switch_info_release(&info);
    TOOL("ip", "link", "del", "ext0");
}

static void real_refusals(void **state)
{
    need_daemon(state);
    TOOL("ip", "link", "add", "mybr", "type", "bridge");
    static const struct {
        struct vm_switch_create spec;
        enum err_kind kind;
    } cases[] = {
        { { .name = "a", .type = VM_SWITCH_EXTERNAL, .net_adapter = "none9" },
          ERR_OBJECT_NOT_FOUND },
        { { .name = "a", .type = VM_SWITCH_EXTERNAL, .net_adapter = "lo" }, ERR_NOT_SUPPORTED },
        { { .name = "a", .type = VM_SWITCH_EXTERNAL, .net_adapter = "mybr" },
          ERR_INVALID_PARAMETER },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_ERR *err = NULL;
        assert_int_equal(vm_switch_create(*state, &cases[i].spec, NULL, NULL, &err), -1);
        assert_int_equal(err->kind, cases[i].kind);
    }
    struct vm_switch_create spec = { .name = "Mine",
                                     .type = VM_SWITCH_EXTERNAL,
                                     .net_adapter = "mybr",
                                     .allow_management_os = true };
    struct vm_switch_info info;
    MUST(vm_switch_create(*state, &spec, &info, NULL, &must_err));
    MUST(vm_switch_remove(*state, info.id, NULL, &must_err));
    vm_switch_info_release(&info);
    assert_int_not_equal(if_nametoindex("mybr"), 0); /* not made here, so not removed */
    TOOL("ip", "link", "del", "mybr");
}

/* Two machines of another tool on one switch: one off, one running (paused at its first
 * instruction). */
static void define(const char *name, const char *network)
{
    AUTO_FREE char *xml =
        xasprintf("<domain type='qemu'><name>%s</name><memory>32768</memory>"
                  "<os><type arch='x86_64' machine='pc'>hvm</type></os>"
                  "<devices><interface type='network'><mac address='00:15:5d:00:00:01'/>"
                  "<source network='%s'/><model type='e1000'/></interface></devices></domain>",
                  name, network);
    char path[] = "/tmp/hvsh-domain-XXXXXX";
    AUTO_FD int fd = mkstemp(path);
    assert_int_equal(write(fd, xml, strlen(xml)), strlen(xml));
    TOOL("virsh", "define", path);
    unlink(path);
}

static void real_connected_machines(void **state)
{
    need_daemon(state);
    struct vm_switch_create spec = { .name = "Busy", .type = VM_SWITCH_PRIVATE };
    struct vm_switch_info info;
    MUST(vm_switch_create(*state, &spec, &info, NULL, &must_err));
    define("sw-off", "Busy");
    MUST(vm_switch_rename(*state, info.id, "Busier", &must_err));
    expect_text(OUTPUT("virsh", "dumpxml", "sw-off"), "network='Busier'");
    define("sw-on", "Busier");
    TOOL("virsh", "start", "--paused", "sw-on");
    AUTO_ERR *err = NULL;
    assert_int_equal(vm_switch_rename(*state, info.id, "Busy", &err), -1);
    assert_int_equal(err->kind, ERR_INVALID_STATE);
    enum vm_switch_type internal = VM_SWITCH_INTERNAL;
    struct vm_switch_change change = { .type = &internal };
    AUTO_ERR *err2 = NULL;
    assert_int_equal(vm_switch_set(*state, info.id, &change, NULL, NULL, &err2), -1);
    assert_int_equal(err2->kind, ERR_INVALID_STATE);
    struct vm_switch_change notes = { .notes = "live" };
    struct vm_switch_info changed;
    MUST(vm_switch_set(*state, info.id, &notes, &changed, NULL, &must_err));
    assert_string_equal(changed.notes, "live");
    vm_switch_info_release(&changed);

    MUST(vm_switch_remove(*state, info.id, NULL, &must_err));
    assert_int_equal(if_nametoindex(info.bridge), 0);
    static const char *const names[] = { "sw-off", "sw-on" };
    for (size_t i = 0; i < 2; i++) {
        AUTO_FREE char *xml = OUTPUT("virsh", "dumpxml", "--inactive", names[i]);
        assert_null(strstr(xml, "Busier'"));
        assert_non_null(strstr(xml, "00:15:5d:00:00:01"));
        assert_non_null(strstr(xml, "<link state='down'/>"));
    }
    expect_text(OUTPUT("virsh", "domstate", "sw-on"), "paused");
    expect_text(OUTPUT("virsh", "dumpxml", "sw-on"), "<link state='down'/>");
    /* The running one can be connected to another switch. */
    struct vm_switch_create next = { .name = "Next", .type = VM_SWITCH_PRIVATE };
    struct vm_switch_info other;
    struct vm_config config;
    MUST(vm_switch_create(*state, &next, &other, NULL, &must_err));
    AUTO_FREE char *uuid = OUTPUT("virsh", "domuuid", "sw-on");
    uuid[36] = '\0';
    MUST(vm_read_config(*state, uuid, &config, &must_err));
    assert_int_equal(config.nic_count, 1);
    assert_null(config.nics[0].switch_name);
    struct vm_nic_change connect = { .switch_name = "Next" };
    MUST(vm_set_nic(*state, uuid, config.nics[0].id, &connect, &must_err));
    vm_config_release(&config);
    AUTO_FREE char *master = xasprintf("master %s", other.bridge);
    expect_text(OUTPUT("ip", "link", "show"), master);
    TOOL("virsh", "destroy", "sw-on");
    TOOL("virsh", "start", "--paused", "sw-off"); /* starts without the switch */
    TOOL("virsh", "destroy", "sw-off");
    TOOL("virsh", "undefine", "sw-on");
    TOOL("virsh", "undefine", "sw-off");
    MUST(vm_switch_remove(*state, other.id, NULL, &must_err));
    vm_switch_info_release(&other);
    vm_switch_info_release(&info);
}

/* A failing start leaves neither network nor bridge: the address is on the host already, but in a
 * way that only libvirt sees. */
static void real_failure_leaves_nothing(void **state)
{
    need_daemon(state);
    TOOL("ip", "link", "add", "blk0", "type", "veth", "peer", "name", "blk1");
    TOOL("ip", "link", "set", "blk0", "up");
    TOOL("ip", "route", "add", "10.66.0.0/24", "dev", "blk0");
    struct vm_switch_create spec = { .name = "Fails",
                                     .type = VM_SWITCH_INTERNAL,
                                     .host_address = "10.66.0.1/24" };
    AUTO_ERR *err = NULL;
    assert_int_equal(vm_switch_create(*state, &spec, NULL, NULL, &err), -1);
    assert_non_null(strstr(err->message, "Fails"));
    struct vm_switch_info info;
    AUTO_ERR *gone = NULL;
    assert_int_equal(vm_switch_get(*state, "Fails", NULL, &info, &gone), -1);
    AUTO_FREE char *bridges = OUTPUT("ip", "link", "show", "type", "bridge");
    assert_null(strstr(bridges, "virbr"));

    /* The bridge is made, then libvirt refuses the UUID, which another switch has. */
    TOOL("ip", "addr", "add", "10.67.0.1/24", "dev", "blk0");
    struct vm_switch_create first = { .name = "First", .type = VM_SWITCH_PRIVATE };
    struct vm_switch_info taken;
    MUST(vm_switch_create(*state, &first, &taken, NULL, &must_err));
    struct vm_switch_create second = { .name = "Second",
                                       .type = VM_SWITCH_EXTERNAL,
                                       .net_adapter = "blk0",
                                       .allow_management_os = true,
                                       .id = taken.id };
    AUTO_ERR *refused = NULL;
    assert_int_equal(vm_switch_create(*state, &second, NULL, NULL, &refused), -1);
    assert_int_equal(if_nametoindex("hv-blk0"), 0);
    expect_text(OUTPUT("ip", "addr", "show", "blk0"), "inet 10.67.0.1/24");
    MUST(vm_switch_remove(*state, taken.id, NULL, &must_err));
    vm_switch_info_release(&taken);

    /* An interface without Ethernet cannot join the bridge that was made for it. */
    AUTO_FREE char *tun = OUTPUT("ip", "tuntap", "add", "dev", "tn0", "mode", "tun");
    if (tun) {
        TOOL("ip", "addr", "add", "10.68.0.1/24", "dev", "tn0");
        struct vm_switch_create bad = { .name = "Third",
                                        .type = VM_SWITCH_EXTERNAL,
                                        .net_adapter = "tn0",
                                        .allow_management_os = true };
        AUTO_ERR *layer3 = NULL;
        assert_int_equal(vm_switch_create(*state, &bad, NULL, NULL, &layer3), -1);
        assert_int_equal(if_nametoindex("hv-tn0"), 0);
        expect_text(OUTPUT("ip", "addr", "show", "tn0"), "inet 10.68.0.1/24");
        TOOL("ip", "link", "del", "tn0");
    }

    /* Retyping to an adapter that is not there puts the old switch back. */
    struct vm_switch_info old, now;
    MUST(vm_switch_create(*state, &first, &old, NULL, &must_err));
    struct vm_switch_change change = { .net_adapter = "none9" };
    AUTO_ERR *missing = NULL;
    assert_int_equal(vm_switch_set(*state, old.id, &change, NULL, NULL, &missing), -1);
    assert_int_equal(missing->kind, ERR_OBJECT_NOT_FOUND);
    MUST(vm_switch_get(*state, NULL, old.id, &now, &must_err));
    assert_int_equal(now.type, VM_SWITCH_PRIVATE);
    assert_true(now.active);
    MUST(vm_switch_remove(*state, old.id, NULL, &must_err));
    vm_switch_info_release(&now);
    vm_switch_info_release(&old);
    TOOL("ip", "link", "del", "blk0");
}

int main(void)
{
#define TEST(f, open) cmocka_unit_test_setup_teardown(f, open, close_host)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subnets),
        cmocka_unit_test(foreign_networks),
        TEST(life_of_a_switch, open_test),
        TEST(lists_are_sorted, open_test),
        TEST(refusals, open_test),
        TEST(real_private_and_internal, open_system),
        TEST(real_external, open_system),
        TEST(real_refusals, open_system),
        TEST(real_connected_machines, open_system),
        TEST(real_failure_leaves_nothing, open_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
