Members on values that are no objects of their own: texts, numbers, dates, arrays, hashtables.
Source: about_Intrinsic_Members; the page of Add-Member; its published tests; engine/MshObject.cs (BaseObject, GetKeyForResurrectionTables)
### A note on a text
$s = Add-Member -InputObject 'text' -NotePropertyName Note -NotePropertyValue 5 -PassThru
$s; $s.Note; $s.Length; $s.GetType().Name; $s -eq 'text'
--- stdout
text
5
4
String
True
### A text of its own is not changed without -PassThru
$s = 'text'; $s | Add-Member Note 5; $null -eq $s.Note
--- stdout
True
### What is computed from a wrapped text is plain
$s = 'text' | Add-Member Note 5 -PassThru
$null -eq "$s".Note; $null -eq ($s + '').Note; $null -eq ([string]$s).Note; $null -eq $s.ToUpper().Note
$s += 'x'; $s; $null -eq $s.Note
--- stdout
True
True
True
True
textx
True
### A copy in another variable has the same members
$s = 'text' | Add-Member Note 5 -PassThru; $t = $s; $t.Note = 6; $s.Note
--- stdout
6
### A function without types passes members on, [string] does not
$s = 'text' | Add-Member Note 5 -PassThru
function f($x) { $x.Note }; function g([string]$x) { $null -eq $x.Note }
f $s; g $s
--- stdout
5
True
### A number with members still calculates
$n = 42 | Add-Member Unit km -PassThru
$n + 1; $n.Unit; $null -eq ($n + 1).Unit; $n -gt 41; (1, $n, 3)[1].Unit; "$n"
--- stdout
43
km
True
True
km
42
### Every kind of value type
$values = [char]'a', 1.5, 2L, 3.25d, $true, [timespan]'1:00', [datetime]'2024-05-06', [int], [consolecolor]'Red'
foreach ($v in $values) { $w = $v | Add-Member Tag ok -PassThru; '{0} {1} {2}' -f $w.Tag, $w.GetType().Name, ($w -eq $v) }
--- stdout
ok Char True
ok Double True
ok Int64 True
ok Decimal True
ok Boolean True
ok TimeSpan True
ok DateTime True
ok RuntimeType True
ok ConsoleColor True
### A date keeps its own properties beside the new ones
$d = [datetime]'2024-05-06' | Add-Member -NotePropertyMembers @{ Kindness = 'x' } -PassThru
$d.Year; $d.Kindness; ($d.AddDays(1)).Day
--- stdout
2024
x
7
### An array's members belong to the array
$a = 1, 2, 3; Add-Member -InputObject $a -NotePropertyName Tag -NotePropertyValue hi
$a.Tag; $a.Count; $b = $a; $b.Tag; ($a + 4).Count; $null -eq (@($a) + 4).Tag
--- stdout
hi
3
hi
4
True
### Setting an array's own note does not reach for its elements
$a = 1, 2; Add-Member -InputObject $a Tag 1; $a.Tag = 9; $a.Tag
--- stdout
9
### A hashtable's members are no keys
$h = @{ k = 1 }; $h | Add-Member -NotePropertyName Extra -NotePropertyValue 2
$h.Extra; $h.Keys; $h.Count; $h.ContainsKey('Extra')
--- stdout
2
k
1
False
### A key comes before a member of its name
$h = @{}; $h | Add-Member X member; $h.X; $h['X'] = 'key'; $h.X
--- stdout
member
key
### Script property and method of a text
$s = 'abc' | Add-Member ScriptProperty Half { $this.Length / 2 } -PassThru | Add-Member ScriptMethod Twice { "$this$this" } -PassThru
$s.Half; $s.Twice()
--- stdout
1.5
abcabc
### An alias, and an alias with a type
$s = 'a' | Add-Member AliasProperty Cnt Length -PassThru
$s.Cnt; $s.Cnt.GetType().Name
$t = 'a' | Add-Member AliasProperty Cnt Length -SecondValue String -PassThru
$t.Cnt; $t.Cnt.GetType().Name
--- stdout
1
Int32
1
String
### psobject.Properties.Add on a wrapped text
$s = [psobject]'abc'; $s.psobject.Properties.Add([psnoteproperty]::new('x', 9)); $s.x
$s.psobject.Properties.Remove('x'); $null -eq $s.x
--- stdout
9
True
### -is [psobject]
'abc' -is [psobject]; ([psobject]'abc') -is [psobject]; ([psobject]42) -is [psobject]; 42 -is [psobject]
$n = [psobject]42; ($n + 1) -is [psobject]; [pscustomobject]@{} -is [psobject]; (1 | Add-Member a 1 -PassThru) -is [psobject]
--- stdout
False
True
True
False
False
True
True
### PSTypeNames of texts, arrays and hashtables
$s = 'a' | Add-Member -TypeName My.Text -PassThru; $s.pstypenames
$h = @{}; $h.pstypenames.Insert(0, 'My.Table'); $h.pstypenames[0]; $h.psobject.TypeNames.Count
$a = Add-Member -InputObject (1, 2) -TypeName My.List -PassThru; $a.pstypenames[0]
--- stdout
My.Text
System.String
System.Object
My.Table
3
My.List
### -TypeName takes a short name for what it stands for
$s = 'a' | Add-Member -TypeName int -PassThru; $s.pstypenames[0]
--- stdout
System.Int32
### Elements with members are enumerated
$list = 'a', 'b' | ForEach-Object { $_ | Add-Member N $_.ToUpper() -PassThru }
$list.N -join ','; ($list | Where-Object N -eq B).Length; $list | Select-Object N | ForEach-Object N
--- stdout
A,B
1
A
B
### A member of that name already
try { 'abc' | Add-Member Length 1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName; "$($_.CategoryInfo.Category)"; "$_" }
--- stdout
MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand
System.InvalidOperationException
InvalidOperation
Cannot add a member with the name "Length" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.
### -Force puts a note before a native property
$s = 'abc' | Add-Member Length 7 -Force -PassThru; $s.Length; "$s".Length
--- stdout
7
3
### Methods count as members too
$o = [pscustomobject]@{ a = 1 }
try { $o | Add-Member ScriptMethod ToString { 'mine' } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
$o | Add-Member ScriptMethod ToString { 'mine' } -Force; $o.ToString(); "$o"
--- stdout
MemberAlreadyExists,Microsoft.PowerShell.Commands.AddMemberCommand
mine
mine
### Two kinds at once
try { 'a' | Add-Member -MemberType NoteProperty, ScriptProperty -Name x -Value 1 } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
WrongMemberCount,Microsoft.PowerShell.Commands.AddMemberCommand
To add a member, only one member type can be specified. The member types specified are: "NoteProperty, ScriptProperty"
### Code properties take a MethodInfo
try { Add-Member -InputObject a -MemberType CodeProperty -Name n -Value something } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
ConvertToFinalInvalidCastException,Microsoft.PowerShell.Commands.AddMemberCommand
Cannot convert the "something" value of type "System.String" to type "System.Reflection.MethodInfo".
### An alias to a type that is none
try { Add-Member -InputObject a -MemberType AliasProperty -Name n -Value something -SecondValue nosuchtype } catch { $_.FullyQualifiedErrorId }
--- stdout
InvalidCastFromStringToType,Microsoft.PowerShell.Commands.AddMemberCommand
### Empty names
try { 'a' | Add-Member -NotePropertyMembers @{ '' = 1 } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { 'a' | Add-Member x 1 -TypeName ' ' } catch { $_.FullyQualifiedErrorId }
--- stdout
NotePropertyNameShouldNotBeNull,Microsoft.PowerShell.Commands.AddMemberCommand
TypeNameShouldNotBeEmpty,Microsoft.PowerShell.Commands.AddMemberCommand
### A name that is a number, and a kind that is one
$r = Add-Member -InputObject a 23 Any -PassThru; $r.23
$r = Add-Member -InputObject a 8 np Any -PassThru; $r.np
$r = Add-Member -InputObject a 16 sp { 1 + 1 } -PassThru; $r.sp
--- stdout
Any
Any
2
### Added members lead the list of properties
$v = [version]'1.2' | Add-Member Name x -PassThru; ($v.psobject.Properties.Name -join ' ')
--- stdout
Name Major Minor Build Revision MajorRevision MinorRevision
### Many wrapped numbers at once
$all = foreach ($i in 1..2000) { $i | Add-Member Sq ($i * $i) -PassThru }
$all[1999].Sq; ($all | Measure-Object -Sum).Sum; ($all.Sq | Measure-Object -Maximum).Maximum
--- stdout
4000000
2001000
4000000
### Where members are lost: typed arrays and casts
$n = 5 | Add-Member Tag t -PassThru
[int[]]$typed = $n, 6; $null -eq $typed[0].Tag; $null -eq ([int]$n).Tag; [object[]]$any = $n, 6; $any[0].Tag
--- stdout
True
True
t
