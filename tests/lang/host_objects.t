The shell as a program of itself: script blocks, objects in and out, encoded commands and arguments, settings files.
Source: ConsoleHost.Tests.ps1; MinishellParameterBinderController.cs, CommandLineParameterParser.cs, NativeCommandProcessor.cs; about_Pwsh

### a hashtable comes back as one
$o = & (Get-Process -Id $PID).Path -NoProfile { @{ a = 'b' } }
$o.GetType().Name; $o.a
--- stdout
Hashtable
b
### objects come back as property bags
$o = & (Get-Process -Id $PID).Path -NoProfile { Get-Item / }
$o.PSTypeNames[0]; $o.Name
--- stdout
Deserialized.System.IO.DirectoryInfo
/
### numbers, dates and texts keep their types
& (Get-Process -Id $PID).Path -NoProfile { 1; 2.5; 'x'; [datetime]'2020-01-02'; $null; $true } | ForEach-Object { if ($null -eq $_) { 'null' } else { $_.GetType().Name } }
--- stdout
Int32
Double
String
DateTime
null
Boolean
### an error comes back as an error record
$PSNativeCommandUseErrorActionPreference = $false
$o = & (Get-Process -Id $PID).Path -NoProfile { Write-Error 'foo' -Category OpenError } 2>&1
@($o).Count; $o.GetType().Name; $o.FullyQualifiedErrorId; "$o"; $o.CategoryInfo.Category; $o.Exception.GetType().Name
--- stdout
1
ErrorRecord
Microsoft.PowerShell.Commands.WriteErrorException
foo
OpenError
RemoteException
### what ended the block does, too
$o = & (Get-Process -Id $PID).Path -NoProfile { 1; throw 'away' } 2>&1
$o | ForEach-Object { $_.GetType().Name; "$_" }
$LASTEXITCODE
--- stdout
Int32
1
ErrorRecord
away
1
### the information stream
$o = & (Get-Process -Id $PID).Path -NoProfile { Write-Information 'foo' -Tags t } 6>&1
@($o).Count; $o.GetType().Name; "$o"; "$($o.Tags)"
--- stdout
1
InformationRecord
foo
t
### a warning is shown
$null = & (Get-Process -Id $PID).Path -NoProfile { Write-Warning 'careful' }
--- stdout
WARNING: careful
### -args gives the block its arguments
& (Get-Process -Id $PID).Path -NoProfile { $args[0]; $args.Count } -args 'hello world'
(& (Get-Process -Id $PID).Path -NoProfile { $args[1] } -args 1, (2, 3))[1]
& (Get-Process -Id $PID).Path -NoProfile { param($a, $b) "$a|$b" } -args '-x', @{ k = 1 }
--- stdout
hello world
1
3
-x|System.Collections.Hashtable
### objects go in
[pscustomobject]@{ X = 10; Y = 20 } | & (Get-Process -Id $PID).Path -NoProfile { $input | ForEach-Object { $_.X + $_.Y } }
1, 2, 3 | & (Get-Process -Id $PID).Path -NoProfile -Command { $input | ForEach-Object { $_ * 2 } }
--- stdout
30
2
4
6
### -InputFormat text: lines go in
[pscustomobject]@{ X = 10; Y = 20 } | & (Get-Process -Id $PID).Path -NoProfile -InputFormat text { -join ($input -replace '\s', '') }
--- stdout
XY--1020
### -OutputFormat text: lines come out
-join (& (Get-Process -Id $PID).Path -NoProfile -OutputFormat text { [pscustomobject]@{ X = 10; Y = 20 } }) -replace '\s', ''
--- stdout
XY--1020
### shown unasked, the output is text
& (Get-Process -Id $PID).Path -NoProfile { [pscustomobject]@{ X = 1 } }
--- stdout

X
-
1

