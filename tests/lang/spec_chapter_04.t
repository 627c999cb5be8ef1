Source: PowerShell Language Specification, chapter 4 (Types); about_Types, about_Ref, about_Enum; System.Math, System.Decimal, System.Char
### an array is shared by assignment, an int copied
$i = 100; $j = $i; $i = 5; $j
$a = 10, 20, 30
$b = $a
$a[1] = 50
$b[1]
--- stdout
100
50
### void discards a value
[void]5
[void](1, 2, 3)
$x = [void]7; "[$($null -eq $x)]"
[void].FullName
--- stdout
[True]
System.Void
### a variable constrained to object takes anything
[object]$o = 5; $o = 'text'; $o = @{ a = 1 }; $o.GetType().Name
--- stdout
Hashtable
### members of char
[int][char]::MaxValue; [int][char]::MinValue
[char]::IsControl("`t"); [char]::IsDigit('7'); [char]::IsLetter('x'); [char]::IsLetterOrDigit('_')
[char]::IsLower('q'); [char]::IsPunctuation('!'); [char]::IsUpper('q'); [char]::IsWhiteSpace(' ')
[char]::ToLower('Q'); [char]::ToUpper('q')
[char]::ToUpper('q').GetType().Name
--- stdout
65535
0
True
True
True
False
True
True
False
True
q
Q
Char
### limits of the numeric types
[int]::MaxValue, [int]::MinValue, [long]::MaxValue, [long]::MinValue, [byte]::MaxValue, [byte]::MinValue
[decimal]::MaxValue, [decimal]::MinValue
[double]::MaxValue, [double]::MinValue, [float]::MaxValue
[sbyte]::MinValue, [int16]::MaxValue, [uint16]::MaxValue, [uint32]::MaxValue, [uint64]::MaxValue
--- stdout
2147483647
-2147483648
9223372036854775807
-9223372036854775808
255
0
79228162514264337593543950335
-79228162514264337593543950335
1.79769313486232E+308
-1.79769313486232E+308
3.402823E+38
-128
32767
65535
4294967295
18446744073709551615
### values of double that are no numbers
[double]::NaN; [double]::PositiveInfinity; [double]::NegativeInfinity
[double]::NaN -eq [double]::NaN
[float]::PositiveInfinity -gt [double]::MaxValue
[double]::IsNaN(0.0 / 0)
"$([double]::NaN)|$([double]::PositiveInfinity)|$([double]::NegativeInfinity)"
--- stdout
NaN
Infinity
-Infinity
False
True
True
NaN|Infinity|-Infinity
### the scale of decimals
1.0d + 2.000d; 5.0d - 2.00d; 1.0d * 2.000d; 4.00000d / 2.000d; 3.000d / 2.000d; 3d / 2d
--- stdout
3.000
3.00
2.0000
2.00
1.5
1.5
### the four ints of a decimal
[decimal]::GetBits(1.50d) -join ' '
[decimal]::GetBits(-1d) -join ' '
--- stdout
150 0 0 131072
1 0 0 -2147483648
### the switch type
[switch].FullName
$s = [switch]$true
$s.IsPresent; $s.ToBool(); $s.GetType().Name; "$s"; $s -eq $true; !$s
--- stdout
System.Management.Automation.SwitchParameter
True
True
SwitchParameter
True
True
False
### enumerations: names, numbers, combined flags
[System.Management.Automation.ActionPreference]::Stop.value__
[enum]::GetNames([System.Management.Automation.ConfirmImpact]) -join ','
$f = [System.IO.FileAttributes]::Hidden -bor [System.IO.FileAttributes]::ReadOnly
$f; $f.GetType().Name; [int]$f
[System.Text.RegularExpressions.RegexOptions]'IgnoreCase, Multiline'
[System.Text.RegularExpressions.RegexOptions]3
[int][System.Text.RegularExpressions.RegexOptions]::RightToLeft
--- stdout
1
None,Low,Medium,High
ReadOnly, Hidden
FileAttributes
3
IgnoreCase, Multiline
IgnoreCase, Multiline
64
### members of string, array and hashtable
'Hello'.Length; 'Hello'.ToUpper(); 'Hello'.ToLower()
$a = 1, 2, 3
$a.Length; $a.Rank; $a.GetLength(0); $a.Count; $a.LongLength
$m = New-Object 'int[,]' 2, 3
$m.Length; $m.Rank; $m.GetLength(0); $m.GetLength(1)
$h = @{ a = 1; b = 2 }
$h.Count; ($h.Keys | Sort-Object) -join ','; ($h.Values | Sort-Object) -join ','
$h.Remove('a'); $h.Count
$h.GetEnumerator() | ForEach-Object { $_.GetType().Name }
--- stdout
5
HELLO
hello
3
1
3
3
3
6
2
2
3
2
a,b
1,2
1
DictionaryEntry
### an argument taken by reference
function Doubler { param ([ref]$x) $x.Value *= 2.0 }
$number = 8
Doubler([ref]$number)
$number; $number.GetType().Name
[int]$number = 8
Doubler([ref]$number)
$number; $number.GetType().Name
[ref].FullName
--- stdout
16
Double
16
Int32
System.Management.Automation.PSReference
### a parameter of type ref needs a reference
function Doubler { param ([ref]$x) $x.Value *= 2 }
$n = 8
try { Doubler $n } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
ParameterArgumentTransformationError,Doubler
Cannot process argument transformation on parameter 'x'. Reference type is expected in argument.
### members of scriptblock
$sb = { param($a) $a * 2; 'x' }
$r = $sb.Invoke(4); $r.GetType().Name; $r.Count; $r[0]
$sb.InvokeReturnAsIs(5) -join ','
$n = 10
$c = { $n }.GetNewClosure()
$n = 20
& $c
$made = [scriptblock]::Create('1 + 1'); & $made
"[$($made.File)]"; $made.Attributes.Count; "$made"
--- stdout
Collection`1
2
8
10,x
10
2
[]
0
1 + 1
### constants and functions of math
[Math]::E; [Math]::PI
[Math]::Abs(-3); [Math]::Acos(1); [Math]::Asin(0); [Math]::Atan2(1, 1)
[Math]::Ceiling(1.2); [Math]::Floor(-1.2); [Math]::Ceiling(1.2d).GetType().Name
[Math]::Exp(0); [Math]::Log([Math]::E); [Math]::Log(8, 2); [Math]::Log10(1000)
[Math]::Max(3, 7); [Math]::Min(3, 7); [Math]::Pow(2, 10); [Math]::Sqrt(2)
[Math]::Sin(0); [Math]::Cosh(0); [Math]::Tanh(0); [Math]::Round(2.5); [Math]::Round(2.345, 2); [Math]::Truncate(-2.7)
--- stdout
2.71828182845905
3.14159265358979
3
0
0
0.785398163397448
2
-2
Decimal
1
1
3
3
7
3
1024
1.4142135623731
0
1
0
2
2.35
-2
### ordered and pscustomobject
$o = [ordered]@{ z = 1; a = 2 }
$o.GetType().Name; $o.Keys -join ','; $o[0]; $o['a']
$p = [pscustomobject]@{ B = 1; A = 2 }
$p.GetType().Name; $p.psobject.Properties.Name -join ','
$p.psobject.TypeNames[0]
--- stdout
OrderedDictionary
z,a
1
2
PSCustomObject
B,A
System.Management.Automation.PSCustomObject
### generic types
$s = [System.Collections.Generic.Stack[string]]::new()
$s.Push('a'); $s.Push('b'); $s.Pop(); $s.Count
$d = New-Object 'System.Collections.Generic.Dictionary[int,string]'
$d.Add(5, 'five'); $d[5]
$d.GetType().FullName.Split('[')[0]
$ss = [System.Collections.Generic.Stack[System.Collections.Generic.Stack[string]]]::new()
$ss.Push($s); $ss.Peek().Count
--- stdout
b
1
five
System.Collections.Generic.Dictionary`2
1
### provider and drive objects
$p = Get-PSProvider Variable
$p.GetType().FullName; $p.Name; $p.Drives.Name -join ','
$d = Get-PSDrive Env
$d.GetType().FullName; $d.Name; $d.Root; $d.CurrentLocation; $d.Description; $d.Provider.Name
--- stdout
System.Management.Automation.ProviderInfo
Variable
Variable
System.Management.Automation.PSDriveInfo
Env


