ForEach-Object -MemberName; modules of Get-Command; what Get-Help cannot find.
Source: ForEach-Object (reference/7.5), InternalCommands.cs, InternalCommandStrings.resx
### methods that scripts made
$o = [pscustomobject]@{ P = 1 } | Add-Member ScriptMethod Foo { "foo$($args[0])" } -PassThru
$o | ForEach-Object Foo
$o | ForEach-Object Foo 3
class K { [string] Bar() { return 'bar' } [int] Two([int]$x) { return $x * 2 } }
[K]::new() | % Bar
[K]::new() | % Two 4
[K]::new() | % Two x -ErrorVariable e -ErrorAction SilentlyContinue; $e.Count
--- stdout
foo
foo3
bar
8
1
### null and what is not there give null
$null | ForEach-Object Length | ForEach-Object { $_ + 3 }
1 | ForEach-Object nope | ForEach-Object { $_ + 4 }
try { $null | ForEach-Object ToString x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
3
4
InvokeMethodOnNull,Microsoft.PowerShell.Commands.ForEachObjectCommand
You cannot call a method on a null-valued expression.
### in strict mode they are errors
Set-StrictMode -Version 2
foreach ($v in 1, $null) {
    try { $v | ForEach-Object nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
}
--- stdout
PropertyOrMethodNotFound,Microsoft.PowerShell.Commands.ForEachObjectCommand
The input name "nope" cannot be resolved to a member.
InputObjectIsNull,Microsoft.PowerShell.Commands.ForEachObjectCommand
Cannot operate on a 'null' input object.
### -WhatIf says what would be done with which object
'ab' | ForEach-Object ToUpper -WhatIf
'ab' | ForEach-Object Length -WhatIf
--- stdout
What if: Performing the operation "Invoke method 'ToUpper'" on target "InputObject: ab".
What if: Performing the operation "Retrieve the value for property 'Length'" on target "InputObject: ab".
### Get-Command -FullyQualifiedModule
(Get-Command -FullyQualifiedModule @{ ModuleName = 'Microsoft.PowerShell.Host'; ModuleVersion = '1.0' }).Name -join ' '
@(Get-Command -FullyQualifiedModule @{ ModuleName = 'Microsoft.PowerShell.Host'; ModuleVersion = '99.0' }).Count
@(Get-Command Get-Date -FullyQualifiedModule @{ ModuleName = 'Microsoft.PowerShell.Host'; ModuleVersion = '1.0' }).Count
--- stdout
Start-Transcript Stop-Transcript
0
0
--- source Get-Command (reference/7.5)
### Get-Help names what was asked for
try { Get-Help nope_x -ErrorAction Stop } catch { "$_".Substring(0, 42); $_.FullyQualifiedErrorId }
--- stdout
Get-Help could not find nope_x in a help f
HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand
--- source HelpErrors.resx
### Start-Job -RunAs32
try { Start-Job { 1 } -RunAs32 } catch { $_.FullyQualifiedErrorId }
--- stdout
RunAs32NotSupported,Microsoft.PowerShell.Commands.StartJobCommand
--- source Core/Job.Tests.ps1, RemotingErrorIdStrings.resx
