Modules: their scopes, what they export, how they are found, imported and removed; scopes of
functions and aliases.

Source: about_Modules, about_Module_Manifests, about_Requires, about_Scopes; Import-Module, Export-ModuleMember, New-Module, Remove-Module, Get-Module, New-ModuleManifest, Import-LocalizedData; messages and ids of Modules.resx

### functions and aliases are exported when nothing is said
Import-Module ./M.psm1 -DisableNameChecking
(Get-Module M).ExportedFunctions.Keys -join ","
(Get-Module M).ExportedAliases.Keys
gsec
--- file M.psm1
$secret = 'kept'
$script:count = 0
function Get-Secret { $secret }
function Step-Count { $script:count++; $script:count }
function helper { "helper sees $secret" }
function Use-Helper { helper }
Set-Alias gsec Get-Secret
--- stdout
Get-Secret,helper,Step-Count,Use-Helper
gsec
kept
### variables of a module are its own
Import-Module ./M.psm1
"[$secret]"; Get-Secret
--- file M.psm1
$secret = 'kept'
$script:count = 0
function Get-Secret { $secret }
function Step-Count { $script:count++; $script:count }
function helper { "helper sees $secret" }
function Use-Helper { helper }
Set-Alias gsec Get-Secret
--- stdout
[]
kept
### script: in a module lives between calls
Import-Module ./M.psm1
Step-Count; Step-Count; "[$count]"
--- file M.psm1
$secret = 'kept'
$script:count = 0
function Get-Secret { $secret }
function Step-Count { $script:count++; $script:count }
function helper { "helper sees $secret" }
function Use-Helper { helper }
Set-Alias gsec Get-Secret
--- stdout
1
2
[]
### Export-ModuleMember names what goes out
Import-Module ./E.psm1
Get-Pub; Use-Priv; gp1; "$pub [$priv]"
try { priv } catch { $_.FullyQualifiedErrorId }
try { gp2 } catch { 'no gp2' }
--- file E.psm1
$pub = 5; $priv = 6
function Get-Pub { 'pub' }
function priv { 'priv' }
function Use-Priv { priv }
Set-Alias gp1 Get-Pub; Set-Alias gp2 Get-Pub
Export-ModuleMember -Function Get-*, Use-Priv -Alias gp1 -Variable pub
--- stdout
pub
priv
pub
5 []
CommandNotFoundException
no gp2
### Export-ModuleMember outside a module
try { Export-ModuleMember -Function x } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
Modules_CanOnlyExecuteExportModuleMemberInsideAModule,Microsoft.PowerShell.Commands.ExportModuleMemberCommand
The Export-ModuleMember cmdlet can only be called from inside a module.
### a module does not see the variables of a script that calls it
& { $secret = 'mine'; $other = 'o'; Import-Module ./S.psm1; Show-It }
--- file S.psm1
function Show-It { "[$other]" }
--- stdout
[]
### a module sees global variables
$global:g = 'seen'; Import-Module ./S.psm1; Show-It
--- file S.psm1
function Show-It { $g }
--- stdout
seen
### -Prefix goes before the noun
Import-Module ./E.psm1 -Prefix My
Get-MyPub; (Get-Command Get-MyPub).ModuleName
--- file E.psm1
$pub = 5; $priv = 6
function Get-Pub { 'pub' }
function priv { 'priv' }
function Use-Priv { priv }
Set-Alias gp1 Get-Pub; Set-Alias gp2 Get-Pub
Export-ModuleMember -Function Get-*, Use-Priv -Alias gp1 -Variable pub
--- stdout
pub
E
### -Function takes only some
Import-Module ./E.psm1 -Function Get-Pub
Get-Pub; try { Use-Priv } catch { 'no' }
--- file E.psm1
$pub = 5; $priv = 6
function Get-Pub { 'pub' }
function priv { 'priv' }
function Use-Priv { priv }
Set-Alias gp1 Get-Pub; Set-Alias gp2 Get-Pub
Export-ModuleMember -Function Get-*, Use-Priv -Alias gp1 -Variable pub
--- stdout
pub
no
### -PassThru and -AsCustomObject
(Import-Module ./E.psm1 -PassThru).Name
$o = Import-Module ./E.psm1 -AsCustomObject -Force
$o.'Get-Pub'()
--- file E.psm1
$pub = 5; $priv = 6
function Get-Pub { 'pub' }
function priv { 'priv' }
function Use-Priv { priv }
Set-Alias gp1 Get-Pub; Set-Alias gp2 Get-Pub
Export-ModuleMember -Function Get-*, Use-Priv -Alias gp1 -Variable pub
--- stdout
E
pub
### -ArgumentList reaches param()
Import-Module ./A.psm1 -ArgumentList 'x', 2
Get-A
--- file A.psm1
param($a, $b)
function Get-A { "$a $b" }
--- stdout
x 2
### an import again runs nothing; -Force does
Import-Module ./C.psm1; Import-Module ./C.psm1; Import-Module ./C.psm1 -Force; $global:runs
--- file C.psm1
$global:runs++
--- stdout
2
### what does not exist is an error that goes on
Import-Module nosuchmodule -ErrorAction SilentlyContinue
$Error[0].FullyQualifiedErrorId; "$($Error[0])"; $Error[0].CategoryInfo.Category
--- stdout
Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand
The specified module 'nosuchmodule' was not loaded because no valid module file was found in any module directory.
ResourceUnavailable
### a missing version is named
Import-Module nosuch -RequiredVersion 3.0 -ErrorAction SilentlyContinue
$Error[0].FullyQualifiedErrorId
"$($Error[0])"
--- stdout
Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand
The specified module 'nosuch' with version '3.0' was not loaded because no valid module file was found in any module directory.
### modules are found along PSModulePath
$env:PSModulePath = "$PWD/lib"
Import-Module Tool; Get-Tool; (Get-Module Tool).ModuleBase -eq "$PWD/lib/Tool"
--- file lib/Tool/Tool.psm1
function Get-Tool { 'tool' }
--- stdout
tool
True
### a command loads its module by itself
$env:PSModulePath = "$PWD/lib"
Get-Tool; (Get-Module).Name -contains 'Tool'
--- file lib/Tool/Tool.psm1
function Get-Tool { 'tool' }
--- stdout
tool
True
### no loading by itself when the preference says None
$env:PSModulePath = "$PWD/lib"; $PSModuleAutoLoadingPreference = 'None'
try { Get-Tool } catch { 'not found' }
--- file lib/Tool/Tool.psm1
function Get-Tool { 'tool' }
--- stdout
not found
### the highest version folder wins
$env:PSModulePath = "$PWD/lib"
Import-Module V; (Get-Module V).Version.ToString(); Get-V
Remove-Module V; Import-Module V -RequiredVersion 1.2; Get-V
--- file lib/V/1.2/V.psd1
@{ ModuleVersion='1.2'; RootModule='V.psm1'; FunctionsToExport='*' }
--- file lib/V/1.2/V.psm1
function Get-V { 'one' }
--- file lib/V/2.0/V.psd1
@{ ModuleVersion='2.0'; RootModule='V.psm1'; FunctionsToExport='*' }
--- file lib/V/2.0/V.psm1
function Get-V { 'two' }
--- stdout
2.0
two
one
### Module\Command
Import-Module ./E.psm1; E\Get-Pub
--- file E.psm1
$pub = 5; $priv = 6
function Get-Pub { 'pub' }
function priv { 'priv' }
function Use-Priv { priv }
Set-Alias gp1 Get-Pub; Set-Alias gp2 Get-Pub
Export-ModuleMember -Function Get-*, Use-Priv -Alias gp1 -Variable pub
--- stdout
pub
### & $module runs inside it
Import-Module ./M.psm1; $m = Get-Module M
& $m { $secret; helper }
& $m helper
--- file M.psm1
$secret = 'kept'
$script:count = 0
function Get-Secret { $secret }
function Step-Count { $script:count++; $script:count }
function helper { "helper sees $secret" }
function Use-Helper { helper }
Set-Alias gsec Get-Secret
--- stdout
kept
helper sees kept
helper sees kept
### NewBoundScriptBlock and Invoke
Import-Module ./M.psm1; $m = Get-Module M
& $m.NewBoundScriptBlock({ $secret }); $m.Invoke({ param($x) "$secret $x" }, 1)
--- file M.psm1
$secret = 'kept'
$script:count = 0
function Get-Secret { $secret }
function Step-Count { $script:count++; $script:count }
function helper { "helper sees $secret" }
function Use-Helper { helper }
Set-Alias gsec Get-Secret
--- stdout
kept
kept 1
### Remove-Module takes the commands away, OnRemove runs
Import-Module ./R.psm1; Get-R; Remove-Module R
try { Get-R } catch { 'gone' }
--- file R.psm1
function Get-R { 'r' }
$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = { 'removed' }
--- stdout
r
removed
gone
### Remove-Module of what is not there
Remove-Module nosuch -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId
--- stdout
Modules_NoModulesRemoved,Microsoft.PowerShell.Commands.RemoveModuleCommand
### a read-only module needs -Force
$m = Import-Module ./M.psm1 -PassThru; $m.AccessMode = 'ReadOnly'
Remove-Module M -ErrorAction SilentlyContinue; $Error[1].FullyQualifiedErrorId
Remove-Module M -Force; @(Get-Module M).Count
--- file M.psm1
$secret = 'kept'
$script:count = 0
function Get-Secret { $secret }
function Step-Count { $script:count++; $script:count }
function helper { "helper sees $secret" }
function Use-Helper { helper }
Set-Alias gsec Get-Secret
--- stdout
Modules_ModuleIsReadOnly,Microsoft.PowerShell.Commands.RemoveModuleCommand
0
### New-Module with a name and arguments
$m = New-Module -Name dyn -ScriptBlock { param($x) function Get-X { $x } } -ArgumentList 7
$m.Name; Get-X
--- stdout
dyn
7
### New-Module -AsCustomObject counts by itself
$c = New-Module -AsCustomObject { $n = 0; function Next { $script:n++; $n } }
$c.Next(); $c.Next()
--- stdout
1
2
### New-Module -ReturnResult
New-Module -ReturnResult { 1 + 1; 'two' }
--- stdout
2
two
### a manifest narrows what the root exports
Import-Module ./P/P.psd1
Get-One; try { Get-Two } catch { 'hidden' }
$m = Get-Module P; "$($m.Version) $($m.Author) $($m.ModuleType) $($m.Description)"
--- file P/P.psd1
@{ RootModule='P.psm1'; ModuleVersion='1.4'; Author='Me'; Description='d'; FunctionsToExport=@('Get-One') }
--- file P/P.psm1
function Get-One { 1 }
function Get-Two { 2 }
--- stdout
1
hidden
1.4 Me Script d
### nested modules give their functions to the manifest
Import-Module ./N/N.psd1; Get-In; (Get-Module N).NestedModules.Name; (Get-Module N).ModuleType
--- file N/N.psd1
@{ ModuleVersion='1.0'; NestedModules=@('In.psm1'); FunctionsToExport='*' }
--- file N/In.psm1
function Get-In { 'in' }
--- stdout
in
In
Manifest
### scripts of a manifest run in the caller's scope
Import-Module ./N/N.psd1; $fromScript
--- file N/N.psd1
@{ ModuleVersion='1.0'; ScriptsToProcess=@('s.ps1') }
--- file N/s.ps1
$fromScript = 'set'
--- stdout
set
### DefaultCommandPrefix
Import-Module ./N/N.psd1; Get-AbcIn
--- file N/N.psd1
@{ ModuleVersion='1.0'; RootModule='In.psm1'; FunctionsToExport='*'; DefaultCommandPrefix='Abc' }
--- file N/In.psm1
function Get-In { 'in' }
--- stdout
in
### PrivateData and gallery facts
$m = Import-Module ./N/N.psd1 -PassThru; $m.PrivateData.Key; $m.Tags -join ','
--- file N/N.psd1
@{ ModuleVersion='1.0'; PrivateData=@{ Key='v'; PSData=@{ Tags='a','b' } } }
--- stdout
v
a,b
### a manifest without version
Import-Module ./N/N.psd1 -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId
--- file N/N.psd1
@{ Author='x' }
--- stdout
Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand
### a manifest with a member that does not exist
Import-Module ./N/N.psd1 -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId
--- file N/N.psd1
@{ ModuleVersion='1.0'; Nonsense=1 }
--- stdout
Modules_InvalidManifestMember,Microsoft.PowerShell.Commands.ImportModuleCommand
### a required module that is missing
Import-Module ./N/N.psd1 -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId; "$($Error[0])"
--- file N/N.psd1
@{ ModuleVersion='1.0'; RequiredModules='NoMod' }
--- stdout
Modules_RequiredModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand
The required module 'NoMod' was not loaded because no valid module file was found in any module directory.
### files dotted by a module belong to it
Import-Module ./D/D.psm1; Get-Dotted; try { Get-Hidden } catch { 'hidden' }
--- file D/D.psm1
Get-ChildItem $PSScriptRoot/parts/*.ps1 | ForEach-Object { . $_.FullName }
Export-ModuleMember -Function Get-Dotted
--- file D/parts/a.ps1
function Get-Dotted { "dotted $(Get-Hidden)" }
--- file D/parts/b.ps1
function Get-Hidden { 'hidden-one' }
--- stdout
dotted hidden-one
hidden
### PSScriptRoot is the folder of the module file
Import-Module ./D/D.psm1; (Get-Root) -eq "$PWD/D"
--- file D/D.psm1
function Get-Root { $PSScriptRoot }
--- stdout
True
### the module of a function
Import-Module ./M.psm1; $c = Get-Command Get-Secret
$c.ModuleName; $c.Module.Name; $c.ScriptBlock.Module.Name; $c.Source
--- file M.psm1
$secret = 'kept'
$script:count = 0
function Get-Secret { $secret }
function Step-Count { $script:count++; $script:count }
function helper { "helper sees $secret" }
function Use-Helper { helper }
Set-Alias gsec Get-Secret
--- stdout
M
M
M
M
### the session state of the running module
Import-Module ./S.psm1; Get-S
--- file S.psm1
$x = 9
function Get-S { $ExecutionContext.SessionState.Module.Name; $ExecutionContext.SessionState.PSVariable.GetValue("x") }
--- stdout
S
9
### modules of the built-in cmdlets
Import-Module Hyper-V; Import-Module Microsoft.PowerShell.Utility
(Get-Module Hyper-V).Name; (Get-Command Get-VM).ModuleName; (Get-Command Get-VM).Module.Name
(Get-Command -Module Hyper-V -Name Get-VM).Name
--- stdout
Hyper-V
Hyper-V
Hyper-V
Get-VM
### using module brings functions and classes
. ./u.ps1
--- file u.ps1
using module ./U.psm1
Get-U
[UThing]::new(3).N
--- file U.psm1
class UThing { [int]$N; UThing([int]$n) { $this.N = $n } }
function Get-U { 'in module' }
--- stdout
in module
3
### an unapproved verb is warned of
Import-Module ./W.psm1 3>&1 | ForEach-Object { "$_".Substring(0, 72) }
--- file W.psm1
function Frobnicate-It { }
--- stdout
The names of some imported commands from the module 'W' include unapprov
### Get-Module -ListAvailable describes without running
$env:PSModulePath = "$PWD/lib"
$m = Get-Module -ListAvailable Tool; $m.Name; $m.ExportedFunctions.Keys -join ','; @(Get-Module Tool).Count
--- file lib/Tool/Tool.psm1
function Get-Tool { 'tool' }
$global:ran = 1
--- stdout
Tool
Get-Tool
0
### a .ps1 imported runs in the caller's scope
Import-Module ./p.ps1; $set; Get-P
--- file p.ps1
$set = 1
function Get-P { 'p' }
--- stdout
1
p
### #requires of a module that is there and of one that is not
& ./a.ps1
try { & ./b.ps1 } catch { $_.FullyQualifiedErrorId; "$_" }
--- file a.ps1
#requires -Modules Hyper-V
"ran"
--- file b.ps1
#requires -Modules NoSuch
"ran"
--- stdout
ran
ScriptRequiresMissingModules
The script 'b.ps1' cannot be run because the following modules that are specified by the "#requires" statements of the script are missing: NoSuch.
### #requires of a version to come
try { & ./v.ps1 } catch { $_.FullyQualifiedErrorId }
--- file v.ps1
#requires -Version 99.0
"ran"
--- stdout
ScriptRequiresUnmatchedPSVersion
### Import-PowerShellDataFile
(Import-PowerShellDataFile ./d.psd1).List -join '-'
try { Import-PowerShellDataFile ./bad.psd1 } catch { $_.FullyQualifiedErrorId }
--- file d.psd1
@{ List = 1, 2 }
--- file bad.psd1
@{ A = Get-Date }
--- stdout
1-2
System.InvalidOperationException,Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand
### Import-LocalizedData takes the language's file
& ./loc.ps1
--- file loc.ps1
Import-LocalizedData -BindingVariable m -UICulture de-DE
$m.Hi
Import-LocalizedData -BindingVariable m -UICulture fr-FR
$m.Hi
--- file de/loc.psd1
ConvertFrom-StringData 'Hi = hallo'
--- file loc.psd1
ConvertFrom-StringData 'Hi = hello'
--- stdout
hallo
hello
### New-ModuleManifest and Test-ModuleManifest agree
New-ModuleManifest ./T.psd1 -ModuleVersion 1.2.3 -Author me -FunctionsToExport a, b -RootModule T.psm1
'' > T.psm1
$m = Test-ModuleManifest ./T.psd1; "$($m.Version) $($m.Author) $($m.Name)"
(Import-PowerShellDataFile ./T.psd1).FunctionsToExport -join ','
--- stdout
1.2.3 me T
a,b
### New-ModuleManifest wants a .psd1
try { New-ModuleManifest ./x.txt } catch { $_.FullyQualifiedErrorId }
--- stdout
Modules_InvalidModuleManifestPath,Microsoft.PowerShell.Commands.NewModuleManifestCommand
### functions of a function are its own
function outer { function inner { 'in' }; inner }
outer; try { inner } catch { 'gone' }
--- stdout
in
gone
### an alias of a function is gone after it
function f { Set-Alias zz Get-Date; (Get-Alias zz).Definition }
f; Get-Alias zz -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId
--- stdout
Get-Date
ItemNotFoundException,Microsoft.PowerShell.Commands.GetAliasCommand
### a read-only alias
Set-Alias q Get-Date -Option ReadOnly; Set-Alias q Get-Item -ErrorAction SilentlyContinue; $Error[0].FullyQualifiedErrorId
(Get-Alias q).Definition; (Get-Alias q).Options; Set-Alias q Get-Item -Force; (Get-Alias q).Definition
--- stdout
AliasNotWritable,Microsoft.PowerShell.Commands.SetAliasCommand
Get-Date
ReadOnly
Get-Item
