/* Access control lists and VLANs of adapters: what users write, and the rules that libvirt gets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "vm/network/vm_nic_filter.h"
#include "vm/vm_vlan.h"

static void addresses(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted; /* NULL: refused */
        enum vm_acl_kind kind;
    } cases[] = {
        { "10.1.2.3", "10.1.2.3", VM_ACL_IPV4 },
        { "10.1.2.3/8", "10.0.0.0/8", VM_ACL_IPV4 },
        { "10.1.2.3/32", "10.1.2.3", VM_ACL_IPV4 },
        { "10.1.255.3/17", "10.1.128.0/17", VM_ACL_IPV4 },
        { "255.255.255.255/0", "0.0.0.0/0", VM_ACL_IPV4 },
        { "2001:DB8::0:7/32", "2001:db8::/32", VM_ACL_IPV6 },
        { "::1", "::1", VM_ACL_IPV6 },
        { "::/0", "::/0", VM_ACL_IPV6 },
        { "", NULL, 0 },
        { "10.0.0.1/", NULL, 0 },
        { "10.0.0.1/33", NULL, 0 },
        { "10.0.0.1/-1", NULL, 0 },
        { "10.0.0.1/8 ", NULL, 0 },
        { "::1/129", NULL, 0 },
        { "10.0.0", NULL, 0 },
        { "1111:2222:3333:4444:5555:6666:7777:8888:9999:0000:1111:2222", NULL, 0 },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_ERR *err = NULL;
        enum vm_acl_kind kind;
        char address[VM_ACL_ADDRESS_SIZE];
        int rc = vm_acl_parse_ip(cases[i].text, &kind, address, &err);
        assert_int_equal(rc, cases[i].wanted ? 0 : -1);
        if (rc == 0) {
            assert_string_equal(address, cases[i].wanted);
            assert_int_equal(kind, cases[i].kind);
        }
    }
}

static void ports_and_protocols(void **state)
{
    (void)state;
    static const char *const ports[][2] = {
        { "80", "80" },  { "80-90", "80-90" },     { "7-7", "7" },    { "any", "ANY" },
        { "*", "ANY" },  { "0-65535", "0-65535" }, { "65536", NULL }, { "90-80", NULL },
        { "80-", NULL }, { "-80", NULL },          { "80,81", NULL }, { "080000", NULL },
    };
    for (size_t i = 0; i < ARRAY_SIZE(ports); i++) {
        AUTO_ERR *err = NULL;
        char text[VM_ACL_PORTS_SIZE];
        int rc = vm_acl_parse_ports(ports[i][0], text, &err);
        assert_int_equal(rc, ports[i][1] ? 0 : -1);
        if (rc == 0)
            assert_string_equal(text, ports[i][1]);
    }
    static const struct {
        const char *text;
        int wanted; /* -2: refused */
    } protocols[] = { { "tcp", 6 }, { "UDP", 17 },  { "1", 1 },    { "ANY", -1 },
                      { "", -1 },   { "255", 255 }, { "256", -2 }, { "gre", -2 } };
    for (size_t i = 0; i < ARRAY_SIZE(protocols); i++) {
        AUTO_ERR *err = NULL;
        int protocol;
        int rc = vm_acl_parse_protocol(protocols[i].text, &protocol, &err);
        assert_int_equal(rc, protocols[i].wanted == -2 ? -1 : 0);
        if (rc == 0)
            assert_int_equal(protocol, protocols[i].wanted);
    }
}

static struct vm_acl entry(enum vm_acl_action action, bool remote, const char *ip)
{
    AUTO_ERR *err = NULL;
    struct vm_acl acl = { .action = action, .direction = VM_ACL_INBOUND, .remote = remote };
    assert_int_equal(vm_acl_parse_ip(ip, &acl.kind, acl.address, &err), 0);
    return acl;
}

