What cmdlets of the Management, Utility and Core modules promise in small print.
Source: the published tests of the cmdlets named, and their pages of the language reference
### environment variables tell upper and lower case apart
$env:hvshcase = 'b'
$env:hvshCase = 'a'
$env:hvshcase; $env:hvshCase
(Get-Item env:\hvshCase).Value; (Get-Item env:\hvshcase).Value
--- stdout
b
a
a
b
### a variable of the same name does not hide one of the environment
$path = 1
$env:PATH.Length -gt 1
$lang = 'x'; $env:LANG_OF_TEST = 'y'; $lang_of_test = 'z'; $env:LANG_OF_TEST
--- stdout
True
y
### a session that is null is refused
try { Invoke-Command -Session $null { 1 } } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.InvokeCommandCommand
### Get-Command wants a name
try { Get-Command -Name '' } catch { $_.FullyQualifiedErrorId }
try { Get-Command -Name $null } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetCommandCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.GetCommandCommand
### New-Guid makes identifiers of version 7, in order of time
$a = New-Guid; Start-Sleep -Milliseconds 5; $b = New-Guid
$a.ToString()[14]
$a.ToString().Substring(0, 13) -lt $b.ToString().Substring(0, 13)
$a.ToString()[19] -in [char[]]'89ab'
[guid]::CreateVersion7().ToString()[14]
[guid]::NewGuid().ToString()[14]
--- stdout
7
True
True
7
4
### Set-Variable -Append keeps what was there
Set-Variable x 1
Set-Variable x 2 -Append
"$x"
4..6 | Set-Variable -Name x -Append
"$x"; $x.Count
Set-Variable y (2, 3) -Append; $y.Count; $y[0].Count
--- stdout
1 2
1 2 4 5 6
5
1
2
### Set-Variable -Append takes one variable
try { Set-Variable a, b 1 -Append } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.ErrorDetails.RecommendedAction }
--- stdout
SetVariableAppend,Microsoft.PowerShell.Commands.SetVariableCommand
InvalidOperation
Use a single variable rather than a collection
### Join-String joins with $OFS when no separator is given
$OFS = ','
1..3 | Join-String -OutputPrefix 'A ' -OutputSuffix ' B'
Remove-Variable OFS
1..3 | Join-String
1..3 | Join-String -Separator ';'
--- stdout
A 1,2,3 B
123
1;2;3
### Write-Information takes $null
$null | Write-Information -Tags myTag -InformationVariable i
$i.Count; $null -eq $i[0].MessageData; "$($i[0].Tags)"
--- stdout
1
True
myTag
### an information record tells where it comes from
$r = Write-Information 'Test Message' *>&1
$r.ProcessId -eq $PID
$r.NativeThreadId -ne 0
$r.User -eq (whoami)
$r.Computer -eq [Environment]::MachineName
"$r"
--- stdout
True
True
True
True
Test Message
### Write-Error takes an error record or an exception at the first position
try { [int]::Parse('foo') } catch { }
(Write-Error $Error[0] 2>&1).Exception.GetType().FullName
(Write-Error ([System.IO.IOException]::new('x')) 2>&1).Exception.GetType().FullName
(Write-Error 'text' 2>&1).Exception.GetType().FullName
--- stdout
System.Management.Automation.MethodInvocationException
System.IO.IOException
Microsoft.PowerShell.Commands.WriteErrorException
### Write-Output -NoEnumerate hands on the collection itself
$list = [System.Collections.Generic.List[string]]::new([string[]]('test', 'one', 'two'))
$o = Write-Output $list -NoEnumerate
$o.GetType() -eq [System.Collections.Generic.List[string]]; $o[2]
(Write-Output $list).GetType().Name
(Write-Output 1 2 3).Count
(Write-Output 1 2 -NoEnumerate | Measure-Object).Count
--- stdout
True
two
Object[]
3
1
### digits that fit no number are a word of a command
function f($a) { $a.GetType().Name }
f 0x07FFFFFFFFFFFFFFFF
f 0xFFFFFFFF
f 123456789012
try { Get-Random 0x07FFFFFFFFFFFFFFFF } catch { $_.FullyQualifiedErrorId -ne '' }
--- stdout
String
Int32
Int64
True
### in an expression they are an error
0x07FFFFFFFFFFFFFFFF
--- exit 1
--- stderr
The numeric constant 0x07FFFFFFFFFFFFFFFF is not valid
### Sort-Object puts $null before numbers, but after negative ones
$e = [pscustomobject]@{ n = 'Eight'; y = 8 }, [pscustomobject]@{ n = 'None'; y = $null },
     [pscustomobject]@{ n = 'Minus'; y = -2 }, [pscustomobject]@{ n = 'One'; y = 1 }
