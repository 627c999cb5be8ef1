Source: .NET's documentation of System.Numerics.BigInteger, about_Type_Accelerators
### powers beyond every other number
[bigint]::Pow(2, 100)
[bigint]::Pow(-3, 41)
--- stdout
1267650600228229401496703205376
-36472996377170786403
### arithmetic with other numbers gives a BigInteger
$b = [bigint]'12345678901234567890'
$b + 1
$b - '90'
2 * $b
$b * $b
($b + 1).GetType().Name
--- stdout
12345678901234567891
12345678901234567800
24691357802469135780
152415787532388367501905199875019052100
BigInteger
### division cuts towards zero, the remainder has the dividend's sign
[bigint]7 / 2
[bigint]-7 / 2
[bigint]-7 % 2
[bigint]::Pow(10, 40) / [bigint]::Pow(10, 20)
([bigint]::Pow(10, 40) + 7) % [bigint]::Pow(10, 20)
--- stdout
3
-3
-1
100000000000000000000
7
### division by zero
try { [bigint]1 / [bigint]0 } catch { $_.Exception.Message }
--- stdout
Attempted to divide by zero.
### comparison
[bigint]5 -lt 7; [bigint]5 -eq 5; [bigint]'99999999999999999999' -gt [long]::MaxValue
[bigint]-1 -lt [bigint]0
--- stdout
True
True
True
True
### to other numbers and back
[int][bigint]5
[double][bigint]'100000000000000000000'
[bigint]1e20
[bigint][decimal]12
--- stdout
5
1E+20
100000000000000000000
12
### parsing
[bigint]::Parse('-42')
$v = $null
[bigint]::TryParse('12x', [ref]$v); "$v"
try { [bigint]'abc' } catch { $_.FullyQualifiedErrorId }
--- stdout
-42
False
0
InvalidCastParseTargetInvocation
### properties
([bigint]6).IsEven; ([bigint]0).IsZero; ([bigint]-9).Sign; ([bigint]64).IsPowerOfTwo
[bigint]::One + [bigint]::MinusOne
--- stdout
True
True
-1
True
0
### greatest common divisor, and powers by a modulus
[bigint]::GreatestCommonDivisor(84, -36)
[bigint]::ModPow(4, 13, 497)
[bigint]::Abs(-5); [bigint]::Max(3, 8)
--- stdout
12
445
5
8
### bytes
([bigint]255).ToByteArray() -join ','
([bigint]-1).ToByteArray() -join ','
[bigint]::new([byte[]](0, 1))
[bigint]::new([byte[]](255))
--- stdout
255,0
255
256
-1
### the factorial of thirty
$f = [bigint]1
1..30 | ForEach-Object { $f *= $_ }
"$f"
--- stdout
265252859812191058636308480000000
### the suffix n
(100n).GetType().Name
99999999999999999999n + 1
2n - 5
--- stdout
BigInteger
100000000000000000000
-3
