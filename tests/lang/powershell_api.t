[powershell] and runspaces; redirection to variables; clean; $? after sub-expressions.
Source: published tests engine/Api/BasicEngine, Language/Parser/RedirectionOperator, Language/Scripting/{DollarHook,PipelineBehaviour,CleanBlockErrorHandling}; about_Redirection

### a script and its arguments
[powershell]::Create().AddScript('param($a, $b) "$a-$b"').AddArgument(1).AddArgument(2).Invoke()
--- stdout
1-2
### commands make a pipeline
[powershell]::Create().AddCommand('Get-Item').AddParameter('Path', '/tmp').AddCommand('Select-Object').AddParameter('ExpandProperty', 'Name').Invoke()
--- stdout
tmp
### state lasts between calls
$ps = [powershell]::Create()
$null = $ps.AddScript('function f { "f $args" }').Invoke()
$ps.Commands.Clear()
$ps.AddCommand('f').AddArgument('x').Invoke()
--- stdout
f x
### its streams
$ps = [powershell]::Create().AddScript('Write-Error boo; Write-Warning w; Write-Verbose v -Verbose; Write-Host h; 1/0; "end"')
$ps.Invoke()
$ps.HadErrors; $ps.Streams.Error.Count; $ps.Streams.Warning[0].Message; $ps.Streams.Verbose[0].Message
$ps.InvocationStateInfo.State
--- stdout
end
True
2
w
v
Completed
### what ends it is the cause of the call's error
try { [powershell]::Create().AddScript('throw "oops"').Invoke() } catch { "$_"; $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
try { [powershell]::Create().AddScript('1 + )').Invoke() } catch { $_.FullyQualifiedErrorId }
try { [powershell]::Create().AddScript('1 +').Invoke() } catch { $_.FullyQualifiedErrorId }
--- stdout
Exception calling "Invoke" with "0" argument(s): "oops"
RuntimeException
oops
ParseException
IncompleteParseException
### in the background
$ps = [powershell]::Create().AddScript("'Hello'; 'World'")
$async = $ps.BeginInvoke()
$result = $ps.EndInvoke($async)
$result.Count; $result[1]; $async.IsCompleted
--- stdout
2
World
True
### a runspace of one's own
$rs = [runspacefactory]::CreateRunspace(); $rs.Open()
$rs.SessionStateProxy.SetVariable('q', 41)
$ps = [powershell]::Create(); $ps.Runspace = $rs
$ps.AddScript('$q + 1; $r = 7').Invoke()
$rs.SessionStateProxy.GetVariable('r'); $rs.RunspaceStateInfo.State
$rs.Dispose()
try { [powershell]::Create([runspace]$null) } catch { $_.FullyQualifiedErrorId }
--- stdout
42
7
Opened
PSArgumentNullException
### a pool
$pool = [runspacefactory]::CreateRunspacePool(1, 2); $pool.Open()
$all = 1..3 | ForEach-Object { $p = [powershell]::Create(); $p.RunspacePool = $pool; $null = $p.AddScript('param($n) $n * 2').AddArgument($_); @{ p = $p; h = $p.BeginInvoke() } }
$all | ForEach-Object { $_.p.EndInvoke($_.h) }
--- stdout
2
4
6
### input
[powershell]::Create().AddScript('$input | ForEach-Object { $_ * 3 }').Invoke((1, 2))
--- stdout
3
6
### redirection to a variable
1..3 > variable:a; $a -join ''
4..6 >> variable:a; $a -join ''
@{ one = 1 } > variable:h; $h.GetType().Name
Write-Error bad 2> variable:e; $e.GetType().Name
--- stdout
123
123456
Hashtable
ErrorRecord
### $? after sub-expressions
Write-Error x 2>$null; $(); $?
Write-Error x 2>$null; $("a") > $null; $?
$(Write-Error x 2>$null); $?
@(Write-Error x 2>$null); $?
"$(Write-Error x 2>$null)" > $null; $?
--- stdout
True
True
False
False
True
### $? in the branches of if, after a chain
if ('a' && (Write-Error x -ErrorAction Ignore)) { $? }
--- stdout
True
### clean runs only after another block ran
function f { process { 'p' } clean { Write-Information cleaned -InformationAction Continue } }
$null = @() | f 6>&1
function g { process { 'p' } clean { Write-Host cleaned } }
@() | g; 1 | g
--- stdout
p
cleaned
### an error of clean goes no further
function f { end { 'e' } clean { throw 'in clean' } }
f 2>$null; 'after'; "$($error[0])"
--- stdout
e
after
in clean
### accessors by name
$h = @{ a = 1 }; $h.get_Keys(); 'abc'.get_Length()
--- stdout
a
3
### a backtick and a blank
'a' + ` 
'b'
--- stdout
ab
