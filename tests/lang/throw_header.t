What stands before the colon when a thrown object ends a script.
Source: about_Throw, PowerShellCore_format_ps1xml.cs Get-ConciseViewPositionMessage, MiscOps.cs ConvertToException

### a text
throw 'x'
--- exit 1
--- stderr
\AException: x\n
### an exception of .NET
throw [FormatException]::new('bad')
--- exit 1
--- stderr
\AOperationStopped: bad\n
### in a script, from a function
function f { throw [IO.IOException]::new('io') }
f
--- args -NoProfile -NonInteractive -File {file}
--- exit 1
--- stderr
\AOperationStopped: .*case\.ps1:1\nLine \|\n   1 \|  function f \{ throw \[IO\.IOException\]::new\('io'\) \}\n
### PowerShell's own exceptions know that they were thrown
throw [Management.Automation.RuntimeException]::new('rt')
--- exit 1
--- stderr
\AException: rt\n
### a record that is thrown again
try { Get-Item ./nope -ErrorAction Stop } catch { throw $_ }
--- exit 1
--- stderr
\AException: Cannot find path
### throw alone gives it on as it was
try { Get-Item ./nope -ErrorAction Stop } catch { throw }
--- exit 1
--- stderr
\AGet-Item: Cannot find path
