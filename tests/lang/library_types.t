Source: .NET's documentation of the types named, FIPS 180-4, RFC 1321, Semantic Versioning 2.0.0
### digests of a text's bytes
$b = [System.Text.Encoding]::UTF8.GetBytes('abc')
[System.Convert]::ToHexString([System.Security.Cryptography.MD5]::HashData($b))
[System.BitConverter]::ToString([System.Security.Cryptography.SHA1]::Create().ComputeHash($b)) -replace '-'
[System.Convert]::ToHexString([System.Security.Cryptography.SHA256]::HashData($b)).ToLower()
--- stdout
900150983CD24FB0D6963F7D28E17F72
A9993E364706816ABA3E25717850C26C9CD0D89D
ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
### an algorithm by name, its size, and the last digest
$h = [System.Security.Cryptography.HashAlgorithm]::Create('SHA512')
$h.HashSize
$null = $h.ComputeHash([byte[]]@())
$h.Hash.Count
--- stdout
512
64
### a digest of a stream
$m = [System.IO.MemoryStream]::new([byte[]](97, 98, 99))
[System.Convert]::ToHexString([System.Security.Cryptography.MD5]::Create().ComputeHash($m))
--- stdout
900150983CD24FB0D6963F7D28E17F72
### random bytes
[System.Security.Cryptography.RandomNumberGenerator]::GetBytes(5).Count
$b = [byte[]]::new(3)
[System.Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($b)
[System.Security.Cryptography.RandomNumberGenerator]::GetInt32(3, 4)
--- stdout
5
3
### numbers as bytes and back
[System.BitConverter]::GetBytes(258) -join ','
[System.BitConverter]::GetBytes([int16]-2) -join ','
[System.BitConverter]::ToInt32([byte[]](2, 1, 0, 0), 0)
[System.BitConverter]::ToUInt16([byte[]](0, 255, 255), 1)
[System.BitConverter]::ToDouble([System.BitConverter]::GetBytes(1.5), 0)
[System.BitConverter]::ToString([byte[]](1, 171))
[System.BitConverter]::IsLittleEndian
--- stdout
2,1,0,0
254,255
258
65535
1.5
01-AB
True
### BlockCopy
$a = [byte[]](1, 2, 3); $b = [byte[]]::new(4)
[System.Buffer]::BlockCopy($a, 1, $b, 2, 2)
"$b"
--- stdout
0 0 2 3
### Interlocked changes a variable through its reference
$i = 1
[System.Threading.Interlocked]::Increment([ref]$i); $i
[System.Threading.Interlocked]::Add([ref]$i, 5); $i
--- stdout
2
2
7
7
### sleeping takes a while
$w = [System.Diagnostics.Stopwatch]::StartNew()
[System.Threading.Thread]::Sleep(30)
$w.ElapsedMilliseconds -ge 30
--- stdout
True
### which platform this is
[System.Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([System.Runtime.InteropServices.OSPlatform]::Linux)
[System.Runtime.InteropServices.RuntimeInformation]::IsOSPlatform([System.Runtime.InteropServices.OSPlatform]::Windows)
[System.Net.Dns]::GetHostName() -eq [Environment]::MachineName
[System.IntPtr]::Size
--- stdout
True
False
True
8
### nothing and DBNull
$null -eq [System.Management.Automation.Internal.AutomationNull]::Value
@([System.Management.Automation.Internal.AutomationNull]::Value).Count
[DBNull]::Value -eq [DBNull]::Value
$null -eq [NullString]::Value
--- stdout
True
0
True
False
### a semantic version has five parts
$v = [semver]'1.2.3-Alpha.3+build.7'
$v.Major; $v.Minor; $v.Patch; $v.PreReleaseLabel; $v.BuildLabel; "$v"
--- stdout
1
2
3
Alpha.3
build.7
1.2.3-Alpha.3+build.7
### missing parts of a semantic version are zero
"$([semver]'2')"; "$([semver]'2.1')"; "$([semver]::new(3, 2, 0, 'beta.1+meta'))"
--- stdout
2.0.0
2.1.0
3.2.0-beta.1+meta
### order of semantic versions
[semver]'1.0.0-alpha' -lt [semver]'1.0.0'
[semver]'1.0.0-alpha.2' -lt [semver]'1.0.0-alpha.10'
[semver]'1.0.0-1' -lt [semver]'1.0.0-alpha'
[semver]'1.0.0+a' -eq [semver]'1.0.0+b'
[semver]'1.10.0' -gt '1.9.9'
--- stdout
True
True
True
True
True
### what is no semantic version
try { [semver]::new('1.0.0-') } catch { $_.FullyQualifiedErrorId }
$v = $null
[semver]::TryParse('1..0', [ref]$v); $null -eq $v
--- stdout
FormatException
False
True
### semantic versions and versions
([version][semver]'3.2.1').ToString()
([semver][version]'3.2.1').ToString()
try { [semver][version]'1.2.3.4' } catch { 'no' }
--- stdout
3.2.1
3.2.1
no
### the shell's own version compares with both kinds
$PSVersionTable.PSVersion -ge [version]'7.0'
$PSVersionTable.PSVersion -gt '6.0.0'
$PSVersionTable.PSVersion.GetType().Name
--- stdout
True
True
SemanticVersion
### wildcard patterns
$w = [WildcardPattern]::new('a*[0-9].txt')
$w.IsMatch('abc5.txt'); $w.IsMatch('ABC5.txt')
[WildcardPattern]::new('A*', 'IgnoreCase').IsMatch('abc')
--- stdout
True
False
True
### wildcards are escaped and found
[WildcardPattern]::Escape('a[1]*')
[WildcardPattern]::Unescape('a`[1`]`*')
[WildcardPattern]::ContainsWildcardCharacters('a?'); [WildcardPattern]::ContainsWildcardCharacters('a`?')
--- stdout
a`[1`]`*
a[1]*
True
False
### a pattern as a regular expression
[WildcardPattern]::new('a*b').ToRegex().ToString()
[WildcardPattern]::new('*a.b*').ToRegex().ToString()
[WildcardPattern]::new('*').ToRegex().ToString().Length
--- stdout
^a.*b$
a\.b
0
### a method that is named without being called
('abc'.Substring | Out-String).Trim()
--- stdout
OverloadDefinitions
-------------------
string Substring(int startIndex)
string Substring(int startIndex, int length)
### such a method can be called later
$m = 'abc'.Substring
$m.Invoke(1); $m.Name; $m.OverloadDefinitions.Count
[math]::Sqrt.Invoke(9)
--- stdout
bc
Substring
2
3
