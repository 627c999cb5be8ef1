What 2>&1 of a program takes along: its exit code's error, and lines instead of bytes for the next one; AsPSObject.
Source: NativeCommandErrorHandling.Tests.ps1, NativeCommandBytePiping.Tests.ps1, Adapter.Tests.ps1; about_Preference_Variables

### the exit code's error stands in the merged output
$PSNativeCommandUseErrorActionPreference = $true
$ErrorActionPreference = 'Continue'
$o = sh -c 'echo out; echo err >&2; exit 3' 2>&1
$o | ForEach-Object { "$($_.GetType().Name): $_" }
$o[-1].FullyQualifiedErrorId
--- stdout
String: out
ErrorRecord: err
ErrorRecord: Program "sh" ended with non-zero exit code: 3 (0x03).
ProgramExitedWithNonZeroCode
### silently it does not
$PSNativeCommandUseErrorActionPreference = $true
$ErrorActionPreference = 'SilentlyContinue'
@(sh -c 'echo out; exit 3' 2>&1).Count
$Error[0].FullyQualifiedErrorId
--- stdout
1
ProgramExitedWithNonZeroCode
### it stops where errors stop
$PSNativeCommandUseErrorActionPreference = $true
$ErrorActionPreference = 'Stop'
try { sh -c 'echo out; exit 4' 2>&1; 'never' } catch { $_.Exception.ExitCode }
--- stdout
out
4
### without 2>&1 the output is its own
$PSNativeCommandUseErrorActionPreference = $true
$o = sh -c 'echo out; exit 3'
$o
--- stdout
out
--- stderr
Program "sh" ended with non-zero exit code: 3 \(0x03\)\.
### bytes reach the next program as they are
(sh -c 'printf ''\377''' | od -An -tx1).Trim()
--- stdout
ff
### merged they are lines of text
(sh -c 'printf ''\377''' 2>&1 | od -An -tx1).Trim()
--- stdout
ef bf bd 0a
### merged lines of both streams reach the next program
sh -c 'echo one; echo two >&2' 2>&1 | sort
--- stdout
one
two
### a value as a PSObject
[psobject]::AsPSObject(1) + 1; ([psobject]::AsPSObject('x')) -is [psobject]
try { [psobject]::AsPSObject($null) } catch { $_.FullyQualifiedErrorId }
--- stdout
2
True
ArgumentNullException
