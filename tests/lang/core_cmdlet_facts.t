What single cmdlets of the core modules do in places that are easily got wrong.
Source: the cmdlets' pages (reference/7.5) and their sources

### Where-Object -Is takes types as scripts write them
$all = 1, 'a', 2.5 | ForEach-Object { [pscustomobject]@{ V = $_ } }
$all | Where-Object V -Is [int] | ForEach-Object V
$all | Where-Object V -Is string | ForEach-Object V
$all | Where-Object V -IsNot ([double]) | ForEach-Object V
--- stdout
1
a
1
a
--- source Where-Object -Is (reference/7.5), InternalCommands.cs
### Files have no value to set
Set-Content f 1
try { Set-Item f x -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
try { Clear-Item f -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
Provider operation stopped because the provider does not support this operation.
NotSupported,Microsoft.PowerShell.Commands.SetItemCommand
Provider operation stopped because the provider does not support this operation.
NotSupported,Microsoft.PowerShell.Commands.ClearItemCommand
--- source SessionStateStrings.resx CmdletProvider_NotSupported
### The text of Format-Hex's lines is full of blanks to the end
Set-Content f ('x' * 17) -NoNewline
$lines = Format-Hex f
$lines[0].ToString() + '|'
$lines[1].ToString() + '|'
--- stdout
0000000000000000   78 78 78 78 78 78 78 78 78 78 78 78 78 78 78 78  xxxxxxxxxxxxxxxx|
0000000000000010   78                                               x               |
--- source Format-Hex.Tests.ps1, ByteCollection.ToString() in UtilityCommon.cs
### Compare-Object goes by text where the first is not comparable
$record = Write-Information hello 6>&1
@(Compare-Object $record 'hello').Count
(Compare-Object $record 'other').SideIndicator -join ' '
--- stdout
0
=> <=
--- source Write-Stream.Tests.ps1, ObjectCommandComparer.cs
### Select-Object names the exception of an empty block
try { 1 | Select-Object {} } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Reason }
--- stdout
EmptyScriptBlockAndNoName,Microsoft.PowerShell.Commands.SelectObjectCommand
PSArgumentException
--- source Select-Object.Tests.ps1
### An alias's DisplayName ends at the command
Set-Alias one Get-Item
Set-Alias two one
Set-Alias no-where nothing-there
(Get-Alias two).DisplayName
(Get-Alias two).Definition
(Get-Alias no-where).DisplayName
--- stdout
two -> Get-Item
one
no-where -> nothing-there
--- source Get-Alias.Tests.ps1
### What does not become a secret is not shown
try { [securestring]'1234' } catch { "$_"; $_.FullyQualifiedErrorId }
try { '1234' | ConvertFrom-SecureString -ErrorAction Stop } catch { "$_" -match '1234' }
--- stdout
Cannot convert the value of type "System.String" to type "System.Security.SecureString".
ConvertToFinalInvalidCastException
False
--- source SecureString.Tests.ps1, ExtendedTypeSystem.resx InvalidCastExceptionWithoutValue
### Where a chain of links ends is told though nothing is there
$null = New-Item -ItemType SymbolicLink a -Target nothing
$null = New-Item -ItemType SymbolicLink b -Target a
(Get-Item b).ResolvedTarget -eq "$PWD/nothing"
(Get-Item b).Target
Set-Content nothing 1
(Get-Item b).ResolvedTarget -eq "$PWD/nothing"
(Get-Item nothing).ResolvedTarget -eq "$PWD/nothing"
--- stdout
True
a
True
True
--- source FileSystemProviderExtended.Tests.ps1
### A schema may refer to other files
Set-Content schema.json '{ "properties": { "name": { "$ref": "more/parts.json#/definitions/name" }, "n": { "$ref": "count.json" } } }'
$null = New-Item -ItemType Directory more
Set-Content more/parts.json '{ "definitions": { "name": { "$ref": "#/definitions/text" }, "text": { "type": "string" } } }'
Set-Content count.json '{ "type": "integer" }'
Test-Json '{ "name": "a", "n": 1 }' -SchemaFile schema.json
Test-Json '{ "name": 1, "n": "x" }' -SchemaFile schema.json -ErrorVariable e -ErrorAction SilentlyContinue
$e.Count
$e[0].FullyQualifiedErrorId
--- stdout
True
False
2
InvalidJsonAgainstSchemaDetailed,Microsoft.PowerShell.Commands.TestJsonCommand
--- source Test-Json.Tests.ps1
### A reference to a file that is not there makes the schema invalid
Set-Content schema.json '{ "properties": { "name": { "$ref": "gone.json#/a" } } }'
Test-Json '{ "name": "a" }' -SchemaFile schema.json -ErrorVariable e -ErrorAction SilentlyContinue
$e[0].FullyQualifiedErrorId
Test-Json '{ "other": "a" }' -SchemaFile schema.json
--- stdout
False
InvalidJsonSchema,Microsoft.PowerShell.Commands.TestJsonCommand
True
--- source Test-Json.Tests.ps1, TestJsonCommand.cs
### Results are of types that scripts can name
$found = 'abc' | Select-String b
$found -is [Microsoft.PowerShell.Commands.MatchInfo]
(1, 1 | Group-Object) -is [Microsoft.PowerShell.Commands.GroupInfo]
(1, 2 | Measure-Object) -is [Microsoft.PowerShell.Commands.GenericMeasureInfo]
('a' | Measure-Object -Line) -is [Microsoft.PowerShell.Commands.TextMeasureInfo]
('a' | Format-Hex) -is [Microsoft.PowerShell.Commands.ByteCollection]
Set-Content f 1
(Get-FileHash f) -is [Microsoft.PowerShell.Commands.FileHashInfo]
(1 | Get-Member Equals) -is [Microsoft.PowerShell.Commands.MemberDefinition]
function Show-Match { param([Microsoft.PowerShell.Commands.MatchInfo]$Match) $Match.LineNumber }
Show-Match $found
--- stdout
True
True
True
True
True
True
True
1
--- source OUTPUTS of the cmdlets' pages
### Set-Item defines a function in the scope it runs in
& { Set-Item function:inner { 'inner' }; inner }
[bool](Get-Command inner -ErrorAction Ignore)
& { function twice { 1 }; Set-Item function:twice { 2 }; twice }
--- stdout
inner
False
2
--- source SessionStateFunctionAPIs.cs SetFunction
### function:global: defines in the global scope
& { Set-Item -Path function:global:first -Value { 'first' } }
& { $null = New-Item -Path function: -Name global:second -Value { 'second' } }
& { ${function:global:third} = { 'third' } }
first; second; third
Test-Path function:global:third
& { Copy-Item function:first function:global:fourth }
fourth
Remove-Item function:global:fourth
Test-Path function:fourth
--- stdout
first
second
third
True
first
False
--- source about_Functions (function:global:), about_Scopes (scope modifiers)
### A read-only function is renamed by force
Set-Item function:old { 'value' } -Options ReadOnly
try { Rename-Item function:old new -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
& { Rename-Item function:old new -Force }
Test-Path function:old
--- stdout
CannotRenameFunction,Microsoft.PowerShell.Commands.RenameItemCommand
False
--- source FunctionProvider.Tests.ps1
### A script block for a name needs input
Set-Content x.txt 1
try { Rename-Item x.txt -NewName { 'y.txt' } } catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
Get-Item x.txt | Rename-Item -NewName { $_.Name -replace '^x', 'y' }
Test-Path y.txt
--- stdout
Cannot evaluate parameter 'NewName' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.
ScriptBlockArgumentNoInput,Microsoft.PowerShell.Commands.RenameItemCommand
MetadataError
True
--- source about_Script_Blocks (delay-bind), ParameterBinderStrings.resx
### Get-PSCallStack shows arguments that no parameter took
& { (Get-PSCallStack)[0].Arguments } 'foo' 'bar' $null
& { param($x) (Get-PSCallStack)[0].Arguments } 'foo' 2
--- stdout
{foo, bar, $null}
{x=foo, 2}
--- source Get-PSCallStack.Tests.ps1, TypeTable_Types_Ps1Xml.cs
### A parallel block that runs when the time is over says that it was stopped
$all = 1..2 | ForEach-Object -Parallel { Start-Sleep 600 } -TimeoutSeconds 2 -ThrottleLimit 1 2>&1
$all.FullyQualifiedErrorId; $all.CategoryInfo.Category; "$all"
--- stdout
PSTaskException
InvalidOperation
The pipeline has been stopped.
--- source Foreach-Object-Parallel.Tests.ps1, PSTask.cs
### Import-Alias takes lines that are moved in
Set-Content a.csv '    "myuh", "update-help","","None"'
Import-Alias a.csv
(Get-Alias myuh).Definition
--- stdout
update-help
--- source alias.tests.ps1
### The current location and what is above it is in use
$null = New-Item -ItemType Directory a/b
Set-Location a/b
foreach ($c in { Remove-Item . -Recurse -ErrorAction Stop }, { Remove-Item ../../a -Recurse -Force -ErrorAction Stop },
               { Move-Item ../../a ../../c -ErrorAction Stop }, { Rename-Item ../b c -ErrorAction Stop }) {
  try { & $c } catch { "$_" -replace '/.*/'; $_.FullyQualifiedErrorId; $_.Exception.GetType().Name }
}
Set-Location ../..
Remove-Item a -Recurse
Test-Path a
--- stdout
Cannot remove the item at 'b' because it is in use.
InvalidOperation,Microsoft.PowerShell.Commands.RemoveItemCommand
PSInvalidOperationException
Cannot remove the item at 'a' because it is in use.
InvalidOperation,Microsoft.PowerShell.Commands.RemoveItemCommand
PSInvalidOperationException
Cannot move item because the item at 'a' is in use.
InvalidOperation,Microsoft.PowerShell.Commands.MoveItemCommand
PSInvalidOperationException
Cannot rename the item at 'b' because it is in use.
InvalidOperation,Microsoft.PowerShell.Commands.RenameItemCommand
PSInvalidOperationException
False
--- source NavigationResources.resx, Navigation.cs
### Files that cannot be opened for writing
$null = New-Item -ItemType Directory d
Set-Content f 1
foreach ($c in { 'x' | Out-File none/f }, { 'x' | Out-File d }, { 'x' | Out-File f -NoClobber }, { 1 | Export-Csv none/f },
               { 1 | Export-Clixml none/f }, { Export-Alias none/f }, { 'x' > none/f }) {
  try { & $c } catch { "$_" -replace '/.*/'; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" -replace '/.*/' }
}
--- stdout
Could not find a part of the path 'f'.
FileOpenFailure,Microsoft.PowerShell.Commands.OutFileCommand
OpenError: (:) [Out-File], DirectoryNotFoundException
Access to the path 'd' is denied.
FileOpenFailure,Microsoft.PowerShell.Commands.OutFileCommand
OpenError: (:) [Out-File], UnauthorizedAccessException
The file 'f' already exists.
NoClobber,Microsoft.PowerShell.Commands.OutFileCommand
ResourceExists: (f:String) [Out-File], IOException
Could not find a part of the path 'f'.
FileOpenFailure,Microsoft.PowerShell.Commands.ExportCsvCommand
OpenError: (:) [Export-Csv], DirectoryNotFoundException
Could not find a part of the path 'f'.
FileOpenFailure,Microsoft.PowerShell.Commands.ExportClixmlCommand
OpenError: (:) [Export-Clixml], DirectoryNotFoundException
Could not find a part of the path 'f'.
FileOpenFailure,Microsoft.PowerShell.Commands.ExportAliasCommand
OpenError: (:) [Export-Alias], DirectoryNotFoundException
Could not find a part of the path 'f'.
FileOpenFailure,Microsoft.PowerShell.Commands.OutFileCommand
OpenError: (:) [Out-File], DirectoryNotFoundException
--- source PathUtils.cs (MasterStreamOpen, ReportFileOpenFailure), Out-File (reference/7.5)
### Content for a file in a folder that is not there
foreach ($c in { Set-Content none/f 1 -ErrorAction Stop }, { Add-Content none/f 1 -ErrorAction Stop }) {
  try { & $c } catch { "$_" -replace '/.*/'; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
}
--- stdout
Could not find a part of the path 'f'.
GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.SetContentCommand
ObjectNotFound
Could not find a part of the path 'f'.
GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.AddContentCommand
ObjectNotFound
--- source FileSystemProvider.cs (GetContentWriter)
### Jobs and aliases that are not there
foreach ($c in { Get-Job 999 }, { Stop-Job -Name nope }, { Receive-Job -InstanceId 11111111-2222-3333-4444-555555555555 },
               { Get-Alias nope }, { Get-Alias -Definition nope }) {
  try { $ErrorActionPreference = 'Stop'; & $c } catch { "$_"; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" }
}
--- stdout
The command cannot find a job with the job ID 999. Verify the value of the Id parameter and then try the command again.
JobWithSpecifiedSessionNotFound,Microsoft.PowerShell.Commands.GetJobCommand
ObjectNotFound: (999:Int32) [Get-Job], PSArgumentException
The command cannot find the job because the job name nope was not found. Verify the value of the Name parameter, and then try the command again.
JobWithSpecifiedNameNotFound,Microsoft.PowerShell.Commands.StopJobCommand
ObjectNotFound: (nope:String) [Stop-Job], PSArgumentException
The command cannot find a job with the instance identifier 11111111-2222-3333-4444-555555555555. Verify the value of the InstanceId parameter, and then try the command again.
JobWithSpecifiedInstanceIdNotFound,Microsoft.PowerShell.Commands.ReceiveJobCommand
ObjectNotFound: (11111111-2222-3333-4444-555555555555:Guid) [Receive-Job], PSArgumentException
This command cannot find a matching alias because an alias with the name 'nope' does not exist.
ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand
ObjectNotFound: (nope:String) [Get-Alias], ItemNotFoundException
This command cannot find a matching alias because an alias with the definition 'nope' does not exist.
ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand
ObjectNotFound: (nope:String) [Get-Alias], ItemNotFoundException
--- source RemotingErrorIdStrings.resx, RemoveJob.cs, GetAliasCommand.cs
### What PSArgumentException says names no parameter behind it
foreach ($c in { Get-Variable -Scope foo }, { Pop-Location -StackName none -ErrorAction Stop }, { 1 | Select-Object {} },
               { Start-Sleep -Duration ([timespan]::MaxValue) }) {
  try { & $c } catch { "$_" -match 'Parameter '''; $_.Exception.GetType().Name }
}
--- stdout
False
PSArgumentException
False
PSArgumentException
False
PSArgumentException
False
PSArgumentException
--- source MshArgumentException.cs (Message)
### Attributes that are none are refused
try { Get-ChildItem . -Attributes foo } catch { "$_" -split "`n" | Select-Object -First 1; $_.FullyQualifiedErrorId }
try { Get-ChildItem . -Attributes 'Directory+!nope' } catch { $_.FullyQualifiedErrorId }
@(Get-ChildItem . -Attributes '!Directory+Read,Hidden').Count
--- stdout
Cannot bind parameter 'Attributes'. Cannot convert value "foo" to type "System.Management.Automation.FlagsExpression`1[System.IO.FileAttributes]". Error: "Unable to match the identifier name foo to a valid enumerator name. Specify one of the following enumerator names and try again:
CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetChildItemCommand
CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.GetChildItemCommand
0
--- source Get-ChildItem (reference/7.5) -Attributes, FlagsExpression.cs, EnumExpressionEvaluatorStrings.resx
### New-Alias refuses a name that any scope has
& { try { New-Alias gci x -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId; "$($_.CategoryInfo)" } }
& { New-Alias gci x -Scope Local; (Get-Alias gci).Definition }
--- stdout
The alias is not allowed, because an alias with the name 'gci' already exists.
AliasAlreadyExists,Microsoft.PowerShell.Commands.NewAliasCommand
ResourceExists: (gci:String) [New-Alias], SessionStateException
x
--- source NewAliasCommand.cs, New-Alias (reference/7.5) -Scope
### A link without a target, and a sum of what is no number
try { New-Item -ItemType SymbolicLink l -Value '' } catch { "$_" -replace '/.*/'; $_.FullyQualifiedErrorId; $_.Exception.ParamName }
'a' | Measure-Object -Sum -ErrorVariable e -ErrorAction SilentlyContinue | ForEach-Object Count
"$e"; $e[0].Exception.GetType().Name
--- stdout
Link 'l' cannot be created because the target Value was not specified.
ArgumentNull,Microsoft.PowerShell.Commands.NewItemCommand
content
1
Input object "a" is not numeric.
PSInvalidOperationException
--- source New-Item.Tests.ps1, SessionStateContainer.cs (NewLinkTargetNotSpecified), Measure-Object.cs
### ForEach-Object with a member's name: what its errors are
'abc' | ForEach-Object Substring 1 1
foreach ($c in { 'abc' | ForEach-Object Substring 9 }, { 'abc' | ForEach-Object nope 1 }, { $null | ForEach-Object x 1 },
               { 'abc' | ForEach-Object T*Lower* }) {
  try { $ErrorActionPreference = 'Stop'; & $c } catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.GetType().Name }
}
@('abc' | ForEach-Object zz*).Count
('abc' | ForEach-Object Sub*).GetType().Name
--- stdout
b
Exception calling "Substring" with "1" argument(s): "startIndex cannot be larger than length of string. (Parameter 'startIndex')"
MethodInvocationError,Microsoft.PowerShell.Commands.ForEachObjectCommand
InvalidOperation
MethodInvocationException
Input name "nope" cannot be resolved to a method.
MethodNotFound,Microsoft.PowerShell.Commands.ForEachObjectCommand
InvalidArgument
PSArgumentException
You cannot call a method on a null-valued expression.
InvokeMethodOnNull,Microsoft.PowerShell.Commands.ForEachObjectCommand
InvalidArgument
PSArgumentException
Input name "T*Lower*" is ambiguous. It can be resolved to multiple matched members. Possible matches include: ToLower ToLowerInvariant.
AmbiguousPropertyOrMethodName,Microsoft.PowerShell.Commands.ForEachObjectCommand
InvalidArgument
PSArgumentException
1
PSMethod
--- source InternalCommands.cs (ForEachObjectCommand), InternalCommandStrings.resx
### The exceptions of refusals
foreach ($c in { 1 | Select-Object -ExpandProperty nope }, { $null | Get-Member }, { Get-TimeZone nope },
               { 1 | Sort-Object @{ a = 1 } }, { 1 | Export-Csv x -Append -NoHeader }, { Get-Culture xx-yy-zz-nope },
               { Split-Path a -Qualifier }, { 1 | Where-Object x -EQ }, { Rename-Item x a/b }) {
  try { $ErrorActionPreference = 'Stop'; Set-Content x 1; & $c } catch { ($_.FullyQualifiedErrorId -split ',')[0] + ' ' + $_.Exception.GetType().FullName + ' ' + $_.CategoryInfo.Reason }
}
--- stdout regex
ExpandPropertyNotFound System\.Management\.Automation\.PSArgumentException PSArgumentException
NoObjectInGetMember System\.InvalidOperationException InvalidOperationException
TimeZoneNotFound System\.TimeZoneNotFoundException TimeZoneNotFoundException
DictionaryKey.* System\.NotSupportedException NotSupportedException
CannotSpecifyBothAppendAndNoHeader System\.InvalidOperationException InvalidOperationException
ParameterArgumentValidationError System\.Management\.Automation\.ParameterBindingValidationException ParameterBindingValidationException
ParsePathFormatError System\.FormatException FormatException
ValueNotSpecifiedForWhereObject System\.Management\.Automation\.PSArgumentException PSArgumentException
Argument System\.Management\.Automation\.PSArgumentException PSArgumentException
--- source Select-Object.cs, GetMember.cs, TimeZoneCommands.cs, MshParameter.cs, CsvCommands.cs, GetCultureCommand.cs, ParsePathCommand.cs, InternalCommands.cs
### Unblock-File tells of files that are not there first
foreach ($c in { Unblock-File none -ErrorAction Stop }, { Unblock-File -LiteralPath 'no*ne' -ErrorAction Stop }, { Unblock-File 'no*ne' }) {
  try { & $c } catch { "$_" -replace '/.*/'; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
}
--- stdout
Cannot find path 'none' because it does not exist.
FileNotFound,Microsoft.PowerShell.Commands.UnblockFileCommand
ObjectNotFound
Cannot find path 'no*ne' because it does not exist.
FileNotFound,Microsoft.PowerShell.Commands.UnblockFileCommand
ObjectNotFound
The cmdlet does not support Linux.
LinuxNotSupported,Microsoft.PowerShell.Commands.UnblockFileCommand
NotImplemented
--- source UnblockFile.cs, Unblock-File.Tests.ps1
### Get-Culture takes names of its set
try { Get-Culture abcdefghijkl } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; "$_" -match '"abcdefghijkl" does not belong to the set ".*de-DE.*" specified' }
Get-Culture -Name de-DE, '' | ForEach-Object Name
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetCultureCommand
InvalidData
True
de-DE

--- source Get-Culture.Tests.ps1, GetCultureCommand.cs
### The method of serialization is spelled as its set has it
Update-TypeData -TypeName System.String -SerializationMethod string -StringSerializationSource Length
'string'.PSStandardMembers.SerializationMethod
'string'.PSStandardMembers.StringSerializationSource
--- stdout
String
6
--- source Update-TypeData.Tests.ps1
