Archives that are odd, hostile or damaged, and what stays of the work when something fails.
Source: Expand-Archive, Compress-Archive (reference/7.5); PKWARE's APPNOTE

### A damaged entry ends the command, and nothing of it stays
python3 -c "
import zipfile
z = zipfile.ZipFile('d.zip', 'w'); z.writestr('ok.txt', 'fine'); z.writestr('bad.txt', 'x' * 50); z.close()
b = open('d.zip', 'rb').read(); open('d.zip', 'wb').write(b.replace(b'x' * 50, b'x' * 49 + b'y'))"
try { Expand-Archive d.zip -DestinationPath out } catch { "$_" }
Test-Path out/ok.txt, out/bad.txt
--- stdout
The archive entry 'bad.txt' is damaged.
False
False
### An entry that unpacks to more than it says is damaged
python3 -c "
import zipfile, struct
z = zipfile.ZipFile('d.zip', 'w', zipfile.ZIP_DEFLATED); z.writestr('big.txt', 'x' * 100000); z.close()
b = open('d.zip', 'rb').read(); open('d.zip', 'wb').write(b.replace(struct.pack('<I', 100000), struct.pack('<I', 10)))"
try { Expand-Archive d.zip -DestinationPath out } catch { "$_" }
Test-Path out/big.txt
--- stdout
The archive entry 'big.txt' is damaged.
False
### An encrypted entry is refused
python3 -c "
import zipfile
z = zipfile.ZipFile('d.zip', 'w'); z.writestr('a.txt', 'secret' * 5); z.close()
b = bytearray(open('d.zip', 'rb').read()); b[6] |= 1; at = b.index(b'PK\x01\x02'); b[at + 8] |= 1; open('d.zip', 'wb').write(b)"
try { Expand-Archive d.zip -DestinationPath out } catch { "$_" }
Test-Path out/a.txt
--- stdout
The archive entry was compressed using an unsupported compression method.
False
### A link in an archive does not lead out of the folder
$null = New-Item -ItemType Directory outside
python3 -c "
import zipfile
z = zipfile.ZipFile('l.zip', 'w')
i = zipfile.ZipInfo('way'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '../outside')
z.writestr('way/evil.txt', 'x'); z.close()"
try { Expand-Archive l.zip -DestinationPath out -ErrorAction SilentlyContinue } catch { 'failed' }
@(Get-ChildItem outside).Count
(Get-Item out/way -ErrorAction Ignore).LinkType
--- stdout
failed
0
### Paths from the root and with backslashes stay in the folder
python3 -c "
import zipfile
z = zipfile.ZipFile('r.zip', 'w'); z.writestr('/etc/one.txt', '1'); z.writestr('..\\two.txt', '2'); z.writestr('a\\three.txt', '3'); z.close()"
Expand-Archive r.zip -DestinationPath out 2>&1 | ForEach-Object { "$_" -replace '\\', '/' }
(Get-ChildItem out -Recurse -File).FullName.Replace("$PWD/", '') -replace '\\', '/'
--- stdout unordered
Can not process invalid archive entry '../two.txt'.
out/a/three.txt
out/etc/one.txt
### An archive of nothing expands to nothing; a file of nothing is none
python3 -c "import zipfile; zipfile.ZipFile('e.zip', 'w').close()"
Expand-Archive e.zip -DestinationPath out
@(Get-ChildItem out).Count
Set-Content z.zip '' -NoNewline
try { Expand-Archive z.zip -DestinationPath out } catch { "$_" -replace "'.*/", "'" }
--- stdout
0
File 'z.zip' does not appear to be a valid zip archive.
### Two files of one name do not fit into an archive
$null = New-Item -ItemType Directory a, b
Set-Content a/f.txt 1; Set-Content b/f.txt 2
try { Compress-Archive a/f.txt, b/f.txt z.zip } catch { "$_" }
Test-Path z.zip*
--- stdout
Two of the files would have the name 'f.txt' in the archive.
False
### When a new archive fails the old one stays
Set-Content one 1; Compress-Archive one z.zip
$null = New-Item -ItemType Directory a, b
Set-Content a/f.txt 1; Set-Content b/f.txt 2
try { Compress-Archive a/f.txt, b/f.txt z.zip -Force } catch { 'failed' }
Expand-Archive z.zip -DestinationPath out
(Get-ChildItem out).Name
@(Get-ChildItem -Filter 'z.zip*').Count
--- stdout
failed
one
1
### -Update goes by names whatever their case, and keeps what else is there
Set-Content One old; Set-Content two 2; Compress-Archive One, two z.zip
Remove-Item One; Set-Content one new
Compress-Archive one z.zip -Update
python3 -c "import zipfile; z = zipfile.ZipFile('z.zip'); print(sorted(z.namelist()), z.read('one'), z.testzip())"
--- stdout
['one', 'two'] b'new\n' None
### Names and modes are there for others, and times in steps of two seconds
$null = New-Item -ItemType Directory 'ä', 'ä/leer'
Set-Content 'ä/ß.txt' x
(Get-Item 'ä/ß.txt').LastWriteTime = '2024-02-29 12:34:56'
Compress-Archive 'ä' z.zip
python3 -c "
import zipfile
for i in zipfile.ZipFile('z.zip').infolist(): print(ascii(i.filename), oct(i.external_attr >> 16), i.date_time if i.file_size else '')"
--- stdout unordered
'\xe4/leer/' 0o40755 
'\xe4/\xdf.txt' 0o100644 (2024, 2, 29, 12, 34, 56)
### The permissions in an archive are those of the files
python3 -c "
import zipfile
z = zipfile.ZipFile('m.zip', 'w')
i = zipfile.ZipInfo('run.sh'); i.create_system = 3; i.external_attr = 0o100750 << 16; z.writestr(i, 'x'); z.close()"
Expand-Archive m.zip -DestinationPath out
(Get-Item out/run.sh).UnixMode
--- stdout
-rwxr-x---
### What is packed is as short as it gets, or stored
Set-Content a.txt ('x' * 10000) -NoNewline
Compress-Archive a.txt o.zip; Compress-Archive a.txt n.zip -CompressionLevel NoCompression
python3 -c "
import zipfile
for n in 'o.zip', 'n.zip':
    i = zipfile.ZipFile(n).infolist()[0]; print(i.compress_type, i.compress_size < 1000, i.file_size)"
--- stdout
8 True 10000
0 False 10000
