Files and streams by their .NET classes.
Source: learn.microsoft.com, System.IO.FileInfo, DirectoryInfo, File, Directory, Path, DriveInfo, BinaryReader, BinaryWriter, MemoryStream

### ([System.IO.FileInfo]'/srv/a.txt').Name
([System.IO.FileInfo]'/srv/a.txt').Name
--- stdout
a.txt
### ([IO.FileInfo]'/etc/passwd').Exists
([IO.FileInfo]'/etc/passwd').Exists
--- stdout
True
### ([IO.FileInfo]'/etc/passwd').Directory.FullName
([IO.FileInfo]'/etc/passwd').Directory.FullName
--- stdout
/etc
### ([IO.FileInfo]'/etc/passwd').DirectoryName
([IO.FileInfo]'/etc/passwd').DirectoryName
--- stdout
/etc
### ([IO.FileInfo]'/srv/nope.xyz').Exists
([IO.FileInfo]'/srv/nope.xyz').Exists
--- stdout
False
### ([IO.FileInfo]'/srv/nope.tar.gz').Extension
([IO.FileInfo]'/srv/nope.tar.gz').Extension
--- stdout
.gz
### [IO.FileInfo]::new('/srv/x').GetType().FullName
[IO.FileInfo]::new('/srv/x').GetType().FullName
--- stdout
System.IO.FileInfo
### (New-Object IO.FileInfo '/srv/x').FullName
(New-Object IO.FileInfo '/srv/x').FullName
--- stdout
/srv/x
### (New-Object System.IO.DirectoryInfo '/srv').Name
(New-Object System.IO.DirectoryInfo '/srv').Name
--- stdout
srv
### ([IO.DirectoryInfo]'/usr/bin').Parent.Name
([IO.DirectoryInfo]'/usr/bin').Parent.Name
--- stdout
usr
### ([IO.DirectoryInfo]'/usr/bin').Root.FullName
([IO.DirectoryInfo]'/usr/bin').Root.FullName
--- stdout
/
### ([IO.DirectoryInfo]'/').Name
([IO.DirectoryInfo]'/').Name
--- stdout
/
### ([IO.DirectoryInfo]'/usr/bin/').Name
([IO.DirectoryInfo]'/usr/bin/').Name
--- stdout
bin
### [IO.DirectoryInfo]::new('/srv/zz').Exists
[IO.DirectoryInfo]::new('/srv/zz').Exists
--- stdout
False
### [IO.Directory]::CreateDirectory("$pwd/t").GetType().Name
[IO.Directory]::CreateDirectory("$pwd/t").GetType().Name
--- stdout
DirectoryInfo
### $d=[IO.Directory]::CreateDirectory("$pwd/t"); 'hi' > t/b.txt; 'hey' > t/a.log; …
$d=[IO.Directory]::CreateDirectory("$pwd/t"); 'hi' > t/b.txt; 'hey' > t/a.log; ($d.GetFiles().Name | sort) -join ';'
--- stdout
a.log;b.txt
### $d=[IO.Directory]::CreateDirectory("$pwd/t"); 'hi' > t/b.txt; 'hey' > t/a.log; … (2)
$d=[IO.Directory]::CreateDirectory("$pwd/t"); 'hi' > t/b.txt; 'hey' > t/a.log; $d.GetFiles('*.txt').Name
--- stdout
b.txt
### $d=[IO.Directory]::CreateDirectory("$pwd/t"); $d.CreateSubdirectory('sub').Name; …
$d=[IO.Directory]::CreateDirectory("$pwd/t"); $d.CreateSubdirectory('sub').Name; $d.GetDirectories().Name; $d.GetFileSystemInfos().Count
--- stdout
sub
sub
1
### [IO.File]::WriteAllText("$pwd/b.txt",'hi'); …
[IO.File]::WriteAllText("$pwd/b.txt",'hi'); ([IO.FileInfo]"$pwd/b.txt").CopyTo("$pwd/c.txt").Name; Get-Content c.txt
--- stdout
c.txt
hi
### 'x' > a; 'y' > b; try { ([IO.FileInfo]"$pwd/a").CopyTo("$pwd/b") } catch { …
'x' > a; 'y' > b; try { ([IO.FileInfo]"$pwd/a").CopyTo("$pwd/b") } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
IOException
### 'x' > a; $f=[IO.FileInfo]"$pwd/a"; $f.MoveTo("$pwd/b"); $f.Name; Test-Path a
'x' > a; $f=[IO.FileInfo]"$pwd/a"; $f.MoveTo("$pwd/b"); $f.Name; Test-Path a
--- stdout
b
False
### 'x' > a; $f=[IO.FileInfo]"$pwd/a"; $f.Delete(); $f.Refresh(); $f.Exists
'x' > a; $f=[IO.FileInfo]"$pwd/a"; $f.Delete(); $f.Refresh(); $f.Exists
--- stdout
False
### [IO.File]::WriteAllText("$pwd/a",'hi'); $r=([IO.FileInfo]"$pwd/a").OpenText(); …
[IO.File]::WriteAllText("$pwd/a",'hi'); $r=([IO.FileInfo]"$pwd/a").OpenText(); $r.ReadToEnd(); $r.Close()
--- stdout
hi
### $w=([IO.FileInfo]"$pwd/a").CreateText(); $w.Write('q'); $w.Close(); …
$w=([IO.FileInfo]"$pwd/a").CreateText(); $w.Write('q'); $w.Close(); $w=([IO.FileInfo]"$pwd/a").AppendText(); $w.Write('r'); $w.Close(); [IO.File]::ReadAllText("$pwd/a")
--- stdout
qr
### 'x' > a; $f=Get-Item a; $f.LastWriteTime=[datetime]'2020-01-02'; …
'x' > a; $f=Get-Item a; $f.LastWriteTime=[datetime]'2020-01-02'; [IO.File]::GetLastWriteTime("$pwd/a").ToString('yyyyMMdd')
--- stdout
20200102
### ([IO.FileInfo]'/srv/zz.txt').get_Length()
$null -eq ([IO.FileInfo]'/srv/zz.txt').Length
try { ([IO.FileInfo]'/srv/zz.txt').get_Length() } catch { $_.Exception.InnerException.Message }
--- stdout
True
Could not find file '/srv/zz.txt'.
### "$([IO.FileInfo]'rel.txt')"
"$([IO.FileInfo]'rel.txt')"
--- stdout
rel.txt
### $d=[IO.Directory]::CreateDirectory("$pwd/t/u"); …
$d=[IO.Directory]::CreateDirectory("$pwd/t/u"); [IO.DirectoryInfo]::new("$pwd/t").Delete($true); Test-Path t
--- stdout
False
### [IO.Path]::GetFullPath('x','/a/b')
[IO.Path]::GetFullPath('x','/a/b')
--- stdout
/a/b/x
### [IO.Path]::EndsInDirectorySeparator('/a/b/')
[IO.Path]::EndsInDirectorySeparator('/a/b/')
--- stdout
True
### [IO.Path]::GetInvalidPathChars().Count
[IO.Path]::GetInvalidPathChars().Count
--- stdout
1
### [IO.Path]::Exists('/etc')
[IO.Path]::Exists('/etc')
--- stdout
True
### [IO.Path]::ChangeExtension('/a/b.txt','md')
[IO.Path]::ChangeExtension('/a/b.txt','md')
--- stdout
/a/b.md
### [IO.File]::WriteAllText("$pwd/w",'é',[Text.Encoding]::Unicode); …
[IO.File]::WriteAllText("$pwd/w",'é',[Text.Encoding]::Unicode); [IO.File]::ReadAllBytes("$pwd/w")
--- stdout
255
254
233
0
### [IO.File]::WriteAllText("$pwd/w",'é',[Text.Encoding]::UTF8); …
[IO.File]::WriteAllText("$pwd/w",'é',[Text.Encoding]::UTF8); [IO.File]::ReadAllBytes("$pwd/w")
--- stdout
239
187
191
195
169
### [IO.File]::WriteAllBytes("$pwd/w",[byte[]](0xe9)); …
[IO.File]::WriteAllBytes("$pwd/w",[byte[]](0xe9)); [IO.File]::ReadAllText("$pwd/w",[Text.Encoding]::Latin1)
--- stdout
é
### 'x' > a; [IO.File]::SetLastWriteTime("$pwd/a",[datetime]'2001-02-03'); (Get-Item …
'x' > a; [IO.File]::SetLastWriteTime("$pwd/a",[datetime]'2001-02-03'); (Get-Item a).LastWriteTime.Year
--- stdout
2001
### 'x' > a; [IO.File]::SetAttributes("$pwd/a",'ReadOnly'); (Get-Item a).IsReadOnly; …
'x' > a; [IO.File]::SetAttributes("$pwd/a",'ReadOnly'); (Get-Item a).IsReadOnly; [IO.File]::SetAttributes("$pwd/a",'Normal'); (Get-Item a).IsReadOnly
--- stdout
True
False
### 'x' > a; [IO.File]::SetUnixFileMode("$pwd/a",'UserRead,UserWrite'); (Get-Item a).UnixMode
'x' > a; [IO.File]::SetUnixFileMode("$pwd/a",'UserRead,UserWrite'); (Get-Item a).UnixMode
--- stdout
-rw-------
### 'x' > a; [IO.File]::CreateSymbolicLink("$pwd/l","$pwd/a").LinkTarget -eq "$pwd/a"
'x' > a; [IO.File]::CreateSymbolicLink("$pwd/l","$pwd/a").LinkTarget -eq "$pwd/a"
--- stdout
True
### [IO.Directory]::GetParent('/a/b').FullName
[IO.Directory]::GetParent('/a/b').FullName
--- stdout
/a
### [IO.Directory]::GetDirectoryRoot('/a/b')
[IO.Directory]::GetDirectoryRoot('/a/b')
--- stdout
/
### [IO.Directory]::GetLogicalDrives() -contains '/'
[IO.Directory]::GetLogicalDrives() -contains '/'
--- stdout
True
### [IO.Directory]::EnumerateFileSystemEntries('/etc','passwd')
[IO.Directory]::EnumerateFileSystemEntries('/etc','passwd')
--- stdout
/etc/passwd
### [IO.DriveInfo]::new('/').Name
[IO.DriveInfo]::new('/').Name
--- stdout
/
### ([IO.DriveInfo]'/').TotalSize -gt 0
([IO.DriveInfo]'/').TotalSize -gt 0
--- stdout
True
### $ms=[IO.MemoryStream]::new(); $bw=[IO.BinaryWriter]::new($ms); $bw.Write([int]258); …
$ms=[IO.MemoryStream]::new(); $bw=[IO.BinaryWriter]::new($ms); $bw.Write([int]258); $bw.Write([byte]7); $bw.Write('hi'); $bw.Flush(); $ms.ToArray()
--- stdout
2
1
0
0
7
2
104
105
### $br=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](2,1,0,0,7,2,104,105))); …
$br=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](2,1,0,0,7,2,104,105))); $br.ReadInt32(); $br.ReadByte(); $br.ReadString()
--- stdout
258
7
hi
### $br=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](1,2))); $br.ReadInt32()
try { $br=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](1,2))); $br.ReadInt32() } catch { $_.Exception.Message }
--- stdout
Exception calling "ReadInt32" with "0" argument(s): "Unable to read beyond the end of the stream."
### $br=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](0,0,128,63))); $br.ReadSingle()
$br=[IO.BinaryReader]::new([IO.MemoryStream]::new([byte[]](0,0,128,63))); $br.ReadSingle()
--- stdout
1
### $ms=[IO.MemoryStream]::new([byte[]](1..5)); $ms.Seek(2,'Begin'); $ms.ReadByte(); …
$ms=[IO.MemoryStream]::new([byte[]](1..5)); $ms.Seek(2,'Begin'); $ms.ReadByte(); $ms.Position; $ms.Length
--- stdout
2
3
3
5
### $ms=[IO.MemoryStream]::new(); $ms.Write([byte[]](1..5),1,3); $ms.SetLength(2); …
$ms=[IO.MemoryStream]::new(); $ms.Write([byte[]](1..5),1,3); $ms.SetLength(2); $ms.ToArray()
--- stdout
2
3
### what is asked of a folder that is not there
foreach ($c in { [IO.Directory]::GetFiles('/nope') }, { [IO.Directory]::EnumerateDirectories('/nope') }, { [IO.Directory]::Delete('/nope') }) {
    try { & $c } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
}
--- source .NET's documentation of Directory: DirectoryNotFoundException
--- stdout
DirectoryNotFoundException
Could not find a part of the path '/nope'.
DirectoryNotFoundException
Could not find a part of the path '/nope'.
DirectoryNotFoundException
Could not find a part of the path '/nope'.
### a time span's part out of range is an overflow
foreach ($t in '99:99', 'x') { try { [timespan]::Parse($t) } catch { $_.FullyQualifiedErrorId } }
--- source .NET's documentation of TimeSpan.Parse
--- stdout
OverflowException
FormatException
