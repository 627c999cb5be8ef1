Source: PowerShell Language Specification, chapter 6 (Conversions); about_Booleans, about_Type_Conversion, LanguagePrimitives
### to bool
foreach ($v in 0, 1, -1, 0.0, 0.1, 0d, '', 'a', 'False', '0', [char]0, [char]'0', [switch]$false, [switch]$true) { [bool]$v }
[bool]$null
[bool]@(); [bool]@(0); [bool]@(1); [bool]@(0, 0); [bool]@{}; [bool](, @()); [bool](, @(1)); [bool](, @(0))
[bool]{ }
--- stdout
False
True
True
False
True
False
False
True
True
True
False
True
False
True
False
False
False
True
True
True
False
True
True
True
### to char
[char]65; [char]'x'; [int][char]$null
foreach ($v in '', 'ab', -1, 65536) { try { [char]$v } catch { $_.FullyQualifiedErrorId } }
--- stdout
A
x
0
InvalidCastParseTargetInvocation
InvalidCastParseTargetInvocation
InvalidCastIConvertible
InvalidCastIConvertible
### bool and real values are no char
foreach ($v in $true, 1.5, 2d, [float]3) { try { [char]$v } catch { $_.Exception.Message } }
--- stdout
Cannot convert value "True" to type "System.Char". Error: "Invalid cast from 'Boolean' to 'Char'."
Cannot convert value "1.5" to type "System.Char". Error: "Invalid cast from 'Double' to 'Char'."
Cannot convert value "2" to type "System.Char". Error: "Invalid cast from 'Decimal' to 'Char'."
Cannot convert value "3" to type "System.Char". Error: "Invalid cast from 'Single' to 'Char'."
### to integers: rounding to even, chars, strings
[int]$true; [int]$false; [int]'A'[0]; [int]2.5; [int]3.5; [int]-2.5; [int]2.51; [int]$null; [int]''; [int]' 12 '
[int]'2.5'; [int]'3.5'; [long]'+2.3e+3'; [byte]'0xff'; [int]'1kb'.Replace('kb', ''); [int]-0.5
--- stdout
1
0
65
2
4
-2
3
0
0
12
2
4
2300
255
1
0
### integers that do not fit
foreach ($s in { [byte]256 }, { [byte]-1 }, { [int]2147483648 }, { [int]'2147483648' }, { [int]'abc' }, { [int]'1 2' }) { try { & $s } catch { $_.Exception.Message } }
--- stdout
Cannot convert value "256" to type "System.Byte". Error: "Value was either too large or too small for an unsigned byte."
Cannot convert value "-1" to type "System.Byte". Error: "Value was either too large or too small for an unsigned byte."
Cannot convert value "2147483648" to type "System.Int32". Error: "Value was either too large or too small for an Int32."
Cannot convert value "2147483648" to type "System.Int32". Error: "Value was either too large or too small for an Int32."
Cannot convert value "abc" to type "System.Int32". Error: "The input string 'abc' was not in a correct format."
Cannot convert value "1 2" to type "System.Int32". Error: "The input string '1 2' was not in a correct format."
### to float and double
[double]$true; [float]0.1; [double]$null; [double]''; [double]'1e3'; [double]' -1.5 '; [double]'0x10'; [double]'Infinity'; [double]'NaN'
[float]16777217
--- stdout
1
0.1
0
0
1000
-1.5
16
Infinity
NaN
1.677722E+07
### to decimal
[decimal]$true; [decimal]1.10; [decimal]'1.10'; [decimal]$null; [decimal]5
try { [decimal]1e30 } catch { $_.Exception.Message }
--- stdout
1
1.1
1.10
0
5
Cannot convert value "1E+30" to type "System.Decimal". Error: "Value was either too large or too small for a Decimal."
### to string: scalars
[string]$true; [string][char]65; [string]1.0; [string]1.50d; [string]0x10; [string]1e100; [string]-0.5; "[$([string]$null)]"
[string]123456789012345678; [string]0.1; [string](1/3); [string]1e15; [string]1e16; [string]100000.0
--- stdout
True
A
1
1.50
16
1E+100
-0.5
[]
123456789012345678
0.1
0.333333333333333
1E+15
1E+16
100000
### to string: arrays and the separator
[string](1, 2, 3)
$OFS = '-'; [string](1, 2, 3); "$(1, 2)"; $OFS = $null
[string]((1, 2), (3, 4), 'x')
$m = New-Object 'int[,]' 2, 2; $m[0, 0] = 1; $m[1, 1] = 4; [string]$m
[string]@(); [string]@($null, 1)
--- stdout
1 2 3
1-2-3
1-2
System.Object[] System.Object[] x
1 0 0 4

 1
### to string: other types
[string]{ a b }
[string][System.IO.FileAttributes]3
[string][int]; [string]@{}; [string][version]'1.2'
[string][System.Collections.ArrayList](1, 2)
[string](New-Object PSObject -Property @{ a = 1 })
[string][pscustomobject]@{ a = 1; b = 'x' }
--- stdout
 a b 
