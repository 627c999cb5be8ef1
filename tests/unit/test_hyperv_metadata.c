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
    { "Enable-VMResourceMetering -ResourcePoolType: type VMResourcePoolType[], not "
      "VMResourcePoolType",
      MANY },
    { "Disable-VMResourceMetering -ResourcePoolType: type VMResourcePoolType[], not "
      "VMResourcePoolType",
      MANY },
    { "Reset-VMResourceMetering -ResourcePoolType: type VMResourcePoolType[], not "
      "VMResourcePoolType",
      MANY },
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
#define EXAMPLE "an example of the page gives it so"
    { "New-VHD/FixedWithSource -SizeBytes: added", EXAMPLE },
    { "New-VHD/DynamicWithSource -SizeBytes: added", EXAMPLE },
    { "Remove-VMSwitchExtensionSwitchFeature/__AllParameterSets -SwitchName: position 0, not -1",
      EXAMPLE },
    { "Remove-VMSwitchExtensionSwitchFeature/__AllParameterSets -VMSwitchExtensionFeature: "
      "position 1, not -1",
      EXAMPLE },
    { "Set-VMSwitchExtensionSwitchFeature/__AllParameterSets -SwitchName: position 0, not -1",
      EXAMPLE },
    { "Set-VMSwitchExtensionSwitchFeature/__AllParameterSets -VMSwitchExtensionFeature: position "
      "1, not -1",
      EXAMPLE },
    { "Remove-VMSwitchExtensionPortFeature/__AllParameterSets -VMName: position 0, not -1",
      EXAMPLE },
    { "Move-VM/NameMultipleDestinations -IncludeStorage: added", EXAMPLE },
    { "Move-VM/VMMultipleDestinations -IncludeStorage: added", EXAMPLE },
    { "Add-VMNetworkAdapterExtendedAcl -IdleSessionTimeout: alias Timeout", EXAMPLE },
    { "Set-VMReplication/VMName -AutoResynchronizedDisabled: added", EXAMPLE },
    { "Set-VMReplication/VMObject -AutoResynchronizedDisabled: added", EXAMPLE },
    { "Set-VMReplication/VMReplication -AutoResynchronizedDisabled: added", EXAMPLE },
    { "Add-VMSwitchExtensionSwitchFeature -VMSwitchExtensionFeature: alias "
      "VMSwitchExtensionSwitchFeature",
      EXAMPLE },
#define TRIED "what changes something can be tried"
    { "New-VMGroup: has -WhatIf", TRIED },
    { "Remove-VMGroup: has -WhatIf", TRIED },
    { "Add-VMHostAssignableDevice: has -WhatIf", TRIED },
    { "Set-VMHostPartitionableGpu: has -WhatIf", TRIED },
    { "Set-VMHostCluster: has -WhatIf", TRIED },
    { "Start-VMTrace: has -WhatIf", TRIED },
    { "Stop-VMTrace: has -WhatIf", TRIED },
    { "Disable-VMResourceMetering: has -WhatIf", TRIED },
    { "Enable-VMResourceMetering: has -WhatIf", TRIED },
    { "Reset-VMResourceMetering: has -WhatIf", TRIED },
    { "Add-VMSwitch: has -WhatIf", TRIED },
    { "Remove-VMStoragePath: has -WhatIf", TRIED },
    { "Disable-VMSwitchExtension: has -WhatIf", TRIED },
    { "Enable-VMSwitchExtension: has -WhatIf", TRIED },
    { NULL, NULL },
};

static void test_reference(void **state)
{
    (void)state;
    assert_int_equal(metadata_check_reference("tests/golden/hyperv-cmdlets.json", &cmdlet_registry,
                                              "Hyper-V", intended, ARRAY_SIZE(intended) - 1),
                     0);
}

