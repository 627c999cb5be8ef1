/* The Hyper-V cmdlets' descriptors against Microsoft's published facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmdlets/registry.h"
#include "shell/base/cleanup.h"
#include "tests/unit/metadata_check.h"

static const struct metadata_difference intended[] = {
#define DIRECT_BOOT "hvsh's own: a kernel is booted without a boot loader"
    { "New-VM/No VHD -KernelPath: added", DIRECT_BOOT },
    { "New-VM/No VHD -InitrdPath: added", DIRECT_BOOT },
    { "New-VM/No VHD -KernelCommandLine: added", DIRECT_BOOT },
    { "New-VM/New VHD -KernelPath: added", DIRECT_BOOT },
    { "New-VM/New VHD -InitrdPath: added", DIRECT_BOOT },
    { "New-VM/New VHD -KernelCommandLine: added", DIRECT_BOOT },
    { "New-VM/Existing VHD -KernelPath: added", DIRECT_BOOT },
    { "New-VM/Existing VHD -InitrdPath: added", DIRECT_BOOT },
    { "New-VM/Existing VHD -KernelCommandLine: added", DIRECT_BOOT },
    { "Set-VM -SnapshotFileLocation: alias CheckpointFileLocation",
      "the property has both names, so the parameter has too" },
    { "Set-VMFirmware -EnableSecureBoot: alias SecureBoot",
      "the property's name works as a parameter" },
    { "Set-VMFirmware -BootOrder: accepts 0 values, not 4",
      "the reference lists object types, which the cmdlet itself tells apart" },
    { "Set-VMFirmware -FirstBootDevice: accepts 0 values, not 4",
      "the reference lists object types, which the cmdlet itself tells apart" },
    { "Set-VMFirmware -SecureBootTemplate: accepts *", "there are keys for these only" },
#define MANY "wider: several at once"
    { "Set-VMHardDiskDrive -VMName: type String[], not String", MANY },
    { "Remove-VMHardDiskDrive -VMName: type String[], not String", MANY },
    { "Set-VMDvdDrive -VMName: type String[], not String", MANY },
    { "Remove-VMDvdDrive -VMName: type String[], not String", MANY },
    { "Set-VMNetworkAdapter -VM: type VirtualMachine[], not VirtualMachine", MANY },
    { "Set-VMNetworkAdapter -VMName: type String[], not String", MANY },
    { "Set-VMNetworkAdapter -VMNetworkAdapter: type VMNetworkAdapterBase[], not "
      "VMNetworkAdapterBase",
      MANY },
    { "Get-VMComPort -Number: range added", "there are two ports" },
    { "Set-VMComPort -Number: range added", "there are two ports" },
#define FILES "hvsh's own: folders, broken copies, proof, and the way out of the guest"
    { "Copy-VMFile/Name -Recurse: added", FILES },
    { "Copy-VMFile/Name -Offline: added", FILES },
    { "Copy-VMFile/Name -Resume: added", FILES },
    { "Copy-VMFile/Name -Verify: added", FILES },
    { "Copy-VMFile/Name -Strict: added", FILES },
    { "Copy-VMFile/VMObject -Recurse: added", FILES },
    { "Copy-VMFile/VMObject -Offline: added", FILES },
    { "Copy-VMFile/VMObject -Resume: added", FILES },
    { "Copy-VMFile/VMObject -Verify: added", FILES },
    { "Copy-VMFile/VMObject -Strict: added", FILES },
    { "Copy-VMFile -FileSource: accepts Guest", FILES },
    { "New-VMSwitch -SwitchType: accepts External",
      "refused by the cmdlet, which names -NetAdapterName as the way" },
    { NULL, NULL },
};

static void test_reference(void **state)
{
    (void)state;
    assert_int_equal(metadata_check_reference("tests/golden/hyperv-cmdlets.json", &cmdlet_registry,
                                              "Hyper-V", intended, ARRAY_SIZE(intended) - 1),
                     0);
}

static void test_rules(void **state)
{
    (void)state;
    assert_int_equal(metadata_check_rules(&cmdlet_registry, "Hyper-V"), 0);
    assert_int_equal(metadata_check_rules(&cmdlet_registry, "hvsh"), 0);
    assert_int_equal(metadata_check_rules(&cmdlet_registry, "Storage"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reference),
        cmocka_unit_test(test_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
