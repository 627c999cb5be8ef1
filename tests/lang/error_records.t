Error records: what handlers see, what functions write, what strict mode says.
Source: about_Try_Catch_Finally, about_Throw, about_Functions_CmdletBindingAttribute, Set-StrictMode; MiscOps.cs, ErrorPackage.cs

### a typed handler gets the exception inside
try { 1/0 } catch [DivideByZeroException] { $_.Exception.GetType().FullName; "$_"; $_.FullyQualifiedErrorId }
try { [IO.File]::ReadAllText('/nosuch') } catch [IO.FileNotFoundException] { "$_"; $_.FullyQualifiedErrorId }
--- stdout
System.DivideByZeroException
Attempted to divide by zero.
RuntimeException
Could not find file '/nosuch'.
FileNotFoundException
### a handler of all gets the outer one
try { [IO.File]::ReadAllText('/nosuch') } catch { $_.Exception.GetType().Name; $_.Exception.InnerException.GetType().Name }
--- stdout
MethodInvocationException
FileNotFoundException
### the name of a command that is not there
try { nosuchcmd } catch [System.Management.Automation.CommandNotFoundException] { $_.Exception.CommandName; $_.TargetObject }
--- stdout
nosuchcmd
nosuchcmd
### Data of an exception stays
$e = [Exception]::new('a'); $e.Data['k'] = 1; $e.Data.Count; $e.Data['k']
--- stdout
1
1
### the parameter an argument exception names
try { throw [ArgumentNullException]::new('p1') } catch { $_.Exception.ParamName }
--- stdout
p1
### ThrowTerminatingError and WriteError name the function
function f { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([Management.Automation.ErrorRecord]::new([Exception]::new('boom'), 'BoomId', 'InvalidOperation', 42)) }
function g { [CmdletBinding()] param() $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('boom'), 'BoomId', 'InvalidOperation', 42)) }
try { f } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)"; $_.InvocationInfo.MyCommand.Name }
g -ErrorVariable v -ErrorAction SilentlyContinue; $?; $v[0].FullyQualifiedErrorId
--- stdout
BoomId,f
InvalidOperation: (42:Int32) [f], Exception
f
False
BoomId,g
### all that Write-Error takes
Write-Error -Message m -ErrorId id -Category InvalidData -TargetObject 5 -CategoryActivity ca -CategoryReason cr -CategoryTargetName ctn -CategoryTargetType ctt -ErrorVariable z -ErrorAction SilentlyContinue
"$($z[0].CategoryInfo)"; $z[0].CategoryInfo.GetMessage(); $z[0].FullyQualifiedErrorId
$z[0].CategoryInfo.Activity = 'other'; $z[0].GetType().Name
--- stdout
InvalidData: (ctn:ctt) [ca], cr
InvalidData: (ctn:ctt) [ca], cr
id
ErrorRecord
### a program's exit code as an error
$PSNativeCommandUseErrorActionPreference = $true
try { $ErrorActionPreference = 'Stop'; /bin/false } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName; $_.TargetObject; "$_" }
--- stdout
ProgramExitedWithNonZeroCode
System.Management.Automation.NativeCommandExitException
/bin/false
Program "false" ended with non-zero exit code: 1 (0x01).
### strict mode: a call like a method's
Set-StrictMode -Version 2
function f($a, $b) { 'ran' }
try { f(1, 2) } catch { $_.FullyQualifiedErrorId }
f (1, 2)
f(1)
--- stdout
StrictModeFunctionCallWithParens
ran
ran
### strict mode: Count of what has none
$x = 5; $x.Count
Set-StrictMode -Version Latest
try { $x.Count } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
--- stdout
1
PropertyNotFoundStrict
PropertyNotFoundException
### using: outside of a job
$x = 5
try { & { $using:x } } catch { $_.FullyQualifiedErrorId }
--- stdout
UsingWithoutInvokeCommand
### members of MyInvocation
function f { $i = $MyInvocation; "$($i.PipelineLength) $($i.PipelinePosition) $($i.CommandOrigin) $($i.InvocationName) $($i.UnboundArguments.Count)" }
f 1 2
--- stdout
1 1 Internal f 2
