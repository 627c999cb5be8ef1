What happens when a property or a method that a script added fails, and what such blocks are given.
Source: Binders.cs WrapGetMemberInTry, MshMemberInfo.cs PSScriptProperty and PSScriptMethod, CompiledScriptBlock.cs BindArgumentsForScriptblockInvoke, about_Classes_Methods (CookieJar), about_Automatic_Variables ($input)

### a getter that throws answers with nothing and leaves no error
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptProperty Bad { throw 'no' }
$Error.Clear()
"[$($o.Bad)]"; $null -eq $o.Bad; $Error.Count
--- stdout
[]
True
0
### strict mode and Stop change nothing about it
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptProperty Bad { [int]'x' }
$null -eq $o.Bad
--- stdout
True
### errors that a getter goes on from are not shown
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptProperty Half { Get-Item /no/such; 'rest' }
$o.Half
--- stdout
rest
### of the types' data too
Update-TypeData -TypeName System.Int32 -MemberType ScriptProperty -MemberName Bad -Value { throw 'no' }
$null -eq (5).Bad
(5 | Select-Object -ExpandProperty Bad -ErrorAction SilentlyContinue) -eq $null
--- stdout
True
True
### selected and shown it is empty
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptProperty Bad { throw 'no' }
$o | Select-Object a, Bad | ConvertTo-Json -Compress
($o | Format-List | Out-String).Trim()
--- stdout
{"a":1,"Bad":null}
a   : 1
Bad :
### a method that answers the same fails
try { ([IO.FileInfo]'/no/such').get_Length() } catch { $_.FullyQualifiedErrorId }
([IO.FileInfo]'/no/such').Length
--- stdout
FileNotFoundException
### a setter's error is the cause of one of setting
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptProperty Test { 1 } { throw 'Set' }
try { $o.Test = 2 } catch { $_.Exception.GetType().Name; "$_"; $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
--- stdout
SetValueInvocationException
Exception setting "Test": "Set"
ScriptSetValueRuntimeException
Set
### a script method's error is the cause of one of the call
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptMethod Fail { param($x) throw 'boo' }
try { $o.Fail(1, 2) } catch { $_.Exception.GetType().Name; "$_"; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" }
--- stdout
MethodInvocationException
Exception calling "Fail" with "2" argument(s): "boo"
ScriptMethodRuntimeException
NotSpecified: (:) [], MethodInvocationException
### what Stop made of an error says so
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptMethod Fail { Get-Item /no/such -ErrorAction Stop }
try { $o.Fail() } catch { "$_"; $_.Exception.InnerException.GetType().Name }
--- stdout
Exception calling "Fail" with "0" argument(s): "The running command stopped because the preference variable "ErrorActionPreference" or common parameter is set to Stop: Cannot find path '/no/such' because it does not exist."
ActionPreferenceStopException
### an error that a script method goes on from is shown
$o = [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptMethod Half { Write-Error 'part'; 'rest' }
$o.Half()
--- stdout
rest
--- stderr
part
### arguments of a script method are variables with the parameters' attributes
class CookieJar {
    [int] $Cookies = 12
    static CookieJar() {
        Update-TypeData -TypeName CookieJar -MemberType ScriptMethod -MemberName Eat -Value {
            param([ValidateScript({ $_ -ge 1 -and $_ -le $this.Cookies })] [int] $Count = 1)
            $this.Cookies -= $Count
            "$($this.Cookies) left"
        }
    }
}
$jar = [CookieJar]::new()
$jar.Eat(1); $jar.Eat()
try { $jar.Eat(20) } catch { "$_" }
$jar.Eat(6)
--- stdout
11 left
10 left
Exception calling "Eat" with "1" argument(s): "The attribute cannot be added because variable Count with value 20 would no longer be valid."
4 left
### a default is looked at too
try { { param([ValidateRange(1, 5)] [int] $n) "n=$n" }.Invoke() } catch { "$_"; $_.FullyQualifiedErrorId }
{ param([ValidateRange(1, 5)] [int] $n = 3) "n=$n" }.Invoke()
--- stdout
Exception calling "Invoke" with "0" argument(s): "The attribute cannot be added because variable n with value 0 would no longer be valid."
ValidationMetadataException
n=3
### and what does not convert
try { { param([int] $n) $n }.Invoke('x') } catch { "$_" }
--- stdout
Exception calling "Invoke" with "1" argument(s): "Cannot convert value "x" to type "System.Int32". Error: "The input string 'x' was not in a correct format.""
### of a class's method likewise
class K { [int] M([ValidateRange(1, 5)] [int] $q) { return $q } }
[K]::new().M(4)
try { [K]::new().M(9) } catch { "$_"; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" }
--- stdout
4
The attribute cannot be added because variable q with value 9 would no longer be valid.
ValidateSetFailure
MetadataError: (:) [], ValidationMetadataException
### switches take their turn among the arguments
{ param([switch] $s, $x) "$s $x" }.Invoke($true, 5)
--- stdout
True 5
### the error of Invoke is named by its cause
try { { throw 'x' }.Invoke() } catch { $_.FullyQualifiedErrorId }
try { { 1 / 0 }.Invoke() } catch { $_.FullyQualifiedErrorId }
try { { Get-Item /no/such -ErrorAction Stop }.Invoke() } catch { $_.FullyQualifiedErrorId }
--- stdout
RuntimeException
RuntimeException
ActionPreferenceStopException
### $input has nothing before its first step
function Current { begin { $i = 0 } process { "Iteration: $i"; $i++; "before: $($input.Current)"; $null = $input.MoveNext(); "after: $($input.Current)" } }
'one', 'two' | Current
--- stdout
Iteration: 0
before: 
after: one
Iteration: 1
before: 
after: two
