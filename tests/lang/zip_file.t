Source: .NET's documentation of System.IO.Compression.ZipFile, ZipFileExtensions and ZipArchive; Add-Type's page
### a folder becomes an archive, with hidden files and empty folders
Add-Type -AssemblyName System.IO.Compression.FileSystem
$null = New-Item -ItemType Directory src/sub/empty, src/sub
'one' | Set-Content src/a.txt
'two' | Set-Content src/sub/.hidden
[System.IO.Compression.ZipFile]::CreateFromDirectory("$PWD/src", "$PWD/x.zip")
[IO.Compression.ZipFile]::CreateFromDirectory("$PWD/src", "$PWD/y.zip", [IO.Compression.CompressionLevel]::Fastest, $true)
foreach ($f in 'x.zip', 'y.zip') { python3 -c "import sys, zipfile; print(sorted(zipfile.ZipFile(sys.argv[1]).namelist()))" $f }
--- stderr any
--- stdout
['a.txt', 'sub/.hidden', 'sub/empty/']
['src/a.txt', 'src/sub/.hidden', 'src/sub/empty/']
### an archive is unpacked; what is there stays unless it may be overwritten
python3 -c "import zipfile; z = zipfile.ZipFile('a.zip', 'w'); z.writestr('d/f', 'new'); z.close()"
[IO.Compression.ZipFile]::ExtractToDirectory("$PWD/a.zip", "$PWD/out")
Get-Content out/d/f
'old' | Set-Content out/d/f
try { [IO.Compression.ZipFile]::ExtractToDirectory("$PWD/a.zip", "$PWD/out") } catch { $_.FullyQualifiedErrorId }
Get-Content out/d/f
[IO.Compression.ZipFile]::ExtractToDirectory("$PWD/a.zip", "$PWD/out", $true)
Get-Content out/d/f
--- stdout
new
IOException
old
new
### entries are listed, read and unpacked one by one
python3 -c "import zipfile; z = zipfile.ZipFile('a.zip', 'w'); z.writestr('d/f.txt', 'text'); z.writestr('g', ''); z.close()"
$z = [IO.Compression.ZipFile]::OpenRead("$PWD/a.zip")
foreach ($e in $z.Entries) { "$($e.FullName) $($e.Name) $($e.Length) $($e.LastWriteTime.GetType().Name)" }
$e = $z.GetEntry('d/f.txt')
$null -eq $z.GetEntry('nope')
[IO.Compression.ZipFileExtensions]::ExtractToFile($e, "$PWD/one")
try { [IO.Compression.ZipFileExtensions]::ExtractToFile($e, "$PWD/one") } catch { $_.FullyQualifiedErrorId }
[IO.Compression.ZipFileExtensions]::ExtractToFile($e, "$PWD/one", $true)
Get-Content one
$r = [IO.StreamReader]::new($e.Open()); $r.ReadToEnd(); $r.Close()
$z.Dispose()
--- stdout
d/f.txt f.txt 4 DateTimeOffset
g g 0 DateTimeOffset
True
IOException
text
text
### an entry cannot lead out of the folder
python3 -c "import zipfile; z = zipfile.ZipFile('e.zip', 'w'); z.writestr('../evil', 'x'); z.close()"
try { [IO.Compression.ZipFile]::ExtractToDirectory("$PWD/e.zip", "$PWD/out") } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
Test-Path evil
--- stdout
IOException
Extracting Zip entry would have resulted in a file outside the specified destination directory.
False
### errors of archives and folders
'no archive' | Set-Content n.zip
$null = New-Item -ItemType Directory d
$calls = { [IO.Compression.ZipFile]::OpenRead("$PWD/nope.zip") },
    { [IO.Compression.ZipFile]::OpenRead("$PWD/n.zip") },
    { [IO.Compression.ZipFile]::CreateFromDirectory("$PWD/nope", "$PWD/x.zip") },
    { [IO.Compression.ZipFile]::CreateFromDirectory("$PWD/d", "$PWD/n.zip") },
    { [IO.Compression.ZipFile]::OpenRead($null) }
foreach ($c in $calls) { try { & $c } catch { $_.FullyQualifiedErrorId } }
--- stdout
FileNotFoundException
InvalidDataException
DirectoryNotFoundException
IOException
ArgumentNullException
### Add-Type takes the names of libraries whose types are here
Add-Type -AssemblyName System.Web, System.Net.Http
Add-Type -AssemblyName 'System.Xml, Version=4.0.0.0, Culture=neutral'
try { Add-Type -AssemblyName No.Such.Library } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { Add-Type 'public class A {}' } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
ErrorLoadingAssembly,Microsoft.PowerShell.Commands.AddTypeCommand
Cannot load assembly 'No.Such.Library'.
CompilerNotSupported,Microsoft.PowerShell.Commands.AddTypeCommand
NotImplemented
