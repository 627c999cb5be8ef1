Source: about_Comparison_Operators, about_Logical_Operators and about_Type_Operators
### equality ignores case unless c
'abc' -eq 'ABC'
'abc' -ceq 'ABC'
'abc' -ieq 'ABC'
'abc' -ne 'abd'
1 -eq 1.0
'1' -eq 1
1 -eq '1'
--- stdout
True
False
True
True
True
True
True
### an array on the left filters
1,2,3,2 -eq 2
(1,2,3 -ne 2) -join ','
(1..10 -gt 7) -join ','
('a','b','A' -eq 'a').Count
(@(1,2) -eq 5).Count
--- stdout
2
2
1,3
8,9,10
2
0
### the left side decides how to compare
'10' -lt '9'
10 -lt '9'
'10' -lt 9
--- stdout
True
False
True
### like
'PowerShell' -like '*shell'
'PowerShell' -clike '*shell'
'PowerShell' -notlike 'x*'
('a1','b2','a3' -like 'a*') -join ','
'file5' -like 'file[0-9]'
--- stdout
True
False
True
a1,a3
True
### match fills Matches
'The year 1959' -match '\d{4}'
$Matches[0]
'user: bob' -match '(?<key>\w+): (?<value>\w+)' | Out-Null
"$($Matches.key)=$($Matches['value'])"
'x' -match 'y'
$Matches.key
--- stdout
True
1959
user=bob
False
user
### replace
'book' -ireplace 'B', 'C'
'book' -creplace 'B', 'C'
'Hello World' -replace '(\w+) (\w+)', '$2 $1'
'abc' -replace 'b'
'John D. Smith' -replace '(\w+) (\w+)\. (\w+)', '$1.$2.$3@contoso.com'
('a1','b1' -replace '1','2') -join ','
--- stdout
Cook
book
World Hello
ac
John.D.Smith@contoso.com
a2,b2
### replace with a script block
'Hello World' -replace '\b\w', { $_.Value.ToLower() }
'a1b2' -replace '\d', { [int]$_.Value + 1 }
--- stdout
hello world
a2b3
### containment
1,2,3 -contains 2
1,2,3 -notcontains 5
2 -in 1,2,3
'A' -in 'a','b'
'A' -cin 'a','b'
'abc' -contains 'b'
--- stdout
True
True
True
True
False
False
### types
42 -is [int]
'x' -is [string]
42 -isnot [string]
@() -is [array]
'5' -as [int]
('5' -as [int]).GetType().Name
('x' -as [int]) -eq $null
--- stdout
True
True
True
True
5
Int32
True
### null on either side
$null -eq $null
$null -eq 0
'' -eq $null
$null -lt 1
@($null).Count
--- stdout
True
False
False
True
1
### logic is lazy
$true -or $(throw 'not reached')
$false -and $(throw 'not reached')
$true -xor $true
-not $false
!$true
--- stdout
True
False
False
True
False
### truth
[bool]0; [bool]1; [bool]''; [bool]'0'; [bool]@(); [bool]@(0); [bool]@(0,0); [bool]$null; [bool]@{}
--- stdout
False
True
False
True
False
False
True
False
True
### split
'Lastname:FirstName:Address' -split ':'
('a,b,c,d' -split ',', 2) -join '|'
('a1b2c' -split '\d') -join '|'
-split 'one  two three'
('aXbxc' -csplit 'x') -join '|'
('a.b' -split '.', 0, 'simplematch') -join '|'
('abc' -split { $_ -eq 'b' }) -join '|'
--- stdout
Lastname
FirstName
Address
a|b,c,d
a|b|c
one
two
three
aXb|c
a|b
a|c
### join
'a','b','c' -join '+'
-join ('a','b')
1,2,3 -join ''
--- stdout
a+b+c
ab
123
### format
'{0} is {1:N2}' -f 'pi', 3.14159
'{0,5}|{1,-5}|' -f 1, 2
'{0:D4} {0:X}' -f 255
'{{0}}' -f 1
--- stdout
pi is 3.14
    1|2    |
0255 FF
{0}
### ternary and null operators
$true ? 'yes' : 'no'
$x = $null
$x ?? 'default'
$x ??= 7
$x
$x ??= 8
$x
${x}?.ToString()
$n = $null
"[$(${n}?.Foo)]"
"[$(${n}?[0])]"
--- stdout
yes
default
7
7
7
[]
[]
