Source: .NET's documentation of System.IO and System.Text.Encoding; about_Methods
### text written to a stream and read back
$m = [System.IO.MemoryStream]::new()
$w = [System.IO.StreamWriter]::new($m)
$w.WriteLine('héllo'); $w.Write('{0}!', 5); $w.Flush()
$m.Length
$m.Position = 0
$r = [System.IO.StreamReader]::new($m)
$r.ReadLine(); $r.ReadToEnd(); $r.EndOfStream
--- stdout
9
héllo
5!
True
### a writer makes a file, another adds to it
$w = [System.IO.StreamWriter]::new('out.txt'); $w.WriteLine('a'); $w.Close()
$w = [System.IO.StreamWriter]::new('out.txt', $true); $w.WriteLine('b'); $w.Dispose()
Get-Content out.txt
--- stdout
a
b
### lines until there are none
$r = [System.IO.File]::OpenText('in.txt')
while ($null -ne ($line = $r.ReadLine())) { "<$line>" }
$r.Close()
--- file in.txt
one

three
--- stdout
<one>
<>
<three>
### bytes of a file
$f = [System.IO.File]::OpenRead('in.txt')
$b = [byte[]]::new(3)
$f.Read($b, 0, 3); "$b"
$f.Seek(1, 'Begin'); $f.ReadByte(); $f.Position
$f.Close()
try { $f.ReadByte() } catch { $_.FullyQualifiedErrorId }
--- file in.txt
abcdef
--- stdout
3
97 98 99
1
98
2
ObjectDisposedException
### a file stream that must not exist yet
$f = [System.IO.FileStream]::new('new.bin', [System.IO.FileMode]::CreateNew)
$f.WriteByte(7); $f.Dispose()
try { [System.IO.FileStream]::new('new.bin', 'CreateNew') } catch { $_.Exception.InnerException.GetType().Name }
(Get-Item new.bin).Length
--- stdout
IOException
1
### StringReader and StringWriter
$r = [System.IO.StringReader]::new("x`ny")
$r.ReadLine(); $r.Peek(); $r.Read(); $null -eq $r.ReadLine()
$w = [System.IO.StringWriter]::new()
$w.Write('a'); $w.Write(1.5); $w.ToString()
--- stdout
x
121
121
True
a1.5
### a file that is not there
try { [System.IO.StreamReader]::new('nowhere.txt') } catch { $_.Exception.InnerException.GetType().FullName }
--- stdout
System.IO.FileNotFoundException
### a constructor that fails is named .ctor
try { [System.IO.StreamReader]::new('') } catch { $_.Exception.Message -replace ': .*' }
--- stdout
Exception calling ".ctor" with "1" argument(s)
### a method is named as its type writes it
try { 'abc'.substring(9) } catch { $_.Exception.Message -replace ': .*' }
--- stdout
Exception calling "Substring" with "1" argument(s)
### an argument that does not convert
try { 'abc'.Substring('x') } catch { $_.Exception.GetType().Name; $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
MethodException
MethodArgumentConversionInvalidCastArgument
Cannot convert argument "startIndex", with value: "x", for "Substring" to type "System.Int32": "Cannot convert value "x" to type "System.Int32". Error: "The input string 'x' was not in a correct format.""
### a byte order mark decides how a file is read
[System.IO.File]::WriteAllBytes("$PWD/a.txt", [byte[]](0xFF, 0xFE, 0x41, 0))
$r = [System.IO.StreamReader]::new("$PWD/a.txt")
$r.ReadToEnd(); $r.CurrentEncoding.WebName
--- stdout
A
utf-16
### preambles
[System.Text.Encoding]::UTF8.GetPreamble() -join ' '
[System.Text.UTF8Encoding]::new($false).GetPreamble().Count
[System.Text.Encoding]::Unicode.GetPreamble() -join ' '
[System.Text.Encoding]::ASCII.GetPreamble().Count
--- stdout
239 187 191
0
255 254
0
### encodings by name and by number
[System.Text.Encoding]::GetEncoding('latin1').WebName
[System.Text.Encoding]::GetEncoding(65001).WebName
[System.Text.Encoding]::GetEncoding('utf-16BE').CodePage
try { [System.Text.Encoding]::GetEncoding('klingon') } catch { $_.FullyQualifiedErrorId }
--- stdout
iso-8859-1
utf-8
1201
ArgumentException
### types of encodings
[System.Text.Encoding]::UTF8 -is [System.Text.UTF8Encoding]
[System.Text.Encoding]::Unicode.GetType().Name
[System.Text.UTF8Encoding]::new() -is [System.Text.Encoding]
--- stdout
True
UnicodeEncoding
True
### characters of bytes, and counts
[System.Text.Encoding]::UTF8.GetChars([byte[]](0xC3, 0xA9, 0x41)).Count
[System.Text.Encoding]::UTF8.GetByteCount('é€')
[System.Text.Encoding]::Convert([System.Text.Encoding]::UTF8, [System.Text.Encoding]::Latin1, [byte[]](0xC3, 0xA9)) -join ','
--- stdout
2
5
233
### the console writes what it is given
[Console]::WriteLine('{0}-{1}', 1, 'b')
[Console]::Write('a'); [Console]::Write($true); [Console]::WriteLine()
[Console]::Out.WriteLine(5)
[Console]::WriteLine([char[]]('x', 'y'))
--- stdout
1-b
aTrue
5
xy
### the console's error writer
[Console]::Error.WriteLine('bad')
--- stderr
^bad$
### the console reads standard input
[Console]::ReadLine()
[Console]::In.ReadToEnd()
--- stdin
first
second
--- stdout
first
second

### redirected ends
[Console]::IsOutputRedirected; [Console]::IsInputRedirected
[Console]::OutputEncoding.WebName
--- stdout
True
True
utf-8
### Activator and LanguagePrimitives
[System.Activator]::CreateInstance([System.Collections.ArrayList]).Count
[System.Management.Automation.LanguagePrimitives]::ConvertTo('5', [int]) + 1
[System.Management.Automation.LanguagePrimitives]::IsTrue('')
$v = $null
[System.Management.Automation.LanguagePrimitives]::TryConvertTo('x', [int], [ref]$v)
--- stdout
0
6
False
False
### An expression whose output has nowhere to go is an error of Out-File, and the program goes on
1 > nowhere/file
1 2> other 3> nowhere/file
"after"; $?
--- source about_Redirection
--- stdout
after
True
--- stderr
nowhere/file
### The error of a file that cannot be made points at the statement
$a = 1
"x" > nowhere/file
$error[0].InvocationInfo.ScriptLineNumber
$error[0].InvocationInfo.Line
--- source about_Redirection, about_Automatic_Variables
--- stdout
2
"x" > nowhere/file
--- stderr
   2 \|  "x" > nowhere/file
