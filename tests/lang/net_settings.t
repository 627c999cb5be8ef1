What scripts of Windows PowerShell set and make: ServicePointManager, RNGCryptoServiceProvider, Lazy, TcpClient.
Source: .NET's documentation of ServicePointManager, RandomNumberGenerator, Lazy<T>, TcpClient

### the security protocol
[Net.ServicePointManager]::SecurityProtocol
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls13
[Net.ServicePointManager]::SecurityProtocol
[Net.ServicePointManager]::SecurityProtocol = 'Tls12'
[int][Net.ServicePointManager]::SecurityProtocol
--- stdout
SystemDefault
Tls12, Tls13
3072
### other settings
[Net.ServicePointManager]::Expect100Continue = $false
[Net.ServicePointManager]::Expect100Continue
[Net.ServicePointManager]::DefaultConnectionLimit
[System.Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }
& ([System.Net.ServicePointManager]::ServerCertificateValidationCallback)
[System.Net.ServicePointManager]::ServerCertificateValidationCallback = $null
--- stdout
False
2
True
### random bytes by the provider
$r = [Security.Cryptography.RNGCryptoServiceProvider]::new()
$b = [byte[]]::new(64)
$r.GetBytes($b)
($b | Measure-Object -Sum).Sum -gt 0
$r -is [Security.Cryptography.RandomNumberGenerator]
$r.Dispose()
--- stdout
True
True
### a lazy value is made once
$l = [Lazy[int]]::new([Func[int]] { $script:n++; 5 })
$l.IsValueCreated; "$l"
$l.Value; $l.Value
$l.IsValueCreated; "$l"
$n
--- stdout
False
Value is not created.
5
5
True
5
1
### a client without a connection
$c = [Net.Sockets.TcpClient]::new()
$c.Connected; $c.Available; $c.ReceiveTimeout
$c.ReceiveTimeout = 500; $c.ReceiveTimeout
try { $c.GetStream() } catch { $_.FullyQualifiedErrorId; "$_" }
try { $c.Connect('127.0.0.1', 70000) } catch { $_.FullyQualifiedErrorId }
$c.Close()
--- stdout
False
0
0
500
InvalidOperationException
Exception calling "GetStream" with "0" argument(s): "The operation is not allowed on non-connected sockets."
ArgumentOutOfRangeException
### a listener that was not started
$l = [Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 8080)
"$($l.LocalEndpoint)"; $l.LocalEndpoint.Port
try { $l.Pending() } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
127.0.0.1:8080
8080
InvalidOperationException
Exception calling "Pending" with "0" argument(s): "Not listening. You must call the Start() method before calling this method."
