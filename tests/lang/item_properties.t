Properties of files and folders: what they are, and how they are set.
Source: the pages of Get-ItemProperty, Get-ItemPropertyValue, Set-ItemProperty, Clear-ItemProperty, Get-FileHash; about_FileSystem_Provider
### Get-ItemProperty without a name gives the item
Set-Content f.txt abc -NoNewline
(Get-ItemProperty f.txt).GetType().Name; (Get-ItemProperty .).PSIsContainer
--- stdout
FileInfo
True
### Get-ItemProperty -Name gives the property and where it is from
Set-Content f.txt abc -NoNewline
$p = Get-ItemProperty f.txt -Name Length, Name
$p.Length; $p.Name; $p.PSChildName; $p.PSDrive.Name; $p.PSProvider.Name
$p.PSPath -eq "Microsoft.PowerShell.Core\FileSystem::$(Convert-Path f.txt)"
--- stdout
3
f.txt
f.txt
/
FileSystem
True
### A property that is not there
Set-Content f.txt abc
try { Get-ItemProperty f.txt Nope -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
The property Nope does not exist or was not found.
GetValueError,Microsoft.PowerShell.Commands.GetItemPropertyCommand
ReadError
### Only the file system has properties
try { Get-ItemProperty env:PATH -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.
NotSupported,Microsoft.PowerShell.Commands.GetItemPropertyCommand
NotImplemented
### Get-ItemPropertyValue gives the values alone
Set-Content f.txt abc -NoNewline
Get-ItemPropertyValue f.txt -Name Length, Extension
Get-ItemPropertyValue -Path . -Name Attributes
--- stdout
3
.txt
Directory
### Get-ItemPropertyValue works on the current folder by itself
Get-ItemPropertyValue -Name PSIsContainer
--- stdout
True
### Set-ItemProperty sets
Set-Content f.txt abc
Set-ItemProperty f.txt IsReadOnly $true
(Get-Item f.txt).IsReadOnly
Set-ItemProperty f.txt -Name IsReadOnly -Value $false
(Get-Item f.txt).IsReadOnly
Set-ItemProperty f.txt LastWriteTime ([datetime]'2020-02-03 04:05:06')
(Get-Item f.txt).LastWriteTime.ToString('s')
--- stdout
True
False
2020-02-03T04:05:06
### Set-ItemProperty says what it would do
Set-Content f.txt abc
Set-ItemProperty f.txt IsReadOnly $true -WhatIf
--- stdout regex
What if: Performing the operation "Set Property File" on target "Item: .*/f.txt Property: IsReadOnly Value: True"\.
### Set-ItemProperty -PassThru
Set-Content f.txt abc
(Set-ItemProperty f.txt IsReadOnly $false -PassThru).IsReadOnly
--- stdout
False
### Set-ItemProperty takes all properties of an object
Set-Content f.txt abc
Set-ItemProperty f.txt -InputObject ([pscustomobject]@{ IsReadOnly = $true; LastWriteTime = [datetime]'2021-01-01' })
$f = Get-Item f.txt; $f.IsReadOnly; $f.LastWriteTime.Year
--- stdout
True
2021
### Attributes that a provider cannot set
Set-Content f.txt abc
try { Set-ItemProperty f.txt Attributes Directory -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
SetPropertyError,Microsoft.PowerShell.Commands.SetItemPropertyCommand
### Clear-ItemProperty clears attributes, and only them
Set-Content f.txt abc
Set-ItemProperty f.txt Attributes ReadOnly
(Get-Item f.txt).Attributes
Clear-ItemProperty f.txt Attributes
(Get-Item f.txt).Attributes
try { Clear-ItemProperty f.txt Length } catch { $_.FullyQualifiedErrorId }
--- stdout
ReadOnly
Normal
Argument,Microsoft.PowerShell.Commands.ClearItemPropertyCommand
### Times and attributes are set on the item too
Set-Content f.txt abc
$f = Get-Item f.txt
$f.LastWriteTime = '2019-05-06 07:08:09'
$f.IsReadOnly = $true
$f = Get-Item f.txt
$f.LastWriteTime.ToString('s'); $f.Attributes
--- stdout
2019-05-06T07:08:09
ReadOnly
### UnixStat
Set-Content f.txt abc -NoNewline
chmod 4755 f.txt
$s = (Get-Item f.txt).UnixStat
$s.GetType().FullName; $s.Size; $s.IsSetUid; $s.ItemType; $s.GetModeString()
(Get-Item f.txt).UnixMode
--- stdout
System.Management.Automation.Platform+Unix+CommonStat
3
True
File
-rwsr-xr-x
-rwsr-xr-x
### What the provider adds to items
Set-Content f.txt abc
$f = Get-Item f.txt
$f.PSProvider.Name; $f.PSDrive.Name; $f.PSChildName; $f.PSIsContainer; $f.PSDrive.GetType().Name
--- stdout
FileSystem
/
f.txt
False
PSDriveInfo
### Get-FileHash: SHA256 unless told otherwise
Set-Content f.txt abc -NoNewline
$h = Get-FileHash f.txt
$h.Algorithm; $h.Hash; $h.Path -eq (Convert-Path f.txt)
(Get-FileHash f.txt -Algorithm md5).Hash
(Get-FileHash f.txt SHA1).Hash
--- stdout
SHA256
BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD
True
900150983CD24FB0D6963F7D28E17F72
A9993E364706816ABA3E25717850C26C9CD0D89D
### Get-FileHash: what cannot be hashed
try { Get-FileHash nope.txt -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Get-FileHash -LiteralPath nope.txt -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Get-FileHash . -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Get-FileHash nope.txt -Algorithm CRC } catch { $_.FullyQualifiedErrorId }
--- stdout
FileNotFound,Microsoft.PowerShell.Commands.GetFileHashCommand
FileNotFound,Microsoft.PowerShell.Commands.GetFileHashCommand
UnauthorizedAccessError,Microsoft.PowerShell.Commands.GetFileHashCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetFileHashCommand
