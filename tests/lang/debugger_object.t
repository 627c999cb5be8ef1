Breakpoints by the methods of Runspace.Debugger, and what runspaces say of themselves.
Source: Breakpoint.Tests.ps1 (SDK), about_Debuggers

### a command's by method
$d = $Host.Runspace.Debugger
$b = $d.SetCommandBreakpoint('Get-Foo', $null, $null)
"$b $($b.GetType().Name)"
$d.GetBreakpoints().Count
--- stdout
Command breakpoint on 'Get-Foo' CommandBreakpoint
1
### a variable's
$b = $Host.Runspace.Debugger.SetVariableBreakpoint('x', 'ReadWrite', { continue }, $null)
"$b"
$x = 1; $null = $x
$b.HitCount
--- stdout
Variable breakpoint on '$x' (ReadWrite access)
2
### a line's
$b = $Host.Runspace.Debugger.SetLineBreakpoint('/tmp/none.ps1', 3, 1, { continue })
"$b"
--- stdout
Line breakpoint on '/tmp/none.ps1:3, 1'
### the cmdlets see the same list
$null = $Host.Runspace.Debugger.SetCommandBreakpoint('Get-Foo', $null, $null)
(Get-PSBreakpoint).Command
Get-PSBreakpoint | Remove-PSBreakpoint
$Host.Runspace.Debugger.GetBreakpoints().Count
--- stdout
Get-Foo
0
### enabling, disabling, removing
$d = $Host.Runspace.Debugger
$b = $d.SetCommandBreakpoint('Get-Foo', $null, $null)
$d.DisableBreakpoint($b).Enabled
$d.EnableBreakpoint($b).Enabled
$d.RemoveBreakpoint($b)
$d.RemoveBreakpoint($b)
--- stdout
False
True
True
False
### one that is not set
$d = $Host.Runspace.Debugger
$b = [System.Management.Automation.CommandBreakpoint]::new('/tmp/a.ps1', $null, 'Get-Foo')
$null -eq $d.DisableBreakpoint($b)
$null -eq $d.EnableBreakpoint($b)
$d.RemoveBreakpoint($b)
--- stdout
True
True
False
### several at once, made by constructors
$list = [System.Management.Automation.LineBreakpoint]::new('/tmp/foo.ps1', 1),
    [System.Management.Automation.LineBreakpoint]::new('/tmp/foo.ps1', 2, 5)
$Host.Runspace.Debugger.SetBreakpoints($list)
"$($Host.Runspace.Debugger.GetBreakpoints())"
--- stdout
Line breakpoint on '/tmp/foo.ps1:1' Line breakpoint on '/tmp/foo.ps1:2, 5'
### by number
$b = $Host.Runspace.Debugger.SetCommandBreakpoint('Get-Foo', $null, $null)
$Host.Runspace.Debugger.GetBreakpoint($b.Id).Command
$null -eq $Host.Runspace.Debugger.GetBreakpoint(99)
--- stdout
Get-Foo
True
### of another runspace by its number
$r = [runspacefactory]::CreateRunspace()
$r.Open()
$d = $Host.Runspace.Debugger
$b = $d.SetCommandBreakpoint('Get-Foo', { continue }, $null, $r.Id)
$d.GetBreakpoints($r.Id).Count
$d.GetBreakpoints().Count
$r.Debugger.GetBreakpoints().Count
$d.DisableBreakpoint($b, $r.Id).Enabled
$d.RemoveBreakpoint($b, $r.Id)
$d.GetBreakpoints($r.Id).Count
--- stdout
1
0
1
False
True
0
### a runspace that is not there
try { $Host.Runspace.Debugger.GetBreakpoints(77) } catch { $_.Exception.InnerException.Message }
--- stdout
Invalid runspace id: 77
### the session's runspace is number 1
"$($Host.Runspace.Id) $($Host.Runspace.Name) $($Host.Runspace.RunspaceStateInfo.State)"
$Host.Runspace.InstanceId -eq $Host.Runspace.InstanceId
([runspacefactory]::CreateRunspace()).Id
--- stdout
1 Runspace1 Opened
True
2
### the debugger is at rest
"$($Host.Runspace.Debugger.InBreakpoint) $($Host.Runspace.Debugger.IsActive)"
--- stdout
False False
