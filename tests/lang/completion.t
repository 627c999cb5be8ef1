Completion: what TabExpansion2 offers, by what stands at the cursor.
Source: test/powershell/Host/TabCompletion/TabCompletion.Tests.ps1 and BugFix.Tests.ps1; CompletionCompleters.cs, CompletionAnalysis.cs
### a whole cmdlet name
$m = (TabExpansion2 'Get-Com').CompletionMatches
$m[0].CompletionText
--- stdout
Get-Command
### an abbreviated cmdlet: the verb's letter and the noun's capitals
$m = (TabExpansion2 'i-psdf').CompletionMatches
$m.CompletionText
--- stdout
Import-PowerShellDataFile
### a module by the last part of its name
$m = (TabExpansion2 'Get-Module -ListAvailable -Name Host').CompletionMatches
$m[0].CompletionText
--- stdout
Microsoft.PowerShell.Host
### a method of a number
$m = (TabExpansion2 '(1).ToSt').CompletionMatches
$m[0].CompletionText
--- stdout
ToString(
### members after ?.
$m = (TabExpansion2 '(1)?.').CompletionMatches
$m[0].CompletionText
--- stdout
CompareTo(
### ForEach and Where of collections
$m = (TabExpansion2 '(1..10).wh').CompletionMatches
$m[0].CompletionText
--- stdout
Where(
### the variable of a foreach
$m = (TabExpansion2 'foreach ($CurrentItem in 1..10){$CurrentIt').CompletionMatches
$m[0].CompletionText
--- stdout
$CurrentItem
### a variable with an attribute
$m = (TabExpansion2 '[ValidateNotNull()]$Var1 = 1; $Var').CompletionMatches
$m[0].CompletionText
--- stdout
$Var1
### the first type in front of a variable is its tool tip
$m = (TabExpansion2 '[int] [string] $Var1 = 1; $Var').CompletionMatches
$m[0].ToolTip
--- stdout
[int]$Var1
### a parameter that is declared completes to nothing
$m = (TabExpansion2 'param($P').CompletionMatches
$m.Count
--- stdout
0
### a property that is declared completes to nothing
$m = (TabExpansion2 'class X {$P').CompletionMatches
$m.Count
--- stdout
0
### keys in brackets
$m = (TabExpansion2 '$PSVersionTable[ PSvers').CompletionMatches
$m[0].CompletionText
--- stdout
'PSVersion'
### keys of a table that the text makes
$m = (TabExpansion2 '$Table = @{Hello = "World"};$Table[').CompletionMatches
$m[0].CompletionText
--- stdout
'Hello'
### a key with a blank gets quotes as a member
$m = (TabExpansion2 '$Table = @{"Hello World" = "World"};$Table.Hello').CompletionMatches
$m[0].CompletionText
--- stdout
'Hello World'
### a static member after blanks
$m = (TabExpansion2 '[System.Management.Automation.ActionPreference]::  ').CompletionMatches
$m[0].CompletionText
--- stdout
Break
### namespaces
$m = (TabExpansion2 'using namespace Sys').CompletionMatches
$m[0].CompletionText
--- stdout
System
### keys of Format-Table's properties
$m = (TabExpansion2 'Get-ChildItem | Format-Table @{ ').CompletionMatches
$m.CompletionText -join " "
--- stdout
Expression FormatString Label Width Alignment
### keys of -GroupBy
$m = (TabExpansion2 'Get-ChildItem | Format-Wide -GroupBy @{ ').CompletionMatches
$m.CompletionText -join " "
--- stdout
Expression FormatString Label
### keys of Format-List's properties
$m = (TabExpansion2 'Get-ChildItem | Format-List @{ ').CompletionMatches
$m.CompletionText -join " "
--- stdout
Expression FormatString Label
### keys of Format-Custom's properties
$m = (TabExpansion2 'Get-ChildItem | Format-Custom @{ ').CompletionMatches
$m.CompletionText -join " "
--- stdout
Expression Depth
### keys of Select-Object's properties
$m = (TabExpansion2 'Get-ChildItem | Select-Object @{ ').CompletionMatches
$m.CompletionText -join " "
--- stdout
Name Expression
### keys of Sort-Object's properties
$m = (TabExpansion2 'Get-ChildItem | Sort-Object @{ ').CompletionMatches
$m.CompletionText -join " "
--- stdout
Expression Ascending Descending
### a variable of another block
$m = (TabExpansion2 'ForEach-Object -Begin {$Test1 = "Hello"} -Process {$Test').CompletionMatches
$m[0].CompletionText
--- stdout
$Test1
### a variable of a called block is not seen
$m = (TabExpansion2 '& {$AmpeersandVar = "Hello"};$AmpeersandVa').CompletionMatches
$m.Count
--- stdout
0
### variables that redirections fill have types
$m = (TabExpansion2 'New-Guid 2>variable:Redir2; $Redir').CompletionMatches
$m[0].ToolTip
--- stdout
[ErrorRecord]$Redir2
### words after using
$m = (TabExpansion2 'using ').CompletionMatches
$m.CompletionText -join " "
--- stdout
assembly module namespace type
### values of an enum variable
$m = (TabExpansion2 '$ErrorActionPreference = "siL').CompletionMatches
$m.CompletionText
--- stdout
"SilentlyContinue"
### all values of an enum variable, sorted
$m = (TabExpansion2 '$ErrorActionPreference=').CompletionMatches
$m.CompletionText -join ","
--- stdout
'Break','Continue','Ignore','Inquire','SilentlyContinue','Stop','Suspend'
### values of a typed variable
$m = (TabExpansion2 '[System.Management.Automation.ActionPreference]$e = "s').CompletionMatches
$m.CompletionText -join ","
--- stdout
"SilentlyContinue","Stop","Suspend"
### values of a ValidateSet of texts
$m = (TabExpansion2 '[validateset("a","aa","aab","b")][string]$test="a').CompletionMatches
$m.CompletionText -join ","
--- stdout
"a","aa","aab"
### an argument of an attribute
$m = (TabExpansion2 '[ValidatePattern(op').CompletionMatches
$m[0].CompletionText
--- stdout
Options
### all arguments of Parameter
$m = (TabExpansion2 'function bar { [parameter(').CompletionMatches
$m.Count
--- stdout
10
### arguments of an attribute that stand there are left out
$m = (TabExpansion2 'function bar { [parameter(Position,').CompletionMatches
$m.Count
--- stdout
9
### values of -ErrorAction
$m = (TabExpansion2 'Get-ChildItem -Path $HOME -ErrorAction ').CompletionMatches
$m[0].CompletionText
--- stdout
Break
### a ValidateSet of a function that the text defines
$m = (TabExpansion2 'function Test-It{Param([ValidateSet("Cat","Dog")]$Param1,$Param2)};Test-It -Param1 Dog,').CompletionMatches
$m[0].CompletionText
--- stdout
Cat
### a function that the text defines
$m = (TabExpansion2 'function Get-ScrumData {}; Get-Scrum').CompletionMatches
$m[0].CompletionText
--- stdout
Get-ScrumData
### parameters of a function that the text defines
$m = (TabExpansion2 'function write-output {param($abcd) $abcd};Write-Output -a').CompletionMatches
$m.CompletionText -join " "
--- stdout
-abcd
### a global variable without its scope
$m = (TabExpansion2 '$Global:MyTestVar = "Hello";$MyTestV').CompletionMatches
$m[0].CompletionText
--- stdout
$MyTestVar
### a variable in using:
$m = (TabExpansion2 '$MyTestVar = "Hello";$Using:MyTestv').CompletionMatches
$m[0].CompletionText
--- stdout
$Using:MyTestVar
### variables of a list that is assigned
$m = (TabExpansion2 '$DemoVar1, $DemoVar2 = 1..10; $DemoVar').CompletionMatches
$m.CompletionText -join " "
--- stdout
$DemoVar1 $DemoVar2
### properties of what comes down the pipeline
$m = (TabExpansion2 '"Hello","World" | select-object ').CompletionMatches
$m[0].CompletionText
--- stdout
Length
### properties that stand there are left out
$m = (TabExpansion2 '$PSVersionTable | Select-Object -Property Count,').CompletionMatches
$m.CompletionText -contains "Count"
--- stdout
False
### scopes
$m = (TabExpansion2 'Get-Variable -Scope ''G').CompletionMatches
$m.CompletionText
--- stdout
'Global'
### versions of the strict mode
$m = (TabExpansion2 'Set-StrictMode -Version ').CompletionMatches
$m.CompletionText -join " "
--- stdout
1.0 2.0 3.0 Latest
### verbs of a group
$m = (TabExpansion2 'Get-Verb -Group Lifecycle -Verb ''Re').CompletionMatches
$m.CompletionText -join " "
--- stdout
'Register' 'Request' 'Restart' 'Resume'
### verbs of a noun that nothing has
$m = (TabExpansion2 'Get-Command -Noun NonExistentNoun -Verb ').CompletionMatches
$m.Count
--- stdout
0
### verbs of a noun
$m = (TabExpansion2 'Get-Command -Noun Json -Verb Conv').CompletionMatches
$m.CompletionText -join " "
--- stdout
ConvertFrom ConvertTo
### editions in their order
$m = (TabExpansion2 'Get-Module -PSEdition ''').CompletionMatches
$m.CompletionText -join " "
--- stdout
'Desktop' 'Core'
### flags of switch
$m = (TabExpansion2 'switch -').CompletionMatches
$m[0].CompletionText
--- stdout
-CaseSensitive
### #requires
$m = (TabExpansion2 '#requires -').CompletionMatches
$m[0].CompletionText
--- stdout
Modules
### editions of #requires
$m = (TabExpansion2 '#requires -PSEdition ').CompletionMatches
$m[0].CompletionText
--- stdout
Core
### nothing after -RunAsAdministrator
$m = (TabExpansion2 '#requires -RunAsAdministrator -').CompletionMatches
$m.Count
--- stdout
0
### keys of #requires' modules
$m = (TabExpansion2 '#requires -Modules @{ModuleName="Pester";RequiredVersion="1.0";').CompletionMatches
$m.CompletionText
--- stdout
GUID
### labels of loops
$m = (TabExpansion2 ':Outer while ($true){:Inner while ($true){ break ').CompletionMatches
$m.CompletionText -join " "
--- stdout
Outer Inner
### labels of loops that are still open
$m = (TabExpansion2 ':Outer do {:Inner while ($true){ break } continue ').CompletionMatches
$m.CompletionText
--- stdout
Outer
### a command in a called block
$m = (TabExpansion2 'icm {get-pro').CompletionMatches
$m[0].CompletionText
--- stdout
Get-Process
### a command as a text
$m = (TabExpansion2 'iex "get-pro').CompletionMatches
$m[0].CompletionText
--- stdout
"Get-Process"
### a static property by part of its name
$m = (TabExpansion2 '[int]:: max').CompletionMatches
$m[0].CompletionText
--- stdout
MaxValue
### a nested enum
$m = (TabExpansion2 '[Environment+specialfolder]::App').CompletionMatches
$m[0].CompletionText
--- stdout
ApplicationData
### the type of an expression
$m = (TabExpansion2 '([string][int]1).e').CompletionMatches
$m[0].CompletionText
--- stdout
EndsWith(
### the type of a property
$m = (TabExpansion2 '"a".Length.c').CompletionMatches
$m[0].CompletionText
--- stdout
CompareTo(
### the type of a list's element
$m = (TabExpansion2 '$(1,''a'',@{})[1].tri').CompletionMatches
$m[0].CompletionText
--- stdout
Trim(
### a variable in braces
$m = (TabExpansion2 '${PSDefault').CompletionMatches
$m[0].CompletionText
--- stdout
${PSDefaultParameterValues}
### a function after the word function is new
$m = (TabExpansion2 'function new-').CompletionMatches
$m.Count
--- stdout
0
### a name with its module and wildcards
$m = (TabExpansion2 'Microsoft.PowerShell.Utility\s*-alias').CompletionMatches
$m[0].CompletionText
--- stdout
Microsoft.PowerShell.Utility\Set-Alias
### providers
$m = (TabExpansion2 'Get-PSDrive -PSProvider En').CompletionMatches
$m[0].CompletionText
--- stdout
Environment
### drives of a provider
$m = (TabExpansion2 'Get-PSDrive -PSProvider Variable ').CompletionMatches
$m.CompletionText
--- stdout
Variable
### commands for Get-Help with a wildcard
$m = (TabExpansion2 'Get-Help get-c*ditem').CompletionMatches
$m[0].CompletionText
--- stdout
Get-ChildItem
### the alias's names
$m = (TabExpansion2 'Get-Alias gs').CompletionMatches
$m.CompletionText -contains "gsn"
--- stdout
True
### common parameters stand behind the own ones
$m = (TabExpansion2 'Get-Content -wa').CompletionMatches
$m.CompletionText -join ","
--- stdout
-Wait,-WarningAction,-WarningVariable
### the tool tip of a parameter
$m = (TabExpansion2 'Write-Output -NoE').CompletionMatches
$m[0].ToolTip
--- stdout
[switch] NoEnumerate
### encodings
$m = (TabExpansion2 'Import-Csv -Encoding ').CompletionMatches
$m.CompletionText -contains "ascii"
--- stdout
True
### a called command in quotes
$m = (TabExpansion2 '& ''get-comm').CompletionMatches
$m[0].CompletionText
--- stdout
'Get-Command'
### a completion has a place, a length, and results one after the other
$r = TabExpansion2 'Get-Command -Type Alias,c'
$r.ReplacementIndex, $r.ReplacementLength -join ' '
$r.CompletionMatches.CompletionText -join ' '
$r.CurrentMatchIndex
$r.GetNextResult($false).CompletionText
$r.GetNextResult($true).CompletionText
$r.GetNextResult($true).CompletionText
$r.CurrentMatchIndex
--- stdout
24 1
Cmdlet Configuration
-1
Configuration
Cmdlet
Configuration
1
### a name behind the cursor is replaced whole
$r = TabExpansion2 '[System.Management.Automation.ActionPreference]::Break' -cursorColumn 49
$r.ReplacementIndex; $r.ReplacementLength; $r.CompletionMatches[0].CompletionText
--- stdout
49
5
Break
### braces around a variable stay
$text = '"Hello${psversiont}World"'
(TabExpansion2 $text $text.IndexOf('p')).CompletionMatches[0].CompletionText
--- stdout
${PSVersionTable}
### the static methods
$r = [System.Management.Automation.CommandCompletion]::CompleteInput('Get-Hist', 8, $null)
$r.CompletionMatches[0].CompletionText; $r.GetType().Name
[System.Management.Automation.CompletionCompleters]::CompleteOperator('-shl')[0].ToolTip
[System.Management.Automation.CompletionCompleters]::CompleteVariable('PSVersionT').CompletionText
--- stdout
Get-History
CommandCompletion
Shift Left bit operator. Inserts zero in right-most bit position.
$PSVersionTable
### a cursor behind the end
try { [System.Management.Automation.CommandCompletion]::CompleteInput('$PID.', 7, $null, $null) } catch { $_.FullyQualifiedErrorId }
try { [System.Management.Automation.CommandCompletion]::CompleteInput($null, $null, $null, $null) } catch { $_.FullyQualifiedErrorId }
--- stdout
PSArgumentException
PSArgumentNullException
### a variable's description
New-Variable -Name WithText -Value 1 -Description 'Variable description'
(TabExpansion2 '$WithText').CompletionMatches.ToolTip
(TabExpansion2 '$local:WithText').CompletionMatches.CompletionText
--- stdout
[int]$WithText - Variable description
$local:WithText
### variables of the environment
$env:PWSH_TEST_1 = 'a'; $env:PWSH_TEST_2 = 'b'
$m = (TabExpansion2 '$env:PWSH_TEST_').CompletionMatches
$m.CompletionText; $m.ListItemText; $m.ToolTip
--- stdout
$env:PWSH_TEST_1
$env:PWSH_TEST_2
PWSH_TEST_1
PWSH_TEST_2
PWSH_TEST_1
PWSH_TEST_2
### functions as variables
function Test-PwshTest1 {}; function Test-PwshTest2 {}
(TabExpansion2 '${function:Test-PwshTest').CompletionMatches.CompletionText
--- stdout
${function:Test-PwshTest1}
${function:Test-PwshTest2}
### values of a typed or checked variable that is set
enum Animal { Duck; Goose; Horse; Giraffe }
[Animal]$pet = 'Duck'; [ValidateSet(2, 3, 11, 112)][int]$number = 2
(TabExpansion2 '$pet = "g').CompletionMatches.CompletionText -join ','
(TabExpansion2 '$number =11').CompletionMatches.CompletionText -join ','
(TabExpansion2 '$number =4').CompletionMatches.Count
--- stdout
"Giraffe","Goose"
11,112
0
### the attributes that complete arguments
function f { param([ArgumentCompletions('red', 'green')]$A, [ArgumentCompleter({ param($c, $p, $w) "$c $p $w" })]$B) }
(TabExpansion2 'f -A g').CompletionMatches.CompletionText
(TabExpansion2 'f -B x').CompletionMatches.CompletionText
--- stdout
green
f B x
### the help message of a parameter is its tool tip
function f { param([Parameter(HelpMessage = 'Some help message')]$With, $Without) }
(TabExpansion2 'f -Wit').CompletionMatches.ToolTip
--- stdout
[Object] With - Some help message
[Object] Without
### programs have completers of their own, by name and for all the others
Register-ArgumentCompleter -Native -CommandName ls -ScriptBlock { param($w, $ast, $at) if ($w -eq '--f') { '--flag' } }
Register-ArgumentCompleter -NativeFallback -ScriptBlock { param($w, $ast, $at) "$w-other" }
(TabExpansion2 'ls --f').CompletionMatches.CompletionText
(TabExpansion2 'cat --x').CompletionMatches.CompletionText
Register-ArgumentCompleter -NativeFallback -ScriptBlock $null
(TabExpansion2 'cat --x').CompletionMatches.Count
--- stdout
--flag
--x-other
0
### the parameters of a script file
'param($Param1, [switch]$Param2)' | Set-Content p.ps1
(TabExpansion2 './p.ps1 -').CompletionMatches.CompletionText -join ' '
--- stdout
-Param1 -Param2
### files: relative, quoted where they need it, folders alone for Set-Location
$null = New-Item -ItemType Directory 'd/My [Path]' -Force
'' > 'd/b;'; '' > 'd/My [Path]/test.ps1'
Push-Location d
(TabExpansion2 'cd My').CompletionMatches.CompletionText
(TabExpansion2 'b').CompletionMatches[0].CompletionText
$m = (TabExpansion2 'Get-Item b').CompletionMatches
$m.CompletionText; $m.ListItemText; $m.ResultType
(TabExpansion2 'cd b').CompletionMatches.Count
(TabExpansion2 'Get-Process >My').CompletionMatches.CompletionText
--- stdout
'./My `[Path`]'
& './b;'
'./b;'
b;
ProviderItem
0
'./My `[Path`]'
### paths are written from the current folder
$null = New-Item -ItemType Directory base/one/two, base/prime -Force
cd base/one
(TabExpansion2 'Get-Item two/../../pri').CompletionMatches.CompletionText
(TabExpansion2 'Get-Item ..\pri').CompletionMatches.CompletionText
--- stdout
../prime
../prime
### a syntax tree and a position in it stand for the text
$tokens = $null
$ast = [System.Management.Automation.Language.Parser]::ParseInput('Get-Hist | Out-Null', [ref]$tokens, [ref]$null)
$r = TabExpansion2 -ast $ast -tokens $tokens -positionOfCursor $ast.EndBlock.Statements[0].PipelineElements[0].Extent.EndScriptPosition
$r.CompletionMatches[0].CompletionText
$r = [System.Management.Automation.CommandCompletion]::CompleteInput({}.Ast, @(), {}.Ast.Extent.StartScriptPosition, $null)
$r.CompletionMatches.Count -ge 0
--- stdout
Get-History
True
### a completer that gives nothing keeps files out
$null = New-Item -ItemType File file.txt
function f { param($A) }
Register-ArgumentCompleter -CommandName f -ParameterName A -ScriptBlock { '' }
(TabExpansion2 'f -A fi').CompletionMatches.Count
--- stdout
0
### a positional parameter of another set
(TabExpansion2 'Get-Process | ForEach-Object ').CompletionMatches.CompletionText -contains 'ProcessName'
function g { [CmdletBinding(DefaultParameterSetName = 'A')] param([Parameter(ParameterSetName = 'A', Position = 0)][scriptblock]$S, [Parameter(ParameterSetName = 'B', Position = 0)][string]$T, [Parameter(ParameterSetName = 'C', Position = 0)][ValidateSet('Alpha', 'Beta')][string]$V) }
(TabExpansion2 'g ').CompletionMatches.CompletionText -join ','
--- stdout
True
Alpha,Beta
### the right side of a comparison
(TabExpansion2 'Get-Command | Where-Object -FilterScript {$_.CommandType -like ').CompletionMatches[0].CompletionText
(TabExpansion2 'Get-Command | where-Object CommandType -ne Ali').CompletionMatches.CompletionText
--- stdout
'Alias'
Alias
### static members stand behind a type
$m = (TabExpansion2 '[math]').CompletionMatches.CompletionText
$m -contains '::E'; $m -contains '::Abs('
--- stdout
True
True
### members of a member
(TabExpansion2 '$Host.UI.Ra').CompletionMatches.CompletionText
--- stdout
RawUI
### what Join-String joins with
(TabExpansion2 'Join-String -Separator ').CompletionMatches.CompletionText -join '|'
(TabExpansion2 'Join-String -Separator "`n').CompletionMatches.CompletionText
(TabExpansion2 "Join-String -FormatString '[").CompletionMatches.CompletionText
--- stdout
','|', '|';'|'; '|"`n"|'-'|' '
"`n"
'[{0}]'
### modules and files after using module
'' > testModule.psm1
(TabExpansion2 'using module testm').CompletionMatches.CompletionText
--- stdout
./testModule.psm1
### nouns of a module and a verb
(TabExpansion2 "Get-Command -Module Microsoft.PowerShell.Utility -Verb ConvertTo -Noun 'C").CompletionMatches.CompletionText -join ' '
--- stdout
'CliXml' 'Csv'
### a label that is typed half, and one with a colon
(TabExpansion2 ':Outer do {:Inner while ($true){ break } continue out } while ($true)' 52).CompletionMatches.CompletionText
(TabExpansion2 ':Outer foreach ($x in $y){ break :O').CompletionMatches.Count
--- stdout
Outer
0
### the writable properties of an attribute
[ValidatePattern].GetProperties().Where({ $_.CanWrite }).Name -join ','
[ValidatePattern]::new('a').Options
[Parameter].GetProperties().Where({ $_.CanWrite }).Count
--- stdout
Options,ErrorMessage
IgnoreCase
10
### members of a class that the text defines
$c = 'class T{[string]$A; static [int]$S; T([string] $s){} T([int] $i, [bool]$b){} [int] Twice([int]$n){return 2}};'
(TabExpansion2 ($c + '[T]::')).CompletionMatches.CompletionText -join ' '
(TabExpansion2 ($c + '[T]::ne')).CompletionMatches[0].ToolTip
(TabExpansion2 ($c + '$x = [T]::new(1);$x.')).CompletionMatches.CompletionText -join ' '
(TabExpansion2 ($c + '$x = [T]::new(1);$x.Tw')).CompletionMatches[0].ToolTip
--- stdout
S Equals( new( ReferenceEquals(
T(string s)
T(int i, bool b)
A Equals( GetHashCode( GetType( ToString( Twice(
int Twice(int n)
### members of an enum that the text defines
$m = (TabExpansion2 'enum Test1 {Val1};([Test1]"").').CompletionMatches.CompletionText
$m[0]; $m -contains 'HasFlag('
(TabExpansion2 'enum Test1 {Val1};[Test1]::V').CompletionMatches.CompletionText
(TabExpansion2 'enum Animals{Cat= 0;Dog= 1}; [Animals]$TestVar1 = "D').CompletionMatches.CompletionText
--- stdout
value__
True
Val1
"Dog"
### keys of a table that makes an object of a class in the text
(TabExpansion2 'class R{$A;$B;$C};[R]@{A="";').CompletionMatches.CompletionText -join ' '
(TabExpansion2 'class R{$A;$B;$C};[R]$x = @{').CompletionMatches.CompletionText -join ' '
(TabExpansion2 'class K {K ($Param){}$A};[K]@{').CompletionMatches.Count
--- stdout
B C
A B C
0
### keys of a module after using module
(TabExpansion2 'using module @{').CompletionMatches.CompletionText -join ' '
--- stdout
GUID MaximumVersion ModuleName ModuleVersion RequiredVersion
### what a property can be
(TabExpansion2 '$psstyle.Progress.View="Clas').CompletionMatches.CompletionText
--- stdout
"Classic"
### generic types, and types that are no data
(TabExpansion2 'New-Object dict').CompletionMatches.CompletionText -contains 'System.Collections.Generic.Dictionary'
(TabExpansion2 'Get-Command -ParameterType System.').CompletionMatches.CompletionText -contains 'System.Activator'
(TabExpansion2 "New-Object System.Collections.Generic.List[datet").CompletionMatches[0].CompletionText
--- stdout
True
True
'System.Collections.Generic.List[datetime]'
### parameters of a script by a path with backslashes, whatever it requires
"#requires -Modules ThisModuleDoesNotExist`nparam (`$Param1)" | Set-Content r.ps1
(TabExpansion2 '.\r.ps1 -').CompletionMatches.CompletionText
--- stdout
-Param1
### parameters of a table for splatting
$text = '$p=@{};Get-ChildItem @p -Force'
(TabExpansion2 $text 5).CompletionMatches[0].CompletionText
--- stdout
Path
