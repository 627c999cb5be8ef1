The value that a pipeline begins with is there before any command of it begins; programs in the shell's place.
Source: about_Pipelines, the pages and published tests of the cmdlets named
### a file is read before it is written
Set-Content f 'abc', 'cab'
(Get-Content f) -replace 'a', 'x' | Set-Content f
Get-Content f
(Get-Content f) | ForEach-Object { $_.ToUpper() } | Out-File f
Get-Content f
@(Get-Content f)[0] | Set-Content f
Get-Content f
--- stdout
xbc
cxb
XBC
CXB
XBC
### a table too
[pscustomobject]@{ P1 = 'first' } | Export-Csv x.csv
(Import-Csv x.csv) | Export-Csv x.csv -NoHeader
Get-Content x.csv
--- stdout
"first"
### the expression comes before begin blocks
function g { begin { 'begin' } process { "got $_" } }
(& { [Console]::WriteLine('evaluated'); 1 }) | g
$(Write-Host 'sub'; 2) | g
--- stdout
evaluated
begin
got 1
sub
begin
got 2
### and before the arguments of commands
function g($x) { process { "$_ $x" } }
($x = 5) | g $x
--- stdout
5 5
### commands begin first when a command stands in front
function a { begin { 'begin a' > $null; Write-Host 'a' } process { } end { 1 } }
function b { begin { Write-Host 'b' } process { "got $_" } }
a | b
--- stdout
a
b
got 1
### an expression that fails keeps the pipeline from running
function g { begin { 'begin' } process { $_ } }
try { $(throw 'no') | g } catch { "$_" }
--- stdout
no
### what stands in front is enumerated as ever
(1, 2, (3, 4)) | ForEach-Object { "$_" }
$null | ForEach-Object { 'null' }
@() | ForEach-Object { 'never' }
(Get-Variable nothing_of_this_name -ErrorAction Ignore) | ForEach-Object { 'never' }
@{ a = 1 } | ForEach-Object { $_.Count }
'text' | ForEach-Object { $_.Length }
(1..3) | Measure-Object -Sum | ForEach-Object Sum
1..3 | ForEach-Object { $_ * 2 }
--- stdout
1
2
3 4
null
1
4
6
2
4
6
### exec puts a program in the shell's place
'before'
exec /bin/echo 1 -w 2
'never'
--- stdout
before
1 -w 2
### Switch-Process hands on the environment
$env:TEST_FOO = 'my test = value'
Switch-Process sh -c 'echo $TEST_FOO'
--- stdout
my test = value
### exec alone does nothing; what is no program is an error
exec
Switch-Process
foreach ($c in 'Get-Command', 'doesNotExist') {
  try { Switch-Process $c } catch { $_.FullyQualifiedErrorId; $_.TargetObject; $_.Exception.Message }
}
(Get-Command exec).CommandType
--- stdout
CommandNotFound,Microsoft.PowerShell.Commands.SwitchProcessCommand
Get-Command
Command 'Get-Command' was not found. The specified command must be an executable.
CommandNotFound,Microsoft.PowerShell.Commands.SwitchProcessCommand
doesNotExist
Command 'doesNotExist' was not found. The specified command must be an executable.
Function
### the exit code is the program's
exec sh -c 'exit 7'
--- exit 7
### NameString is the name in the colours of a listing
$null = New-Item test.zip, test.ps1, plain.txt, prog
$null = mkdir dir; $null = New-Item -ItemType SymbolicLink link -Value dir
chmod +x prog
$s = $PSStyle
(Get-Item test.zip).NameString -ceq ($s.FileInfo.Extension['.zip'] + 'test.zip' + $s.Reset)
(Get-Item test.ps1).NameString -ceq ($s.FileInfo.Extension['.ps1'] + 'test.ps1' + $s.Reset)
(Get-Item plain.txt).NameString
(Get-Item prog).NameString -ceq ($s.FileInfo.Executable + 'prog' + $s.Reset)
(Get-Item dir).NameString -ceq ($s.FileInfo.Directory + 'dir' + $s.Reset)
(Get-Item link).NameString -ceq ($s.FileInfo.SymbolicLink + 'link' + $s.Reset + ' -> dir')
Set-Content plain.txt abc; (Get-Item plain.txt).LengthString
'NameString' -in (Get-Item prog | Get-Member).Name
'NameString' -in (Get-Item prog | Get-Member -Force).Name
--- stdout
True
True
plain.txt
True
True
True
4
False
True
### ConvertTo-Csv shows what was added to a hashtable
$h = @{ Number = 1 }
$h | Add-Member -MemberType NoteProperty -Name Extra -Value 'Surprise!'
$h | ConvertTo-Csv
--- stdout
"Number","Extra"
"1","Surprise!"
### Platform and ExperimentalFeature answer
[System.Management.Automation.Platform]::IsLinux
[System.Management.Automation.Platform]::IsWindows
[System.Management.Automation.Platform]::IsCoreCLR
[ExperimentalFeature]::IsEnabled('PSNoSuchFeature')
--- stdout
True
False
True
False
