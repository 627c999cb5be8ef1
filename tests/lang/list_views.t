What Format-List shows of kinds that have a list of their own; what providers add to their items; errors of arguments of a class's methods.
Source: PowerShellCore_format_ps1xml.cs and DotNetTypes_format_ps1xml.cs (ListControl of AliasInfo, FunctionInfo, CmdletInfo, GroupInfo, PSDriveInfo, ProviderInfo, DictionaryEntry), Get-Verb page, CmdletProvider.cs WrapOutputInPSObject, Cmdlet.cs WriteInformation, Compiler's MethodArgumentConversionInvalidCastArgument

### an alias
Set-Alias zz Get-Date
Get-Alias zz | Format-List
--- stdout

DisplayName       : zz -> Get-Date
CommandType       : Alias
Definition        : Get-Date
ReferencedCommand : Get-Date
ResolvedCommand   : Get-Date

### a function
function ff { 1 }
Get-Command ff | Format-List
--- stdout

Name        : ff
CommandType : Function
Definition  :  1 

### a cmdlet's items
(Get-Command Get-Date | Format-List | Out-String -Stream | Where-Object { $_ -match '^\w+ +:' }) -replace ' .*' -join ' '
--- stdout
Name CommandType Definition Path DLL HelpFile ParameterSets ImplementingType Verb Noun
### groups
1, 1, 2 | Group-Object | Format-List
1, 1 | Group-Object -NoElement | Format-List
--- stdout

Name   : 1
Count  : 2
Group  : {1, 1}
Values : {1}

Name   : 2
Count  : 1
Group  : {2}
Values : {2}


Name   : 1
Count  : 2
Values : {1}

### a drive
Get-PSDrive Env | Format-List
--- stdout

Name            : Env
Description     : Drive that contains a view of the environment variables for the process
Provider        : Microsoft.PowerShell.Core\Environment
Root            : 
CurrentLocation : 

### entries
Get-Item env:HOME | Format-List | Out-String -Stream | Where-Object { $_ } | ForEach-Object { $_ -replace ' .*' }
--- stdout
Name
Value
### Get-Verb's columns are as wide as what they hold
Get-Verb Undo, Unblock | Format-Table Verb, AliasPrefix, Group
(Get-Verb Undo | Out-String -Stream)[1]
--- stdout

Verb    AliasPrefix Group
----    ----------- -----
Undo    un          Common
Unblock ul          Security

Verb AliasPrefix Group  Description
### what a provider adds
(Get-Item env:HOME).PSPath; (Get-Item variable:PID).PSDrive.Name; (Get-Item alias:dir).PSProvider.Name
(Get-ChildItem function:prompt).PSIsContainer
--- stdout
Microsoft.PowerShell.Core\Environment::HOME
Variable
Alias
False
### information comes from a script, or else from the command
'Write-Information x -InformationVariable v; "$(Split-Path -Leaf $v.Source)"' > s.ps1
./s.ps1
Write-Information x -InformationVariable v; $v.Source
--- stdout
s.ps1
Write-Information
### arguments of a class's method that do not convert
class K { [int] M([int] $q) { return $q } static [int] S([int] $q) { return $q } K() {} K([datetime] $d) {} }
try { [K]::new().M('abc') } catch { "$_"; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" }
try { [K]::S('abc') } catch { "$_" }
try { [K]::new('abc') } catch { $_.FullyQualifiedErrorId }
--- stdout
Cannot convert argument "q", with value: "abc", for "M" to type "System.Int32": "Cannot convert value "abc" to type "System.Int32". Error: "The input string 'abc' was not in a correct format.""
MethodArgumentConversionInvalidCastArgument
NotSpecified: (:) [], MethodException
Cannot convert argument "q", with value: "abc", for "S" to type "System.Int32": "Cannot convert value "abc" to type "System.Int32". Error: "The input string 'abc' was not in a correct format.""
MethodArgumentConversionInvalidCastArgument
