Commands by their path: backslashes, drives, wildcards.
Source: CommandDiscovery.Tests.ps1, LineEndings.Tests.ps1; about_Scripts, about_Path_Syntax

### .\script.ps1
.\x.ps1
& .\x
. .\x.ps1
--- stdout
x here
x here
x here
--- file x.ps1
'x here'
### a backslash behind a folder
& "$PWD\sub\x.ps1"; .\sub\x.ps1; sub\x.ps1; ./sub\x
--- stdout
x here
x here
x here
x here
--- file sub/x.ps1
'x here'
### a script on a drive
$null = New-PSDrive D FileSystem $PWD.Path
& D:\x.ps1; & d:/x.ps1; . D:x.ps1; D:\x
--- stdout
x here
x here
x here
x here
--- file x.ps1
'x here'
### its own path has neither backslashes nor the drive
$null = New-PSDrive D FileSystem $PWD.Path
$p = & D:\sub\x.ps1
$p -eq "$PWD/sub/x.ps1"
--- stdout
True
--- file sub/x.ps1
$PSCommandPath
### the file of that very name goes before a pattern
& '.\[a1].ps1'
--- stdout
brackets
--- file [a1].ps1
'brackets'
--- file 1.ps1
'one'
### a pattern that means one script
& '.\[b1].ps1'; & "$PWD/[b1].ps1"
--- stdout
one
one
--- file 1.ps1
'one'
### a pattern that means two scripts means none
try { & '.\[12].ps1' } catch { $_.FullyQualifiedErrorId }
--- stdout
CommandNotFoundException
--- file 1.ps1
--- file 2.ps1
### Get-Command finds it, too
(Get-Command .\x.ps1).Name; (Get-Command .\x.ps1).CommandType
--- stdout
x.ps1
ExternalScript
--- file x.ps1
### a name behind a module that is not there
try { NoSuchModuleHere\foo } catch { "$_"; $_.FullyQualifiedErrorId; $_.Exception.CommandName }
--- stdout
The module 'NoSuchModuleHere' could not be loaded. For more information, run 'Import-Module NoSuchModuleHere'.
CouldNotAutoLoadModule
NoSuchModuleHere\foo
### a name that a module does not have
try { Microsoft.PowerShell.Utility\foo } catch { $_.FullyQualifiedErrorId }
--- stdout
CommandNotFoundException
### a session must be one
Invoke-Command -Session $null { 1 }
--- stderr
Cannot validate argument on parameter 'Session'
--- exit 1