ReadOnly, Hidden
int
System.Collections.Hashtable
1.2
1 2
@{a=1}
@{a=1; b=x}
### to arrays
$a = [int[]]'5'; $a.GetType().Name; $a.Length
$a = [int[]](1.5, '2', $true); $a -join ','
$null -eq [int[]]$null
([char[]]'Hello').Length; ([string[]](1, 2)).GetType().Name
$m = New-Object 'int[,]' 2, 2; ([int[]]$m).Length
([object[]]@{ a = 1 }).Length
([int[]](1..3 | Where-Object { $_ -gt 1 })) -join ','
[array]$z = 5; $z.GetType().Name
--- stdout
Int32[]
1
2,2,1
True
5
String[]
4
1
2,3
Object[]
### to xml and regex
([xml]'<a b="1"><c>t</c></a>').a.c
([xml]@('<r>', 'x', '</r>')).r -replace '\n', '/'
([regex]'a+').Match('baa').Value
([regex]'(?i)X').IsMatch('x')
try { [regex]'(' } catch { $_.FullyQualifiedErrorId }
--- stdout
t
/x/
aa
True
InvalidCastConstructorException
### to scriptblock
$b = [scriptblock]'1 + 1'
$b.GetType().Name; & $b
--- stdout
ScriptBlock
2
### to enumerations
[System.DayOfWeek]'monday'; [System.DayOfWeek]5; [System.IO.FileAttributes]'Hidden,System'; [System.IO.FileAttributes]('Hidden', 'System')
[System.DayOfWeek]'Mon'
[System.ConsoleColor]'0'
try { [System.DayOfWeek]'M' } catch { $_.Exception.Message }
try { [System.DayOfWeek]'T' } catch { $_.Exception.Message }
--- stdout
Monday
Friday
Hidden, System
Hidden, System
Monday
Black
Monday
Cannot convert value "T" to type "System.DayOfWeek". Error: "The identifier name T cannot be processed because it is either too similar or identical to the following enumerator names: Tuesday, Thursday. Use a more specific identifier name."
### the usual arithmetic conversions
(1 + 1.5).GetType().Name; (1 + 1L).GetType().Name; (1 + 1d).GetType().Name; (1d + 1.5).GetType().Name; ([float]1 + 1).GetType().Name; ([float]1 + [float]1).GetType().Name
(2147483647 + 1).GetType().Name; (9223372036854775807 + 1).GetType().Name; ([byte]250 + [byte]10).GetType().Name; ([char]'a' + 1)
(1 + '2').GetType().Name; 1 + '2.5'; '5' - 2; '0x10' + 1 - 0; '3' * 2; 1 + $null; $null + 1; 1 + $true; '6' / '2'; 5 - '1e1'
--- stdout
Double
Int64
Decimal
Decimal
Double
Single
Double
Double
Int32
98
Int32
3.5
3
--- stdout any
### operands that are not numbers
foreach ($s in { $true + 1 }, { 1 - 'abc' }, { 'abc' - 1 }, { @{} - 1 }, { (Get-Date) * 2 }, { $true * 3 }, { { } + 1 }) { try { $r = & $s; "ok $r" } catch { $_.FullyQualifiedErrorId; $_.Exception.Message } }
--- stdout
ok 2
InvalidCastFromStringToInteger
--- stdout any
### strings to numbers
0 + ''; 0 + '  7  '; 0 + '+5'; 0 + '-5'; 0 + '0xFF'; 0 + '1e2'; 0 + "`n"
0 + '1kb'; 0 + '5L'
--- stdout
0
7
5
-5
255
100
0
1024
5
### binding: switches, collections, script blocks
function S([switch]$s) { $s.GetType().Name; "$s" }
S; S -s; S -s:$null
function C([int[]]$c) { $c.GetType().Name; $c.Length }
C 5; C '1', 2.6
function N([int]$n) { $n }
try { N 1, 2 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
function O([object]$o, [scriptblock]$b) { $o.GetType().Name; $b.GetType().Name }
O { 1 } { 2 }
function D { param([Parameter(ValueFromPipelineByPropertyName)][string]$Path) process { $Path } }
[pscustomobject]@{ Path = 'x'; Size = 3 } | D -Path { $_.Path + $_.Size }
--- stdout
SwitchParameter
False
SwitchParameter
True
SwitchParameter
False
Int32[]
1
Int32[]
2
ParameterArgumentTransformationError,N
Cannot process argument transformation on parameter 'n'. Cannot convert the "System.Object[]" value of type "System.Object[]" to type "System.Int32".
ScriptBlock
ScriptBlock
x3
### conversions by Parse, constructor and hashtable
([version]'1.2.3').Minor; ([guid]'00000000-0000-0000-0000-000000000001').ToString(); ([timespan]'1:30').TotalMinutes; ([datetime]'2024-01-02').Day
([uri]'http://a/b').Host; ([ipaddress]'10.0.0.1').AddressFamily; ([System.Text.StringBuilder]'abc').Length; ([System.IO.FileInfo]'/tmp/x.y').Extension
$s = [System.Collections.Generic.List[int]](1, 2); $s.Count
try { [version]'x' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
2
00000000-0000-0000-0000-000000000001
90
2
a
InterNetwork
3
.y
2
InvalidCastParseTargetInvocation
Cannot convert value "x" to type "System.Version". Error: "Version string portion was too short or too long. (Parameter 'input')"
### ordered needs a literal
[ordered]@{ b = 1; a = 2 } | ForEach-Object { $_.Keys -join '' }
try { & ([scriptblock]::Create('$h = @{}; [ordered]$h')) } catch { $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }
--- stdout
ba
OrderedAttributeOnlyOnHashLiteralNode
### pscustomobject leaves other values as they are
([pscustomobject]5).GetType().Name; ([pscustomobject]'a').GetType().Name
$h = @{ a = 1 }
([pscustomobject]$h).a; ([pscustomobject]$h).GetType().Name
--- stdout
Int32
String
1
PSCustomObject
### as gives null where a cast fails
$null -eq ('abc' -as [int]); '12' -as [int]; 2.7 -as [int]; 'x' -as [System.DayOfWeek]; (5 -as 'string').GetType().Name; (1, 2 -as [string])
--- stdout
True
12
3
String
1 2
