Source: PowerShell Language Specification, chapters 9 (Arrays) and 10 (Hashtables); about_Arrays, about_Hash_Tables
### arrays hold elements of any type
$items = 10, 'blue', 12.54e3, 16.30d
$items[1] = -2.345; $items[2] = 'green'
$items -join ','
$a = New-Object 'object[,]' 2, 2
$a[0, 0] = 10; $a[0, 1] = $false; $a[1, 0] = 'red'; $a[1, 1] = $null
$a.Length; $a.GetType().Name; $a[1, 0]; $null -eq $a[1, 1]
--- stdout
10,-2.345,green,16.30
4
Object[,]
red
True
### a table written element by element
$values = 10, 20, 30
for ($i = 0; $i -lt $values.Length; ++$i) { "`$values[$i] = $($values[$i])" }
$a = New-Object 'object[,]' 2, 2
$a[0, 0] = 10; $a[0, 1] = $false; $a[1, 0] = 'red'; $a[1, 1] = 10.50d
foreach ($e in $a) { $e }
--- stdout
$values[0] = 10
$values[1] = 20
$values[2] = 30
10
False
red
10.50
### elements that nobody set
$b = New-Object 'bool[]' 2; $b[0]; $n = New-Object 'int[]' 1; $n[0]; $s = New-Object 'string[]' 1; $null -eq $s[0]; $null -eq ([object[]]::new(1))[0]
--- stdout
False
0
True
True
### concatenation gives a new array without constraint
$a = [int[]](1, 2, 3); $b = [int[]](10, 20)
$c = $a + $b; $c.GetType().Name; $c.Length; $a.Length
$c = [int[]]($a + $b); $c.GetType().Name
$a += 1.23; $a.GetType().Name; $a[-1]
--- stdout
Object[]
5
3
Int32[]
Object[]
1.23
### an element of a constrained array converts or refuses
$a = [int[]](1, 2, 3, 4)
$a[0] = '7'; $a[0]; $a[0].GetType().Name
try { $a[1] = 'abc' } catch { $_.Exception.Message }
--- stdout
7
Int32
Cannot convert value "abc" to type "System.Int32". Error: "The input string 'abc' was not in a correct format."
### assignment shares, += makes a new array
$a = 10, 20, 30
">$a<"
$b = $a
$a[0] = 6
">$a<"; ">$b<"
$b += 40
$a[0] = 8
">$a<"; ">$b<"
--- stdout
>10 20 30<
>6 20 30<
>6 20 30<
>8 20 30<
>6 20 30 40<
### arrays in arrays
$colors = 'red', 'blue', 'green'
$list = $colors, (, 7), (1.2, 'yes')
"`$list refers to an array of length $($list.Length)"
">$($list[1][0])<"; ">$($list[2][1])<"
$list = $colors, 7, (1.2, 'yes'); ">$($list[1])<"
--- stdout
$list refers to an array of length 3
>7<
>yes<
>7<
### copies of parts
$a = [int[]](10, 20, 30); $b = [int[]](0, 1, 2, 3, 4, 5)
[array]::Copy($a, $b, 2); $b -join ','
[array]::Copy($a, 1, $b, 3, 2); $b -join ','
$c = $a.Clone(); $c[0] = 99; $a[0]
--- stdout
10,20,2,3,4,5
10,20,2,20,30,5
10
### rows first
$a = New-Object 'int[,]' 2, 3
$k = 0; foreach ($i in 0..1) { foreach ($j in 0..2) { $a[$i, $j] = $k++ } }
($a | ForEach-Object { $_ }) -join ','
$c = ('red', $true) + $a; $c.Length; $c -join ','
$a.GetUpperBound(1); $a.GetLowerBound(0)
try { $a[5, 5] } catch { $_.FullyQualifiedErrorId }
--- stdout
0,1,2,3,4,5
8
red,True,0,1,2,3,4,5
2
0
### adding and removing keys
$h1 = @{ FirstName = 'James'; LastName = 'Anderson'; IDNum = 123 }
$h1.Dept = 'Finance'; $h1['Salaried'] = $false; $h1.Count
$h1.Remove('Salaried'); $h1.Count
$h2 = $h1; $h1.FirstName = 'John'; $h2.FirstName
$h3 = $h1 + @{ x = 1 }; $h3.Count; $h1.Count
$h1 += @{ y = 2 }; $h1.Count; $h2.Count
--- stdout
5
4
John
5
4
5
4
### a key may be of any type but null
$h = @{}; $h[1.5] = 'd'; $h[(Get-Date '2024-01-01')] = 'date'; $h[[int]] = 'type'
$h[[int]]; $h[1.5]; $h[[datetime]'2024-01-01']
try { $h[$null] = 1 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { @{ $null = 1 } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
type
d
date
NullArrayIndex
Index operation failed; the array index evaluated to null.
InvalidNullKey
A null key is not allowed in a hash literal.
### enumeration by pairs
$h = [ordered]@{ a = 1; b = 2 }
foreach ($p in $h.GetEnumerator()) { "$($p.Key)=$($p.Value)" }
$h.GetEnumerator() | ForEach-Object { $_.Name }
foreach ($p in @{ one = 1 }) { $p.GetType().Name }
(@{ a = 1; b = 2 }.Keys).Count; (@{ a = 1 } | Measure-Object).Count
--- stdout
a=1
b=2
a
b
Hashtable
2
1
### a property of a hashtable hidden by a key
$h = @{ Count = 'mine'; Keys = 'k' }
$h.Count; $h.Keys; $h.psbase.Count; $h.psbase.Keys.Count
--- stdout
mine
k
2
2
