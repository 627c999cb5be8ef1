Source: PowerShell Language Specification, chapter 2 (Lexical structure); about_Comments, about_Special_Characters, about_Numeric_Literals, about_Quoting_Rules
### letter case is ignored in names, keywords and operators
$Total = 3
IF ($TOTAL -EQ 3) { 'yes' } ELSE { 'no' }
function Get-It { 'it' }
GET-IT
[STRING]5 + 1
--- stdout
yes
it
51
### a carriage return alone, a line feed and both together end a line
$code = "1`r2`n3`r`n4"
(& ([scriptblock]::Create($code))) -join ','
--- stdout
1,2,3,4
### comments do not nest and end where they first can
<# <# inner #> 'after'
1 # <# not a start
2 <# # no meaning #> + 3
--- stdout
after
1
5
### a number sign inside a word starts no comment
function show { $args -join '|' }
show hello#there
show hello #there
show (1)#x
show 'a'#b
show a;#c
show {b}.Length
--- stdout
hello#there
hello
1
a
a
1
### the requires comment with a lower version is accepted
#Requires -Version 5.1
'ran'
--- stdout
ran
### white space characters separate tokens
$a = 4	+ 1
$a
$code = "'x'$([char]0xA0)+$([char]0x2003)'y'$([char]0xB)+$([char]0xC)'z'"
& ([scriptblock]::Create($code))
--- stdout
5
xyz
### a line goes on only after a backtick
$number = 10
+ 20
- 50
$number
$number = 10 `
+ 20 `
- 50
$number
--- stdout
20
-50
10
-20
### words that look like keywords are arguments and names elsewhere
function show { $args -join '|' }
show if while class
function filter-it { 'f' }
filter-it
@{ if = 1; while = 2 }.while
--- stdout
if|while|class
f
2
### names of variables in other scripts and in braces
$végösszeg = 1; $итог = 2; $総計 = 3
$végösszeg + $итог + $総計
${Name with`twhite space and `{punctuation`}} = 'ok'
(Get-Variable 'Name with*').Name -replace "`t", '<tab>'
${a} = 5; $a
$x? = 'q'; $x?
$_a1 = 'u'; "$_a1"
--- stdout
6
Name with<tab>white space and {punctuation}
5
q
u
### arguments splatted from an array, a hashtable and args
function Get-Power ([long]$Base, [int]$Exponent) { [Math]::Pow($Base, $Exponent) }
$values = 5, 3
Get-Power @values
$hash = @{ Exponent = 3; Base = 5 }
Get-Power @hash
function Get-Power2 { Get-Power @args }
Get-Power2 -Exponent 3 -Base 5
Get-Power2 5 3
--- stdout
125
125
125
125
### names of the drives as variables
function F { 'Hello from F' }
& $Function:F
"$Function:F".Trim()
Set-Alias A F
$Alias:A
$Count = 10
$Variable:Count
$Env:SPEC_ONE = 'e'
$Env:SPEC_ONE
--- stdout
Hello from F
'Hello from F'
F
10
e
### a switch parameter with and without its colon
function S([switch]$Strict, $Rest) { "$Strict $Rest" }
S -Strict
S -Strict: $true
S -Strict:$false
S -str -re 5
S 7 -Strict: $false
--- stdout
True 
True 
False 
True 5
False 7
### types of integer literals
foreach ($n in 123, 2147483647, 2147483648, 9223372036854775807, 9223372036854775808, 79228162514264337593543950336) {
    $n.GetType().Name
}
(123L).GetType().Name
(200000000000).GetType().Name
--- stdout
Int32
Int32
Int64
Int64
Decimal
Double
Int64
Int64
### the smallest int and long are written with a minus sign before a literal
(-2147483648).GetType().Name
(-9223372036854775808).GetType().Name
-2147483648
-9223372036854775808
--- stdout
Int32
Int64
-2147483648
-9223372036854775808
### hexadecimal literals
0x10, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFFFFFFFFFF, 0x100000000, 0xffL, 0x0A | ForEach-Object { "$_ $($_.GetType().Name)" }
--- stdout
16 Int32
-1 Int32
2147483647 Int32
-1 Int64
4294967296 Int64
255 Int64
10 Int32
### real literals and the decimal suffix
1., 1.23e-3, .45, .45e+2, 1e3, 1.20d, 5D, 1.5e2d | ForEach-Object { "$_ $($_.GetType().Name)" }
--- stdout
1 Double
0.00123 Double
0.45 Double
45 Double
1000 Double
1.20 Decimal
5 Decimal
150 Decimal
### multipliers are powers of 1024 in both kinds of literals
1kb, 1mb, 2gb, 1tb, 1pb, 1.5kb, 1.30dMB, 0x10kb, 5Lkb, 1e2kb | ForEach-Object { "$_ $($_.GetType().Name)" }
--- stdout
1024 Int32
1048576 Int32
2147483648 Int64
1099511627776 Int64
1125899906842624 Int64
1536 Double
1363148.80 Decimal
16384 Int32
5120 Int64
102400 Double
### suffixes of PowerShell 7
1y, 1uy, 1s, 1us, 1u, 1ul, 1n, 4294967296u, 0b101, 0b11111111y, 0xFFus | ForEach-Object { "$_ $($_.GetType().Name)" }
--- stdout
1 SByte
1 Byte
1 Int16
1 UInt16
1 UInt32
1 UInt64
1 BigInteger
4294967296 UInt64
5 Int32
-1 SByte
255 UInt16
### a literal too large for its suffix is an error of the text
try { [scriptblock]::Create('256uy') } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId; $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message.Split("`n")[-1].Trim() }
--- stdout
BadNumericConstant
ParseException
The numeric constant 256uy is not valid.
### quotes doubled stand for one
'What''s the time?'
"I said, ""Hello""."
"it's"
'a "b" c'
--- stdout
What's the time?
I said, "Hello".
it's
a "b" c
### typographic quotes delimit strings too
$s = [scriptblock]::Create("$([char]0x2018)a$([char]0x2019) + $([char]0x201C)b$([char]0x201D)")
& $s
--- stdout
ab
### escapes inside a double-quoted string
"column1`tcolumn2`nsecond line, `"Hello`", ```Q`5`!"
[int[]][char[]]"`0`a`b`f`n`r`t`v`e`u{41}`u{1F600}" -join ' '
--- stdout
column1	column2
second line, "Hello", `Q5!
0 7 8 12 10 13 9 11 27 65 55357 56832
### only the name is taken for a variable
$a = 100, 200
">$a.Length<"
">$($a.Length)<"
$b = 'red', 'blue'
"`$b[0] is $b[0], `$b[0] is $($b[0])"
$count = 10
"The value of `$count is $count, the ${count}th"
--- stdout
>100 200.Length<
>2<
$b[0] is red blue[0], $b[0] is red
The value of $count is 10, the 10th
### subexpressions in strings
$count = 10
"$count + 5 is $($count + 5)"
"$count + 5 is `$($count + 5)"
"$count + 5 is `$(`$count + 5)"
$i = 5; $j = 10; $k = 15
"`$i, `$j, and `$k have the values $( $i; $j; $k )"
"`$i, `$j, and `$k have the values $(($i = 5); ($j = 10); ($k = 15))"
--- stdout
10 + 5 is 15
10 + 5 is $(10 + 5)
10 + 5 is $($count + 5)
$i, $j, and $k have the values 5 10 15
$i, $j, and $k have the values 5 10 15
### a subexpression may hold strings with the same quotes
"First 10 squares: $(for ($i = 1; $i -le 10; ++$i) { "$i $($i*$i) " })"
--- stdout
First 10 squares: 1 1  2 4  3 9  4 16  5 25  6 36  7 49  8 64  9 81  10 100 
### a string is expanded each time it is reached
$a = 10
$s1 = "`$a = $($a; ++$a)"
"`$s1 = >$s1<"
$s2 = "`$a = $($a; ++$a)"
"`$s2 = >$s2<"
$s2 = $s1
"`$s2 = >$s2<"
--- stdout
$s1 = >$a = 10<
$s2 = >$a = 11<
$s2 = >$a = 10<
### here-strings
$lit = @'
That's it!
2 * 3 = $(2*3)
'@
$lit
$lit = @"
That's "it"!
2 * 3 = $(2*3)
"@
$lit
$empty = @'
'@
$empty.Length
$two = @"

  x  
"@
"[$($two -replace "`n", '/')]"
--- stdout
That's it!
2 * 3 = $(2*3)
That's "it"!
2 * 3 = 6
0
[/  x  ]
### white space may follow the start of a here-string, nothing else
$t = "@'  `nbody`n'@"
& ([scriptblock]::Create($t))
try { [scriptblock]::Create("@'x`nbody`n'@") } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
body
UnexpectedCharactersAfterHereStringHeader
### there is no literal of one character
"A"[0].GetType().Name
([char]'A').GetType().Name
'A'.GetType().Name
--- stdout
Char
Char
String
### a backtick keeps a blank inside an argument
function show { $args.Count; $args }
show Test` Data.txt
show a`$b `"q`"
--- stdout
1
Test Data.txt
2
a$b
"q"
### tokens of a generic word
function show { $args -join '|' }
$v = 'V'
show a$v.txt a"b c"d $v$v a'b'c "x"y
show $v/sub pre$($v + 1)post
show -foo: -1 --x /y:z a,b
--- stdout
aV.txt|ab cd|VV|abc|x|y
V/sub|preV1post
-foo:|-1|--x|/y:z|a b
### other dashes are dashes
$c = "5 $([char]0x2013) 3; 5 $([char]0x2014)eq 5; 1..3 $([char]0x2015)join ','"
& ([scriptblock]::Create($c))
--- stdout
2
True
1,2,3
