Files, paths, variables, aliases, dates and the other core cmdlets.
Source: the public page of each cmdlet
### Set-Content, Add-Content, Get-Content
'a', 'b' | Set-Content t.txt
Add-Content t.txt 'c'
(Get-Content t.txt) -join ','
(Get-Content t.txt -TotalCount 1)
(Get-Content t.txt -Tail 2) -join ','
(Get-Content t.txt -Raw).Length
(Get-Content t.txt -ReadCount 2 | ForEach-Object { $_.Count }) -join ','
Clear-Content t.txt
(Get-Item t.txt).Length
--- stdout
a,b,c
a
b,c
6
2,1
0
### Set-Content -NoNewline, Get-Content -Delimiter
Set-Content t.txt 'a;b', 'c' -NoNewline
Get-Content t.txt -Delimiter ';'
--- stdout
a
bc
### Get-Content of what is not there
Get-Content nope.txt
--- stderr
Cannot find path '.*nope.txt' because it does not exist\.
--- exit 1
### bytes
[byte[]](1, 255) | Set-Content t.bin -AsByteStream
(Get-Content t.bin -AsByteStream) -join ','
--- stdout
1,255
### New-Item, Test-Path, Remove-Item
$null = New-Item d/e -ItemType Directory
$null = New-Item d/f.txt -Value 'text'
Test-Path d/e -PathType Container
Test-Path d/f.txt -PathType Container
Get-Content d/f.txt
(Get-ChildItem d).Name -join ','
Remove-Item d -Recurse
Test-Path d
--- stdout
True
False
text
e,f.txt
False
### New-Item refuses what exists
$null = New-Item a.txt
New-Item a.txt
--- stderr
The file '.*a.txt' already exists\.
--- exit 1
### Copy-Item, Move-Item, Rename-Item
Set-Content a.txt 'x'
$null = New-Item d -ItemType Directory
Copy-Item a.txt d
Move-Item a.txt b.txt
Rename-Item d/a.txt c.txt
(Get-ChildItem -Recurse -File -Name | Sort-Object) -join ','
Copy-Item d e -Recurse
Get-Content e/c.txt
--- stdout
b.txt,d/c.txt
x
### -WhatIf touches nothing
Set-Content a.txt 'x'
Remove-Item a.txt -WhatIf
Test-Path a.txt
--- stdout regex
What if: Performing the operation "Remove File" on target ".*/a\.txt"\.
True
### Get-ChildItem: filters, depth, hidden items
$null = New-Item a.txt, b.log, .hidden
$null = New-Item s/t/u -ItemType Directory
$null = New-Item s/x.txt, s/t/y.txt
(Get-ChildItem -Name) -join ','
(Get-ChildItem -Force -Name -File) -join ','
(Get-ChildItem -Recurse -Filter *.txt -Name) -join ','
(Get-ChildItem -Recurse -Include *.txt -Exclude y* -Name) -join ','
(Get-ChildItem -Depth 1 -Name -Directory) -join ','
(Get-ChildItem *.log).Name
--- stdout
s,a.txt,b.log
.hidden,a.txt,b.log
a.txt,s/x.txt,s/t/y.txt
a.txt,s/x.txt
s,s/t
b.log
### properties of files
Set-Content web.v1.vhdx 'x' -NoNewline
$f = Get-Item web.v1.vhdx
$f.Name; $f.Extension; $f.BaseName; $f.Length; $f.GetType().FullName; $f.PSIsContainer
$f.FullName -eq (Join-Path $PWD web.v1.vhdx)
--- stdout
web.v1.vhdx
.vhdx
web.v1
1
System.IO.FileInfo
False
True
### Join-Path and Split-Path
Join-Path /a b
Join-Path /a/ /b c d
Split-Path /a/b/c.txt
Split-Path /a/b/c.txt -Leaf
Split-Path /a/b/c.txt -LeafBase
Split-Path /a/b/c.txt -Extension
Split-Path a/b -IsAbsolute
Split-Path env:PATH -Qualifier
--- stdout
/a/b
/a/b/c/d
/a/b
c.txt
c
.txt
False
env:
### Resolve-Path and Convert-Path
$null = New-Item d/x.txt -Force
(Resolve-Path d/*.txt).Path -eq "$PWD/d/x.txt"
Resolve-Path d/x.txt -Relative
Convert-Path /tmp/../tmp/.
Resolve-Path nope
--- stdout
True
./d/x.txt
/tmp
--- stderr
Cannot find path '.*/nope' because it does not exist\.
--- exit 1
### locations
$start = "$PWD"
$null = New-Item d -ItemType Directory
Push-Location d
(Get-Location).Path -eq "$start/d"
Set-Location ..
Set-Location -
(Get-Location).Path -eq "$start/d"
Pop-Location
(Get-Location).Path -eq $start
--- stdout
True
True
True
### Set-Location to what is not there
Set-Location nope
--- stderr
Cannot find path '.*/nope' because it does not exist\.
--- exit 1
### drives: env, variable, function, alias
Set-Item env:LAB one
$env:LAB
Get-Content env:LAB
$x = 5
(Get-Item variable:x).Value
function Get-Seven { 7 }
(Get-ChildItem function:Get-Seven).Name
(Get-Item alias:gci).Definition
Remove-Item env:LAB
Test-Path env:LAB
--- stdout
one
one
5
Get-Seven
Get-ChildItem
False
### variables
Set-Variable -Name a -Value 1
New-Variable b 2 -Option ReadOnly
(Get-Variable a, b -ValueOnly) -join ','
Clear-Variable a
$null -eq $a
Remove-Variable a
Test-Path variable:a
1..3 | Set-Variable c
$c.Count
--- stdout
1,2
True
False
3
### a read-only variable
New-Variable b 2 -Option ReadOnly
Set-Variable b 3
--- stderr
Cannot overwrite variable b because it is read-only or constant\.
--- exit 1
### New-Variable refuses what exists
$b = 1
New-Variable b
--- stderr
A variable with name 'b' already exists\.
--- exit 1
### aliases
Set-Alias vms Get-Item
(Get-Alias vms).Definition
(Get-Alias -Definition Where-Object).Name -join ','
Remove-Alias vms
Get-Alias vms
--- stdout
Get-Item
?,where
--- stderr
does not exist
--- exit 1
### native names are no aliases
Get-Alias ls, cat, cp, sort
--- stderr
does not exist
--- exit 1
### Get-Command
(Get-Command Get-Item).CommandType
(Get-Command where).CommandType
(Get-Command -Verb Split -Noun Path).Name
(Get-Command -Noun *-none-*).Count
Get-Command Get-Uptime -Syntax
--- stdout
Cmdlet
Alias
Split-Path
0

Get-Uptime [<CommonParameters>]

Get-Uptime [-Since] [<CommonParameters>]

### Get-Command of what is not there
Get-Command Get-Nope
--- stderr
The term 'Get-Nope' is not recognized
--- exit 1
### Get-Help of a cmdlet and of a function
(Get-Help Get-Item) -match 'SYNOPSIS'
<#
.SYNOPSIS
Says seven.
#>
function Get-Seven { 7 }
(Get-Help Get-Seven) -match 'Says seven'
--- stdout
True
True
### dates
Get-Date -Date 2026-01-02 -Format yyyyMMdd
Get-Date -Date '2026-01-02 03:04:05' -UFormat '%Y/%m/%d %H-%M-%S %j'
(Get-Date -Year 2024 -Month 2 -Day 29).DayOfYear
(Get-Date -UnixTimeSeconds 0 -AsUTC).Year
(New-TimeSpan -Start 2026-01-01 -End 2026-01-03).Days
(New-TimeSpan -Hours 1 -Minutes 30).TotalMinutes
--- stdout
20260102
2026/01/02 03-04-05 002
60
1970
2
90
### Start-Sleep, Measure-Command
(Measure-Command { Start-Sleep -Milliseconds 60 }).TotalMilliseconds -ge 55
--- stdout
True
### Write-* cmdlets and streams
Write-Output 1 2
(Write-Output 1, 2 -NoEnumerate).Count
Write-Host a b -Separator '-'
Write-Host c -NoNewline
Write-Host d
Write-Warning w
Write-Verbose v -Verbose
Write-Debug no
Write-Information i -InformationAction Continue
--- stdout any
--- stderr any
### Write-Error
Write-Error 'bad' -ErrorId My -Category InvalidData -ErrorAction SilentlyContinue
$Error[0].FullyQualifiedErrorId
$Error[0].CategoryInfo.Category
$Error[0].Exception.Message
--- stdout
My
InvalidData
bad
### Select-String
'one', 'two', 'three' | Select-String 't' -Raw
('a1b2' | Select-String '\d' -AllMatches).Matches.Value -join ','
Set-Content t.txt 'x', 'key=5', 'y'
$m = Select-String -Path t.txt -Pattern '^key=(\d)'
"$($m.LineNumber) $($m.Filename) $($m.Matches[0].Groups[1].Value)"
'b.c' | Select-String -SimpleMatch '.' -Quiet
('a', 'b' | Select-String a -NotMatch).Line
--- stdout
two
three
1,2
2 t.txt 5
True
b
### Get-Random, New-Guid
(Get-Random -Minimum 5 -Maximum 6)
(1..10 | Get-Random -Count 3 | Measure-Object).Count
(1..5 | Get-Random -Shuffle | Sort-Object) -join ','
(Get-Random -SetSeed 7) -eq (Get-Random -SetSeed 7)
(New-Guid).ToString().Length
--- stdout
5
3
1,2,3,4,5
True
36
### Invoke-Expression, Invoke-Command
Invoke-Expression '$y = 3; $y * 2'
$y
Invoke-Command { param($a) $a + 1 } -ArgumentList 4
& { $z = 1; Invoke-Command -NoNewScope { $z = 2 }; $z }
--- stdout
6
3
5
2
### Set-StrictMode
Set-StrictMode -Version Latest
$nothing
--- stderr
cannot be retrieved because it has not been set
--- exit 1
### processes
(Get-Process -Id $PID).Id -eq $PID
Start-Process sleep 30 -PassThru | Stop-Process
$p = Start-Process true -PassThru -Wait
$p.HasExited
$p.ExitCode
Get-Process -Name no-such-process
--- stdout
True
True
0
--- stderr
Cannot find a process with the name "no-such-process"
--- exit 1
### secure strings
ConvertTo-SecureString 'abc' -AsPlainText -Force | ConvertFrom-SecureString -AsPlainText
(ConvertTo-SecureString 'abc' -AsPlainText).ToString()
--- stdout
abc
System.Security.SecureString
