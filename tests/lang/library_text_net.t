Texts, addresses, numbers and the machine by .NET members.
Source: learn.microsoft.com, System.String, Char, StringBuilder, Regex, Uri, IPAddress, Version, Guid, BigInteger, Encoding, Cryptography, Environment, Linq

### 'abc'.PadLeft(5,'*')
'abc'.PadLeft(5,'*')
--- stdout
**abc
### 'Hello'.IndexOf('L',[StringComparison]::OrdinalIgnoreCase)
'Hello'.IndexOf('L',[StringComparison]::OrdinalIgnoreCase)
--- stdout
2
### 'Hello'.Contains('HELL',[StringComparison]::OrdinalIgnoreCase)
'Hello'.Contains('HELL',[StringComparison]::OrdinalIgnoreCase)
--- stdout
True
### 'Hello'.StartsWith('he',$true,$null)
'Hello'.StartsWith('he',$true,$null)
--- stdout
True
### 'Hello'.StartsWith('he','OrdinalIgnoreCase')
'Hello'.StartsWith('he','OrdinalIgnoreCase')
--- stdout
True
### 'a,b;c'.Split([char[]]',;') -join '|'
'a,b;c'.Split([char[]]',;') -join '|'
--- stdout
a|b|c
### 'a--b'.Split('--') -join '|'
'a--b'.Split('--') -join '|'
--- stdout
a|b
### 'a,,b'.Split(',',[StringSplitOptions]::RemoveEmptyEntries) -join '|'
'a,,b'.Split(',',[StringSplitOptions]::RemoveEmptyEntries) -join '|'
--- stdout
a|b
### 'a,b,c'.Split(',',2) -join '|'
'a,b,c'.Split(',',2) -join '|'
--- stdout
a|b,c
### ' a , b '.Split(',','TrimEntries') -join '|'
' a , b '.Split(',','TrimEntries') -join '|'
--- stdout
a|b
### 'hello'.Replace('l','L')
'hello'.Replace('l','L')
--- stdout
heLLo
### 'Hello'.Replace('HE','x',[StringComparison]::OrdinalIgnoreCase)
'Hello'.Replace('HE','x',[StringComparison]::OrdinalIgnoreCase)
--- stdout
xllo
### 'hello'.Remove(1,3)
'hello'.Remove(1,3)
--- stdout
ho
### 'hello'.Insert(1,'X')
'hello'.Insert(1,'X')
--- stdout
hXello
### 'hello'.ToCharArray().Count
'hello'.ToCharArray().Count
--- stdout
5
### 'hello'.LastIndexOf('l')
'hello'.LastIndexOf('l')
--- stdout
3
### 'hello'.IndexOfAny([char[]]'lo')
'hello'.IndexOfAny([char[]]'lo')
--- stdout
2
### 'hello'.Substring(1,2)
'hello'.Substring(1,2)
--- stdout
el
### 'hello'.Substring(9)
try { 'hello'.Substring(9) } catch { $_.Exception.Message }
--- stdout
Exception calling "Substring" with "1" argument(s): "startIndex cannot be larger than length of string. (Parameter 'startIndex')"
### 'xxhixx'.Trim('x')
'xxhixx'.Trim('x')
--- stdout
hi
### 'xxhixx'.TrimStart('x')
'xxhixx'.TrimStart('x')
--- stdout
hixx
### 'abc'.CompareTo('abd')
'abc'.CompareTo('abd')
--- stdout
-1
### [string]::Compare('a','A',$true)
[string]::Compare('a','A',$true)
--- stdout
0
### [string]::Compare('a','B',[StringComparison]::Ordinal) -gt 0
[string]::Compare('a','B',[StringComparison]::Ordinal) -gt 0
--- stdout
True
### [string]::CompareOrdinal('a','b')
[string]::CompareOrdinal('a','b')
--- stdout
-1
### [string]::Join(',',@(1,2,3))
[string]::Join(',',@(1,2,3))
--- stdout
1,2,3
### [string]::Join('-','a','b')
[string]::Join('-','a','b')
--- stdout
a-b
### [string]::Concat('a','b','c')
[string]::Concat('a','b','c')
--- stdout
abc
### [string]::IsNullOrWhiteSpace('  ')
[string]::IsNullOrWhiteSpace('  ')
--- stdout
True
### [string]::new('a',3)
[string]::new('a',3)
--- stdout
aaa
### [string]::new([char[]]('a','b'))
[string]::new([char[]]('a','b'))
--- stdout
ab
### [string]::Equals('a','A','OrdinalIgnoreCase')
[string]::Equals('a','A','OrdinalIgnoreCase')
--- stdout
True
### [string]::Empty.Length
[string]::Empty.Length
--- stdout
0
### 'abc'.Normalize()
'abc'.Normalize()
--- stdout
abc
### "a`nb".ReplaceLineEndings('|')
"a`nb".ReplaceLineEndings('|')
--- stdout
a|b
### 'abc'.EndsWith('C')
'abc'.EndsWith('C')
--- stdout
False
### 'ABC'.ToLowerInvariant()
'ABC'.ToLowerInvariant()
--- stdout
abc
### '{0}' -f $null
'{0}' -f $null
--- stdout