($e | Sort-Object y).n -join ','
--- stdout
Minus,None,One,Eight
### Sort-Object puts objects without the property last, in both directions
$e = [pscustomobject]@{ a = 2; n = 1 }, [pscustomobject]@{ n = 2 }, [pscustomobject]@{ a = 1; n = 3 }
($e | Sort-Object a).n -join ','
($e | Sort-Object a -Descending).n -join ','
--- stdout
3,1,2
1,3,2
### Sort-Object does not keep the order of equals
(1..20 | Sort-Object { $_ % 3 }) -join ' '
--- stdout
18 3 15 6 12 9 1 16 13 10 7 4 19 11 8 14 5 17 2 20
### but with -Stable it does
(1..20 | Sort-Object { $_ % 3 } -Stable) -join ' '
--- stdout
3 6 9 12 15 18 1 4 7 10 13 16 19 2 5 8 11 14 17 20
### Sort-Object -Unique keeps the first of equals as they came out
$e = [pscustomobject]@{ f = 'john'; l = 'smith' }, [pscustomobject]@{ f = 'joesph'; l = 'smith' },
     [pscustomobject]@{ f = 'john'; l = 'smyth' }
($e | Sort-Object l -Descending -Unique).f -join ','
--- stdout
john,joesph
### New-TemporaryDirectory refuses prefixes that are no part of a name
foreach ($p in '.', '..', 'a\b', 'a/b', "a`nb", "a`tb", "a$([char]0)b") {
  try { New-TemporaryDirectory -Prefix $p -ErrorAction Stop; 'made' } catch { $_.FullyQualifiedErrorId }
}
--- stdout
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
NewTemporaryDirectoryInvalidPrefix,Microsoft.PowerShell.Commands.NewTemporaryDirectoryCommand
### [NullString] is $null to a [string]
function f([string] $x) { $null -eq $x }
f ([NullString]::Value)
f $null
class T { [string] $a; T($n) { $this.a = $n } }
$null -eq [T]::new([NullString]::Value).a
$t = [T]::new('x'); $t.a = [NullString]::Value; $null -eq $t.a
$null -eq [NullString]::Value
"[$([NullString]::Value)]"
--- stdout
True
False
True
True
False
[]
### Get-ChildItem -FollowSymlink does not go round in circles
$null = New-Item -ItemType Directory alpha, alpha/beta, alpha/beta/gamma, omega
$null = New-Item alpha/a1, alpha/a2, alpha/beta/b1, alpha/beta/b2, alpha/beta/b3, omega/o1, omega/o2
$null = New-Item -ItemType SymbolicLink -Path alpha/link-beta -Value "$PWD/alpha/beta"
$null = New-Item -ItemType SymbolicLink -Path alpha/beta/gamma/upone -Value "$PWD/alpha/beta"
$null = New-Item -ItemType SymbolicLink -Path alpha/beta/gamma/uptwo -Value "$PWD/alpha"
$null = New-Item -ItemType SymbolicLink -Path alpha/beta/gamma/omega -Value "$PWD/omega"
$ci = Get-ChildItem alpha -FollowSymlink -Recurse -WarningVariable w -WarningAction SilentlyContinue
$ci.Count; $w.Count
"$($w[0])" -like 'Skip already-visited directory */upone.'
--- stdout
13
3
True
### New-Item does not overwrite a link, nor link a file to itself
Set-Content f x
$null = New-Item -ItemType SymbolicLink -Path l -Value f
try { New-Item -ItemType SymbolicLink -Path l -Value f -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { New-Item -ItemType HardLink -Path f -Value f -Force -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { New-Item -ItemType HardLink -Path h -Value nothing -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { New-Item -ItemType HardLink -Path h -Value . -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
Get-Content f
--- stdout
SymLinkExists,Microsoft.PowerShell.Commands.NewItemCommand
TargetIsSameAsLink,Microsoft.PowerShell.Commands.NewItemCommand
ItemNotFound,Microsoft.PowerShell.Commands.NewItemCommand
ItemNotFile,Microsoft.PowerShell.Commands.NewItemCommand
x
### a folder is not moved over a file
$null = mkdir d; Set-Content f x
try { Move-Item d f -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName }
Test-Path d
--- stdout
DirectoryExist,Microsoft.PowerShell.Commands.MoveItemCommand
System.IO.IOException
True
