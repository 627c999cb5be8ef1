$foreach and $switch, the enumerators of loops.
Source: about_Automatic_Variables ($ForEach, $Switch), about_Foreach, about_Switch
### Moving on skips an item
foreach ($x in 1, 2, 3, 4) { if ($x -eq 2) { [void]$foreach.MoveNext(); "now $($foreach.Current)" } else { $x } }
--- stdout
1
now 3
4
### Current is the loop's item
foreach ($x in 'a', 'b') { $foreach.Current -eq $x }
--- stdout
True
True
### MoveNext tells whether there is more
foreach ($x in 1, 2) { $foreach.MoveNext() }
foreach ($x in 1) { $foreach.MoveNext() }
--- stdout
True
False
### A loop within a loop has its own
foreach ($x in 1, 2) { foreach ($y in 'a', 'b') { "$x$($foreach.Current)" }; $foreach.Current }
--- stdout
1a
1b
1
2a
2b
2
### Behind the loop it is gone
foreach ($x in 1, 2) { $null = $foreach.Current; break }
"[$foreach]"
--- stdout
[]
### A range, and a single value
foreach ($x in 1..3) { if ($foreach.Current -eq 2) { 'two' } }
foreach ($x in 5) { $foreach.Current }
--- stdout
two
5
### Pairs
$map = foreach ($key in 'a', 1, 'b', 2) { [void]$foreach.MoveNext(); "$key=$($foreach.Current)" }
$map -join ' '
--- stdout
a=1 b=2
### Reset begins anew
$n = 0; foreach ($x in 1, 2) { $n++; if ($n -eq 2) { $foreach.Reset() }; $x }
--- stdout
1
2
1
2
### $switch takes the next value
switch ('-a', '5', '-b') { '-a' { [void]$switch.MoveNext(); "a=$($switch.Current)" } '-b' { 'b' } default { "other $_" } }
--- stdout
a=5
b
### $switch within a function's arguments
function f { switch ($args) { '-n' { [void]$switch.MoveNext(); $n = $switch.Current } '-v' { $v = $true } }; "n=$n v=$v" }
f '-n' 7 '-v'
--- stdout
n=7 v=True
### A switch without values
switch (@()) { default { $switch.Current } }
'done'
--- stdout
done
