Source: about_Arithmetic_Operators, about_Numeric_Literals and about_Operator_Precedence
### integers stay Int32 until they overflow
(1 + 2).GetType().Name
(2147483647 + 1).GetType().Name
2147483647 + 1
--- stdout
Int32
Double
2147483648
### division gives a double only when needed
6 / 2
(6 / 2).GetType().Name
7 / 2
(7 / 2).GetType().Name
--- stdout
3
Int32
3.5
Double
### remainder keeps the sign of the dividend
7 % 3
-7 % 3
7.5 % 2
--- stdout
1
-1
1.5
### casts to int round half to even
[int]2.5
[int]3.5
[int]1.6
[int]-2.5
[int](5/2)
[int](7/2)
--- stdout
2
4
2
-2
2
4
### precedence
6 + 6 / 4 * 4 - 3
(6 + 6) / 4
-2 * 3 + 1
2 + 3 * 4
--- stdout
9
3
-5
14
### strings repeat and join
'ab' * 3
'file' + 16
"16" + 2
--- stdout
ababab
file16
162
### number on the left converts the text
10 + '5'
10 - '5'
'10' - 3
'3' * 2
--- stdout
15
5
7
33
### arrays add and repeat
(@(1,2) + 3) -join ' '
(@(1,2) * 2) -join ' '
(@(1) + @(2,3)).Count
--- stdout
1 2 3
1 2 1 2
3
### literals with suffixes and multipliers
1kb
2MB
1gb
1.5kb
0xFF
0b101
1e3
5l.GetType().Name
5d.GetType().Name
10uy.GetType().Name
7us.GetType().Name
--- stdout
1024
2097152
1073741824
1536
255
5
1000
Int64
Decimal
Byte
UInt16
### increments
$i = 5
$i++
$i
$j = $i++
"$j $i"
$k = ++$i
"$k $i"
--$i
$i
($i++)
$n = $null; $n++; $n
--- stdout
6
6 7
8 8
7
7
1
### compound assignment
$a = 10
$a += 5; $a
$a -= 3; $a
$a *= 2; $a
$a /= 5; $a
$a %= 3; $a
$s = 'x'; $s += 'y'; $s += 1; $s
$l = @(1); $l += 2; $l += 3, 4; $l.Count
--- stdout
15
12
24
4.8
1.8
xy1
4
### bitwise
10 -band 3
10 -bor 3
10 -bxor 3
-bnot 10
1 -shl 10
1024 -shr 3
--- stdout
2
11
9
-11
1024
128
### range
1..5 -join ','
5..1 -join ','
(-2..2) -join ','
'a'..'e' -join ','
--- stdout
1,2,3,4,5
5,4,3,2,1
-2,-1,0,1,2
a,b,c,d,e
### division by zero is an error the script survives
$ErrorActionPreference = 'Continue'
1 / 0
'next'
--- stdout
next
--- stderr
Attempted to divide by zero\.
### plus of null
$null + 1
1 + $null
"[$($null + 'x')]"
--- stdout
1
1
[x]
### double arithmetic
0.1 + 0.2
1.0
1.5 * 2
3.0.GetType().Name
--- stdout
0.3
1
3
Double
### decimal keeps its digits
0.1d + 0.2d
1.10d
(1d / 3d).ToString().Length -gt 20
--- stdout
0.3
1.10
True
