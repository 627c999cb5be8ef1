Members, values and paths that completion finds by what the text says of types.
Source: test/powershell/Host/TabCompletion/TabCompletion.Tests.ps1, about_Tab_Expansion, about_Classes, about_Functions_OutputTypeAttribute, about_Splatting, about_Providers
### properties of a [pscustomobject] that the text makes
$m = (TabExpansion2 '$thing = [pscustomobject]@{ Alpha = 1; Beta = 2 }; $thing.').CompletionMatches
$m[0, 1].CompletionText
--- stdout
Alpha
Beta
### keys of an ordered table
(TabExpansion2 '$table = [ordered]@{ Alpha = 1 }; $table.Al').CompletionMatches.CompletionText
--- stdout
Alpha
### the value of a key has its own members
(TabExpansion2 '$table = @{ Day = [datetime]::Now }; $table.Day.AddMo').CompletionMatches.CompletionText
--- stdout
AddMonths(
### the variable of a foreach is an element
(TabExpansion2 'foreach ($entry in Get-ChildItem) { if ($true) { $entry.FullN').CompletionMatches.CompletionText
--- stdout
FullName
### the type of a parameter in a signature
(TabExpansion2 'function f([datetime] $when) { $when.AddMo').CompletionMatches.CompletionText
--- stdout
AddMonths(
### the type of a parameter in a param block
(TabExpansion2 'function f { param([System.IO.FileInfo] $entry) $entry.FullN').CompletionMatches.CompletionText
--- stdout
FullName
### a parameter's type ends with its function
@((TabExpansion2 'function f([datetime] $when) { }; $when.AddMo').CompletionMatches).Count
--- stdout
0
### $this has the members of its class, inherited ones too
$m = (TabExpansion2 'class A { [int] $Number } class B : A { [string] $Text; [void] Do() { $this.').CompletionMatches
'Number', 'Text', 'Do(' | ForEach-Object { $m.CompletionText -ccontains $_ }
--- stdout
True
True
True
### a property of a class in the text has its type's members
(TabExpansion2 'class A { [datetime] $Day }; [A]::new().Day.AddMo').CompletionMatches.CompletionText
--- stdout
AddMonths(
### a method of a class in the text gives what it says
(TabExpansion2 'class A { [A] Self() { return $this }; [int] $Number }; [A]::new().Self().Num').CompletionMatches.CompletionText
--- stdout
Number
### what a catch caught
(TabExpansion2 'try { 1 } catch { $_.Categ').CompletionMatches.CompletionText
--- stdout
CategoryInfo
### what a catch caught, kept in a variable
(TabExpansion2 '$kept = $null; try { 1 / 0 } catch { $kept = $_ }; $kept.FullyQ').CompletionMatches.CompletionText
--- stdout
FullyQualifiedErrorId
### the last assignment counts
(TabExpansion2 '$thing = 5; $thing = "text"; $thing.ToUpperI').CompletionMatches.CompletionText
--- stdout
ToUpperInvariant(
### an assignment in the text goes before the value that is there
$thing = 5
(TabExpansion2 '$thing = Get-Date; $thing.AddMo').CompletionMatches.CompletionText
--- stdout
AddMonths(
### an assignment within a block
(TabExpansion2 'if ($true) { $thing = Get-Date; $thing.AddMo').CompletionMatches.CompletionText
--- stdout
AddMonths(
### variables that are assigned from each other end
@((TabExpansion2 '$a = $b; $b = $a; $a.x').CompletionMatches).Count
--- stdout
0
### properties of a pipeline's [pscustomobject] as arguments
(TabExpansion2 '[pscustomobject]@{ Alpha = 1; Beta = 2 } | Select-Object Al').CompletionMatches.CompletionText
--- stdout
Alpha
### properties of what a variable holds as arguments
(TabExpansion2 '$all = Get-Process; $all | ForEach-Object ProcessN').CompletionMatches.CompletionText
--- stdout
ProcessName
### all of a function's output types
'ProcessN', 'LastAccessTimeU' | ForEach-Object {
    $text = 'function bar { [OutputType("System.IO.FileInfo")] [OutputType("System.Diagnostics.Process")] param() }; bar | Where-Object { $_.' + $_
    (TabExpansion2 $text).CompletionMatches.CompletionText
}
--- stdout
ProcessName
LastAccessTimeUtc
### the output type of a function that is there
function Get-Moment { [OutputType([datetime])] param() Get-Date }
(TabExpansion2 '(Get-Moment).AddMo').CompletionMatches.CompletionText
--- stdout
AddMonths(
### a function without one yields what it ends with
(TabExpansion2 'function Get-Moment { Get-Date }; (Get-Moment).AddMo').CompletionMatches.CompletionText
--- stdout
AddMonths(
### all output types of a cmdlet
(TabExpansion2 'Get-Process | ForEach-Object ModuleM').CompletionMatches.CompletionText
--- stdout
ModuleMemorySize
### names of an enum in the text where its property is assigned
(TabExpansion2 'enum Animals { Cat; Dog }; class Home { [Animals] $Pet }; $home1 = [Home]::new(); $home1.Pet = "C').CompletionMatches.CompletionText
--- stdout
"Cat"
### an enum parameter shows only what [ValidateRange()] with members allows
function baz { param([ValidateRange([System.ConsoleColor]::Blue, [System.ConsoleColor]::Cyan)] [System.ConsoleColor] $color) }
(TabExpansion2 'baz -color ').CompletionMatches.CompletionText
--- stdout
Blue
Cyan
Green
### and with numbers
function baz { param([ValidateRange(9, 11)] [System.ConsoleColor] $color) }
(TabExpansion2 'baz -color ').CompletionMatches.CompletionText
--- stdout
Blue
Cyan
Green
### and with a kind of range
function baz { param([ValidateRange('NonPositive')] [System.ConsoleColor] $color) }
(TabExpansion2 'baz -color ').CompletionMatches.CompletionText
--- stdout
Black
### a splatted variable
(TabExpansion2 '@PSVersionT').CompletionMatches.CompletionText
--- stdout
@PSVersionTable
### variables of the language that are not set
(TabExpansion2 '$PSModuleA').CompletionMatches.CompletionText
--- stdout
$PSModuleAutoLoadingPreference
### names of automatic variables as arguments
(TabExpansion2 'Get-Variable PSVersionT').CompletionMatches.CompletionText
--- stdout
PSVersionTable
### items of a drive
$m = (TabExpansion2 'alias:gcm').CompletionMatches
$m.CompletionText
$m.ListItemText
--- stdout
Alias:/gcm
gcm
### items of a provider, whose name stays as typed
(TabExpansion2 'Get-Content aLias::ipm').CompletionMatches.CompletionText
$env:HVSH_SOME_NAME = 1
(TabExpansion2 'Get-Content enVironment::hvsh_some').CompletionMatches.CompletionText
--- stdout
aLias::ipmo
enVironment::HVSH_SOME_NAME
### files of a drive of one's own
$folder = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
$null = New-Item -ItemType Directory $folder
$null = New-Item (Join-Path $folder 'some.txt')
$null = New-PSDrive -Name mydrive -PSProvider FileSystem -Root $folder
(TabExpansion2 'Get-Content mydrive:/so').CompletionMatches.CompletionText
(TabExpansion2 'Get-Content mydrive:\').CompletionMatches.CompletionText
Remove-PSDrive mydrive
Remove-Item -Recurse $folder
--- stdout
mydrive:/some.txt
mydrive:/some.txt
### files of the provider's full name
$folder = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
$null = New-Item -ItemType Directory $folder
(TabExpansion2 "filesystem::$folder").CompletionMatches.CompletionText -ceq "FileSystem::$folder"
Remove-Item $folder
--- stdout
True
### a path that begins with a variable
$folder = Join-Path ([System.IO.Path]::GetTempPath()) ([guid]::NewGuid())
$null = New-Item -ItemType Directory $folder
$null = New-Item (Join-Path $folder 'some.txt')
(TabExpansion2 'Get-Content $folder/so').CompletionMatches.CompletionText -ceq "$folder/some.txt"
(TabExpansion2 'Get-Content "$folder\so').CompletionMatches.CompletionText -ceq "`"$folder/some.txt`""
(TabExpansion2 'Get-Content "$folder\so"').CompletionMatches.CompletionText -ceq "`"$folder/some.txt`""
Remove-Item -Recurse $folder
--- stdout
True
True
True
### type arguments of a static method
(TabExpansion2 '[array]::Empty[pscustomo').CompletionMatches.CompletionText
--- stdout
pscustomobject
### type arguments of a method
(TabExpansion2 '$dict = [System.Collections.Concurrent.ConcurrentDictionary[string, int]]::new(); $dict.AddOrUpdate[pscustomo').CompletionMatches.CompletionText
--- stdout
pscustomobject
### operators of one side stand behind an operand as typed
(TabExpansion2 "'' -bnot").CompletionMatches.CompletionText
(TabExpansion2 "'' -not").CompletionMatches[0].CompletionText
--- stdout
-bnot
-not
### formats of Get-Date
(TabExpansion2 'Get-Date -Format FileDateT').CompletionMatches.CompletionText
--- stdout
FileDateTime
FileDateTimeUniversal
### properties of groups
(TabExpansion2 'Get-ChildItem | Group-Object Extension | Sort-Object Gr').CompletionMatches.CompletionText
--- stdout
Group
### types of what cmdlets answer
(1 | Group-Object) -is [Microsoft.PowerShell.Commands.GroupInfo]
('a' | Select-String a) -is [Microsoft.PowerShell.Commands.MatchInfo]
(1 | Measure-Object) -is [Microsoft.PowerShell.Commands.GenericMeasureInfo]
(1 | Measure-Object) -is [Microsoft.PowerShell.Commands.MeasureInfo]
--- stdout
True
True
True
True
### blanks around the comma of a list and around a parameter's colon
(TabExpansion2 'Get-Command -CommandType Alias , ').CompletionMatches.CompletionText -ccontains 'Cmdlet'
(TabExpansion2 'Get-Command -CommandType Alias ,').CompletionMatches.CompletionText -ccontains 'Cmdlet'
(TabExpansion2 'Get-Command -CommandType : ').CompletionMatches.CompletionText -ccontains 'Cmdlet'
$r = TabExpansion2 'Get-Command -CommandType Alias , '
"$($r.ReplacementIndex) $($r.ReplacementLength)"
--- stdout
True
True
True
33 0
### a member that every script block has
(TabExpansion2 '{1}.isconf').CompletionMatches.CompletionText
{1}.IsConfiguration
--- stdout
IsConfiguration
False
