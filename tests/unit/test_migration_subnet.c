/* Subnets of migration networks, as Add-VMMigrationNetwork's reference page writes them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shell/base/alloc.h"
#include "vm/move/vm_migration.h"

static void spelling(void **state)
{
    (void)state;
    static const struct {
        const char *text, *usual; /* NULL: refused */
    } cases[] = {
        { "192.168.0.1", "192.168.0.1/32" },
        { "192.168.10.0/24", "192.168.10.0/24" },
        { "192.168.10.77/24", "192.168.10.0/24" },
        { "0.0.0.0/0", "0.0.0.0/0" },
        { "2001:836c:6456:1c99::/64", "2001:836c:6456:1c99::/64" },
        { "2001:836C:6456:1c99:0::1/64", "2001:836c:6456:1c99::/64" },
        { "2001:836c::1", "2001:836c::1/128" },
        { "192.168.10/24", NULL },
        { "192.168.10.0/33", NULL },
        { "192.168.10.0/", NULL },
        { "192.168.*", NULL },
        { "00155D012A00", NULL },
        { "", NULL },
    };
    for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
        AUTO_ERR *err = NULL;
        AUTO_FREE char *subnet = NULL;
        int rc = vm_migration_subnet(cases[i].text, &subnet, &err);
        assert_int_equal(rc, cases[i].usual ? 0 : -1);
        if (cases[i].usual)
            assert_string_equal(subnet, cases[i].usual);
        else
            assert_int_equal(err->kind, ERR_INVALID_PARAMETER);
    }
}

static void membership(void **state)
{
    (void)state;
    assert_true(vm_migration_subnet_has("192.168.10.0/24", "192.168.10.255"));
    assert_false(vm_migration_subnet_has("192.168.10.0/24", "192.168.11.0"));
    assert_true(vm_migration_subnet_has("192.168.10.0/23", "192.168.11.0"));
    assert_true(vm_migration_subnet_has("0.0.0.0/0", "8.8.8.8"));
    assert_false(vm_migration_subnet_has("0.0.0.0/0", "::1"));
    assert_true(vm_migration_subnet_has("2001:db8::/33", "2001:db8:7fff::1"));
    assert_false(vm_migration_subnet_has("2001:db8::/33", "2001:db8:8000::1"));
    assert_false(vm_migration_subnet_has("2001:db8::/33", "not an address"));
    AUTO_FREE char *address = NULL;
    assert_false(vm_migration_subnet_single("10.0.0.1/31", &address));
    assert_true(vm_migration_subnet_single("10.0.0.1/32", &address));
    assert_string_equal(address, "10.0.0.1");
    AUTO_FREE char *six = NULL;
    assert_true(vm_migration_subnet_single("2001:db8::1/128", &six));
    assert_string_equal(six, "2001:db8::1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spelling),
        cmocka_unit_test(membership),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
