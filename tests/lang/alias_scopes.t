Aliases in the scopes that -Scope names, and what -Scope refuses.
Source: Set-Alias, Get-Alias, Remove-Alias, Import-Alias, about_Scopes; Set-Alias.Tests.ps1, Get-Alias.Tests.ps1, Remove-Alias.Tests.ps1

### Set-Alias by number: 0 is here, 1 is the caller
function f { Set-Alias abcd inner; Set-Alias abcd outer -Scope 1; (Get-Alias abcd -Scope 0).Definition; (Get-Alias abcd -Scope 1).Definition; (Get-Alias abcd).Definition }
f
(Get-Alias abcd).Definition
--- stdout
inner
outer
inner
outer
### a local alias ends with its function
function f { Set-Alias abcd Get-Date -Scope Local; (Get-Alias abcd).Definition }
f
Get-Alias abcd
--- stdout
Get-Date
--- stderr
cannot find a matching alias
--- exit 1
### a global alias stays
function f { Set-Alias abcd Get-Date -Scope Global }
f
(Get-Alias abcd).Definition
--- stdout
Get-Date
### a scope that is no scope
foreach ($c in { Set-Alias abcd foo -Scope bogus }, { Get-Alias abcd -Scope bogus }, { New-Alias abcd foo -Scope bogus }, { Remove-Alias abcd -Scope bogus }) {
    try { & $c } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
}
--- stdout
Argument,Microsoft.PowerShell.Commands.SetAliasCommand
PSArgumentException
Argument,Microsoft.PowerShell.Commands.GetAliasCommand
PSArgumentException
Argument,Microsoft.PowerShell.Commands.NewAliasCommand
PSArgumentException
Argument,Microsoft.PowerShell.Commands.RemoveAliasCommand
PSArgumentException
### a scope number out of range
foreach ($c in { Set-Alias abcd foo -Scope -1 }, { Get-Alias abcd -Scope 99999 }, { Remove-Alias abcd -Scope 99999 }, { Get-Variable HOME -Scope 9999 }) {
    try { & $c } catch { $_.FullyQualifiedErrorId }
}
--- stdout
ArgumentOutOfRange,Microsoft.PowerShell.Commands.SetAliasCommand
ArgumentOutOfRange,Microsoft.PowerShell.Commands.GetAliasCommand
ArgumentOutOfRange,Microsoft.PowerShell.Commands.RemoveAliasCommand
ArgumentOutOfRange,Microsoft.PowerShell.Commands.GetVariableCommand
### Get-Alias refuses empty names
foreach ($n in $null, '') { try { Get-Alias -Name $n } catch { $_.FullyQualifiedErrorId } }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetAliasCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetAliasCommand
### Get-Alias -Scope Global sees the built-in ones, not those of a function
function f { Set-Alias zz1 Get-Date; @(Get-Alias zz1 -Scope Global -ErrorAction Ignore).Count; (Get-Alias foreach -Scope Global).Definition }
f
--- stdout
0
ForEach-Object
### Remove-Alias -Scope takes the one of that scope only
Set-Alias abcd outer
function f { Set-Alias abcd inner; Remove-Alias abcd -Scope 1; (Get-Alias abcd).Definition }
f
@(Get-Alias abcd -ErrorAction Ignore).Count
--- stdout
inner
0
### -Scope Private makes the variable private
Set-Variable v 1 -Scope Private
(Get-Variable v).Options
New-Variable w 1 -Scope Private -Option ReadOnly
(Get-Variable w).Options
function f { "[$v]" }
f
--- stdout
Private
ReadOnly, Private
[]
### an imported alias is of the scope it is imported to
Set-Content a.csv '"abcd","Get-Date","","None"'
function f { Import-Alias a.csv; (Get-Alias abcd).Definition }
f
@(Get-Alias abcd -ErrorAction Ignore).Count
function g { Import-Alias a.csv -Scope Global }
g
(Get-Alias abcd).Definition
--- stdout
Get-Date
0
Get-Date
### credentials are for New-PSDrive alone
$c = [pscredential]::new('a', (ConvertTo-SecureString x -AsPlainText -Force))
foreach ($b in { Get-Item . -Credential $c }, { Remove-Item x -Credential $c }, { Set-Content x y -Credential $c }, { Test-Path . -Credential $c }) {
    try { & $b } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)" }
}
(Get-Item / -Credential $null).Name
--- stdout
NotSupported,Microsoft.PowerShell.Commands.GetItemCommand
NotImplemented
NotSupported,Microsoft.PowerShell.Commands.RemoveItemCommand
NotImplemented
NotSupported,Microsoft.PowerShell.Commands.SetContentCommand
NotImplemented
NotSupported,Microsoft.PowerShell.Commands.TestPathCommand
NotImplemented
/
--- source SessionStateStrings.resx (credentials); Get-Item, parameter Credential