static const struct metadata_difference storage_intended[] = {
#define OBJECTS "the binder knows which of the module's objects it is"
    { "Get-Disk -Partition: type CimInstance*", OBJECTS },
    { "Initialize-Disk -InputObject: type CimInstance*", OBJECTS },
    { "Clear-Disk -InputObject: type CimInstance*", OBJECTS },
    { "Set-Disk -InputObject: type CimInstance*", OBJECTS },
    { "New-Partition -InputObject: type CimInstance*", OBJECTS },
    { "Get-Partition -Disk: type CimInstance*", OBJECTS },
    { "Get-Partition -Volume: type CimInstance*", OBJECTS },
    { "Remove-Partition -InputObject: type CimInstance*", OBJECTS },
    { "Resize-Partition -InputObject: type CimInstance*", OBJECTS },
    { "Set-Partition -InputObject: type CimInstance*", OBJECTS },
    { "Get-PartitionSupportedSize -InputObject: type CimInstance*", OBJECTS },
    { "Get-Volume -Partition: type CimInstance*", OBJECTS },
    { "Format-Volume -Partition: type CimInstance*", OBJECTS },
    { "Format-Volume -InputObject: type CimInstance*", OBJECTS },
#define ABSENT "there are no such things on this host"
    { "Get-Disk/ByVirtualDisk -VirtualDisk: missing", ABSENT },
    { "Get-Disk/ByiSCSISession -iSCSISession: missing", ABSENT },
    { "Get-Disk/ByiSCSIConnection -iSCSIConnection: missing", ABSENT },
    { "Get-Disk/ByStorageSubSystem -StorageSubSystem: missing", ABSENT },
    { "Get-Disk/ByStorageNode -StorageNode: missing", ABSENT },
    { "Get-Disk/ByStorageJob -StorageJob: missing", ABSENT },
    { "Initialize-Disk/ByVirtualDisk -VirtualDisk: missing", ABSENT },
    { "Get-Partition/ByStorageSubSystem -StorageSubSystem: missing", ABSENT },
    { "Get-Volume/ByDiskImage -DiskImage: missing", ABSENT },
    { "Get-Volume/ByStorageSubSystem -StorageSubSystem: missing", ABSENT },
    { "Get-Volume/ByStoragePool -StoragePool: missing", ABSENT },
    { "Get-Volume/ByStorageNode -StorageNode: missing", ABSENT },
    { "Get-Volume/ByStorageFileServer -StorageFileServer: missing", ABSENT },
    { "Get-Volume/ByFileShare -FileShare: missing", ABSENT },
    { "Get-Volume/ByStorageJob -StorageJob: missing", ABSENT },
#define LETTER "\"D:\" is a letter too"
    { "Get-Partition -DriveLetter: type String*", LETTER },
    { "Remove-Partition -DriveLetter: type String*", LETTER },
    { "Resize-Partition -DriveLetter: type String*", LETTER },
    { "Set-Partition -DriveLetter: type String*", LETTER },
    { "Set-Partition -NewDriveLetter: type String*", LETTER },
    { "New-Partition -DriveLetter: type String*", LETTER },
    { "Get-PartitionSupportedSize -DriveLetter: type String*", LETTER },
    { "Get-Volume -DriveLetter: type String*", LETTER },
    { "Format-Volume -DriveLetter: type String*", LETTER },
    { "Set-Disk: has -WhatIf", TRIED },
    { "New-Partition: has -WhatIf", TRIED },
#define NUMBER "so that what Mount-VHD emits names its disk"
    { "Get-Disk -Number: alias DiskNumber", NUMBER },
    { "Initialize-Disk -Number: alias DiskNumber", NUMBER },
    { "Initialize-Disk -Number: alias DeviceId", NUMBER },
    { "Clear-Disk -Number: alias DiskNumber", NUMBER },
    { "Clear-Disk -Number: alias DeviceId", NUMBER },
    { "Set-Disk -Number: alias DiskNumber", NUMBER },
    { "Set-Disk -Number: alias DeviceId", NUMBER },
    { "Set-Disk -UniqueId: alias Id", "as with the other cmdlets" },
    { "Set-Disk -Number: type UInt32*", MANY },
    { "Set-Disk -Path: type String*", MANY },
    { "Set-Disk -UniqueId: type String*", MANY },
    { "Set-Partition -DiskId: type String*", MANY },
    { "Set-Partition -DiskNumber: type UInt32*", MANY },
    { "Set-Partition -Offset: type UInt64*", MANY },
    { "Set-Partition -PartitionNumber: type UInt32*", MANY },
    { "Get-Volume -FilePath: type String*", MANY },
#define EMPTY "the page's default set has no parameter at all"
    { "Remove-Partition: default set ByNumber, not ByUniqueId", EMPTY },
    { "Resize-Partition: default set ByNumber, not ByUniqueId", EMPTY },
    { "Get-PartitionSupportedSize: default set ByNumber, not ByUniqueId", EMPTY },
    { "Format-Volume -FileSystem: accepts 0 values, not 5", "Linux' file systems are made too" },
    { NULL, NULL },
};

static void test_storage(void **state)
{
    (void)state;
    assert_int_equal(metadata_check_reference("tests/golden/Storage.json", &cmdlet_registry,
                                              "Storage", storage_intended,
                                              ARRAY_SIZE(storage_intended) - 1),
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
        cmocka_unit_test(test_storage),
        cmocka_unit_test(test_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
