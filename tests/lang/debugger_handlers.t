Handlers of DebuggerStop, commands given to the debugger, and where it stops.

### a handler is asked instead of a person
$log = [Collections.Generic.List[string]]::new()
$h = { param($s, $e)
    $log.Add("line $($e.InvocationInfo.ScriptLineNumber), $($e.Breakpoints.Count), $($PSDebugContext.InvocationInfo.ScriptLineNumber), $($s.GetType().Name)") }
$Host.DebuggerEnabled = $false
$Host.Runspace.Debugger.add_DebuggerStop($h)
$b = Set-PSBreakpoint -Command Get-Date
function f { $null = Get-Date }
f
$Host.Runspace.Debugger.remove_DebuggerStop($h)
f
$log
$null -eq $PSDebugContext
--- stdout
line 7, 1, 7, ScriptDebugger
True
--- source the published tests Language/Scripting/Debugging/DebuggerCommand.Tests.ps1

### commands of the debugger
$Host.DebuggerEnabled = $false
$h = { param($s, $e)
    foreach ($line in '?', 'list 12 1', '1 + 1', 'stepOver') {
        $c = [System.Management.Automation.PSCommand]::new().AddScript($line)
        $o = [System.Management.Automation.PSDataCollection[PSObject]]::new()
        $r = $s.ProcessCommand($c, $o)
        Write-Host "$line : $($o.Count -gt 0) $(if ($o.Count) { $o[0].GetType().Name }) $($r.EvaluatedByDebugger) $($r.ResumeAction)"
    }
    $e.ResumeAction = 'Continue' }
$Host.Runspace.Debugger.add_DebuggerStop($h)
$b = Set-PSBreakpoint -Command Get-Date
$null = Get-Date
$Host.Runspace.Debugger.remove_DebuggerStop($h)
$c = [System.Management.Automation.PSCommand]::new().AddScript('l')
try { $Host.Runspace.Debugger.ProcessCommand($c, [System.Management.Automation.PSDataCollection[PSObject]]::new()) } catch { "$_" }
--- stdout
? : True String True 
list 12 1 : True String True 
1 + 1 : True Int32 False 
stepOver : False  True StepOver
Exception calling "ProcessCommand" with "2" argument(s): "The debugger cannot process commands unless it is in the Stopped state."
--- stderr any
--- source Debugger.ProcessCommand and DebuggerCommandResults in debugger.cs

### stepping stops at the braces of a function and at whole statements
$Host.DebuggerEnabled = $false
$at = [System.Management.Automation.InvocationInfo].GetProperty('ScriptPosition', [System.Reflection.BindingFlags]'NonPublic,Instance')
$h = { param($s, $e) $x = $at.GetValue($e.InvocationInfo)
    Write-Host "$($x.StartLineNumber):$($x.StartColumnNumber)-$($x.EndColumnNumber) $($x.Text)"; $e.ResumeAction = 'StepInto' }
$Host.Runspace.Debugger.add_DebuggerStop($h)
function f {
    $p = Get-Item /
    1
}
$b = Set-PSBreakpoint -Command Get-Item
$null = f
$Host.Runspace.Debugger.remove_DebuggerStop($h)
--- stdout
7:5-20 $p = Get-Item /
8:5-6 1
9:1-2 }
12:1-48 $Host.Runspace.Debugger.remove_DebuggerStop($h)
--- source the published tests Language/Scripting/Debugging/DebuggerCommand.Tests.ps1

### a script can be ended by a handler
$Host.DebuggerEnabled = $false
$Host.Runspace.Debugger.add_DebuggerStop({ param($s, $e) $e.ResumeAction = 'Stop' })
$b = Set-PSBreakpoint -Command Get-Date
'before'
Get-Date
'after'
--- stdout
before
--- exit 130
--- stderr any
--- source DebuggerResumeAction in debugger.cs

### an error action of Break shows errors as Continue does, and the debugger stops at them
$Host.DebuggerEnabled = $false
$h = { param($s, $e) Write-Host "at $($e.InvocationInfo.ScriptLineNumber): $($PSDebugContext.Trigger)" }
function f { [CmdletBinding()] param()
    try {
        Write-Error 'soft'
        'still runs'
        1 / 0
    } catch { 'caught' } }
$Host.Runspace.Debugger.add_DebuggerStop($h)
f -ErrorAction Break 2>$null
$Host.Runspace.Debugger.remove_DebuggerStop($h)
f -ErrorAction Break 2>$null
--- stdout
at 5: soft
still runs
at 7: Attempted to divide by zero.
caught
still runs
caught
--- source the published test Language/Scripting/ActionPreference.Tests.ps1
