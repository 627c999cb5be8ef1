Set-PSDebug -Trace 2, and where loops and switches stop.
Source: the page of Set-PSDebug; debugger.cs, Compiler.cs and ParserStrings.resx
### The page's example
Set-PSDebug -Trace 2; foreach ($i in 1..3) {$i}
--- stdout
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ($i in  >>>> 1..3) {$i}
DEBUG:     ! SET $foreach = 'IEnumerator'.
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ( >>>> $i in 1..3) {$i}
DEBUG:     ! SET $i = '1'.
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ($i in 1..3) { >>>> $i}
1
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ( >>>> $i in 1..3) {$i}
DEBUG:     ! SET $i = '2'.
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ($i in 1..3) { >>>> $i}
2
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ( >>>> $i in 1..3) {$i}
DEBUG:     ! SET $i = '3'.
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ($i in 1..3) { >>>> $i}
3
DEBUG:    1+ Set-PSDebug -Trace 2; foreach ( >>>> $i in 1..3) {$i}
DEBUG:     ! SET $foreach = ''.
### A function is named when it is called
function f($p) { $p }
Set-PSDebug -Trace 2
f 3
Set-PSDebug -Off
--- stdout
DEBUG:    3+  >>>> f 3
DEBUG:     ! CALL function 'f'
DEBUG:    1+ function f($p) {  >>>> $p }
3
DEBUG:    4+  >>>> Set-PSDebug -Off
### So is a script block
Set-PSDebug -Trace 2
& { 1 }
Set-PSDebug -Off
--- stdout
DEBUG:    2+  >>>> & { 1 }
DEBUG:     ! CALL function '<ScriptBlock>'
DEBUG:    2+ & {  >>>> 1 }
1
DEBUG:    3+  >>>> Set-PSDebug -Off
### Assignments of all kinds
Set-PSDebug -Trace 2
$x = 1
$x += 5
$x++
$a, $b = 'p', 'q'
$script:y = 2
Set-PSDebug -Off
--- stdout
DEBUG:    2+  >>>> $x = 1
DEBUG:     ! SET $x = '1'.
DEBUG:    3+  >>>> $x += 5
DEBUG:     ! SET $x = '6'.
DEBUG:    4+  >>>> $x++
DEBUG:     ! SET $x = '7'.
DEBUG:    5+  >>>> $a, $b = 'p', 'q'
DEBUG:     ! SET $a = 'p'.
DEBUG:     ! SET $b = 'q'.
DEBUG:    6+  >>>> $script:y = 2
DEBUG:     ! SET $y = '2'.
DEBUG:    7+  >>>> Set-PSDebug -Off
### Long values are cut: 60 characters for name and value
Set-PSDebug -Trace 2; $x = 'a' * 70; Set-PSDebug -Off
--- stdout
DEBUG:    1+ Set-PSDebug -Trace 2;  >>>> $x = 'a' * 70; Set-PSDebug -Off
DEBUG:     ! SET $x = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'.
DEBUG:    1+ Set-PSDebug -Trace 2; $x = 'a' * 70;  >>>> Set-PSDebug -Off
### An assignment that is a condition
Set-PSDebug -Trace 2
if ($q = 4) { }
Set-PSDebug -Off
--- stdout
DEBUG:    2+ if ( >>>> $q = 4) { }
DEBUG:     ! SET $q = '4'.
DEBUG:    3+  >>>> Set-PSDebug -Off
### Level 1 stops at a while's condition each time
Set-PSDebug -Trace 1
while ($x -lt 1) { $x++ }
Set-PSDebug -Off
--- stdout
DEBUG:    2+ while ( >>>> $x -lt 1) { $x++ }
DEBUG:    2+ while ($x -lt 1) {  >>>> $x++ }
DEBUG:    2+ while ( >>>> $x -lt 1) { $x++ }
DEBUG:    3+  >>>> Set-PSDebug -Off
### and at the parts of a for
Set-PSDebug -Trace 1
for ($j = 0; $j -lt 1; $j++) { }
Set-PSDebug -Off
--- stdout
DEBUG:    2+ for ( >>>> $j = 0; $j -lt 1; $j++) { }
DEBUG:    2+ for ($j = 0;  >>>> $j -lt 1; $j++) { }
DEBUG:    2+ for ($j = 0; $j -lt 1;  >>>> $j++) { }
DEBUG:    2+ for ($j = 0;  >>>> $j -lt 1; $j++) { }
DEBUG:    3+  >>>> Set-PSDebug -Off
### and at a switch's value and its clauses
Set-PSDebug -Trace 1
switch (3) { 3 { 'y' } }
Set-PSDebug -Off
--- stdout
DEBUG:    2+ switch ( >>>> 3) { 3 { 'y' } }
DEBUG:    2+ switch (3) {  >>>> 3 { 'y' } }
DEBUG:    2+ switch (3) { 3 {  >>>> 'y' } }
y
DEBUG:    2+ switch ( >>>> 3) { 3 { 'y' } }
DEBUG:    3+  >>>> Set-PSDebug -Off
### -Off inside a loop ends it there
Set-PSDebug -Trace 1
foreach ($i in 1, 2) { Set-PSDebug -Off; $i }
--- stdout
DEBUG:    2+ foreach ($i in  >>>> 1, 2) { Set-PSDebug -Off; $i }
DEBUG:    2+ foreach ( >>>> $i in 1, 2) { Set-PSDebug -Off; $i }
DEBUG:    2+ foreach ($i in 1, 2) {  >>>> Set-PSDebug -Off; $i }
1
2
