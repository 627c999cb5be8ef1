Cmdlets as the published tests of PowerShell's core modules use them.
Source: PowerShell test/powershell/Modules (the file is named in each case)
### $PSCulture is that of the thread
[cultureinfo]::CurrentCulture = 'ru-RU'
$PSCulture
$PSCulture -ceq [System.Threading.Thread]::CurrentThread.CurrentCulture.Name
--- stdout
ru-RU
True
--- source Microsoft.PowerShell.Utility/Get-Culture.Tests.ps1
### an alias can be described
Set-Alias described Get-ChildItem
$alias = Get-Alias described
$alias.Description = 'mine'
$alias | Add-Member ScriptProperty Also { $this.Description } { $this.Description = $args[0] }
$alias.Also
$alias.Also = 'other'
$alias.Also
(Get-Alias described).Description
--- stdout
mine
other
other
--- source Microsoft.PowerShell.Utility/Add-Member.Tests.ps1
### a runspace takes a name
$r = [runspacefactory]::CreateRunspace()
$r.Name -like 'Runspace*'
$r.Name = 'MyRunspace'
$r.Name
(Get-Runspace -Name MyRunspace).Id -eq $r.Id
--- stdout
True
MyRunspace
True
--- source Microsoft.PowerShell.Utility/Debug-Runspace.Tests.ps1, Get-Runspace
### the commands of a PowerShell object are added to by way of Commands too
$ps = [powershell]::Create()
$null = $ps.Commands.AddCommand('Write-Output').AddParameter('InputObject', 'one').AddStatement().AddScript('"two"')
$ps.Invoke()
--- stdout
one
two
--- source Microsoft.PowerShell.Utility/Foreach-Object-Parallel.Tests.ps1
### fields of value types begin as their empty value
class Thing { [string] $Text; [guid] $Id; [datetime] $Day; [timespan] $Span; [bigint] $Big }
$thing = [Thing]::new()
$null -eq $thing.Text
$thing.Id -eq [guid]::Empty
$thing.Day -eq [datetime]::MinValue
$thing.Span -eq [timespan]::Zero
$thing.Big
--- stdout
True
True
True
True
0
--- source Microsoft.PowerShell.Utility/ConvertTo-Json.Tests.ps1
### -Encoding with -AsByteStream is warned of
Set-Content f -Value 1 -AsByteStream -Encoding utf8 -WarningVariable w -WarningAction SilentlyContinue
"$w"
$null = Get-Content f -AsByteStream -Encoding utf8 -WarningVariable w -WarningAction SilentlyContinue
"$w"
--- stdout
Encoding not used when '-AsByteStream' specified.
Encoding not used when '-AsByteStream' specified.
--- source Microsoft.PowerShell.Management/Set-Content.Tests.ps1, Get-Content.Tests.ps1
### what is resolved on a drive stays on it
$null = New-Item -ItemType Directory here/sub
$null = New-PSDrive Here FileSystem (Resolve-Path here).Path
Join-Path Here: sub -Resolve
(Split-Path Here:/sub -Parent -Resolve).TrimEnd('/')
Set-Location Here:
Join-Path . sub -Resolve
Split-Path . -Resolve -IsAbsolute
Split-Path . -IsAbsolute
--- stdout
Here:/sub
Here:
Here:/sub
True
False
--- source Microsoft.PowerShell.Management/FileSystem.Tests.ps1
### the history of locations holds twenty steps, those to the same place too
$first = (Get-Location).Path
Set-Location /
1..20 | ForEach-Object { Set-Location /usr }
1..20 | ForEach-Object { Set-Location - }
(Get-Location).Path
try { Set-Location - } catch { "$_"; $_.FullyQualifiedErrorId }
1..20 | ForEach-Object { Set-Location + }
(Get-Location).Path
Set-Location -; Set-Location /usr
try { Set-Location + } catch { "$_" }
--- stdout
/
There is no location history left to navigate backwards.
System.InvalidOperationException,Microsoft.PowerShell.Commands.SetLocationCommand
/usr
There is no location history left to navigate forwards.
--- source Microsoft.PowerShell.Management/Set-Location.Tests.ps1
### a limit of thread jobs holds for those started later
$null = Start-ThreadJob { Start-Sleep 60 } -ThrottleLimit 2
$null = 1..3 | ForEach-Object { Start-ThreadJob { Start-Sleep 60 } }
while (@(Get-Job | Where-Object State -EQ Running).Count -lt 2) { Start-Sleep -Milliseconds 20 }
(Get-Job).State | Group-Object -NoElement | ForEach-Object { "$($_.Count) $($_.Name)" }
Get-Job | Remove-Job -Force
--- stdout
2 NotStarted
2 Running
--- source ThreadJob/ThreadJob.Tests.ps1
### the capitals of a module's name do not matter
$null = New-Item -ItemType Directory modules/UPPER/1.1, modules/OTHER
New-ModuleManifest modules/UPPER/1.1/UPPER.psd1 -RootModule UPPER.psm1 -ModuleVersion 1.1
Set-Content modules/UPPER/1.1/UPPER.psm1 'function mytest { "hello" }'
Set-Content modules/OTHER/OTHER.psm1 'function mytest2 { "hello too" }'
$env:PSModulePath = "$PWD/modules"
Import-Module upper, other
((Get-Module upPER, otHER).Name | Sort-Object) -join ' '
mytest
mytest2
--- stdout
OTHER UPPER
hello
hello too
--- source Microsoft.PowerShell.Core/Import-Module.Tests.ps1
### modules that a manifest requires by a relative path lie beside it
$null = New-Item -ItemType Directory mainmod, reqmod
Set-Content mainmod/mainmod.psd1 "@{ ModuleVersion = '1.0'; RequiredModules = '..\reqmod' }"
Set-Content reqmod/reqmod.psd1 "@{ ModuleVersion = '1.0' }"
$m = Import-Module ./mainmod -PassThru
$m.RequiredModules[0].Name
(Get-Module reqmod).Name
Remove-Module mainmod, reqmod
Set-Content mainmod/mainmod.psd1 "@{ ModuleVersion = '1.0'; RequiredModules = '../reqmod/reqmod.psd1' }"
(Import-Module ./mainmod -PassThru).RequiredModules[0].Name
--- stdout
reqmod
reqmod
reqmod
--- source Microsoft.PowerShell.Core/ModuleManifest.Tests.ps1
### Get-Error does not name a place for display where there is none
try { throw 'x' } catch { }
(Get-Error | Out-String) -match 'DisplayScriptPosition'
$null -eq $Error[0].InvocationInfo.DisplayScriptPosition
--- stdout
False
True
--- source Microsoft.PowerShell.Core/Get-Error.Tests.ps1, InvocationInfo.cs
### ConvertTo-Json takes dictionaries with keys that are strings alone
foreach ($odd in @{ 1 = 2 }, @{ a = @{ [datetime]::Now = 1 } }) {
    try { ConvertTo-Json $odd } catch { $_.FullyQualifiedErrorId; "$_" }
}
[ordered]@{ '1' = 2 } | ConvertTo-Json -Compress
--- stdout
NonStringKeyInDictionary,Microsoft.PowerShell.Commands.ConvertToJsonCommand
The type 'System.Collections.Hashtable' is not supported for serialization or deserialization of a dictionary. Keys must be strings.
NonStringKeyInDictionary,Microsoft.PowerShell.Commands.ConvertToJsonCommand
The type 'System.Collections.Hashtable' is not supported for serialization or deserialization of a dictionary. Keys must be strings.
{"1":2}
--- source Microsoft.PowerShell.Utility/Json.Tests.ps1
### a column whose label is empty is headed by its property
Set-Content a.format.ps1xml @'
<Configuration><ViewDefinitions><View><Name>Empty</Name>
<ViewSelectedBy><TypeName>Test.Format</TypeName></ViewSelectedBy>
<TableControl><TableHeaders><TableColumnHeader><Label></Label><Width>4</Width></TableColumnHeader></TableHeaders>
<TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Prop</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries>
</TableControl></View></ViewDefinitions></Configuration>
'@
Update-FormatData -AppendPath a.format.ps1xml
(([pscustomobject]@{ PSTypeName = 'Test.Format'; Prop = '123' } | Format-Table | Out-String) -replace '\r|\n')
--- stdout
Prop----123
--- source Microsoft.PowerShell.Utility/Format-Table.Tests.ps1
### names of types can be taken away
$o = 1 | Select-Object @{ n = 'a'; e = { 1 } }
$o.pstypenames[0]
$o.pstypenames.Remove('Nothing'), $o.pstypenames.Remove('Selected.System.Int32')
$o.pstypenames[0]
$o.pstypenames.Insert(0, 'Mine'); $o.pstypenames.Insert(0, 'Other'); $o.pstypenames.RemoveAt(1)
$o.pstypenames[0]
$o.pstypenames.Clear(); $o.pstypenames.Add('My.Type')
$o.pstypenames[0]
--- stdout
Selected.System.Int32
False
True
System.Management.Automation.PSCustomObject
Other
My.Type
--- source Microsoft.PowerShell.Utility/Export-Csv.Tests.ps1
### a manifest's root module needs no extension, and is not the manifest
$null = New-Item -ItemType Directory Bar, m/Nest
Set-Content Bar/Bar.psm1 'function BarFunc { "bar" }'
Set-Content Bar/Bar.psd1 "@{ ModuleVersion = '1.0'; RootModule = 'Bar'; FunctionsToExport = 'BarFunc' }"
Import-Module ./Bar; BarFunc
(Get-Module -ListAvailable ./Bar).ExportedFunctions.Keys
Remove-Module Bar
Set-Content Bar/Bar.psd1 "@{ ModuleVersion = '1.0'; RootModule = 'Bar'; FunctionsToExport = 'BarFunc'; NestedModules = 'Bar' }"
(Import-Module ./Bar -PassThru).NestedModules.Count; BarFunc
Remove-Module Bar
try { BarFunc } catch { $_.FullyQualifiedErrorId }
--- stdout
bar
BarFunc
1
bar
CommandNotFoundException
--- source Microsoft.PowerShell.Core/Remove-Module.Tests.ps1, Import-Module.Tests.ps1; ModuleCmdletBase.cs (LoadUsingExtensions)
### jobs can be stopped by a method
$job = Start-ThreadJob { Start-Sleep 60 }
while ($job.State -ne 'Running') { Start-Sleep -Milliseconds 20 }
$job.StopJob($true, 'No reason'); $job.JobStateInfo.State
$job = Start-ThreadJob { Start-Sleep 60 }
$job.StopJobAsync(); $null = Wait-Job $job; $job.State
--- stdout
Stopped
Stopped
--- source ThreadJob/ThreadJob.Tests.ps1
### Get-ChildItem -Recurse looks below for what the path ends in
$null = New-Item -ItemType Directory foo/foo/more, fop
Set-Content foo/bar 1; Set-Content foo/foo/bar 2; Set-Content foo/foo/more/deep.txt 3; Set-Content fop/bar 4
@(Get-ChildItem foo/bar -Recurse).Count
(Get-ChildItem -Recurse deep.txt).Name
(Get-ChildItem -Path fo*/bar -Recurse | Get-Content | Sort-Object) -join ' '
@(Get-ChildItem bar -Depth 1).Count
@(Get-ChildItem foo -Recurse).Count
try { Get-ChildItem foo/bar/ -Recurse -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
@(Get-ChildItem nothing.txt -Recurse -ErrorAction Stop).Count
(Get-ChildItem -LiteralPath foo/bar -Recurse).Count
--- stdout
2
deep.txt
1 2 4
2
5
ItemNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand
0
1
--- source Microsoft.PowerShell.Management/Get-ChildItem.Tests.ps1; SessionStateContainer.cs (GetChildItems)
