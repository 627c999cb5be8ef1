Files of comma separated values, paths that are no files, bounds of parameters.
Source: the published tests of Import-Csv, Export-Alias, Export-Clixml, Write-Progress and New-Variable, PowerShell's reader of CSV records, about_Providers
### blanks before a value are not part of it
@'
Name, Age,	City
Bob, 3, "New York"
 Ann ,4,x
'@ | Set-Content a.csv
Import-Csv a.csv | ForEach-Object { "$($_.Name)|$($_.Age)|$($_.City)" }
'a, b' | ConvertFrom-Csv -Header x, y | ForEach-Object { "[$($_.y)]" }
--- stdout
Bob|3|New York
Ann |4|x
[b]
### of blanks at the end of a word the first one is, when nothing follows
'a   ,b c  ,"d"  ,"e  "' | ConvertFrom-Csv -Header w, x, y, z | ForEach-Object { "[$($_.w)][$($_.x)][$($_.y)][$($_.z)]" }
--- stdout
[a ][b c  ][d][e  ]
### blanks within quotes stay
'" a ", b' | ConvertFrom-Csv -Header x, y | ForEach-Object { "[$($_.x)][$($_.y)]" }
--- stdout
[ a ][b]
### a tab as delimiter is not skipped
"a`t`tb" | ConvertFrom-Csv -Delimiter "`t" -Header x, y, z | ForEach-Object { "[$($_.x)][$($_.y)][$($_.z)]" }
--- stdout
[a][][b]
### columns without a name are counted by themselves
Set-Content e.csv '        a1""a3', '        v1"v2"v3'
$r = Import-Csv e.csv -Delimiter '"' -WarningAction SilentlyContinue
$r.psobject.Properties.Name -join ','
$r.H1
Set-Content f.csv 'a,,b,', '1,2,3,4'
(Import-Csv f.csv -WarningAction SilentlyContinue).psobject.Properties.Name -join ','
--- stdout
a1,H1,a3
v2
a,H1,b,H2
### quotes may be the delimiter
Set-Content g.csv '        a1"a2"a3', '        v1"v2"v3'
(Import-Csv g.csv -Delimiter '"').psobject.Properties.Name -join ','
--- stdout
a1,a2,a3
### lines of blanks are no rows
Set-Content h.csv 'a,b', '   ', '1,2'
@(Import-Csv h.csv).Count
--- stdout
1
### what writes or reads a file wants a drive that has files
foreach ($c in { 'x' | Out-File env:f }, { 'x' | Export-Csv env:f }, { Import-Csv env:f }, { 1 | Export-Clixml env:f },
               { Import-Clixml env:f }, { Export-Alias env:f }) {
  try { & $c; 'no error' } catch { $_.FullyQualifiedErrorId }
}
Get-ChildItem
--- stdout
ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands.OutFileCommand
ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands.ExportCsvCommand
ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands.ImportCsvCommand
ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands.ExportClixmlCommand
ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands.ImportClixmlCommand
ReadWriteFileNotFileSystemProvider,Microsoft.PowerShell.Commands.ExportAliasCommand
### and says which provider it is not
try { 'x' | Out-File function:f } catch { "$_" }
--- stdout
Cannot open file because the current provider (Microsoft.PowerShell.Core\Function) cannot open a file.
### Write-Progress knows the bounds of its numbers
try { Write-Progress a -Id 1 -ParentId -2 } catch { $_.FullyQualifiedErrorId }
try { Write-Progress a -Id -1 } catch { $_.FullyQualifiedErrorId }
Write-Progress a -Id 0 -ParentId -1
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.WriteProgressCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.WriteProgressCommand
### New-Variable -Force makes the variable anew, without its options
New-Variable foo bar -Option ReadOnly
try { New-Variable foo x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
New-Variable foo new -Force
(Get-Variable foo).Value; (Get-Variable foo).Options
--- stdout
VariableAlreadyExists,Microsoft.PowerShell.Commands.NewVariableCommand
new
None
### an item is not copied onto itself, under whatever name
$null = New-Item -ItemType Directory sub, other
Set-Content other/f content
$null = New-Item -ItemType HardLink sub/hard -Value other/f
$null = New-Item -ItemType SymbolicLink sub/sym -Value "$PWD/other/f"
$null = New-Item -ItemType SymbolicLink sub/dir -Value "$PWD/other"
foreach ($p in ('other/f', 'other/f'), ('other/f', 'other'), ('sub/hard', 'other/f'), ('other/f', 'sub/hard'),
               ('sub/sym', 'other/f'), ('sub/dir', 'other')) {
  try { Copy-Item $p[0] $p[1] -ErrorAction Stop; 'copied' } catch { $_.FullyQualifiedErrorId }
}
$Error[0].Exception.GetType().FullName
Get-Content other/f
--- stdout
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
System.IO.IOException
content
--- source Copy-Item.Tests.ps1 and FileSystem.Tests.ps1, published
### a job and a drive are equal to themselves however they were got
$j = Start-Job { 1 }
(Get-Job -Id $j.Id) -eq $j
@(Get-Job) -contains $j
$k = Start-Job { 2 }
$j -eq $k
(Get-PSDrive Env) -eq (Get-PSDrive Env)
(Get-PSDrive Env) -eq (Get-PSDrive Alias)
$j, $k | Wait-Job | Remove-Job
--- stdout
True
True
False
True
False
--- source Job.Tests.ps1 and Get-PSDrive.Tests.ps1, published
### Start-Job -RunAs32 is refused by its own name
try { Start-Job { 1 } -RunAs32 } catch { $_.FullyQualifiedErrorId }
--- stdout
RunAs32NotSupported,Microsoft.PowerShell.Commands.StartJobCommand
--- source Job.Tests.ps1, published
