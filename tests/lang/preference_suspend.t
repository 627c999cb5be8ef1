The Suspend action preference is reserved: nothing takes it.
Source: ArgumentTypeConverterAttribute.cs, ExecutionContext.CheckActionPreference, ErrorPackage.resx; published tests of action preferences

### the session's own variables refuse it
foreach ($name in 'ErrorActionPreference', 'WarningPreference', 'VerbosePreference') {
    try { Set-Variable -Name $name -Scope Global -Value ([System.Management.Automation.ActionPreference]::Suspend) }
    catch { $_.CategoryInfo.Reason }
}
"$ErrorActionPreference $WarningPreference $VerbosePreference"
--- stdout
ArgumentTransformationMetadataException
ArgumentTransformationMetadataException
ArgumentTransformationMetadataException
Continue Continue SilentlyContinue
### a function's own variable holds it until it is used
function Use([scriptblock]$b) { try { & $b } catch { "$($_.FullyQualifiedErrorId) $($_.CategoryInfo.Reason)" } }
Use { $WarningPreference = 'Suspend'; Write-Warning w }
Use { $VerbosePreference = [System.Management.Automation.ActionPreference]::Suspend; Write-Verbose v }
Use { $DebugPreference = 'Suspend'; Write-Debug d }
Use { $InformationPreference = 'Suspend'; Write-Information i }
Use { $ProgressPreference = 'Suspend'; Write-Progress p }
--- stdout
System.NotSupportedException,Microsoft.PowerShell.Commands.WriteWarningCommand NotSupportedException
System.NotSupportedException,Microsoft.PowerShell.Commands.WriteVerboseCommand NotSupportedException
System.NotSupportedException,Microsoft.PowerShell.Commands.WriteDebugCommand NotSupportedException
System.NotSupportedException,Microsoft.PowerShell.Commands.WriteInformationCommand NotSupportedException
System.NotSupportedException,Microsoft.PowerShell.Commands.WriteProgressCommand NotSupportedException
### its default comes back
& { $WarningPreference = 'Suspend'; try { Write-Warning w } catch { "$_" }; "$WarningPreference" }
--- stdout
The Suspend ActionPreference value is reserved for future use and is not supported at this time. It has been replaced in your WarningPreference variable by the default value of Continue. For more information about preference variables, see the Help topic, "about_Preference_Variables."
Continue
