Unicode's canonical forms, and arithmetic at the edge of UInt64.
Source: .NET, String.Normalize; Unicode Standard Annex 15

### form D takes letters and marks apart
$s = [string][char]0xE9 + [char]0x1EC7; $d = $s.Normalize('FormD')
($d.ToCharArray() | ForEach-Object { '{0:X4}' -f [int]$_ }) -join ' '
--- stdout
0065 0301 0065 0323 0302
### form C puts them together
$c = ('e' + [char]0x302 + [char]0x323).Normalize([Text.NormalizationForm]::FormC)
($c.ToCharArray() | ForEach-Object { '{0:X4}' -f [int]$_ }) -join ' '
(('A' + [char]0x30A).Normalize()) -ceq [string][char]0xC5
([string][char]0x212B).Normalize() -ceq [string][char]0xC5
--- stdout
1EC7
True
True
### marks can be removed from names
foreach ($n in 'Jörg Müller', 'Zoë Ångström', 'François Núñez', 'Łódź') { -join ($n.Normalize('FormD').ToCharArray() | Where-Object { [int]$_ -lt 0x300 -or [int]$_ -gt 0x36F }) }
('crème brûlée'.Normalize('FormD') -replace '\p{M}')
--- stdout
Jorg Muller
Zoe Angstrom
Francois Nunez
Łodz
creme brulee
### syllables of Hangul
$h = [string][char]0xD55C; ($h.Normalize('FormD').ToCharArray() | ForEach-Object { '{0:X4}' -f [int]$_ }) -join ' '
$h.Normalize('FormD').Normalize('FormC') -ceq $h
--- stdout
1112 1161 11AB
True
### what may not be composed stays apart
$x = [string][char]0x958; ($x.Normalize().ToCharArray() | ForEach-Object { '{0:X4}' -f [int]$_ }) -join ' '
--- stdout
0915 093C
### IsNormalized
'abc'.IsNormalized(); ('e' + [char]0x301).IsNormalized(); ('e' + [char]0x301).IsNormalized('FormD')
--- stdout
True
False
True
### sums past the largest UInt64 are doubles
([uint64]::MaxValue + 1).GetType().Name; [uint64]::MaxValue + 1; [uint64]::MaxValue * 2 | ForEach-Object GetType | ForEach-Object Name
--- stdout
Double
1.84467440737096E+19
Double
--- source about_Arithmetic_Operators; Compiler's UlongOps
### a text less than no times
try { 'a' * -1 } catch { $_.FullyQualifiedErrorId }
--- stdout
System.ArgumentOutOfRangeException
--- source StringOps.cs Multiply
### a script given with -File runs in the session's own scope
$v = 1; function f { $script:n++; $global:v; $script:v }
f; $global:v; "$n $global:n"; $global:g = 2; $g
--- args -NoProfile -NonInteractive -File {file}
--- stdout
1
1
1
1 1
2
--- source about_Pwsh, -File
### options of -split that do not go together
try { 'a' -split 'a', 0, 'SimpleMatch,Multiline' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
'aXbxc' -split 'x', 0, 'SimpleMatch,IgnoreCase' -join '|'
--- stdout
InvalidSplitOptionCombination
The combination of options with the -split operator is not valid.
a|b|c
--- source about_Split; ParserStrings.resx
