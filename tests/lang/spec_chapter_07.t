Source: PowerShell Language Specification, chapter 7 (Expressions); about_Operators, about_Arithmetic_Operators, about_Comparison_Operators, about_Split, about_Join, about_Redirection
### a collection in a variable is enumerated, one from a cmdlet is not
$x = 10, 20, 30
$a = $($x; 99); $a.Length
$x = New-Object 'int[]' 3
$a = $($x; 99); $a.Length
$a = $(New-Object 'int[]' 3; 99); $a.Length
--- stdout
4
4
2
### grouping parentheses
4 + 6 * 2; 4 + (6 * 2); (4 + 6) * 2
(2, 4, 6).Length; ((2, 4), 6).Length
23.5 / 2.4
$a = 1234 * 3.5
$a
[void](23.5 / 2.4); $null = $a; $a > $null
($a = 1234 * 3.5)
">$($a = -23)<"
">$(($a = -23))<"
--- stdout
16
16
20
3
2
9.79166666666667
4319
4319
><
>-23<
### side effects at the top write nothing
$a = $b = 0; $a = ($b = 0); ($a = ($b = 0)); ++$a; (++$b); $a--; ($b--)
$a; ($a)
12.6 + ($a = 10 - ++$b)
--- stdout
0
1
1
0
0
21.6
### member access
$a = 10, 20, 30
$a.Length; (10, 20, 30).Length
$property = 'Length'; $a.$property
$h1 = @{ FirstName = 'James'; LastName = 'Anderson'; IDNum = 123 }
$h1.FirstName; $h1.Keys.Count
[int]::MinValue; [double]::PositiveInfinity -gt 1
$property = 'MinValue'; [long]::$property
foreach ($t in [byte], [int], [long]) { $t::MaxValue }
$a = @{ ID = 1 }, @{ ID = 2 }, @{ ID = 3 }
$a.ID -join ','
'abc'.('Len' + 'gth')
--- stdout
3
3
3
James
3
-2147483648
True
-9223372036854775808
255
2147483647
9223372036854775807
1,2,3
3
### invocation and method designators
[Math]::Sqrt(2.0); [char]::IsUpper('a'); 'abc#$%XYZabc'.ToUpper()
[Math]::Sqrt(4d); [Math]::Sqrt($true); [Math]::Sqrt('25')
$a = [Math]::Sqrt; $a.Invoke(9.0)
$a = [Math]::('Sq' + 'rt'); $a.Invoke(16.0)
$a = [char]::ToLower; $a.Invoke('X')
--- stdout
1.4142135623731
False
ABC#$%XYZABC
2
1
5
3
4
x
### subscripts of arrays
$a = [int[]](10, 20, 30)
$a[1]; $null -eq $a[20]; $a[-1]; $null -eq $a[-4]; $a['1']; $a[1.5]
$a[2] = 5; $a[2]
try { $a[20] = 5 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
$a = New-Object 'double[,]' 3, 2
$a[0, 0] = 10.5; $a[0, 0]++; $a[0, 0]
$list = ('red', $true, 10), 20, (1.2, 'yes')
$list[2][1]
$a = @{ A = 10 }, @{ B = $true }, @{ C = 123.45 }
$a[1]['B']
$a = 'red', 'green'; $a[1][4]
--- stdout
20
True
30
True
20
30
5
System.IndexOutOfRangeException
Index was outside the bounds of the array.
11.5
yes
True
n
### subscripts of strings
$s = 'Hello'
$s[1]; $s[1].GetType().Name; $null -eq $s[20]; $s[-1]
-join $s[0, 4, 1]
--- stdout
e
Char
True
o
Hoe
### subscripts of hashtables
$h1 = @{ 10 = 'James'; 20.5 = 'Anderson'; $true = 123 }
$h1[10]; $h1[20.5]; $h1[$true]; $null -eq $h1['x']
try { $h1[$null] } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
$h2 = @{ FirstName = 'James'; LastName = 'Anderson'; IDNum = 123 }
$r = $h2['FirstName', 'IDNum']; $r.Length; $r -join ','
$r = $h2['FirstName', 'xxx']; $r.Length
--- stdout
James
Anderson
123
True
NullArrayIndex
Index operation failed; the array index evaluated to null.
2
James,123
2
### subscripts of documents
$x = [xml]"<Name>`n<FirstName>Mary</FirstName>`n<LastName>King</LastName>`n</Name>"
$x['Name'].GetType().Name
$x['Name']['FirstName'].InnerText
$null -eq $x['FirstName']
--- stdout
XmlElement
Mary
True
### slices
$a = [int[]](30, 40, 50, 60, 70, 80, 90)
$a[1, 3, 5] -join ','; $a[, 5].GetType().Name; $a[@()].Length; $a[-1..-3] -join ','
$a[0, 99].Length; $a[1..2 + 4] -join ','
$m = New-Object 'int[,]' 3, 2
$m[0, 0] = 10; $m[0, 1] = 20; $m[1, 0] = 30; $m[1, 1] = 40
$m[(0, 1), (1, 0)] -join ','
--- stdout
40,60,80
Object[]
0
90,80,70
1
40,50,70
20,30
### postfix increment
$i = 0; $i++; $j = $i--; "$i $j"
$a = 1, 2, 3; $b = 9, 8, 7; $i = 0; $j = 1
$b[$j--] = $a[$i++]; "$b $i $j"
$i = 2147483647; $i++; $i.GetType().Name
[int]$k = [int]::MaxValue
try { $k++ } catch { $_.FullyQualifiedErrorId }
$x = $null; $x++; $x; $x.GetType().Name
$u = $null; $u--; $u
try { $s = 'a'; $s++ } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
0 1
9 1 7 1 0
Double
RuntimeException
1
Int32
-1
OperatorRequiresNumber
The '++' operator works only on numbers. The operand is a 'System.String'.
### the subexpression operator
$j = 20
$null -eq $($i = 10); $(($i = 10)); $($i = 10; $j); $(($i = 10); $j).Length; $(($i = 10); ++$j); $(($i = 10); (++$j)) -join ','; $null -eq $($i = 10; ++$j); $(2, 4, 6).Length; $null -eq $()
--- stdout
True
10
20
2
10
10,22
True
3
True
### the array operator
$j = 20
@($i = 10).Length; @(($i = 10)).Length; @($i = 10; $j).Length; @(($i = 10); $j).Length; @(($i = 10); ++$j).Length; @(($i = 10); (++$j)).Length; @($i = 10; ++$j).Length
$a = @(2, 4, 6); $a.Length; @($a).Length; @(@($a)).Length; @().Length; @($null).Length
--- stdout
0
1
1
2
1
2
0
3
3
3
0
1
### hash literals: keys and values of any kind
$last = 'Anderson'; $IDNum = 120
$h = @{ FirstName = 'James'; LastName = $last; IDNum = $IDNum + 3 }
$h.IDNum
$h = @{ 10 = 'a'; 20.5 = 'b'; $true = 'c'; (1 + 1) = 'd'; 'two words' = 'e'; k = if ($true) { 'f' } else { 'g' }; l = Write-Output h
    m = 1, 2 }
$h[10]; $h[2]; $h['two words']; $h.k; $h.l; $h.m.Length
try { [scriptblock]::Create('@{ a = 1; A = 2 }') } catch { $_.Exception.InnerException.Errors[0].ErrorId; $_.Exception.InnerException.Errors[0].Message }
--- stdout
123
a
d
e
f
h
2
DuplicateKeyInHashLiteral
Duplicate keys 'A' are not allowed in hash literals.
### type literals
[int].IsPrimitive; [Object[]].FullName; [int[,,]].GetArrayRank()
[System.Collections.Generic.Dictionary[int, string]].GetGenericArguments().Name -join ','
[int[]].Name; [int[][]].Name
--- stdout
True
System.Object[]
3
Int32,String
Int32[]
Int32[][]
### the unary comma
$a = , 10; $a.Length; $a[0].GetType().Name
$a = , (10, 'red'); $a.Length; $a[0].Length; $a[0][1]
$a = , , 10; $a[0][0]
--- stdout
1
Int32
1
2
red
10
### not
-not $true; -not -not $false; -not 0; -not 1.23; !'xyz'; !$null; !@()
--- stdout
False
False
True
False
False
True
True
### bitwise not
-bnot $true; -bnot 10; -bnot 2147483648.1; (-bnot 2147483648.1).GetType().Name; -bnot $null; -bnot '0xabc'; (-bnot 10L).GetType().Name
--- stdout
-2
-11
-2147483649
Int64
-1
-2749
Int64
### unary plus and minus
(+123L).GetType().Name; +0.12340d; +'0xabc'; (+'0xabc').GetType().Name
-$true; -123L; -0.12340d; -'5'; - -5; (+$null).GetType().Name
--- stdout
Int64
0.12340
2748
Int32
-1
-123
-0.12340
-5
5
Int32
### prefix increment
$i = 0; ++$i; $j = --$i; "$i $j"
$a = 1, 2, 3; $b = 9, 8, 7; $i = 0; $j = 1
$b[--$j] = $a[++$i]; "$b $i $j"
$x = $null; --$x; $x
$h = @{ n = 1 }; ++$h.n; $h.n++; $h['n']
--- stdout
0 0
2 8 7 1 0
-1
3
### unary join and split
-join (10, 20, 30); -join (123, $false, 19.34e17); -join 12345; "[$(-join $null)]"
(-split " red`tblue`ngreen ").Length; (-split ('yes no', 'up down')) -join '|'; (-split 'a  b').GetType().Name
--- stdout
102030
123False1.934E+18
12345
[]
3
yes|no|up|down
String[]
### casts
[bool]-10; [int]-10.70d; [int]10.7; [long]'+2.3e+3'; ([char[]]'Hello').Length; [int][char]'A'
--- stdout
True
-11
11
2300
5
65
### the range operator
(1..10).Length; -495..-497 -join ','; (16..16).Length; $x = 1.5; $x..5.40d -join ','; ($true..3) -join ','; (-2..$null) -join ','; (0xf..0xd) -join ','
('a'..'e') -join ''; ('c'..'a') -join ''; (1..3).GetType().Name; ('1'..'3') -join ','
--- stdout
10
-495,-496,-497
1
2,3,4,5
1,2,3
-2,-1,0
15,14,13
abcde
cba
Object[]
1,2,3
### the format operator
'__{0,3}__' -f 5; '__{0,-3}__' -f 5; '__{0,3:000}__' -f 5; '__{0,5:0.00}__' -f 5.0
'__{0,12:e2}__' -f 123.456e2
$i = 5; $j = 3
'__{0} + {1} <= {2}__' -f $i, $j, ($i + $j)
$format = '__0x{0:X8}__'; $format -f 65535
'{{{0}}}' -f 'x'; '[{0}]' -f $null; '{1} {0}' -f 'a', 'b', 'c'
try { '{1}' -f 'a' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
__  5__
__5  __
__005__
__ 5.00__
__   1.23e+004__
__5 + 3 <= 8__
__0x0000FFFF__
{x}
[]
b a
FormatError
Error formatting a string: Index (zero based) must be greater than or equal to zero and less than the size of the argument list..
### multiplication and replication
(12 * -10L).GetType().Name; 12 * -10L; -10.300d * 12; 10.6 * 12; 12 * '0xabc'
'red' * '3'; 'red' * 4; "[$('red' * 0)]"; 'red' * 2.3450d; 'red' * 2.7
$a = [int[]](10, 20)
($a * '3').Length; ($a * 4).Length; ($a * 0).Length; ($a * 2.3450d).Length; ($a * 2.7).Length; ($a * 2).GetType().Name
((New-Object 'float[,]' 2, 3) * 2).Length
--- stdout
Int64
-120
-123.600
127.2
32976
redredred
redredredred
[]
redred
redredred
6
8
0
4
6
Int32[]
12
### division and remainder
10 / -10; 12 / -10; 12 / -10d; 12 / 10.6; 12 / '0xabc'; (10 / 5).GetType().Name; (7 / 2).GetType().Name
10 % 3; 10.0 % 0.3; 10.00d % '0x4'; -7 % 3
foreach ($s in { 1 / 0 }, { 1d / 0 }, { 1 % 0 }) { try { & $s } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; $_.Exception.Message } }
1.0 / 0 -gt 1
--- stdout
-1
-1.2
-1.2
1.13207547169811
0.00436681222707424
Int32
Double
1
0.1
2.00
-1
RuntimeException
RuntimeException
Attempted to divide by zero.
RuntimeException
RuntimeException
Attempted to divide by zero.
RuntimeException
RuntimeException
Attempted to divide by zero.
True
### addition and concatenation
12 + -10L; -10.300d + 12; 10.6 + 12; 12 + '0xabc'
'red' + 'blue'; 'red' + '123'; 'red' + 123; 'red' + 123.456e+5; 'red' + (20, 30, 40); 'x' + $null + $true
$a = [int[]](10, 20)
($a + 'red').Length; ($a + 12.5, $true).Length; ($a + (New-Object 'float[,]' 2, 3)).Length; ((New-Object 'float[,]' 2, 3) + $a).Length; ($a + 1).GetType().Name
--- stdout
2
1.700
22.6
2760
redblue
red123
red123
red12345600
red20 30 40
xTrue
3
4
8
8
Object[]
### adding hashtables
$h1 = @{ FirstName = 'James'; LastName = 'Anderson' }
$h3 = $h1 + @{ Dept = 'Personnel' }; $h3.Count; $h1.Count
try { $h1 + @{ FirstName = 'x' } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
3
2
System.ArgumentException
Item has already been added. Key in dictionary: 'FirstName'  Key being added: 'FirstName'
### subtraction
12 - -10L; -10.300d - 12; 10.6 - 12; 12 - '0xabc'
--- stdout
22
-22.300
-1.4
-2736
### equality and relations
10 -eq '010'; '010' -eq 10; 'RED' -eq 'Red'; 'RED' -ceq 'Red'; 'ab' -lt 'abc'
(10, 20, 30, 20, 10 -ne 20) -join ','; (10, 20, 30, 20, 10 -eq 40).Length; (10, 20, 30, 20, 10 -gt 25) -join ','
(0, 1, 30 -ne $true) -join ','; (0, '00' -eq '0').Length
(10, 20 -eq 40).GetType().Name
--- stdout
True
False
True
False
True
10,30,10
0
30
0,30
1
Object[]
### containment
10, 20, 30 -contains 20; 10, 20 -contains 42.9; 10, 20, 30 -contains '10'; '10', 20 -contains 10; '010', 20 -contains 10; 10, 20 -notcontains 15; 'Red', 20 -ccontains 'RED'
20 -in 10, 20; 'x' -notin 'X', 'y'; 'x' -cnotin 'X', 'y'; 5 -contains 5; $null -in @(1, $null)
--- stdout
True
False
True
True
False
True
False
True
False
True
True
True
### type tests and as
$a = 10
$a -is [int]; $t = [int]; $a -isnot $t; $a -is 'int'; $a -isnot [double]
([int[]](10, 20)) -is [int[]]; 'abcd' -is [Object]; (1, 2) -is [array]; $null -is [object]
$x = [double]
foreach ($t in [int], $x, [decimal], 'string') { ($b = (10.60d -as $t) * 2) }
--- stdout
True
False
True
True
True
True
True
False
22
21.2
21.20
10.6010.60
### like
'Hello' -like 'h*'; 'Hello' -clike 'h*'; 'Hello' -like '*l*'; 'Hello' -like '??l'; '-abc' -like '[-xz]*'; '#$%\^&' -notlike '*[A-Za-z]'; 'He' -like 'h[aeiou]?*'; 'When' -like '*[?]'; 'When?' -like '*[?]'
('abc', 'abbcde', 'abcgh' -like 'abc*') -join ','
--- stdout
True
False
True
False
True
True
False
False
True
abc,abcgh
### match
'Hello' -match '.l'; $Matches[0]; 'Hello' -match '^h.*o$'; $Matches[0]; 'Hello' -cmatch '^h.*o$'; $Matches[0]
'abc' -notmatch '[A-Za-z]'; 'abc' -match '[^A-Za-z]'; 'He' -match 'h[aeiou].'
('abc', 'abbcde', 'abcgh' -match 'abc.*') -join ','
'red' -match '((r)e)(d)'; $Matches.Count; $Matches[1], $Matches[2], $Matches[3] -join ','
'red' -match '(?<m1>(?<m2>r)e)(?<m3>d)'; $Matches.m1; $Matches['m2']; $Matches.m3
--- stdout
True
el
True
Hello
False
Hello
False
False
False
abc,abcgh
True
4
re,r,d
True
re
r
d
### replace
('Analogous', 'an apple' -replace 'a', '*') -join ','
'Analogous' -creplace '[aeiou]', '?'
('Analogous', 'an apple' -replace '^a', '%%A') -join ','
'Analogous' -replace '[aeiou]', '$&$&'
'Monday morning' -replace '(Monday|Tuesday) (morning|afternoon|evening)', 'the $2 of $1'
'abc' -replace 'b'; 'abc' -replace 'b', { $_.Value.ToUpper() }
--- stdout
*n*logous,*n *pple
An?l?g??s
%%Analogous,%%An apple
AAnaaloogoouus
the morning of Monday
ac
aBc
### join and split with a separator
(10, 20, 30) -join '|'; 12345 -join ','; ($null, $null) -join '<->'
('one,forty two,,' -split ',').Length
('abc', 'de' -split '').Length; ('abc', 'de' -split '') -join '.'
('ab,cd', '1,5,7,8' -split ',', 2) -join '/'
('10X20x30' -csplit 'X', 0, 'SimpleMatch') -join '/'
('analogous' -split '[AEIOU]', 0, 'RegexMatch, IgnoreCase') -join '/'
('analogous' -split { $_ -eq 'a' -or $_ -eq 'o' }, 4) -join '/'
('a1b2c' -split '(\d)') -join '/'; ('a,b,c,d' -split ',', -2) -join '/'
--- stdout
10|20|30
12345
<->
4
9
.a.b.c...d.e.
ab/cd/1/5,7,8
10/20x30
/n/l/g//s
/n/l/gous
a/1/b/2/c
a,b,c/d
### shifts
0x0408 -shl 1; 0x0408 -shr 3; 0x100000000 -shr 0xfff81; -16 -shr 2; 1 -shl 33; (1L -shl 33); 1 -shl 31
--- stdout
2064
129
2147483648
-4
2
8589934592
-2147483648
### bitwise operators
0x0F0F -band 0xFE; (0x0F0F -band 0xFEL).GetType().Name; 0x0F0F -band 14.6; 0x0F0F -bor 0xFE; 0x0F0F -bor 14.40d; 0x0F0F -bxor 0xFE; 0x0F0F -bxor 14.40d; 0x0F0F -bxor 14.6; '6' -band 3; $true -bor 4
--- stdout
14
Int64
15
4095
3855
4081
3841
3840
2
5
### logical operators
$j = 10; $k = 20
($j -gt 5) -and (++$k -lt 15); ($j -gt 5) -and ($k -le 21); ($j++ -gt 5) -and ($j -le 10); ($j -eq 5) -and (++$k -gt 15); "$j $k"
$j = 10; $k = 20
($j++ -gt 5) -or (++$k -lt 15); ($j -eq 10) -or ($k -gt 15); ($j -eq 10) -or (++$k -le 20)
$j = 10; $k = 20
($j++ -gt 5) -xor (++$k -lt 15); ($j -eq 10) -xor ($k -gt 15); ($j -gt 10) -xor (++$k -le 25)
--- stdout
False
True
False
False
11 21
True
True
False
True
True
False
### multiple assignment
$i, $j, $k = 10, 'red', $true; "$i $j $k"
$i, $j = 10, 'red', $true; $j.Length
$i, $j = (10, 'red'), $true; $i.Length; $j
$i, $j, $k = 10; "$i [$j] [$k]"
$h = @{}
[int] $h.Lower, [int] $h.Upper = -split '10 100'; $h.Lower + $h.Upper
$a, $b = $b, $a = 1, 2; "$a $b"
($x, $y), $z = (1, 2), 3; "$x $y $z"
--- stdout
10 red True
2
2
True
10 [] []
110
1 2
1 2 3
### assignment to places of drives
[int]$Variable:v = 123.456; $v
$Variable:v -= 3; $v
$Env:MyPath = 'a'; $Env:MyPath += 'b'; $Env:MyPath
$Function:F = { param($a, $b) "Hello there, $a, $b" }; F 10 red
function Demo { 'Hi there from inside Demo' }
$Alias:A = 'Demo'; A
$null = New-PSDrive X -PSProvider FileSystem -Root .
${X:output.txt} = 'a'; ${X:output.txt} += 'b'; ${X:output.txt} *= 4; Get-Content output.txt
--- stdout
123
120
ab
Hello there, 10, red
Hi there from inside Demo
abababab
### compound assignment evaluates its left side once
$a = 1234; $a *= (3 + 2); $a
$b = 10, 20, 30; $b[1] /= 6; $b[1].GetType().Name
$i = 0; $b = 10, 20, 30; $b[++$i] += 2; "$b $i"
$s = 'a'; $s += 1; $s; $n = $null; $n += 5; $n; $n %= 3; $n; $l = @(1); $l += 2, 3; $l.Length
$q = $null; $q ??= 'set'; $q ??= 'again'; $q
--- stdout
6170
Double
10 22 30 1
a1
5
2
3
set
### redirection
$i = 200
$i > output1.txt; ++$i >> output1.txt; Get-Content output1.txt
Get-Item nowhere.txt 2> error1.txt; (Get-Content error1.txt)[0] -replace '/.*/', '/'
function Say { [CmdletBinding()] param() 'out'; Write-Warning w; Write-Verbose v; Write-Debug d; Write-Error e; Write-Information i }
Say -Verbose -Debug -WarningAction Continue *> all.txt; (Get-Content all.txt).Count -gt 4
Say -Verbose 4>&1 3>$null 2>$null | ForEach-Object { $_.GetType().Name }
$r = Say 3>&1 2>&1 6>&1; $r.ForEach{ $_.GetType().Name } -join ','
--- stdout
200
201
Get-Item: 
True
String
VerboseRecord
String,WarningRecord,ErrorRecord,InformationRecord
### a stream's own file comes before that of all streams, however they are written
& { $(Get-Command NonExist; 1234) > o1.txt *> o2.txt; 'Hello' }
& { 1; Write-Error x } *> o4.txt > o3.txt
Get-Content o1.txt, o3.txt
(Get-Content o2.txt)[0] -match 'Get-Command'
(Get-Content o4.txt)[0] -match 'Write-Error'
--- stdout
Hello
1234
1
True
True
--- source the published test Language/Parser/RedirectionOperator.Tests.ps1
