The objects that stand for members: psobject.Properties, Methods, Members and what they can do.
Source: about_Intrinsic_Members; engine/MshMemberInfo.cs (the kinds, their properties and texts)
### The kinds of an object's members, with their texts
$o = [pscustomobject]@{ a = 1; b = $null }
$o | Add-Member AliasProperty c a; $o | Add-Member ScriptProperty d { $this.a } { $this.a = $args[0] }
$o | Add-Member ScriptMethod m { 1 }; $o | Add-Member PropertySet ps ('a', 'b')
$o.psobject.Members | Where-Object IsInstance | Where-Object MemberType -ne Method | ForEach-Object { "$($_.MemberType): $_" }
--- stdout
NoteProperty: int a=1
NoteProperty: object b=null
AliasProperty: c = a
ScriptProperty: System.Object d {get= $this.a ;set= $this.a = $args[0] ;}
ScriptMethod: System.Object m();
PropertySet: ps {a, b}
### Properties leaves methods and sets out
$o = [pscustomobject]@{ a = 1 }; $o | Add-Member ScriptMethod m { 1 }; $o | Add-Member PropertySet ps ('a')
$o.psobject.Properties.Name -join ','; ($o.psobject.Methods | Where-Object MemberType -eq ScriptMethod).Name
--- stdout
a
m
### An alias tells what it stands for
$o = [pscustomobject]@{ a = 1 }; $o | Add-Member AliasProperty c a
$p = $o.psobject.Properties['c']; $p.ReferencedMemberName; $p.Value; $p.TypeNameOfValue; $p.IsInstance
--- stdout
a
1
System.Int32
True
### A script property tells its scripts
$o = [pscustomobject]@{ a = 1 } | Add-Member ScriptProperty d { 5 } -PassThru
$p = $o.psobject.Properties['d']; "[$($p.GetterScript)][$($p.SetterScript)]"; $p.IsSettable; $p.IsGettable; $p.Value
--- stdout
[ 5 ][]
False
True
5
### Writing through Properties
$o = [pscustomobject]@{ a = 1 }; $o.psobject.Properties['a'].Value = 7; $o.a
--- stdout
7
### A native property that cannot be set
$p = 'abc'.psobject.Properties['Length']; $p.MemberType; $p.IsSettable; $p.IsInstance; $p.TypeNameOfValue; "$p"
--- stdout
Property
False
True
System.Int32
int Length {get;}
### A hashtable's properties are .NET's, not its keys
(@{ k = 1 }).psobject.Properties.Name -contains 'k'; (@{ k = 1 }).psobject.Properties['Count'].Value
--- stdout
False
1
### Making members
$o = [pscustomobject]@{ a = 2 }
$o.psobject.Members.Add([psaliasproperty]::new('b', 'a'))
$o.psobject.Members.Add([psscriptproperty]::new('c', { $this.a * 10 }, { $this.a = $args[0] / 10 }))
$o.psobject.Members.Add([psscriptmethod]::new('d', { $this.a + $args[0] }))
$o.b; $o.c; $o.d(5); $o.c = 50; $o.a
--- stdout
2
20
7
5
### New-Object makes them too
$n = New-Object Management.Automation.PSNoteProperty a, 1; $n.Name; $n.Value; $n.GetType().Name
--- stdout
a
1
PSNoteProperty
### A name twice is refused
$o = [pscustomobject]@{ a = 2 }
try { $o.psobject.Properties.Add([psnoteproperty]::new('a', 1)) } catch { $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }
--- stdout
ExtendedTypeSystemException
Cannot add a member with the name "a" because a member with that name already exists.
### Match by pattern, and by pattern and kind
$o = [pscustomobject]@{ ab = 1; ac = 2; b = 3 }; $o | Add-Member ScriptMethod ad { 1 }
($o.psobject.Members.Match('a*').Name | Sort-Object) -join ','
($o.psobject.Members.Match('a*', 'NoteProperty').Name) -join ','
$o.psobject.Properties.Match('zz').Count
--- stdout
ab,ac,ad
ab,ac
0
### A set of members
$set = [System.Collections.ObjectModel.Collection[System.Management.Automation.PSMemberInfo]]::new()
$set.Add([psnoteproperty]::new('inner', 5))
$o = Add-Member -InputObject a -MemberType MemberSet -Name Set -Value $set -PassThru
$o.Set.inner; $o.Length
--- stdout
5
1
### A set that is none
try { Add-Member -InputObject a -MemberType MemberSet -Name Set -Value text } catch { $_.FullyQualifiedErrorId }
--- stdout
ConvertToFinalInvalidCastException,Microsoft.PowerShell.Commands.AddMemberCommand
### A script method that is named and not called
$o = [pscustomobject]@{ a = 2 } | Add-Member ScriptMethod Twice { $this.a * 2 + $args[0] } -PassThru
$m = $o.Twice; $m.Name; $m.MemberType; $m.Invoke(1); "$($m.Script)".Trim()
--- stdout
Twice
ScriptMethod
5
$this.a * 2 + $args[0]
### A method that is named and not called
$m = 'hello'.Substring; $m.Name; $m.Invoke(1, 2); $m.OverloadDefinitions.Count; $m.GetType().Name
--- stdout
Substring
el
2
PSMethod
### Invoke with arguments that no overload takes
try { 'hello'.Substring.Invoke(1, 2, 3) } catch { $_.Exception.Message }
--- stdout regex
.*Cannot find an overload for "Substring" and the argument count: "3"\.\"?
### The classes of members
[psnoteproperty]::new('a', 1) -is [System.Management.Automation.PSPropertyInfo]
[psscriptmethod]::new('a', { }) -is [System.Management.Automation.PSMethodInfo]
[psaliasproperty]::new('a', 'b') -is [System.Management.Automation.PSMemberInfo]
--- stdout
True
True
True
### A copy is apart from its original
$a = [pscustomobject]@{ x = 1 }; $b = $a.psobject.Copy(); $b.x = 2; $a.x; $b | Add-Member y 3; $null -eq $a.y
--- stdout
1
True