### 'abc'.Chars(1)
'abc'.Chars(1)
--- stdout
b
### 'abc'[-1]
'abc'[-1]
--- stdout
c
### [char]::IsDigit('5')
[char]::IsDigit('5')
--- stdout
True
### [char]::IsLetterOrDigit('a1',1)
[char]::IsLetterOrDigit('a1',1)
--- stdout
True
### [char]::ToUpper('a')
[char]::ToUpper('a')
--- stdout
A
### [char]::GetNumericValue('5')
[char]::GetNumericValue('5')
--- stdout
5
### [char]::IsWhiteSpace(' ')
[char]::IsWhiteSpace(' ')
--- stdout
True
### [char]::IsPunctuation('!')
[char]::IsPunctuation('!')
--- stdout
True
### [char]::ConvertFromUtf32(128512).Length
[char]::ConvertFromUtf32(128512).Length
--- stdout
2
### [char]::ConvertToUtf32("`u{1F600}",0)
[char]::ConvertToUtf32("`u{1F600}",0)
--- stdout
128512
### [char]::IsSurrogate('a')
[char]::IsSurrogate('a')
--- stdout
False
### [int][char]'A'
[int][char]'A'
--- stdout
65
### $sb=[Text.StringBuilder]::new('abc'); …
$sb=[Text.StringBuilder]::new('abc'); [void]$sb.Append('d').AppendLine('e').Insert(0,'>').Replace('b','B'); $sb.Length; $sb.ToString(0,4)
--- stdout
7
>aBc
### $sb=[Text.StringBuilder]::new(); [void]$sb.AppendFormat('{0:D3}',5); …
$sb=[Text.StringBuilder]::new(); [void]$sb.AppendFormat('{0:D3}',5); [void]$sb.AppendJoin(',',1,2); $sb.ToString(); $sb.Clear().Length
--- stdout
0051,2
0
### [regex]::Matches('a1b22','\d+').Value -join ','
[regex]::Matches('a1b22','\d+').Value -join ','
--- stdout
1,22
### [regex]::Match('ab12','(?<l>[a-z]+)(?<d>\d+)').Groups['d'].Value
[regex]::Match('ab12','(?<l>[a-z]+)(?<d>\d+)').Groups['d'].Value
--- stdout
12
### [regex]::Replace('abc','b',{param($m) $m.Value.ToUpper()})
[regex]::Replace('abc','b',{param($m) $m.Value.ToUpper()})
--- stdout
aBc
### [regex]::Replace('aaa','a','b',[Text.RegularExpressions.RegexOptions]::IgnoreCase)
[regex]::Replace('aaa','a','b',[Text.RegularExpressions.RegexOptions]::IgnoreCase)
--- stdout
bbb
### ([regex]'a').Replace('aaa','b',2)
([regex]'a').Replace('aaa','b',2)
--- stdout
bba
### [regex]::Split('a1b2c','\d') -join ','
[regex]::Split('a1b2c','\d') -join ','
--- stdout
a,b,c
### [regex]::Escape('a.b*c')
[regex]::Escape('a.b*c')
--- stdout
a\.b\*c
### [regex]::Unescape('a\.b')
[regex]::Unescape('a\.b')
--- stdout
a.b
### [regex]::IsMatch('ABC','b','IgnoreCase')
[regex]::IsMatch('ABC','b','IgnoreCase')
--- stdout
True
### ([regex]'(\w)(\d)').Match('a1').Groups.Count
([regex]'(\w)(\d)').Match('a1').Groups.Count
--- stdout
3
### ([regex]'a').Matches('banana').Index -join ','
([regex]'a').Matches('banana').Index -join ','
--- stdout
1,3,5
### ([regex]'(?<y>\d{4})').GetGroupNames() -join ','
([regex]'(?<y>\d{4})').GetGroupNames() -join ','
--- stdout
0,y
### ([regex]'(\w+)+').Match('abc').Groups[1].Captures.Count
([regex]'(\w+)+').Match('abc').Groups[1].Captures.Count
--- stdout
1
### ([regex]'x').Options
([regex]'x').Options
--- stdout
None
### ([regex]'a(b)?').Match('a').Groups[1].Success
([regex]'a(b)?').Match('a').Groups[1].Success
--- stdout
False
### [regex]::Match('abc','c').NextMatch().Success
[regex]::Match('abc','c').NextMatch().Success
--- stdout
False
### [regex]::Match('x=5','(\w)=(\d)').Result('$2-$1')
[regex]::Match('x=5','(\w)=(\d)').Result('$2-$1')
--- stdout
5-x
### [Uri]::new('https://user@host:8080/p/a?q=1#f').Port
[Uri]::new('https://user@host:8080/p/a?q=1#f').Port
--- stdout
8080
### ([Uri]'https://host/p/a?q=1#f').Query
([Uri]'https://host/p/a?q=1#f').Query
--- stdout
?q=1
### ([Uri]'https://host/p/a.txt').Segments -join '|'
([Uri]'https://host/p/a.txt').Segments -join '|'
--- stdout
/|p/|a.txt
### ([Uri]'https://host/p').AbsoluteUri
([Uri]'https://host/p').AbsoluteUri
--- stdout
https://host/p
### [Uri]::EscapeDataString('a b&c')
[Uri]::EscapeDataString('a b&c')
--- stdout
a%20b%26c
### [Uri]::UnescapeDataString('a%20b')
[Uri]::UnescapeDataString('a%20b')
--- stdout
a b
### [Uri]::IsWellFormedUriString('http://a','Absolute')
[Uri]::IsWellFormedUriString('http://a','Absolute')
--- stdout
True
### [Uri]::new([Uri]'http://a/b/','c').AbsoluteUri
[Uri]::new([Uri]'http://a/b/','c').AbsoluteUri
--- stdout
http://a/b/c
### $u=$null; [Uri]::TryCreate('nope','Absolute',[ref]$u)
$u=$null; [Uri]::TryCreate('nope','Absolute',[ref]$u)
--- stdout
False
### ([Uri]'http://a/').IsAbsoluteUri
([Uri]'http://a/').IsAbsoluteUri
--- stdout
True
### ([Uri]'file:///tmp/x').LocalPath
([Uri]'file:///tmp/x').LocalPath
--- stdout
/tmp/x
### [Net.IPAddress]::Parse('10.0.0.1').GetAddressBytes()
[Net.IPAddress]::Parse('10.0.0.1').GetAddressBytes()
--- stdout
10
0
0
1
### [Net.IPAddress]::Loopback.ToString()
[Net.IPAddress]::Loopback.ToString()
--- stdout
127.0.0.1
### ([IPAddress]'::1').AddressFamily
([IPAddress]'::1').AddressFamily
--- stdout
InterNetworkV6
### [IPAddress]::IsLoopback('127.0.0.1')
[IPAddress]::IsLoopback('127.0.0.1')
--- stdout
True
### $a=$null; [IPAddress]::TryParse('1.2.3.4',[ref]$a); "$a"
$a=$null; [IPAddress]::TryParse('1.2.3.4',[ref]$a); "$a"
--- stdout
True
1.2.3.4
### [IPAddress]::new([byte[]](1,2,3,4)).ToString()
[IPAddress]::new([byte[]](1,2,3,4)).ToString()
--- stdout
1.2.3.4
### [Net.WebUtility]::HtmlEncode('<a&"b">')
[Net.WebUtility]::HtmlEncode('<a&"b">')
--- stdout
&lt;a&amp;&quot;b&quot;&gt;
### [Net.WebUtility]::HtmlDecode('&lt;&#65;')
[Net.WebUtility]::HtmlDecode('&lt;&#65;')
--- stdout
<A
### [Net.WebUtility]::UrlEncode('a b&c')
[Net.WebUtility]::UrlEncode('a b&c')
--- stdout
a+b%26c
### [Net.WebUtility]::UrlDecode('a+b%26c')
[Net.WebUtility]::UrlDecode('a+b%26c')
--- stdout
a b&c
### [Web.HttpUtility]::UrlEncode('a b/c')
[Web.HttpUtility]::UrlEncode('a b/c')
--- stdout
a+b%2fc
### [Web.HttpUtility]::HtmlEncode('<')
[Web.HttpUtility]::HtmlEncode('<')
--- stdout
&lt;
### [version]::Parse('1.2.3').CompareTo([version]'1.2.4')
[version]::Parse('1.2.3').CompareTo([version]'1.2.4')
--- stdout
-1
### [version]::new(1,2).ToString()
[version]::new(1,2).ToString()
--- stdout
1.2
### $v=$null; [version]::TryParse('1.x',[ref]$v)
$v=$null; [version]::TryParse('1.x',[ref]$v)
--- stdout
False
### ([version]'1.2.3.4').ToString(2)
([version]'1.2.3.4').ToString(2)
--- stdout
1.2
### ([version]'1.2').Build
([version]'1.2').Build
--- stdout
-1
### [semver]'1.2.3-beta+x' -lt [semver]'1.2.3'
[semver]'1.2.3-beta+x' -lt [semver]'1.2.3'
--- stdout
True
### ([semver]'1.2.3-beta.1').PreReleaseLabel
([semver]'1.2.3-beta.1').PreReleaseLabel
--- stdout
beta.1
### [guid]::Empty.ToString('B')
[guid]::Empty.ToString('B')
--- stdout
{00000000-0000-0000-0000-000000000000}
### [guid]::Parse('{12345678-1234-1234-1234-123456789abc}').ToString('N')
[guid]::Parse('{12345678-1234-1234-1234-123456789abc}').ToString('N')
--- stdout
12345678123412341234123456789abc
### $g=[guid]::Empty; [guid]::TryParse('x',[ref]$g)
$g=[guid]::Empty; [guid]::TryParse('x',[ref]$g)
--- stdout
False
### [guid]::NewGuid().ToString().Length
[guid]::NewGuid().ToString().Length
--- stdout
36
### ([guid]'12345678-1234-1234-1234-123456789abc').ToByteArray()[0]
([guid]'12345678-1234-1234-1234-123456789abc').ToByteArray()[0]
--- stdout
120
### [Random]::new(42).Next()
[Random]::new(42).Next()
--- stdout
1434747710
### [Random]::new(42).Next(100)
[Random]::new(42).Next(100)
--- stdout
66
### [Random]::new(0).Next(1,7)
[Random]::new(0).Next(1,7)
--- stdout
5
### $r=[Random]::new(5); $b=[byte[]]::new(3); $r.NextBytes($b); $b.Count
$r=[Random]::new(5); $b=[byte[]]::new(3); $r.NextBytes($b); $b.Count
--- stdout
3
### [Random]::Shared.Next(1,2)
[Random]::Shared.Next(1,2)
--- stdout
1
### [bigint]::Pow(2,100)
[bigint]::Pow(2,100)
--- stdout
1267650600228229401496703205376
### [bigint]::Parse('123') + 1
[bigint]::Parse('123') + 1
--- stdout
124
### [bigint]::GreatestCommonDivisor(12,18)
[bigint]::GreatestCommonDivisor(12,18)
--- stdout
6
### [bigint]::ModPow(3,4,5)
[bigint]::ModPow(3,4,5)
--- stdout
1
### ([bigint]5).IsEven
([bigint]5).IsEven
--- stdout
False
### ([bigint]256).ToByteArray() -join ','
([bigint]256).ToByteArray() -join ','
--- stdout
0,1
### [Text.Encoding]::UTF8.GetBytes('é')
[Text.Encoding]::UTF8.GetBytes('é')
--- stdout
195
169
### [Text.Encoding]::Unicode.GetString([byte[]](65,0))
[Text.Encoding]::Unicode.GetString([byte[]](65,0))
--- stdout
A
### [Text.Encoding]::ASCII.GetString([byte[]](72,105))
[Text.Encoding]::ASCII.GetString([byte[]](72,105))
--- stdout
Hi
### [Text.Encoding]::GetEncoding('iso-8859-1').GetBytes('é')
[Text.Encoding]::GetEncoding('iso-8859-1').GetBytes('é')
--- stdout
233
### [Text.Encoding]::UTF8.EncodingName
[Text.Encoding]::UTF8.EncodingName
--- stdout
Unicode (UTF-8)
### [Text.Encoding]::UTF8.WebName
[Text.Encoding]::UTF8.WebName
--- stdout
utf-8
### [Text.Encoding]::UTF8.CodePage
[Text.Encoding]::UTF8.CodePage
--- stdout
65001
### [Text.Encoding]::UTF8.GetByteCount('é')
[Text.Encoding]::UTF8.GetByteCount('é')
--- stdout
2
### [Text.Encoding]::BigEndianUnicode.GetBytes('A')
[Text.Encoding]::BigEndianUnicode.GetBytes('A')
--- stdout
0
65
### [Text.UTF8Encoding]::new($true).GetPreamble().Count
[Text.UTF8Encoding]::new($true).GetPreamble().Count
--- stdout
3
### [Text.Encoding]::Convert([Text.Encoding]::UTF8,[Text.Encoding]::Unicode,[byte[]](65))
[Text.Encoding]::Convert([Text.Encoding]::UTF8,[Text.Encoding]::Unicode,[byte[]](65))
--- stdout
65
0
### [BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Enc …
[BitConverter]::ToString([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes('abc'))).Replace('-','').Substring(0,16)
--- stdout
BA7816BF8F01CFEA
### [Convert]::ToHexString([Security.Cryptography.MD5]::HashData([byte[]](97,98,99)))
[Convert]::ToHexString([Security.Cryptography.MD5]::HashData([byte[]](97,98,99)))
--- stdout
900150983CD24FB0D6963F7D28E17F72
### [Convert]::ToHexString([Security.Cryptography.SHA1]::Create().ComputeHash([byte[]](97,9 …
[Convert]::ToHexString([Security.Cryptography.SHA1]::Create().ComputeHash([byte[]](97,98,99)))
--- stdout
A9993E364706816ABA3E25717850C26C9CD0D89D
### $h=[Security.Cryptography.HMACSHA256]::new([Text.Encoding]::UTF8.GetBytes('key')); …
$h=[Security.Cryptography.HMACSHA256]::new([Text.Encoding]::UTF8.GetBytes('key')); [Convert]::ToHexString($h.ComputeHash([Text.Encoding]::UTF8.GetBytes('The quick brown fox jumps over the lazy dog'))).Substring(0,16)
--- stdout
F7BC83F430538424
### [Security.Cryptography.HashAlgorithm]::Create('SHA256').HashSize
[Security.Cryptography.HashAlgorithm]::Create('SHA256').HashSize
--- stdout
256
### [Security.Cryptography.RandomNumberGenerator]::GetBytes(4).Count
[Security.Cryptography.RandomNumberGenerator]::GetBytes(4).Count
--- stdout
4
### $r=[Security.Cryptography.RandomNumberGenerator]::Create(); $b=[byte[]]::new(4); …
$r=[Security.Cryptography.RandomNumberGenerator]::Create(); $b=[byte[]]::new(4); $r.GetBytes($b); $b.Count
--- stdout
4
### [Security.Cryptography.RandomNumberGenerator]::GetInt32(1,2)
[Security.Cryptography.RandomNumberGenerator]::GetInt32(1,2)
--- stdout
1
### ([Net.NetworkCredential]::new('u','p')).Password
([Net.NetworkCredential]::new('u','p')).Password
--- stdout
p
### [Net.NetworkCredential]::new('', (ConvertTo-SecureString 'x' -AsPlainText …
[Net.NetworkCredential]::new('', (ConvertTo-SecureString 'x' -AsPlainText -Force)).Password
--- stdout
x
### [pscredential]::new('u',(ConvertTo-SecureString 'x' -AsPlainText …
[pscredential]::new('u',(ConvertTo-SecureString 'x' -AsPlainText -Force)).GetNetworkCredential().Password
--- stdout
x
### $s=ConvertTo-SecureString 'abc' -AsPlainText -Force; $s.Length; …
$s=ConvertTo-SecureString 'abc' -AsPlainText -Force; $s.Length; [Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::SecureStringToBSTR($s))
--- stdout
3
abc
### $s=[securestring]::new(); $s.AppendChar('a'); $s.AppendChar('b'); $s.Length
$s=[securestring]::new(); $s.AppendChar('a'); $s.AppendChar('b'); $s.Length
--- stdout
2
### [Environment]::MachineName -eq (hostname)
[Environment]::MachineName -eq (hostname)
--- stdout
True
### [Environment]::ProcessorCount -gt 0
[Environment]::ProcessorCount -gt 0
--- stdout
True
### [Environment]::NewLine.Length
[Environment]::NewLine.Length
--- stdout
1
### [Environment]::GetFolderPath('UserProfile').Length -gt 0
[Environment]::GetFolderPath('UserProfile').Length -gt 0
--- stdout
True
### [Environment]::SetEnvironmentVariable('ZZ','1'); $env:ZZ
[Environment]::SetEnvironmentVariable('ZZ','1'); $env:ZZ
--- stdout
1
### [Environment]::ExpandEnvironmentVariables('%ZZQ%')
[Environment]::ExpandEnvironmentVariables('%ZZQ%')
--- stdout
%ZZQ%
### [Environment]::ProcessId -eq $pid
[Environment]::ProcessId -eq $pid
--- stdout
True
### [Environment]::Is64BitOperatingSystem
[Environment]::Is64BitOperatingSystem
--- stdout
True
### [Environment]::UserName.Length -gt 0
[Environment]::UserName.Length -gt 0
--- stdout
True
### [Environment]::CommandLine.Length -gt 0
[Environment]::CommandLine.Length -gt 0
--- stdout
True
### [Environment]::TickCount64 -gt 0
[Environment]::TickCount64 -gt 0
--- stdout
True
### [Environment]::ProcessPath.Length -gt 0
[Environment]::ProcessPath.Length -gt 0
--- stdout
True
### [Environment]::IsPrivilegedProcess.GetType().Name
[Environment]::IsPrivilegedProcess.GetType().Name
--- stdout
Boolean
### [Environment]::OSVersion.Platform
[Environment]::OSVersion.Platform
--- stdout
Unix
### [Environment]::CurrentDirectory.Length -gt 0
[Environment]::CurrentDirectory.Length -gt 0
--- stdout
True
### [Environment]::GetCommandLineArgs().Count -gt 0
[Environment]::GetCommandLineArgs().Count -gt 0
--- stdout
True
### $sw=[Diagnostics.Stopwatch]::StartNew(); $sw.Stop(); $sw.IsRunning; …
$sw=[Diagnostics.Stopwatch]::StartNew(); $sw.Stop(); $sw.IsRunning; $sw.Elapsed.GetType().Name; $sw.ElapsedMilliseconds -ge 0
--- stdout
False
TimeSpan
True
### [Diagnostics.Stopwatch]::Frequency
[Diagnostics.Stopwatch]::Frequency
--- stdout
1000000000
### [GC]::Collect()
[GC]::Collect()
--- stdout
### [GC]::GetTotalMemory($false) -gt 0
[GC]::GetTotalMemory($false) -gt 0
--- stdout
True
### [AppContext]::BaseDirectory.Length -gt 0
[AppContext]::BaseDirectory.Length -gt 0
--- stdout
True
### [Runtime.InteropServices.RuntimeInformation]::IsOSPlatform('Linux')
[Runtime.InteropServices.RuntimeInformation]::IsOSPlatform('Linux')
--- stdout
True
### [Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([Runtime.InteropServices.OSP …
[Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([Runtime.InteropServices.OSPlatform]::Windows)
--- stdout
False
### [Runtime.InteropServices.RuntimeInformation]::OSArchitecture.GetType().Name
[Runtime.InteropServices.RuntimeInformation]::OSArchitecture.GetType().Name
--- stdout
Architecture
### [Runtime.InteropServices.RuntimeInformation]::FrameworkDescription -like '.NET*'
[Runtime.InteropServices.RuntimeInformation]::FrameworkDescription -like '.NET*'
--- stdout
True
### [OperatingSystem]::IsLinux()
[OperatingSystem]::IsLinux()
--- stdout
True
### [Threading.Thread]::Sleep(1)
[Threading.Thread]::Sleep(1)
--- stdout
### [Threading.Thread]::CurrentThread.ManagedThreadId -gt 0
[Threading.Thread]::CurrentThread.ManagedThreadId -gt 0
--- stdout
True
### $i=[ref]1; [Threading.Interlocked]::Increment($i)
$i=[ref]1; [Threading.Interlocked]::Increment($i)
--- stdout
2
### [Console]::Out.GetType().Name -ne ''
[Console]::Out.GetType().Name -ne ''
--- stdout
True
### [Console]::OutputEncoding.WebName
[Console]::OutputEncoding.WebName
--- stdout
utf-8
### [type]::GetType('System.Int32').Name
[type]::GetType('System.Int32').Name
--- stdout
Int32
### [string].IsClass
[string].IsClass
--- stdout
True
### [int].IsValueType
[int].IsValueType
--- stdout
True
### [int].BaseType.Name
[int].BaseType.Name
--- stdout
ValueType
### [int].Namespace
[int].Namespace
--- stdout
System
### [int].Assembly.GetName().Name
[int].Assembly.GetName().Name
--- stdout
System.Private.CoreLib
### [int[]].GetElementType().Name
[int[]].GetElementType().Name
--- stdout
Int32
### [Activator]::CreateInstance([Collections.Generic.List[int]]).Count
[Activator]::CreateInstance([Collections.Generic.List[int]]).Count
--- stdout
0
### [int].IsAssignableFrom([int])
[int].IsAssignableFrom([int])
--- stdout
True
### ([Func[int,int]]{param($x) $x*2}).Invoke(4)
([Func[int,int]]{param($x) $x*2}).Invoke(4)
--- stdout
8
### [array]::Empty[int]().Count
[array]::Empty[int]().Count
--- stdout
0
### [Linq.Enumerable]::Range(1,3)
[Linq.Enumerable]::Range(1,3)
--- stdout
1
2
3
### [Linq.Enumerable]::Sum([int[]](1,2,3))
[Linq.Enumerable]::Sum([int[]](1,2,3))
--- stdout
6
### [Linq.Enumerable]::Where([int[]](1,2,3),[Func[int,bool]]{param($x) $x -gt 1})
[Linq.Enumerable]::Where([int[]](1,2,3),[Func[int,bool]]{param($x) $x -gt 1})
--- stdout
2
3
### [Linq.Enumerable]::Distinct([int[]](1,1,2))
[Linq.Enumerable]::Distinct([int[]](1,1,2))
--- stdout
1
2
