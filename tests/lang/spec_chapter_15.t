Source: PowerShell Language Specification, chapter 15 (Grammar); about_Parsing, about_Keywords-free statements of the syntactic grammar
### statements end by a new line or a semicolon, blocks need neither
if ($true) { 'a' } 'b'; ; 'c'
function F { 'f' } F
& { 'x' }
--- stdout
a
b
c
f
x
### new lines after operators, commas, pipes and opening brackets
$a = 1 +
    2
$b = 1,
    2,
    3
$c = (
    $a
)
1..3 |
    Where-Object {
        $_ -gt 1
    } |
    ForEach-Object { $_ * $a }
$h = @{
    x =
        5
}
"$c $b $($h.x)"
$true -and
$false
--- stdout
6
9
3 1 2 3 5
False
### a pipe may begin the next line
1..3
| Where-Object { $_ -ne 2 }
# between
| ForEach-Object { "n$_" }
--- stdout
n1
n3
### new lines around else, elseif, catch, finally, while and until
if ($false)
{
    1
}
elseif ($false)
{
    2
}
else
{
    3
}
try
{
    throw 'x'
}
catch
{
    'caught'
}
finally
{
    'f'
}
do
{
    'once'
}
while
($false)
foreach
($x
in
1)
{
    "x$x"
}
--- stdout
3
caught
f
once
x1
### member access after a new line
'abc'.
ToUpper().
Length
[Math]::
Abs(-2)
('a,b'
).Split(',')[1]
--- stdout
3
2
b
### precedence from low to high
-not $true -eq $false
1 + 2 * 3 - 4 / 2
2 * 3 -eq 6 -and 1 -lt 2
1, 2 + 3, 4
'{0}-{1}' -f 'a', 'b' + 'c'
-1 .. 1
!$false -and $false -or $true
5 -band 3 -bor 8
'a' + 'b' -eq 'ab'
1..3 + 4
--- stdout
True
5
True
1
2
3
4
a-b
--- stdout any
### unary operators bind to what follows
-2 * -3; - (2 + 3); -'2' + 1; +-+3; !1 -eq 0; -join ('a', 'b'); , 1 + 2 | Measure-Object | ForEach-Object Count
--- stdout
6
-5
-1
-3
True
ab
2
### casts before unary operators and members
[int]'5' + 1; [string]5 + 1; [int]'12'.Length; ([int]'12').GetType().Name; [int[]]'1' + 2 | Measure-Object | ForEach-Object Count; [char]'a' + 'b'
--- stdout
6
51
2
Int32
2
ab
### the type of a statement as a value
$x = if ($true) { 'yes' }; $x
$y = foreach ($i in 1..3) { $i * 2 }; "$y"
$z = switch (2) { 2 { 'two' } }; $z
$w = try { [int]'q' } catch { 'failed' }; $w
$v = while ($false) { 1 }; $null -eq $v
--- stdout
yes
2 4 6
two
failed
True
### attributes and types in front of parameters in all places
function F ([Parameter(Position = 0)] [int] [ValidateRange(1, 9)] $a = 3, [string[]]$b) { "$a $b" }
F; F 4 -b x, y
$s = { param([int]$q) $q + 1 }; & $s '4'
filter G ([int]$k) { $_ + $k }; 1, 2 | G 5
--- stdout
3 
4 x y
5
6
7
### named blocks in any order
function F { end { 'e' } process { 'p' } begin { 'b' } clean { Write-Host 'c' } }
F
--- stdout
b
p
e
c
### names of labels, members and hash keys written as words
$o = [pscustomobject]@{ 'a-b' = 1; in = 2; if = 3 }
$o.'a-b'; $o.in; $o.if; $o."i$('f')"; $n = 'in'; $o.$n
@{ begin = 1 }.begin
--- stdout
1
2
3
3
2
1
### chains of pipelines
Write-Output 1 && Write-Output 2
Get-Item ./nowhere 2>$null || 'fallback'
$(throw 'x') 2>$null || 'never'
--- stdout
1
2
fallback
--- stderr any
--- exit 1
### ternary and null operators
$true ? 'a' : 'b'; $null ?? 'd'; $n = $null; ${n}?.Length; ${n}?[0]; (1 -gt 2) ? 'x' : (3 -gt 2) ? 'y' : 'z'
--- stdout
a
d
y
### numbers and ranges in arguments
function show { $args | ForEach-Object { "$_ $($_.GetType().Name)" } }
show 1 1.5 1kb 0x10 -1 1..2 1,2 .5 1e3 5d
--- stdout
1 Int32
1.5 Double
1024 Int32
16 Int32
-1 Int32
1..2 String
1 2 Object[]
0.5 Double
1000 Double
5 Decimal
### a command name may be built from parts
function Get-Thing { "thing $args" }
$verb = 'Get'
& "$verb-Thing" 1; & ('Get-' + 'Thing') 2; & (Get-Command Get-Thing) 3; & { Get-Thing $args } 4
. Get-Thing 5
--- stdout
thing 1
thing 2
thing 3
thing System.Object[]
thing 5
### incomplete and wrong text is told of by its error
foreach ($t in '1 +', '(1', '{', '"abc', "@'", 'if', 'if (', 'if ($true)', '1 -eq', '$a = ', '[int', 'function', 'function F', '@{ a', '@{ a = ', 'foreach ($x)', 'switch', '1 | ', 'a b | | c', '}', ')', 'x[', '$x.', 'while ($true)', 'do { }', 'for (', 'try', 'param(', 'return +', '& ', '1..', '$', '@', 'break label extra', 'trap', 'data', 'else { }', 'in 5', 'class', 'class A { x', 'enum E', 'using', '1 2', '"$("', '${', '$a:', '<#', '>', '1 >', '2>&5', '&&', '1 && ', 'a -b: ') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$errors)
    "$t => $($errors.ErrorId -join ',')"
}
--- stdout
1 + => ExpectedValueExpression
(1 => MissingEndParenthesisInExpression
{ => MissingEndCurlyBrace
"abc => TerminatorExpectedAtEndOfString
--- stdout any
