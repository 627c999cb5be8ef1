Modules listed by Get-Module and refused by Import-Module.
Source: Get-Module, Import-Module, about_Modules; Get-Module.Tests.ps1, Remove-Module.Tests.ps1, ModuleConstraint.Tests.ps1

### Loaded modules come by name
New-Item -ItemType Directory Zoo, Ape | Out-Null
Set-Content Zoo/Zoo.psm1 ''
Set-Content Ape/Ape.psm1 ''
Import-Module ./Zoo, ./Ape
(Get-Module Zoo, Ape).Name
--- stdout
Ape
Zoo
### Every version of a module is available
foreach ($v in '1.1', '2.0') {
    New-Item -ItemType Directory "m/Foo/$v" | Out-Null
    New-ModuleManifest "m/Foo/$v/Foo.psd1" -ModuleVersion $v
}
$env:PSModulePath = "$PWD/m"
Get-Module F* -ListAvailable | Sort-Object Version | ForEach-Object { "$($_.Name) $($_.Version)" }
(Import-Module Foo -PassThru).Version.ToString()
--- stdout
Foo 1.1
Foo 2.0
2.0
### A path lists the versions below it
foreach ($v in '1.2.3', '4.8.3') {
    New-Item -ItemType Directory "Banana/$v" | Out-Null
    New-ModuleManifest "Banana/$v/Banana.psd1" -ModuleVersion $v
}
(Get-Module -ListAvailable "$PWD/Banana" | Sort-Object Version).Version -join ' '
(Get-Module -ListAvailable "$PWD/Banana/4.8.3").Version -join ' '
(Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = "$PWD/Banana"; MaximumVersion = '2.0' }).Version -join ' '
(Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = "$PWD/Banana"; RequiredVersion = '4.8.3' }).Version -join ' '
--- stdout
1.2.3 4.8.3
4.8.3
1.2.3
4.8.3
### -All lists every file of a module
New-Item -ItemType Directory m/Bar/Download, m/Zoo/Too | Out-Null
New-ModuleManifest m/Bar/Bar.psd1
foreach ($f in 'Bar/Bar', 'Bar/Download/Download', 'Zoo/Zoo', 'Zoo/Too/Zoo') { Set-Content "m/$f.psm1" '' }
$env:PSModulePath = "$PWD/m"
(Get-Module down*, Zoo, Bar -ListAvailable -All | Sort-Object Name, Path |
    ForEach-Object { "$($_.Name):$($_.ModuleType)" }) -join ' '
(Get-Module down*, Zoo, Bar -ListAvailable | Sort-Object Name).Name -join ' '
--- stdout
Bar:Manifest Bar:Script Download:Script Zoo:Script Zoo:Script
Bar Zoo
### Modules of an edition
foreach ($e in 'Core', 'Desktop') {
    New-Item -ItemType Directory "m/Only$e" | Out-Null
    New-ModuleManifest "m/Only$e/Only$e.psd1" -CompatiblePSEditions $e
}
$env:PSModulePath = "$PWD/m"
(Get-Module Only* -ListAvailable -PSEdition Core).Name
(Get-Module Only* -ListAvailable -PSEdition Desktop).Name
--- stdout
OnlyCore
OnlyDesktop
### -Name and -FullyQualifiedName exclude each other
try { Get-Module -Name a -FullyQualifiedName @{ ModuleName = 'b'; ModuleVersion = '1.0' } -ErrorAction Stop }
catch { $_.FullyQualifiedErrorId }
try { Get-Module ./a -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
NameAndFullyQualifiedNameCannotBeSpecifiedTogether,Microsoft.PowerShell.Commands.GetModuleCommand
ModuleDiscoveryForLoadedModulesWorksOnlyForUnQualifiedNames,Microsoft.PowerShell.Commands.GetModuleCommand
### A path without a module is told of
Get-Module -ListAvailable "$PWD/nothing" -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId
@(Get-Module -ListAvailable "$PWD/noth*").Count
--- stdout
Modules_ModuleNotFoundForGetModule,Microsoft.PowerShell.Commands.GetModuleCommand
0
### A minimum above the maximum is out of range
try { Import-Module x -MinimumVersion 3.0 -MaximumVersion 2.0 -ErrorAction Stop }
catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
ArgumentOutOfRange,Microsoft.PowerShell.Commands.ImportModuleCommand
InvalidArgument
### A required module of another version makes the manifest invalid
New-Item -ItemType Directory m/Dep | Out-Null
New-ModuleManifest m/Dep/Dep.psd1 -ModuleVersion 1.0
New-ModuleManifest Top.psd1 -RequiredModules @{ ModuleName = 'Dep'; ModuleVersion = '2.0' }
$env:PSModulePath = "$PWD/m"
try { Import-Module ./Top.psd1 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand
