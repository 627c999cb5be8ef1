Source: about_If, about_For, about_Foreach, about_While, about_Do, about_Break, about_Continue, about_Return and about_Switch
### if elseif else
foreach ($n in 1, 2, 3) { if ($n -eq 1) { 'one' } elseif ($n -eq 2) { 'two' } else { 'many' } }
--- stdout
one
two
many
### for
for ($i = 0; $i -lt 3; $i++) { $i }
for ($i = 0, $null; $i -lt 0;) { }
$j = 0; for (;;) { if (++$j -gt 2) { break } }; $j
--- stdout
0
1
2
3
### while and do
$i = 0
while ($i -lt 2) { $i++; "w$i" }
do { $i--; "d$i" } while ($i -gt 0)
do { $i++ } until ($i -ge 3)
$i
--- stdout
w1
w2
d1
d0
3
### labels
:outer foreach ($a in 1..3) {
    foreach ($b in 1..3) {
        if ($b -eq 2) { continue outer }
        if ($a -eq 3) { break outer }
        "$a$b"
    }
}
--- stdout
11
21
### foreach over scalars, null, hashtables
foreach ($x in 5) { "x$x" }
foreach ($x in $null) { 'never' }
foreach ($x in @()) { 'never' }
foreach ($x in @{ a = 1 }) { $x.a }
foreach ($c in 'abc') { $c }
--- stdout
x5
1
abc
### foreach variable remains
foreach ($q in 1..3) { }
$q
--- stdout
3
### return gives its value and what was written
function f { 'a'; return 'b'; 'c' }
(f).Count
f
function g { return }
$null -eq (g)
--- stdout
2
a
b
True
### return in ForEach-Object ends only that turn
1..3 | ForEach-Object { if ($_ -eq 2) { return }; $_ }
--- stdout
1
3
### switch takes every match
switch (3) { 1 { 'one' } 3 { 'three' } 3 { 'again' } default { 'none' } }
switch (9) { 1 { 'one' } default { 'none' } }
--- stdout
three
again
none
### switch break and arrays
switch (1, 4, 2) { 1 { 'one'; continue } 4 { 'stop'; break } 2 { 'two' } }
--- stdout
one
stop
### switch wildcard, regex, case
switch -Wildcard ('abc') { 'a*' { 'starts' } '*z' { 'ends' } }
switch -Regex ('id=42') { '(\w+)=(\d+)' { $Matches[2] } }
switch -CaseSensitive ('A') { 'a' { 'low' } 'A' { 'up' } }
switch ('A') { 'a' { 'any' } }
--- stdout
starts
42
up
any
### switch with script blocks
switch (7) { { $_ -gt 5 } { "big $_" } { $_ % 2 } { 'odd' } }
--- stdout
big 7
odd
### switch over a file
switch -File lines.txt { 'b' { 'found b' } default { "other $_" } }
--- file lines.txt
a
b
--- stdout
other a
found b
### switch as a value
$v = switch ('x') { 'x' { 1; 2 } }
$v.Count
--- stdout
2
### conditions are pipelines
if (1..3 | Where-Object { $_ -eq 2 }) { 'yes' }
while ($false) { }
if (@()) { 'no' } else { 'empty' }
--- stdout
yes
empty
### break leaves the loop around a pipeline
foreach ($i in 1..3) { 1..3 | ForEach-Object { if ($_ -eq 2) { break }; "$i$_" } }
'end'
--- stdout
11
end
### pipeline chains
$true && 'and'
Get-Item /nonexistent -ErrorAction SilentlyContinue && 'no'
Get-Item /nonexistent -ErrorAction SilentlyContinue || 'or'
--- stdout
True
and
or
### exit code
'before'
exit 3
'after'
--- stdout
before
--- exit 3
### collection changes during foreach
$l = [System.Collections.Generic.List[int]]@(1, 2)
try { foreach ($x in $l) { $l.Add(3) } } catch { 'modified' }
$a = 1, 2
foreach ($x in $a) { $a += $x }
$a.Count
--- stdout
modified
4
