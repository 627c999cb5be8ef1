What everyday scripts lean on: operators of classes, orders of their own, names within brackets,
modules that are there already.

### Operators of a class, inherited ones too
class Money {
    [int]$Amount
    Money([int]$a) { $this.Amount = $a }
    static [Money] op_Addition([Money]$a, [Money]$b) { return [Money]::new($a.Amount + $b.Amount) }
    static [Money] op_Multiply([Money]$a, [int]$n) { return [Money]::new($a.Amount * $n) }
}
class Euro : Money { Euro([int]$a) : base($a) { } }
([Money]::new(2) + [Money]::new(3)).Amount
([Euro]::new(2) + [Money]::new(5)).Amount
([Money]::new(4) * 3).Amount
$sum = [Money]::new(0)
1..4 | ForEach-Object { $sum += [Euro]::new($_) }
$sum.Amount
try { [Money]::new(1) - [Money]::new(1) } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
5
7
12
10
MethodNotFound
Method invocation failed because [Money] does not contain a method named 'op_Subtraction'.
--- source engine/runtime/Operations/MiscOps.cs and engine/parser/Compiler (implicit operators are static methods looked up by their name along the bases)
### Lists and arrays are sorted by CompareTo, whatever class an item is of
class Animal : System.IComparable {
    [int]$Age
    Animal([int]$a) { $this.Age = $a }
    [int] CompareTo([object]$o) { return $this.Age.CompareTo($o.Age) }
    [string] ToString() { return "$($this.GetType().Name)$($this.Age)" }
}
class Dog : Animal { Dog([int]$a) : base($a) { } }
class Cat : Animal { Cat([int]$a) : base($a) { } }
$list = [System.Collections.Generic.List[Animal]]::new()
$list.Add([Dog]::new(5)); $list.Add([Cat]::new(2)); $list.Add([Animal]::new(3))
$list.Sort(); "$list"
$array = [Animal[]]@([Dog]::new(5), [Cat]::new(2), [Animal]::new(3))
[array]::Sort($array); "$array"
try { [Dog]::new(1) -gt [Cat]::new(2) } catch { $_.FullyQualifiedErrorId }
--- stdout
Cat2 Animal3 Dog5
Cat2 Animal3 Dog5
ComparisonFailure
--- source .NET: List<T>.Sort and Array.Sort (Comparer<T>.Default calls IComparable.CompareTo); LanguagePrimitives.Compare converts the right operand first
### Array.Sort puts small letters before capital ones
$a = 'b', 'A', 'a', 'B'
[array]::Sort($a); "$a"
--- stdout
a A b B
--- source .NET: Array.Sort compares texts by the culture, and case breaks ties
### Type names within brackets may leave out a namespace
using namespace System.Collections.Generic
[List[List[int]]]::new().GetType().FullName
$d = [Dictionary[string, [List[int]]]]::new()
$d['a'] = [List[int]]@(1, 2)
$d['a'].Add(3)
"$($d['a'])"
[Dictionary[string,HashSet[int]]]::new().GetType().Name
--- stdout
System.Collections.Generic.List`1[System.Collections.Generic.List`1[System.Int32]]
1 2 3
Dictionary`2
--- source about_Using (namespaces), about_Type_Accelerators; ITypeName resolution of generic arguments (engine/parser/TypeResolver.cs)
### Entries of a dictionary have a table and a list of their own
@{ a = 1 }.GetEnumerator() | Sort-Object Name | Format-Table
@{ a = 1 }.GetEnumerator() | Format-List
--- stdout

Name                           Value
----                           -----
a                              1


Name  : a
Value : 1

--- source DotNetTypes_format_ps1xml.cs, System.Collections.DictionaryEntry
### A module that is loaded is not loaded again by its manifest's path, nor for a command it lacks
Import-Module ./M/M.psd1
Import-Module ./M/M.psd1
$env:PSModulePath = $PWD.Path
try { Get-Missing } catch { $_.FullyQualifiedErrorId }
@(Get-Module M).Count
Import-Module ./M/M.psd1 -Force
@(Get-Module M).Count
Get-There
--- file M/M.psm1
function Get-There { 'there' }
Write-Host 'loading'
--- file M/M.psd1
@{ RootModule = 'M.psm1'; ModuleVersion = '1.0'; FunctionsToExport = 'Get-There', 'Get-Missing' }
--- stdout
loading
CommandNotFoundException
1
loading
1
there
--- source Import-Module (a loaded module is imported from memory; -Force loads it anew); about_Modules
### BigInteger by numeric formats
$big = [bigint]::Parse('12345678901234567890123')
$big.ToString('N0')
'{0:N2}|{0:#,##0}|{0:D10}|{0:C}|{0:E2}' -f [bigint]1234567
'{0:X}|{1:X}|{2:x4}|{3:X}|{4:X}' -f [bigint]1234567, [bigint]255, [bigint]127, [bigint]-1, [bigint]-129
'{0:G}|{0:R}|{0}' -f $big
--- stdout
12,345,678,901,234,567,890,123
1,234,567.00|1,234,567|0001234567|$1,234,567.00|1.23E+006
12D687|0FF|007f|F|F7F
12345678901234567890123|12345678901234567890123|12345678901234567890123
--- source .NET: BigInteger.ToString(String), standard numeric format strings
### What an object before gave a parameter does not stay for the next
function Show-Input {
    param(
        [Parameter(ValueFromPipelineByPropertyName)][string]$Name,
        [Parameter(ValueFromPipelineByPropertyName)][int]$Size = 7,
        [Parameter(ValueFromPipelineByPropertyName)][string[]]$Tag
    )
    process { "$Name $Size [$Tag]" }
}
[pscustomobject]@{ Name = 'a'; Size = 2; Tag = 'x', 'y' }, [pscustomobject]@{ Name = 'b' },
[pscustomobject]@{ Size = 5 }, [pscustomobject]@{ Name = 'c'; Tag = 'z' } | Show-Input
--- stdout
a 2 [x y]
b 7 []
 5 []
c 7 [z]
--- source CmdletParameterBinderController (RestoreDefaultParameterValues before each pipeline object; defaults of script parameters are kept when they are first worked out)
### ErrorDetails by hand
$details = [System.Management.Automation.ErrorDetails]::new('what to tell')
$details.RecommendedAction = 'what to do'
$record = [System.Management.Automation.ErrorRecord]::new([System.TimeoutException]::new('late'), 'TooLate', 'OperationTimeout', $null)
$record.ErrorDetails = $details
"$record"
$record.Exception.Message
$record.ErrorDetails.RecommendedAction
--- stdout
what to tell
late
what to do
--- source System.Management.Automation.ErrorDetails, ErrorRecord.ErrorDetails (reference of the classes); ErrorRecord.ToString() prefers the details
### Keys are told apart by the GetHashCode and Equals of their class
class Key {
    [int]$Id
    Key([int]$id) { $this.Id = $id }
    [bool] Equals([object]$other) { return $other -is [Key] -and $other.Id -eq $this.Id }
    [int] GetHashCode() { return $this.Id }
}
class Plain { [int]$Id }
$table = @{}
$table[[Key]::new(1)] = 'one'
$table[[Key]::new(1)]
$set = [System.Collections.Generic.HashSet[object]]::new()
$set.Add([Key]::new(2)), $set.Add([Key]::new(2)), $set.Contains([Key]::new(2)) -join ' '
$plain = [Plain]@{ Id = 1 }
$table[$plain] = 'plain'
$table[$plain], $table.ContainsKey([Plain]@{ Id = 1 }) -join ' '
--- stdout
one
True False True
plain False
--- source .NET: Hashtable and HashSet ask GetHashCode() and Equals(); about_Classes (overriding methods)
### A List's own ForEach takes an action and gives nothing back; other collections have the language's
$list = [System.Collections.Generic.List[int]](1, 2, 3)
$total = @{ sum = 0 }
$out = $list.ForEach({ param($n) $total.sum += $n; "made $n" })
$null -eq $out
$total.sum
$list.ForEach({ Write-Host $args[0] })
([System.Collections.ArrayList](1, 2)).ForEach({ $_ * 10 }) -join ' '
--- stdout
True
6
1
2
3
10 20
--- source .NET: List<T>.ForEach(Action<T>); about_Arrays (methods of the type go before ForEach() of the language)
### The types and formats of a module's manifest come and go with it
Import-Module ./W/W.psd1
New-Widget small | Format-Table
(New-Widget small).Double
(New-Widget big).Shout()
(New-Widget x).N
Import-Module ./W/W.psd1 -Force
(New-Widget again).Shout()
Remove-Module W
[pscustomobject]@{ PSTypeName = 'W.Widget'; Name = 'x'; Size = 1 } | ForEach-Object { $null -eq $_.Double }
--- file W/W.psd1
@{ RootModule = 'W.psm1'; ModuleVersion = '1.0'; TypesToProcess = 'W.types.ps1xml'; FormatsToProcess = @('W.format.ps1xml') }
--- file W/W.psm1
function New-Widget($Name) { [pscustomobject]@{ PSTypeName = 'W.Widget'; Name = $Name; Size = $Name.Length } }
--- file W/W.types.ps1xml
<Types><Type><Name>W.Widget</Name><Members>
<ScriptProperty><Name>Double</Name><GetScriptBlock>$this.Size * 2</GetScriptBlock></ScriptProperty>
<AliasProperty><Name>N</Name><ReferencedMemberName>Name</ReferencedMemberName></AliasProperty>
<ScriptMethod><Name>Shout</Name><Script>$this.Name.ToUpper()</Script></ScriptMethod>
</Members></Type></Types>
--- file W/W.format.ps1xml
<Configuration><ViewDefinitions><View><Name>w</Name><ViewSelectedBy><TypeName>W.Widget</TypeName></ViewSelectedBy>
<TableControl><TableHeaders><TableColumnHeader><Label>The Name</Label><Width>10</Width></TableColumnHeader>
<TableColumnHeader><Label>Weight</Label><Width>6</Width><Alignment>Right</Alignment></TableColumnHeader></TableHeaders>
<TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem>
<TableColumnItem><ScriptBlock>"$($_.Size)kg"</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries>
</TableControl></View></ViewDefinitions></Configuration>
--- stdout

The Name   Weight
--------   ------
small         5kg

10
BIG
x
AGAIN
True
--- source about_Module_Manifests (TypesToProcess, FormatsToProcess); about_Types.ps1xml; about_Format.ps1xml
### A record made by hand gets its place from the throw that raises it
function Test-It {
    throw [System.Management.Automation.ErrorRecord]::new([Exception]::new('made'), 'MyId', 'InvalidData', 'target')
}
try { Test-It } catch {
    $_.InvocationInfo.ScriptLineNumber
    $_.InvocationInfo.Line.Trim().Substring(0, 5)
    $_.FullyQualifiedErrorId
    $_.ScriptStackTrace -match '^at Test-It'
}
--- stdout
2
throw
MyId
True
--- source ExceptionHandlingOps.ConvertToException and InterpreterError.UpdateExceptionErrorRecordPosition
