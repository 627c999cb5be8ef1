Get-Random, Get-SecureRandom, Compare-Object, Select-Object on $null, Get-Date by ISO weeks.
Source: the pages of Get-Random, Get-SecureRandom, Compare-Object, Select-Object and Get-Date; their published tests
### Bounds may be written as text
1..20 | ForEach-Object { $n = Get-SecureRandom -Maximum '1kb' -Minimum '1000'; $n -ge 1000 -and $n -lt 1024 } | Select-Object -Unique
(Get-Random -Maximum '+8' -Minimum 5).GetType().Name
(Get-Random -Maximum '20.' -Minimum 0).GetType().Name
(Get-Random -Maximum ([long]100)).GetType().Name
(Get-Random -Maximum 100000000000).GetType().Name
--- stdout
True
Int32
Double
Int64
Int64
### The widest range of doubles
$n = Get-SecureRandom -Minimum ([double]::MinValue) -Maximum ([double]::MaxValue)
$n.GetType().Name; [double]::IsInfinity($n)
--- stdout
Double
False
### The minimum must be below the maximum
try { Get-SecureRandom -Minimum 10 -Maximum 10 } catch { $_.FullyQualifiedErrorId; "$_" }
try { Get-Random -Minimum 10 -Maximum 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetSecureRandomCommand
The Minimum value (10) cannot be greater than or equal to the Maximum value (10).
MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetRandomCommand
### Picking and shuffling
(1..10 | Get-SecureRandom -Count 3 | Sort-Object -Unique).Count
((1..10 | Get-Random -Shuffle | Sort-Object) -join ' ') -eq ((1..10) -join ' ')
(Get-SecureRandom -InputObject 1, 2, 3) -in 1, 2, 3
(1..3 | Get-Random -Count 10).Count
--- stdout
3
True
True
3
### A seed makes the numbers come again; Get-SecureRandom has none
$a = Get-Random -SetSeed 7; $b = Get-Random
$c = Get-Random -SetSeed 7; $d = Get-Random
$a -eq $c -and $b -eq $d
(Get-Command Get-SecureRandom).Parameters.ContainsKey('SetSeed')
--- stdout
True
False
### Compare-Object pairs in step: order of what is reported
Compare-Object 1, 2, 3 3, 1, 2 -IncludeEqual | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" }
--- stdout
1==
2==
3==
### Compare-Object: a window that is too small
(Compare-Object (1..15) (15..1) -SyncWindow 6 | ForEach-Object { "$($_.SideIndicator)$($_.InputObject)" })[0..3]
--- stdout
=>15
<=1
=>1
<=15
### Compare-Object -SyncWindow 0
Compare-Object a, b b, a -SyncWindow 0 | ForEach-Object { "$($_.InputObject)$($_.SideIndicator)" }
--- stdout
b=>
a<=
a=>
b<=
### Compare-Object -ExcludeDifferent
(Compare-Object 1, 2, 3 2, 3, 4 -ExcludeDifferent).InputObject
@(Compare-Object 1, 2, 3 2, 3, 4 -ExcludeDifferent -IncludeEqual:$false).Count
--- stdout
2
3
0
### Select-Object passes nothing on for $null
@($null | Select-Object a).Count; @(1, $null, 2 | Select-Object).Count
--- stdout
0
2
### Get-Date -UFormat: years and weeks of ISO 8601
Get-Date 2005-01-01 -UFormat '%G %g %V'; Get-Date 2008-12-29 -UFormat '%G %g %V'; Get-Date 2010-06-15 -UFormat '%G %g %V'
--- stdout
2004 04 53
2009 09 01
2010 10 24
### what has no order is compared by its text
Compare-Object @{ a = 1 } @{ b = 2 }
(Compare-Object ([pscustomobject]@{ a = 1 }) ([pscustomobject]@{ a = 2 })).Count
Compare-Object (Get-Process -Id $PID) (Get-Process -Id $PID)
--- stdout
2
--- source PowerShell's ObjectCommandComparer
