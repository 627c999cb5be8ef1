What leaves a statement whose output is being collected, and what "nothing" is where it is kept.
Source: published tests (Scripting.Followup, RangeOperator, CleanBlockErrorHandling, ActionPreference, Trap); about_Return, about_Trap, about_Preference_Variables, about_Automatic_Variables

### return on the right of an assignment writes to the function's output
function f { $x = if ($true) { return 'one' }; 'after' }
f
function g { $("1"; return "2") }
g
function hh { $x = $('a'; return 'b'); 'after' }
hh
--- stdout
one
1
2
a
b
### break on the right of an assignment writes what was made
foreach ($i in 1..3) { $y = if ($i -eq 2) { 'made'; break } else { $i }; "y=$y" }
--- stdout
y=1
made
### a range of characters begins a pipeline
$c = 'A'..'E' | ForEach-Object { $_ }
$c.Count
$c[4].GetType().Name
'x'..'z' | ForEach-Object { "<$_>" }
'c'..'a' -join ''
$a = 'a'; $b = 'c'
$a..$b | % { "$_" }
foreach ($l in 'p'..'r') { $l }
--- stdout
5
Char
<x>
<y>
<z>
cba
a
b
c
p
q
r
### the ends of a range are asked once
$script:n = 0
function one { $script:n++; 'a' }
(one)..'b' | Out-Null
$n
foreach ($x in (one)..'b') { }
$n
--- stdout
1
2
### nothing stays nothing in a hashtable and a custom object
$h = @{ a = & {} }
@($h.a).Count
$h.a | % { 'runs' }
$h['b'] = & {}
$h['b'] | % { 'runs' }
$null -eq $h['b']
$h.ContainsKey('b')
$o = [pscustomobject]@{ p = & {} }
$o.p | % { 'runs' }
$o | ConvertTo-Json -Compress
--- stdout
0
True
True
{"p":null}
### a property that is assigned nothing has null
$o = [pscustomobject]@{ p = 1 }
$o.p = & {}
$o.p | % { 'runs' }
--- stdout
runs
### a terminating error in clean makes $? false and reaches -ErrorVariable
function f { [CmdletBinding()] param() end { } clean { $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new([ArgumentException]::new('bad'), 'id', 'InvalidArgument', $null)) } }
f 2>$null; $?
function g { [CmdletBinding()] param() end { } clean { throw 'q' } }
g 2>$null; $?
f -ErrorVariable ev 2>$null
$ev.Count
"$($ev[0])"
--- stdout
False
False
1
bad
### a trap for all errors is given the exception inside
trap { $_.Exception.GetType().FullName; continue }
1/0
try { 1/0 } catch { $_.Exception.GetType().FullName; $_.Exception.InnerException.GetType().FullName }
--- stdout
System.DivideByZeroException
System.Management.Automation.RuntimeException
System.DivideByZeroException
### Suspend is no value for a common parameter
try { Write-Output x -ErrorAction Suspend } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
function f { [CmdletBinding()] param() 1 }
try { f -WarningAction Suspend } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterBindingFailed,Microsoft.PowerShell.Commands.WriteOutputCommand
Cannot bind parameter 'ErrorAction' to the target. Exception setting "ErrorAction": "The Suspend ActionPreference value is reserved for future use and is not supported at this time. For more information about preference variables, see the Help topic, "about_Preference_Variables.""
ParameterBindingFailed,f
### null for a common parameter names the failed conversion inside
foreach ($v in $null, [Management.Automation.Internal.AutomationNull]::Value) {
    $a = @{ ErrorAction = $v }
    try { Test-Path x @a } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.InnerException.GetType().FullName }
}
--- stdout
ParameterBindingFailed,Microsoft.PowerShell.Commands.TestPathCommand
System.Management.Automation.PSInvalidCastException
ParameterBindingFailed,Microsoft.PowerShell.Commands.TestPathCommand
System.Management.Automation.PSInvalidCastException
