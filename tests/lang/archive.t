Compress-Archive and Expand-Archive.
Source: Compress-Archive, Expand-Archive (reference/7.5); published tests of the module Microsoft.PowerShell.Archive 1.2
### a folder with all that is in it, and back
$null = New-Item -ItemType Directory src/sub, src/empty
'hello' | Set-Content src/a.txt; 'b' | Set-Content src/sub/b.txt; 'no' | Set-Content src/.hidden
Compress-Archive src out.zip
Expand-Archive out.zip
Get-ChildItem out -Recurse -Force -Name | Sort-Object
Get-Content out/src/a.txt, out/src/sub/b.txt
--- stdout
src
src/a.txt
src/empty
src/sub
src/sub/b.txt
hello
b
### the folder itself stays out behind a wildcard
$null = New-Item -ItemType Directory src/sub
'a' | Set-Content src/a.txt; 'b' | Set-Content src/sub/b.txt
Compress-Archive -Path src/* -DestinationPath all.zip
Compress-Archive -Path src/*.* -DestinationPath files.zip
Expand-Archive all.zip; Expand-Archive files.zip
(Get-ChildItem all -Recurse -Name | Sort-Object) -join ' '
(Get-ChildItem files -Recurse -Name) -join ' '
--- stdout
a.txt sub sub/b.txt
a.txt
### .zip is put to a name without extension; other extensions stay
'x' | Set-Content a.txt
(Compress-Archive a.txt one -PassThru).Name
(Compress-Archive a.txt two.dat -PassThru).GetType().FullName
Test-Path two.dat
--- stdout
one.zip
System.IO.FileInfo
True
### files come through the pipeline, and from several folders
$null = New-Item -ItemType Directory d
'x' | Set-Content a.txt; 'y' | Set-Content d/b.txt
Get-ChildItem a.txt, d/b.txt | Compress-Archive -DestinationPath p.zip
Expand-Archive p.zip -PassThru | ForEach-Object Name
--- stdout
a.txt
b.txt
### an archive that is there
'x' | Set-Content a.txt; Compress-Archive a.txt z.zip
try { Compress-Archive a.txt z.zip } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.GetType().FullName; $_.Exception.Message -replace '/.*/' }
'new' | Set-Content a.txt
Compress-Archive a.txt z.zip -Force
Expand-Archive z.zip; Get-Content z/a.txt
--- stdout
ArchiveFileExists,Compress-Archive
InvalidArgument
System.IO.IOException
The archive file z.zip already exists. Use the -Update parameter to update the existing archive file or use the -Force parameter to overwrite the existing archive file.
new
### -Update replaces by name and adds
'1' | Set-Content a.txt; '2' | Set-Content b.txt
Compress-Archive a.txt, b.txt z.zip
'1a' | Set-Content a.txt; '3' | Set-Content c.txt
Compress-Archive a.txt, c.txt z.zip -Update
Expand-Archive z.zip
Get-ChildItem z | Sort-Object Name | ForEach-Object { "$($_.Name) $(Get-Content $_)" }
--- stdout
a.txt 1a
b.txt 2
c.txt 3
### -Update makes an archive that is not there
'1' | Set-Content a.txt
Compress-Archive a.txt z.zip -Update
Test-Path z.zip
--- stdout
True
### paths that are not there
$null = New-Item a.txt
try { Compress-Archive nope z.zip } catch { $_.FullyQualifiedErrorId; "$_" }
try { Compress-Archive a.txt, nope z.zip } catch { $_.FullyQualifiedErrorId }
try { Compress-Archive a.txt none/z.zip } catch { $_.FullyQualifiedErrorId }
try { Expand-Archive nope.zip } catch { $_.FullyQualifiedErrorId }
try { Expand-Archive . } catch { $_.FullyQualifiedErrorId }
Test-Path z.zip
--- stdout
ArchiveCmdletPathNotFound,Compress-Archive
The path 'nope' either does not exist or is not a valid file system path.
ArchiveCmdletPathNotFound,Compress-Archive
ArchiveCmdletPathNotFound,Compress-Archive
ArchiveCmdletPathNotFound,Expand-Archive
PathNotFound,Expand-Archive
False
### the same path twice
$null = New-Item a.txt
try { Compress-Archive a.txt, A.txt z.zip } catch { $_.FullyQualifiedErrorId; "$_" }
try { Compress-Archive -LiteralPath a.txt, a.txt z.zip } catch { "$_" }
--- stdout
DuplicatePathFound,Compress-Archive
The input to Path parameter contains a duplicate path 'A.txt'. Provide a unique set of paths as input to Path parameter.
The input to LiteralPath parameter contains a duplicate path 'a.txt'. Provide a unique set of paths as input to LiteralPath parameter.
### empty arguments
foreach ($c in { Compress-Archive '' z.zip }, { Compress-Archive a.txt '' }, { Compress-Archive -LiteralPath '' z.zip },
    { Compress-Archive a.txt z.zip -CompressionLevel Best }, { Expand-Archive '' }) {
    try { & $c } catch { $_.FullyQualifiedErrorId }
}
--- stdout
ParameterArgumentValidationError,Compress-Archive
ParameterArgumentValidationError,Compress-Archive
ParameterArgumentValidationError,Compress-Archive
ParameterArgumentValidationError,Compress-Archive
ParameterArgumentValidationError,Expand-Archive
### how much is packed
'0' * 5000 | Set-Content a.txt
foreach ($level in 'NoCompression', 'Fastest', 'Optimal') {
    (Compress-Archive a.txt "$level.zip" -CompressionLevel $level -PassThru).Length -lt 1000
}
Expand-Archive NoCompression.zip; (Get-Content NoCompression/a.txt).Length
--- stdout
False
True
True
5000
### files that are there stay, without -Force
'old' | Set-Content a.txt; 'b' | Set-Content b.txt
Compress-Archive a.txt, b.txt z.zip
$null = New-Item -ItemType Directory t; 'mine' | Set-Content t/a.txt
Expand-Archive z.zip -DestinationPath t 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
Get-Content t/a.txt, t/b.txt
Expand-Archive z.zip t -Force
Get-Content t/a.txt
--- stdout
ExpandArchiveFileExists,Expand-Archive
InvalidOperation
mine
b
old
### no archive at all
'text' | Set-Content a.zip
try { Expand-Archive a.zip } catch { "$_" -replace "'.*/", "'" }
--- stdout
File 'a.zip' does not appear to be a valid zip archive.
### an entry that leads out of the folder is left out
python3 -c "import zipfile; z = zipfile.ZipFile('e.zip', 'w'); z.writestr('../evil.txt', 'x'); z.writestr('ok/../fine.txt', 'y')"
Expand-Archive e.zip 2>&1 | ForEach-Object { "$_" }
Test-Path evil.txt
Get-ChildItem e -Recurse -Name
--- stdout
Can not process invalid archive entry '../evil.txt'.
False
fine.txt
### what other programs make is read, and what is made others read
$null = New-Item -ItemType Directory d/e
'ä' | Set-Content d/ü.txt
Compress-Archive d z.zip
python3 -c "import zipfile; z = zipfile.ZipFile('z.zip'); print(sorted(z.namelist()), z.testzip(), z.read('d/\u00fc.txt') == '\u00e4\n'.encode())"
python3 -c "import zipfile; z = zipfile.ZipFile('p.zip', 'w', zipfile.ZIP_DEFLATED); f = z.open('big', 'w', force_zip64=True); f.write(b'abc'); f.close(); z.close()"
Expand-Archive p.zip; Get-Content p/big
--- stdout
['d/e/', 'd/ü.txt'] None True
abc
### the time of a file is kept, in steps of two seconds
'x' | Set-Content a.txt
(Get-Item a.txt).LastWriteTime = [datetime]'2021-03-04 05:06:08'
Compress-Archive a.txt z.zip; Expand-Archive z.zip
(Get-Item z/a.txt).LastWriteTime.ToString('s')
--- stdout
2021-03-04T05:06:08
### -WhatIf says what would be done
$null = New-Item a.txt, b.txt
Compress-Archive a.txt z.zip -WhatIf
Compress-Archive a.txt y.zip
Expand-Archive y.zip -WhatIf
Test-Path z.zip, y
--- stdout regex
What if: Performing the operation "Compress-Archive" on target "/.*/a.txt".
What if: Performing the operation "Expand-Archive" on target "/.*/y.zip".
False
False
### an empty folder gives no archive
$null = New-Item -ItemType Directory d
Compress-Archive d z.zip; Test-Path z.zip
--- stdout
False
### the module that has them
(Get-Command Expand-Archive, Compress-Archive).Source | Select-Object -Unique
(Get-Module Microsoft.PowerShell.Archive -ListAvailable).ExportedCommands.Keys | Sort-Object
--- stdout
Microsoft.PowerShell.Archive
Compress-Archive
Expand-Archive
