Test-Connection, Get-Culture, Set-Date, Stop-Computer, temporary folders, and what aliases of Windows mean.
Source: the pages of these cmdlets and their published tests; about_Aliases
### Test-Connection -TcpPort: True or False
Test-Connection 127.0.0.1 -TcpPort 1 -TimeoutSeconds 2
--- stdout
False
### Test-Connection -TcpPort -Detailed
$r = Test-Connection 127.0.0.1 -TcpPort 1 -Detailed
$r.Target; $r.Port; $r.Connected; "$($r.Status)"; "$($r.TargetAddress)"; $r.Id; $r.Latency
$r.GetType().FullName
--- stdout
127.0.0.1
1
False
ConnectionRefused
127.0.0.1
1
0
Microsoft.PowerShell.Commands.TestConnectionCommand+TcpPortStatus
### Test-Connection: a name that does not resolve
try { Test-Connection fakehost.invalid -Count 1 -ErrorAction Stop } catch {
  $_.FullyQualifiedErrorId; "$_"; $_.Exception.GetType().FullName; $_.CategoryInfo.Category }
Test-Connection fakehost.invalid -Count 1 -Quiet
--- stdout
TestConnectionException,Microsoft.PowerShell.Commands.TestConnectionCommand
Testing connection to computer 'fakehost.invalid' failed: Cannot resolve the target name.
System.Net.NetworkInformation.PingException
ResourceUnavailable
False
### Test-Connection: -Count and -MaxHops have ranges
foreach ($a in @{ Count = 0 }, @{ MaxHops = 129 }, @{ BufferSize = 65501 }, @{ TimeoutSeconds = 0 }) {
  try { Test-Connection 127.0.0.1 @a } catch { $_.FullyQualifiedErrorId } }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.TestConnectionCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.TestConnectionCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.TestConnectionCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.TestConnectionCommand
### Test-Connection -IPv6 of an IPv4 address
try { Test-Connection 127.0.0.1 -IPv6 -ErrorAction Stop } catch { "$_" }
--- stdout
Testing connection to computer '127.0.0.1' failed: Target IPv4/IPv6 address absent.
### Get-Culture and Get-UICulture
(Get-Culture).GetType().Name; (Get-UICulture).GetType().Name
(Get-Culture).Name -eq [cultureinfo]::CurrentCulture.Name
(Get-Culture '').LCID; @(Get-Culture -ListAvailable).Count -ge 1
--- stdout
CultureInfo
CultureInfo
True
127
True
### Get-Culture: no such culture
try { Get-Culture xx-nowhere -ErrorAction Stop } catch { $_.CategoryInfo.Category }
--- stdout
InvalidData
### New-TemporaryDirectory
$d = New-TemporaryDirectory -Prefix abc
$d.GetType().Name; $d.Name -like 'abc*'; Test-Path $d -PathType Container; Remove-Item $d
--- stdout
DirectoryInfo
True
True
### New-TemporaryDirectory: a prefix is no path; -WhatIf
try { New-TemporaryDirectory -Prefix a/b } catch { $_.FullyQualifiedErrorId }
New-TemporaryDirectory -Prefix q -WhatIf
--- env TMPDIR=/tmp
--- stdout
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
What if: Performing the operation "Create temporary directory" on target "temporary directory under '/tmp/' with prefix 'q'".
### Set-Date -WhatIf gives the date
$d = Set-Date '2020-01-02 03:04:05' -WhatIf
$d.Year
--- stdout
What if: Performing the operation "Set-Date" on target "1/2/2020 3:04:05 AM".
2020
### Set-Date -Adjust -WhatIf
((Set-Date -Adjust ([timespan]::FromDays(400)) -WhatIf 6>$null) - (Get-Date)).Days -ge 399
--- stdout regex
What if: .*
True
### Stop-Computer, Restart-Computer: -WhatIf; other machines are refused
Stop-Computer -WhatIf
Restart-Computer localhost -Force -WhatIf
try { Stop-Computer other.invalid -WhatIf } catch { $_.FullyQualifiedErrorId }
--- stdout
What if: Performing the operation "Stop-Computer" on target "localhost".
What if: Performing the operation "Restart-Computer" on target "localhost".
RemotingNotSupported,Microsoft.PowerShell.Commands.StopComputerCommand
### An unknown process: the record
Get-Process -Id 99999999 -ErrorAction SilentlyContinue
"$($Error[0].CategoryInfo)"; $Error[0].FullyQualifiedErrorId
Get-Process nosuchprocess -ErrorAction SilentlyContinue
"$($Error[0].CategoryInfo)"
--- stdout
ObjectNotFound: (99999999:Int32) [Get-Process], ProcessCommandException
NoProcessFoundForGivenId,Microsoft.PowerShell.Commands.GetProcessCommand
ObjectNotFound: (nosuchprocess:String) [Get-Process], ProcessCommandException
### sc is no alias
[bool](Get-Alias sc -ErrorAction Ignore); [bool](Get-Command sc -ErrorAction Ignore)
--- stdout
False
False
### Aliases of Windows, where no program has the name
Set-Content f a; ac f b; Get-Content f
(compare 1 2).Count
1, 3, 2 | Sort
--- stdout
a
b
2
1
2
3
### They are no aliases, and a function comes first
[bool](Get-Alias ac -ErrorAction Ignore)
function compare { 'mine' }
compare 1 2
--- stdout
False
mine
### What they mean must exist
try { shcm } catch { "$_".Split("`n")[0] }
--- stdout
The term 'shcm' is not recognized as a name of a cmdlet, function, script file, or executable program.
### Cultures show as a table of three columns
Get-Culture | Out-String -Stream | Where-Object { $_ } | ForEach-Object { ($_ -replace '\s+', ' ').Trim() }
--- stdout
LCID Name DisplayName
---- ---- -----------
1033 en-US English (United States)
