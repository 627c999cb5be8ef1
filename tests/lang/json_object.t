[JsonObject]::ConvertFromJson, JSON without a cmdlet; Select-Object with nothing to name a property by.
Source: the published tests of JsonObject and of Select-Object; commands/utility/WebCmdlet/JsonObject.cs
### An object, a hashtable
$e = $null
[Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"a":1}', [ref]$e).a
([Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"a":1}', $true, [ref]$e)) -is [System.Collections.IDictionary]
$null -eq $e
--- stdout
1
True
True
### Nothing gives nothing
$e = $null
$null -eq [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('', $true, [ref]$e)
$null -eq [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('  ', $false, [ref]$e); $null -eq $e
--- stdout
True
True
True
### A broken text is an exception
$e = $null
try { [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"a" :', [ref]$e) } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().FullName }
--- stdout
ArgumentException
System.ArgumentException
### Keys that an object cannot have are told by the record
$e = $null
$r = [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"": 1}', [ref]$e); $null -eq $r; $e.FullyQualifiedErrorId
$r = [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"k": 1, "K": 2}', [ref]$e); $e.FullyQualifiedErrorId
$r = [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"": 1}', $true, [ref]$e); $r['']
--- stdout
True
EmptyKeyInJsonString
KeysWithDifferentCasingInJsonString
1
### The depth is limited
$e = $null
[Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"a":{"b":1}}', $false, 2, [ref]$e).a.b
try { [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson('{"a":{"b":{"c":1}}}', $false, 2, [ref]$e) } catch { $_.FullyQualifiedErrorId }
--- stdout
1
ArgumentException
### A property that is an empty script block
try { 'bar' | Select-Object -Property {} } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
EmptyScriptBlockAndNoName,Microsoft.PowerShell.Commands.SelectObjectCommand
A property is an empty script block and does not provide a name.
### The default session state
$rs = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2()); $rs.Open()
$ps = [powershell]::Create(); $ps.Runspace = $rs; [void]$ps.AddScript('1 + 1'); $ps.Invoke(); $ps.HadErrors; $rs.Close()
--- stdout
2
False
