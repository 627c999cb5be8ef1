Small things of core cmdlets that their pages promise.
Source: the cmdlet pages of Microsoft.PowerShell.Utility and Microsoft.PowerShell.Management
### Clear-Variable in a child scope leaves the parent's variable
$a = 3
& { Clear-Variable a; "[$a]" }
$a
--- stdout
[]
3
### Clear-Variable in the same scope
$a = 3
Clear-Variable a
$null -eq $a
--- stdout
True
### Clear-Variable -Scope reaches the parent's
$a = 3
& { Clear-Variable a -Scope 1 }
"[$a]"
--- stdout
[]
### Measure-Command runs once per object and gives one result
$all = 10, 20 | Measure-Command { "x$_" | Out-Default }
$all.GetType().Name
--- stdout
x10
x20
TimeSpan
### a # line before the header of a CSV text is a comment
"# comment`nA,B`n1,2" | ConvertFrom-Csv | ForEach-Object { "$($_.A)/$($_.B)" }
--- stdout
1/2
### the field names of a W3C log in one text
ConvertFrom-Csv "#Version: 1.0`n#Fields: time,uri`n00:34:23,/a`n12:21:16,/b" |
    ForEach-Object { "$($_.time) $($_.uri)" }
--- stdout
00:34:23 /a
12:21:16 /b
### a property that no object has is no error to Measure-Object
@{ a = 1 } | Measure-Object nope -Sum
'end'
--- stdout
end
--- source published tests of Measure-Object
### in strict mode it is one
Set-StrictMode -Version 2
try { @{ a = 1 } | Measure-Object nope -Sum -ErrorAction Stop }
catch { $_.FullyQualifiedErrorId }
--- stdout
GenericMeasurePropertyNotFound,Microsoft.PowerShell.Commands.MeasureObjectCommand
--- source published tests of Measure-Object
### Join-Path -Extension replaces the extension
Join-Path a b.txt -Extension .log
Join-Path a b.txt -Extension log
Join-Path a b -Extension txt
Join-Path a b.backup.txt -Extension .log
--- stdout
a/b.log
a/b.log
a/b.txt
a/b.backup.log
--- source published tests of Join-Path
### Join-Path -Extension '' takes it away
Join-Path a b.txt -Extension ''
Join-Path a b...txt -Extension ''
--- stdout
a/b
a/b..
--- source published tests of Join-Path
### Join-Path with an empty child
Join-Path one ''
--- stdout
one/
--- source published tests of Join-Path
### a hyphen behind a class stands for itself
'Contoso.local\John.Doe' -replace '^(?<D>[\w-.]+)\\(?<U>[\w-.]+)$', '${U}@${D}'
'a-b.c' -replace '[\w-]', '_'
--- stdout
John.Doe@Contoso.local
___._
--- source about_Comparison_Operators
### -Attributes takes several expressions
New-Item -ItemType Directory d | Out-Null
'x' > f
(Get-ChildItem -Attributes !Directory, !Directory+Hidden).Name
(Get-ChildItem -Attributes Directory).Name
(Get-ChildItem -Attributes 'ReadOnly, Directory').Name
--- stdout
f
d
d
--- source about_FileSystem_Provider
### a group's objects are a collection
(1, 1 | Group-Object).Group.GetType().Name
--- stdout
Collection`1
--- source published tests of Group-Object
### -AsString needs -AsHashTable
try { 1 | Group-Object -AsString } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
ArgumentException,Microsoft.PowerShell.Commands.GroupObjectCommand
The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.
--- source published tests of Group-Object
### Select-String -Culture needs -SimpleMatch
try { 'a' | Select-String a -Culture en-US } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
CannotSpecifyCultureWithoutSimpleMatch,Microsoft.PowerShell.Commands.SelectStringCommand
You must specify -Culture parameter only with -SimpleMatch parameter.
--- source published tests of Select-String
### a pipeline variable is empty until an object passes
$t = 8
1, 2 | ForEach-Object -PipelineVariable t -Begin { Write-Host "begin [$t]" } -Process {
    Write-Host "up [$t]"; $_ } | ForEach-Object { Write-Host "down [$t]" }
--- stdout
begin []
up []
down [1]
up [1]
down [2]
--- source about_CommonParameters
### Get-Verb tells what verbs are for
Get-Verb un* -Group Security | ForEach-Object { "$($_.Verb) $($_.AliasPrefix): $($_.Description)" }
--- stdout
Unblock ul: Removes restrictions to a resource
Unprotect up: Removes safeguards from a resource that were added to prevent it from attack or loss
### Get-Item takes wildcards on other drives, and the drive itself
$env:WILD_ITEM_ONE = 1; $env:WILD_ITEM_TWO = 2
(Get-Item Env:WILD_ITEM_*).Name -join ','
(Get-Item Env:).Name -contains 'WILD_ITEM_ONE'
function Get-Wild1 { }
(Get-Item Function:Get-Wild[0-9]).Name
(Get-Item Alias:gc*).Name -contains 'gci'
@(Get-Item Env:NoSuch*).Count
--- stdout
WILD_ITEM_ONE,WILD_ITEM_TWO
True
Get-Wild1
True
0
--- source about_Environment_Provider, about_Alias_Provider, about_Case-Sensitivity
