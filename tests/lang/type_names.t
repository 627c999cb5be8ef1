Types by their names: short names, attributes, classes and enumerations of the language's library.
Source: about_Type_Accelerators; the published tests of type accelerators and of the standard library's types; .NET's documentation of System.Type
### short names of attributes
[alias].FullName
[cmdletbinding].FullName
[parameter].FullName
[validateset].FullName
[outputtype].Name
[ArgumentCompleter].Name
--- stdout
System.Management.Automation.AliasAttribute
System.Management.Automation.CmdletBindingAttribute
System.Management.Automation.ParameterAttribute
System.Management.Automation.ValidateSetAttribute
OutputTypeAttribute
ArgumentCompleterAttribute
### short names of classes
[psvariable].FullName
[psmoduleinfo].FullName
[initialsessionstate].FullName
[psprimitivedictionary].FullName
[pspropertyexpression].FullName
[mailaddress].FullName
[IPEndpoint].FullName
[PhysicalAddress].FullName
[X509Certificate].FullName
[cimsession].FullName
--- stdout
System.Management.Automation.PSVariable
System.Management.Automation.PSModuleInfo
System.Management.Automation.Runspaces.InitialSessionState
System.Management.Automation.PSPrimitiveDictionary
Microsoft.PowerShell.Commands.PSPropertyExpression
System.Net.Mail.MailAddress
System.Net.IPEndPoint
System.Net.NetworkInformation.PhysicalAddress
System.Security.Cryptography.X509Certificates.X509Certificate
Microsoft.Management.Infrastructure.CimSession
### a short name and the full name are one type
[parameter] -eq [System.Management.Automation.ParameterAttribute]
[ref] -eq [System.Management.Automation.PSReference]
[ordered] -eq [System.Collections.Specialized.OrderedDictionary]
[cimtype] -eq [Microsoft.Management.Infrastructure.CimType]
--- stdout
True
True
True
True
### System. may be left out, and case does not matter
[management.automation.PSCMDLET].FullName
[Management.Automation.ScopedItemOptions].Name
--- stdout
System.Management.Automation.PSCmdlet
ScopedItemOptions
### kin of classes
[System.Management.Automation.PSCmdlet].BaseType.FullName
[System.Management.Automation.CmdletInfo].BaseType.FullName
[System.Management.Automation.ValidateRangeAttribute].BaseType.FullName
[System.Management.Automation.PSCmdlet].IsSubclassOf([System.Management.Automation.Cmdlet])
[validateset].IsSubclassOf([System.Attribute])
--- stdout
System.Management.Automation.Cmdlet
System.Management.Automation.CommandInfo
System.Management.Automation.ValidateEnumeratedArgumentsAttribute
True
True
### kinds of types
$t = [System.Management.Automation.IDynamicParameters]
"$($t.IsInterface) $($t.IsAbstract) $($t.IsClass) $($t.IsSealed)"
$t = [System.Management.Automation.CommandInfo]
"$($t.IsInterface) $($t.IsAbstract) $($t.IsClass) $($t.IsSealed)"
$t = [System.Management.Automation.PSMemberTypes]
"$($t.IsEnum) $($t.IsValueType) $($t.IsClass) $($t.IsSealed) $($t.BaseType)"
$t = [System.Management.Automation.PSListModifier`1]
"$($t.IsGenericType) $($t.IsGenericTypeDefinition) $($t.Name)"
--- stdout
True True False False
False True True False
True True False True System.Enum
True True PSListModifier`1
### layout, nesting and visibility
$t = [int]
"$($t.IsPrimitive) $($t.IsLayoutSequential) $($t.IsAutoLayout) $($t.IsSerializable) $($t.IsSealed)"
$t = [string]
"$($t.IsPrimitive) $($t.IsLayoutSequential) $($t.IsAutoLayout) $($t.IsSerializable) $($t.IsSealed)"
$t = [int[]]
"$($t.IsSZArray) $($t.HasElementType) $($t.IsTypeDefinition) $($t.IsSerializable) $($t.IsSealed)"
$t = [System.Collections.Generic.List[int]]
"$($t.IsConstructedGenericType) $($t.IsGenericTypeDefinition) $($t.IsTypeDefinition) $($t.IsSealed)"
$t = [System.Environment+SpecialFolder]
"$($t.IsNested) $($t.IsNestedPublic) $($t.IsPublic) $($t.IsVisible)"
--- stdout
True True False True True
False False True True True
True True False True True
True False False False
True True False True
### only types of values are value types
[System.ValueType].IsValueType
[System.Enum].IsValueType
[System.DayOfWeek].IsValueType
[guid].IsValueType
--- stdout
False
False
True
True
### static classes are abstract and sealed
[math].IsAbstract
[math].IsSealed
[System.IO.Path].IsAbstract
[string].IsAbstract
--- stdout
True
True
True
False
### enumerations have their values
[int][System.Management.Automation.PSMemberTypes]::ScriptMethod
[System.Management.Automation.ScopedItemOptions]'ReadOnly, AllScope'
[System.Management.Automation.CompletionResultType]::Variable
[enum]::GetNames([Microsoft.PowerShell.ExecutionPolicyScope]) -join ' '
[int][Microsoft.PowerShell.ExecutionPolicy]::Default
[ExperimentAction]::Hide
--- stdout
256
ReadOnly, AllScope
Variable
Process CurrentUser LocalMachine UserPolicy MachinePolicy
3
Hide
### the values of members are of the named enumeration
$m = (Get-Member -InputObject 1)[0].MemberType
$m.GetType().FullName
$m -is [System.Management.Automation.PSMemberTypes]
$m -eq [System.Management.Automation.PSMemberTypes]::Method
(Get-Variable PWD).Options -is [System.Management.Automation.ScopedItemOptions]
--- stdout
System.Management.Automation.PSMemberTypes
True
True
True
### objects are of the type that has their name
(Get-Variable HOME) -is [psvariable]
$PWD -is [System.Management.Automation.PathInfo]
$Host.UI -is [psvariable]
$ExecutionContext -is [System.Management.Automation.EngineIntrinsics]
--- stdout
True
True
False
True
### -as [type] knows every name
('System.Management.Automation.PSReference' -as [type]).FullName
('System.Management.Automation.SwitchParameter' -as [type]).Name
$null -eq ('System.Management.Automation.NoSuchThing' -as [type])
[type]'System.Management.Automation.ValidateCountAttribute' -eq [validatecount]
--- stdout
System.Management.Automation.PSReference
SwitchParameter
True
True
### a type without constructor of that length
[psmoduleinfo]::Fresh()
--- stderr
does not contain a method named 'Fresh'
--- exit 1
### a text is no object of such a type
[initialsessionstate]'x'
--- stderr
Cannot convert the "x" value of type "System.String" to type "System.Management.Automation.Runspaces.InitialSessionState"
--- exit 1
### the assembly of a type
[psobject].Assembly.GetName().Name
[int].Assembly.GetName().Name
[int].Assembly -eq [string].Assembly
[int].Assembly -eq [psobject].Assembly
[psobject].Assembly.GetType('System.Management.Automation.Cmdlet').FullName
$null -eq [psobject].Assembly.GetType('system.management.automation.cmdlet')
--- stdout
System.Management.Automation
System.Private.CoreLib
True
False
System.Management.Automation.Cmdlet
True
### what a type is itself
[int].psobject.TypeNames
--- stdout
System.RuntimeType
System.Reflection.TypeInfo
System.Type
System.Reflection.MemberInfo
System.Object
### types in a table
[psmoduleinfo], [int]
--- source TypeTable: System.RuntimeType's default table
--- stdout

IsPublic IsSerial Name                                     BaseType
-------- -------- ----                                     --------
True     False    PSModuleInfo                             System.Object
True     True     Int32                                    System.ValueType

### every short name of the language
$t = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
$t::Get.Count
$t::Get['parameter'].FullName
$t::Get['pscustomobject'].FullName
$t::Get.ContainsKey('VALIDATESET')
--- stdout
102
System.Management.Automation.ParameterAttribute
System.Management.Automation.PSObject
True
### a script's own short names
$t = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')
$t::Add('whole', [int])
[whole].FullName
[whole]'12' + 1
$t::Get['whole'].Name
$t::Remove('whole')
$null -eq $t::Get['whole']
--- stdout
System.Int32
13
Int32
True
True
### a type by GetType of its name
[type]::GetType('System.Management.Automation.PSReference').Name
$null -eq [type]::GetType('Nope')
--- stdout
PSReference
True
### names inside brackets are of the used namespaces too
using namespace System.Collections.Generic
using namespace System.Text
[Dictionary[string, List[int]]]::new().GetType().GenericTypeArguments[1].Name
[Dictionary[Dictionary[list[int],string], Stack[double]]].Name
[List[StringBuilder]]::new().Count
try { [List[Nope]] } catch { "$_" }
--- stdout
List`1
Dictionary`2
0
Unable to find type [List[Nope]].
--- source about_Using; the published test "Generics support"
### a variable's type by its short name is the same type
$x = 1
(Get-Variable x).GetType() -eq [psvariable]
--- stdout
True
--- source the published test "Type accelerators"
### Texts name types in the namespaces in use, too
using namespace System.Text
using namespace System.Collections.Generic
(New-Object StringBuilder).GetType().FullName
(New-Object 'list[int]').GetType().Name
(New-Object 'dictionary[dictionary[list[int],string], stack[double]]').GetType().FullName -match 'Double'
([type]'dictionary[list[int],string]').Name
'a' -is 'StringBuilder'
--- stdout
System.Text.StringBuilder
List`1
True
Dictionary`2
False
--- source about_Using; New-Object; Generics.Tests.ps1
