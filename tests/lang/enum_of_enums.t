Enums whose values name other enums, and handlers for the exceptions that wrap errors.
Source: published tests (enums, TryCatch, ParameterBinding, HashtableToPSCustomObjectConversion); about_Enum, about_Try_Catch_Finally, about_Parsing

### values from enums that are defined further down
enum E4 { e0 = [E5]::e0 + 2 }
enum E5 { e0 = [E6]::e0 + 2 }
enum E6 { e0 =38 }
[int][E4]::e0, [int][E5]::e0, [int][E6]::e0
[E5]40
--- stdout
42
40
38
e0
### a cycle of enums is refused
enum foo1 { x = [foo2]::x }
enum foo2 { x = [foo1]::x }
--- stderr
Cannot define enum because of a cycle in the initialization expressions\.
--- exit 1
### the stop exception is caught by its name, and $_ is the error
try { Get-Item /NotExist -ErrorAction Stop }
catch [System.Management.Automation.ActionPreferenceStopException] { 'caught'; $_.Exception.GetType().FullName }
try { Get-Item /NotExist -ErrorAction Stop }
catch [System.Management.Automation.ActionPreferenceStopException] { 'the first that fits' }
catch [System.Management.Automation.ItemNotFoundException] { 'not this' }
try { throw 'x' }
catch [System.Management.Automation.ActionPreferenceStopException] { 'not this' }
catch { 'any' }
--- stdout
caught
System.Management.Automation.ItemNotFoundException
the first that fits
any
### an error that ended a cmdlet is caught as CmdletInvocationException
try { Invoke-Expression 'Get-Command -Name' }
catch [System.Management.Automation.CmdletInvocationException] { 'caught'; $_.Exception.GetType().FullName }
try { throw 'x' } catch [System.Management.Automation.CmdletInvocationException] { 'not this' } catch { 'any' }
--- stdout
caught
System.Management.Automation.ParameterBindingException
any
### numbers keep their writing in parameters of text
function f([string]$Value) { $Value }
f 6n
f 1kb
f 0x10
f 1.50
f 1e3
f 7d
--- stdout
6n
1kb
0x10
1.50
1e3
7d
### New-Object ends at a property that is not there
try { New-Object System.Management.Automation.Host.Coordinates -Property @{ xx = 10; y = 5 }; 'not here' }
catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
InvalidOperationException,Microsoft.PowerShell.Commands.NewObjectCommand
The member "xx" was not found for the specified .NET object.
### only the file system has files to redirect into
try { 'x' | Tee-Object env:f } catch { $_.Exception.Message }
Test-Path ./f
--- stdout
Cannot open file because the current provider (Microsoft.PowerShell.Core\Environment) cannot open a file.
False
