Members of .NET's library that administrators' scripts use.
Source: the documentation of each class at learn.microsoft.com/dotnet/api
### UriBuilder builds
$b = [UriBuilder]::new('http://example.com/a')
$b.Port = 8080
$b.Path = 'b/c'
$b.Query = 'q=1'
$b.Uri.AbsoluteUri
$b.Query
$b.Path
"$b"
--- stdout
http://example.com:8080/b/c?q=1
?q=1
/b/c
http://example.com:8080/b/c?q=1
### UriBuilder by parts
[UriBuilder]::new('https', 'host').Uri.AbsoluteUri
[UriBuilder]::new('ftp', 'host', 2121, 'pub').ToString()
[UriBuilder]::new().Host
$b = [UriBuilder]::new('https://u:p@host:444/x?y#z')
$b.UserName, $b.Password, $b.Port, $b.Fragment -join ' '
--- stdout
https://host/
ftp://host:2121/pub
localhost
u p 444 #z
### parts of an URI
$u = [uri]'http://user@example.com:81/a/b?q=1#f'
$u.GetLeftPart([UriPartial]::Scheme)
$u.GetLeftPart([UriPartial]::Authority)
$u.GetLeftPart('Path')
$u.GetLeftPart('Query')
$u.HostNameType
$u.IsLoopback
([uri]'http://127.0.0.1/').IsLoopback
([uri]'http://127.0.0.1/').HostNameType
--- stdout
http://
http://user@example.com:81
http://user@example.com:81/a/b
http://user@example.com:81/a/b?q=1
Dns
False
True
IPv4
### URIs in relation
$base = [uri]'http://example.com/a/b'
$base.MakeRelativeUri('http://example.com/a/c/d').OriginalString
$base.MakeRelativeUri('http://example.com/x').OriginalString
([uri]'http://example.com/a/').IsBaseOf('http://example.com/a/b')
([uri]'http://example.com/a/').IsBaseOf('http://example.com/b')
[uri]::CheckHostName('::1')
[uri]::CheckSchemeName('ht tp')
[uri]::UriSchemeHttps
--- stdout
c/d
../x
True
False
IPv6
False
https
### query strings
$q = [System.Web.HttpUtility]::ParseQueryString('?a=1&b=x+y%26z&a=2')
$q['a']
$q.Get('b')
$q.GetValues('a').Count
$q.AllKeys -join ' '
$q.Add('c', 'p q')
$q.Set('a', '9')
$q.ToString()
--- stdout
1,2
x y&z
2
a b
a=9&b=x+y%26z&c=p+q
### NameValueCollection
$n = [System.Collections.Specialized.NameValueCollection]::new()
$n.Add('Color', 'red')
$n.Add('color', 'blue')
$n.Count
$n['COLOR']
$n.GetKey(0)
$n.HasKeys()
$n.Remove('color')
$n.Count
--- stdout
1
red,blue
Color
True
0
### regex: groups by number and name
$r = [regex]'(?<year>\d+)-(\d+)'
$r.GetGroupNames() -join ' '
$r.GetGroupNumbers() -join ' '
$r.GroupNameFromNumber(0)
$r.GroupNumberFromName('missing')
$r.Count('2024-05 2025-06')
[regex]::Count('aXbXc', 'x', 'IgnoreCase')
$r.RightToLeft
[regex]::InfiniteMatchTimeout.ToString()
--- stdout
0 1 year
0 1 2
0
-1
2
2
False
-00:00:00.0010000
### TimeSpan by a format
[timespan]::ParseExact('01:02', 'hh\:mm', $null).ToString()
[timespan]::ParseExact('3.04:05:06', 'd\.hh\:mm\:ss', [cultureinfo]::InvariantCulture).TotalHours
[timespan]::ParseExact('7', '%h', $null).Hours
[timespan]::ParseExact('5 min', "m' min'", $null).ToString()
[timespan]::ParseExact('12.5', 's\.f', $null).TotalMilliseconds
$t = [timespan]::Zero
[timespan]::TryParseExact('9:99', 'h\:mm', $null, [ref]$t)
try { [timespan]::ParseExact('x', 'hh', $null) } catch { $_.FullyQualifiedErrorId }
--- stdout
01:02:00
76.085
7
00:05:00
12500
False
FormatException
### TimeSpan's further statics
[timespan]::Compare('1:0', '2:0')
[timespan]::FromMicroseconds(1500).ToString()
[timespan]::NanosecondsPerTick
--- stdout
-1
00:00:00.0015000
100
### AES in CBC
$aes = [System.Security.Cryptography.Aes]::Create()
$aes.KeySize, $aes.BlockSize, $aes.Mode, $aes.Padding -join ' '
$aes.Key = [byte[]](1..32)
$aes.IV = [byte[]](1..16)
$plain = [Text.Encoding]::UTF8.GetBytes('hello')
$sealed = $aes.CreateEncryptor().TransformFinalBlock($plain, 0, $plain.Length)
[Convert]::ToBase64String($sealed)
[Text.Encoding]::UTF8.GetString($aes.CreateDecryptor().TransformFinalBlock($sealed, 0, $sealed.Length))
--- source the documentation of Aes; the sealed text by openssl enc -aes-256-cbc
--- stdout
256 128 CBC PKCS7
KTAJBJrgDLi3bD5Pp2Cd9A==
hello
### AES: the examples of FIPS 197
function Hex($s) { , [byte[]]([Convert]::FromHexString($s)) }
$aes = [System.Security.Cryptography.Aes]::Create()
$aes.Mode = 'ECB'
$aes.Padding = 'None'
$plain = Hex '00112233445566778899aabbccddeeff'
foreach ($bits in 128, 192, 256) {
    $aes.Key = [byte[]](0..($bits / 8 - 1))
    [Convert]::ToHexString($aes.CreateEncryptor().TransformFinalBlock($plain, 0, 16))
}
--- source FIPS 197, appendix C
--- stdout
69C4E0D86A7B0430D8CDB78070B4C55A
DDA97CA4864CDFE06EAF70A0EC0D7191
8EA2B7CA516745BFEAFC49904B496089
### AES refuses what does not fit
$aes = [System.Security.Cryptography.Aes]::Create()
try { $aes.Key = [byte[]](1..5) } catch { $_.Exception.InnerException.Message }
$aes.Key = [byte[]](1..16)
$aes.IV = [byte[]](1..16)
try { $aes.CreateDecryptor().TransformFinalBlock([byte[]](1..5), 0, 5) } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
Specified key is not a valid size for this algorithm.
CryptographicException
### CryptoStream seals on closing
$aes = [System.Security.Cryptography.Aes]::Create()
$to = [IO.MemoryStream]::new()
$c = [System.Security.Cryptography.CryptoStream]::new($to, $aes.CreateEncryptor(), 'Write')
$w = [IO.StreamWriter]::new($c)
$w.Write('secret text')
$w.Close()
$from = [IO.MemoryStream]::new($to.ToArray())
$c = [System.Security.Cryptography.CryptoStream]::new($from, $aes.CreateDecryptor(), 'Read')
[IO.StreamReader]::new($c).ReadToEnd()
$to.ToArray().Length
--- stdout
secret text
16
### keys from passwords
$d = [System.Security.Cryptography.Rfc2898DeriveBytes]::new('password', [Text.Encoding]::UTF8.GetBytes('salt1234'), 1)
$d.GetBytes(4).Length
$p = [System.Security.Cryptography.Rfc2898DeriveBytes]::Pbkdf2([Text.Encoding]::UTF8.GetBytes('password'), [Text.Encoding]::UTF8.GetBytes('salt'), 2, 'SHA1', 20)
[Convert]::ToHexString($p)
--- source RFC 6070, second test vector
--- stdout
4
EA6C014DC72D6F8CCD1ED92ACE1D41F0D8DE8957
### gzip there and back
$ms = [IO.MemoryStream]::new()
$gz = [IO.Compression.GZipStream]::new($ms, [IO.Compression.CompressionMode]::Compress)
$bytes = [Text.Encoding]::UTF8.GetBytes('abc' * 1000)
$gz.Write($bytes, 0, $bytes.Length)
$gz.Close()
$packed = $ms.ToArray()
$packed[0], $packed[1] -join ' '
$packed.Length -lt 200
$in = [IO.Compression.GZipStream]::new([IO.MemoryStream]::new($packed), 'Decompress')
$sr = [IO.StreamReader]::new($in)
$sr.ReadToEnd().Length
--- stdout
31 139
True
3000
### what gzip wrote, the program gzip reads
$fs = [IO.File]::Create("$PWD/x.gz")
$gz = [IO.Compression.GZipStream]::new($fs, 'Compress')
$gz.Write([Text.Encoding]::ASCII.GetBytes("line`n"), 0, 5)
$gz.Dispose()
gzip -dc x.gz
--- stdout
line
### deflate and broken data
$ms = [IO.MemoryStream]::new()
$d = [IO.Compression.DeflateStream]::new($ms, [IO.Compression.CompressionLevel]::Optimal, $true)
$d.Write([byte[]](1..50), 0, 50)
$d.Dispose()
$ms.Position = 0
$out = [IO.MemoryStream]::new()
[IO.Compression.DeflateStream]::new($ms, 'Decompress').CopyTo($out)
$out.ToArray().Length
try { [IO.Compression.GZipStream]::new([IO.MemoryStream]::new([byte[]](1..30)), 'Decompress').ReadByte() } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
50
InvalidDataException
### a mutex is taken and given back
$m = [System.Threading.Mutex]::new($false, 'Global\hvsh-test')
$m.WaitOne(10)
$m.ReleaseMutex()
try { $m.ReleaseMutex() } catch { $_.Exception.InnerException.GetType().Name }
$m.Dispose()
--- stdout
True
ApplicationException
### semaphores count
$s = [System.Threading.SemaphoreSlim]::new(1, 2)
$s.Wait(0)
$s.CurrentCount
$s.Wait(0)
$s.Release()
$s.CurrentCount
--- stdout
True
0
False
0
1
### events are set and reset
$e = [System.Threading.ManualResetEvent]::new($false)
$e.WaitOne(0)
$null = $e.Set()
$e.WaitOne(0)
$e.WaitOne(0)
$a = [System.Threading.AutoResetEvent]::new($true)
$a.WaitOne(0)
$a.WaitOne(0)
--- stdout
False
True
True
True
False
### cancellation
$c = [System.Threading.CancellationTokenSource]::new()
$t = $c.Token
$t.IsCancellationRequested
$c.Cancel()
$t.IsCancellationRequested
try { $t.ThrowIfCancellationRequested() } catch { $_.FullyQualifiedErrorId }
[System.Threading.CancellationToken]::None.CanBeCanceled
--- stdout
False
True
OperationCanceledException
False
### tasks
$t = [System.Threading.Tasks.Task]::FromResult(42)
$t.Result
$t.Status
$t.GetAwaiter().GetResult()
$d = [System.Threading.Tasks.Task]::Delay(1)
$d.Wait()
$d.IsCompleted
[System.Threading.Tasks.Task]::CompletedTask.IsFaulted
--- stdout
42
RanToCompletion
42
True
False
### Monitor
$lock = [object]::new()
[System.Threading.Monitor]::Enter($lock)
try { 'inside' } finally { [System.Threading.Monitor]::Exit($lock) }
[System.Threading.Monitor]::TryEnter($lock)
--- stdout
inside
True
### mail addresses
$m = [mailaddress]'joe@example.com'
$m.User, $m.Host, $m.Address -join ' '
([mailaddress]'"Joe Doe" <joe@example.com>').DisplayName
[System.Net.Mail.MailAddress]::new('joe@example.com', 'Joe').ToString()
try { [System.Net.Mail.MailAddress]::new('nobody') } catch { $_.Exception.InnerException.Message }
--- stdout
joe example.com joe@example.com
Joe Doe
"Joe" <joe@example.com>
The specified string is not in the form required for an e-mail address.
### IP networks
$n = [System.Net.IPNetwork]::Parse('10.0.0.0/8')
$n.Contains([ipaddress]'10.1.2.3')
$n.Contains([ipaddress]'11.1.2.3')
$n.BaseAddress.ToString(), $n.PrefixLength -join ' '
[System.Net.IPNetwork]::Parse('fd00::/8').Contains([ipaddress]'fd12::1')
$r = $null
[System.Net.IPNetwork]::TryParse('10.0.0.1/8', [ref]$r)
"$n"
--- stdout
True
False
10.0.0.0 8
True
False
10.0.0.0/8
### names of hosts
[System.Net.Dns]::GetHostAddresses('127.0.0.1')[0].ToString()
[System.Net.Dns]::GetHostEntry('localhost').AddressList.Count -ge 1
try { [System.Net.Dns]::GetHostAddresses('name.invalid') } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
127.0.0.1
True
SocketException
### parts of an array are cleared
$a = [int[]](1, 2, 3, 4)
[array]::Clear($a, 1, 2)
"$a"
[array]::MaxLength
--- stdout
1 0 0 4
2147483591
### the environment's further facts
[Environment]::GetLogicalDrives() -join ' '
[Environment]::SystemPageSize -ge 4096
[Environment]::WorkingSet -gt 0
[Environment]::HasShutdownStarted
[Environment]::TickCount.GetType().Name
--- stdout
/
True
True
False
Int32
