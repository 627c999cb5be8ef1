The classes behind cmdlets and the attributes that reflection finds on them.

### what a cmdlet's class says of it
$type = (Get-Command Remove-Item).ImplementingType
$type.FullName
$type.IsSubclassOf([System.Management.Automation.Cmdlet])
$a = $type.GetCustomAttributes($true).Where({ $_ -is [System.Management.Automation.CmdletAttribute] })
"$($a.VerbName) $($a.NounName) $($a.SupportsShouldProcess) $($a.ConfirmImpact) $($a.DefaultParameterSetName)"
--- stdout
Microsoft.PowerShell.Commands.RemoveItemCommand
True
Remove Item True Medium Path
--- source the published test engine/Basic/DefaultCommands.Tests.ps1; RemoveItemCommand in Navigation.cs

### what cannot be confirmed has no impact
foreach ($name in 'Get-Item', 'Set-Location', 'Write-Output', 'Set-Item', 'Update-TypeData') {
    $a = (Get-Command $name).ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
    "$name $($a.ConfirmImpact)"
}
--- stdout
Get-Item None
Set-Location None
Write-Output None
Set-Item Medium
Update-TypeData Low
--- source the published test engine/Basic/DefaultCommands.Tests.ps1

### types by the names of the classes, and what the cmdlets give
[Microsoft.PowerShell.Commands.GetProcessCommand].Name
$t = [Microsoft.PowerShell.Commands.GetProcessCommand].GetCustomAttributes([System.Management.Automation.OutputTypeAttribute], $false).Type
$t.Name -contains 'System.Diagnostics.Process'
$t.Count -gt 1
'Microsoft.PowerShell.Commands.GetNothingCommand' -as [type]
--- stdout
GetProcessCommand
True
True
--- source the published test engine/Api/TypeInference.Tests.ps1 (Get-Process's output types)

### the attributes of a script block
$b = { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] [OutputType([int], 'string')] param($a) }
$b.Attributes.Count
$b.Attributes | ForEach-Object { $_.GetType().Name }
$b.Attributes[0].ConfirmImpact
$b.Attributes[1].Type.Name -join ','
({ param($a) }).Attributes.Count
--- stdout
2
CmdletBindingAttribute
OutputTypeAttribute
High
System.Int32,System.String
0
--- source ScriptBlock.Attributes in CompiledScriptBlock.cs: the attributes before param()

### an output type attribute made by hand
$o = [OutputType]::new([int], [string])
$o.Type.Name -join ','
$o.ParameterSetName
[OutputType]::new('a', 'b').Type.Name -join ','
--- stdout
System.Int32,System.String
__AllParameterSets
a,b
--- source OutputTypeAttribute in Attributes.cs
