switch -File: which file a path means.
Source: about_Switch, ParserStrings.resx, MiscOps.cs ResolveFilePath

### wildcards that mean one file
'x' | Set-Content g1.txt
switch -File './g?.txt' { x { 'X' } }
--- stdout
X
### wildcards that mean several
'x' | Set-Content g1.txt; 'y' | Set-Content g2.txt
try { switch -File 'g*.txt' { x { 'X' } } } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.Message }
--- stdout
AmbiguousPath
InvalidOperation
The path cannot be processed because it resolved to more than one file; only one file at a time can be processed.
### brackets are wildcards unless escaped
Set-Content -LiteralPath 'f[0].txt' one
try { switch -File 'f[0].txt' { one { 'never' } } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
switch -File 'f`[0`].txt' { one { 'found' } }
switch -File ([WildcardPattern]::Escape('f[0].txt')) { one { 'found' } }
--- stdout
FileNotFound
No files matching 'f[0].txt' were found.
found
found
### no such file
try { switch -File './nope.txt' { x { 1 } } } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.GetType().Name; $_.Exception.Message -replace "'.*/", "'" }
--- stdout
PathNotFound
ObjectNotFound
ItemNotFoundException
Cannot find path 'nope.txt' because it does not exist.
### nothing for a name
try { switch -File '' { x { 1 } } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
InvalidFilenameOption
The file name argument to -file in the switch statement is not valid.
### not on the file system
try { switch -File 'Env:PATH' { x { 1 } } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
FileOpenError
The current provider (Microsoft.PowerShell.Core\Environment) cannot open a file.
### a file object, and the Temp drive
'x' | Set-Content g1.txt
switch -File (Get-Item g1.txt) { x { 'X' } }
$f = New-Item Temp:/hvsh-switch.txt -Value foo -Force
switch -File Temp:/hvsh-switch.txt { foo { 'F' } }
$f.Delete()
--- env TMPDIR=.
--- stdout
X
F
### Set-Content makes no file of a wildcard
Set-Content 'f[1].txt' x
Add-Content 'z*' x
$error.FullyQualifiedErrorId
Test-Path -LiteralPath 'f[1].txt'
Test-Path -LiteralPath 'z*'
--- stdout
ItemNotFound,Microsoft.PowerShell.Commands.AddContentCommand
ItemNotFound,Microsoft.PowerShell.Commands.SetContentCommand
False
False
--- stderr
Set-Content: An object at the specified path f\[1\]\.txt does not exist, or has been filtered by the -Include or -Exclude parameter\.
### a path with wildcards never means the name itself
Set-Content -LiteralPath 'f[1].txt' one; 'two' > f1.txt
(Get-Item 'f[1].txt').Name
(Get-Item 'f`[1`].txt').Name
(Get-Item -LiteralPath 'f[1].txt').Name
Test-Path 'g[1].txt'
Get-Content 'f[1].txt'
--- stdout
f1.txt
f[1].txt
f[1].txt
False
two
--- source about_Wildcards
### in a folder with brackets in its name
$null = mkdir '[d]'; Set-Location -LiteralPath '[d]'
'x' > a1.txt; 'y' > a2.txt
(Get-Item a*.txt).Name; (Get-ChildItem *2.txt).Name; Get-Content a1.txt; Test-Path ./a1.txt
--- stdout
a1.txt
a2.txt
a2.txt
x
True
--- source about_Wildcards
### the console's own streams
$in = [Console]::OpenStandardInput(); $b = [byte[]]::new(16); $n = $in.Read($b, 0, 16); "$n"
$out = [Console]::OpenStandardOutput(); $out.Write($b, 0, $n); $out.Dispose()
--- stdin
café
--- stdout
6
café
--- source about_Preference_Variables, $OutputEncoding; .NET Console.OpenStandardInput
