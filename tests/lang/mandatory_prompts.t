Asking for mandatory parameters.
Source: about_Functions_Advanced_Parameters (Mandatory, HelpMessage); about_Parameters

### help is offered where a parameter has some
function f { param([Parameter(Mandatory, HelpMessage = 'One or more names.')] $A, [Parameter(Mandatory)] $B) "$A $B" }
f
--- args -NoProfile -Command {program}
--- stdin
!?
x
!?
y
--- stdout

cmdlet f at command pipeline position 1
Supply values for the following parameters:
(Type !? for Help.)
A: One or more names.
A: B: No help is available for B.
B: x y
### a number is asked for until it is one
function f { param([Parameter(Mandatory)] [int] $A) $A + 1 }
f
--- args -NoProfile -Command {program}
--- stdin
many

4
--- stdout

cmdlet f at command pipeline position 1
Supply values for the following parameters:
A: Cannot recognize "many" as a System.Int32 due to a format error.
A: A: 5
### what an exclamation mark says
function f { param([Parameter(Mandatory)] $A, [Parameter(Mandatory)] [AllowEmptyString()] [string] $B) "$A [$B]" }
f
--- args -NoProfile -Command {program}
--- stdin
!nothing
!!so
!""
--- stdout

cmdlet f at command pipeline position 1
Supply values for the following parameters:
A: "!nothing" cannot be recognized as a valid Prompt command.
A: B: !so []
### nobody to ask
function f { param([Parameter(Mandatory)] $A, [Parameter(Mandatory)] $B) }
try { f } catch { "$_"; $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)" }
--- stdout
Cannot process command because of one or more missing mandatory parameters: A B.
MissingMandatoryParameter,f
InvalidArgument
