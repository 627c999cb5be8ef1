Breakpoints: their cmdlets, where they are hit, actions, and the debugger's prompt.
Source: about_Debuggers, Set-PSBreakpoint, Get-PSBreakpoint, DebuggerScriptTests.Tests.ps1, Debugging.Tests.ps1

### a line breakpoint as it shows
Set-Content f.ps1 'function f {', ' 1', '}'
$b = Set-PSBreakpoint -Script f.ps1 -Line 2
"$($b.Line) $($b.Column) $($b.Enabled) $($b.HitCount) $($b.Script -eq (Get-Item f.ps1).FullName)"
$b.GetType().FullName
"$b" -replace [regex]::Escape($PWD)
--- stdout
2 0 True 0 True
System.Management.Automation.LineBreakpoint
Line breakpoint on '/f.ps1:2'
### with a column
Set-Content f.ps1 '1'
$b = Set-PSBreakpoint f.ps1 1 1
"$b" -replace [regex]::Escape($PWD)
--- stdout
Line breakpoint on '/f.ps1:1, 1'
### a command breakpoint as it shows
$b = Set-PSBreakpoint -Command Get-Foo
"$($b.Command) $b"
$b.GetType().Name
--- stdout
Get-Foo Command breakpoint on 'Get-Foo'
CommandBreakpoint
### a variable breakpoint is of writing unless said
$b = Set-PSBreakpoint -Variable foo
"$($b.Variable) $($b.AccessMode) $b"
$c = Set-PSBreakpoint -Variable foo -Mode ReadWrite
"$($c.AccessMode) $($c.GetType().Name)"
--- stdout
foo Write Variable breakpoint on '$foo' (Write access)
ReadWrite VariableBreakpoint
### several lines at once
Set-Content f.ps1 '1'
(Set-PSBreakpoint -Script f.ps1 -Line 1, 2, 3).Line -join ','
--- stdout
1,2,3
### the table
Set-Content f.ps1 '1'
Set-PSBreakpoint f.ps1 3 -Action { 5 }
--- stdout regex

  ID Script +Line Command +Variable +Action
  -- ------ +---- ------- +-------- +------
   1 f\.ps1 +3 +5 *

### the list
Set-PSBreakpoint -Command Get-Foo | Format-List
--- stdout

ID       : 1
Command  : Get-Foo
Enabled  : True
HitCount : 0
Action   : 

