Every example of the pages about the Hyper-V cmdlets parses and binds. calls.txt holds what each of the
427 examples calls: cmdlets, parameters, positions and the kind of each argument (a text is "text",
what is computed is $value; numbers, switches, members of enumerations and other literals that are
converted stand as they are). The six that are listed as not binding do not bind by the tables of
their own pages either: a dash is missing before RoutingDomainName, a table of parameters is given
where it should be splatted (two), a name is given for an adapter object, and two lack mandatory
parameters, which PowerShell asks for.
Source: MicrosoftDocs/windows-powershell-docs, docset/winserver2025-ps/Hyper-V, commit f113d6bda7df
### each call binds: names, positions, sets, mandatory parameters, and constants to their types
using namespace System.Management.Automation.Language
function Find-Fault($call, $command) {
    $bound = [StaticParameterBinder]::BindCommand($call)
    foreach ($e in $bound.BindingExceptions.Values) {
        $id = $e.BindingException.ErrorId
        if ($id -ne 'AmbiguousParameterSet') { "$id $($e.CommandElement)" }
    }
    $splatted = $call.CommandElements.Where{ $_ -is [VariableExpressionAst] -and $_.Splatted }.Count
    $fed = $call -ne $call.Parent.PipelineElements[0]
    $named = $call.CommandElements.Where{ $_ -is [CommandParameterAst] }
    $at = @{} # by where the argument stands: the parameters that could take it
    foreach ($name in $bound.BoundParameters.Keys) {
        $value = $bound.BoundParameters[$name].Value
        $at[$(if ($value) { $value.Extent.StartOffset } else { $name })] += @($name)
    }
    $fits = foreach ($set in $command.ParameterSets) {
        $own = $set.Parameters.Name
        $lost = $at.Values.Where{ -not @($_).Where{ $_ -in $own } }
        $given = $at.Values | ForEach-Object { $_ }
        $lacking = $set.Parameters.Where{
            $_.IsMandatory -and $_.Name -notin $given -and
            -not ($fed -and ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName)) }
        if (-not $lost -and ($splatted -or -not $lacking)) { $set.Name }
    }
    if (-not $fits) { 'no parameter set' }
    foreach ($name in $bound.BoundParameters.Keys) {
        $b = $bound.BoundParameters[$name]
        if ($null -eq $b.ConstantValue -or $b.Parameter.SwitchParameter -or @($at.Values.Where{ $name -in $_ })[0].Count -gt 1) { continue }
        if ("$($b.ConstantValue)" -eq 'text' -and $b.Parameter.ParameterType -in [string], [string[]]) { continue }
        try { $null = [System.Management.Automation.LanguagePrimitives]::ConvertTo($b.ConstantValue, $b.Parameter.ParameterType) }
        catch { "'$($b.ConstantValue)' is no $($b.Parameter.ParameterType.Name)" }
        foreach ($a in $b.Parameter.Attributes) {
            if ($a.ValidValues -and "$($b.ConstantValue)" -notin $a.ValidValues) { "'$($b.ConstantValue)' is none of -$name" }
        }
    }
}
$calls = 0; $pages = @{}; $commands = @{}
foreach ($line in Get-Content calls.txt) {
    $example, $text = $line -split ': ', 2
    $pages[$example] = $true
    $errors = $null
    $ast = [Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    foreach ($e in $errors) { "$example does not parse: $($e.Message)" }
    foreach ($call in $ast.FindAll({ $args[0] -is [CommandAst] }, $true)) {
        $name = $call.GetCommandName()
        if ($name -eq 'Other-Command') { continue }
        $command = Get-Command $name -ErrorAction Ignore
        if ($command -is [System.Management.Automation.AliasInfo]) { $command = $command.ResolvedCommand }
        if (-not $command) { "$example`: $name does not exist"; continue }
        $calls++; $commands[$command.Name] = $true
        foreach ($fault in Find-Fault $call $command) { "$example`: $name, $fault" }
    }
}
"$calls calls in $($pages.Count) examples of $($commands.Count) cmdlets"
--- stdout
Add-VMHostAssignableDevice/1: Add-VMHostAssignableDevice, no parameter set
Add-VMNetworkAdapterRoutingDomainMapping/1: Add-VMNetworkAdapterRoutingDomainMapping, PositionalParameterNotFound text
Add-VMSwitchExtensionSwitchFeature/1: Get-VMSwitchExtensionSwitchFeature, no parameter set
Disconnect-VMNetworkAdapter/1: Disconnect-VMNetworkAdapter, 'Test1' is no VMNetworkAdapter
Remove-VMHostAssignableDevice/1: Remove-VMHostAssignableDevice, no parameter set
Test-VMNetworkAdapter/1: Test-VMNetworkAdapter, no parameter set
548 calls in 427 examples of 221 cmdlets
--- timeout 120
--- file calls.txt
Add-VMAssignableDevice/1: Add-VMAssignableDevice -VMName text -InstancePath text
Add-VMDvdDrive/1: Add-VMDvdDrive -VMName text -Path text
Add-VMDvdDrive/2: Get-VM text | Add-VMDvdDrive -ControllerNumber 1
Add-VMDvdDrive/3: Get-VMIdeController -VMName text | Add-VMDvdDrive -Path text
Add-VMFibreChannelHba/1: Add-VMFibreChannelHba -VMName text -SanName text
Add-VMGpuPartitionAdapter/1: Get-VM -Name text
Add-VMGpuPartitionAdapter/1: Add-VMGpuPartitionAdapter -VM $value
Add-VMGpuPartitionAdapter/2: Get-VM -Name text
Add-VMGpuPartitionAdapter/2: Add-VMGpuPartitionAdapter -VM $value -InstancePath text
Add-VMGroupMember/1: Get-VM -Name text
Add-VMGroupMember/1: Get-VM -Name text
Add-VMGroupMember/1: Add-VMGroupMember -Name text -VM $value,$value
Add-VMGroupMember/2: Get-VMGroup -Name text
Add-VMGroupMember/2: Get-VMGroup -Name text
Add-VMGroupMember/2: Add-VMGroupMember -Name text -VMGroupMember $value,$value
Add-VMHardDiskDrive/1: Add-VMHardDiskDrive -VMName text -Path text
Add-VMHardDiskDrive/2: Get-VM text | Add-VMHardDiskDrive -ControllerType SCSI -ControllerNumber 0
Add-VMHardDiskDrive/3: Get-VMScsiController -VMName text -ControllerNumber 0 | Add-VMHardDiskDrive -DiskNumber 2
Add-VMHardDiskDrive/4: Other-Command | Add-VMHardDiskDrive -VMName text
Add-VMHostAssignableDevice/1: Add-VMHostAssignableDevice $value
Add-VMHostAssignableDevice/2: Get-VMHostAssignableDevice
Add-VMHostAssignableDevice/2: Add-VMHostAssignableDevice -HostAssignableDevice $value -ResourcePoolName text
Add-VMMigrationNetwork/1: Add-VMMigrationNetwork text
Add-VMMigrationNetwork/2: Add-VMMigrationNetwork text
Add-VMMigrationNetwork/3: Add-VMMigrationNetwork text
Add-VMMigrationNetwork/4: Add-VMMigrationNetwork text -Priority 8
Add-VMNetworkAdapter/1: Add-VMNetworkAdapter -VMName text -Name text
Add-VMNetworkAdapter/2: Add-VMNetworkAdapter -VMName text -SwitchName text
Add-VMNetworkAdapter/3: Get-VM text | Add-VMNetworkAdapter -IsLegacy $true -Name text
Add-VMNetworkAdapter/4: Add-VMNetworkAdapter -ManagementOS -Name text
Add-VMNetworkAdapterAcl/1: Add-VMNetworkAdapterAcl -VMName text -RemoteIPAddress text -Direction Both -Action Allow
Add-VMNetworkAdapterAcl/2: Add-VMNetworkAdapterAcl -VMName text -RemoteIPAddress text -Direction Both -Action Deny
Add-VMNetworkAdapterAcl/3: Get-VM text | Add-VMNetworkAdapterAcl -RemoteMacAddress text -Direction Both -Action Deny
Add-VMNetworkAdapterAcl/4: Get-VMNetworkAdapter -VMName text | Add-VMNetworkAdapterAcl -RemoteIPAddress text -Direction Outbound -Action Meter
Add-VMNetworkAdapterExtendedAcl/1: Add-VMNetworkAdapterExtendedAcl -VMName text -Action Allow -Direction Inbound -LocalPort text -Protocol text -Weight 10 -Stateful $true
Add-VMNetworkAdapterExtendedAcl/2: Add-VMNetworkAdapterExtendedAcl -VMName text -Action Allow -Direction Outbound -RemotePort text -Protocol text -Weight 100 -Timeout 3600 -Stateful $true
Add-VMNetworkAdapterRoutingDomainMapping/1: Add-VMNetworkAdapterRoutingDomainMapping -VMName text -VMNetworkAdapterName text -RoutingDomainID '{5a07361e-6a54-49fc-9210-bfbf14a5c56f}' text text -IsolationID 6000 -IsolationName text
Add-VMRemoteFx3dVideoAdapter/1: Add-VMRemoteFx3dVideoAdapter -VMName text
Add-VMRemoteFx3dVideoAdapter/2: Get-VM text | Add-VMRemoteFx3dVideoAdapter
Add-VMScsiController/1: Add-VMScsiController -VMName text
Add-VMStoragePath/1: Add-VMStoragePath -Path text -ResourcePoolName text -ResourcePoolType VHD
Add-VMSwitch/1: Add-VMSwitch -Name text -ResourcePoolName text
Add-VMSwitch/2: Get-VMSwitch -Name text | Add-VMSwitch -ResourcePoolName text
Add-VMSwitchExtensionPortFeature/1: Get-VMSystemSwitchExtensionPortFeature -FeatureName text
Add-VMSwitchExtensionPortFeature/1: Add-VMSwitchExtensionPortFeature -VMName text -VMSwitchExtensionFeature $value
Add-VMSwitchExtensionSwitchFeature/1: Get-VMSwitchExtensionSwitchFeature -FeatureName text
Add-VMSwitchExtensionSwitchFeature/1: Add-VMSwitchExtensionSwitchFeature text -VMSwitchExtensionSwitchFeature $value
Add-VMSwitchTeamMember/1: Get-VMSwitch -Name text
Add-VMSwitchTeamMember/1: Add-VMSwitchTeamMember -VMSwitch $value -NetAdapterName text,text
Checkpoint-VM/1: Checkpoint-VM -Name text -SnapshotName text
Checkpoint-VM/2: Get-VM text -ComputerName text | Checkpoint-VM
Compare-VM/1: Compare-VM -Name text -DestinationHost text
Compare-VM/2: Import-VM -Path text
Compare-VM/2: Compare-VM -Path text
Compare-VM/2: $value | Disconnect-VMNetworkAdapter
Compare-VM/2: Compare-VM -CompatibilityReport $value
Compare-VM/2: import-vm -CompatibilityReport $value
Complete-VMFailover/1: Complete-VMFailover text
Complete-VMFailover/2: Complete-VMFailover *
Connect-VMNetworkAdapter/1: Connect-VMNetworkAdapter -VMName text,text -Name text -SwitchName text
Connect-VMNetworkAdapter/2: Get-VMNetworkAdapter -VMName text | Connect-VMNetworkAdapter -SwitchName text
Connect-VMNetworkAdapter/3: Get-VMSwitch text | Connect-VMNetworkAdapter -VMName text
Connect-VMSan/1: Connect-VMSan -Name text -WorldWideNodeName text -WorldWidePortName text
Convert-VHD/1: Convert-VHD -Path text -DestinationPath text
Convert-VHD/2: Convert-VHD -Path text -DestinationPath text -VHDType Differencing -ParentPath text
Copy-VMFile/1: Copy-VMFile text -SourcePath text -DestinationPath text -CreateFullPath -FileSource Host
Debug-VM/1: debug-vm text -InjectNonMaskableInterrupt -Force
Disable-VMConsoleSupport/1: Get-VM -ComputerName text
Disable-VMConsoleSupport/1: Disable-VMConsoleSupport -VM $value
Disable-VMEventing/1: Disable-VMEventing -Force
Disable-VMIntegrationService/1: Disable-VMIntegrationService -Name text,text -VMName text
Disable-VMMigration/1: Disable-VMMigration
Disable-VMRemoteFXPhysicalVideoAdapter/1: Disable-VMRemoteFXPhysicalVideoAdapter -Name *
Disable-VMRemoteFXPhysicalVideoAdapter/2: Get-VMRemoteFXPhysicalVideoAdapter -Name * | Disable-VMRemotePhysicalVideoAdapter
Disable-VMResourceMetering/1: Disable-VMResourceMetering -VMName text
Disable-VMResourceMetering/2: Get-VM * | Disable-VMResourceMetering
Disable-VMResourceMetering/3: Disable-VMResourceMetering -ResourcePoolName text -ResourcePoolType Memory
Disable-VMSwitchExtension/1: Disable-VMSwitchExtension -VMSwitchName text -Name text
Disable-VMTPM/1: Disable-VMTPM -VM $value
Disconnect-VMNetworkAdapter/1: Disconnect-VMNetworkAdapter -VMNetworkAdapter Test1
Disconnect-VMNetworkAdapter/2: Get-VMNetworkAdapter -VMName * | Other-Command | Disconnect-VMNetworkAdapter
Disconnect-VMSan/1: Disconnect-VMSan -Name text -WorldWideNodeName text -WorldWidePortName text
Dismount-VHD/1: Dismount-VHD -Path text
Dismount-VHD/2: Dismount-VHD -DiskNumber 6
Dismount-VMHostAssignableDevice/1: Dismount-VMHostAssignableDevice -InstancePath text
Enable-VMConsoleSupport/1: Get-VM -ComputerName text
Enable-VMConsoleSupport/1: Enable-VMConsoleSupport -VM $value
Enable-VMEventing/1: Enable-VMEventing -Force
Enable-VMIntegrationService/1: Enable-VMIntegrationService -Name text,text -VMName text
Enable-VMIntegrationService/2: Get-VMIntegrationService text,text -VMName text | Enable-VMIntegrationService
Enable-VMIntegrationService/3: Get-VM text | Enable-VMIntegrationService text,text
Enable-VMMigration/1: Enable-VMMigration
Enable-VMMigration/2: Enable-VMMigration -ComputerName text -Passthru
Enable-VMRemoteFXPhysicalVideoAdapter/1: Get-VMRemoteFXPhysicalVideoAdapter -Name * | Enable-VMRemoteFXPhysicalVideoAdapter
Enable-VMReplication/1: Enable-VMReplication text text 80 Kerberos
Enable-VMReplication/2: Enable-VMReplication * text 80 Kerberos
Enable-VMReplication/3: Enable-VMReplication text -AsReplica -AllowedPrimaryServer *
Enable-VMResourceMetering/1: Enable-VMResourceMetering -VMName text
Enable-VMResourceMetering/2: Get-VM text | Enable-VMResourceMetering
Enable-VMResourceMetering/2: Get-VM text | Other-Command
Enable-VMResourceMetering/3: Enable-VMResourceMetering -ResourcePoolName text -ResourcePoolType Memory
Enable-VMResourceMetering/3: Get-VMResourcePool -Name text -ResourcePoolType Memory | Other-Command
Enable-VMResourceMetering/4: Enable-VMResourceMetering -Name text -ResourcePoolType @()
Enable-VMSwitchExtension/1: Enable-VMSwitchExtension -VMSwitchName text -Name text
Enable-VMTPM/1: Enable-VMTPM -VMName text
Export-VM/1: Export-VM -Name text -Path text
Export-VM/2: Get-VM | Export-VM -Path text
Export-VMSnapshot/1: Export-VMSnapshot -Name text -VMName text -Path text
Get-VHD/1: Get-VHD -Path text
Get-VHD/2: Get-VHD -DiskNumber 6
Get-VHD/3: Get-VM -VMName text | Other-Command | Get-VHD
Get-VHD/4: Get-VM -VMName text | Other-Command | Get-VHD
Get-VHD/5: Other-Command | Get-VHD
Get-VHDSet/1: Get-VHDSet -Path text -GetAllPaths
Get-VHDSnapshot/1: Get-VHDSnapshot -Path text -SnapshotId 6c87351a-a39a-4581-b231-6d693b26485d
Get-VM/1: Get-VM
Get-VM/2: Get-VM -ComputerName text | Other-Command
Get-VM/3: Other-Command | Other-Command | Get-VM
Get-VMAssignableDevice/1: Get-VMAssignableDevice -VMName text
Get-VMBios/1: Get-VMBios text
Get-VMComPort/1: Get-VMComPort text
Get-VMComPort/2: Get-VMComPort text -Number 2
Get-VMConnectAccess/1: Get-VMConnectAccess
Get-VMConnectAccess/2: Get-VMConnectAccess -VMName text
Get-VMConnectAccess/3: Get-VMConnectAccess -UserName text
Get-VMDvdDrive/1: Get-VMDvdDrive -VMName text
Get-VMDvdDrive/2: Get-VM -Name text | Get-VMDvdDrive -ControllerNumber 1
Get-VMDvdDrive/3: Get-VMIdeController -VMName text -ControllerNumber 1 -ComputerName text | Get-VMDvdDrive
Get-VMDvdDrive/4: Get-VMSnapshot -VMName text -Name text | Get-VMDvdDrive
Get-VMFibreChannelHba/1: Get-VMFibreChannelHba -VMName text
Get-VMFirmware/1: Get-VMFirmware text
Get-VMFloppyDiskDrive/1: Get-VMFloppyDiskDrive text
Get-VMGpuPartitionAdapter/1: Get-VM text
Get-VMGpuPartitionAdapter/1: Get-VMGpuPartitionAdapter -VM $value
Get-VMGpuPartitionAdapter/2: Get-VMGpuPartitionAdapter -VMName text | Other-Command
Get-VMGroup/1: Get-VMGroup -Name text
Get-VMHardDiskDrive/1: Get-VMHardDiskDrive -VMName text
Get-VMHardDiskDrive/2: Get-VM -Name text | Get-VMHardDiskDrive -ControllerType IDE -ControllerNumber 1
Get-VMHardDiskDrive/3: Get-VMIdeController -VMName text -ControllerNumber 1 -ComputerName text | Get-VMHardDiskDrive
Get-VMHardDiskDrive/4: Get-VMSnapshot -VMName text -Name text | Get-VMHardDiskDrive
Get-VMHost/1: Get-VMHost
Get-VMHostAssignableDevice/1: Get-VMHostAssignableDevice
Get-VMHostAssignableDevice/2: Get-VMHostAssignableDevice -ComputerName text
Get-VMHostCluster/1: Get-VMHostCluster -ClusterName text
Get-VMHostNumaNode/1: Get-VMHostNumaNode
Get-VMHostNumaNodeStatus/1: Get-VMHostNumaNodeStatus
Get-VMHostPartitionableGpu/1: Get-VMHostPartitionableGpu
Get-VMHostPartitionableGpu/2: Get-VMHostPartitionableGpu -ComputerName text
Get-VMHostPartitionableGpu/3: Get-VMHostPartitionableGpu -Name text
Get-VMHostPartitionableGpu/4: Get-VMHostPartitionableGpu | Other-Command
Get-VMHostSupportedVersion/1: Get-VMHostSupportedVersion
Get-VMHostSupportedVersion/2: Get-VMHostSupportedVersion -Default
Get-VMIdeController/1: Get-VMIdeController text
Get-VMIdeController/2: Get-VMIdeController text -ControllerNumber 0
Get-VMIntegrationService/1: Get-VMIntegrationService -VMName text | Other-Command
Get-VMIntegrationService/2: Get-VM -Name text | Get-VMIntegrationService -Name text,text
Get-VMIntegrationService/3: Get-VMSnapshot -VMName text -Name text | Get-VMIntegrationService text,text
Get-VMKeyProtector/1: Get-VMKeyProtector -VMName text
Get-VMMemory/1: Get-VMMemory text
Get-VMMigrationNetwork/1: Get-VMMigrationNetwork
Get-VMMigrationNetwork/2: Get-VMMigrationNetwork -Priority 8
Get-VMMigrationNetwork/3: Get-VMMigrationNetwork *
Get-VMNetworkAdapter/1: Get-VMNetworkAdapter -VMName *
Get-VMNetworkAdapter/2: Get-VMNetworkAdapter -ManagementOS
Get-VMNetworkAdapter/3: Get-VMNetworkAdapter -All
Get-VMNetworkAdapterAcl/1: Get-VMNetworkAdapterAcl -VMName text
Get-VMNetworkAdapterExtendedAcl/1: Get-VMNetworkAdapterExtendedAcl -VMName text
Get-VMNetworkAdapterFailoverConfiguration/1: Get-VMNetworkAdapterFailoverConfiguration text
Get-VMNetworkAdapterFailoverConfiguration/2: Get-VMNetworkAdapterFailoverConfiguration text -VMNetworkAdapterName text
Get-VMNetworkAdapterIsolation/1: Get-VMNetworkAdapterIsolation -VMName text -VMNetworkAdapterName text
Get-VMNetworkAdapterRoutingDomainMapping/1: Get-VMNetworkAdapterRoutingDomainMapping -VMName text -VMNetworkAdapterName text
Get-VMNetworkAdapterVlan/1: Get-VMNetworkAdapterVlan
Get-VMProcessor/1: Get-VMProcessor text
Get-VMRemoteFXPhysicalVideoAdapter/1: Get-VMRemoteFXPhysicalVideoAdapter
Get-VMRemoteFXPhysicalVideoAdapter/2: Get-VMRemoteFXPhysicalVideoAdapter -Name *
Get-VMRemoteFx3dVideoAdapter/1: Get-VMRemoteFx3dVideoAdapter -VMName text
Get-VMRemoteFx3dVideoAdapter/2: Get-VM -Name text | Get-VMRemoteFx3dVideoAdapter
Get-VMRemoteFx3dVideoAdapter/3: Get-VMSnapshot -VMName text -Name text | Get-VMRemoteFx3dVideoAdapter
Get-VMReplication/1: Get-VMReplication
Get-VMReplication/2: Get-VMReplication text
Get-VMReplication/3: Get-VMReplication -ReplicaServerName text
Get-VMReplication/4: Get-VMReplication -ReplicationState Replicating
Get-VMReplication/5: Get-VMReplication -TrustGroup text
Get-VMReplication/6: Get-VMReplication -ReplicationMode Primary
Get-VMReplicationAuthorizationEntry/1: Get-VMReplicationAuthorizationEntry
Get-VMReplicationAuthorizationEntry/2: Get-VMReplicationAuthorizationEntry text
Get-VMReplicationServer/1: Get-VMReplicationServer
Get-VMReplicationServer/2: Get-VMReplicationServer text
Get-VMResourcePool/1: Get-VMResourcePool * VHD
Get-VMResourcePool/2: Get-VMResourcePool *
Get-VMResourcePool/3: Get-VMResourcePool text VHD
Get-VMSan/1: Get-VMSan -Name text
Get-VMScsiController/1: Get-VMScsiController -VMName text -ControllerNumber 0
Get-VMScsiController/2: Get-VM -Name text -ComputerName text | Get-VMScsiController
Get-VMScsiController/3: Get-VMSnapshot -VMName text -Name text | Get-VMScsiController
Get-VMSecurity/1: Get-VMSecurity -VMName text
Get-VMSnapshot/1: Get-VMSnapshot -VMName text
Get-VMSnapshot/2: Get-VM -Name text | Get-VMSnapshot -SnapshotType Standard
Get-VMSnapshot/3: Get-VMSnapshot -Name text -VMName text
Get-VMSnapshot/3: Get-VMSnapshot -ParentOf $value
Get-VMSnapshot/4: Get-VMSnapshot -Name text -VMName text
Get-VMSnapshot/4: Get-VMSnapshot -ChildOf $value
Get-VMStoragePath/1: Get-VMStoragePath -ResourcePoolName text -ResourcePoolType VHD
Get-VMSwitch/1: Get-VMSwitch
Get-VMSwitch/2: Get-VMSwitch -SwitchType External
Get-VMSwitchExtension/1: Get-VMSwitch text | Get-VMSwitchExtension
Get-VMSwitchExtensionPortData/1: Get-VMSwitchExtensionPortData text -FeatureId eb29f0f2-f5dc-45c6-81bb-3cd9f219bbbb
Get-VMSwitchExtensionPortFeature/1: Get-VMSwitchExtensionPortFeature -VMName text -FeatureName text
Get-VMSwitchExtensionSwitchData/1: Get-VMSwitchExtensionSwitchData text -FeatureId 1c37e01c-0cd6-496f-9076-90c131033dc2
Get-VMSwitchExtensionSwitchFeature/1: Get-VMSwitchExtensionSwitchFeature -SwitchName text
Get-VMSwitchTeam/1: Get-VMSwitchTeam -Name text
Get-VMSystemSwitchExtension/1: Get-VMSystemSwitchExtension
Get-VMSystemSwitchExtensionPortFeature/1: Get-VMSystemSwitchExtensionPortFeature
Get-VMSystemSwitchExtensionSwitchFeature/1: Get-VMSystemSwitchExtensionSwitchFeature
Get-VMVideo/1: Get-VMVideo -VMName text
Grant-VMConnectAccess/1: Grant-VMConnectAccess -VMName text -UserName text
Import-VM/1: Import-VM -Path text
Import-VM/2: Import-VM -Path text -Copy -GenerateNewId
Import-VMInitialReplication/1: Import-VMInitialReplication text text
Import-VMInitialReplication/2: Get-VMReplication | Other-Command
Import-VMInitialReplication/2: Import-VMInitialReplication $value $value
Measure-VM/1: Measure-VM -VMName text
Measure-VM/2: Get-VM text | Measure-VM
Measure-VM/2: Get-VM text | Reset-VMResourceMetering
Measure-VMReplication/1: Measure-VMReplication
Measure-VMReplication/2: Measure-VMReplication text
Measure-VMReplication/3: Measure-VMReplication -ReplicationHealth Warning
Measure-VMResourcePool/1: Measure-VMResourcePool -Name text -ResourcePoolType Memory
Measure-VMResourcePool/2: Get-VMResourcePool -Name text -ResourcePoolType @() | Measure-VMResourcePool
Measure-VMResourcePool/2: Get-VMResourcePool -ResourcePoolType @() | Reset-VMResourceMetering
Merge-VHD/1: Merge-VHD -Path text -DestinationPath text
Mount-VHD/1: Mount-VHD -Path text
Mount-VHD/2: Mount-VHD -Path text -ReadOnly
Mount-VHD/3: Mount-VHD -Path text -PassThru | Other-Command | Other-Command | Other-Command
Mount-VMHostAssignableDevice/1: Get-VMHostAssignableDevice -InstancePath text
Mount-VMHostAssignableDevice/1: Mount-VMHostAssignableDevice @values
Move-VM/1: Move-VM -Name text -DestinationHost text
Move-VM/2: Move-VM -Name text -DestinationHost text -IncludeStorage -DestinationStoragePath text
Move-VM/3: Move-VM -Name text -DestinationHost text -VirtualMachinePath text -SnapshotFilePath text -SmartPagingFilePath text -IncludeStorage -VHDs @()
Move-VMStorage/1: Move-VMStorage text -DestinationStoragePath text
Move-VMStorage/2: Move-VMStorage text -VirtualMachinePath text -SnapshotFilePath text -SmartPagingFilePath text -VHDs @()
New-VFD/1: New-VFD text
New-VHD/1: New-VHD -Path text -SizeBytes 10GB
New-VHD/2: New-VHD -ParentPath text -Path text -Differencing
New-VHD/3: New-VHD -Path text -Fixed -SourceDisk 2 -SizeBytes 1TB
New-VHD/4: New-VHD -Path text -BlockSizeBytes 128MB -LogicalSectorSize 4KB -SizeBytes 1TB
New-VHD/5: New-VHD -Path $value -Dynamic -SizeBytes $value | Mount-VHD -Passthru | Other-Command | Other-Command | Other-Command
New-VM/1: New-VM -Name text -MemoryStartupBytes 512MB
New-VM/2: New-VM -Name text -MemoryStartupBytes 1GB -NewVHDPath text -NewVHDSizeBytes 40GB
New-VM/3: New-VM -Name text -MemoryStartupBytes 1GB -VHDPath text
New-VM/4: New-VM -Name text -MemoryStartupBytes 2GB -Credential ($value) -ComputerName text
New-VM/5: New-VM -Name text -Generation 1 -BootDevice CD -NoVHD
New-VM/6: Get-VM text
New-VM/6: Get-VMMemory -VMName ($value)
New-VM/6: Get-VMNetworkAdapter -VMName ($value)
New-VM/6: New-VM -Name text -Generation ($value) -MemoryStartupBytes $value -SwitchName $value
New-VMGroup/1: New-VMGroup -Name text -GroupType VMCollectionType
New-VMGroup/2: New-VMGroup -Name text -GroupType ManagementCollectionType
New-VMReplicationAuthorizationEntry/1: New-VMReplicationAuthorizationEntry text text text
New-VMReplicationAuthorizationEntry/2: New-VMReplicationAuthorizationEntry * text text -ComputerName text
New-VMResourcePool/1: New-VMResourcePool text VHD -Paths text
New-VMResourcePool/2: New-VMResourcePool text VHD -Paths text,text
New-VMResourcePool/3: New-VMResourcePool text Ethernet
New-VMSan/1: New-VMSan -Name text -Note text -WorldWideNodeName text -WorldWidePortName text
New-VMSwitch/1: New-VMSwitch text -NetAdapterName text -MinimumBandwidthMode Weight
Optimize-VHD/1: Optimize-VHD -Path text -Mode Full
Optimize-VHD/2: Optimize-VHD -Path text -Mode Retrim
Optimize-VHD/3: Optimize-VHD -Path text -Mode Quick
Optimize-VHDSet/1: Optimize-VHDSet -Path text
Remove-VHDSnapshot/1: Remove-VHDSnapshot -Path text -SnapshotId 6c87351a-a39a-4581-b231-6d693b26485d
Remove-VM/1: Remove-VM text
Remove-VM/2: Remove-VM -Name text -Force
Remove-VM/3: Get-VM -Name * | Remove-VM -Force
Remove-VMAssignableDevice/1: Remove-VMAssignableDevice $value
Remove-VMAssignableDevice/2: Get-VMAssignableDevice @values | Other-Command
Remove-VMAssignableDevice/2: $value | Remove-VMAssignableDevice
Remove-VMDvdDrive/1: Remove-VMDvdDrive -VMName text -ControllerNumber 1 -ControllerLocation 0
Remove-VMDvdDrive/2: Get-VMDvdDrive -VMName text -ControllerNumber 1 | Remove-VMDvdDrive
Remove-VMFibreChannelHba/1: Get-VMFibreChannelHba -VMName text | Remove-VMFibreChannelHba
Remove-VMGpuPartitionAdapter/1: Get-VM text
Remove-VMGpuPartitionAdapter/1: Remove-VMGpuPartitionAdapter -VM $value
Remove-VMGpuPartitionAdapter/2: Get-VM text
Remove-VMGpuPartitionAdapter/2: Get-VMGpuPartitionAdapter -VM $value
Remove-VMGpuPartitionAdapter/2: Remove-VMGpuPartitionAdapter -VM $value -AdapterId ($value)
Remove-VMGroup/1: Remove-VMGroup -Name text
Remove-VMGroupMember/1: Get-VM -Name text
Remove-VMGroupMember/1: Remove-VMGroupMember -Name text -VM $value
Remove-VMHardDiskDrive/1: Remove-VMHardDiskDrive -VMName text -ControllerType IDE -ControllerNumber 1 -ControllerLocation 0
Remove-VMHardDiskDrive/2: Get-VMHardDiskDrive -VMName text -ControllerType IDE -ControllerNumber 1 | Remove-VMHardDiskDrive
Remove-VMHostAssignableDevice/1: Remove-VMHostAssignableDevice $value
Remove-VMMigrationNetwork/1: Remove-VMMigrationNetwork text
Remove-VMMigrationNetwork/2: Remove-VMMigrationNetwork *
Remove-VMNetworkAdapter/1: Remove-VMNetworkAdapter -VMName text -VMNetworkAdapterName text
Remove-VMNetworkAdapterAcl/1: Remove-VMNetworkAdapterAcl -VMName text -RemoteIPAddress text -Direction Both -Action Allow
Remove-VMNetworkAdapterAcl/2: Remove-VMNetworkAdapterAcl -VMName text -RemoteIPAddress text -Direction Both -Action Allow
Remove-VMNetworkAdapterAcl/3: Remove-VMNetworkAdapterAcl -VMName text -RemoteMacAddress text -Direction Both -Action Deny
Remove-VMNetworkAdapterAcl/4: Get-VMNetworkAdapterAcl -VMName text | Remove-VMNetworkAdapterAcl
Remove-VMNetworkAdapterExtendedAcl/1: Remove-VMNetworkAdapterExtendedAcl -VMName text -Direction InBound -Weight 50
Remove-VMNetworkAdapterExtendedAcl/2: Get-VMNetworkAdapterExtendedAcl -VMName text | Remove-VMNetworkAdapterExtendedAcl
Remove-VMNetworkAdapterRoutingDomainMapping/1: Remove-VMNetworkAdapterRoutingDomainMapping -VMName text -VMNetworkAdapterName text -RoutingDomainID '{5a07361e-6a54-49fc-9210-bfbf14a5c56f}'
Remove-VMRemoteFx3dVideoAdapter/1: Remove-VMRemoteFx3dVideoAdapter -VMName text,text
Remove-VMReplication/1: Remove-VMReplication text
Remove-VMReplication/2: Remove-VMReplication *
Remove-VMReplicationAuthorizationEntry/1: Remove-VMReplicationAuthorizationEntry -AllowedPrimaryServer text
Remove-VMReplicationAuthorizationEntry/2: Get-VMReplicationAuthorizationEntry | Remove-VMReplicationAuthorizationEntry
Remove-VMResourcePool/1: Remove-VMResourcePool text VHD
Remove-VMSan/1: Remove-VMSan -Name text
Remove-VMSavedState/1: Remove-VMSavedState text
Remove-VMSavedState/2: Get-VMSnapshot text | Remove-VMSavedState
Remove-VMScsiController/1: Get-VMScsiController -VMName text -ControllerNumber 0 | Remove-VMScsiController
Remove-VMSnapshot/1: Get-VM text | Remove-VMSnapshot -Name *
Remove-VMSnapshot/2: Get-VMSnapshot -VMName text | Other-Command | Remove-VMSnapshot
Remove-VMStoragePath/1: Remove-VMStoragePath -Path text -ResourcePoolName text -ResourcePoolType VHD
Remove-VMSwitch/1: Remove-VMSwitch text
Remove-VMSwitchExtensionPortFeature/1: Get-VMSwitchExtensionPortFeature -VMName text -FeatureId 776e0ba7-94a1-41c8-8f28-951f524251b5
Remove-VMSwitchExtensionPortFeature/1: Remove-VMSwitchExtensionPortFeature text -VMSwitchExtensionFeature $value
Remove-VMSwitchExtensionSwitchFeature/1: Get-VMSwitchExtensionSwitchFeature -SwitchName text -FeatureId 3eb2b8e8-4abf-4dbf-9071-16dd47481fbe
Remove-VMSwitchExtensionSwitchFeature/1: Remove-VMSwitchExtensionSwitchFeature text $value
Remove-VMSwitchTeamMember/1: Get-VMSwitch -Name text
Remove-VMSwitchTeamMember/1: Remove-VMSwitchTeamMember -VMSwitch $value -NetAdapterName text,text
Rename-VM/1: Rename-VM text -NewName text
Rename-VM/2: Get-VM text | Rename-VM -NewName text -PassThru
Rename-VMGroup/1: Rename-VMGroup -Name text -NewName text
Rename-VMNetworkAdapter/1: Rename-VMNetworkAdapter -VMName text -NewName text
Rename-VMNetworkAdapter/2: Rename-VMNetworkAdapter -VMName text -Name text -NewName text
Rename-VMResourcePool/1: Rename-VMResourcePool text VHD text
Rename-VMSan/1: Rename-VMSan -Name text -NewName text
Rename-VMSnapshot/1: Rename-VMSnapshot -VMName text -Name text -NewName text
Rename-VMSwitch/1: Rename-VMSwitch text -NewName text
Repair-VM/1: Repair-VM -CompatibilityReport $value -Path text
Repair-VM/2: Repair-VM -CompatibilityReport $value -SnapshotFilePath text
Reset-VMReplicationStatistics/1: Reset-VMReplicationStatistics text
Reset-VMReplicationStatistics/2: Get-VMReplication | Reset-VMReplicationStatistics
Reset-VMResourceMetering/1: Reset-VMResourceMetering -VMName text
Reset-VMResourceMetering/2: Reset-VMResourceMetering -ResourcePoolName text -ResourcePoolType Memory
Reset-VMResourceMetering/3: Get-VMResourcePool -ResourcePoolType @() | Reset-VMResourceMetering
Resize-VHD/1: Resize-VHD -Path text -SizeBytes 1099511627776
Resize-VHD/2: Resize-VHD -Path text -SizeBytes 20GB
Resize-VHD/3: Resize-VHD -Path text -ToMinimumSize
Restart-VM/1: Restart-VM text
Restore-VMSnapshot/1: Restore-VMSnapshot -Name text -VMName text
Restore-VMSnapshot/2: Get-VM | Other-Command
Restore-VMSnapshot/2: $value | Get-VMSnapshot | Other-Command | Other-Command | Restore-VMSnapshot -Confirm:$false
Resume-VM/1: Resume-VM -Name text
Resume-VMReplication/1: Resume-VMReplication text
Resume-VMReplication/2: Resume-VMReplication text -Resynchronize
Resume-VMReplication/3: Resume-VMReplication text -Resynchronize -ResynchronizeStartTime '8/1/2012 05:00 AM'
Resume-VMReplication/4: Resume-VMReplication *
Revoke-VMConnectAccess/1: Revoke-VMConnectAccess -VMName text -UserName text
Save-VM/1: Save-VM -Name text
Save-VM/2: Get-VM -Name * | Save-VM
Set-VHD/1: Set-VHD -Path text -ParentPath text -LeafPath text
Set-VHD/2: Set-VHD -Path text -ParentPath text
Set-VHD/3: Set-VHD -Path text -parentpath text -IgnoreIdMismatch
Set-VHD/4: Set-VHD -Path text -PhysicalSectorSizeBytes 512
Set-VM/1: Set-VM -Name text -AutomaticStopAction Shutdown
Set-VM/2: Stop-VM -Name text -Passthru | Set-VM -ProcessorCount 2 -DynamicMemory -MemoryMaximumBytes 2GB -Passthru | Start-VM
Set-VMBios/1: Set-VMBios text -DisableNumLock
Set-VMBios/2: Set-VMBios text -StartupOrder @()
Set-VMComPort/1: Set-VMComPort text 2 text
Set-VMDvdDrive/1: Set-VMDvdDrive -VMName text -Path text
Set-VMDvdDrive/2: Set-VMDvdDrive -VMName text -ControllerNumber 1 -ControllerLocation 0 -Path $null
Set-VMDvdDrive/3: Get-VMDvdDrive -VMName text -ControllerNumber 1 -ControllerLocation 0 | Set-VMDvdDrive -ToControllerLocation 1
Set-VMFibreChannelHba/1: Get-VMFibreChannelHba -VMName text | Set-VMFibreChannelHba -GenerateWwn
Set-VMFirmware/1: Set-VMFirmware text -EnableSecureBoot On
Set-VMFirmware/2: Set-VMFirmware text -FirstBootDevice $value
Set-VMFirmware/3: Set-VMFirmware text -BootOrder $value,$value
Set-VMFloppyDiskDrive/1: Set-VMFloppyDiskDrive text text
Set-VMGpuPartitionAdapter/1: Get-VM text
Set-VMGpuPartitionAdapter/1: Set-VMGpuPartitionAdapter -VM $value
Set-VMHardDiskDrive/1: Set-VMHardDiskDrive -VMName text -Path text
Set-VMHardDiskDrive/2: Get-VMHardDiskDrive -VMName text -ControllerType IDE -ControllerNumber 1 -ControllerLocation 0 | Set-VMHardDiskDrive -ToControllerLocation 1
Set-VMHost/1: Set-VMHost -MaximumVirtualMachineMigrations 10 -MaximumStorageMigrations 10
Set-VMHost/2: Set-VMHost -MacAddressMinimum text -MacAddressMaximum text
Set-VMHost/3: Set-VMHost -UseAnyNetworkForMigration $true
Set-VMHost/4: Set-VMHost -VirtualHardDiskPath text -VirtualMachinePath text
Set-VMHost/5: Set-VMHost -FibreChannelWwnn text -FibreChannelWwpnMinimum text -FibreChannelWwpnMaximum text
Set-VMHost/6: Set-VMHost -NumaSpanningEnabled $false
Set-VMHost/7: Set-VMHost -ResourceMeteringSaveInterval 01:30:00
Set-VMHost/8: Set-VMHost -VirtualMachineMigrationAuthenticationType Kerberos
Set-VMHostCluster/1: Set-VMHostCluster -ClusterName text -SharedStoragePath text
Set-VMHostPartitionableGpu/1: Set-VMHostPartitionableGpu -ComputerName text -PartitionCount 8
Set-VMHostPartitionableGpu/2: Get-VMHostPartitionableGpu -Name text
Set-VMHostPartitionableGpu/2: Set-VMHostPartitionableGpu -Name $value -PartitionCount 4
Set-VMKeyProtector/1: Set-VMKeyProtector -VM $value -KeyProtector ($value)
Set-VMKeyProtector/2: Set-VMKeyProtector -VMName text -NewLocalKeyProtector
Set-VMMemory/1: Set-VMMemory text -DynamicMemoryEnabled $true -MinimumBytes 64MB -StartupBytes 256MB -MaximumBytes 2GB -Priority 80 -Buffer 25
Set-VMMigrationNetwork/1: Set-VMMigrationNetwork text text
Set-VMMigrationNetwork/2: Set-VMMigrationNetwork * text
Set-VMMigrationNetwork/3: Set-VMMigrationNetwork text -NewPriority 12
Set-VMNetworkAdapter/1: Set-VMNetworkAdapter -VMName text -DhcpGuard On
Set-VMNetworkAdapter/2: Set-VMNetworkAdapter -VMName text -PortMirroring Source
Set-VMNetworkAdapter/3: Set-VMNetworkAdapter -VMName text -Name text -PortMirroring Destination
Set-VMNetworkAdapter/4: Get-VMNetworkAdapter -All | Set-VMNetworkAdapter -VmqWeight 100
Set-VMNetworkAdapter/5: Get-VM text | Set-VMNetworkAdapter -AllowTeaming On
Set-VMNetworkAdapter/6: Get-VMNetworkAdapter -VMName text,text,text | Set-VMNetworkAdapter -MinimumBandwidthWeight 1
Set-VMNetworkAdapterFailoverConfiguration/1: Get-VMNetworkAdapter text text | Set-VMNetworkAdapterFailoverConfiguration -IPv4Address text -IPv4SubnetMask text
Set-VMNetworkAdapterFailoverConfiguration/2: Get-VMNetworkAdapter text text | Set-VMNetworkAdapterFailoverConfiguration -ClearFailoverIPv4Settings
Set-VMNetworkAdapterFailoverConfiguration/3: Get-VMNetworkAdapter text text | Set-VMNetworkAdapterFailoverConfiguration -Ipv6Address text -Ipv6SubnetPrefixLength 12
Set-VMNetworkAdapterFailoverConfiguration/4: Get-VMNetworkAdapter text text | Set-VMNetworkAdapterFailoverConfiguration -ClearFailoverIPv6Settings
Set-VMNetworkAdapterIsolation/1: Set-VMNetworkAdapterIsolation -VMName text -AllowUntaggedTraffic $false -IsolationMode NativeVirtualSubnet -MultiTenantStack On
Set-VMNetworkAdapterIsolation/2: Set-VMNetworkAdapterIsolation -VMName text -AllowUntaggedTraffic $true -IsolationMode VLAN -DefaultIsolationID 1 -MultiTenantStack On
Set-VMNetworkAdapterRoutingDomainMapping/1: Set-VMNetworkAdapterRoutingDomainMapping -VMName text -VMNetworkAdapterName text -RoutingDomainID '{5a07361e-6a54-49fc-9210-bfbf14a5c56f}' -IsolationID 6001
Set-VMNetworkAdapterVlan/1: Set-VMNetworkAdapterVlan -VMName text -Access -VlanId 121
Set-VMNetworkAdapterVlan/2: Set-VMNetworkAdapterVlan -VMName text -Trunk -AllowedVlanIdList text -NativeVlanId 10
Set-VMNetworkAdapterVlan/3: Get-VMNetworkAdapter -VMName text | Set-VMNetworkAdapterVlan -Isolated -PrimaryVlanId 10 -SecondaryVlanId 200
Set-VMNetworkAdapterVlan/4: Get-VMNetworkAdapter -VMName text | Set-VMNetworkAdapterVlan -Promiscuous -PrimaryVlanId 10 -SecondaryVlanIdList text
Set-VMNetworkAdapterVlan/5: Get-VM text | Set-VMNetworkAdapterVlan -Untagged
Set-VMNetworkAdapterVlan/6: Set-VMNetworkAdapterVlan -ManagementOS -Access -VlanID 20
Set-VMProcessor/1: Set-VMProcessor text -Count 2 -Reserve 10 -Maximum 75 -RelativeWeight 200
Set-VMProcessor/2: Set-VMProcessor text -CompatibilityForMigrationEnabled $true
Set-VMProcessor/3: Set-VMProcessor text -CompatibilityForOlderOperatingSystemsEnabled $true
Set-VMProcessor/4: Set-VMProcessor text -ExposeVirtualizationExtensions $true
Set-VMProcessor/5: Set-VMProcessor text -Perfmon text,text,text
Set-VMRemoteFx3dVideoAdapter/1: Set-VMRemoteFx3dVideoAdapter -VMName text -MaximumResolution text
Set-VMReplication/1: Set-VMReplication text -AutoResynchronizedDisabled $true -AutoResynchronizeIntervalStart '18:30:00' -AutoResynchronizeIntervalEnd '06:00:00'
Set-VMReplication/2: Set-VMReplication text -AsReplica -AllowedPrimaryServer text
Set-VMReplication/3: Set-VMReplication text -RecoveryHistory 4 -VSSSnapshotFrequency 4
Set-VMReplication/4: Set-VMReplication text -Reverse
Set-VMReplication/5: Set-VMReplication * text 80
Set-VMReplication/6: Set-VMReplication -VMName text -ReplicatedDiskPaths $value
Set-VMReplicationAuthorizationEntry/1: Set-VMReplicationAuthorizationEntry text -ReplicaStorageLocation text
Set-VMReplicationAuthorizationEntry/2: Set-VMReplicationAuthorizationEntry text -TrustGroup text
Set-VMReplicationServer/1: Set-VMReplicationServer $true -AllowedAuthenticationType Kerberos
Set-VMReplicationServer/2: Set-VMReplicationServer -ReplicationEnabled $true -AllowedAuthenticationType Kerberos -ReplicationAllowedFromAnyServer $true -DefaultStorageLocation text
Set-VMReplicationServer/3: Set-VMReplicationServer -MonitoringInterval '12:00:00' -MonitoringStartTime '17:00:00'
Set-VMReplicationServer/4: Set-VMReplicationServer -KerberosAuthenticationPortMapping $value
Set-VMResourcePool/1: Set-VMResourcePool text VHD text
Set-VMResourcePool/2: Set-VMResourcePool text VHD text
Set-VMSan/1: Set-VMSan -Name text -WorldWideNodeName text -WorldWidePortName text
Set-VMSwitch/1: Set-VMSwitch text -SwitchType Internal
Set-VMSwitch/2: Set-VMSwitch text -NetAdapterName text
Set-VMSwitch/3: Set-VMSwitch text -DefaultFlowMinimumBandwidthAbsolute 500000000
Set-VMSwitchExtensionPortFeature/1: Get-VMSwitchExtensionPortFeature -VMName text -FeatureName text
Set-VMSwitchExtensionPortFeature/1: Set-VMSwitchExtensionPortFeature -VMName text -VMSwitchExtensionFeature $value
Set-VMSwitchExtensionSwitchFeature/1: Get-VMSystemSwitchExtensionSwitchFeature -FeatureName text
Set-VMSwitchExtensionSwitchFeature/1: Set-VMSwitchExtensionSwitchFeature text $value
Set-VMSwitchTeam/1: Set-VMSwitchTeam -Name text -LoadBalancingAlgorithm Dynamic
Set-VMVideo/1: Set-VMVideo -VMName text -HorizontalResolution 1920 -VerticalResolution 1200
Start-VM/1: Start-VM -Name text
Start-VM/2: Start-VM -Name *
Start-VMFailover/1: Get-VMSnapshot text -Name text | Start-VMFailover
Start-VMFailover/2: Start-VMFailover text -AsTest
Start-VMFailover/3: Get-VMSnapshot text -Name text | Start-VMFailover -AsTest
Start-VMFailover/4: Start-VMFailover -Prepare -VMName text -computername text
Start-VMFailover/4: Start-VMFailover -VMName text -computername text
Start-VMFailover/4: Set-VMReplication -Reverse -VMName text -computername text
Start-VMFailover/4: Start-VM -VMName text -computername text
Start-VMInitialReplication/1: Start-VMInitialReplication text
Start-VMInitialReplication/2: Start-VMInitialReplication *
Start-VMInitialReplication/3: Start-VMInitialReplication * -DestinationPath text
Start-VMInitialReplication/4: Enable-VMReplication text -AsReplica -computername text
Start-VMInitialReplication/4: Enable-VMReplication text -ReplicaServerName text -ReplicaServerPort 80 -AuthenticationType Kerberos -computername text
Start-VMInitialReplication/4: Start-VMInitialReplication text -usebackup -computername text
Start-VMInitialReplication/5: Get-VMReplication -VMName text
Start-VMInitialReplication/5: Start-VMInitialReplication -VMReplication $value
Start-VMTrace/1: Start-VMTrace -Level Error
Stop-VM/1: Stop-VM -Name text
Stop-VM/2: Stop-VM -Name text -Force
Stop-VM/3: Stop-VM -Name text -TurnOff
Stop-VMFailover/1: Stop-VMFailover text
Stop-VMFailover/2: Stop-VMFailover *
Stop-VMInitialReplication/1: Stop-VMInitialReplication text
Stop-VMInitialReplication/2: Stop-VMInitialReplication *
Stop-VMReplication/1: Stop-VMReplication *
Stop-VMTrace/1: Stop-VMTrace
Suspend-VM/1: Suspend-VM -Name text
Suspend-VM/2: Suspend-VM -Name *
Suspend-VMReplication/1: Suspend-VMReplication text
Suspend-VMReplication/2: Suspend-VMReplication *
Test-VHD/1: Test-VHD -Path text
Test-VMNetworkAdapter/1: Test-VMNetworkAdapter -VMName text -Receiver -SenderIPAddress text -ReceiverIPAddress text -VMNetworkAdapterName text
Test-VMReplicationConnection/1: Test-VMReplicationConnection text 80 Kerberos
Update-VMVersion/1: Update-VMVersion -Name text
