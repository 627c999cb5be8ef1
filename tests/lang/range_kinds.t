ValidateRange with a kind of range.
Source: about_Functions_Advanced_Parameters; ProxyCommand.tests.ps1, ValidateAttributes.Tests.ps1

### The kinds
[enum]::GetNames([System.Management.Automation.ValidateRangeKind]) -join ' '
[int][System.Management.Automation.ValidateRangeKind]::NonPositive
--- stdout
Positive NonNegative Negative NonPositive
3
### By the enumeration, in a function that an item is set to
Set-Item function:f 'param([ValidateRange([System.Management.Automation.ValidateRangeKind]::NonPositive)][int]$x) $x'
f -3
try { f 3 } catch { $_.FullyQualifiedErrorId }
--- stdout
-3
ParameterArgumentValidationError,f