### numbers go on counting
$a = Set-PSBreakpoint -Command a
Remove-PSBreakpoint $a
(Set-PSBreakpoint -Command b).Id - $a.Id
--- stdout
1
### a column below 1 is refused
Set-Content f.ps1 '1'
try { Set-PSBreakpoint -Line 1 -Column -1 -Script f.ps1 } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SetPSBreakpointCommand
### a line below 1 is an error
Set-Content f.ps1 '1'
try { Set-PSBreakpoint -Line -1 -Script f.ps1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
SetPSBreakpoint:LineLessThanOne,Microsoft.PowerShell.Commands.SetPSBreakpointCommand
Line cannot be less than 1.
### a file that is no script is refused
Set-Content f.txt '1'
try { Set-PSBreakpoint f.txt 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" -replace [regex]::Escape($PWD) }
--- stdout
NewPSBreakpoint:WrongExtension,Microsoft.PowerShell.Commands.SetPSBreakpointCommand
Cannot set breakpoint on file '/f.txt'; only *.ps1 and *.psm1 files are valid.
### a script that is not there
try { Set-PSBreakpoint ./none.ps1 1 -ErrorAction Stop } catch { $_.CategoryInfo.Category }
--- stdout
ObjectNotFound
### Get-PSBreakpoint chooses by type, command, variable and script
Set-Content a.ps1 ''; Set-Content b.ps1 ''
$null = Set-PSBreakpoint a.ps1 1
$null = Set-PSBreakpoint -Command c1 -Script a.ps1
$null = Set-PSBreakpoint -Command c2
$null = Set-PSBreakpoint -Variable v1 -Script b.ps1
(Get-PSBreakpoint).Count
(Get-PSBreakpoint -Type Command).Command -join ','
(Get-PSBreakpoint -Command C2).Command
(Get-PSBreakpoint -Variable v1).Variable
@(Get-PSBreakpoint -Script a.ps1).Count
(Get-PSBreakpoint -Type Line -Script a.ps1).Line
@(Get-PSBreakpoint b.ps1).Count
--- stdout
4
c1,c2
c2
v1
2
1
1
### by number, from the pipeline too
$a, $b, $c = Set-PSBreakpoint -Command a, b, c
(Get-PSBreakpoint -Id $b.Id).Command
($a.Id, $c.Id | Get-PSBreakpoint).Command -join ','
--- stdout
b
a,c
### -Id and -Script do not go together
try { Get-PSBreakpoint -Id 1 -Script a.ps1 } catch { $_.Exception.GetType().Name }
--- stdout
ParameterBindingException
### removing by object, number and property
$a, $b, $c = Set-PSBreakpoint -Command a, b, c
Remove-PSBreakpoint $a
Remove-PSBreakpoint -Id $b.Id
[pscustomobject]@{ Id = $c.Id } | Remove-PSBreakpoint
@(Get-PSBreakpoint).Count
--- stdout
0
### all of them through the pipeline
$null = Set-PSBreakpoint -Command a, b, c
Get-PSBreakpoint | Remove-PSBreakpoint
@(Get-PSBreakpoint).Count
--- stdout
0
### a number that is none
try { Remove-PSBreakpoint -Id 77 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
PSBreakpoint:BreakpointIdNotFound,Microsoft.PowerShell.Commands.RemovePSBreakpointCommand
There is no breakpoint with ID '77'.
### disabling and enabling
$b = Set-PSBreakpoint -Command Get-Foo
($b | Disable-PSBreakpoint -PassThru).Enabled
$b.Enabled
([pscustomobject]@{ Id = $b.Id } | Enable-PSBreakpoint -PassThru).Enabled
@($b | Enable-PSBreakpoint).Count
--- stdout
False
False
True
0
### -WhatIf names the breakpoint
Set-PSBreakpoint -Command Get-Foo | Remove-PSBreakpoint -WhatIf
@(Get-PSBreakpoint).Count
--- stdout
What if: Performing the operation "Remove-PSBreakpoint" on target "Command breakpoint on 'Get-Foo'".
1
### aliases of the cmdlets
(Get-Alias sbp, gbp, rbp, ebp, dbp).Definition -join ' '
--- stdout
Set-PSBreakpoint Get-PSBreakpoint Remove-PSBreakpoint Enable-PSBreakpoint Disable-PSBreakpoint
### an action runs at the line and the script goes on
Set-Content f.ps1 '"one"', '"two"', '"three"'
$b = Set-PSBreakpoint f.ps1 2 -Action { Write-Host 'here' }
./f.ps1
$b.HitCount
--- stdout
one
here
two
three
1
### what an action writes is dropped
Set-Content f.ps1 '"one"'
$null = Set-PSBreakpoint f.ps1 1 -Action { 'dropped' }
./f.ps1
--- stdout
one
### $_ in an action is the breakpoint
Set-Content f.ps1 '"one"'
$null = Set-PSBreakpoint f.ps1 1 -Action { Write-Host "line $($_.Line), hit $($_.HitCount)" }
./f.ps1
--- stdout
line 1, hit 1
one
### a bare break without a terminal is passed by
Set-Content f.ps1 '"one"', '"two"'
$b = Set-PSBreakpoint f.ps1 2
$c = Set-PSBreakpoint f.ps1 1 -Action { break }
./f.ps1
"$($b.HitCount) $($c.HitCount)"
--- stdout
one
two
1 1
### an error in an action ends the action alone
Set-Content f.ps1 '"one"'
$b = Set-PSBreakpoint f.ps1 1 -Action { throw 'x' }
./f.ps1
$b.HitCount
--- stdout
one
1
### a disabled one is not hit
Set-Content f.ps1 '"one"'
$b = Set-PSBreakpoint f.ps1 1 -Action { Write-Host no } | Disable-PSBreakpoint -PassThru
./f.ps1
$b.HitCount
--- stdout
one
0
### a function of a dot-sourced file
Set-Content f.ps1 'function f1', '{', '  "in f1"', '}', 'function f2', '{', '  "in f2"', '}'
$a = Set-PSBreakpoint f.ps1 3 -Action { continue }
$b = Set-PSBreakpoint f.ps1 7 -Action { continue }
. ./f.ps1
f1
"$($a.HitCount) $($b.HitCount)"
--- stdout
in f1
1 0
### lines of a pipeline over several lines
Set-Content f.ps1 '1..3 |', 'ForEach-Object { $_ } | Sort-Object |', 'Get-Unique'
$b = Set-PSBreakpoint f.ps1 1, 2, 3 -Action { continue }
$null = ./f.ps1
$b.HitCount -join ','
--- stdout
1,3,1
### the condition of while, each time
Set-Content f.ps1 '$test = "string"', 'while ($test.Contains("str"))', '{', '  $test = "blah"', '}'
$b = Set-PSBreakpoint f.ps1 2 -Action { continue }
$null = ./f.ps1
$b.HitCount
--- stdout
2
### the parts of for
Set-Content f.ps1 'for ($test = 2;', '     $test -gt 0;', '     $test--) { }'
$b = Set-PSBreakpoint f.ps1 1, 2, 3 -Action { continue }
$null = ./f.ps1
$b.HitCount -join ','
--- stdout
1,3,2
### the condition of switch is looked at for each item
Set-Content f.ps1 '$test = 1..2', 'switch ($test)', '{', '  default {}', '}'
$b = Set-PSBreakpoint f.ps1 2 -Action { continue }
$null = ./f.ps1
$b.HitCount
--- stdout
3
### the variable of foreach
Set-Content f.ps1 'foreach ($x', ' in 1..2) { $x }'
$b = Set-PSBreakpoint f.ps1 1 -Action { continue }
(./f.ps1) -join ','
$b.HitCount
--- stdout
1,2
3
### before and after a call
Set-Content f.ps1 'function hello', '{', '  "hello"', '}', '', '"begin"', 'hello', '"end"'
$b = Set-PSBreakpoint f.ps1 6, 8 -Action { continue }
$null = ./f.ps1
$b.HitCount -join ','
--- stdout
1,1
### a line without code stands for the next one
Set-Content f.ps1 '"one"', '', '"three"'
$b = Set-PSBreakpoint f.ps1 2 -Action { Write-Host here }
./f.ps1
$b.HitCount
--- stdout
one
here
three
1
### where a block is left
Set-Content f.ps1 'function f {', '  process {', '    "in"', '  }', '}', 'f'
$b = Set-PSBreakpoint f.ps1 4 -Action { Write-Host leaving }
./f.ps1
$b.HitCount
--- stdout
in
leaving
1
### a column chooses the statement
Set-Content f.ps1 '"a"; "b"; "c"'
$b = Set-PSBreakpoint f.ps1 1 6 -Action { Write-Host here }
./f.ps1
--- stdout
a
here
b
c
### recursion
Set-Content f.ps1 'function fib($n) {', ' if ($n -lt 2) { return $n }', ' $a = fib ($n - 1)', ' $a + (fib ($n - 2))', '}', 'fib 3'
$b = Set-PSBreakpoint f.ps1 4 -Action { continue }
./f.ps1
$b.HitCount
--- stdout
2
2
### a command's action runs before the command
$b = Set-PSBreakpoint -Command Write-Output -Action { Write-Host before }
Write-Output after
Write-Output again
$b.HitCount
--- stdout
before
after
before
again
2
### wildcards, functions and aliases
function Get-Thing { 'thing' }
Set-Alias gt Get-Thing
$b = Set-PSBreakpoint -Command Get-Th* -Action { continue }
$c = Set-PSBreakpoint -Command gt -Action { continue }
Get-Thing
gt
"$($b.HitCount) $($c.HitCount)"
--- stdout
thing
thing
2 1
### a script by its name
Set-Content some.ps1 '"x"'
$b = Set-PSBreakpoint -Command some -Action { continue }
./some.ps1
$b.HitCount
--- stdout
x
1
### a command within a script only
Set-Content f.ps1 'Write-Output in'
$b = Set-PSBreakpoint -Command Write-Output -Script f.ps1 -Action { continue }
Write-Output out
./f.ps1
$b.HitCount
--- stdout
out
in
1
### writing a variable, before it holds the value
$x = 1
$b = Set-PSBreakpoint -Variable x -Action { Write-Host "was $x" }
$x = 2
$x = 3
"$x $($b.HitCount)"
--- stdout
was 1
was 2
3 2
### reading a variable
$x = 1
$b = Set-PSBreakpoint -Variable x -Mode Read -Action { continue }
$y = $x + $x
$x = 5
$b.HitCount
--- stdout
2
### reading and writing
$x = 1
$b = Set-PSBreakpoint -Variable x -Mode ReadWrite -Action { continue }
$x = 2
$null = $x
$x++
$b.HitCount
--- stdout
4
### a variable of a function
function f { $inner = 1; $inner = 2; $inner }
$b = Set-PSBreakpoint -Variable inner -Action { continue }
f
$b.HitCount
--- stdout
2
2
### removed, it is hit no more
$x = 1
$b = Set-PSBreakpoint -Variable x -Action { continue }
$x = 2
$b | Remove-PSBreakpoint
$x = 3
"$x $($b.HitCount)"
--- stdout
3 1
### an action's own commands are no hits
$b = Set-PSBreakpoint -Command Write-Host -Action { Write-Host inner }
Write-Host outer
$b.HitCount
--- stdout
inner
outer
1
### Wait-Debugger without a terminal does nothing
Wait-Debugger; 'on'
--- stdout
on
### the prompt shows where, runs commands in the script's scope and goes on
Set-Content f.ps1 '$x = 41', '$x++', '"x is $x"'
$null = Set-PSBreakpoint f.ps1 2
./f.ps1
--- args -NoProfile -Command {program}
--- stdin
"now $x"
$PSDebugContext.Breakpoints.Line
$x = 1
c
--- stdout regex
Entering debug mode\. Use h or \? for help\. 

Hit Line breakpoint on '.*/f\.ps1:2'

At .*/f\.ps1:2 char:1
\+ \$x\+\+
\+ ~~~~
\[DBG\]: PS .*>> now 41
\[DBG\]: PS .*>> 2
\[DBG\]: PS .*>> \[DBG\]: PS .*>> x is 2
### stepping over, in and out
Set-Content f.ps1 'function f {', ' "in"', ' "f"', '}', 'f', 'f', '"end"'
$null = Set-PSBreakpoint f.ps1 5
./f.ps1
--- args -NoProfile -Command {program}
--- stdin
v
s
s
s
o
c
--- stdout regex
Entering debug mode\. Use h or \? for help\. 

Hit Line breakpoint on '.*/f\.ps1:5'

At .*/f\.ps1:5 char:1
\+ f
\+ ~
\[DBG\]: PS .*>> in
f
At .*/f\.ps1:6 char:1
\+ f
\+ ~
\[DBG\]: PS .*>> At .*/f\.ps1:1 char:12
\+ function f \{
\+            ~
\[DBG\]: PS .*>> At .*/f\.ps1:2 char:2
\+  "in"
\+  ~~~~
\[DBG\]: PS .*>> in
At .*/f\.ps1:3 char:2
\+  "f"
\+  ~~~
\[DBG\]: PS .*>> f
At .*/f\.ps1:7 char:1
\+ "end"
\+ ~~~~~
\[DBG\]: PS .*>> end
### the source around the stop
Set-Content f.ps1 '"one"', '"two"', '"three"'
$null = Set-PSBreakpoint f.ps1 2
./f.ps1
--- args -NoProfile -Command {program}
--- stdin
l 1 2
c
--- stdout regex
one
Entering debug mode\. Use h or \? for help\. 

Hit Line breakpoint on '.*/f\.ps1:2'

At .*/f\.ps1:2 char:1
\+ "two"
\+ ~~~~~
\[DBG\]: PS .*>> 
    1:  "one"
    2:\* "two"

\[DBG\]: PS .*>> two
three
### quitting ends the script
Set-Content f.ps1 '"one"', '"two"'
$null = Set-PSBreakpoint f.ps1 2
./f.ps1
'not reached'
--- args -NoProfile -Command {program}
--- stdin
q
--- exit 130
--- stdout regex
one
Entering debug mode\. Use h or \? for help\. 

Hit Line breakpoint on '.*/f\.ps1:2'

At .*/f\.ps1:2 char:1
\+ "two"
\+ ~~~~~
\[DBG\]: PS .*>> 
