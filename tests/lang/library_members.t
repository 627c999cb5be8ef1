Members of .NET types that scripts call.
Source: learn.microsoft.com, System.Random, Marshal, NetworkCredential, WebUtility, HttpUtility, HMAC (RFC 2202, RFC 4231), Enum, Math, Version, Int32, Decimal; System.Environment

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
### (New-Object Random 42).Next()
(New-Object Random 42).Next()
--- stdout
1434747710
### [Random]::new(1).NextDouble() -lt 1
[Random]::new(1).NextDouble() -lt 1
--- stdout
True
### [Random]::new(7).GetItems([int[]](1,2,3),5).Count
[Random]::new(7).GetItems([int[]](1,2,3),5).Count
--- stdout
5
### [Random]::new(1).Next(5,1)
try { [Random]::new(1).Next(5,1) } catch { $_.Exception.Message }
--- stdout
Exception calling "Next" with "2" argument(s): "'minValue' cannot be greater than maxValue. (Parameter 'minValue')"
### $s=ConvertTo-SecureString 'abc' -AsPlainText -Force; …
$s=ConvertTo-SecureString 'abc' -AsPlainText -Force; [Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::SecureStringToBSTR($s))
--- stdout
abc
### $s=ConvertTo-SecureString 'abc' -AsPlainText -Force; … (2)
$s=ConvertTo-SecureString 'abc' -AsPlainText -Force; $p=[Runtime.InteropServices.Marshal]::SecureStringToBSTR($s); [Runtime.InteropServices.Marshal]::PtrToStringBSTR($p); [Runtime.InteropServices.Marshal]::ZeroFreeBSTR($p)
--- stdout
abc
### [IntPtr]::Size
[IntPtr]::Size
--- stdout
8
### [IntPtr]::Zero -eq [IntPtr]::Zero
[IntPtr]::Zero -eq [IntPtr]::Zero
--- stdout
True
### [Runtime.InteropServices.Marshal]::SizeOf([type][int])
[Runtime.InteropServices.Marshal]::SizeOf([type][int])
--- stdout
4
### [Net.NetworkCredential]::new('u','p').Password
[Net.NetworkCredential]::new('u','p').Password
--- stdout
p
### [Net.NetworkCredential]::new('', (ConvertTo-SecureString 'x' -AsPlainText …
[Net.NetworkCredential]::new('', (ConvertTo-SecureString 'x' -AsPlainText -Force)).Password
--- stdout
x
### [Net.NetworkCredential]::new('u','p','d').Domain
[Net.NetworkCredential]::new('u','p','d').Domain
--- stdout
d
### (New-Object System.Net.NetworkCredential('u','p')).UserName
(New-Object System.Net.NetworkCredential('u','p')).UserName
--- stdout
u
### [Net.WebUtility]::HtmlEncode('<a&"b">')
[Net.WebUtility]::HtmlEncode('<a&"b">')
--- stdout
&lt;a&amp;&quot;b&quot;&gt;
### [Net.WebUtility]::HtmlDecode('&lt;&#65;&#x42;&nbsp;&unknown;').Replace([string][char]0x …
[Net.WebUtility]::HtmlDecode('&lt;&#65;&#x42;&nbsp;&unknown;').Replace([string][char]0xA0,'_')
--- stdout
<AB_&unknown;
### [Net.WebUtility]::UrlEncode('a b&c/é')
[Net.WebUtility]::UrlEncode('a b&c/é')
--- stdout
a+b%26c%2F%C3%A9
### [Net.WebUtility]::UrlDecode('a+b%26c')
[Net.WebUtility]::UrlDecode('a+b%26c')
--- stdout
a b&c
### [Web.HttpUtility]::UrlEncode('a b/c')
[Web.HttpUtility]::UrlEncode('a b/c')
--- stdout
a+b%2fc
### [Web.HttpUtility]::UrlDecode('a+b%2fc')
[Web.HttpUtility]::UrlDecode('a+b%2fc')
--- stdout
a b/c
### [Web.HttpUtility]::HtmlEncode('<')
[Web.HttpUtility]::HtmlEncode('<')
--- stdout
&lt;
### [System.Web.HttpUtility]::UrlPathEncode('a b/c')
[System.Web.HttpUtility]::UrlPathEncode('a b/c')
--- stdout
a%20b/c
### $h=[Security.Cryptography.HMACSHA256]::new([Text.Encoding]::UTF8.GetBytes('key')); …
$h=[Security.Cryptography.HMACSHA256]::new([Text.Encoding]::UTF8.GetBytes('key')); [Convert]::ToHexString($h.ComputeHash([Text.Encoding]::UTF8.GetBytes('The quick brown fox jumps over the lazy dog')))
--- stdout
F7BC83F430538424B13298E6AA6FB143EF4D59A14946175997479DBC2D1A3CD8
### $h=[Security.Cryptography.HMACMD5]::new([Text.Encoding]::UTF8.GetBytes('key')); …
$h=[Security.Cryptography.HMACMD5]::new([Text.Encoding]::UTF8.GetBytes('key')); [Convert]::ToHexString($h.ComputeHash([Text.Encoding]::UTF8.GetBytes('The quick brown fox jumps over the lazy dog')))
--- stdout
80070713463E7749B90C2DC24911E275
### $h=[Security.Cryptography.HMACSHA1]::new(); …
$h=[Security.Cryptography.HMACSHA1]::new(); $h.Key=[Text.Encoding]::UTF8.GetBytes('key'); [Convert]::ToHexString($h.ComputeHash([Text.Encoding]::UTF8.GetBytes('The quick brown fox jumps over the lazy dog')))
--- stdout
DE7C9B85B8B78AA6BC8A7A36F70A90701C9DB4D9
### [Convert]::ToHexString([Security.Cryptography.HMACSHA256]::HashData([byte[]]@(),[byte[] …
[Convert]::ToHexString([Security.Cryptography.HMACSHA256]::HashData([byte[]]@(),[byte[]]@())).Substring(0,16)
--- stdout
B613679A0814D9EC
### ([DateTimeOffset]'2024-01-02T00:00:00Z' - …
([DateTimeOffset]'2024-01-02T00:00:00Z' - [DateTimeOffset]'2024-01-01T00:00:00Z').TotalHours
--- stdout
24
### ([DateTimeOffset]'2024-01-02T00:00:00Z' - [timespan]'01:00').Hour
([DateTimeOffset]'2024-01-02T00:00:00Z' - [timespan]'01:00').Hour
--- stdout
23
### [enum]::GetNames([DayOfWeek])
[enum]::GetNames([DayOfWeek])
--- stdout
Sunday
Monday
Tuesday
Wednesday
Thursday
Friday
Saturday
### enum Zq { B = 2; A = 1 } [enum]::GetNames([Zq])
enum Zq { B = 2; A = 1 } [enum]::GetNames([Zq])
--- stdout
A
B
### [enum]::Parse([DayOfWeek],'friday',$true)
[enum]::Parse([DayOfWeek],'friday',$true)
--- stdout
Friday
### [enum]::Parse([DayOfWeek],'friday')
try { [enum]::Parse([DayOfWeek],'friday') } catch { $_.Exception.Message }
--- stdout
Exception calling "Parse" with "2" argument(s): "Requested value 'friday' was not found."
### [enum]::Parse([DayOfWeek],'Fri')
try { [enum]::Parse([DayOfWeek],'Fri') } catch { $_.Exception.Message }
--- stdout
Exception calling "Parse" with "2" argument(s): "Requested value 'Fri' was not found."
### [enum]::Parse([IO.FileAttributes],'ReadOnly, Hidden')
[enum]::Parse([IO.FileAttributes],'ReadOnly, Hidden')
--- stdout
ReadOnly, Hidden
### $x=[DayOfWeek]0; [enum]::TryParse([DayOfWeek],'Monday',[ref]$x); $x
$x=[DayOfWeek]0; [enum]::TryParse([DayOfWeek],'Monday',[ref]$x); $x
--- stdout
True
Monday
### $x=[DayOfWeek]0; [enum]::TryParse('monday',$true,[ref]$x); $x
$x=[DayOfWeek]0; [enum]::TryParse('monday',$true,[ref]$x); $x
--- stdout
True
Monday
### $x=[DayOfWeek]0; [DayOfWeek]::TryParse('Monday',[ref]$x); $x
$x=[DayOfWeek]0; [DayOfWeek]::TryParse('Monday',[ref]$x); $x
--- stdout
True
Monday
### $x=[DayOfWeek]2; [enum]::TryParse('Nope',[ref]$x); $x
$x=[DayOfWeek]2; [enum]::TryParse('Nope',[ref]$x); $x
--- stdout
False
Sunday
### [enum]::ToObject([DayOfWeek],3)
[enum]::ToObject([DayOfWeek],3)
--- stdout
Wednesday
### [enum]::Format([DayOfWeek],1,'d')
[enum]::Format([DayOfWeek],1,'d')
--- stdout
1
### [enum]::Format([DayOfWeek],1,'G')
[enum]::Format([DayOfWeek],1,'G')
--- stdout
Monday
### [enum]::IsDefined([DayOfWeek],'monday')
[enum]::IsDefined([DayOfWeek],'monday')
--- stdout
False
### [Math]::CopySign(3,-1)
[Math]::CopySign(3,-1)
--- stdout
-3
### [Math]::ScaleB(1,3)
[Math]::ScaleB(1,3)
--- stdout
8
### [Math]::FusedMultiplyAdd(2,3,4)
[Math]::FusedMultiplyAdd(2,3,4)
--- stdout
10
### [Math]::ILogB(8)
[Math]::ILogB(8)
--- stdout
3
### [Math]::MaxMagnitude(-5,3)
[Math]::MaxMagnitude(-5,3)
--- stdout
-5
### ([version]'1.2.3.4').ToString(2)
([version]'1.2.3.4').ToString(2)
--- stdout
1.2
### ([version]'1.2').ToString(3)
try { ([version]'1.2').ToString(3) } catch { $_.Exception.Message }
--- stdout
Exception calling "ToString" with "1" argument(s): "Argument must be between 0 and 2. (Parameter 'fieldCount')"
### ([version]'1.2.3').CompareTo([version]'1.3')
([version]'1.2.3').CompareTo([version]'1.3')
--- stdout
-1
### "a`r`nb`nc".ReplaceLineEndings('|')
"a`r`nb`nc".ReplaceLineEndings('|')
--- stdout
a|b|c
### [OperatingSystem]::IsLinux()
[OperatingSystem]::IsLinux()
--- stdout
True
### [OperatingSystem]::IsWindows()
[OperatingSystem]::IsWindows()
--- stdout
False
### [Environment]::ProcessPath.Length -gt 0
[Environment]::ProcessPath.Length -gt 0
--- stdout
True
### [Environment]::CommandLine.Length -gt 0
[Environment]::CommandLine.Length -gt 0
--- stdout
True
### [Environment]::GetCommandLineArgs().Count -gt 0
[Environment]::GetCommandLineArgs().Count -gt 0
--- stdout
True
### [Environment]::IsPrivilegedProcess.GetType().Name
[Environment]::IsPrivilegedProcess.GetType().Name
--- stdout
Boolean
### [int]::Parse('1,234','AllowThousands')
[int]::Parse('1,234','AllowThousands')
--- stdout
1234
### [int]::Parse('(5)','AllowParentheses')
[int]::Parse('(5)','AllowParentheses')
--- stdout
-5
### [decimal]::Parse('$1,234.50','Currency')
[decimal]::Parse('$1,234.50','Currency')
--- stdout
1234.50
### [double]::Parse('1e3')
[double]::Parse('1e3')
--- stdout
1000
### [int]::Clamp(5,1,3)
[int]::Clamp(5,1,3)
--- stdout
3
### [int]::Max(3,4)
[int]::Max(3,4)
--- stdout
4
### [int]::IsEvenInteger(4)
[int]::IsEvenInteger(4)
--- stdout
True
### [int]::IsPow2(6)
[int]::IsPow2(6)
--- stdout
False
### [int]::PopCount(255)
[int]::PopCount(255)
--- stdout
8
### [int]::LeadingZeroCount(1)
[int]::LeadingZeroCount(1)
--- stdout
31
### [int]::TrailingZeroCount(8)
[int]::TrailingZeroCount(8)
--- stdout
3
### [int]::Log2(8)
[int]::Log2(8)
--- stdout
3
### [long]::Abs(-4)
[long]::Abs(-4)
--- stdout
4
### [long]::Max(3,4).GetType().Name
[long]::Max(3,4).GetType().Name
--- stdout
Int64
### [byte]::Clamp(200,0,100).GetType().Name
[byte]::Clamp(200,0,100).GetType().Name
--- stdout
Byte
### [double]::IsInteger(2.5)
[double]::IsInteger(2.5)
--- stdout
False
### [double]::IsPositiveInfinity([double]::PositiveInfinity)
[double]::IsPositiveInfinity([double]::PositiveInfinity)
--- stdout
True
### [double]::Max(1,2.5)
[double]::Max(1,2.5)
--- stdout
2.5
### [decimal]::Divide(10,4)
[decimal]::Divide(10,4)
--- stdout
2.5
### [decimal]::GetBits(1)
[decimal]::GetBits(1)
--- stdout
1
0
0
0
### [decimal]::GetBits(-1.5)
[decimal]::GetBits(-1.5)
--- stdout
15
0
0
-2147418112
### [decimal]::ToInt32(2.7)
[decimal]::ToInt32(2.7)
--- stdout
2
### [decimal]::Remainder(7,3)
[decimal]::Remainder(7,3)
--- stdout
1
### [decimal]::Negate(7)
[decimal]::Negate(7)
--- stdout
-7
### [decimal]::Add(1.5,2)
[decimal]::Add(1.5,2)
--- stdout
3.5
### [decimal]::Compare(1,2)
[decimal]::Compare(1,2)
--- stdout
-1
