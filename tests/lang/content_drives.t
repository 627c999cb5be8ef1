Contents of items: drives, tails, errors.
Source: Get-Content, Set-Content, Clear-Content, about_Function_Provider, about_Alias_Provider; Get-Content.Tests.ps1, Clear-Content.Tests.ps1, Add-Content.Tests.ps1; SessionStateStrings

### A function's content is its script block
function f { 'body' }
$b = Get-Content function:f
$b.GetType().Name
& $b
Set-Content function:g '2 * 21'
g
--- stdout
ScriptBlock
body
42
### An alias' content is its definition
Get-Content alias:gci
Set-Content alias:zz Get-Date
(Get-Alias zz).Definition
--- stdout
Get-ChildItem
Get-Date
### -Tail counts pieces between delimiters, and bytes
Set-Content x.txt 'a,b,c,' -NoNewline
Get-Content x.txt -Delimiter ',' -Tail 2
Set-Content y.txt 'abcdef' -NoNewline
(Get-Content y.txt -AsByteStream -Tail 2) -join ' '
--- stdout
b
c
101 102
### What cannot be asked together
Set-Content x.txt 1
try { Get-Content x.txt -Tail 1 -TotalCount 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Get-Content x.txt -Raw -Tail 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { Get-Content env:HOME -Tail 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Get-Content x.txt -Tail -1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
TailAndHeadCannotCoexist,Microsoft.PowerShell.Commands.GetContentCommand
InvalidOperation,Microsoft.PowerShell.Commands.GetContentCommand
The 'Raw' and 'Tail' parameters cannot be specified in the same command.
TailNotSupported,Microsoft.PowerShell.Commands.GetContentCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetContentCommand
### Wildcards that match nothing have no content
try { Get-Content ./none*.txt -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
ItemNotFound,Microsoft.PowerShell.Commands.GetContentCommand
An object at the specified path ./none*.txt does not exist, or has been filtered by the -Include or -Exclude parameter.
### Folders have no content
New-Item -ItemType Directory d | Out-Null
try { Add-Content d x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Clear-Content d -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -replace "'.*/d'", "'d'" }
--- stdout
WriteContainerContentException,Microsoft.PowerShell.Commands.AddContentCommand
ClearDirectoryContent,Microsoft.PowerShell.Commands.ClearContentCommand
Unable to clear content of 'd' because it is a directory. Clear-Content is only supported on files.
### Only variables are cleared beside files
$v = 5
Clear-Content variable:v
$null -eq $v
function f { 1 }
try { Clear-Content function:f } catch { $_.FullyQualifiedErrorId }
--- stdout
True
NotSupported,Microsoft.PowerShell.Commands.ClearContentCommand
### Errors of moving and renaming name what was done
New-Item -ItemType Directory d/sub | Out-Null
Set-Content a 1; Set-Content b 2
Rename-Item a b -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId
Move-Item a ./no/where -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId
$e[0].Exception.GetType().Name
Move-Item d d/sub -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId
$e[0].CategoryInfo.Category
Move-Item d ./no/where -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId
--- stdout
RenameItemIOError,Microsoft.PowerShell.Commands.RenameItemCommand
MoveFileInfoItemIOError,Microsoft.PowerShell.Commands.MoveItemCommand
DirectoryNotFoundException
MoveItemArgumentError,Microsoft.PowerShell.Commands.MoveItemCommand
InvalidArgument
MoveDirectoryItemIOError,Microsoft.PowerShell.Commands.MoveItemCommand
--- source FileSystem.Tests.ps1
