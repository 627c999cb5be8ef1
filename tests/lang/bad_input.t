Bad input: what has no end, no bottom or no sense ends in an error or a bounded result.
Source: the limits of .NET strings and arrays, about_Operators, about_Try_Catch_Finally

### a function that calls itself for ever
function f { f }
try { f } catch { $_.FullyQualifiedErrorId }
'on'
--- stdout
CallDepthOverflow
on
--- source ScriptCallDepthException, SystemException of the automation namespace
### a script block that calls itself for ever
$f = { & $f }
try { & $f } catch { $_.FullyQualifiedErrorId }
--- stdout
CallDepthOverflow
### a dotted block that calls itself for ever
$f = { . $f }
try { . $f } catch { $_.FullyQualifiedErrorId }
--- stdout
CallDepthOverflow
### Invoke() that calls itself for ever is caught
$f = { $f.Invoke() }
try { $f.Invoke() } catch { 'caught' }
--- stdout
caught
### a method that calls itself for ever is caught
class A { [int] M([int]$x) { return $this.M($x + 1) } }
try { [A]::new().M(1) } catch { 'caught' }
--- stdout
caught
### a constructor that calls itself for ever is caught
class A { A() { [A]::new() } }
try { [A]::new() } catch { 'caught' }
--- stdout
caught
### a pipeline inside each object of a pipeline, for ever
function f { 1 | ForEach-Object { f } }
try { f } catch { $_.FullyQualifiedErrorId }
--- stdout
CallDepthOverflow
### a filter that feeds itself for ever
filter f { $_ | f }
try { 1 | f } catch { $_.FullyQualifiedErrorId }
--- stdout
CallDepthOverflow
### a script property that reads itself ends
$o = [pscustomobject]@{}
$o | Add-Member ScriptProperty P { $this.P }
try { $null = $o.P } catch { }
'on'
--- stdout
on
### expressions nested too deeply for the parser
$text = '(' * 100000 + '1' + ')' * 100000
try { [scriptblock]::Create($text) } catch { $_.Exception.GetType().Name }
--- stdout regex
.*Exception
### arrays nested too deeply for the parser
try { [scriptblock]::Create('@(' * 50000) } catch { 'refused' }
--- stdout
refused
### blocks nested too deeply for the parser
try { [scriptblock]::Create('if (1) {' * 50000 + '}' * 50000) } catch { 'refused' }
--- stdout
refused
### strings nested too deeply for the parser
try { [scriptblock]::Create('"$(' * 20000) } catch { 'refused' }
--- stdout
refused
### casts nested too deeply for the parser
try { [scriptblock]::Create('[int]' * 100000 + '1') } catch { 'refused' }
--- stdout
refused
--- timeout 20
### operators in a long row are no nesting
$text = '1' + ' + 1' * 500
& ([scriptblock]::Create($text))
--- stdout
501
### JSON nested too deeply
try { ConvertFrom-Json ('[' * 100000 + ']' * 100000) } catch { 'refused' }
--- stdout
refused
### a range with two billion values in foreach
foreach ($i in 1..2000000000) { if ($i -gt 3) { break } }
$i
--- stdout
4
### a range with two billion values in a pipeline
1..2000000000 | Select-Object -First 2
--- stdout
1
2
### a range with two billion values as a statement
& { 1..2000000000 } | Select-Object -First 2
--- stdout
1
2
### a range with two billion values as an array
try { $a = @(1..2000000000) } catch { $_.Exception.Message }
--- stdout
Array dimensions exceeded supported range.
### a text of two billion characters by *
try { 'x' * 2000000000 } catch { 'too long' }
--- stdout
too long
### a text of two billion characters by its constructor
try { [string]::new('a', 2000000000) } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
OutOfMemoryException
### a text padded to two billion characters
try { 'a'.PadLeft(2000000000) } catch { 'too long' }
try { 'a'.PadRight(2000000000) } catch { 'too long' }
--- stdout
too long
too long
### a text that doubles for ever
$s = 'x' * 1000000
try { for ($i = 0; $i -lt 100; $i++) { $s += $s } } catch { $_.Exception.GetType().Name }
$s.Length -gt 100000000
--- stdout
OutOfMemoryException
True
### an array that doubles for ever
$a = @(1) * 1000000
try { for ($i = 0; $i -lt 100; $i++) { $a += $a } } catch { $_.Exception.GetType().Name }
--- stdout
OutOfMemoryException
### -join above the limit of a text
$a = @('x' * 1000000) * 2000
try { $null = $a -join ',' } catch { $_.Exception.GetType().Name }
--- stdout
OutOfMemoryException
### Replace above the limit of a text
try { $null = ('a' * 1000000).Replace('a', 'b' * 100000) } catch { 'too long' }
--- stdout
too long
### -replace above the limit of a text
try { $null = 'a' * 1000000 -replace 'a', ('b' * 100000) } catch { 'too long' }
--- stdout
too long
### StringBuilder above the limit of a text
$b = [System.Text.StringBuilder]::new()
try { $null = $b.Append([char]'x', 2000000000) } catch { 'too long' }
--- stdout
too long
### an array of two billion items by *
try { @(1) * 2000000000 } catch { 'too long' }
--- stdout
too long
### arrays of two billion and of a negative number of items
try { [int[]]::new(2000000000) } catch { 'too long' }
try { [int[]]::new(-1) } catch { 'negative' }
--- stdout
too long
negative
### a format width of two billion is refused
try { '{0,2000000000}' -f 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
FormatError
### precision of a billion digits is refused
try { '{0:D1000000000}' -f 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
FormatError
### a format index that no list has
try { '{2147483647}' -f 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
FormatError
### indexes far outside are $null
$null -eq (1, 2)[2147483647]
$null -eq (1, 2)[-2147483648]
--- stdout
True
True
### quotients that overflow
[int]::MinValue / -1
[long]::MinValue % -1
--- stdout
2147483648
0
### catastrophic patterns end
$null = ('a' * 40) -match '^(a+)+$b'
$null = ('a' * 100000) -match '(x+x+)+y'
'on'
--- stdout
on
--- timeout 20
### a pattern nested too deeply
try { 'x' -match ('(' * 100000) } catch { 'refused' }
--- stdout
refused
### an array in itself: text, comparison, host
$a = @(1, 2)
$a[0] = $a
"$a".Length -gt 0
($a -eq 2).Count
Write-Host $a
$a[0] = $null
--- stdout
True
1
 2
### an array in itself to a file and to a process
$a = @(1, 2)
$a[0] = $a
Set-Content out.txt $a
@(Get-Content out.txt).Count -lt 10
@(/bin/echo $a).Count
$a[0] = $null
--- stdout
True
1
### an object in itself: JSON, list, table, custom
$o = [pscustomobject]@{ N = 1; Me = $null }
$o.Me = $o
($o | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue).Length -gt 10
($o | Format-List | Out-String).Length -gt 10
($o | Format-Table | Out-String).Length -gt 10
($o | Format-Custom | Out-String).Length -lt 100000
$o.Me = $null
--- stdout
True
True
True
True
### an array in itself: Format-Custom
$a = @(1, 2)
$a[0] = $a
$a[1] = $a
($a | Format-Custom | Out-String).Length -lt 100000
$a[0] = $a[1] = $null
--- stdout
True
### a hashtable in itself: JSON, text, copy
$h = @{ N = 1 }
$h.Me = $h
($h | ConvertTo-Json -Depth 2 -WarningAction SilentlyContinue).Length -gt 10
"$h"
$h.Clone().Count
$h.Me = $null
--- stdout
True
System.Collections.Hashtable
2
### objects in themselves: sorting, grouping, comparing
$o = [pscustomobject]@{ N = 1; Me = $null }
$o.Me = $o
($o, $o | Sort-Object -Unique | Measure-Object).Count
($o, $o | Group-Object N).Count
@(Compare-Object $o $o).Count
$o.Me = $null
--- stdout
1
2
0
### a hashtable changed while it is walked
$h = @{ a = 1; b = 2 }
try { foreach ($k in $h.Keys) { $h.Remove($k) } } catch { }
'on'
--- stdout
on
### a list emptied while it is walked
$l = [System.Collections.ArrayList]@(1, 2, 3)
try { foreach ($x in $l) { $l.Clear() } } catch { }
try { $l | ForEach-Object { $l.Clear() } } catch { }
$l.Count
--- stdout
0
### a list emptied by what sorts it
$l = [System.Collections.ArrayList]@(3, 2, 1)
$l | Sort-Object { $l.Clear(); $_ } | Out-Null
$l.Where({ $l.Clear(); $true }).Count -ge 0
--- stdout
True
### a hundred thousand functions
$text = -join (1..100000 | ForEach-Object { "function f$_ { $_ }`n" })
. ([scriptblock]::Create($text))
f99999
--- stdout
99999
### a hundred thousand variables
for ($i = 0; $i -lt 100000; $i++) { Set-Variable "v$i" $i }
$v99999
--- stdout
99999
### a hundred thousand arguments
function f { $args.Count }
& ([scriptblock]::Create('f' + ' 1' * 100000))
--- stdout
100000
### thousands of stages
$text = '1' + ' | ForEach-Object { $_ }' * 1000
& ([scriptblock]::Create($text))
--- stdout
1
### a line of ten million characters through a file
Set-Content long.txt ('x' * 10000000)
(Get-Content long.txt).Length
(Get-Content long.txt -Raw).Length
--- stdout
10000000
10000001
### invalid UTF-8 in a file
[System.IO.File]::WriteAllBytes("$PWD/bad.txt", [byte[]](0x61, 0xFF, 0xC3, 0x62, 0x0A))
(Get-Content bad.txt).Length
--- stdout
4
### NUL in names of files, commands and variables
try { Get-Content "a`0b" -ErrorAction Stop } catch { 'file' }
try { & "ec`0ho" } catch { 'command' }
Test-Path "a`0b"
--- stdout
file
command
False
### a file that begins with the marks of two encodings, cut short
[System.IO.File]::WriteAllBytes("$PWD/bom.txt", [byte[]](0xEF, 0xBB))
@(Get-Content bom.txt).Count
[System.IO.File]::WriteAllBytes("$PWD/bom2.txt", [byte[]](0xEF, 0xBB, 0xBF, 0x61))
Get-Content bom2.txt
--- stdout
1
a
### Get-Content reads a pipe from its first byte
Get-Content /dev/stdin | ForEach-Object { "[$_]" }
--- stdin
one
two
--- stdout
[one]
[two]
