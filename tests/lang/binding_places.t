Where errors of binding point, and when a function's validation attributes speak.
Source: about_PSItem, about_Type_Conversion, about_Functions_Advanced_Parameters, ParameterBinderBase.cs BindParameter, CommandProcessor.cs Read

### the mark stands under the argument that a validation attribute refuses
function f { param([ValidateRange(1, 5)] [int] $n, [string] $s) }
f -n 9 -s x
f -s x -n:9
f 9 x
--- args -NoProfile -NonInteractive -File {file}
--- exit 0
--- stderr
\A.*\nLine \|\n   2 \|  f -n 9 -s x\n     \|       ~\n
   3 \|  f -s x -n:9\n     \|            ~\n
   4 \|  f 9 x\n     \|    ~\n
### the mark stands under the argument that does not convert
function f { [CmdletBinding()] param([string] $String) }
f -String 1, 2
Select-Object -First abc
--- args -NoProfile -NonInteractive -File {file}
--- exit 0
--- stderr
   2 \|  f -String 1, 2\n     \|            ~~~~\n     \| Cannot process argument transformation on parameter 'String'\. Cannot convert value to type System\.String\.
   3 \|  Select-Object -First abc\n     \|                       ~~~\n
### an unknown name is marked itself
function f { [CmdletBinding()] param($a) }
f 1 -zz 5
--- args -NoProfile -NonInteractive -File {file}
--- exit 0
--- stderr
   2 \|  f 1 -zz 5\n     \|      ~~~\n
### the position message counts from the argument
function f { param([ValidateSet('a', 'b')] $x) }
try { f -x q } catch { $_.InvocationInfo.OffsetInLine; $_.InvocationInfo.PositionMessage }
--- stdout
12
At line:2 char:12
+ try { f -x q } catch { $_.InvocationInfo.OffsetInLine; $_.InvocationI ...
+            ~
### an object from the pipeline that is not valid is an error and the next one is taken
function f { param([Parameter(ValueFromPipeline)] [ValidateRange(1, 5)] [int] $n) process { "n=$n" } }
1, 9, 3 | f 2>$null
'done'
--- stdout
n=1
n=3
done
### the same by property name
function f { param([Parameter(ValueFromPipelineByPropertyName)] [ValidateSet('on', 'off')] $State) process { "s=$State" } }
[pscustomobject]@{ State = 'on' }, [pscustomobject]@{ State = 'x' }, [pscustomobject]@{ State = 'off' } | f 2>$null
'done'
--- stdout
s=on
s=off
done
### with the error action Stop it ends the pipeline
function f { [CmdletBinding()] param([Parameter(ValueFromPipeline)] [ValidateRange(1, 5)] [int] $n) process { "n=$n" } }
try { 1, 9, 3 | f -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
n=1
ParameterArgumentValidationError,f
### what is not valid is said before what is missing
function f { param([Parameter(Mandatory)] [string] $s, [ValidateRange(1, 5)] [int] $n) }
try { f -n 9 } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,f
### of two wrong arguments the first as written is told
function f { param([ValidateSet('a', 'b')] $x, [ValidateRange(1, 2)] $y) }
try { f -y 5 -x q } catch { $_.Exception.Message -replace '\..*' }
try { f -x q -y 5 } catch { $_.Exception.Message -replace '\..*' }
--- stdout
Cannot validate argument on parameter 'y'
Cannot validate argument on parameter 'x'
### a validation script sees the parameters bound before it
function f { param([int] $low, [ValidateScript({ $_ -gt $low })] [int] $high) "$low..$high" }
f 1 2
try { f 5 2 } catch { $_.FullyQualifiedErrorId }
try { f -high 2 -low 5 } catch { 'not reached' }
--- stdout
1..2
ParameterArgumentValidationError,f
5..2
### a validation script of a module's function calls what the module keeps to itself
$m = New-Module { function inside($x) { $x -gt 3 }; function f { param([ValidateScript({ inside $_ })] $n) "n=$n" }; Export-ModuleMember f }
f 5
try { f 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
n=5
ParameterArgumentValidationError,f
### what a script block's own Invoke gives are variables with those attributes
try { { param([ValidateRange(1, 5)] $n) "n=$n" }.Invoke(9) } catch { $_.Exception.InnerException.Message }
{ param([ValidateRange(1, 5)] $n) "n=$n" }.Invoke(4)
--- stdout
The attribute cannot be added because variable n with value 9 would no longer be valid.
n=4
### Splatted arguments keep their parameters' names wherever they went
function Get-Facts([int]$A, [string]$B, [switch]$S) { "$A|$B|$S" }
function Get-Args { $x = $args; Get-Facts @x }
Get-Args -A 1 -B two -S
function Get-Some { $x = $args[2..3]; Get-Facts @x }
Get-Some -A 1 -B two
function Get-Rest { param([Parameter(ValueFromRemainingArguments)]$Rest) Get-Facts @Rest }
Get-Rest -A 5 -B x -S:$false
# a text that only looks like one is a value
function Get-Text { Get-Facts @args }
try { Get-Text '-B' x } catch { $_.FullyQualifiedErrorId }
function Get-Kind { $args[0].GetType().Name; $args[0] -is [psobject]; $args[0] -eq '-z' }
Get-Kind -Z
--- stdout
1|two|True
0|two|False
5|x|False
ParameterArgumentTransformationError,Get-Facts
String
True
True
--- source about_Splatting; PowerShell's PipelineOps.Splat and ScriptParameterBinderController.HandleRemainingArguments
