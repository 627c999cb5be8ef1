Bytes for programs, what a program's exit tells, and the second names of Where and ForEach.
Source: about_Pipelines, about_Preference_Variables ($PSNativeCommandUseErrorActionPreference), about_Arrays (ForEach, Where); published tests of native byte piping, native error handling and the adapters' Where and ForEach; NativeCommandProcessor

### bytes reach a program as they are
0xFFuy | od -An -tx1
0xBEuy, 0xEFuy | od -An -tx1
, [byte[]](255, 10) | od -An -tx1
'a', [byte]66, 'c' | od -An -tc
--- stdout
 ff
 be ef
 ff 0a
   a  \n   B   c  \n
### a file's bytes reach a program
[IO.File]::WriteAllBytes("$PWD/f", [byte[]](0..255))
$here = (Get-Content f -AsByteStream | sha256sum) -split ' ' | Select-Object -First 1
$here -eq ((sha256sum f) -split ' ')[0]
--- stdout
True
### numbers that are no bytes are text
65, 66 | od -An -tc
--- stdout
   6   5  \n   6   6  \n
### an exit code that is an error
$PSNativeCommandUseErrorActionPreference = $true; $ErrorActionPreference = 'Stop'
try { bash -c 'exit 7' } catch [System.Management.Automation.NativeCommandExitException] {
    "$_"; $_.Exception.ExitCode; Split-Path $_.Exception.Path -Leaf; $_.Exception.ProcessId -gt 1
    $_.Exception.Path -eq $_.TargetObject
}
--- stdout
Program "bash" ended with non-zero exit code: 7 (0x07).
7
bash
True
True
### PSWhere and PSForEach
(5).PSForEach({ $_ * 2 }); (1..4).PSWhere{ $_ -gt 3 }
--- stdout
10
4
### Where and ForEach of nothing are empty
$null.ForEach({ 1 }).Count; $null.Where({ $true }).Count; try { $null.Other() } catch { $_.FullyQualifiedErrorId }
--- stdout
0
0
InvokeMethodOnNull
### the mode of Where as a number
(1..4).Where({ $_ -gt 2 }, 1); ([pscustomobject]@{ a = 1 }).Where({ $true }, 0).Count
--- stdout
3
1
