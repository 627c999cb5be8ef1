Stacks of locations, hidden items behind wildcards, processes that do not end or start, strict mode's versions.
Source: SessionStateLocationAPIs.cs, Navigation.cs; Push-Location, Pop-Location, Set-Location (reference/7.5)
### a stack that there is not
foreach ($c in { Pop-Location -StackName zz }, { Get-Location -StackName zz }, { Set-Location -StackName zz }) {
    & $c 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId; "$_" }
}
--- stdout
Argument,Microsoft.PowerShell.Commands.PopLocationCommand
Cannot find location stack 'zz'. It does not exist or it is not a container.
Argument,Microsoft.PowerShell.Commands.GetLocationCommand
Cannot process argument because the value of argument "stackName" is not valid. Change the value of the "stackName" argument and run the operation again.
StackNotFound,Microsoft.PowerShell.Commands.SetLocationCommand
Cannot find path 'zz' because it does not exist.
### Set-Location -StackName chooses the stack that is meant without a name
Set-Location /
Push-Location /usr -StackName own
Set-Location -StackName own
Push-Location /etc
(Get-Location -Stack).Path -join ' '
Pop-Location; $PWD.Path
Pop-Location; $PWD.Path
Set-Location -StackName ''
Push-Location /usr; (Get-Location -Stack).Count
--- stdout
/usr /
/usr
/
1
### wildcards mean hidden files only with -Force
$null = New-Item .a1, .a2, b
@(Convert-Path .a*).Count
(Convert-Path .a* -Force | Split-Path -Leaf) -join ' '
@(Resolve-Path .a*).Count; Split-Path -Leaf (Convert-Path .a1)
(Get-Item *).Name
Remove-Item *
(Get-ChildItem -Force).Name -join ' '
Remove-Item * -Force; @(Get-ChildItem -Force).Count
--- stdout
0
.a1 .a2
0
.a1
b
.a1 .a2
0
--- source Management/Convert-Path.Tests.ps1, Resolve-Path.Tests.ps1; Remove-Item (-Force)
### what stands in the way of a folder or a link
$null = New-Item -ItemType Directory d; Set-Content f 1
try { Move-Item d f -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
try { New-Item -ItemType SymbolicLink f -Value d -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$_" -replace '/.*/' }
--- stdout
DirectoryExist,Microsoft.PowerShell.Commands.MoveItemCommand
System.IO.IOException
SymLinkExists,Microsoft.PowerShell.Commands.NewItemCommand
Cannot create link because the path already exists: f.
--- source Management/FileSystem.Tests.ps1, FileSystemProviderStrings.resx
### a process that does not end in time is named
$p = Start-Process sleep 300 -PassThru
try { Wait-Process -Id $p.Id -Timeout 0 -ErrorAction Stop }
catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName; "$_" -replace '\d+', 'N' }
Stop-Process $p
--- stdout
ProcessNotTerminated,Microsoft.PowerShell.Commands.WaitProcessCommand
System.TimeoutException
This command stopped operation because process "sleep (N)" is not stopped in the specified time-out.
--- source Process.cs, ProcessResources.resx
### a program that there is not
Set-Location /
try { Start-Process nope_x } catch { "$_" }
--- stdout
This command cannot be run due to the error: An error occurred trying to start process 'nope_x' with working directory '/'. No such file or directory.
--- source ProcessResources.resx, .NET's Process.Start
### versions of strict mode that there have not been
foreach ($v in 99, '7.99', '6.3', 0) { try { Set-StrictMode -Version $v } catch { ($_.FullyQualifiedErrorId -split ',')[0] } }
try { Set-StrictMode -Version 99 } catch { "$_" }
foreach ($v in 1, 2.0, '3.0', 5.1, '7.4', 'Latest') { Set-StrictMode -Version $v }
--- stdout regex
ParameterArgumentValidationError
ParameterArgumentValidationError
ParameterArgumentValidationError
ParameterArgument.*
Cannot validate argument on parameter 'Version'\. The "99\.0" argument does not contain a valid PowerShell version\. Supply a valid version number and then try the command again\.
--- source InternalCommands.cs (ValidateVersion), PSVersionInfo.cs, Metadata.resx
### what ends a block of -Parallel
$r = 1 | ForEach-Object -Parallel { throw 'Over!'; 'not' } 2>&1
$r.FullyQualifiedErrorId; "$r"; $r.CategoryInfo.Category
$job = 1..2 | ForEach-Object -AsJob -Parallel { if ($_ -eq 1) { throw 'Over!' } else { 'Hello!' } }
$job | Wait-Job | Receive-Job 2>$null
$job.State; $job.ChildJobs[0].JobStateInfo.Reason.Message
$job = 1..2 | ForEach-Object -AsJob -Parallel { Write-Error no }
$null = $job | Wait-Job; $job.State
--- stdout
PSTaskException
Over!
InvalidOperation
Hello!
Failed
Over!
Completed
--- timeout 300
--- source Utility/Foreach-Object-Parallel.Tests.ps1
### objects of a job keep their text
$r = Start-Job { Set-Location /; Get-Location } | Receive-Job -Wait
"$r"; $r.Path; $r.PSTypeNames[0]
--- stdout
/
/
Deserialized.System.Management.Automation.PathInfo
--- timeout 300
--- source Core/Job.Tests.ps1, about_Jobs
