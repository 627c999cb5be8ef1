Set-PSDebug.
Source: the page of Set-PSDebug; debugger.cs, Position.cs and ParserStrings.resx
### -Trace 1 shows each statement before it runs
Set-PSDebug -Trace 1
$x = 1; if ($x) { 'yes' }
function f { 'in f' }
f
Set-PSDebug -Off
'end'
--- stdout
DEBUG:    2+  >>>> $x = 1; if ($x) { 'yes' }
DEBUG:    2+ $x = 1; if ( >>>> $x) { 'yes' }
DEBUG:    2+ $x = 1; if ($x) {  >>>> 'yes' }
yes
DEBUG:    4+  >>>> f
DEBUG:    3+ function f {  >>>> 'in f' }
in f
DEBUG:    5+  >>>> Set-PSDebug -Off
end
### Columns count characters
Set-PSDebug -Trace 1; 'ä€𝄞'; 2; Set-PSDebug -Trace 0
--- stdout
DEBUG:    1+ Set-PSDebug -Trace 1;  >>>> 'ä€𝄞'; 2; Set-PSDebug -Trace 0
ä€𝄞
DEBUG:    1+ Set-PSDebug -Trace 1; 'ä€𝄞';  >>>> 2; Set-PSDebug -Trace 0
2
DEBUG:    1+ Set-PSDebug -Trace 1; 'ä€𝄞'; 2;  >>>> Set-PSDebug -Trace 0
### -Strict makes a variable without value an error, -Off ends it
Set-PSDebug -Strict
try { $never } catch { "$_"; $_.FullyQualifiedErrorId }
Set-PSDebug -Off
"[$never]"
--- stdout
The variable '$never' cannot be retrieved because it has not been set.
VariableIsUndefined
[]
### -Trace knows three levels
try { Set-PSDebug -Trace 3 } catch { $_.FullyQualifiedErrorId }
try { Set-PSDebug -Trace 1 -Off } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SetPSDebugCommand
AmbiguousParameterSet,Microsoft.PowerShell.Commands.SetPSDebugCommand
### It gives nothing
$null -eq (Set-PSDebug -Strict:$false)
--- stdout
True
