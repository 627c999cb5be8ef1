Drives, providers and locations on them.
Source: about_Providers, about_Locations; the pages of New-PSDrive, Remove-PSDrive, Get-PSDrive, Get-PSProvider, Set-Location, Resolve-Path
### A new drive names a folder
$null = New-Item -ItemType Directory a/b
$d = New-PSDrive -Name Work -PSProvider FileSystem -Root a
$d.Name; $d.Provider.Name; $d.Root -eq (Convert-Path a); $d.GetType().Name
Set-Content Work:/f.txt one
Get-Content a/f.txt
(Get-ChildItem Work:).Name -join ','
Test-Path Work:/b; Test-Path Work:\f.txt; Test-Path Work:/none
--- stdout
Work
FileSystem
True
PSDriveInfo
one
b,f.txt
True
True
False
### The location on a drive is shown with its name
$null = New-Item -ItemType Directory a/b
$null = New-PSDrive Work FileSystem a
Set-Location Work:/b
"$PWD"; (Get-Location).Drive.Name; (Get-Location).ProviderPath -eq (Convert-Path .)
Set-Location ..
(Get-Location).Path
(Resolve-Path b).Path
--- stdout
Work:/b
Work
True
Work:/
Work:/b
### The description is kept
(New-PSDrive Work FileSystem . -Description 'my things').Description
--- stdout
my things
### -WhatIf makes no drive
New-PSDrive Work FileSystem /tmp -WhatIf
(Get-PSDrive).Name -contains 'Work'
--- stdout
What if: Performing the operation "New drive" on target "Name: Work Provider: Microsoft.PowerShell.Core\FileSystem Root: /tmp".
False
### A name can be taken once
$null = New-PSDrive Work FileSystem .
try { New-PSDrive Work FileSystem . -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
A drive with the name 'Work' already exists.
DriveAlreadyExists,Microsoft.PowerShell.Commands.NewPSDriveCommand
ResourceExists
### A provider has to be there
try { New-PSDrive HKX Registry HKX -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
Cannot find a provider with the name 'Registry'.
ProviderNotFound,Microsoft.PowerShell.Commands.NewPSDriveCommand
### Remove-PSDrive takes the drive and leaves the folder
$null = New-PSDrive Work FileSystem .
Set-Content Work:/f.txt 1
Remove-PSDrive Work
Test-Path Work:/; Test-Path f.txt
--- stdout
False
True
### A drive that is not there: Remove-PSDrive
try { Remove-PSDrive Nope -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
Cannot find drive. A drive with the name 'Nope' does not exist.
DriveNotFound,Microsoft.PowerShell.Commands.RemovePSDriveCommand
### A drive that is not there: Get-PSDrive
try { Get-PSDrive Nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
GetLocationNoMatchingDrive,Microsoft.PowerShell.Commands.GetPSDriveCommand
ObjectNotFound
### A drive that is not there: items
foreach ($c in { Get-Item Nope:/x }, { Get-Content Nope:/x }, { Set-Content Nope:/x 1 }, { Get-ChildItem Nope: }, { Remove-Item Nope:/x }, { Set-Location Nope: }) {
  try { $ErrorActionPreference = 'Stop'; & $c } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
}
--- stdout
DriveNotFound,Microsoft.PowerShell.Commands.GetItemCommand
DriveNotFoundException
DriveNotFound,Microsoft.PowerShell.Commands.GetContentCommand
DriveNotFoundException
DriveNotFound,Microsoft.PowerShell.Commands.SetContentCommand
DriveNotFoundException
DriveNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand
DriveNotFoundException
DriveNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand
DriveNotFoundException
DriveNotFound,Microsoft.PowerShell.Commands.SetLocationCommand
DriveNotFoundException
### The registry exists on Windows only
Get-Item HKLM:\Software
--- stderr
Cannot find drive\. A drive with the name 'HKLM' does not exist\.
--- exit 1
### A provider that is not there in a path
try { Get-Item Registry::HKLM -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
Cannot find a provider with the name 'Registry'.
ProviderNotFound,Microsoft.PowerShell.Commands.GetItemCommand
### Paths may name their provider
Set-Content f.txt 1
Test-Path "Microsoft.PowerShell.Core\FileSystem::$PWD/f.txt"
$env:HVSH_T = 'v'
(Get-Item Environment::HVSH_T).Value
--- stdout
True
v
### One can stand on env:
$env:HVSH_T = 'v'
Set-Location env:
"$PWD"; (Get-Item HVSH_T).Value; Test-Path HVSH_T; (Get-Location).Provider.Name
Set-Location -
(Get-Location).Provider.Name
--- stdout
Env:/
v
True
Environment
FileSystem
### Push-Location and Pop-Location cross drives
Push-Location variable:
"$PWD"
Pop-Location
(Get-Location).Drive.Name
--- stdout
Variable:/
/
### Backslashes separate too
$null = New-Item -ItemType Directory x
Set-Content x\y.txt 1
Get-Content x/y.txt
--- stdout
1
### Get-PSProvider lists the five
(Get-PSProvider).Name | Sort-Object
(Get-PSProvider FileSystem).Capabilities
(Get-PSProvider Variable).ItemSeparator; (Get-PSProvider Variable).AltItemSeparator
"$(Get-PSProvider Alias)"
--- stdout
Alias
Environment
FileSystem
Function
Variable
Filter, ShouldProcess, Credentials
/
\
Microsoft.PowerShell.Core\Alias
### A drive on the file system knows the space there
$d = Get-PSDrive /
$d.Used -gt 0; $d.Free -gt 0; $null -eq (Get-PSDrive Env).Used
--- stdout
True
True
True
### Names with signs that paths use are refused
try { New-PSDrive 'a:b' FileSystem . -ErrorAction Stop } catch { "$_" }
--- stdout
Cannot process the drive name because the drive name contains one or more of the following characters that are not valid: ; ~ / \ . :
