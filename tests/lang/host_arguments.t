The program's own arguments: what is said of unknown ones, scripts by backslashes, stderr of programs.
Source: ConsoleHost.Tests.ps1, NativeStreams.Tests.ps1; CommandLineParameterParser.cs

### an ambiguous name lists what it may mean
--- args -no
--- stderr
Invalid argument '-no', did you mean:
  -noexit
  -nologo
  -noninteractive
  -noprofile
--- exit 64
### a piece of a name lists them, too
--- args -format
--- stderr
Invalid argument '-format', did you mean:
  -inputformat
  -outputformat
--- exit 64
### a name that is like none
--- args -zzz
--- stderr
The argument '-zzz' is not recognized as the name of a script file\.
--- exit 64
### -WindowStyle is for Windows
--- args -WindowStyle Hidden
--- stderr
Parameter -WindowStyle is not implemented on this platform\.
--- exit 64
### -CustomPipeName is taken
--- args -CustomPipeName p -NoProfile -Command "'on'"
--- stdout
on
### -File with backslashes
--- args -NoProfile -File '.\sub\x.ps1' a
--- stdout
x a
--- file sub/x.ps1
"x $args"
### the first line of stderr and those after it
$e = sh -c 'echo one >&2; echo two >&2' 2>&1
$e.FullyQualifiedErrorId; "$e"
--- stdout
NativeCommandError
NativeCommandErrorMessage
one two
### stderr of a program as text
sh -c 'echo one >&2; echo; echo two >&2' 2>&1 | Out-String -Stream | Sort-Object
--- stdout

one
two
