What scripts ask and what people see then: $Host.UI, confirmation, mandatory parameters. Input ends
with the text given; what a prompt writes is not followed by the answer, which is not echoed.
Source: about_Functions_Advanced_Methods; PSHostUserInterface, ChoiceDescription and FieldDescription of the API reference; Everything you wanted to know about ShouldProcess; Read-Host

### Read-Host puts a colon behind the prompt
$x = Read-Host -Prompt 'Name'; "got $x"
--- args -NoProfile -Command {program}
--- stdin
bob
--- stdout
Name: got bob
### Read-Host without a prompt
$x = Read-Host; "got $x"
--- args -NoProfile -Command {program}
--- stdin
bob
--- stdout
got bob
### Read-Host -AsSecureString
$x = Read-Host pw -AsSecureString; $x.GetType().Name; $x.Length
--- args -NoProfile -Command {program}
--- stdin
secret
--- stdout
pw: SecureString
6
### Read-Host -MaskInput gives text
$x = Read-Host pw -MaskInput; $x.GetType().Name
--- args -NoProfile -Command {program}
--- stdin
secret
--- stdout
pw: String
### Read-Host where nobody may be asked
try { Read-Host pw } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.
InvalidOperation,Microsoft.PowerShell.Commands.ReadHostCommand
### PromptForChoice with texts
$Host.UI.PromptForChoice('Title', 'Message', @('&Alpha', '&Beta'), 0)
--- args -NoProfile -Command {program}
--- stdin
b
--- stdout

Title
Message
[A] Alpha  [B] Beta  [?] Help (default is "A"): 1
### PromptForChoice: Enter is the default
$Host.UI.PromptForChoice('Title', 'Message', @('&Alpha', '&Beta'), 1)
--- args -NoProfile -Command {program}
--- stdin

--- stdout

Title
Message
[A] Alpha  [B] Beta  [?] Help (default is "B"): 1
### PromptForChoice: no default
$Host.UI.PromptForChoice('Title', 'Message', @('&Alpha', '&Beta'), -1)
--- args -NoProfile -Command {program}
--- stdin
beta
--- stdout

Title
Message
[A] Alpha  [B] Beta  [?] Help 1
### PromptForChoice: a key may stand anywhere, a label may have none
$Host.UI.PromptForChoice('', 'Which', @('E&xit', 'Stay'), 1)
--- args -NoProfile -Command {program}
--- stdin
X
--- stdout
Which
[X] Exit  [] Stay  [?] Help (default is "Stay"): 0
### PromptForChoice: another answer asks again
$Host.UI.PromptForChoice('', '', @('&Yes', '&No'), 0)
--- args -NoProfile -Command {program}
--- stdin
maybe
no
--- stdout
[Y] Yes  [N] No  [?] Help (default is "Y"): [Y] Yes  [N] No  [?] Help (default is "Y"): 1
### PromptForChoice: help of ChoiceDescriptions
$yes = New-Object System.Management.Automation.Host.ChoiceDescription '&Yes', 'Does it.'
$no = [System.Management.Automation.Host.ChoiceDescription]::new('&No', 'Leaves it.')
$options = [System.Management.Automation.Host.ChoiceDescription[]]($yes, $no)
$Host.UI.PromptForChoice('Go', 'On?', $options, 0)
--- args -NoProfile -Command {program}
--- stdin
?
n
--- stdout

Go
On?
[Y] Yes  [N] No  [?] Help (default is "Y"): Y - Does it.
N - Leaves it.
[Y] Yes  [N] No  [?] Help (default is "Y"): 1
### PromptForChoice: a default outside
try { $Host.UI.PromptForChoice('', '', @('&Yes', '&No'), 2) } catch { $_.Exception.InnerException.GetType().Name }
--- args -NoProfile -Command {program}
--- stdout
ArgumentOutOfRangeException
### PromptForChoice: no choices
try { $Host.UI.PromptForChoice('', '', @(), 0) } catch { $_.FullyQualifiedErrorId }
--- args -NoProfile -Command {program}
--- stdout
ArgumentException
### PromptForChoice where nobody may be asked
try { $Host.UI.PromptForChoice('', '', @('&Yes'), 0) } catch { $_.Exception.InnerException.Message }
--- stdout
PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.
### a ChoiceDescription
$c = [System.Management.Automation.Host.ChoiceDescription]::new('&Yes')
$c.Label
$c.HelpMessage.Length
$c.HelpMessage = 'now'
$c.HelpMessage
--- stdout
&Yes
0
now
### a FieldDescription
$f = [System.Management.Automation.Host.FieldDescription]::new('One')
$f.Name
$f.IsMandatory
$f.SetParameterType([int])
$f.ParameterTypeName
$f.ParameterTypeFullName
--- stdout
One
True
Int32
System.Int32
### Prompt gives the answers by field
$fields = [System.Management.Automation.Host.FieldDescription[]]('One', 'Two')
$r = $Host.UI.Prompt('Caption', 'Message', $fields)
"$($r['One']) $($r['Two'])"
--- args -NoProfile -Command {program}
--- stdin
1
2
--- stdout

