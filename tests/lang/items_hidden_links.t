Hidden, read-only and linked items; escaped wildcards; separators.
Source: the pages of Get-Item, Remove-Item, New-Item, Get-ChildItem, Split-Path, Test-Path; about_FileSystem_Provider; the published tests of the management module
### Get-Item of a hidden file needs -Force
Set-Content .h.txt 1
try { Get-Item .h.txt -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
(Get-Item .h.txt -Force).Name
--- stdout
ItemNotFound,Microsoft.PowerShell.Commands.GetItemCommand
ObjectNotFound
.h.txt
### Remove-Item leaves read-only and hidden files without -Force
Set-Content r.txt 1; Set-ItemProperty r.txt IsReadOnly $true
Set-Content .h.txt 1
foreach ($f in 'r.txt', '.h.txt') {
  try { Remove-Item $f -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
  Test-Path $f
  Remove-Item $f -Force
  Test-Path $f
}
--- stdout
RemoveFileSystemItemUnAuthorizedAccess,Microsoft.PowerShell.Commands.RemoveItemCommand
PermissionDenied
True
False
RemoveFileSystemItemUnAuthorizedAccess,Microsoft.PowerShell.Commands.RemoveItemCommand
PermissionDenied
True
False
### Remove-Item -Recurse stops at what needs -Force
$null = New-Item -ItemType Directory d
Set-Content d/a.txt 1; Set-Content d/.b 1
Remove-Item d -Recurse -ErrorAction SilentlyContinue -ErrorVariable e
$e.FullyQualifiedErrorId
Test-Path d/a.txt; Test-Path d/.b
Remove-Item d -Recurse -Force
Test-Path d
--- stdout
RemoveFileSystemItemUnAuthorizedAccess,Microsoft.PowerShell.Commands.RemoveItemCommand
DirectoryNotEmpty,Microsoft.PowerShell.Commands.RemoveItemCommand
False
True
False
### A hard link says what it is
Set-Content a.txt 1
$l = New-Item -ItemType HardLink b.txt -Target a.txt
$l.LinkType; $l.Mode; $l.ModeWithoutHardLink
--- stdout
HardLink
l----
-----
### A symbolic link to a folder is a folder and a link
$null = New-Item -ItemType Directory d
$null = New-Item -ItemType SymbolicLink l -Target .\d
$l = Get-Item l
$l.GetType().Name; $l.Attributes; $l.LinkType; $l.Target; $l.Mode
--- stdout
DirectoryInfo
Directory, ReparsePoint
SymbolicLink
./d
l----
### A link without target
try { New-Item -ItemType SymbolicLink l } catch { $_.FullyQualifiedErrorId }
--- stdout
ArgumentNull,Microsoft.PowerShell.Commands.NewItemCommand
### Escaped wildcards stand for themselves
$null = New-Item -ItemType Directory 'x[1]'
$null = New-Item -Path 'x`[1`]' -Name f.txt -ItemType File
(Get-ChildItem 'x`[1`]').Name
Test-Path 'x`[1`]/f.txt'; Test-Path 'x[1]/f.txt'; Test-Path -LiteralPath 'x[1]/f.txt'
--- stdout
f.txt
True
False
True
### -Filter with .* at the end
Set-Content noext 1; Set-Content no.ext 1
(Get-ChildItem -Filter no*.*).Name
(Get-ChildItem -Filter *.*).Count
--- stdout
no.ext
noext
2
### Split-Path takes both separators and gives one
Split-Path 'C:\Temp\Folder1'; Split-Path 'C:\Temp'; Split-Path '\\srv\share\f'
Split-Path -Leaf 'C:\Temp\Folder1'; Split-Path -Leaf fs:/usr/bin; Split-Path fs:/usr/bin
--- stdout
C:/Temp
C:/
//srv/share
Folder1
bin
fs:/usr
### Split-Path -IsAbsolute
Split-Path -IsAbsolute fs:/usr; Split-Path -IsAbsolute /usr/..; Split-Path -IsAbsolute ~/; Split-Path -IsAbsolute ..
--- stdout
True
True
False
False
### Test-Path -IsValid asks for a drive that is there
Test-Path -IsValid /no/such/thing; Test-Path -IsValid nope:/x
--- stdout
True
False
### A drive remembers where one stood
$null = New-Item -ItemType Directory a/b
$null = New-PSDrive Work FileSystem a
Set-Location Work:/b
Set-Location /
Set-Location Work:
"$PWD"
$null = New-Item Work:f.txt
Test-Path Work:/b/f.txt
Set-Location Work:/
"$PWD"
--- stdout
Work:/b
True
Work:/
### Home from another drive
Set-Location env:
Set-Location
(Get-Location).Path -eq $HOME
--- stdout
True
### Where-Object: a switch that is $false is no operator
1, 0, 2 | ForEach-Object { [pscustomobject]@{ N = $_ } } | Where-Object N -EQ:$false | ForEach-Object N
try { [pscustomobject]@{ N = 1 } | Where-Object N -GT:$false -Value 0 } catch { $_.FullyQualifiedErrorId }
--- stdout
1
2
OperatorNotSpecified,Microsoft.PowerShell.Commands.WhereObjectCommand
### Variables: what is not there, what is constant, what is there already
try { Get-Variable nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
Set-Variable r 1 -Option ReadOnly
try { Set-Variable r 2 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
Set-Variable r 3 -Force; $r
$v = 1
try { Set-Variable v 2 -Option Constant -ErrorAction Stop } catch { "$_" }
try { New-Variable v 2 -ErrorAction Stop } catch { "$_"; $_.Exception.GetType().Name }
New-Variable w 5 -WhatIf
--- stdout
VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand
ItemNotFoundException
VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand
SessionStateUnauthorizedAccessException
3
Existing variable v cannot be made constant. Variables can be made constant only at creation time.
A variable with name 'v' already exists.
SessionStateException
What if: Performing the operation "New variable" on target "Name: w Value: 5".
--- source The pages of New-Variable, Set-Variable, Get-Variable
### Format-Hex
('hi' | Format-Hex).ToString() + '|'
(1, 2 | Format-Hex).HexBytes
$r = 'a' * 20 | Format-Hex; $r.Count; $r[1].HexOffset; $r[1].Ascii
Set-Content f.txt 'hello world' -NoNewline
(Format-Hex f.txt -Offset 6 -Count 3).HexBytes; (Format-Hex f.txt -Offset 6 -Count 3).Offset64
try { Format-Hex nope.txt -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { @{} | Format-Hex -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
0000000000000000   68 69                                            hi              |
01 00 00 00 02 00 00 00
2
0000000000000010
aaaa
77 6F 72
6
FileNotFound,Microsoft.PowerShell.Commands.FormatHex
FormatHexTypeNotSupported,Microsoft.PowerShell.Commands.FormatHex
--- source The page of Format-Hex
