Where the output of programs goes when it is redirected.
Source: about_Redirection, about_Providers; published tests of redirection (to variables, of native applications); FileRedirectionAst's Out-File

### to the home folder and to drives
/bin/echo tilde > ~/t; Get-Content ~/t
$null = New-PSDrive Work FileSystem $PWD; /bin/echo drive > Work:/d; Get-Content d
--- stdout
tilde
drive
### to variables
/bin/echo hi > variable:o; "[$o]"
/bin/echo a >> variable:q; /bin/echo b >> variable:q; "$q"
/bin/sh -c 'echo out; echo err >&2' > variable:x 2> variable:e; "$x|$e"; $e[0].GetType().Name
/bin/sh -c 'echo out; echo err >&2' *> variable:all; $all.Count
--- stdout
[hi]
a b
out|err
ErrorRecord
2
### on the variable drive
Push-Location variable:; /bin/echo prog > one; 'text' > two; Pop-Location; $one; $two
--- stdout
prog
text
### where no file can be
try { /bin/echo x > nothere/x } catch { $_.FullyQualifiedErrorId; $_.Exception.GetType().FullName; "$_" -like "Could not find a part of the path '*/nothere/x'." }
try { /bin/echo x > ok 2> nothere/e } catch { $_.FullyQualifiedErrorId }
--- stdout
FileOpenFailure,Microsoft.PowerShell.Commands.OutFileCommand
System.IO.DirectoryNotFoundException
True
FileOpenFailure,Microsoft.PowerShell.Commands.OutFileCommand
### merged, discarded and appended
/bin/sh -c 'echo out; echo err >&2' > both 2>&1; (Get-Content both | Sort-Object) -join ','
/bin/sh -c 'echo out; echo err >&2' 2> $null > one; Get-Content one
/bin/echo more >> one; Get-Content one
--- stdout
err,out
out
out
more
