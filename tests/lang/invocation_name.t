How a script block learns the way it was called; mandatory lists.
Source: about_Automatic_Variables ($MyInvocation), about_Functions_Advanced_Parameters (Mandatory, AllowEmptyCollection)

### & and . are the names of calls without a name
& { $MyInvocation.InvocationName }
. { $MyInvocation.InvocationName }
$sb = { $MyInvocation.InvocationName }
& $sb
. $sb
& { & { $MyInvocation.InvocationName } }
function f { $MyInvocation.InvocationName }
f
--- stdout
&
.
&
.
&
f
### a mandatory list that is empty is refused, System.Array as well
function f { param([Parameter(Mandatory)][array]$a) 'ran' }
try { f @() } catch { $_.FullyQualifiedErrorId; "$_" }
f 1
function g { param([Parameter(Mandatory)][AllowEmptyCollection()][array]$a) "$($a.Count)" }
g @()
--- stdout
ParameterArgumentValidationErrorEmptyArrayNotAllowed,f
Cannot bind argument to parameter 'a' because it is an empty array.
ran
0