Caption
Message
One: Two: 1 2
### Prompt converts, and asks again where it cannot
$f = [System.Management.Automation.Host.FieldDescription]::new('Count')
$f.SetParameterType([int])
$r = $Host.UI.Prompt('', '', $f)
$r['Count'].GetType().Name
--- args -NoProfile -Command {program}
--- stdin
many
3
--- stdout
Count: Cannot recognize "many" as a System.Int32 due to a format error.
Count: Int32
### ReadLine and what it gives at the end
$Host.UI.ReadLine()
$null -eq $Host.UI.ReadLine()
--- args -NoProfile -Command {program}
--- stdin
line
--- stdout
line
True
### ReadLineAsSecureString
$Host.UI.ReadLineAsSecureString().Length
--- args -NoProfile -Command {program}
--- stdin
four
--- stdout
4
### PromptForCredential
$c = $Host.UI.PromptForCredential('Caption', 'Message', 'me', 'there')
$c.UserName
--- args -NoProfile -Command {program}
--- stdin
secret
--- stdout

Caption
Message
Password for user me: there\me
### WriteLine and Write
$Host.UI.Write('a')
$Host.UI.WriteLine('b')
$Host.UI.WriteLine('Red', 'Black', 'c')
$Host.UI.WriteLine()
--- stdout
ab
c

### WriteErrorLine, WriteWarningLine, WriteVerboseLine, WriteDebugLine
$Host.UI.WriteErrorLine('e')
$Host.UI.WriteWarningLine('w')
$Host.UI.WriteVerboseLine('v')
$Host.UI.WriteDebugLine('d')
--- stdout
WARNING: w
VERBOSE: v
DEBUG: d
--- stderr
^e$
--- source PowerShell's console host (ConsoleHostUserInterface): only errors go to stderr
### what the host tells of itself
$Host.Name
$Host.Version.GetType().Name
$Host.InstanceId.GetType().Name
$Host.InstanceId -eq $Host.InstanceId
$Host.IsRunspacePushed
--- stdout
ConsoleHost
Version
Guid
True
False
### RawUI's sizes
$raw = $Host.UI.RawUI
$raw.WindowSize.GetType().FullName
$raw.BufferSize.Width -eq $raw.WindowSize.Width
$raw.CursorPosition.GetType().FullName
--- stdout
System.Management.Automation.Host.Size
True
System.Management.Automation.Host.Coordinates
### Size and Coordinates
$s = [System.Management.Automation.Host.Size]::new(80, 25)
"$s"
$s.Width = 100
$s.Width
$c = New-Object System.Management.Automation.Host.Coordinates 3, 4
"$c $($c.X) $($c.Y)"
$c -eq [System.Management.Automation.Host.Coordinates]::new(3, 4)
--- stdout
80,25
100
3,4 3 4
True
### RawUI's colours and cells
$raw = $Host.UI.RawUI
$raw.ForegroundColor.GetType().FullName
$raw.LengthInBufferCells('abc')
--- stdout
System.ConsoleColor
3
### -Confirm asks in full
function f { [CmdletBinding(SupportsShouldProcess)] param() if ($PSCmdlet.ShouldProcess('T', 'A')) { 'done' } }
f -Confirm
--- args -NoProfile -Command {program}
--- stdin
y
--- stdout

Confirm
Are you sure you want to perform this action?
Performing the operation "A" on target "T".
[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"): done
### ShouldProcess: Yes to All holds for the command
function f {
    [CmdletBinding(SupportsShouldProcess)] param([Parameter(ValueFromPipeline)] $i)
    process { if ($PSCmdlet.ShouldProcess("T$i", 'A')) { "done $i" } }
}
1, 2 | f -Confirm
--- args -NoProfile -Command {program}
--- stdin
a
--- stdout

Confirm
Are you sure you want to perform this action?
Performing the operation "A" on target "T1".
[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"): done 1
done 2
### ShouldProcess in its own words
function f {
    [CmdletBinding(SupportsShouldProcess)] param()
    if ($PSCmdlet.ShouldProcess('Does the thing.', 'Do the thing?', 'Thing')) { 'done' }
}
f -Confirm
--- args -NoProfile -Command {program}
--- stdin
y
--- stdout

Thing
Do the thing?
[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"): done
### ShouldProcess in its own words under -WhatIf
function f {
    [CmdletBinding(SupportsShouldProcess)] param()
    if ($PSCmdlet.ShouldProcess('Does the thing.', 'Do the thing?', 'Thing')) { 'done' }
}
f -WhatIf
--- stdout
What if: Does the thing.
### ShouldContinue offers no answer for all
function f { [CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldContinue('Query?', 'Caption') }
f
--- args -NoProfile -Command {program}
--- stdin
n
--- stdout

Caption
Query?
[Y] Yes  [N] No  [S] Suspend  [?] Help (default is "Y"): False
### ShouldContinue with answers for all
function f {
    [CmdletBinding(SupportsShouldProcess)] param()
    $all = $false; $none = $false
    $PSCmdlet.ShouldContinue('Query?', 'Caption', [ref] $all, [ref] $none)
    "$all $none"
    $PSCmdlet.ShouldContinue('Again?', 'Caption', [ref] $all, [ref] $none)
}
f
--- args -NoProfile -Command {program}
--- stdin
a
--- stdout

Caption
Query?
[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"): True
True False
True
### ShouldContinue: No to All
function f {
    [CmdletBinding(SupportsShouldProcess)] param()
    $all = $false; $none = $true
    $PSCmdlet.ShouldContinue('Query?', 'Caption', [ref] $all, [ref] $none)
}
f
--- args -NoProfile -Command {program}
--- stdout
False
### a mandatory parameter is asked for
function f { param([Parameter(Mandatory)] $A, [Parameter(Mandatory)] [string[]] $B) "$A $($B.Count)" }
f
--- args -NoProfile -Command {program}
--- stdin
x
1
2

--- stdout

cmdlet f at command pipeline position 1
Supply values for the following parameters:
A: B[0]: B[1]: B[2]: x 2