Drive that contains a view of the environment variables for the process
Environment
### variable objects
$v = 5
$o = Get-Variable v
$o.GetType().FullName; $o.Name; $o.Value; $o.Options; "[$($o.Description)]"
$o.Value = 6; $v
$o.Description = 'mine'; (Get-Variable v).Description
$v = 7; $o.Value
try { (Get-Variable v).Value = 8; $v } catch { "$_" }
--- stdout
System.Management.Automation.PSVariable
v
5
None
[]
6
mine
7
8
### alias objects
Set-Alias spec1 Get-ChildItem -Description 'd'
$a = Get-Alias spec1
$a.GetType().FullName; $a.CommandType -eq 'Alias'; $a.Definition; $a.Description; $a.Name; $a.Options
$a.ReferencedCommand.Name; $a.ResolvedCommand.Name; $a.Parameters.ContainsKey('Filter')
--- stdout
System.Management.Automation.AliasInfo
True
Get-ChildItem
d
spec1
None
Get-ChildItem
Get-ChildItem
True
### location objects
$l = Get-Location
$l.GetType().FullName; $l.Provider.Name; $l.Path -eq $l.ProviderPath; $l.Drive.Name; $l.Drive.Root
"$l" -eq $PWD.Path
--- stdout
System.Management.Automation.PathInfo
FileSystem
True
/
/
True
### environment variable objects
$env:SPEC_V = 'val'
$e = Get-Item Env:SPEC_V
$e.GetType().FullName; $e.Key; $e.Value; $e.Name
--- stdout
System.Collections.DictionaryEntry
SPEC_V
val
SPEC_V
### function and filter objects
function F { [CmdletBinding(DefaultParameterSetName = 'P')] param([Parameter(ParameterSetName = 'P')]$A, [Parameter(ParameterSetName = 'Q')]$B) 'body' }
filter G { $_ }
$f = Get-Command F
$f.GetType().Name; $f.CmdletBinding; $f.CommandType -eq 'Function'; $f.DefaultParameterSet
($f.ParameterSets.Name | Sort-Object) -join ','
$f.Parameters.Keys | Select-Object -First 2
$f.ScriptBlock.GetType().Name; "[$($f.ModuleName)]"; $f.Options
$g = Get-Command G
$g.GetType().Name; $g.CommandType -eq 'Filter'; $g.Definition.Trim()
--- stdout
FunctionInfo
True
True
P
P,Q
A
B
ScriptBlock
[]
None
FilterInfo
True
$_
### external script objects
Set-Content one.ps1 "param(`$A)`n'ran'"
$c = Get-Command ./one.ps1
$c.GetType().Name; $c.CommandType; $c.Name; Split-Path $c.Path -Leaf; $c.ScriptContents.Trim() -replace "`n", '/'
$c.Parameters.Keys -join ','
--- stdout
ExternalScriptInfo
ExternalScript
one.ps1
one.ps1
param($A)/'ran'
A
### module objects
$m = New-Module -Name Spec { function Pub { 1 }; $v = 2; Export-ModuleMember -Function Pub -Variable v } | Import-Module -PassThru
$m.GetType().FullName; $m.Name; $m.ModuleType; $m.Version.ToString(); $m.ExportedFunctions.Keys -join ','; $m.ExportedVariables.Keys -join ','
"[$($m.Description)]"; $m.ExportedCommands.Count
--- stdout
System.Management.Automation.PSModuleInfo
Spec
Script
0.0
Pub
v
[]
1
### error records
try { throw 'boom' } catch { $e = $_ }
$e.GetType().FullName; $e.Exception.Message; $e.TargetObject; $e.CategoryInfo.Category; $e.FullyQualifiedErrorId; $e.InvocationInfo.ScriptLineNumber
--- stdout
System.Management.Automation.ErrorRecord
boom
boom
OperationStopped
boom
1
### enumerators
foreach ($x in 1..4) { if ($x -eq 1) { $null = $foreach.MoveNext(); $foreach.Current } else { "x$x" } }
function In { $input.GetType().Name; $null = $input.MoveNext(); $input.Current; $input.Reset(); @($input).Count }
7, 8 | In
--- stdout
2
x3
x4
ArrayListEnumeratorSimple
7
2
### file and directory objects
$d = New-Item -ItemType Directory dd
$d.GetType().Name; $d.Name; $d.Exists; $d.Parent.GetType().Name; $d.Attributes
Set-Content dd/f.txt abc -NoNewline
$f = Get-Item dd/f.txt
$f.GetType().Name; $f.BaseName; $f.Extension; $f.Length; $f.DirectoryName -eq $d.FullName; $f.Directory.Name; $f.IsReadOnly; $f.PSIsContainer
--- stdout
DirectoryInfo
dd
True
DirectoryInfo
Directory
FileInfo
f
.txt
3
True
dd
False
False
### date and time objects
$d = Get-Date -Date '2010-2-1 10:12:14 pm'
$d.GetType().Name; $d.Month; $d.Hour; $d.DayOfWeek; $d.Year; $d.ToString('s')
--- stdout
DateTime
2
22
Monday
2010
2010-02-01T22:12:14
### objects of Group-Object and Measure-Object
$g = 'a', 'b', 'a' | Group-Object
$g[0].GetType().Name; $g[0].Count; $g[0].Name; $g[0].Group -join ','; $g[0].Values -join ','
$m = 1, 2, 6 | Measure-Object -Sum -Average -Maximum -Minimum
$m.GetType().Name; $m.Count; $m.Sum; $m.Average; $m.Maximum; $m.Minimum; $m.Sum.GetType().Name
$t = 'one two', 'three' | Measure-Object -Line -Word -Character
$t.GetType().Name; $t.Lines; $t.Words; $t.Characters
--- stdout
GroupInfo
2
a
a,a
a
GenericMeasureInfo
3
9
3
6
1
Double
TextMeasureInfo
2
3
12
### objects of Select-String
$m = 'first', 'second line' | Select-String 'sec(o)nd'
$m.GetType().FullName; $m.LineNumber; $m.Line; $m.Pattern; $m.Filename; $m.IgnoreCase; $m.Matches[0].Groups[1].Value
--- stdout
Microsoft.PowerShell.Commands.MatchInfo
2
second line
sec(o)nd
InputStream
True
o
### method designators
$m = [Math]::Sqrt
$m.GetType().FullName
$m.Invoke(16)
$u = 'abc'.ToUpper; $u.Invoke(); $u.MemberType; $u.Name
--- stdout
System.Management.Automation.PSMethod
4
ABC
Method
ToUpper
### member descriptions
$m = 'a' | Get-Member Length
$m.GetType().FullName; $m.MemberType; $m.Name; $m.TypeName; $m.Definition
--- stdout
Microsoft.PowerShell.Commands.MemberDefinition
Property
Length
System.String
int Length {get;}
