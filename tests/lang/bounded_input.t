Input that is endless, cyclic, very long or no text: a bounded result.
Source: ConvertTo-Json (reference/7.5), about_Operators (range), Select-Object -First, System.Text.Encoding (replacement fallback), Get-Content -AsByteStream
### a range of a billion streams, and a loop over it can be left
(1..1000000000 | Select-Object -First 3) -join ','
foreach ($i in 1..1000000000) { if ($i -eq 5) { break } }
$i
--- stdout
1,2,3
5
### output without an end is cut by -First
(& { $n = 0; while ($true) { ($n++) } } | Select-Object -First 3) -join ','
(yes | Select-Object -First 2) -join ','
--- stdout
0,1,2
y,y
### a table within itself as JSON: as deep as -Depth says, with a warning
$a = @{}; $a.me = $a
$j = $a | ConvertTo-Json -Depth 2 -Compress -WarningVariable w -WarningAction SilentlyContinue
$j; $w[0].Message
$a.Clear()
--- stdout
{"me":{"me":{"me":"System.Collections.Hashtable"}}}
Resulting JSON is truncated as serialization has exceeded the set depth of 2.
### an object within itself: the formats end
$o = [pscustomobject]@{ n = 1 }
$o | Add-Member me $o
$o.me.me.me.n
($o | Format-List | Out-String).Contains('n  : 1')
($o | Format-Custom | Out-String).Length -lt 100000
($o | Out-String).Length -lt 100000
($o | ConvertTo-Json -Depth 4 -Compress -WarningAction SilentlyContinue).Length -lt 1000
$o.me = $null
--- stdout
1
True
True
True
True
### a list within itself
$l = [System.Collections.ArrayList]::new(); $null = $l.Add(1); $null = $l.Add($l)
($l | ConvertTo-Json -Compress -WarningAction SilentlyContinue).Length -lt 1000
"$l".Length -lt 1000
$l | Export-Clixml l.xml; (Get-Item l.xml).Length -lt 100000
$l.Clear()
--- stdout
True
True
True
### bytes that are no UTF-8 become the replacement character, the rest stays
[IO.File]::WriteAllBytes("$pwd/bad.txt", [byte[]](97, 255, 254, 98, 10, 99, 10))
$t = Get-Content bad.txt
$t.Count; [int]$t[0][0]; [int]$t[0][1]; [int]$t[0][-1]; $t[1]
(Get-Content bad.txt -AsByteStream) -join ' '
--- stdout
2
97
65533
98
c
97 255 254 98 10 99 10
### a script file with such bytes runs
[IO.File]::WriteAllBytes("$pwd/bad.ps1", [byte[]]([Text.Encoding]::ASCII.GetBytes("'a") + 255 + [Text.Encoding]::ASCII.GetBytes("b'.Length")))
./bad.ps1
--- stdout
3
### NUL is a character like others
$s = "a`0b"
$s.Length; $s.IndexOf([char]0); $s -eq 'a'
$s | Set-Content nul.txt; (Get-Content nul.txt).Length; (Get-Item nul.txt).Length
($s | ConvertTo-Json); ("[$s]" -replace "`0", '-')
--- stdout
3
1
False
3
4
"a\u0000b"
[a-b]
### a line of millions of characters
$long = 'x' * 5000000
$long | Set-Content long.txt
(Get-Content long.txt).Length
(Select-String x long.txt).Line.Length
("$long|y" -split '\|').Length
(cat long.txt).Length
--- stdout
5000000
5000000
2
5000000
