Preference variables of the session hold values of their types.
Source: about_Preference_Variables; NativeCommandArguments.Tests.ps1; InitialSessionState.cs

### a text becomes the value
$ErrorActionPreference = 'stop'; $ErrorActionPreference; $ErrorActionPreference.GetType().Name
$WarningPreference = 0; $WarningPreference
$ConfirmPreference = 'low'; $ConfirmPreference; $ConfirmPreference.GetType().Name
--- stdout
Stop
ActionPreference
SilentlyContinue
Low
ConfirmImpact
### a misspelt one is refused
try { $ErrorActionPreference = 'SilentyContinue' } catch { $_.CategoryInfo.Category; $_.Exception.GetType().Name }
$ErrorActionPreference
--- stdout
MetadataError
ArgumentTransformationMetadataException
Continue
### the message names what there is
try { $VerbosePreference = 'loud' } catch { ("$_" -split '\r?\n')[-1] }
--- stdout
SilentlyContinue, Stop, Continue, Inquire, Ignore, Suspend, Break"
### how programs get their arguments
$PSNativeCommandArgumentPassing; $PSNativeCommandArgumentPassing.GetType().FullName
try { $global:PSNativeCommandArgumentPassing = 'zzz' } catch { $_.Exception.GetType().Name }
--- stdout
Standard
System.Management.Automation.NativeArgumentPassingStyle
ArgumentTransformationMetadataException
### a function's own variable is any value
function f { $ErrorActionPreference = 'anything'; $ErrorActionPreference }
f; $ErrorActionPreference
--- stdout
anything
Continue
### $OutputEncoding is UTF-8 without a byte order mark
$OutputEncoding.BodyName; $OutputEncoding.GetPreamble().Length
--- stdout
utf-8
0
--- source NativeCommandProcessor.Tests.ps1
