# Two virtual machines, one of each generation, from New-VM to Remove-VM.
# `make demo` runs this beside a private libvirtd; -GuestPath holds the disks that
# scripts/guest/build makes, -WorkPath is an empty folder.
param(
    [Parameter(Mandatory)] [string] $GuestPath,
    [Parameter(Mandatory)] [string] $WorkPath
)
$ErrorActionPreference = 'Stop'

# Prints a command the way it would be typed, then runs it.
function Show([scriptblock] $Command) {
    Write-Host ''
    Write-Host "PS> $("$Command".Trim())" -ForegroundColor Cyan
    . $Command
}

$vhd = Join-Path $WorkPath 'legacy.vhd'
$qcow2 = Join-Path $WorkPath 'modern.qcow2'
cp (Join-Path $GuestPath 'gen1.vhd') $vhd
cp (Join-Path $GuestPath 'gen2.qcow2') $qcow2

try {
    Show { Get-VMHost | Select-Object ComputerName, LogicalProcessorCount, MemoryCapacity | Format-List }
    Show { New-VMSwitch -Name Lab -SwitchType Internal | Format-Table Name, SwitchType }

    Show { Get-VHD -Path $vhd | Format-List Path, VhdFormat, VhdType, Size }
    Show { New-VM -Name Legacy -Generation 1 -MemoryStartupBytes 384MB -VHDPath $vhd -Path $WorkPath }
    Show { Remove-VMNetworkAdapter -VMName Legacy }
    Show { Add-VMNetworkAdapter -VMName Legacy -IsLegacy $true -Name 'Legacy NIC' -SwitchName Lab }

    Show { New-VM -Name Modern -Generation 2 -MemoryStartupBytes 512MB -VHDPath $qcow2 -Path $WorkPath -SwitchName Lab }
    Show { Set-VMFirmware -VMName Modern -EnableSecureBoot On -SecureBootTemplate MicrosoftUEFICertificateAuthority }
    Show { Set-VMProcessor -VMName Modern -Count 2 }
    Show { Get-VMFirmware -VMName Modern | Format-Table VMName, SecureBoot, SecureBootTemplate }

    # Both start now and boot side by side.
    Show { Start-VM -Name Legacy, Modern }
    foreach ($name in 'Legacy', 'Modern') {
        Write-Host ''
        Write-Host "waiting for $name to come up ..."
        Wait-VMConsole -VMName $name -Pattern 'HVSH-GUEST READY' -TimeoutSeconds 120
        Show { Get-VMConsole -VMName $name | Where-Object { $_ -like 'HVSH-GUEST*firmware=*' } }
    }

    Show { Get-VM | Format-Table }
    Show { Get-VM | Where-Object State -eq Running | Sort-Object MemoryAssigned -Descending | Select-Object Name, Generation, State | ConvertTo-Json }
    Show { Get-VMHardDiskDrive -VMName Legacy, Modern | Format-Table VMName, ControllerType, ControllerNumber, ControllerLocation, Path }
    Show { Get-VMNetworkAdapter -VMName Legacy, Modern | Format-Table VMName, Name, IsLegacy, SwitchName, MacAddress }

    # What Hyper-V refuses, hvsh refuses: a Generation 2 machine has no floppy drive.
    try {
        Show { Set-VMFloppyDiskDrive -VMName Modern -Path (Join-Path $WorkPath 'boot.vfd') }
        throw 'the floppy disk was not refused'
    } catch {
        if ("$_" -eq 'the floppy disk was not refused') {
            throw
        }
        Write-Host "refused: $_" -ForegroundColor Yellow
    }

    Show { Stop-VM -Name Legacy }
    Show { Stop-VM -Name Modern -TurnOff }
    Show { Get-VM | Format-Table Name, State }
} finally {
    Write-Host ''
    Write-Host 'removing everything ...'
    $ErrorActionPreference = 'Continue'
    Get-VM -Name Legacy, Modern -ErrorAction SilentlyContinue | Stop-VM -TurnOff -Force -WarningAction SilentlyContinue
    Get-VM -Name Legacy, Modern -ErrorAction SilentlyContinue | Remove-VM -Force
    Get-VMSwitch -Name Lab -ErrorAction SilentlyContinue | Remove-VMSwitch -Force
}

$left = @(Get-VM) + @(Get-VMSwitch)
if ($left.Count -ne 0) {
    throw "left behind: $left"
}
