Get-Command and modules that are not loaded, scripts by patterns; Test-ModuleManifest's files; required modules in a circle.
Source: about_Modules, Get-Command; CommandDiscovery.Tests.ps1, TestModuleManifest.Tests.ps1

### a name that a module exports loads the module
$env:PSModulePath = $PWD.Path
(Get-Command Get-Fruit).ModuleName; (Get-Module).Name
--- file Fruit/Fruit.psm1
function Get-Fruit { 'apple' }
--- stdout
Fruit
Fruit
### -ListImported looks at loaded ones only
$env:PSModulePath = $PWD.Path
try { Get-Command Get-Fruit -ListImported -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
@(Get-Module).Count
--- file Fruit/Fruit.psm1
function Get-Fruit { 'apple' }
--- stdout
CommandNotFoundException,Microsoft.PowerShell.Commands.GetCommandCommand
0
### patterns find them without loading
$env:PSModulePath = $PWD.Path
(Get-Command *-Fruit).Name; (Get-Command -Module Fruit | Sort-Object Name).Name; (Get-Command -Noun Fruit).Source
@(Get-Module).Count; @(Get-Command *-Fruit -ListImported).Count
--- file Fruit/Fruit.psm1
function Get-Fruit { 'apple' }
Set-Alias gfr Get-Fruit
Export-ModuleMember -Function Get-Fruit -Alias gfr
--- stdout
Get-Fruit
Get-Fruit
gfr
Fruit
0
0
### the same folder twice gives one command
$env:PSModulePath = "$PWD" + [IO.Path]::PathSeparator + "$PWD"
@(Get-Command Get-Fruit).Count; @(Get-Command Get-Fru*).Count
--- file Fruit/Fruit.psm1
function Get-Fruit { 'apple' }
--- stdout
1
1
### a script by a pattern that one file matches
(Get-Command './[x]1.ps1').Name; (Get-Command "$PWD/x?.ps1").Name; @(Get-Command './[xy]*.ps1').Count; @(Get-Command './[z].ps1').Count
--- file x1.ps1
1
--- file y1.ps1
1
--- stdout
x1.ps1
x1.ps1
0
0
### a manifest's files must be there
New-ModuleManifest t.psd1 -TypesToProcess none.ps1xml
try { Test-ModuleManifest t.psd1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" -replace [regex]::Escape($PWD.Path), '.' }
foreach ($p in 'FormatsToProcess', 'ScriptsToProcess') {
    $more = @{ $p = 'none.ps1' }
    New-ModuleManifest t.psd1 @more
    try { Test-ModuleManifest t.psd1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
}
--- stdout
Modules_InvalidManifest,Microsoft.PowerShell.Commands.TestModuleManifestCommand
The member 'TypesToProcess' in the module manifest is not valid: Cannot find path './none.ps1xml' because it does not exist.. Verify that a valid value is specified for this field in the './t.psd1' file.
Modules_InvalidManifest,Microsoft.PowerShell.Commands.TestModuleManifestCommand
ResourceUnavailable
Modules_InvalidManifest,Microsoft.PowerShell.Commands.TestModuleManifestCommand
ResourceUnavailable
### a manifest is no root module
$null = New-Item foo.psd1
New-ModuleManifest t.psd1 -RootModule foo.psd1
try { Test-ModuleManifest t.psd1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
Modules_InvalidManifest,Microsoft.PowerShell.Commands.TestModuleManifestCommand
### nested modules are shown
$null = New-Item Foo.psm1
New-ModuleManifest t.psd1 -NestedModules Foo.psm1 -FunctionsToExport @()
$m = Test-ModuleManifest t.psd1
@($m.NestedModules).Count; $m.NestedModules.Name
--- stdout
1
Foo
### modules that nest each other end
New-ModuleManifest a.psd1 -NestedModules b.psd1
New-ModuleManifest b.psd1 -NestedModules a.psd1
(Test-ModuleManifest ./a.psd1).Name
--- stdout
a
### modules that require each other
$env:PSModulePath = $PWD.Path
foreach ($n in 'A', 'B') { $null = New-Item $n -ItemType Directory }
New-ModuleManifest A/A.psd1 -RequiredModules B
New-ModuleManifest B/B.psd1 -RequiredModules A
try { Import-Module A -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" -replace [regex]::Escape($PWD.Path), '.' }
--- stdout
Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand
The required module 'B' is not loaded. The module 'B' has a requiredModule 'A' in its module manifest './B/B.psd1' that points to a cyclic dependency.
### the definition of a cmdlet is its syntax, a line for each set
(Get-Command Get-Location).Definition -split "`n" | ForEach-Object { "[$_]" }
--- source CmdletInfo.Definition in PowerShell's engine, Get-Location's page
--- stdout
[]
[Get-Location [-PSProvider <string[]>] [-PSDrive <string[]>] [<CommonParameters>]]
[]
[Get-Location [-Stack] [-StackName <string[]>] [<CommonParameters>]]
[]
