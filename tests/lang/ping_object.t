Source: .NET's documentation of System.Net.NetworkInformation.Ping, PingReply, PingOptions
### an echo of this machine
$p = [Net.NetworkInformation.Ping]::new()
$r = $p.Send('127.0.0.1', 2000)
"$($r.Status) $($r.Address) $($r.Buffer.Length) $($r.RoundtripTime -ge 0)"
$p.Send([ipaddress]::Loopback, 2000, [byte[]]::new(8), [Net.NetworkInformation.PingOptions]::new(5, $true)).Buffer.Length
"$($p.SendPingAsync('127.0.0.1').Result.Status)"
$p.Dispose()
--- stdout
Success 127.0.0.1 32 True
8
Success
### what cannot be sent
$p = [Net.NetworkInformation.Ping]::new()
try { $p.Send('no.such.host.invalid') } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message; $_.Exception.InnerException.InnerException.GetType().Name }
try { $p.Send('127.0.0.1', -5) } catch { $_.Exception.InnerException.Message }
try { $p.Send($null) } catch { $_.Exception.InnerException.Message }
try { [Net.NetworkInformation.PingOptions]::new(0, $false) } catch { $_.FullyQualifiedErrorId }
--- stdout
PingException
An exception occurred during a Ping request.
SocketException
Specified argument was out of the range of valid values. (Parameter 'timeout')
Value cannot be null. (Parameter 'hostNameOrAddress')
ArgumentOutOfRangeException
