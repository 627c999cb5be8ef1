Update-List.
Source: the page Update-List and its published tests
### -Add, -Remove, both, -Replace
$o = [pscustomobject]@{ a = [System.Collections.ArrayList](1, 2, 3) }
$null = $o | Update-List -Property a -Add 4; "$($o.a)"
$null = Update-List -InputObject $o -Property a -Remove 2; "$($o.a)"
$null = $o | Update-List a -Remove 1 -Add 5, 6; "$($o.a)"
$r = $o | Update-List a -Replace 7, 8; "$($o.a)"; [object]::ReferenceEquals($r, $o)
--- stdout
1 2 3 4
1 3 4
3 4 5 6
7 8
True
### Without a property: a table of what is to be done
$h = Update-List -Add 1, 2 -Remove 3
$h.GetType().Name; "$($h.Add)"; "$($h.Remove)"; $h.Count
--- stdout
Hashtable
1 2
3
2
### What cannot be done
$o = [pscustomobject]@{ a = 5 }
foreach ($c in { $o | Update-List a -Add 1 }, { $o | Update-List b -Add 1 }, { Update-List a -Add 1 }, { $o | Update-List -Add 1 }) {
  try { $ErrorActionPreference = 'Stop'; & $c } catch { $_.FullyQualifiedErrorId } }
--- stdout
ApplyFailed,Microsoft.PowerShell.Commands.UpdateListCommand
MemberDoesntExist,Microsoft.PowerShell.Commands.UpdateListCommand
MissingInputObjectParameter,Microsoft.PowerShell.Commands.UpdateListCommand
MissingPropertyParameter,Microsoft.PowerShell.Commands.UpdateListCommand
