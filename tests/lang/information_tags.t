Write-Information -Tags and the views of Get-Member.
Source: the pages of Write-Information and Get-Member, Write.cs, UtilityCommonStrings.resx
### The record has its tags
Write-Information 'text' -Tags one, two -InformationVariable v
$v[0].Tags -join '+'; $v[0].Tags.Contains('two')
Write-Information 'x' t 6>&1 | ForEach-Object { $_.Tags }
--- stdout
one+two
True
t
### Without tags there are none; Write-Host's is PSHOST
Write-Information 'x' -InformationVariable v; $v[0].Tags.Count
Write-Host 'shown' -InformationVariable h; $h[0].Tags
--- stdout
0
shown
PSHOST
### Tags that begin with PS are reserved
try { Write-Information 'x' -Tags good, PsMine } catch { "$_"; $_.FullyQualifiedErrorId; $_.TargetObject }
--- stdout
Cannot use tag 'PsMine'. The 'PS' prefix is reserved.
PSPrefixReservedInInformationTag,Microsoft.PowerShell.Commands.WriteInformationCommand
PsMine
### The extended view has what the type's data adds
(Get-Date | Get-Member -View Extended -Name DateTime).MemberType
Set-Content a.txt x
(Get-Item a.txt | Get-Member -View Extended -Name BaseName).MemberType
@(Get-Item a.txt | Get-Member -View Extended -Name Length).Count
@(Get-Item a.txt | Get-Member -View Base -Name BaseName).Count
(Get-Item a.txt | Get-Member -View Base -Name Length).MemberType
--- stdout
ScriptProperty
ScriptProperty
0
0
Property
