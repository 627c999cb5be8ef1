Modules imported with a prefix.
Source: engine/Modules/PSModuleInfo.cs (ExportedFunctions), Import-Module (-Prefix)

### the functions are listed under the names they were imported by
Set-Content ./M.psm1 'function Get-It { 1 }; function Plain { 2 }; Set-Alias it Get-It; Export-ModuleMember -Function * -Alias *'
$m = Import-Module ./M.psm1 -Prefix My -PassThru
($m.ExportedFunctions.Keys | Sort-Object) -join ' '
($m.ExportedCommands.Keys | Sort-Object) -join ' '
$m.ExportedAliases.Keys
Get-MyIt
Remove-Module M
(Import-Module ./M.psm1 -PassThru).ExportedFunctions.Keys -join ' '
--- stdout
Get-MyIt MyPlain
Get-MyIt it MyPlain
it
1
Get-It Plain
