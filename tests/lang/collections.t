Source: about_Arrays, about_Hash_Tables, about_Member-Access_Enumeration and about_Intrinsic_Members
### literals
$a = 1, 2, 3
$a.Count
$a.Length
@().Count
@(5).Count
(, 1).Count
$a.GetType().Name
--- stdout
3
3
0
1
1
Object[]
### indexes
$a = 0..9
$a[0]; $a[-1]; $a[1..3] -join ','
$a[0, 2, 4] -join ','
$a[-3..-1] -join ','
$a[+ 1]
$null -eq $a[99]
--- stdout
0
9
1,2,3
0,2,4
7,8,9
1
True
### assignment by index
$a = 1, 2, 3
$a[1] = 'x'
"$a"
$a[-1] += 5
"$a"
try { $a[9] = 1 } catch { $_.Exception.Message }
--- stdout
1 x 3
1 x 8
Index was outside the bounds of the array.
### typed arrays convert
[int[]]$n = '1', '2'
$n[0].GetType().Name
$n[0] = '7'
$n[0] + 1
$n.GetType().Name
--- stdout
Int32
8
Int32[]
### nested arrays stay nested
$m = (1, 2), (3, 4)
$m.Count
$m[1][0]
($m | ForEach-Object { $_ }).Count
--- stdout
2
3
4
### unrolling
function f { , (1, 2) }
(f).Count
function g { 1, 2 }
$r = g
$r.Count
@(g | Where-Object { $_ -gt 1 }).Count
--- stdout
2
2
1
### array expression
@(1; 2; 3).Count
@(if ($false) { 1 }).Count
@($null).Count
@(@(1, 2)).Count
--- stdout
3
0
1
2
### where method
(1..10).Where({ $_ % 5 -eq 0 }) -join ','
(1..10).Where({ $_ -gt 3 }, 'First') -join ','
(1..10).Where({ $_ -gt 3 }, 'First', 2) -join ','
(1..10).Where({ $_ -lt 8 }, 'Last') -join ','
(1..5).Where({ $_ -eq 3 }, 'SkipUntil') -join ','
(1..5).Where({ $_ -eq 3 }, 'Until') -join ','
$s, $r = (1..5).Where({ $_ -gt 3 }, 'Split')
"$s / $r"
--- stdout
5,10
4
4,5
7
3,4,5
1,2
4 5 / 1 2 3
### foreach method
(1..3).ForEach({ $_ * 2 }) -join ','
('1', '2').ForEach([int])[0].GetType().Name
('a', 'b').ForEach('ToUpper') -join ','
(1..2).ForEach({ param($n) $_ + $n }, 10) -join ','
--- stdout
2,4,6
Int32
A,B
11,12
### members of elements
$o = @([pscustomobject]@{ n = 1 }, [pscustomobject]@{ n = 2 })
$o.n -join ','
('a', 'bcd').Length
('a', 'bcd').ToUpper() -join ','
$o.nothing.Count
--- stdout
1,2
2
A,BCD
2
### count of scalars and null
(5).Count
'abc'.Count
$null.Count
(5).Length
--- stdout
1
1
0
1
### hashtables
$h = @{ one = 1; 'two words' = 2; 3 = 'three' }
$h.one
$h['two words']
$h[3]
$h.Count
$h.new = 'n'
$h['new']
$h.ContainsKey('ONE')
$h.Remove('one')
$h.ContainsKey('one')
$null -eq $h.missing
--- stdout
1
2
three
3
n
True
False
True
### ordered hashtables keep order and index
$h = [ordered]@{ z = 1; a = 2; m = 3 }
$h.Keys -join ','
$h.Values -join ','
$h[1]
$h['m']
$h[0] = 9
$h.z
--- stdout
z,a,m
1,2,3
2
3
9
### iterating a hashtable
$h = [ordered]@{ a = 1; b = 2 }
foreach ($e in $h.GetEnumerator()) { "$($e.Key)=$($e.Value)" }
foreach ($k in $h.Keys) { $k }
$h.GetEnumerator() | ForEach-Object { $_.Name }
--- stdout
a=1
b=2
a
b
a
b
### several keys at once
$h = @{ a = 1; b = 2; c = 3 }
$h['a', 'c'] -join ','
--- stdout
1,3
### adding hashtables
$h = @{ a = 1 } + @{ b = 2 }
$h.Count
try { @{ a = 1 } + @{ a = 2 } } catch { 'duplicate' }
--- stdout
2
duplicate
### nested
$h = @{ list = @(1, 2); sub = @{ x = 5 } }
$h.list.Count
$h.sub.x
$h.sub.x = 6
$h.sub.x++
$h.sub.x
$h.list += 3
$h.list.Count
--- stdout
2
5
7
3
### values from statements
$h = @{ a = if ($true) { 'yes' }; b = foreach ($i in 1..2) { $i } }
$h.a
$h.b.Count
--- stdout
yes
2
### duplicate keys are refused
try { Invoke-Expression '@{ a = 1; A = 2 }' } catch { $_.FullyQualifiedErrorId -match 'DuplicateKeyInHashLiteral' }
--- stdout
True
### lists
$l = [System.Collections.Generic.List[string]]::new()
$l.Add('x'); $l.Add('y')
$l.Count
$l[1]
$l.Contains('x')
$a = [System.Collections.ArrayList]@(1, 2)
[void]$a.Add(3)
$a.Count
$a += 4
$a.GetType().Name
--- stdout
2
y
True
3
Object[]
### custom objects
$o = [pscustomobject]@{ Name = 'n'; Value = 1 }
$o.Name
$o.Value = 2
$o.Value
$o.PSObject.Properties.Name -join ','
$o.GetType().Name
"$o"
--- stdout
n
2
Name,Value
PSCustomObject
@{Name=n; Value=2}
### properties by variable and expression
$o = [pscustomobject]@{ Abc = 1; 'x y' = 2 }
$p = 'Abc'
$o.$p
$o.'x y'
$o."A$('bc')"
$o.('A' + 'bc')
--- stdout
1
2
1
1
### script property, method, alias
$o = [pscustomobject]@{ A = 3 }
$o | Add-Member -MemberType ScriptProperty -Name Twice -Value { $this.A * 2 }
$o | Add-Member -MemberType ScriptMethod -Name Plus -Value { param($n) $this.A + $n }
$o | Add-Member -MemberType AliasProperty -Name B -Value A
$o.Twice
$o.Plus(4)
$o.B
--- stdout
6
7
3
### adding and removing members through PSObject
$o = [pscustomobject]@{ A = 1 }
$o.PSObject.Properties.Add([psnoteproperty]::new('B', 2))
$o.B
$o.PSObject.Properties['A'].Value = 5
$o.A
$o.PSObject.Properties.Remove('A')
$o.PSObject.Properties.Name
--- stdout
2
5
B
### an array never equals another one
$a = 1, 2
($a -eq $a).Count
[object]::ReferenceEquals($a, $a)
--- stdout
0
True
### strings are indexed
$s = 'hello'
$s[0]; $s[-1]; $s[1..3] -join ''
$s[0].GetType().Name
--- stdout
h
o
ell
Char
