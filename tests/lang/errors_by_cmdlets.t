Errors of code that a cmdlet runs bear its name when they go on through it; -ErrorVariable of what is around.
Source: ComparisonOperator.Tests.ps1, OutErrorVariable.Tests.ps1, CleanBlockErrorHandling.Tests.ps1; CommandProcessor.cs, MiscOps.cs

### Invoke-Expression: an unknown type
try { Invoke-Expression "'hello' -is [foo]" } catch { $_.FullyQualifiedErrorId }
--- stdout
TypeNotFound,Microsoft.PowerShell.Commands.InvokeExpressionCommand
### Invoke-Expression: a text that is no type
try { Invoke-Expression "'hello' -isnot 'foo'" } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
RuntimeException,Microsoft.PowerShell.Commands.InvokeExpressionCommand
Cannot convert the "foo" value of type "System.String" to type "System.Type".
### ForEach-Object and Where-Object
try { 1 | ForEach-Object { $null.x() } } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.MyCommand.Name }
try { 1 | Where-Object { 1 / 0 } } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
--- stdout
InvokeMethodOnNull,Microsoft.PowerShell.Commands.ForEachObjectCommand
ForEach-Object
RuntimeException,Microsoft.PowerShell.Commands.WhereObjectCommand
RuntimeException
### the line stays that of the code
try {
    1 | ForEach-Object {
        $null.x()
    }
} catch { $_.InvocationInfo.ScriptLineNumber }
--- stdout
3
### what throw throws stays as it is
try { 1 | ForEach-Object { throw 'mine' } } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.MyCommand }
--- stdout
mine
### an error that a cmdlet inside has raised keeps that name
try { 1 | ForEach-Object { Get-Item /no/such -ErrorAction Stop } } catch { $_.FullyQualifiedErrorId }
--- stdout
PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand
### a cmdlet in front of the failing stage has no part in it
try { 1 | Write-Output | & { process { $null.x() } } } catch { $_.FullyQualifiedErrorId }
--- stdout
InvokeMethodOnNull
### a function's errors stay the function's
function f { $null.x() }
try { f } catch { $_.FullyQualifiedErrorId }
--- stdout
InvokeMethodOnNull
### what is not caught in a block ends the statement only
1 | ForEach-Object { $null.x(); 'on' }; $Error[0].FullyQualifiedErrorId
--- stdout
on
InvokeMethodOnNull
--- stderr any
### -ErrorVariable has what was caught inside
function f { [CmdletBinding()] param() Write-Error 'written'; try { throw 'thrown' } catch {} }
f -ErrorVariable e 2>$null; $e.Count; "$($e[0])"; "$($e[1])"
--- stdout
2
written
thrown
### -ErrorVariable: of inner pipelines what their last command says
function inner { [CmdletBinding()] param([Parameter(ValueFromPipeline)]$i) Write-Error 'inner'; $i }
function outer { [CmdletBinding()] param() Write-Error 'outer'; inner 1 -ErrorVariable script:a | inner -ErrorVariable script:b }
outer -ErrorVariable c 2>$null >$null; "$a|$b|$c"
--- stdout
inner|inner|outer inner
### -split: options that do not go together
try { 'abc' -split 'B', 0, 'RegexMatch,SimpleMatch' } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
InvalidSplitOptionCombination
The combination of options with the -split operator is not valid.
--- source SplitOperator.Tests.ps1; ParserStrings.resx
### $null as a big integer
([bigint]$null).GetType().Name; [bigint]$null
--- stdout
BigInteger
0
--- source Conversions.Tests.ps1
