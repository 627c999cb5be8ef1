The command line, and who called.
Source: published tests Host/ConsoleHost, Microsoft.PowerShell.Utility/Get-PSCallStack; about_Pwsh

### -CommandWithArgs
$args | ForEach-Object { "[$_]" }
--- args -NoProfile -CommandWithArgs {program} $fun @times
--- stdout
[$fun]
[@times]
### -cwa with a switch
param([switch]$switch) $switch.IsPresent
--- args -NoProfile -cwa {program} -switch:$false
--- stdout
False
### -File with the word true for a switch
param([switch]$switch) $switch.IsPresent
--- args -NoProfile -File {file} -switch:tRue
--- stdout
True
### apartments are not of this platform
'never'
--- args -sta -Command {program}
--- stderr
Parameter -STA is not supported on this platform\.
--- exit 64
### a policy that is none
'never'
--- args -ExecutionPolicy Nonsense -Command {program}
--- stderr
Invalid ExecutionPolicy value 'Nonsense'\.
--- exit 64
### a format that is none
'never'
--- args -OutputFormat blah -Command {program}
--- stderr
"blah" is not a valid format\.
--- exit 64
### the home directory as working directory
$pwd.Path -eq $HOME
--- args -NoProfile -WorkingDirectory ~ -Command {program}
--- stdout
True
### a login profile
$env:FROM_PROFILE
--- file .profile
export FROM_PROFILE=yes
--- args -Login -NoProfile -Command {program}
--- stdout
yes
### Get-PSCallStack
function inner { param($a) Get-PSCallStack }
function outer { inner 5 }
$s = outer
$s[0].Command; $s[0].Arguments; $s[1].FunctionName; $s[1].Arguments; $s[-1].Command; $s[0].Location; $s[0].GetType().FullName
--- stdout
inner
{a=5}
outer
{}
<ScriptBlock>
<No file>
System.Management.Automation.CallStackFrame
### Get-PSCallStack in a file
function f { Get-PSCallStack }
(f)[0].Location; "$((f)[0])"; (f)[-1].Command
--- args -NoProfile -File {file}
--- stdout regex
case\.ps1: line 1
at f, .*/case\.ps1: line 1
case\.ps1
### standard input is the $input of a script that asks for it
$args; $input | ForEach-Object { "in $_" }
--- stdin
one
two
--- args -NoProfile -File {file} x
--- stdout
x
in one
in two
--- source published tests Host/ConsoleHost
### and reaches its process block and its parameter
[CmdletBinding()]param([string]$from, [string]$to, [Parameter(ValueFromPipeline)][string]$line)
process { $input.Replace($from, $to) }
--- stdin
hello
--- args -NoProfile -File {file} e -
--- stdout
h-llo
--- source published tests Host/ConsoleHost
