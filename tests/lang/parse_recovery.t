Source: PowerShell's parser and its published tests (Language/Parser/Parsing, Scripting/ForeachParallel, Scripting/Requires, engine/Basic/ValidateAttributes, Scripting/CmdletDeclaration, ParameterBinding/Splatting); about_Requires; docs: PSParser.Tokenize, Token, ScriptBlock.GetPowerShell
### every named block without its braces is an error of its own
$e = $null
$a = [System.Management.Automation.Language.Parser]::ParseInput('begin {} process end', [ref]$null, [ref]$e)
$e.ForEach({ "$($_.ErrorId) $($_.Extent.StartColumnNumber)" })
$a.BeginBlock.Extent.Text
$a.ProcessBlock.Extent.Text
"$($a.EndBlock.BlockKind) $($a.EndBlock.Unnamed)"
--- stdout
MissingNamedStatementBlock 17
MissingNamedStatementBlock 21
begin {}
process
End False
### a named block begins with its name
$a = { begin { 1 } end { 2 } }.Ast
$a.BeginBlock.Extent.Text
$a.EndBlock.Extent.Text
--- stdout
begin { 1 }
end { 2 }
### flags of foreach
$e = $null
$a = [System.Management.Automation.Language.Parser]::ParseInput('foreach -parallel ($x in 1) { }', [ref]$null, [ref]$e)
$e.ErrorId
"$($a.EndBlock.Statements[0].Flags)"
$null = [System.Management.Automation.Language.Parser]::ParseInput('foreach -throttlelimit 2 ($x in 1) { }', [ref]$null, [ref]$e)
$e.ErrorId -join ' '
$null = [System.Management.Automation.Language.Parser]::ParseInput('foreach -bogus ($x in 1) { }', [ref]$null, [ref]$e)
$e.ErrorId
--- stdout
KeywordParameterReservedForFutureUse
Parallel
KeywordParameterReservedForFutureUse ThrottleLimitRequiresParallelFlag
InvalidForeachFlag
### versions of #requires
foreach ($v in 'A', '2b', '1.', '1.0.', '1.A', "''") {
    $e = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput("#requires -version $v`n1", [ref]$null, [ref]$e)
    $e[0].ErrorId
}
$null = [System.Management.Automation.Language.Parser]::ParseInput("#requires -version 5.1`n1", [ref]$null, [ref]$e)
$e.Count
--- stdout
RequiresVersionInvalid
RequiresVersionInvalid
RequiresVersionInvalid
RequiresVersionInvalid
RequiresVersionInvalid
RequiresVersionInvalid
0
### #requires glued to something
try { [scriptblock]::Create("#requiresFoo`n1") } catch { $_.FullyQualifiedErrorId }
--- stdout
ParseException
### a required module that is missing in this version
Set-Content need.ps1 "#requires -Modules @{ ModuleName = 'NoSuchModule'; ModuleVersion = '1.0'; MaximumVersion = '1.2' }`n1"
try { ./need.ps1 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -match "The module 'NoSuchModule' cannot be found with ModuleVersion '1.0' and MaximumVersion '1.2'" }
--- stdout
ScriptRequiresMissingModules
True
### words that are keywords in one place only
$t = $null
$null = [System.Management.Automation.Language.Parser]::ParseInput('switch (1) {default {0}}', [ref]$t, [ref]$null)
"$($t[5].Kind) $($t[5].TokenFlags)"
$null = [System.Management.Automation.Language.Parser]::ParseInput('echo default in', [ref]$t, [ref]$null)
"$($t[0].TokenFlags) $($t[1].Kind) $($t[2].Kind)"
$null = [System.Management.Automation.Language.Parser]::ParseInput('static', [ref]$t, [ref]$null)
"$($t[0].Kind) $($t[0].TokenFlags)"
--- stdout
Default Keyword
CommandName Generic Generic
Static CommandName
### PSParser tells the words by what they are
$e = $null
$t = [System.Management.Automation.PSParser]::Tokenize('get-x -a $b "c" 1 # d', [ref]$e)
$t.ForEach({ "$($_.Type):$($_.Content)" }) -join ' '
$e.Count
"$($t[1].Start) $($t[1].Length) $($t[1].StartLine) $($t[1].StartColumn) $($t[1].EndColumn)"
--- stdout
Command:get-x CommandParameter:-a Variable:b String:c Number:1 Comment:# d
0
6 2 1 7 9
### PSParser takes lines, and has errors
$e = $null
$t = [System.Management.Automation.PSParser]::Tokenize(@('if (1) {', '}'), [ref]$e)
$t.Type -join ' '
$null = [System.Management.Automation.PSParser]::Tokenize('if (', [ref]$e)
$e.Count
--- stdout
Keyword GroupStart Number GroupEnd GroupStart NewLine GroupEnd
1
### a range that ends before it begins
function f { param([ValidateRange(2, 1)][int] $n) }
try { f } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
--- stdout
MaxRangeSmallerThanMinRange
ValidationMetadataException
### a range of two types
function f { param([ValidateRange(1, 'two')] $n) }
try { f } catch { $_.FullyQualifiedErrorId }
function g { param([ValidateRange(1, 2.5)] $n) $n }
g 2
--- stdout
MinRangeNotTheSameTypeOfMaxRange
2
### counts below zero, or upside down
function f { param([ValidateCount(-1, 2)][string[]] $n) }
try { f } catch { $_.FullyQualifiedErrorId }
function f { param([ValidateCount(2, 1)][string[]] $n) }
try { f } catch { $_.FullyQualifiedErrorId }
function f { param([ValidateLength(3, 1)][string] $n) }
try { f } catch { $_.FullyQualifiedErrorId }
--- stdout
ExceptionConstructingAttribute
ValidateRangeMaxLengthSmallerThanMinLength
ValidateLengthMaxLengthSmallerThanMinLength
### a PowerShell made of a script block
$h = @{ Verb = 'Get' }
$p = { param($hash) Get-Verb @hash }.GetPowerShell($h)
$r = $p.Invoke()
$r[0] -is [System.Management.Automation.VerbInfo]
$r[0].Verb
$p = { param($hash) Get-Verb @hash -Verb Send }.GetPowerShell($h)
$p.Invoke().Verb
--- stdout
True
Get
Send
### big integers cross sessions
([powershell]::Create().AddScript('10n').Invoke()[0]).GetType().FullName
[powershell]::Create().AddScript('param($x) $x + 1').AddArgument(99999999999999999999n).Invoke()[0]
--- stdout
System.Numerics.BigInteger
100000000000000000000
### errors of a switch
foreach ($s in 'switch -abc', 'switch -file a (1)', 'switch ()') {
    $e = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e)
    $e.ForEach({ "$($_.ErrorId) $($_.Extent.StartOffset)" }) -join ', '
}
--- stdout
InvalidSwitchFlag 7, PipelineValueRequired 11
PipelineValueRequired 15, MissingCurlyBraceInSwitchStatement 18
PipelineValueRequired 8, MissingCurlyBraceInSwitchStatement 9
### a text that ends too early, run by a PowerShell
try { $null = [powershell]::Create().AddScript("'Hello' |`n").Invoke() } catch {
    $_.FullyQualifiedErrorId
    $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId
}
--- stdout
IncompleteParseException
EmptyPipeElement
### a pipe on the next line, comments between
'a'
    # comment
    | ForEach-Object { "$_ b" }
--- stdout
a b
### no pipe behind an empty line
foreach ($s in "'a'`n`n  | foreach { 1 }", "'a'`n   `n  | foreach { 1 }") {
    $e = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e)
    $e.ErrorId
}
--- stdout
EmptyPipeElement
EmptyPipeElement
### an action that is null
try { Test-Path . -ErrorAction $null } catch { $_.FullyQualifiedErrorId }
try { Test-Path . -WarningAction $null } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterBindingFailed,Microsoft.PowerShell.Commands.TestPathCommand
ParameterBindingFailed,Microsoft.PowerShell.Commands.TestPathCommand
