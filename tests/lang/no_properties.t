Objects without any property, as text and on the screen.
Source: FormatAndOutput/common/FormatViewManager.cs (GenerateOutOfBandData), engine/MshObject.cs (ToStringEmptyBaseObject)

### they are their text
"[$([pscustomobject]@{})]"
[object]::new().GetType().FullName
[object]::new()
[object]::new() | Format-List
([pscustomobject]@{} | Out-String).Length
(New-Object System.Object) | Add-Member Note 5 -PassThru | ForEach-Object Note
$lock = [object]::new(); $lock.Equals($lock); $lock.Equals([object]::new())
--- stdout
[]
System.Object
System.Object
System.Object
1
5
True
False
