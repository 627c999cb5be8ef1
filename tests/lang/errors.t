Source: about_Try_Catch_Finally, about_Throw, about_Trap, about_Preference_Variables and about_CommonParameters
### finally always runs
try { 'body' } finally { 'fin' }
try { throw 'x' } catch { "c:$_" } finally { 'fin2' }
function f { try { return 1 } finally { 'cleanup' } }
f
foreach ($i in 1..2) { try { continue } finally { "f$i" } }
--- stdout
body
fin
c:x
fin2
1
cleanup
f1
f2
### typed catch
try { 1 / 0 } catch [System.DivideByZeroException] { 'div' } catch { 'other' }
try { [int]'x' } catch [System.Management.Automation.PSInvalidCastException] { 'cast' }
try { throw [System.ArgumentException]::new('bad') } catch [System.IO.IOException] { 'io' } catch [ArgumentException] { "arg $($_.Exception.Message)" }
try { Get-Item /nonexistent -ErrorAction Stop } catch [System.Management.Automation.ItemNotFoundException] { 'missing' }
--- stdout
div
cast
arg bad
missing
### a base type catches derived exceptions
try { throw [System.ArgumentNullException]::new('p') } catch [System.ArgumentException] { 'base' }
try { throw [System.IO.FileNotFoundException]::new('p') } catch [System.IO.IOException] { 'io' }
try { throw 'text' } catch [System.Exception] { $_.Exception.GetType().Name }
--- stdout
base
io
RuntimeException
### several types in one catch
try { throw [System.FormatException]::new('f') } catch [System.IO.IOException], [System.FormatException] { 'either' }
--- stdout
either
### the error record in catch
try { throw 'oops' } catch { $_.GetType().Name; $_.Exception.Message; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
ErrorRecord
oops
oops
OperationStopped
### throwing objects
try { throw @{ code = 5 } } catch { $_.TargetObject.code }
try { throw 42 } catch { $_.TargetObject; "$_" }
--- stdout
5
42
42
### rethrow and nesting
try { try { throw 'inner' } catch { throw } } catch { "outer $_" }
try { try { throw 'a' } catch { throw 'b' } } catch { "$_" }
try { try { throw 'a' } finally { 'f' } } catch { "got $_" }
--- stdout
outer inner
b
f
got a
### statement errors let the script go on
1 / 0
'after'
function f { 1 / 0; 'rest of f' }
f
--- stdout
after
rest of f
--- stderr
Attempted to divide by zero
### inside try they do not
function f { 1 / 0; 'not reached' }
try { f } catch { 'caught' }
--- stdout
caught
### throw ends the caller too
function f { throw 'stop'; 'not reached' }
f
'not reached'
--- stderr
stop
--- exit 1
### ErrorActionPreference Stop
$ErrorActionPreference = 'Stop'
try { Get-Item /nonexistent; 'no' } catch { 'stopped' }
1 / 0
'no'
--- stdout
stopped
--- stderr
divide by zero
--- exit 1
### SilentlyContinue still records
$Error.Clear()
Get-Item /nonexistent -ErrorAction SilentlyContinue
$Error.Count
Get-Item /nonexistent -ErrorAction Ignore
$Error.Count
--- stdout
1
1
### ErrorVariable
Get-Item /nonexistent -ErrorAction SilentlyContinue -ErrorVariable ev
$ev.Count
$ev[0].CategoryInfo.Category
--- stdout
1
ObjectNotFound
### caught errors are in $Error
$Error.Clear()
try { throw 'one' } catch { }
$Error[0].Exception.Message
--- stdout
one
### trap continues
trap { "trapped $_"; continue }
throw 'a'
'next'
--- stdout
trapped a
next
### typed trap in a function
function f { trap [System.DivideByZeroException] { 'div'; continue } 1 / 0; 'after' }
f
--- stdout
div
after
### trap that breaks
function f { trap { 'trapped'; break } throw 'z'; 'no' }
try { f } catch { "caught $_" }
--- stdout
trapped
caught z
### Write-Error is not terminating
function f { Write-Error 'bad'; 'on' }
f 2>$null
--- stdout
on
### Write-Error -ErrorAction Stop
try { Write-Error 'bad' -ErrorAction Stop; 'no' } catch { $_.Exception.GetType().Name; "$_" }
--- stdout
WriteErrorException
bad
### merging errors into the output
$r = & { Write-Error 'e'; 'o' } 2>&1
$r.Count
$r[0].GetType().Name
--- stdout
2
ErrorRecord
### method failures
try { [int]::Parse('abc') } catch { $_.Exception.GetType().Name; $_.Exception.InnerException.GetType().Name; $_.FullyQualifiedErrorId }
--- stdout
MethodInvocationException
FormatException
FormatException
### calling a method on null
try { $null.Foo() } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
You cannot call a method on a null-valued expression.
InvokeMethodOnNull
### a method that is not there
try { (5).Foo() } catch { $_.Exception.Message }
--- stdout
Method invocation failed because [System.Int32] does not contain a method named 'Foo'.
### indexing null
try { $n = $null; $n[0] } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
Cannot index into a null array.
NullArray
### unknown type and command
try { [No.Such.Type] } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { No-SuchCommand } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
Unable to find type [No.Such.Type].
TypeNotFound
CommandNotFoundException
ObjectNotFound
### cast errors
try { [int]'abc' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
Cannot convert value "abc" to type "System.Int32". Error: "The input string 'abc' was not in a correct format."
InvalidCastFromStringToInteger
### setting what is not there
$o = [pscustomobject]@{ a = 1 }
try { $o.b = 2 } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
The property 'b' cannot be found on this object. Verify that the property exists and can be set.
PropertyNotFound
### throw inside ForEach-Object
try { 1..3 | ForEach-Object { if ($_ -eq 2) { throw "at $_" }; $_ } } catch { "$_" }
--- stdout
1
at 2
### ThrowTerminatingError
function f {
    [CmdletBinding()] param()
    $e = [System.Management.Automation.ErrorRecord]::new([System.Exception]::new('term'), 'MyId', 'InvalidData', 5)
    $PSCmdlet.ThrowTerminatingError($e)
}
try { f } catch { $_.Exception.Message; $_.CategoryInfo.Category; $_.TargetObject }
--- stdout
term
InvalidData
5
### an error in finally wins
try { try { throw 'a' } finally { throw 'b' } } catch { "$_" }
--- stdout
b
### uncaught errors show their position
function f {
    throw 'deep'
}
f
--- stderr
throw 'deep'
Exception
--- exit 1
