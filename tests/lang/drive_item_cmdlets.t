Item cmdlets on the drives variable:, function:, alias: and env:.
Source: about_Function_Provider, about_Variable_Provider, about_Alias_Provider, about_Environment_Provider; FunctionProvider.Tests.ps1, Variable.Tests.ps1, Alias.Tests.ps1

### Get-Item of a variable is a PSVariable
$v = 1234
$i = Get-Item variable:v
$i.GetType().FullName
$i.Name
$i.Value
@(Get-ChildItem variable:v)[0].GetType().Name
--- stdout
System.Management.Automation.PSVariable
v
1234
PSVariable
### Set-Item -Options of a function
function f1 { 'hi' }
(Get-Item function:f1).Options
Set-Item function:f1 -Options 'ReadOnly, AllScope'
(Get-Item function:f1).Options
try { Set-Item function:f1 -Value { 2 } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Remove-Item function:f1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
Remove-Item function:f1 -Force
Test-Path function:f1
--- stdout
None
ReadOnly, AllScope
FunctionNotWritable,Microsoft.PowerShell.Commands.SetItemCommand
FunctionNotRemovable,Microsoft.PowerShell.Commands.RemoveItemCommand
False
### Set-Item makes functions of script blocks, functions and texts
Set-Item function:a1 { 'block' }
Set-Item function:a2 (Get-Item function:a1)
Set-Item function:a3 "return 'text'"
a1; a2; a3
try { Set-Item function:a4 123 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
block
block
text
Argument,Microsoft.PowerShell.Commands.SetItemCommand
### Set-Item without a value takes the function away
function f1 { 1 }
Set-Item function:f1
Test-Path function:f1
--- stdout
False
### wildcards on a drive
function zz1 { } ; function zz2 { }
(Get-Item function:zz*).Name
(Get-ChildItem function:zz*).Name
(Get-ChildItem function: -Include zz* -Exclude zz1).Name
Remove-Item function:zz*
Test-Path function:zz*
--- stdout
zz1
zz2
zz1
zz2
zz2
False
### what is not there
foreach ($c in { Get-Item function:nosuch }, { Remove-Item variable:nosuch }, { Rename-Item alias:nosuch x }, { Clear-Item env:nosuch }, { Get-Item env:nosuch }) {
    try { $ErrorActionPreference = 'Stop'; & $c } catch { $_.FullyQualifiedErrorId }
}
--- stdout
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
PathNotFound,Microsoft.PowerShell.Commands.RemoveItemCommand
PathNotFound,Microsoft.PowerShell.Commands.RenameItemCommand
PathNotFound,Microsoft.PowerShell.Commands.ClearItemCommand
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
### Rename-Item of a function
function f1 { 'hi' }
Rename-Item function:f1 f2
Test-Path function:f1
f2
--- stdout
False
hi
### Rename-Item refuses what is read-only or constant
Set-Item function:f1 { 1 } -Options ReadOnly
Set-Item function:f2 { 1 } -Options Constant
foreach ($n in 'f1', 'f2') { try { Rename-Item function:$n new -ErrorAction Stop } catch { $_.FullyQualifiedErrorId } }
Rename-Item function:f1 f3 -Force
Test-Path function:f1
(Get-Item function:f3).Options
--- stdout
CannotRenameFunction,Microsoft.PowerShell.Commands.RenameItemCommand
CannotRenameFunction,Microsoft.PowerShell.Commands.RenameItemCommand
False
ReadOnly
### Copy-Item and Rename-Item of a variable
$v = 1234
Copy-Item variable:v variable:v_copy
$v_copy
Rename-Item variable:v v_new
Test-Path variable:v
$v_new
--- stdout
1234
False
1234
### Copy-Item of an alias and of a function
Set-Alias zz Get-Date
Copy-Item alias:zz alias:yy
(Get-Alias yy).Definition
function f1 { 'one' }
Copy-Item function:f1 function:f2
f2
--- stdout
Get-Date
one
### Copy-Item of an environment variable
$env:ZZ1 = 'x'
Copy-Item env:ZZ1 env:ZZ2
$env:ZZ2
Rename-Item env:ZZ1 ZZ3
"$env:ZZ1|$env:ZZ3"
--- stdout
x
|x
### New-Item of what is there already
$v = 1
try { New-Item variable: -Name v -Value 5 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
(New-Item variable: -Name v -Value 5 -Force).Value
--- stdout
Argument,Microsoft.PowerShell.Commands.NewItemCommand
The item at path 'v' already exists.
5
### New-Item needs a value there
try { New-Item alias:zz -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
NewItemValueNotSpecified,Microsoft.PowerShell.Commands.NewItemCommand
### Move-Item is not for these drives
$v = 1
try { Move-Item variable:v variable:w } catch { $_.FullyQualifiedErrorId }
--- stdout
GetDynamicParametersException,Microsoft.PowerShell.Commands.MoveItemCommand
### Set-Item -Include and -Exclude
Set-Alias zza Get-Date; Set-Alias zzb Get-Date
Set-Item alias:zz* Get-Location -Include zza
(Get-Alias zza).Definition, (Get-Alias zzb).Definition
Set-Item alias:zz* Get-Process -Exclude zza
(Get-Alias zza).Definition, (Get-Alias zzb).Definition
--- stdout
Get-Location
Get-Date
Get-Location
Get-Process
### a constant variable keeps its value
Set-Variable c 1 -Option Constant
foreach ($b in { Set-Item variable:c 2 }, { Clear-Item variable:c }, { Remove-Item variable:c }) { try { $ErrorActionPreference = 'Stop'; & $b } catch { $_.FullyQualifiedErrorId } }
$c
--- stdout
VariableNotWritable,Microsoft.PowerShell.Commands.SetItemCommand
VariableNotWritable,Microsoft.PowerShell.Commands.ClearItemCommand
VariableNotRemovable,Microsoft.PowerShell.Commands.RemoveItemCommand
1
### Clear-Item
$v = 1
Clear-Item variable:v
Test-Path variable:v
$null -eq $v
$env:ZZ = 'x'
Clear-Item env:ZZ
Test-Path env:ZZ
--- stdout
True
True
False
### Resolve-Path with wildcards on a drive
$zz1 = 1; $zz2 = 2
@(Resolve-Path variable:zz*).Count
--- stdout
2
### -WhatIf tells the item
function f1 { }
Remove-Item function:f1 -WhatIf
Copy-Item function:f1 function:f2 -WhatIf
Rename-Item function:f1 f2 -WhatIf
--- stdout
What if: Performing the operation "Remove Item" on target "Item: f1".
What if: Performing the operation "Copy Item" on target "Item: f1 Destination: f2".
What if: Performing the operation "Rename Item" on target "Item: f1 NewName: f2".
--- source SessionStateProviderBaseStrings.resx

### An item is copied only to a name on its own drive
Set-Alias zz Get-Date
Copy-Item alias:zz -Destination ./zz -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId
$e[0].Exception.Message
--- stdout
CopyItemSourceAndDestinationNotSameProvider,Microsoft.PowerShell.Commands.CopyItemCommand
Source and destination path did not resolve to the same provider.
--- source Copy-Item over providers (SessionStateStrings)

### A variable's object is live and its value is settable
$v = 1
$o = Get-Item variable:v
$v = 2
$o.Value
$o.Value = 3
$v
(Get-Variable nope -ErrorAction SilentlyContinue) -eq $null
--- stdout
2
3
True
