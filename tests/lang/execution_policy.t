The execution policy, which Linux does not have.
Source: about_Execution_Policies; the pages of Get-ExecutionPolicy and Set-ExecutionPolicy; ExecutionPolicyCommands.cs and SecuritySupport.cs
### It is Unrestricted, a value of its enumeration
Get-ExecutionPolicy
(Get-ExecutionPolicy).GetType().FullName
(Get-ExecutionPolicy) -is [Microsoft.PowerShell.ExecutionPolicy]
(Get-ExecutionPolicy) -eq 'Unrestricted'
Get-ExecutionPolicy -Scope CurrentUser
--- stdout
Unrestricted
Microsoft.PowerShell.ExecutionPolicy
True
True
Unrestricted
### -List has all scopes, the strongest first
Get-ExecutionPolicy -List | ForEach-Object { "$($_.Scope)=$($_.ExecutionPolicy)" }
--- stdout
MachinePolicy=Unrestricted
UserPolicy=Unrestricted
Process=Unrestricted
CurrentUser=Unrestricted
LocalMachine=Unrestricted
### -List and -Scope exclude each other
try { Get-ExecutionPolicy -List -Scope Process } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
Cannot get execution policy. Specify only the List or Scope parameters.
ListAndScopeSpecified,Microsoft.PowerShell.Commands.GetExecutionPolicyCommand
### It cannot be set
try { Set-ExecutionPolicy Bypass -Scope Process -Force }
catch { "$_"; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.GetType().FullName }
--- stdout
Operation is not supported on this platform.
System.PlatformNotSupportedException,Microsoft.PowerShell.Commands.SetExecutionPolicyCommand
NotSpecified
System.PlatformNotSupportedException
### A policy of a group is not set here
try { Set-ExecutionPolicy Restricted -Scope UserPolicy } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
CantSetGroupPolicy,Microsoft.PowerShell.Commands.SetExecutionPolicyCommand
InvalidOperation
### A word that is no policy
try { Set-ExecutionPolicy Nonsense } catch { $_.FullyQualifiedErrorId }
--- stdout
CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.SetExecutionPolicyCommand
### -WhatIf
Set-ExecutionPolicy RemoteSigned -WhatIf
--- stdout
What if: Performing the operation "Set-ExecutionPolicy" on target "RemoteSigned".
