Source: about_Types.ps1xml; the pages of Update-TypeData, Get-TypeData, Remove-TypeData; published tests of these cmdlets
### a script property, a note, an alias and a method
Update-TypeData -TypeName System.String -MemberType ScriptProperty -MemberName Shout -Value { $this.ToUpper() }
Update-TypeData -TypeName System.String -MemberType NoteProperty -MemberName Note -Value 2
Update-TypeData -TypeName System.String -MemberType AliasProperty -MemberName Size -Value Length
Update-TypeData -TypeName System.String -MemberType ScriptMethod -MemberName Times -Value { param($n) $this * $n }
'abc'.Shout; 'x'.Note; 'abcd'.Size; 'ab'.Times(2)
--- stdout
ABC
2
4
abab
### a property with a setter
class Vm { [int] $Bytes }
Update-TypeData -TypeName Vm -MemberType ScriptProperty -MemberName KB -Value { $this.Bytes / 1KB } -SecondValue { param($v) $this.Bytes = $v * 1KB }
$v = [Vm]::new(); $v.KB = 2; $v.Bytes; $v.KB
--- stdout
2048
2
### a property without a setter
Update-TypeData -TypeName My.T -MemberType ScriptProperty -MemberName P -Value { 1 }
$o = [pscustomobject]@{ PSTypeName = 'My.T' }
try { $o.P = 2 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
SetWithoutSetterFromAdapter
Set accessor for property "P" is unavailable.
### accelerators name their types
Update-TypeData -TypeName int -MemberType NoteProperty -MemberName Kind -Value whole
(5).Kind
(Get-TypeData System.Int32).TypeName
'int' | Remove-TypeData
$null -eq (5).Kind
--- stdout
whole
System.Int32
True
### members of base types are found; the nearest wins
Update-TypeData -TypeName System.Array -MemberType NoteProperty -MemberName T -Value base
Update-TypeData -TypeName 'System.Object[]' -MemberType NoteProperty -MemberName T -Value near
@(1, 2).T; ([int[]](1, 2)).T
--- stdout
near
base
### the same member twice needs -Force
Update-TypeData -TypeName My.T -MemberType NoteProperty -MemberName A -Value 1
try { Update-TypeData -TypeName My.T -MemberType NoteProperty -MemberName A -Value 2 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
Update-TypeData -TypeName My.T -MemberType NoteProperty -MemberName A -Value 3 -Force
([pscustomobject]@{ PSTypeName = 'My.T' }).A
--- stdout
TypesDynamicUpdateException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand
Error in TypeData "My.T": The member A is already present.
3
### what is shown by default
Update-TypeData -TypeName My.VM -DefaultDisplayPropertySet Name, State
[pscustomobject]@{ PSTypeName = 'My.VM'; Name = 'web1'; Cpus = 2; State = 'Off' }
--- stdout

Name State
---- -----
web1 Off

### properties of the type's data in a table
Update-TypeData -TypeName My.VM -MemberType ScriptProperty -MemberName Twice -Value { $this.N * 2 }
[pscustomobject]@{ PSTypeName = 'My.VM'; N = 4 } | Select-Object N, Twice | ConvertTo-Json -Compress
[pscustomobject]@{ PSTypeName = 'My.VM'; N = 4 }, [pscustomobject]@{ PSTypeName = 'My.VM'; N = 1 } | Sort-Object Twice | ForEach-Object N
--- stdout
{"N":4,"Twice":8}
1
4
### parameters that are missing or too many
$e = { param($b) try { & $b } catch { $_.FullyQualifiedErrorId -replace ',.*' } }
& $e { Update-TypeData -TypeName T -MemberType NoteProperty -Value 1 -ErrorAction Stop }
& $e { Update-TypeData -TypeName T -MemberType NoteProperty -MemberName A -ErrorAction Stop }
& $e { Update-TypeData -TypeName T -MemberType AliasProperty -MemberName A -Value $null -ErrorAction Stop }
& $e { Update-TypeData -TypeName T -MemberName A -Value 1 -ErrorAction Stop }
& $e { Update-TypeData -TypeName T -MemberType NoteProperty -MemberName A -Value 1 -SecondValue 2 -ErrorAction Stop }
& $e { Update-TypeData -TypeName T -MemberType Property -MemberName A -Value 1 -ErrorAction Stop }
& $e { Update-TypeData -TypeName T -ErrorAction Stop }
--- stdout
MemberNameShouldBeSpecified
ValueShouldBeSpecified
ValueShouldBeSpecified
MemberTypeIsMissing
SecondValueShouldNotBeSpecified
CannotUpdateMemberType
TypeDataEmpty
### Get-TypeData shows members
Update-TypeData -TypeName My.T -MemberType NoteProperty -MemberName A -Value 1
Update-TypeData -TypeName My.U -MemberType AliasProperty -MemberName B -Value A
(Get-TypeData My.T).Members.Keys
(Get-TypeData My.T).Members['A'].Value
(Get-TypeData My.U).Members['B'].ReferencedMemberName
(Get-TypeData My.*).TypeName -join ','
@(Get-TypeData My.None).Count
--- stdout
A
1
A
My.T,My.U
0
### Remove-TypeData
Update-TypeData -TypeName My.T -MemberType NoteProperty -MemberName A -Value 1
Get-TypeData My.T | Remove-TypeData
$null -eq ([pscustomobject]@{ PSTypeName = 'My.T' }).A
try { Remove-TypeData -TypeName My.T -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
True
TypesDynamicRemoveException,Microsoft.PowerShell.Commands.RemoveTypeDataCommand
### PSStandardMembers
Update-TypeData -TypeName System.String -SerializationMethod String -StringSerializationSource Length -SerializationDepth 2 -DefaultDisplayPropertySet Length
$m = 'string'.PSStandardMembers
$m.SerializationMethod; $m.StringSerializationSource; $m.SerializationDepth; $m.DefaultDisplayPropertySet.ReferencedPropertyNames
--- stdout
String
6
2
Length
### a type file
@'
<Types>
  <Type>
    <Name>System.Array</Name>
    <Members>
      <AliasProperty><Name>Yada</Name><ReferencedMemberName>Length</ReferencedMemberName></AliasProperty>
      <ScriptProperty><Name>Last</Name><GetScriptBlock>$this[-1]</GetScriptBlock></ScriptProperty>
      <ScriptMethod><Name>Twice</Name><Script>$this + $this</Script></ScriptMethod>
      <NoteProperty><Name>Mark</Name><Value>m</Value></NoteProperty>
    </Members>
  </Type>
</Types>
'@ | Set-Content t.ps1xml
Update-TypeData -AppendPath t.ps1xml
$a = 1, 2, 3
$a.Yada; $a.Last; $a.Twice().Count; $a.Mark
Remove-TypeData -Path t.ps1xml
$null -eq $a.Yada
--- stdout
3
3
6
m
True
### what came from a file goes with it, the rest stays
'<Types><Type><Name>My.T</Name><Members><NoteProperty><Name>F</Name><Value>1</Value></NoteProperty></Members></Type></Types>' | Set-Content t.ps1xml
Update-TypeData t.ps1xml
Update-TypeData -TypeName My.T -MemberType NoteProperty -MemberName D -Value 2
Remove-TypeData -Path t.ps1xml
(Get-TypeData My.T).Members.Keys
try { Remove-TypeData -Path t.ps1xml -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Remove-TypeData -Path none.ps1xml -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
D
TypeFileNotExistsInCurrentSession,Microsoft.PowerShell.Commands.RemoveTypeDataCommand
TypePathException,Microsoft.PowerShell.Commands.RemoveTypeDataCommand
### faults of type files
'<Types><Type><Name>T</Name><Typo/></Type></Types>' | Set-Content bad.ps1xml
'x' | Set-Content notxml
try { Update-TypeData -PrependPath bad.ps1xml -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Update-TypeData -PrependPath notxml -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
TypesXmlUpdateException,Microsoft.PowerShell.Commands.UpdateTypeDataCommand
WrongExtension,Microsoft.PowerShell.Commands.UpdateTypeDataCommand
### a display set in a type file
@'
<Types><Type><Name>My.F</Name><Members>
<MemberSet><Name>PSStandardMembers</Name><Members>
<PropertySet><Name>DefaultDisplayPropertySet</Name><ReferencedProperties><Name>B</Name></ReferencedProperties></PropertySet>
</Members></MemberSet>
</Members></Type></Types>
'@ | Set-Content t.ps1xml
Update-TypeData t.ps1xml
[pscustomobject]@{ PSTypeName = 'My.F'; A = 1; B = 2 } | Format-List | Out-String | ForEach-Object Trim
--- stdout
B : 2
