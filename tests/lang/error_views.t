How errors look: $ErrorView and Get-Error.
Source: about_Preference_Variables ($ErrorView); Get-Error (reference/7.5); engine/Formatting/ErrorView.Tests.ps1; the view of ErrorRecord
### $ErrorView is an enumeration
$ErrorView; $ErrorView.GetType().FullName
--- stdout
ConciseView
System.Management.Automation.ErrorView
### one line says who and what
Get-Item nope
--- stderr
\AGet-Item: Cannot find path '.*/nope' because it does not exist\.\n\Z
--- exit 1
### in a file the line is shown, and an empty line ends it
1
Get-Item nope
--- args -NoProfile -NonInteractive -File {file}
--- stdout
1
--- stderr
\AGet-Item: .*case\.ps1:2\nLine \|\n   2 \|  Get-Item nope\n     \|  ~~~~~~~~~~~~~\n     \| Cannot find path '.*' because it does not\n?
\n\n\Z
### CategoryView
$ErrorView = 'CategoryView'
Get-Item nope
--- stderr
\AObjectNotFound: \(.*nope:String\) \[Get-Item\], ItemNotFoundException\n\Z
--- exit 1
### NormalView
$ErrorView = 'NormalView'
Write-Error bad
--- stderr
\AWrite-Error : bad\n
\+ CategoryInfo          : NotSpecified: \(:\) \[Write-Error\], WriteErrorException\n    \+ FullyQualifiedErrorId : Microsoft\.PowerShell\.Commands\.WriteErrorException\n\Z
--- exit 1
### a target may say which line is wrong
$t = @{ File = 'f.txt'; Line = 3; LineText = '  let x be'; StartColumn = 5; EndColumn = 6 }
$r = [System.Management.Automation.ErrorRecord]::new([Exception]::new('no x'), 'id', 'ParserError', $t)
($r | Out-String).TrimEnd()
--- stdout
: f.txt
Line |
   3 | let x be
     |     ~
     | no x
### columns that are no columns mark nothing
$t = @{ Line = 1; LineText = 'abc'; StartColumn = 9 }
$r = [System.Management.Automation.ErrorRecord]::new([Exception]::new('m'), 'id', 'ParserError', $t)
($r | Out-String).TrimEnd()
--- stdout
: 
Line |
   1 | abc
     | m
### a long message is broken at blanks
$m = ('word ' * 40).Trim()
try { throw $m } catch { }
($Error[0] | Out-String).Contains(('word ' * 40).Trim())
--- stdout
True
### an exception's kind, message and number
try { throw [ArgumentException]::new('wrong') } catch { }
Get-Error | Out-String -Stream | Where-Object { $_ -match '^    (Type|Message|HResult) ' } | ForEach-Object { $_.Trim() -replace ' +', ' ' }
--- stdout
Type : System.ArgumentException
Message : wrong
HResult : -2147024809
### inner exceptions are indented under their names
try { throw [Exception]::new('outer', [Exception]::new('inner')) } catch { }
(Get-Error | Out-String) -match 'InnerException : \n        Type    : System\.Exception\n        Message : inner\n'
--- stdout
True
### Get-Error gives records
try { 1 / 0 } catch { }
$e = Get-Error
$e -is [System.Management.Automation.ErrorRecord]; $e.PSObject.TypeNames[0]
--- stdout
True
System.Management.Automation.ErrorRecord#PSExtendedError
### several errors are numbered
Write-Error one -ErrorAction SilentlyContinue
Write-Error two -ErrorAction SilentlyContinue
Get-Error -Newest 2 | ForEach-Object { "$($_.PSErrorIndex) $_" }
--- stdout
0 two
1 one
### without errors there is nothing to tell
Get-Error
--- stdout
### DetailedView is Get-Error's
$ErrorView = 'DetailedView'
try { throw 'x' } catch { }
($Error[0] | Out-String).Trim() -eq (Get-Error | Out-String).Trim()
--- stdout
True
### the positions of an error
try { 1 / 0 } catch { }
Get-Error | Out-String -Stream | Where-Object { $_ -match 'ScriptLineNumber|Statement ' } | ForEach-Object { $_.Trim() -replace ' +', ' ' }
--- stdout
ScriptLineNumber : 1
Statement : 1 / 0
### categories of errors are a type
[System.Management.Automation.ErrorCategory]::ParserError; [int][System.Management.Automation.ErrorCategory]::ObjectNotFound
--- stdout
ParserError
13
### preferences are a type
$ErrorActionPreference -is [System.Management.Automation.ActionPreference]
[System.Management.Automation.ActionPreference]'Stop'
--- stdout
True
Stop
