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