/* The rules in the order of their priorities are those of the lists. */
static void order_of_rules(void **state)
{
    (void)state;
    struct vm_acl acls[] = {
        entry(VM_ACL_ALLOW, true, "0.0.0.0/0"),
        entry(VM_ACL_ALLOW, true, "10.0.0.0/8"),
        entry(VM_ACL_DENY, false, "10.0.0.0/8"),
        entry(VM_ACL_DENY, true, "10.1.2.3"),
        { .action = VM_ACL_DENY,
          .direction = VM_ACL_OUTBOUND,
          .kind = VM_ACL_MAC,
          .address = "00155D010203" },
    };
    struct vm_extended_acl extended[] = {
        { .action = VM_ACL_ALLOW,
          .direction = VM_ACL_INBOUND,
          .local = "ANY",
          .remote = "::1",
          .local_ports = "80",
          .remote_ports = "ANY",
          .protocol = 6,
          .weight = 1 },
        { .action = VM_ACL_DENY,
          .direction = VM_ACL_OUTBOUND,
          .local = "10.0.0.1",
          .remote = "ANY",
          .local_ports = "ANY",
          .remote_ports = "1-2",
          .protocol = 17,
          .weight = 9 },
    };
    struct vm_filter_plan plan = { .name = "x",
                                   .base = "no-mac-spoofing",
                                   .dhcp_guard = true,
                                   .acls = acls,
                                   .acl_count = ARRAY_SIZE(acls),
                                   .extended = extended,
                                   .extended_count = ARRAY_SIZE(extended) };
    static const char *const wanted[] = {
        "<ip protocol=\"udp\" srcportstart=\"67\"/>",
        "<ipv6 protocol=\"udp\" srcportstart=\"547\"/>",
        "<ip protocol=\"17\" srcipaddr=\"10.0.0.1\" srcipmask=\"32\" dstportstart=\"1\" "
        "dstportend=\"2\"/>",
        "<ipv6 protocol=\"6\" srcipaddr=\"::1\" srcipmask=\"128\" dstportstart=\"80\" "
        "dstportend=\"80\"/>",
        "<mac srcmacaddr=\"00:15:5d:01:02:03\"/>",
        "<ip srcipaddr=\"10.1.2.3\" srcipmask=\"32\"/>",
        "<ip dstipaddr=\"10.0.0.0\" dstipmask=\"8\"/>",
        "<ip srcipaddr=\"10.0.0.0\" srcipmask=\"8\"/>",
        "<ip/>",
    };
    AUTO_XMLDOC doc = vm_filter_xml(&plan);
    xmlNodePtr *rules;
    size_t n = vm_xml_find_all(xmlDocGetRootElement(doc), "rule", &rules);
    assert_int_equal(n, ARRAY_SIZE(wanted));
    int64_t last = -1000;
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *text = vm_xml_dump_node(xmlFirstElementChild(rules[i]));
        assert_string_equal(text, wanted[i]);
        assert_true(vm_xml_number(rules[i], "@priority", -1001) >= last);
        last = vm_xml_number(rules[i], "@priority", -1001);
    }
    free(rules);
    assert_true(vm_xml_is(xmlDocGetRootElement(doc), "filterref/@filter", "no-mac-spoofing"));
}

/* With sessions the entries are iptables', each for its direction only. */
static void sessions(void **state)
{
    (void)state;
    struct vm_extended_acl extended[] = {
        { .action = VM_ACL_ALLOW,
          .direction = VM_ACL_OUTBOUND,
          .local = "ANY",
          .remote = "ANY",
          .local_ports = "ANY",
          .remote_ports = "ANY",
          .protocol = 6,
          .weight = 2,
          .stateful = true },
        { .action = VM_ACL_DENY,
          .direction = VM_ACL_INBOUND,
          .local = "ANY",
          .remote = "ANY",
          .local_ports = "ANY",
          .remote_ports = "ANY",
          .protocol = VM_ACL_PROTOCOL_ANY,
          .weight = 1 },
    };
    struct vm_filter_plan plan = { .name = "x", .extended = extended, .extended_count = 2 };
    static const char *const wanted[] = { "<tcp/>", "<tcp-ipv6/>", "<all state=\"NONE\"/>",
                                          "<all-ipv6 state=\"NONE\"/>" };
    AUTO_XMLDOC doc = vm_filter_xml(&plan);
    xmlNodePtr *rules;
    size_t n = vm_xml_find_all(xmlDocGetRootElement(doc), "rule", &rules);
    assert_int_equal(n, ARRAY_SIZE(wanted));
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *text = vm_xml_dump_node(xmlFirstElementChild(rules[i]));
        assert_string_equal(text, wanted[i]);
    }
    free(rules);
}

