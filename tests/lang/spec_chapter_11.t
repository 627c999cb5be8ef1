Source: PowerShell Language Specification, chapter 11 (Modules); about_Modules, about_Module_Manifests, New-Module, Import-Module
### a script module exports what it names
Import-Module ./PSTest_Temperature.psm1
"0 degrees C is " + (Convert-CentigradeToFahrenheit 0) + " degrees F"
"100 degrees C is " + (c2f 100) + " degrees F"
"32 degrees F is " + (Convert-FahrenheitToCentigrade 32) + " degrees C"
"212 degrees F is " + (f2c 212) + " degrees C"
$null -eq (Get-Command Hidden -ErrorAction Ignore)
(Get-Module PSTest_Temperature).ExportedCommands.Keys -join ','
--- file PSTest_Temperature.psm1
function Convert-CentigradeToFahrenheit ([double]$tempC) { return ($tempC * (9.0 / 5.0)) + 32.0 }
New-Alias c2f Convert-CentigradeToFahrenheit
function Convert-FahrenheitToCentigrade ([double]$tempF) { return ($tempF - 32.0) * (5.0 / 9.0) }
New-Alias f2c Convert-FahrenheitToCentigrade
function Hidden { }
Export-ModuleMember -Function Convert-CentigradeToFahrenheit
Export-ModuleMember -Function Convert-FahrenheitToCentigrade
Export-ModuleMember -Alias c2f, f2c
--- stdout
0 degrees C is 32 degrees F
100 degrees C is 212 degrees F
32 degrees F is 0 degrees C
212 degrees F is 100 degrees C
True
Convert-CentigradeToFahrenheit,Convert-FahrenheitToCentigrade,c2f,f2c
### functions and aliases are exported by default, variables are not
Import-Module ./m.psm1
F; "[$v]"; fa
--- file m.psm1
function F { "f $v" }
$v = 'inner'
New-Alias fa F
--- stdout
f inner
[]
f inner
### arguments for the parameters of the module
Import-Module ./m.psm1 -ArgumentList 'hello', 2
Show
--- file m.psm1
param($Word, $Times)
function Show { $Word * $Times }
--- stdout
hellohello
### a prefix and a selection
Import-Module ./m.psm1 -Prefix My -Function Get-A
Get-MyA
$null -eq (Get-Command Get-MyB -ErrorAction Ignore)
--- file m.psm1
function Get-A { 'A' }
function Get-B { 'B' }
--- stdout
A
True
### a module found along PSModulePath
$env:PSModulePath = "$PWD/mods" + [IO.Path]::PathSeparator + $env:PSModulePath
Get-Found
(Get-Module Found).Version.ToString()
(Get-Module -ListAvailable Found).Name
--- file mods/Found/Found.psd1
@{
ModuleVersion = '1.2'
RootModule = 'Found.psm1'
FunctionsToExport = 'Get-F*'
}
--- file mods/Found/Found.psm1
function Get-Found { 'found' }
function Other { }
--- stdout
found
1.2
Found
### removal runs the module's own code
Import-Module ./m.psm1
Remove-Module m
$null -eq (Get-Command Gone -ErrorAction Ignore)
Get-Module m
--- file m.psm1
function Gone { }
$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = { Write-Host 'removing' }
--- stdout
removing
True
### a hidden command by its qualified name
Import-Module ./m.psm1
function Get-It { 'session' }
Get-It; m\Get-It
--- file m.psm1
function Get-It { 'module' }
--- stdout
session
module
### a manifest may use if, operators and Join-Path
$m = Test-ModuleManifest ./x.psd1
$m.Version.ToString(); $m.Author; $m.Name
(Import-PowerShellDataFile ./x.psd1).ModuleVersion
--- file x.psd1
@{
ModuleVersion = '1.0'
Author = 'John Doe'
RequiredModules = @()
FunctionsToExport = 'Set*', 'Get*', 'Process*'
}
--- stdout
1.0
John Doe
x
1.0
### a dynamic module
$sb = {
    function Convert-CentigradeToFahrenheit ([double]$tempC) { return ($tempC * (9.0 / 5.0)) + 32.0 }
    New-Alias c2f Convert-CentigradeToFahrenheit
    Export-ModuleMember -Function Convert-CentigradeToFahrenheit
    Export-ModuleMember -Alias c2f
}
$null = New-Module -Name MyDynMod -ScriptBlock $sb
Convert-CentigradeToFahrenheit 100; c2f 100
Get-Module MyDynMod
(Get-Command c2f).Name
New-Module -Name Shown { function S { 's' } } | Import-Module
(Get-Module Shown).Name; S
--- stdout
212
212
c2f
Shown
s
### closures keep counters of their own
function Get-NextID ([int]$StartValue = 1) {
    $nextID = $StartValue
    { ($Script:nextID++) }.GetNewClosure()
}
$v1 = Get-NextID; & $v1; & $v1
$v2 = Get-NextID 100; & $v2; & $v2
& $v1
$v3 = & { param ([int]$StartValue = 1) $nextID = $StartValue; { ($Script:nextID++) }.GetNewClosure() } 200
& $v3; & $v3
--- stdout
1
2
100
101
3
200
201
### nested modules belong to the root
Import-Module ./root.psd1
A; B
(Get-Module root).NestedModules.Name
--- file root.psd1
@{ ModuleVersion = '0.1'; RootModule = 'a.psm1'; NestedModules = 'b.psm1'; FunctionsToExport = '*' }
--- file a.psm1
function A { 'a' }
--- file b.psm1
function B { 'b' }
--- stdout
a
b
b
