Get-Process -Module and -FileVersionInfo, and parameters of Start-Process that are not Linux's.
Source: the pages of Get-Process and Start-Process; Process.cs, ProcessResources.resx, DotNetTypes_format_ps1xml.cs
### The program's own file comes first
$first = Get-Process -Id $PID -Module | Select-Object -First 1
$first.GetType().FullName
$first.FileName -eq (Get-Process -Id $PID).Path
$first.ModuleName -eq ($first.FileName -replace '.*/')
$first.ModuleMemorySize -gt 0; $first.Size -eq $first.ModuleMemorySize / 1024
--- stdout
System.Diagnostics.ProcessModule
True
True
True
True
### Modules and MainModule of a process
$p = Get-Process -Id $PID
$p.MainModule.FileName -eq $p.Path
$p.Modules.Count -eq @(Get-Process -Id $PID -Module).Count
@($p.Modules | Where-Object ModuleName -like 'libc.so*').Count
"$($p.MainModule)" -eq "System.Diagnostics.ProcessModule ($($p.MainModule.ModuleName))"
--- stdout
True
True
1
True
### The table of modules
(Get-Process -Id $PID -Module | Out-String -Width 200) -split "`n" | Select-Object -Skip 1 -First 2
--- stdout regex
 *Size\(K\) ModuleName +FileName
 *------- -+ +-+
### -FileVersionInfo has the file and nothing more
$v = Get-Process -Id $PID -FileVersionInfo
$v.GetType().FullName; $v.FileName -eq (Get-Process -Id $PID).Path
$null -eq $v.FileVersion; $v.FileMajorPart; $v.IsDebug
--- stdout
System.Diagnostics.FileVersionInfo
True
True
0
False
### Both: the version of every module
$a = @(Get-Process -Id $PID -Module -FileVersionInfo); $a.Count -gt 1
$a[0].FileName -eq (Get-Process -Id $PID).Path
--- stdout
True
True
### -Module and -IncludeUserName exclude each other
try { Get-Process -Id $PID -Module -IncludeUserName } catch { $_.FullyQualifiedErrorId }
--- stdout
AmbiguousParameterSet,Microsoft.PowerShell.Commands.GetProcessCommand
### [FileVersionInfo]::GetVersionInfo
$v = [System.Diagnostics.FileVersionInfo]::GetVersionInfo('/bin/sh'); $v.FileName
try { [System.Diagnostics.FileVersionInfo]::GetVersionInfo('/nope') } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
/bin/sh
FileNotFoundException
### -WindowStyle and -Verb are of Windows
try { Start-Process true -WindowStyle Hidden } catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
try { Start-Process true -Verb RunAs } catch { "$_" }
--- stdout
The parameter '-WindowStyle' is not supported for the cmdlet 'Start-Process' on this edition of PowerShell.
NotSupportedException,Microsoft.PowerShell.Commands.StartProcessCommand
NotImplemented
The parameter '-Verb' is not supported for the cmdlet 'Start-Process' on this edition of PowerShell.
### -Verb is of another set than -NoNewWindow
try { Start-Process true -Verb Open -NoNewWindow } catch { $_.FullyQualifiedErrorId }
--- stdout
AmbiguousParameterSet,Microsoft.PowerShell.Commands.StartProcessCommand
### -Credential names a user that must be there
$c = [pscredential]::new('no-such-user-here', (ConvertTo-SecureString x -AsPlainText -Force))
try { Start-Process true -Credential $c } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
InvalidOperationException,Microsoft.PowerShell.Commands.StartProcessCommand
InvalidOperation
