Export-Alias and Import-Alias.
Source: the pages of Export-Alias and Import-Alias; their published tests
### A line an alias
Set-Alias abcd01 efgh01; Set-Alias abcd02 efgh02
Export-Alias a.csv abcd0*
(Get-Content a.csv | Where-Object { $_ -notlike '#*' })
(Get-Content a.csv)[0]
--- stdout
"abcd01","efgh01","","None"
"abcd02","efgh02","","None"
# Alias File
### -As Script writes commands
Set-Alias abcd01 efgh01 -Description 'my own'
Export-Alias a.ps1 abcd01 -As Script
Get-Content a.ps1 | Select-Object -Last 1
--- stdout
set-alias -Name:"abcd01" -Value:"efgh01" -Description:"my own" -Option:"None"
### -Description heads the file
Export-Alias a.csv nosuchalias -Description 'mine'
(Get-Content a.csv)[4..5]
--- stdout
#
# mine
### -PassThru, -Append and -NoClobber
Set-Alias abcd01 efgh01
(Export-Alias a.csv abcd01 -PassThru).Name
Export-Alias a.csv abcd01 -Append
(Select-String abcd01 a.csv).Count
try { Export-Alias a.csv abcd01 -NoClobber } catch { $_.FullyQualifiedErrorId }
--- stdout
abcd01
2
NoClobber,Microsoft.PowerShell.Commands.ExportAliasCommand
### One file only
Set-Content a 1; Set-Content b 1
try { Export-Alias * } catch { $_.FullyQualifiedErrorId }
try { Import-Alias * -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
ReadWriteMultipleFilesNotSupported,Microsoft.PowerShell.Commands.ExportAliasCommand
NotSupported,Microsoft.PowerShell.Commands.ImportAliasCommand
### What was exported comes back
Set-Alias abcd01 Get-Date -Description 'the "day"'
Export-Alias a.csv abcd01
Remove-Alias abcd01
Import-Alias a.csv
$a = Get-Alias abcd01; $a.Definition; $a.Description
--- stdout
Get-Date
the "day"
### An alias that is there needs -Force
Set-Alias abcd01 efgh01
Export-Alias a.csv abcd01
Set-Alias abcd01 other
try { Import-Alias a.csv -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
Import-Alias a.csv -Force
(Get-Alias abcd01).Definition
--- stdout
AliasAlreadyExists,Microsoft.PowerShell.Commands.ImportAliasCommand
ResourceExists
efgh01
### Lines that are none
Set-Content a.csv '# a comment', '', 'x1,"y, z","",None'
Import-Alias a.csv
(Get-Alias x1).Definition
Set-Content b.csv 'a,b,c'
try { Import-Alias b.csv } catch { $_.FullyQualifiedErrorId }
Set-Content c.csv 'x2,b,,Wrong'
try { Import-Alias c.csv -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
y, z
ImportAliasFileFormatError,Microsoft.PowerShell.Commands.ImportAliasCommand
ImportAliasOptionsError,Microsoft.PowerShell.Commands.ImportAliasCommand
### Scopes that are none
try { Export-Alias a.csv -Scope bogus } catch { $_.FullyQualifiedErrorId }
--- stdout
Argument,Microsoft.PowerShell.Commands.ExportAliasCommand
