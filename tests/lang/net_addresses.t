Addresses of the network as objects, StringBuilder's further members, assemblies by name.
Source: .NET's documentation of IPAddress, IPEndPoint, StringBuilder, Assembly, AppDomain, Interlocked

### an address from bytes, from a number, from short texts
"$([Net.IPAddress]::new([byte[]](1, 2, 3, 4)))"
"$([Net.IPAddress]::new(16777343))"
"$([ipaddress]16777343)"
"$([ipaddress][byte[]](10, 0, 0, 1))"
"$([ipaddress]'10')"; "$([ipaddress]'10.1')"; "$([ipaddress]'0x7f.1')"; "$([ipaddress]'010.1.1.1')"
try { [Net.IPAddress]::new([byte[]](1, 2)) } catch { $_.FullyQualifiedErrorId; "$_" }
try { [Net.IPAddress]::new(-1) } catch { $_.FullyQualifiedErrorId }
--- stdout
1.2.3.4
127.0.0.1
127.0.0.1
10.0.0.1
0.0.0.10
10.0.0.1
127.0.0.1
8.1.1.1
ArgumentException
Exception calling ".ctor" with "1" argument(s): "An invalid IP address was specified. (Parameter 'address')"
ArgumentOutOfRangeException
### zones of IPv6 addresses
$a = [ipaddress]'fe80::1%2'
"$a"; $a.ScopeId; $a.IsIPv6LinkLocal
$a.ScopeId = 3; "$a"
$a.Equals([ipaddress]'fe80::1'); $a -eq [ipaddress]'fe80::1%3'
"$([ipaddress]'[::1]:80')"; "$([ipaddress]'[::1]')"
[ipaddress]::new(([ipaddress]'fe80::2').GetAddressBytes(), 7).ToString()
--- stdout
fe80::1%2
2
True
fe80::1%3
False
True
::1
::1
fe80::2%7
### mapped addresses and the order of bytes
"$(([ipaddress]'1.2.3.4').MapToIPv6())"
"$(([ipaddress]'::ffff:1.2.3.4').MapToIPv4())"
"$([ipaddress]::None) $([ipaddress]::IPv6None)"
[ipaddress]::HostToNetworkOrder([int]1)
[ipaddress]::NetworkToHostOrder([int16]1)
[ipaddress]::HostToNetworkOrder([long]1)
--- stdout
::ffff:1.2.3.4
1.2.3.4
255.255.255.255 ::
16777216
256
72057594037927936
### endpoints
$e = [Net.IPEndPoint]::new([ipaddress]'1.2.3.4', 80)
"$e"; $e.Port; "$($e.Address)"; $e.AddressFamily
$e.Port = 81; "$e"
"$([ipendpoint]'[::1]:8080')"; "$([Net.IPEndPoint]::Parse('::1'))"; ([ipendpoint]'10.0.0.1').Port
$r = $null
[Net.IPEndPoint]::TryParse('1.2.3.4:70000', [ref]$r); $null -eq $r
[Net.IPEndPoint]::MinPort, [Net.IPEndPoint]::MaxPort
$e.Equals([ipendpoint]'1.2.3.4:81'); $e -is [Net.EndPoint]
try { [Net.IPEndPoint]::Parse('x') } catch { "$_" }
try { [Net.IPEndPoint]::new([ipaddress]::Any, 65536) } catch { "$_" }
--- stdout
1.2.3.4:80
80
1.2.3.4
InterNetwork
1.2.3.4:81
[::1]:8080
[::1]:0
0
False
True
0
65535
True
True
Exception calling "Parse" with "1" argument(s): "An invalid IPEndPoint was specified."
Exception calling ".ctor" with "2" argument(s): "Specified argument was out of the range of valid values. (Parameter 'port')"
### a builder's parts
$s = [Text.StringBuilder]::new('abcabc')
"$($s.Replace('b', 'X', 3, 3))"
"$($s.Insert(1, 'xy', 2))"
$c = [char[]]::new(3); $s.CopyTo(1, $c, 1, 2); -join $c[1..2]
"$([Text.StringBuilder]::new('abcd', 1, 2, 20))"
"$([Text.StringBuilder]::new().Append('a', 3).Append('xyz', 1, 1).Append([char[]]'bc'))"
$s.Equals([Text.StringBuilder]::new("$s"))
try { $s.Replace('a', 'b', 50, 1) } catch { $_.FullyQualifiedErrorId }
--- stdout
abcaXc
axyxybcaXc
xy
bc
aaaybc
True
ArgumentOutOfRangeException
### a builder's capacity
$s = [Text.StringBuilder]::new(); $s.Capacity
$null = $s.Append('x' * 17); $s.Capacity
[Text.StringBuilder]::new(50).Capacity
[Text.StringBuilder]::new('abc', 100).Capacity
$s = [Text.StringBuilder]::new(10); $s.EnsureCapacity(100); $s.Capacity
try { $s.Append('abc').Capacity = 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
16
32
50
100
100
100
ExceptionWhenSetting
### assemblies that scripts load
[Reflection.Assembly]::LoadWithPartialName('System.Web').GetName().Name
$null -eq [Reflection.Assembly]::LoadWithPartialName('No.Such.Library')
try { [Reflection.Assembly]::Load('No.Such.Library') } catch { $_.FullyQualifiedErrorId; "$_" }
try { [Reflection.Assembly]::LoadFrom('/no/such.dll') } catch { $_.FullyQualifiedErrorId }
[AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains 'System.Management.Automation'
[AppDomain]::CurrentDomain.BaseDirectory.Length -gt 0
--- stdout
System.Web
True
FileNotFoundException
Exception calling "Load" with "1" argument(s): "Could not load file or assembly 'No.Such.Library, Culture=neutral, PublicKeyToken=null'. The system cannot find the file specified."
FileNotFoundException
True
True
### compare and exchange
$i = 9
[Threading.Interlocked]::CompareExchange([ref]$i, 1, 8); $i
[Threading.Interlocked]::CompareExchange([ref]$i, 1, 9); $i
[GC]::MaxGeneration
--- stdout
9
9
9
1
2
### the address of a network card
"$([Net.NetworkInformation.PhysicalAddress]::Parse('00-11-22-33-44-ff'))"
"$([PhysicalAddress]'00:11:22:33:44:55') $([PhysicalAddress]'0011.2233.4455') $([PhysicalAddress]'001122334455')"
([PhysicalAddress]'00-11').GetAddressBytes() -join ' '
[PhysicalAddress]'00-11' -eq [PhysicalAddress]'0011'
try { [PhysicalAddress]::Parse('00-1') } catch { "$_" }
$r = $null; [PhysicalAddress]::TryParse('x', [ref]$r)
--- stdout
0011223344FF
001122334455 001122334455 001122334455
0 17
True
Exception calling "Parse" with "1" argument(s): "An invalid physical address was specified: '00-1'."
False
