Custom objects cast to other types, and calls of System.Object's own methods.

### a custom object fills an object of a type that has a plain constructor
$u = [UriBuilder]('{"Host":"h","Port":81,"Scheme":"http"}' | ConvertFrom-Json)
"$u"
function f([Net.Cookie]$c) { "$($c.Name)=$($c.Value)" }
f ([pscustomobject]@{ Name = 'n'; Value = 'v' })
--- stdout
http://h:81/
n=v
--- source LanguagePrimitives.FigurePropertyConversion and SetObjectProperties

### what the type has no property for
class P { [int]$a }
foreach ($t in 'hashtable', 'Net.Cookie', 'P') {
    try { ([pscustomobject]@{ one = 1; two = 2 }).psobject.BaseObject -as $t; Invoke-Expression "[$t][pscustomobject]@{one=1;two=2}" }
    catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
}
--- stdout
InvalidCastConstructorException,Microsoft.PowerShell.Commands.InvokeExpressionCommand
Cannot convert value "@{one=1; two=2}" to type "System.Collections.Hashtable". Error: "Cannot convert the "@{one=1; two=2}" value of type "System.Management.Automation.PSCustomObject" to type "System.Collections.Hashtable"."
InvalidCastConstructorException,Microsoft.PowerShell.Commands.InvokeExpressionCommand
Cannot convert value "@{one=1; two=2}" to type "System.Net.Cookie". Error: "Cannot convert the "@{one=1; two=2}" value of type "System.Management.Automation.PSCustomObject" to type "System.Net.Cookie"."
InvalidCastConstructorException,Microsoft.PowerShell.Commands.InvokeExpressionCommand
Cannot convert value "@{one=1; two=2}" to type "P". Error: "Cannot convert the "@{one=1; two=2}" value of type "System.Management.Automation.PSCustomObject" to type "P"."
--- source the published test Language/Scripting/HashtableToPSCustomObjectConversion.Tests.ps1; ConvertViaNoArgumentConstructor

### PSCustomObject has no constructor
try { New-Object System.Management.Automation.PSCustomObject -Property @{ a = 1 } } catch { $_.FullyQualifiedErrorId }
(New-Object pscustomobject -Property @{ a = 1 }).a
--- stdout
CannotFindAppropriateCtor,Microsoft.PowerShell.Commands.NewObjectCommand
1
--- source the published test Language/Scripting/HashtableToPSCustomObjectConversion.Tests.ps1

### a call through a cast to object is the base class's
([object]'abc').ToString()
$r = 'q'
([object]($r + 'a')).Equals(($r + 'a'))
class C { [string] ToString() { return 'mine' } }
([object][C]::new()).ToString()
[C]::new().ToString()
([object]'abc').Length
--- stdout
System.String
False
C
mine
3
--- source the published tests Language/Parser/Conversions.Tests.ps1 and Language/Classes/Scripting.Classes.BasicParsing.Tests.ps1

### a trap for all gets what a command has let through whole
function f { 1/0 }
& { trap { $_.Exception.GetType().Name; $_.Exception.InnerException.GetType().Name; continue } f }
& { trap { $_.Exception.GetType().Name; $_.Exception.InnerException.GetType().Name; continue } & { 1/0 } }
& { trap { $_.Exception.GetType().Name; continue } 1/0 }
--- stdout
RuntimeException
DivideByZeroException
RuntimeException
DivideByZeroException
DivideByZeroException
--- source the published test Language/Scripting/CommandErrorHandling.Tests.ps1
