Reflection over types, as scripts look around with it.
Source: about_Enum, about_Type_Conversion, the documentation of System.Type and System.Reflection, PowerShell's published tests of delegates and classes
### methods of a type
[string].GetMethods().Name -contains 'Trim'
$m = [string].GetMethod('Substring', [type[]]@([int]))
$m.Name
$m.ReturnType.Name
$m.IsStatic
$m.GetParameters().Name
$m.GetType().Name
$m.MemberType
--- stdout
True
Substring
String
False
startIndex
RuntimeMethodInfo
Method
### invoking a method
[string].GetMethod('ToUpper', [type[]]@()).Invoke('abc', @())
[math].GetMethod('Sqrt').Invoke($null, @(16))
--- stdout
ABC
4
### properties of a type
$p = [version].GetProperty('Major')
$p.Name
$p.PropertyType.FullName
$p.CanWrite
$p.GetValue([version]'3.4')
[datetime].GetProperties().Name -contains 'Year'
$null -eq [string].GetProperty('Nothing')
--- stdout
Major
System.Int32
False
3
True
True
### fields of an enumeration
[DayOfWeek].GetFields().Name -join ' '
[DayOfWeek].GetField('Friday').GetValue($null)
--- stdout
Sunday Monday Tuesday Wednesday Thursday Friday Saturday
Friday
### members by name
[string].GetMember('Length').MemberType
[string].GetMember('length').Count
[string].GetMember('length', 'IgnoreCase').Count
--- stdout
Property
0
1
### names and numbers of an enumeration
enum MediaTypes { unknown; music = 10; mp3; aac; ogg = 15; oga = 15 }
[MediaTypes].GetEnumName(15)
[MediaTypes].GetEnumName(11)
$null -eq [MediaTypes].GetEnumName(99)
[MediaTypes].IsEnumDefined(10)
[MediaTypes].IsEnumDefined(5)
--- stdout
ogg
mp3
True
True
False
### the type under an enumeration
enum ShortBased : short { Zero; One; Two }
[ShortBased].GetEnumUnderlyingType().FullName
[ShortBased].GetEnumValuesAsUnderlyingType()[1].GetType().FullName
[DayOfWeek].GetEnumValuesAsUnderlyingType() -join ' '
--- stdout
System.Int16
System.Int16
0 1 2 3 4 5 6
### interfaces by name
[string].GetInterface('IComparable').FullName
[string].GetInterface('System.IDisposable') -eq $null
--- stdout
System.IComparable
True
### generic types are closed at run time
[System.Collections.Generic.List`1].MakeGenericType([int]) -eq [System.Collections.Generic.List[int]]
[System.Collections.Generic.Dictionary`2].MakeGenericType([string], [int]) -eq [System.Collections.Generic.Dictionary[string, int]]
$f = [Func`2].MakeGenericType([int], [string])
$f -eq [Func[int, string]]
[version].MakeArrayType().Name
--- stdout
True
True
True
Version[]
### a type describes itself
[int].AssemblyQualifiedName -like 'System.Int32, System.Private.CoreLib, Version=*'
[int].UnderlyingSystemType -eq [int]
[console].GetTypeInfo().FullName
[type]::GetTypeCode([int])
[type]::GetTypeCode([DayOfWeek])
[type]::GetTypeCode([uri])
--- stdout
True
True
System.Console
Int32
Int32
Object
### flags of reflection
[System.Reflection.TypeAttributes]'Public, Abstract'
[System.Reflection.TypeAttributes]::Public -bor [System.Reflection.TypeAttributes]::Abstract
[System.Reflection.MemberTypes]::Property
--- stdout
Public, Abstract
Public, Abstract
Property
