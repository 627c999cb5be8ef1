What Copy-Item copies, where to, what it says and what it gives.
Source: Copy-Item (reference/7.5), FileSystemProvider.cs and SessionStateContainer.cs (CopyItem)

### -Filter with -Recurse is for the files, the folders are all made
$null = New-Item -ItemType Directory tree/sub, tree/none
Set-Content tree/a.txt 1; Set-Content tree/b.log 2; Set-Content tree/sub/c.txt 3; Set-Content tree/sub/d.log 4
Copy-Item tree copy -Recurse -Filter *.txt
(Get-ChildItem copy -Recurse -Name | Sort-Object) -join ' '
--- stdout
a.txt none sub sub/c.txt
### -Exclude leaves files out at any depth
$null = New-Item -ItemType Directory tree/sub
Set-Content tree/a.txt 1; Set-Content tree/b.log 2; Set-Content tree/sub/c.txt 3; Set-Content tree/sub/d.log 4
Copy-Item tree copy -Recurse -Exclude *.log
(Get-ChildItem copy -Recurse -Name | Sort-Object) -join ' '
--- stdout
a.txt sub sub/c.txt
### -Filter does not look at a path without wildcards
Set-Content a.txt 1; Set-Content b.log 2
$null = New-Item -ItemType Directory out
Copy-Item a.txt out -Filter *.log
Copy-Item *.* out/ -Filter *.log
(Get-ChildItem out -Name | Sort-Object) -join ' '
--- stdout
a.txt b.log
### -Include with a wildcard: a folder comes without its content
$null = New-Item -ItemType Directory tree/examples/subfolder, out
Set-Content tree/example.ps1 1; Set-Content tree/example.txt 2; Set-Content tree/other.txt 3; Set-Content tree/examples/example_1.txt 4
Copy-Item -Path tree/* -Destination out -Include ex*
(Get-ChildItem out -Recurse -Name | Sort-Object) -join ' '
Remove-Item out/* -Recurse
Copy-Item -Path tree/* -Destination out -Include ex* -Recurse
(Get-ChildItem out -Recurse -Name | Sort-Object) -join ' '
--- stdout
example.ps1 example.txt examples
example.ps1 example.txt examples examples/example_1.txt examples/subfolder
### -Container:$false puts all files into one folder
$null = New-Item -ItemType Directory tree/subfolder, test
1..3 | ForEach-Object { Set-Content tree/file$_.txt "file$_ in the root" }
3..5 | ForEach-Object { Set-Content tree/subfolder/file$_.txt "file$_ in the subfolder" }
Set-Location test
Copy-Item -Path ../tree -Filter *.txt -Recurse -Container:$false
(Get-ChildItem . -Recurse -Name | Sort-Object) -join ' '
Get-Content file3.txt
--- stdout
file1.txt file2.txt file3.txt file4.txt file5.txt subfolder
file3 in the subfolder
### -Container:$false needs -Recurse for a folder
$null = New-Item -ItemType Directory a, b
try { Copy-Item a b -Container:$false -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
Container cannot be copied to another container. The -Recurse or -Container parameter is not specified.
CopyContainerToContainerWithoutRecurseOrContainer,Microsoft.PowerShell.Commands.CopyItemCommand
### A folder does not go onto a file
$null = New-Item -ItemType Directory a
Set-Content f 1
try { Copy-Item a f -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
Get-Content f
--- stdout
Container cannot be copied onto existing leaf item.
CopyContainerItemToLeafError,Microsoft.PowerShell.Commands.CopyItemCommand
InvalidArgument
1
### A folder that is there already is an error, and its files are copied all the same
$null = New-Item -ItemType Directory a, b
Set-Content a/f 1
Copy-Item a b -Recurse
Set-Content a/f 2; Set-Content a/g 3
Copy-Item a b -Recurse -ErrorVariable e -ErrorAction SilentlyContinue
$e.Count; "$e" -replace '/.*/'; $e[0].FullyQualifiedErrorId; $e[0].CategoryInfo.Category
(Get-ChildItem b/a -Name) -join ' '
Get-Content b/a/f
Copy-Item a b -Recurse -Force -ErrorVariable e
$e.Count
--- stdout
1
An item with the specified name a already exists.
DirectoryExist,Microsoft.PowerShell.Commands.CopyItemCommand
ResourceExists
f g
2
0
### -PassThru gives what was made, the folder before its files and those before its folders
$null = New-Item -ItemType Directory tree/sub
Set-Content tree/f 1; Set-Content tree/sub/g 2
Copy-Item tree copy -Recurse -PassThru | ForEach-Object { $_.FullName.Substring("$PWD/".Length) }
(Copy-Item tree/f h -PassThru).GetType().Name
--- stdout
copy
copy/f
copy/sub
copy/sub/g
FileInfo
### Where the folder of the destination is not there
Set-Content f 1
try { Copy-Item f none/g -ErrorAction Stop } catch { "$_" -replace '/.*/'; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" -replace '/.*/'; $_.Exception.GetType().FullName }
--- stdout
Could not find a part of the path 'g'.
CopyFileInfoItemIOError,Microsoft.PowerShell.Commands.CopyItemCommand
WriteError: (f:FileInfo) [Copy-Item], DirectoryNotFoundException
System.IO.DirectoryNotFoundException
### Nothing goes onto itself, and the exception says what else
Set-Content f 1; $null = New-Item -ItemType HardLink g -Value f
try { Copy-Item f g -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Data['SelfCopy'] -eq "$PWD/g" }
$null = New-Item -ItemType Directory d
try { Copy-Item d d -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
True
CopyError,Microsoft.PowerShell.Commands.CopyItemCommand
--- source FileSystem.Tests.ps1 (Copy-Item avoids copying an item onto itself)
### A folder is copied into itself once
$null = New-Item -ItemType Directory tree/sub
Set-Content tree/f 1
Copy-Item tree tree/sub/in -Recurse
(Get-ChildItem tree -Recurse -Name | Sort-Object) -join ' '
--- stdout
f sub sub/in sub/in/f sub/in/sub
### A copy has the times and the mode of the file
Set-Content f 1
chmod 750 f
(Get-Item f).LastWriteTime = '2020-02-03 04:05:06'
Copy-Item f g
(Get-Item g).LastWriteTime.ToString('s')
(Get-Item g).UnixMode
--- stdout
2020-02-03T04:05:06
-rwxr-x---
### -WhatIf tells one line a thing
$null = New-Item -ItemType Directory tree
Set-Content tree/f 1
Copy-Item tree copy -Recurse -WhatIf
Copy-Item tree/f copy -WhatIf
Test-Path copy
--- stdout regex
What if: Performing the operation "Copy Directory" on target "Item: /.*/tree Destination: /.*/copy"\.
What if: Performing the operation "Copy File" on target "Item: /.*/tree/f Destination: /.*/copy"\.
False
