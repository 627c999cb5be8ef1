/* Machine types and their versions; names of PCI devices as users write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shell/base/cleanup.h"
#include "vm/vm_host_device.h"
#include "vm/vm_machine.h"

static void test_version(void **state)
{
    static const struct {
        const char *machine, *version;
    } cases[] = {
        { "pc-q35-7.2", "7.2" },
        { "pc-i440fx-10.0", "10.0" },
        { "pc-q35-rhel9.2.0", "9.2.0" },
        { "virt-8.1", "8.1" },
        { "q35", NULL },
        { "pc", NULL },
        { "microvm", NULL },
        { "pc-q35-jammy", NULL },
        { "pc-q35-7", NULL },
        { "pc-q35-7.", NULL },
        { "pc-", NULL },
        { "", NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        AUTO_FREE char *version = vm_machine_version(cases[i].machine);
        if (cases[i].version)
            assert_string_equal(version, cases[i].version);
        else
            assert_null(version);
    }
    assert_null(vm_machine_version(NULL));
}

static void test_device_names(void **state)
{
    char node[] = "pci_0000_03_00_1", location[] = "PCIROOT(0)#PCI(1C00)#PCI(0001)",
         instance[] = "PCI\\VEN_1AF4&DEV_1044\\0000:03:00.1", nothing[] = "";
    struct vm_host_device d = {
        .address = "0000:03:00.1", .node = node, .location = location, .instance = instance
    };
    (void)state;
    assert_true(vm_host_device_is(&d, "0000:03:00.1"));
    assert_true(vm_host_device_is(&d, "03:00.1"));
    assert_true(vm_host_device_is(&d, "PCI_0000_03_00_1"));
    assert_true(vm_host_device_is(&d, "pciroot(0)#pci(1c00)#pci(0001)"));
    assert_true(vm_host_device_is(&d, "pci\\ven_1af4&dev_1044\\0000:03:00.1"));
    assert_false(vm_host_device_is(&d, "03:00.0"));
    assert_false(vm_host_device_is(&d, ""));
    d.location = nothing;
    assert_false(vm_host_device_is(&d, ""));
    d.node = NULL;
    assert_false(vm_host_device_is(&d, "pci_0000_03_00_1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_device_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
