Behaviour that pages of the language reference state or show.
### -OutBuffer keeps objects back
1..4 | ForEach-Object { Write-Host "$($_): First"; $_ } -OutBuffer 1 | ForEach-Object { Write-Host "$($_): Second" }
--- source about_CommonParameters, -OutBuffer
--- stdout
1: First
2: First
1: Second
2: Second
3: First
4: First
3: Second
4: Second
### what -OutBuffer kept back comes at the end
1..3 | ForEach-Object { "make $_" } -End { 'end' } -OutBuffer 10 | ForEach-Object { "got $_" }
--- source about_CommonParameters, -OutBuffer
--- stdout
got make 1
got make 2
got make 3
got end
### a new pipeline variable is gone behind its pipeline
1..2 | ForEach-Object -PipelineVariable item { $_ * 2 } | ForEach-Object { "$item" }
Test-Path variable:item
--- source about_CommonParameters, -PipelineVariable
--- stdout
2
4
False
### one that was there is empty
$Temp = 8
1..2 | ForEach-Object -PipelineVariable Temp { $_ } | Out-Null
Test-Path variable:Temp
$null -eq $Temp
--- source about_CommonParameters, -PipelineVariable, example
--- stdout
True
True
### a comment does not begin within a word
Foo<#Bar#>
--- source about_Comments
--- stderr
The term 'Foo<#Bar#>' is not recognized
--- exit 1
### < and > stand within words
Write-Output a<b a>b "c">d
Get-Content d
--- source about_Parsing; PowerShell's table of characters that end a token
--- stdout
a<b
a>b
c
### behind a number > redirects
Write-Output 12>file
Get-Content file
--- source PowerShell's table of characters that end a token
--- stdout
12
### an indexer that fails is a property that fails
$d = [Collections.Generic.Dictionary[string, int]]::new()
try { $d.Item('nosuchkey') } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; "$_" }
--- source about_Arrays, member-access enumeration; ExtendedTypeSystem's ExceptionWhenGetting
--- stdout
ExceptionWhenGetting
GetValueInvocationException
Exception getting "Item": "The given key 'nosuchkey' was not present in the dictionary."
### tables with a key in common
try { @{ a = 1; c = 3 } + @{ c = 5 } } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)"; "$_" }
--- source about_Arithmetic_Operators, adding hash tables
--- stdout
System.ArgumentException
OperationStopped: (:) [], ArgumentException
Item has already been added. Key in dictionary: 'c'  Key being added: 'c'
### objects of a class without an order
class T {}
try { [T]::new() -gt [T]::new() } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo)"; "$_" }
--- source about_Classes_Inheritance, limits of the first Temperature
--- stdout
NotIcomparable
InvalidOperation: (:) [], RuntimeException
Cannot compare "T" because it is not IComparable.
### the members of a collection cannot be set through it
$p = [pscustomobject]@{ N = 1 }, [pscustomobject]@{ N = 2 }
try { $p.N = 5 } catch { $_.FullyQualifiedErrorId; "$_" }
"$($p.N)"
--- source about_Member-Access_Enumeration, the note; about_Arrays, setting LastWriteTime
--- stdout
PropertyNotFound
The property 'N' cannot be found on this object. Verify that the property exists and can be set.
1 2
### nor those of tables in a list
$t = @{ a = 1 }, @{ a = 2 }
try { $t.a = 5 } catch { "$_" }
"$($t.a)"
--- source about_Member-Access_Enumeration, the note
--- stdout
The property 'a' cannot be found on this object. Verify that the property exists and can be set.
1 2
### keys that are numbers splat by their text
function TestFunction {
    param([switch] $100, [string] $200)
    "100: $100"
    "200: $200"
}
$ht = @{ 100 = $true; 200 = 'Hello' }
TestFunction @ht
--- source about_Functions_Advanced_Parameters, parameters with numeric names
--- stdout
100: True
200: Hello
### ValidateDrive knows the drives of a path
function f { param([ValidateDrive('Temp', 'Env')][string] $p) "ok $p" }
f Temp:/x
try { f Variable:/x } catch { $_.FullyQualifiedErrorId; "$_" }
--- source about_Functions_Advanced_Parameters, ValidateDrive; Metadata's ValidateDrivePathFailure
--- stdout
ok Temp:/x
ParameterArgumentValidationError,f
Cannot validate argument on parameter 'p'. The path argument drive Variable does not belong to the set of approved drives: Temp,Env. Supply a path argument with an approved drive.
### ValidateUserDrive allows the drive User alone
function f { param([ValidateUserDrive()][string] $p) "ok $p" }
try { f Temp:/x } catch { "$_" }
try { f User:/x } catch { "$_" }
$null = New-PSDrive -Name User -PSProvider FileSystem -Root /tmp
f User:/x
--- source about_Functions_Advanced_Parameters, ValidateUserDrive, examples
--- stdout
Cannot validate argument on parameter 'p'. The path argument drive Temp does not belong to the set of approved drives: User. Supply a path argument with an approved drive.
Cannot validate argument on parameter 'p'. Cannot find drive. A drive with the name 'User' does not exist.
ok User:/x
### the call operator names itself in the error
& "1+1"
--- source about_Operators, call operator, example
--- stderr
&: 
   1 \|  & "1\+1"
     \|    ~{5}$
     \| The term '1\+1' is not recognized as a name
