Trace-Command, Get-TraceSource, Set-TraceSource, Get-Runspace.
Source: Trace-Command, Get-TraceSource, Set-TraceSource, Get-Runspace; Trace-Command.Tests.ps1, RunspaceCmdlets.Tests.ps1; ParameterBinderBase.cs, CmdletParameterBinderController.cs

### the sources by name
(Get-TraceSource).Name; (Get-TraceSource Param*).Name; (Get-TraceSource)[0].Options
(Get-TraceSource)[0].PSTypeNames[0]
--- stdout
CommandDiscovery
ParameterBinding
ParameterBinding
None
System.Management.Automation.PSTraceSource
### a source that is none
try { 'nothing-like-it' | Get-TraceSource -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
@(Get-TraceSource 'x*').Count
--- stdout
TraceSourceNotFound,Microsoft.PowerShell.Commands.GetTraceSourceCommand
Cannot find a trace source with the name 'nothing-like-it'.
0
### named arguments
Trace-Command ParameterBinding { (New-TimeSpan -Days 2).Days } -FilePath t.log
Get-Content t.log
--- stdout
2
ParameterBinding Information: 0 : BIND NAMED cmd line args [New-TimeSpan]
ParameterBinding Information: 0 :     BIND arg [2] to parameter [Days]
ParameterBinding Information: 0 :         COERCE arg to [System.Int32]
ParameterBinding Information: 0 :             Parameter and arg types the same, no coercion is needed.
ParameterBinding Information: 0 :         BIND arg [2] to param [Days] SUCCESSFUL
ParameterBinding Information: 0 : BIND POSITIONAL cmd line args [New-TimeSpan]
ParameterBinding Information: 0 : MANDATORY PARAMETER CHECK on cmdlet [New-TimeSpan]
ParameterBinding Information: 0 : CALLING BeginProcessing
ParameterBinding Information: 0 : CALLING EndProcessing
### what cannot be converted
Trace-Command ParameterBinding { try { New-TimeSpan -Days two } catch { } } -FilePath t.log
(Get-Content t.log)[2..4]
--- stdout
ParameterBinding Information: 0 :         COERCE arg to [System.Int32]
ParameterBinding Information: 0 :             Trying to convert argument value from System.String to System.Int32
ParameterBinding Information: 0 :             ERROR: COERCE FAILED: arg [two] could not be converted to the parameter type [System.Int32]
### objects of a pipeline
Trace-Command ParameterBinding { 'q' | Select-Object -First 1 } -FilePath t.log
(Get-Content t.log) -match 'PIPELINE|ProcessRecord|InputObject'
--- stdout
q
ParameterBinding Information: 0 : BIND PIPELINE object to parameters: [Select-Object]
ParameterBinding Information: 0 :     PIPELINE object TYPE = [System.String]
ParameterBinding Information: 0 :     BIND arg [q] to parameter [InputObject]
ParameterBinding Information: 0 :         BIND arg [q] to param [InputObject] SUCCESSFUL
ParameterBinding Information: 0 : CALLING ProcessRecord
### functions and programs
function f { param([int]$a, $b) "$a $b" }
Trace-Command ParameterBinding { f 1 -b x; sh -c true 'a" "b' } -FilePath t.log
(Get-Content t.log) -match 'line arg'
--- stdout regex
1 x
ParameterBinding Information: 0 : BIND NAMED cmd line args \[f\]
ParameterBinding Information: 0 : BIND POSITIONAL cmd line args \[f\]
ParameterBinding Information: 0 : BIND NAMED native application line args \[.*/sh\]
ParameterBinding Information: 0 :     BIND cmd line arg \[-c\] to position \[0\]
ParameterBinding Information: 0 :     BIND cmd line arg \[true\] to position \[1\]
ParameterBinding Information: 0 :     BIND cmd line arg \[a" "b\] to position \[2\]
### the host shows when
Trace-Command CommandDiscovery { $null = Get-Date } -PSHost
--- stdout regex
DEBUG: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{4} CommandDiscovery Information: 0 : Looking up command: Get-Date
### a command with arguments, and input
Trace-Command ParameterBinding -Command Write-Output -ArgumentList a, b -FilePath t.log
'in' | Trace-Command ParameterBinding { "got $input" } -FilePath t.log
--- stdout
a
b
got in
### what stands beside each line
Trace-Command ParameterBinding { $null = Get-Date } -ListenerOption ProcessId, ThreadId, DateTime, Timestamp -FilePath t.log
$lines = Get-Content t.log
@($lines -like "    ProcessId=$PID").Count -eq @($lines -like 'ParameterBinding*').Count
foreach ($k in 'ThreadId', 'DateTime', 'Timestamp') { @($lines -like "    $k=*").Count -gt 0 }
--- stdout
True
True
True
True
### options choose what is traced
Trace-Command ParameterBinding { $null = New-TimeSpan -Days 1 } -Option Scope -FilePath t.log
Get-Content t.log
--- stdout
ParameterBinding Information: 0 : BIND NAMED cmd line args [New-TimeSpan]
ParameterBinding Information: 0 :     BIND arg [1] to parameter [Days]
ParameterBinding Information: 0 :         COERCE arg to [System.Int32]
ParameterBinding Information: 0 : BIND POSITIONAL cmd line args [New-TimeSpan]
ParameterBinding Information: 0 : MANDATORY PARAMETER CHECK on cmdlet [New-TimeSpan]
### nothing is traced afterwards
Trace-Command ParameterBinding { $null = Get-Date } -FilePath t.log
$n = @(Get-Content t.log).Count
$null = Get-Date
@(Get-Content t.log).Count -eq $n; (Get-TraceSource ParameterBinding).Options; (Get-TraceSource ParameterBinding).Listeners
--- stdout
True
None
Default
### Set-TraceSource goes on until it is ended
$s = Set-TraceSource ParameterBinding -Option ExecutionFlow -FilePath t.log -PassThru
$s.Options; $s.Listeners
$null = Get-Date -Year 2020
Set-TraceSource ParameterBinding -RemoveFileListener *
$n = @(Get-Content t.log).Count; $n -gt 0
$null = Get-Date -Year 2020
@(Get-Content t.log).Count -eq $n
--- stdout
ExecutionFlow
Default
t.log
True
True
### only files can be written to
try { Trace-Command ParameterBinding { } -FilePath 'Env:\Test' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
FileListenerPathResolutionFailed,Microsoft.PowerShell.Commands.TraceCommandCommand
Trace output can only be written to the file system. The path 'Env:\Test' referred to a 'Environment' provider path.
### an error ends the trace too
try { Trace-Command ParameterBinding { throw 'x' } -FilePath t.log } catch { "$_" }
(Get-TraceSource ParameterBinding).Listeners
--- stdout
x
Default
### the runspace of the shell
$r = Get-Runspace
@($r).Count; $r.Id; $r.Name; $r.RunspaceAvailability
(Get-Runspace -Id 1).InstanceId -eq $ExecutionContext.Host.Runspace.InstanceId
(Get-Runspace -InstanceId $r.InstanceId).Id; (Get-Runspace Run*1).Name
--- stdout
1
1
Runspace1
Available
True
1
Runspace1
### runspaces that were made
$a = [runspacefactory]::CreateRunspace(); $a.Open()
$b = [runspacefactory]::CreateRunspace()
(Get-Runspace).Id; Get-Runspace -Id $b.Id | ForEach-Object { $_.RunspaceStateInfo.State }
(Get-Runspace -Id $a.Id).InstanceId -eq $a.InstanceId
--- stdout
1
2
3
BeforeOpen
True
### runspaces as a table
Get-Runspace
--- stdout

 Id Name            ComputerName    Type          State         Availability
 -- ----            ------------    ----          -----         ------------
  1 Runspace1       localhost       Local         Opened        Available

