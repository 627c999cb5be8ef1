What the error action makes of throw, and what a PowerShell object's pipeline raises.
Source: about_Throw, about_Preference_Variables, PowerShell's published tests of command error handling and of the clean block
### throw under SilentlyContinue ends its statement alone
& { $ErrorActionPreference = 'SilentlyContinue'; throw 'x'; 'after' }
function Quiet { [CmdletBinding()] param() throw 'y'; 'after in the function' }
Quiet -ErrorAction SilentlyContinue
Quiet -ErrorAction Ignore
$Error[0].FullyQualifiedErrorId
--- stdout
after
after in the function
after in the function
y
### throw under Continue stops
function Loud { [CmdletBinding()] param() throw 'z'; 'never' }
try { Loud -ErrorAction Continue } catch { "caught $_" }
--- stdout
caught z
### try sees a silenced throw
function Quiet { [CmdletBinding()] param() throw 'y'; 'never' }
try { Quiet -ErrorAction SilentlyContinue } catch { "caught $($_.FullyQualifiedErrorId)" }
--- stdout
caught y
### trap sees a silenced throw
function Quiet { [CmdletBinding()] param() throw 'y'; 'never' }
trap { "trapped $_"; continue }
Quiet -ErrorAction SilentlyContinue
'on'
--- stdout
trapped y
on
### errors of expressions are remembered under Ignore
function Divide { [CmdletBinding()] param() 1 / $null; 'after' }
$Error.Clear()
Divide -ErrorAction Ignore
$Error.Count
$Error[0].Exception.InnerException.GetType().Name
--- stdout
after
1
DivideByZeroException
### a command that ends itself raises a CmdletInvocationException
$ps = [powershell]::Create()
$null = $ps.AddScript('function T { [CmdletBinding()] param() $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([ArgumentException]::new("bad"), "Id", "InvalidArgument", $null)) }').Invoke()
$ps.Commands.Clear()
try { $ps.AddCommand('T').Invoke() } catch {
    $_.Exception.GetType().Name
    $_.Exception.InnerException.GetType().Name
    $_.Exception.InnerException.InnerException.GetType().Name
}
--- stdout
MethodInvocationException
CmdletInvocationException
ArgumentException
### the error action Stop raises an ActionPreferenceStopException
$ps = [powershell]::Create()
try { $ps.AddScript('Get-Command NoSuchThing -ErrorAction Stop').Invoke() } catch {
    $_.Exception.InnerException.GetType().Name
    $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId
    $_.FullyQualifiedErrorId
}
--- stdout
ActionPreferenceStopException
CommandNotFoundException,Microsoft.PowerShell.Commands.GetCommandCommand
ActionPreferenceStopException
### a throw raises what it throws
$ps = [powershell]::Create()
$null = $ps.AddScript('function T { [CmdletBinding()] param() throw "told" }').Invoke()
$ps.Commands.Clear()
try { $ps.AddCommand('T').Invoke() } catch {
    $_.Exception.InnerException.GetType().Name
    $_.Exception.InnerException.Message
}
--- stdout
RuntimeException
told
### errors of methods go on under Continue
$ps = [powershell]::Create()
$null = $ps.AddScript('function T { [CmdletBinding()] param() $iss = [initialsessionstate]::Create(); $iss.ImportPSModule($null); "after" }').Invoke()
$ps.Commands.Clear()
$ps.AddCommand('T').AddParameter('ErrorAction', 'Continue').Invoke()
$ps.Streams.Error.Count
$ps.Streams.Error[0].FullyQualifiedErrorId
--- stdout
after
1
ArgumentNullException
