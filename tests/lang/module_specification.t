Modules meant by name and version: ModuleSpecification and what takes it.
Source: about_Using, Get-Module, Remove-Module; ModuleSpecification.Tests.ps1, Remove-Module.Tests.ps1

### Made of a name
using namespace Microsoft.PowerShell.Commands
$m = [ModuleSpecification]::new('NamedModule')
"$($m.Name) $m $($null -eq $m.Version)"
--- stdout
NamedModule NamedModule True
### Made of a hashtable
$g = [guid]'12345678-1234-1234-1234-123456789abc'
$m = [Microsoft.PowerShell.Commands.ModuleSpecification]@{ ModuleName = 'M'; ModuleVersion = '3.0.1'; MaximumVersion = '3.2.0'; Guid = $g }
$m.Name
$m.Version.GetType().FullName
$m.MaximumVersion.GetType().Name
$m.Guid -eq $g
"$m"
--- stdout
M
System.Version
String
True
@{ ModuleName = 'M'; Guid = '{12345678-1234-1234-1234-123456789abc}' ; ModuleVersion = '3.0.1'; MaximumVersion = '3.2.0' }
### Its text is read again
using namespace Microsoft.PowerShell.Commands
$m = [ModuleSpecification]::new(@{ ModuleName = 'M'; RequiredVersion = '3.0.2' })
[ModuleSpecification]$clone = $null
[ModuleSpecification]::TryParse($m.ToString(), [ref]$clone)
"$($clone.Name) $($clone.RequiredVersion)"
[ModuleSpecification]::TryParse('@{ ModuleName = (Get-Date) }', [ref]$clone)
--- stdout
True
M 3.0.2
False
### What is no specification
using namespace Microsoft.PowerShell.Commands
foreach ($h in @{ ModuleName = 'M'; ModuleVersion = '3.1'; RequiredVersion = '3.1' }, @{ ModuleVersion = '0.2' },
        @{ ModuleName = 'M'; RequiredVersion = '7.4'; Duck = '1.2' }, @{ ModuleName = 'M'; RequiredVersion = 'Hello!' }) {
    try { [ModuleSpecification]::new($h) } catch { $_.FullyQualifiedErrorId }
}
try { [ModuleSpecification]::new($null) } catch { 'refused' }
--- stdout
ArgumentException
MissingMemberException
ArgumentException
PSInvalidCastException
refused
### Compared
$type = [Microsoft.PowerShell.Commands.ModuleSpecification].Assembly.GetType('Microsoft.PowerShell.Commands.ModuleSpecificationComparer')
$c = [Activator]::CreateInstance($type)
$a = [Microsoft.PowerShell.Commands.ModuleSpecification]@{ ModuleName = 'M'; RequiredVersion = '3.0' }
$b = [Microsoft.PowerShell.Commands.ModuleSpecification]@{ ModuleName = 'm'; RequiredVersion = '3.0' }
$d = [Microsoft.PowerShell.Commands.ModuleSpecification]@{ ModuleName = 'M'; ModuleVersion = '3.0' }
$c.Equals($a, $b)
$c.GetHashCode($a) -eq $c.GetHashCode($b)
$c.Equals($a, $d)
$c.Equals($null, $null)
$c.Equals($a, $null)
$null -ne $c.GetHashCode($null)
--- stdout
True
True
False
True
False
True
### Modules are removed by specifications
foreach ($v in '1.0', '2.0') {
    New-Item -ItemType Directory "m/Foo/$v" | Out-Null
    New-ModuleManifest "m/Foo/$v/Foo.psd1" -ModuleVersion $v
    Import-Module "./m/Foo/$v/Foo.psd1"
}
[Microsoft.PowerShell.Commands.ModuleSpecification[]]$spec = @{ ModuleName = 'Foo'; RequiredVersion = '1.0' }
(Get-Module -FullyQualifiedName $spec).Version.ToString()
Remove-Module -FullyQualifiedName $spec
(Get-Module Foo).Version.ToString()
try { Remove-Module -FullyQualifiedName @{ ModuleName = 'Foo'; ModuleVersion = '3.0' } -ErrorAction Stop }
catch { $_.FullyQualifiedErrorId }
--- stdout
1.0
2.0
Modules_NoModulesRemoved,Microsoft.PowerShell.Commands.RemoveModuleCommand
### A maximum with a star
New-Item -ItemType Directory m/Foo | Out-Null
New-ModuleManifest m/Foo/Foo.psd1 -ModuleVersion 2.9.1
$env:PSModulePath = "$PWD/m"
(Get-Module -ListAvailable -FullyQualifiedName @{ ModuleName = 'Foo'; MaximumVersion = '2.*' }).Name
--- stdout
Foo
--- source ModuleCmdletBase.GetMaximumVersion: a star stands for the largest parts that are left
### The version of the language
$PSVersionTable.PSVersion.ToString()
$Host.Version.ToString().StartsWith('7.')
--- stdout
7.6.0
True
--- source about_Automatic_Variables and the reference for 7.6