/* What stands in a record is read back; what makes no sense there is left out. */
static void records(void **state)
{
    (void)state;
    AUTO_ERR *err = NULL;
    AUTO_XMLDOC doc = vm_xml_parse(
        "<hv:adapter xmlns:hv='" VM_XML_NS "'>"
        "<hv:acl action='Deny' direction='Inbound' remote='10.0.0.1/8'/>"
        "<hv:acl action='Meter' direction='Inbound' remote='10.0.0.0/8'/>"
        "<hv:acl action='Deny' direction='Both' remote='10.0.0.0/8'/>"
        "<hv:acl action='Allow' direction='Outbound' local='00-15-5d-01-02-03' mac='yes'/>"
        "<hv:acl action='Allow' direction='Outbound'/>"
        "<hv:extendedAcl action='Deny' direction='Outbound' weight='5' protocol='17'"
        " remotePort='7-9' remote='::1/64'/>"
        "<hv:extendedAcl action='Deny' direction='Outbound' weight='70000'/>"
        "<hv:extendedAcl action='Deny' direction='Outbound' weight='6' localPort='7'/>"
        "</hv:adapter>",
        NULL, &err);
    xmlNodePtr record = xmlDocGetRootElement(doc);
    struct vm_acl *acls;
    struct vm_extended_acl *extended;
    size_t n, m;
    vm_acls_read(record, &acls, &n);
    vm_extended_acls_read(record, &extended, &m);
    assert_int_equal(n, 2);
    assert_string_equal(acls[0].address, "10.0.0.0/8");
    assert_true(acls[0].remote);
    assert_string_equal(acls[1].address, "00155D010203");
    assert_int_equal(m, 1);
    assert_string_equal(extended[0].remote, "::/64");
    assert_string_equal(extended[0].remote_ports, "7-9");
    assert_string_equal(extended[0].local, "ANY");
    vm_acls_write(record, acls, n);
    vm_extended_acls_write(record, extended, m);
    struct vm_acl *again;
    vm_acls_read(record, &again, &n);
    assert_int_equal(n, 2);
    assert_true(vm_acl_equal(&acls[0], &again[0]) && vm_acl_equal(&acls[1], &again[1]));
    free(again);
    free(acls);
    free(extended);
}

static void vlan_lists(void **state)
{
    (void)state;
    static const char *const lists[][2] = {
        { "1-100,200", "1-100,200" },
        { " 5 , 4,6-7", "4-7" },
        { "4094", "4094" },
        { "1-4094", "1-4094" },
        { "0", NULL },
        { "4095", NULL },
        { "", NULL },
        { "7-5", NULL },
        { "1,,2", NULL },
        { "1,", NULL },
        { "1-", NULL },
        { "99999999999", NULL },
    };
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
        AUTO_ERR *err = NULL;
        AUTO_STRBUF text = STRBUF_INIT;
        struct vm_vlan vlan = { .mode = VM_VLAN_TRUNK };
        int rc = vm_vlan_parse_list(lists[i][0], &vlan, &err);
        assert_int_equal(rc, lists[i][1] ? 0 : -1);
        if (rc)
            continue;
        vm_vlan_format_list(&vlan, &text);
        assert_string_equal(text.buf, lists[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses),      cmocka_unit_test(ports_and_protocols),
        cmocka_unit_test(order_of_rules), cmocka_unit_test(sessions),
        cmocka_unit_test(records),        cmocka_unit_test(vlan_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
