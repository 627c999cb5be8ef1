Which handler catches what, what throw alone throws, and what cmdlets that collect objects leave out.
Source: engine/runtime/Operations/MiscOps.cs (FindMatchingHandler, RankExceptionTypes), engine/parser/Compiler.cs (VisitTryStatement, VisitThrowStatement)

### throw alone within a switch, a pipeline or a function that a catch calls
try { try { 1/0 } catch { switch ('a') { 'a' { throw } } } } catch { "1 $_" }
try { try { 1/0 } catch { 1..2 | ForEach-Object { throw } } } catch { "2 $_" }
function again { throw }
try { try { 1/0 } catch { again } } catch { "3 $_" }
try { try { 1/0 } catch { $_ = 'changed'; throw } } catch { "4 $_" }
try { try { throw 'outer' } catch { try { throw 'inner' } catch { }; throw } } catch { "5 $_" }
try { again } catch { "6 $_" }
--- stdout
1 Attempted to divide by zero.
2 Attempted to divide by zero.
3 Attempted to divide by zero.
4 Attempted to divide by zero.
5 outer
6 ScriptHalted
### what was caught by the exception inside is thrown on as it was
try {
    try { [IO.File]::ReadAllText('/no/such') }
    catch [System.IO.DirectoryNotFoundException] { $_.Exception.GetType().Name; throw }
} catch { $_.Exception.GetType().Name; $_.Exception.Message }
--- stdout
DirectoryNotFoundException
MethodInvocationException
Exception calling "ReadAllText" with "1" argument(s): "Could not find a part of the path '/no/such'."
### the handler that no other one derives from wins
try { [int]::Parse('x') }
catch [System.Management.Automation.MethodInvocationException] { 'the call' } catch [Exception] { 'any exception' }
try { [int]::Parse('x') } catch [FormatException] { 'the format' } catch [Exception] { 'any exception' }
--- stdout
the call
the format
### using namespace counts for the types that catch names
using namespace System.IO
try { [File]::ReadAllText('/no/such') } catch [DirectoryNotFoundException] { 'found' } catch { 'not found' }
--- stdout
found
### only what the engine wraps is looked into
try { throw [Exception]::new('a', [IO.IOException]::new('b')) } catch [IO.IOException] { 'inner' } catch { "outer $_" }
--- stdout
outer a
### a type that is not there is an error as soon as one is caught
try { try { throw 'a' } catch [No.Such.Type] { 'no' } finally { 'cleanup' } } catch { "$_"; $_.FullyQualifiedErrorId }
try { 'no error, no search' } catch [No.Such.Type] { }
--- stdout
cleanup
Unable to find type [No.Such.Type].
TypeNotFound
no error, no search
### exceptions of the library are there to be named
foreach ($name in 'IO.FileLoadException', 'BadImageFormatException', 'DllNotFoundException', 'InvalidTimeZoneException',
    'Runtime.InteropServices.COMException', 'Threading.LockRecursionException', 'Reflection.AmbiguousMatchException') {
    try { throw ($name -as [type])::new('said') } catch { "$_ $($_.Exception.GetType().Name) $($_.Exception -is [SystemException])" }
}
--- stdout
said FileLoadException True
said BadImageFormatException True
said DllNotFoundException True
said InvalidTimeZoneException False
said COMException True
said LockRecursionException False
said AmbiguousMatchException True
--- source the pages of these types in the .NET API reference (their bases)
### Group-Object and Measure-Object leave $null out
(1, $null, 2, $null | Group-Object).Count
(1, $null, 3 | Measure-Object).Count
--- stdout
2
2
--- source commands/utility/Group-Object.cs and Measure-Object.cs (ProcessRecord)
### keys of several types are grouped as they come
3, 'a', 1, '3' | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" }
--- stdout
3 2
a 1
1 1
--- source commands/utility/Group-Object.cs (_hasDifferentValueTypes, DoGrouping)
### DontShow hides a parameter from completion alone
function f { param([Parameter(DontShow)] $Secret, $Other) "$Secret|$Other" }
f -Sec 1 -Other 2
(Get-Command f).Parameters.Keys -contains 'Secret'
(Get-Command f -Syntax).Trim()
(TabExpansion2 'f -' 3).CompletionMatches.CompletionText -contains '-Secret'
--- stdout
1|2
True
f [[-Secret] <Object>] [[-Other] <Object>] [<CommonParameters>]
False
--- source engine/CommandCompletion/CompletionCompleters.cs (the one place that reads DontShow)
### Write-Host writes the entries of a dictionary
Write-Host @{ a = 1 }
Write-Host ([System.Collections.Generic.Dictionary[string, int]]::new()) 'x'
([System.Collections.DictionaryEntry]::new('k', 'v')).Value
--- stdout
System.Collections.DictionaryEntry
 x
v
--- source commands/utility/WriteConsoleCmdlet.cs (ProcessObject unrolls every IEnumerable)
