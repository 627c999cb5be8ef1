Source: about_Quoting_Rules, about_Special_Characters and about_Join, about_Split
### expansion
$n = 5
"n=$n"
'n=$n'
"$n$n"
"${n}th"
"sum $(1 + 2)"
"$($n.GetType().Name)"
"a`$n"
"$n.x"
--- stdout
n=5
n=$n
55
5th
sum 3
Int32
a$n
5.x
### members need a subexpression
$o = [pscustomobject]@{ a = 1 }
"$($o.a) $o.a"
$h = @{ k = 'v' }
"$($h['k']) $($h.k)"
--- stdout
1 @{a=1}.a
v v
### arrays and null in text
"$(1..3)"
"[$null]"
"$(@())|"
"$true"
"$(1.50) $(1e20) $(0.1)"
--- stdout
1 2 3
[]
|
True
1.5 1E+20 0.1
### escapes
"a`tb"
"x`ny"
"q`"q"
'it''s'
"`u{41}"
--- stdout
a	b
x
y
q"q
it's
A
### here-strings
$x = 1
@"
x is $x
  "quoted"
"@
@'
raw $x
'@
--- stdout
x is 1
  "quoted"
raw $x
### nested quotes in a subexpression
"a $("b $("c")")"
--- stdout
a b c
### drives and scopes in text
$env:HVSH_Q = 'e'
$script:v = 's'
"$env:HVSH_Q $script:v ${env:HVSH_Q}"
--- stdout
e s e
### methods
'abc'.ToUpper()
'  x '.Trim()
'a,b'.Split(',').Count
'hello'.Substring(1, 3)
'hello'.Replace('l', 'L')
'hello'.IndexOf('l')
'hello'.Contains('ell')
'x'.PadLeft(3) + '|'
'abc'.StartsWith('ab')
[string]::IsNullOrEmpty('')
[string]::Join('-', 1, 2)
--- stdout
ABC
x
2
ell
heLLo
2
True
  x|
True
True
1-2
### comparison of text by culture-free rules
'a' -lt 'b'
'B' -gt 'a'
'a' -eq 'A'
--- stdout
True
True
True
### growing text
$s = ''
foreach ($i in 1..5) { $s += "$i," }
$s
$t = $s; $s += 'x'
$t
--- stdout
1,2,3,4,5,
1,2,3,4,5,
### casts to string
[string]1.5
[string]@(1, 2)
[string]$null -eq ''
[string]$true
[char]65
[int][char]'A'
[string][char[]]('a', 'b')
--- stdout
1.5
1 2
True
True
A
65
a b
### plain patterns: case, empty, next to other characters
'aXbxc' -replace 'x', '-'
'aXbxc' -creplace 'x', '-'
'Kk' -replace 'K', '.'
'abc' -replace '', '-'
'héxé' -replace 'X', 'ü'
('a' * 100 + 'B' + 'a' * 100 + 'b') -split 'b' | ForEach-Object Length
'a#b c#d' -split '#'
'a.b' -replace 'a.', '$&!'
--- stdout
a-b-c
aXb-c
..
-a-b-c-
héüé
100
100
0
a
b c
d
a.!b
### an interrupt ends a long replacement
/bin/sh -c "(sleep 1; kill -INT $PID) >/dev/null 2>&1 &"
$text = 'x' * 120MB
$null = $text -replace '(x)', '[$1]'
'not reached'
--- exit 130
--- timeout 6
### script blocks as match evaluators of Regex
[regex]::Replace('abc', 'b', { param($m) $m.Value * 2 })
[regex]::Replace('aBc', 'b', { "<$($args[0].Index)>" }, 'IgnoreCase')
[regex]::new('b').Replace('abcb', { 'Q' })
[regex]::new('b').Replace('abcb', { param($m) $m.Value.ToUpper() }, 1)
([regex]'(?<d>\d)').Replace('a1b2', { param($m) [int]$m.Groups['d'].Value + 1 })
'a1' -replace '\d', { [int]$_.Value + 1 }
--- stdout
abbc
a<1>c
aQcQ
aBcb
a2b3
a2
