Parameters of the Utility module's cmdlets, one by one.
Source: the cmdlets' pages in the language reference, their published tests and sources
### Measure-Object counts what is no number, and gives no sum then
$m = 'a', '1' | Measure-Object -Sum -ErrorAction SilentlyContinue
$m.Count; $null -eq $m.Sum; $Error[0].FullyQualifiedErrorId
--- source Measure-Object.cs (AnalyzeValue, CreateGenericMeasureInfo)
--- stdout
2
True
NonNumericInputObject,Microsoft.PowerShell.Commands.MeasureObjectCommand
### Measure-Object compares texts that are numbers as numbers
$m = '9995788.71', '15847577.7' | Measure-Object -Minimum -Maximum
$m.Minimum; $m.Maximum; $m.GetType().Name
--- source object.tests.ps1, Measure-Object.cs (Compare)
--- stdout
9995788.71
15847577.7
GenericMeasureInfo
### Measure-Object of texts has a type of its own
('b', 'a' | Measure-Object -Maximum).GetType().Name
--- source Measure-Object.cs (EndProcessing)
--- stdout
GenericObjectMeasureInfo
### Measure-Object counts a property that is $null, not one that is missing
$m = [pscustomobject]@{ a = $null }, [pscustomobject]@{ a = 1 }, [pscustomobject]@{ b = 1 } | Measure-Object a -Sum
$m.Count; $m.Sum
--- source Measure-Object.cs (AnalyzeObjectProperties)
--- stdout
2
1
### Compare-Object -PassThru marks values too
Compare-Object 1, 2 2, 3 -PassThru | ForEach-Object { "$_ $($_.SideIndicator)" }
--- source the page of Compare-Object
--- stdout
3 =>
1 <=
### Compare-Object -PassThru marks texts
Compare-Object a, b a, c -PassThru | Where-Object SideIndicator -eq '=>'
--- source the page of Compare-Object
--- stdout
c
### ConvertFrom-Json -DateKind Offset
$d = ('{"d":"2020-01-02T03:04:05+02:00"}' | ConvertFrom-Json -DateKind Offset).d
$d.GetType().Name; $d.Offset.TotalHours; $d.Hour
--- source the page of ConvertFrom-Json
--- stdout
DateTimeOffset
2
3
### New-Variable -Visibility
(New-Variable v 1 -Visibility Private -PassThru).Visibility; Set-Variable v -Visibility Public; (Get-Variable v).Visibility
--- source the pages of New-Variable and Set-Variable
--- stdout
Private
Public
### Names that -Exclude leaves out are not missing
$w = 1; Clear-Variable w -Exclude w; Remove-Variable w -Exclude w; Get-Variable w -Exclude w; $w
--- source Var.cs (GetMatchingVariables)
--- stdout
1
### Names that -Include leaves out neither
$w = 1; Clear-Variable w -Include z*; $w
--- source Var.cs (GetMatchingVariables)
--- stdout
1
### New-Guid tells what is wrong with a text
$g = New-Guid -InputObject '{1-2}' -ErrorAction SilentlyContinue
$null -eq $g; $Error[0].FullyQualifiedErrorId; $Error[0].Exception.Message
--- source New-Guid.Tests.ps1, NewGuidCommand.cs
--- stdout
True
StringNotRecognizedAsGuid,Microsoft.PowerShell.Commands.NewGuidCommand
Unrecognized Guid format.
### New-Guid goes on after a text that is none
(@('x', '12345678-1234-1234-1234-123456789abc' | New-Guid -ErrorAction Ignore)[1]).Guid
--- source NewGuidCommand.cs
--- stdout
12345678-1234-1234-1234-123456789abc
### Join-String takes $OFS where no separator is given
$OFS = ','; 1..3 | Join-String -OutputPrefix 'A ' -OutputSuffix ' B'; 1..3 | Join-String -Separator ''
--- source Join-String.Tests.ps1
--- stdout
A 1,2,3 B
123
### Import-PowerShellDataFile has a limit of 500 keys
"@{`n" + ((1..501 | ForEach-Object { "a$_ = 1" }) -join "`n") + "`n}" > d.psd1
try { Import-PowerShellDataFile d.psd1 } catch { $_.FullyQualifiedErrorId }
(Import-PowerShellDataFile d.psd1 -SkipLimitCheck).Count
--- source PowerShellData.tests.ps1
--- stdout
System.InvalidOperationException,Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand
501
### Import-PowerShellDataFile runs nothing, limit or not
'@{ Foo = [object] (calc.exe) }' > d.psd1
try { Import-PowerShellDataFile d.psd1 -SkipLimitCheck } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- source PowerShellData.tests.ps1, AutomationExceptions.resx
--- stdout
System.InvalidOperationException,Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand
Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: @{ Foo = [object] (calc.exe) }.
### ConvertTo-Html takes name for label
[pscustomobject]@{ Age = 1 } | ConvertTo-Html @{ name = 'Years'; e = 'Age' } -Fragment | Select-String Years -Raw
--- source ConvertTo-Html.Tests.ps1
--- stdout
<tr><th>Years</th></tr>
### Set-Date -DisplayHint
(Set-Date -Date 2020-01-02 -DisplayHint Date -WhatIf | Out-String).Trim(); (Set-Date -Date 2020-01-02 -WhatIf).DisplayHint
--- source SetDateCommand.cs
--- stdout
What if: Performing the operation "Set-Date" on target "1/2/2020 12:00:00 AM".
Thursday, January 2, 2020
What if: Performing the operation "Set-Date" on target "1/2/2020 12:00:00 AM".
DateTime
### Sort-Object puts $null after negative numbers
8, $null, -2, 1 | ForEach-Object { [pscustomobject]@{ a = $_ } } | Sort-Object a | ForEach-Object { "[$($_.a)]" }
--- source Sort-Object.Tests.ps1
--- stdout
[-2]
[]
[1]
[8]
### A table goes on with objects of a type that derives from its view's
$t = 1, 2 | Group-Object; $u = 3 | Group-Object -NoElement
($t + $u | Out-String).Trim() -split "`n" | ForEach-Object TrimEnd
--- source FormatViewGenerator.cs (IsObjectApplicable), Group-Object.cs
--- stdout
Count Name                      Group
----- ----                      -----
    1 1                         {1}
    1 2                         {2}
    1 3                         {}
