Numbers that begin with a point wherever an operand may begin, and numbers as members.
Source: PowerShell language specification 2.3.5.1.2 (real literals), 7.1.2 (member access); about_Hash_Tables; the dictionary rules of dynamic member binding

### a point begins a number after an operator, a comma and a parenthesis
1+.5; 3-.5; 2*.5; 1 -eq.5; 1,.5; (.5); @(.25,.75); [math]::Ceiling(.5); !.5
--- stdout
1.5
2.5
1
False
1
0.5
0.5
0.25
0.75
1
False
### a point begins a number after an assignment and in a hashtable
$a=.5; $a; $a+=.25; $a; @{x=.5}.x; $true ? .5:.6
--- stdout
0.5
0.75
0.5
0.5
### a point begins a number at the start of a statement, a block and a condition
.5; {.5}.Invoke(); if(.5){'yes'}; "$(.5)"
--- stdout
0.5
0.5
yes
0.5
### a number names a key of that type
$h = @{ 5 = 'int'; '6' = 'text' }
$h.5; $null -eq $h.6; $h.(5); $h.(2 + 3); $k = 5; $h.$k; $h.'6'
--- stdout
int
True
int
int
int
text
### a number names a property by its text
$o = [pscustomobject]@{ '5' = 'five'; '5a' = 'more' }
$o.5; $o.(5); $o.5a
--- stdout
five
five
more
### keys that are numbers are set as such
$h = @{}; $h.3 = 'x'; $h.3 += 'y'; $k = 4; $h.$k = 1; $h.$k++
$h[3]; $h[4]; $h.Keys | ForEach-Object { $_.GetType().Name }
--- stdout
xy
2
Int32
Int32
### nested keys
$h = @{ a = @{ 1 = 'x' } }; $h.a.1; "$($h.a.1)"
--- stdout
x
x
### a key that is not there
$h = @{ 1 = 2 }; $null -eq $h.(7)
Set-StrictMode -Version 2; try { $h.(7) } catch { $_.FullyQualifiedErrorId }
--- stdout
True
PropertyNotFoundStrict