### a format that is none
try { & (Get-Process -Id $PID).Path -outp blah -comm { $input } } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().Name; "$_" }
--- stdout
IncorrectValueForFormatParameter
ParameterBindingException
A value that is not valid (blah) was specified for the outputFormat parameter. Valid values are Text and Xml.
### only a block can be the command
try { & (Get-Process -Id $PID).Path -Command 1 { 2 } } catch { $_.FullyQualifiedErrorId }
try { & (Get-Process -Id $PID).Path { 1 } { 2 } } catch { $_.FullyQualifiedErrorId; "$_" }
try { & (Get-Process -Id $PID).Path { 1 } -args } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
IncorrectValueForCommandParameter
ParameterSpecifiedAlready
The command parameter was already specified.
NoValuesSpecifiedForArgs
No value was specified for the Args parameter.
### the exit code
& (Get-Process -Id $PID).Path -NoProfile { exit 5 }
$LASTEXITCODE
--- stdout
5
### -OutputFormat XML with a text as command
$o = & (Get-Process -Id $PID).Path -NoProfile -OutputFormat XML -Command '[pscustomobject]@{ A = 1 }; 2'
$o[0].A; $o[1].GetType().Name
--- stdout
1
Int32
### what XML looks like
1; 'a<b'
--- args -NoProfile -OutputFormat XML -Command {program}
--- stdout
#< CLIXML
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><I32 S="Output">1</I32><S S="Output">a&lt;b</S></Objs>
### messages in XML go to stderr
Write-Warning 'w'; $VerbosePreference = 'Continue'; Write-Verbose 'v'
--- args -NoProfile -OutputFormat XML -Command {program}
--- stderr
#< CLIXML
<Objs Version="1\.1\.0\.1" xmlns="http://schemas\.microsoft\.com/powershell/2004/04"><S S="warning">w</S><S S="verbose">v</S></Objs>
### -OutputFormat None drops the output
1; 'gone'
--- args -NoProfile -OutputFormat None -Command {program}
### -InputFormat XML reads objects
$input | ForEach-Object { $_.GetType().Name }
--- args -NoProfile -InputFormat XML -Command {program}
--- stdin
#< CLIXML
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><I32>1</I32><S>x</S></Objs>
--- stdout
Int32
String
### -EncodedCommand with -EncodedArguments
$c = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes('"$($args[0])+$($args[1])"'))
$xml = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><TN RefId="0"><T>System.Collections.ArrayList</T><T>System.Object</T></TN><LST><I32>1</I32><S>two</S></LST></Obj></Objs>'
$a = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($xml))
& (Get-Process -Id $PID).Path -NoProfile -EncodedCommand $c -EncodedArguments $a
& (Get-Process -Id $PID).Path -NoProfile -ec $c -ea '!' 2>&1 | ForEach-Object { "$_" }
$LASTEXITCODE; exit 0
--- stdout
1+two
Cannot process the command because the value specified with -EncodedArguments is not properly encoded. The value must be Base64 encoded.
64
### two commands
'never'
--- args -EncodedCommand MQA= -Command {program}
--- stderr
Cannot process command because a command is already specified with -Command, -CommandWithArgs, or -EncodedCommand\.
--- exit 64
### options without their values
--- args -Command
--- stderr
Cannot process the command because of a missing parameter\. A command must follow -Command\.
--- exit 64
### -File without a file
--- args -NoProfile -File
--- stderr
The command cannot be run because the File parameter requires a file path\.
--- exit 64
### -WorkingDirectory without a folder
--- args -WorkingDirectory
--- stderr
Cannot process the command because -WorkingDirectory requires an argument that is a directory path\.
--- exit 64
### a settings file that is not there
--- args -SettingsFile nowhere.json -Command 1
--- stderr
The argument 'nowhere\.json' passed to the -SettingsFile does not exist\.
--- exit 64
### PSModulePath of a settings file stands in front
($env:PSModulePath -split ':')[0..1]
--- file s.json
{ "Microsoft.PowerShell:ExecutionPolicy": "Unrestricted", "PSModulePath": "/first/one:/second/%GREEK%" }
--- env GREEK=beta
--- args -NoProfile -SettingsFile s.json -Command {program}
--- stdout
/first/one
/second/beta
### a pipe's name that is too long
--- args -CustomPipeName AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA -Command 1
--- stderr
Pipe names on this platform can be up to 103 characters long\.
--- exit 64
### a configuration is no endpoint here
--- args -ConfigurationName c -Command 1
--- stderr
A session cannot be made from the configuration 'c': hvsh has no remote endpoints\.
--- exit 64
### -Interactive with lines from a pipe shows prompts and commands
--- args -NoProfile -NoLogo -Interactive
--- stdin
function prompt { 'PS> ' }
1+1
--- stdout regex
PS .*> function prompt \{ 'PS> ' \}
PS> 1\+1
2
PS> 
### cells of a text
$Host.UI.RawUI.LengthInBufferCells('abc'); $Host.UI.RawUI.LengthInBufferCells("$([char]27)abc"); $Host.UI.RawUI.LengthInBufferCells("`u{4e2d}x"); $Host.UI.RawUI.LengthInBufferCells('abcd', 1)
--- stdout
3
4
3
3
