Which variables Get-Variable and the variable drive list, and in which order.
Source: about_Automatic_Variables, about_Variables, Get-Variable; PowerShell's GetVariableCommand

### computed variables are listed with all others
$n = (Get-Variable).Name
foreach ($x in 'true', 'PSVersionTable', 'Host', 'PID', '?', 'Error') { $n -contains $x }
--- stdout
True
True
True
True
True
True
### by patterns, sorted
(Get-Variable PSV*, true, [ef]rror).Name
--- stdout
PSVersionTable
true
Error
### names are answered in their order, a pattern's by name
$b = 1; $a = 2; (Get-Variable b, a).Value; (Get-Variable [ab]).Name
--- stdout
1
2
a
b
### excluded ones
(Get-Variable Is* -Exclude *Core*, *Mac*).Name; (Get-Variable -Include PSV*, PSHo*).Name
--- stdout
IsLinux
IsWindows
PSHOME
PSVersionTable
### a local scope has its own alone
function f { $inside = 1; (Get-Variable ins* -Scope 0).Name }; f
--- stdout
inside
### the item of a pipeline goes by its name
@(Get-Variable | Where-Object Name -in '_', 'PSItem').Count
5 | ForEach-Object { (Get-Variable _).Value }
--- stdout
0
5
### the drive lists them too
(Get-ChildItem variable:PSVersion*).Name; (Get-ChildItem variable:).Name -contains 'true'
--- stdout
PSVersionTable
True
### what is not there
Get-Variable nothere -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].FullyQualifiedErrorId
Get-Variable nothere* | Measure-Object | ForEach-Object Count
--- stdout
VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand
0