--- args -NoProfile -NonInteractive -File {file}
--- exit 0
### so does the dot
try { . ./nothing-here.ps1 } catch { $_.InvocationInfo.InvocationName; $_.TargetObject }
--- source PowerShell's PipelineOps.AddCommand
--- stdout
.
./nothing-here.ps1
### an empty name is no command
try { & '' } catch { $_.FullyQualifiedErrorId; "$_" }
try { . $null } catch { $_.FullyQualifiedErrorId; "$_" }
--- source ParserStrings' BadExpression and PipelineOps.AddCommand
--- stdout
BadExpression
The expression after '&' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.
BadExpression
The expression after '.' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object.
### a custom object becomes an object of a class
class P { [int] $X; [string] $Name = 'd' }
$p = [P][pscustomobject]@{ X = '3'; Name = 'q' }
$p.GetType().Name, $p.X.GetType().Name, $p.Name
try { [P][pscustomobject]@{ Zed = 1 } } catch { $_.FullyQualifiedErrorId }
--- source LanguagePrimitives.FigurePropertyConversion
--- stdout
P
Int32
q
InvalidCastConstructorException
### a table with other keys makes no object
try { [System.Diagnostics.ProcessStartInfo]@{ Nope = 1 } } catch { $_.FullyQualifiedErrorId; "$_" -replace '\. The settable.*' }
--- source about_Object_Creation, custom objects from hash tables
--- stdout
ObjectCreationError
Cannot create object of type "System.Diagnostics.ProcessStartInfo". The property 'Nope' was not found for the 'System.Diagnostics.ProcessStartInfo' object
### the indexer of a table
@{} | Get-Member -Name Item | ForEach-Object { "$($_.MemberType) $($_.Definition)" }
--- source about_Hash_Tables, properties of a hash table
--- stdout
ParameterizedProperty System.Object Item(System.Object key) {get;set;}
### what is added to a value of an enumeration is one of it
[Flags()] enum FlagEnum { A = 1; B = 2; C = 4 }
$v = [FlagEnum]::A + [FlagEnum]::B
$v.ToString('G'), $v.ToString('D'), $v.ToString('X'), $v.ToString('F')
([DayOfWeek]::Monday + 1), ([DayOfWeek]::Saturday - 1)
(1 + [DayOfWeek]::Monday).GetType().Name
--- source about_Enum, formatting of flags; PowerShell's binder of binary operators
--- stdout
A, B
3
00000003
A, B
Tuesday
Friday
Int32
### and what is counted on from one
$d = [DayOfWeek]::Monday
$d++
$d
$d += 1
"$d $($d.GetType().Name)"
$d--
$d
--- source PowerShell's binder of unary operators: ++ is an addition
--- stdout
Tuesday
Wednesday DayOfWeek
Tuesday
### value__ is of the underlying type
enum Small : byte { x = 255 }
[Small]::x.value__, [Small]::x.value__.GetType().Name
--- source about_Enum, underlying types
--- stdout
255
Byte
### $null times anything is $null
$null -eq ($null * 5)
5 * $null
$null -eq (5 * $null)
$z *= 3
$null -eq $z
$null - 5
--- source everything-about-null, in numeric equation
--- stdout
True
0
False
True
-5
### what Write-Host says in a record
$r = Write-Host 'said' -NoNewline 6>&1
$m = $r.MessageData
$m.GetType().FullName, $m.Message, $m.NoNewLine, "$m"
--- source about_Output_Streams, information stream; Write-Host's HostInformationMessage
--- stdout
System.Management.Automation.HostInformationMessage
said
True
said