### Write-Information takes $null
$null | Write-Information -Tags t -InformationVariable i; $i.Count; $i[0].Tags
--- source Write-Stream.Tests.ps1
--- stdout
1
t
### Write-Progress -ParentId begins at -1
try { Write-Progress -Activity a -Status b -Id 1 -ParentId -2 } catch { $_.FullyQualifiedErrorId }
Write-Progress -Activity a -Status b -ParentId -1
--- source Write-Progress.Tests.ps1
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.WriteProgressCommand
### Lists inside a list are shown by their items
([pscustomobject]@{ name = 'n'; sub = @(@('x 0', 'y 0'), @('x 1', 'y 1')) } | Format-List sub | Out-String).Trim()
--- source Format-Table.Tests.ps1, PSObjectHelper.cs (SmartToString)
--- stdout
sub : {x 0 y 0, x 1 y 1}
### Sort-Object -Unique keeps of three the one that .NET's order puts first
$a = [pscustomobject]@{ F = 'john'; L = 'smith' }, [pscustomobject]@{ F = 'joesph'; L = 'smith' }, [pscustomobject]@{ F = 'john'; L = 'smyth' }
($a | Sort-Object L -Descending -Unique | ForEach-Object { "$($_.F) $($_.L)" }) -join ', '
--- source Sort-Object.Tests.ps1
--- stdout
john smyth, joesph smith
### -Stable keeps the order of equal ones
$a = [pscustomobject]@{ F = 1; L = 'b' }, [pscustomobject]@{ F = 2; L = 'b' }, [pscustomobject]@{ F = 3; L = 'a' }
($a | Sort-Object L -Stable | ForEach-Object F) -join ','
--- source the page of Sort-Object
--- stdout
3,1,2
### What is wrong with a regular expression
foreach ($p in '[', '(', ')', '*', 'a**', '[z-a]', 'a{2,1}') { try { [regex]::new($p) } catch { $_.Exception.InnerException.Message } }
--- source .NET: RegexParser and its resources
--- stdout
Invalid pattern '[' at offset 1. Unterminated [] set.
Invalid pattern '(' at offset 1. Not enough )'s.
Invalid pattern ')' at offset 1. Too many )'s.
Invalid pattern '*' at offset 1. Quantifier '*' following nothing.
Invalid pattern 'a**' at offset 3. Nested quantifier '*'.
Invalid pattern '[z-a]' at offset 4. [z-a] range in reverse order.
Invalid pattern 'a{2,1}' at offset 6. Illegal {x,y} with x > y.
### Select-String tells it too
try { 'a' | Select-String '[' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- source MatchString.cs, MatchStringStrings.resx
--- stdout
The string [ is not a valid regular expression: Invalid pattern '[' at offset 1. Unterminated [] set.
InvalidRegex,Microsoft.PowerShell.Commands.SelectStringCommand
### The operators name the pattern and keep that as the inner exception
try { 'a' -match '*' } catch { $_.Exception.Message; $_.Exception.InnerException.Message }
--- source ParserStrings.resx
--- stdout
The regular expression pattern * is not valid.
Invalid pattern '*' at offset 1. Quantifier '*' following nothing.
