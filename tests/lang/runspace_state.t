What runspaces and pools begin with, their settings, and the collections of [powershell].
Source: InitialSessionState and PSDataCollection of the API pages; the published tests
engine/Api/InitialSessionState, Language/Classes/Scripting.Classes.Exceptions (a variable and a
function of the state), engine/Api/BasicEngine and engine/Api/TaskBasedAsyncPowerShellAPI (input
and output collections)

### a runspace has the variables, functions and aliases of its state
$iss = [initialsessionstate]::CreateDefault()
$iss.Variables.Add([System.Management.Automation.Runspaces.SessionStateVariableEntry]::new('greeting', 'hello', $null))
$iss.Commands.Add([System.Management.Automation.Runspaces.SessionStateFunctionEntry]::new('Get-Word', 'param($w) "$greeting $w, it''s me"'))
$iss.Commands.Add([System.Management.Automation.Runspaces.SessionStateAliasEntry]::new('gw', 'Get-Word'))
$rs = [runspacefactory]::CreateRunspace($iss); $rs.Open()
$ps = [powershell]::Create(); $ps.Runspace = $rs
$ps.AddScript('gw world').Invoke()
[powershell]::Create($iss).AddScript('$greeting').Invoke()
[powershell]::Create().AddScript('"[$greeting]"').Invoke()
--- stdout
hello world, it's me
hello
[]
### options of a variable hold
$iss = [initialsessionstate]::CreateDefault()
$iss.Variables.Add((New-Object System.Management.Automation.Runspaces.SessionStateVariableEntry -ArgumentList 'fixed', 7, 'seven', 'ReadOnly'))
$iss.Variables[0].Name; $iss.Variables[0].Value; $iss.Variables[0].Description; "$($iss.Variables[0].Options)"
[powershell]::Create($iss).AddScript('try { $fixed = 1 } catch { $_.FullyQualifiedErrorId }').Invoke()
--- stdout
fixed
7
seven
ReadOnly
VariableNotWritable
### what runs in the background of a pool has them too
$iss = [initialsessionstate]::CreateDefault()
$iss.Variables.Add([System.Management.Automation.Runspaces.SessionStateVariableEntry]::new('base', 10, ''))
$iss.Commands.Add([System.Management.Automation.Runspaces.SessionStateFunctionEntry]::new('Add-Base', 'param($n) $base + $n'))
$pool = [runspacefactory]::CreateRunspacePool(1, 3, $iss, $Host); $pool.Open()
$pool.GetMinRunspaces(); $pool.GetMaxRunspaces()
$all = 1..3 | ForEach-Object { $p = [powershell]::Create().AddScript('param($n) Add-Base $n').AddArgument($_); $p.RunspacePool = $pool; @{ P = $p; H = $p.BeginInvoke() } }
$all | ForEach-Object { $_.H.AsyncWaitHandle.WaitOne(20000); $_.P.EndInvoke($_.H); $_.P.Dispose() }
--- stdout
1
3
True
11
True
12
True
13
### a module of the state is there
Set-Content m.psm1 'function Get-M { "from m" }'
$iss = [initialsessionstate]::CreateDefault()
$iss.ImportPSModule("$PWD/m.psm1")
[powershell]::Create($iss).AddScript('Get-M').Invoke()
try { $iss.ImportPSModule($null) } catch { $_.FullyQualifiedErrorId }
--- stdout
from m
ArgumentNullException
### names and threads of a runspace are kept
$rs = [runspacefactory]::CreateRunspace()
$rs.Name = 'mine'; $rs.ThreadOptions = 'ReuseThread'; $rs.ApartmentState = 'STA'
$rs.Open()
"$($rs.Name) $($rs.ThreadOptions) $($rs.ApartmentState)"
$rs.SessionStateProxy.PSVariable.Set('k', 5)
$ps = [powershell]::Create(); $ps.Runspace = $rs
$handle = $ps.AddScript('$k + 1').BeginInvoke(); $ps.EndInvoke($handle)
$ps.Runspace = $null
$rs.ResetRunspaceState(); $rs.Dispose()
--- stdout
mine ReuseThread STA
6
### input and output collections of BeginInvoke
$in = [System.Management.Automation.PSDataCollection[psobject]]::new()
1..3 | ForEach-Object { $in.Add($_) }
$in.Complete(); $in.IsOpen
$results = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
$ps = [powershell]::Create().AddScript('process { $_ * 2 }')
$handle = $ps.BeginInvoke($in, $results)
$null = $ps.EndInvoke($handle)
"$results"; $results.Count
--- stdout
False
2 4 6
3
### streams and results are collections of their kind
$ps = [powershell]::Create().AddScript('Write-Error e; 1')
$ps.Invoke().GetType().Name
$ps.Streams.Error.GetType().Name
$ps.Streams.Error.ReadAll().Count; $ps.Streams.Error.Count
--- stdout
Collection`1
PSDataCollection`1
1
0
### InvokeScript gives the script its arguments
$invoke = $ExecutionContext.InvokeCommand
$invoke.InvokeScript('"args:($args); input:($input)"', 1, 2, 3)
$invoke.InvokeScript($false, { "args:($args)"; $here = 1 }, $null, (1, 2))
"[$here]"
$invoke.InvokeScript($true, { $inside = 1 }, $null, $null)
"[$inside]"
--- stdout
args:(1 2 3); input:()
args:(1 2)
[1]
[]
--- source the published test "args are passed correctly" (BasicEngine)
### Formats and Types of an InitialSessionState: files that the runspace begins with
@'
<Configuration><ViewDefinitions><View><Name>v</Name><ViewSelectedBy><TypeName>My.A</TypeName></ViewSelectedBy><CustomControl><CustomEntries><CustomEntry><CustomItem><Text>shown by control</Text></CustomItem></CustomEntry></CustomEntries></CustomControl></View></ViewDefinitions></Configuration>
'@ > v.format.ps1xml
@'
<Types><Type><Name>My.A</Name><Members><NoteProperty><Name>Extra</Name><Value>7</Value></NoteProperty></Members></Type></Types>
'@ > t.ps1xml
$iss = [initialsessionstate]::CreateDefault2()
$iss.Formats.Add("$PWD/v.format.ps1xml")
$iss.Types.Add([System.Management.Automation.Runspaces.SessionStateTypeEntry]::new("$PWD/t.ps1xml"))
$iss.Types[0].FileName -eq "$PWD/t.ps1xml"
$rs = [runspacefactory]::CreateRunspace($iss)
$rs.Open()
$ps = [powershell]::Create()
$ps.Runspace = $rs
$ps.AddScript('$a = [pscustomobject]@{ PSTypeName = "My.A" }; $a.Extra; ($a | Out-String).Trim()').Invoke()
$rs.Close()
--- stdout
True
7
shown by control
