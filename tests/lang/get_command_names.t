Get-Command: similar names, abbreviations, -ShowCommandInfo, the syntax of aliases.
Source: the page of Get-Command, GetCommandCommand.cs, FuzzyMatch.cs, ModuleUtils.cs
### Similar names, the nearest first
$c = @(Get-Command get-commnd -UseFuzzyMatching)
$c[0].Name; $c[0].Score; @($c | Where-Object Score -gt 5).Count
($c.Score -join ',') -eq (($c.Score | Sort-Object) -join ',')
--- stdout
Get-Command
1
0
True
### How near they must be
(Get-Command Get-Proces -UseFuzzyMatching -FuzzyMinimumDistance 1).Name
@(Get-Command Get-Prcoses -UseFuzzyMatching -FuzzyMinimumDistance 1).Count
(Get-Command Get-Porcess -UseFuzzyMatching -FuzzyMinimumDistance 1).Score
--- stdout
Get-Process
0
1
### By capitals
(Get-Command i-psdf -UseAbbreviationExpansion).Name
function Get-MyOwnThing { }; (Get-Command g-mot -UseAbbreviationExpansion).Name
--- stdout
Import-PowerShellDataFile
Get-MyOwnThing
### None of these finds: no error
@(Get-Command zz-qqq -UseAbbreviationExpansion).Count
--- stdout
0
### The syntax by an alias
(Get-Command gal -Syntax) -split "`n" | Where-Object { $_ }
--- stdout
gal (alias) -> Get-Alias
gal [[-Name] <string[]>] [-Exclude <string[]>] [-Scope <string>] [<CommonParameters>]
gal [-Exclude <string[]>] [-Scope <string>] [-Definition <string[]>] [<CommonParameters>]
### -ShowCommandInfo
$i = Get-Command Get-ChildItem -ShowCommandInfo
($i.PSObject.Properties.Name) -join ','
$i.Name; $i.ModuleName; $i.Module.Name; $i.CommandType
$i.ParameterSets.Name -join ','
$p = $i.ParameterSets[0].Parameters | Where-Object Name -eq Path
$p.IsMandatory; $p.Position; $p.ValueFromPipeline; $p.ParameterType.FullName; $p.ParameterType.IsArray
$p.ParameterType.ElementType.FullName; $p.HasParameterSet
--- stdout
Name,ModuleName,Module,CommandType,Definition,ParameterSets
Get-ChildItem
Microsoft.PowerShell.Management
Microsoft.PowerShell.Management
Cmdlet
Items,LiteralItems
False
0
True
System.String[]
True
System.String
False
### -ShowCommandInfo of values and enumerations
function f { param([ValidateSet('a', 'b')]$X, [DayOfWeek]$Day) }
$ps = (Get-Command f -ShowCommandInfo).ParameterSets[0].Parameters
$ps[0].HasParameterSet; $ps[0].ValidParamSetValues -join ','
$ps[1].ParameterType.IsEnum; $ps[1].ParameterType.EnumValues[1]
--- stdout
True
a,b
True
Monday
### -ShowCommandInfo and -Syntax exclude each other
try { Get-Command gal -Syntax -ShowCommandInfo } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
The ShowCommandInfo and Syntax parameters cannot be specified together.
GetCommandCannotSpecifySyntaxAndShowCommandInfoTogether,Microsoft.PowerShell.Commands.GetCommandCommand
### Rename-Item takes a path with wildcards that means one item
Set-Content -LiteralPath 'a[1].txt' one
Rename-Item 'a`[1`].txt' 'b[2].txt'; (Get-ChildItem).Name
Rename-Item 'b*' plain.txt; (Get-ChildItem).Name
Rename-Item -LiteralPath plain.txt 'c`d.txt'; (Get-ChildItem).Name
--- source the page of Rename-Item, Navigation.cs
--- stdout
b[2].txt
plain.txt
c`d.txt
### Arguments for dynamic parameters stand as they would stand behind the command (published test: Get-Command)
function Test-Dyn {
    [CmdletBinding()] param([Parameter(Mandatory, Position = 0)][string] $Kind)
    dynamicparam {
        $d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
        if ($Kind -eq 'two') {
            foreach ($n in 'OneString', 'TwoInt') { $d.Add($n, [System.Management.Automation.RuntimeDefinedParameter]::new($n, [string], [System.Management.Automation.ParameterAttribute]::new())) }
        }
        $d
    }
    begin {}
}
((Get-Command Test-Dyn -Kind two).Parameters.Keys -match '^(One|Two)') -join ' '
((Get-Command Test-Dyn two).Parameters.Keys -match '^(One|Two)') -join ' '
@((Get-Command Test-Dyn -Kind one).Parameters.Keys -match '^(One|Two)').Count
(Get-Command Get-Content -Encoding utf8).Name
--- stdout
OneString TwoInt
OneString TwoInt
0
Get-Content
