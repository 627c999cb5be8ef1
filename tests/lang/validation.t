Validation attributes: messages and the ids inside.
Source: published tests engine/Basic/ValidateAttributes, Language/Scripting/ParameterBinding; Metadata.resx; Where-Object tests

### ids of the exception inside
function l { param([ValidateLength(2, 5)] $p) } function c { param([ValidateCount(2, 3)] [int[]] $p) } function rg1 { param([ValidateRange(1, 5)] [int] $p) }
function k { param([ValidateRange('Positive')] [int] $p) } function s { param([ValidateSet('a', 'b')] $p) } function w { param([ValidateNotNullOrWhiteSpace()] $p) } function m { param([ValidatePattern('^x')] $p) } function scr { param([ValidateScript({ $false })] $p) }
foreach ($b in { l a }, { l abcdef }, { l 123 }, { c 1 }, { rg1 0 }, { rg1 9 }, { k 0 }, { s c }, { w ' ' }, { w $null }, { m y }, { scr 1 }) {
    try { & $b } catch { "$($_.FullyQualifiedErrorId) $($_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId)" }
}
--- stdout
ParameterArgumentValidationError,l ValidateLengthMinLengthFailure
ParameterArgumentValidationError,l ValidateLengthMaxLengthFailure
ParameterArgumentValidationError,l ValidateLengthNotString
ParameterArgumentValidationError,c ValidateCountMinMaxFailure
ParameterArgumentValidationError,rg1 ValidateRangeTooSmall
ParameterArgumentValidationError,rg1 ValidateRangeTooBig
ParameterArgumentValidationError,k ValidateRangePositiveFailure
ParameterArgumentValidationError,s ValidateSetFailure
ParameterArgumentValidationError,w ArgumentIsEmptyOrWhiteSpace
ParameterArgumentValidationError,w ArgumentIsNull
ParameterArgumentValidationError,m ValidatePatternFailure
ParameterArgumentValidationError,scr ValidateScriptFailure
### the length in the message
function f { param([ValidateLength(0, 2)] [string] $Value) }
try { f 11111 } catch { $_.Exception.InnerException.Message }
--- stdout
The character length (5) of the argument is too long. Specify an argument with a length that is shorter than or equal to "2", and then try the command again.
### ErrorMessage
function a { param([ValidateScript({ $_ -gt 2 }, ErrorMessage = "Item '{0}' failed '{1}' validation")] $p) }
function b { param([ValidatePattern("\s+", ErrorMessage = "Item '{0}' failed '{1}' regex")] $p) }
function c { param([ValidateSet('A', 'B', 'C', IgnoreCase = $false, ErrorMessage = "Item '{0}' is not in '{1}'")] $p) }
foreach ($x in { a 2 }, { b 2 }, { c 2 }) { try { & $x } catch { $_.Exception.Message } }
--- stdout regex
Cannot validate argument on parameter 'p'\. Item '2' failed ' ?\$_ -gt 2 ?' validation
Cannot validate argument on parameter 'p'\. Item '2' failed '\\s\+' regex
Cannot validate argument on parameter 'p'\. Item '2' is not in 'A,B,C'
### Where-Object with a switch that is off
$d = [pscustomobject]@{ Age = 1; Name = 'x' }, [pscustomobject]@{ Age = 0; Name = 'y' }
@($d | Where-Object Age -GT:$false).Count; @($d | Where-Object Name -NotLike:$false).Count; @($d | Where-Object Age -Not:$false).Count
try { $d | Where-Object Age -GT:$false -Value 1 } catch { $_.FullyQualifiedErrorId }
--- stdout
1
2
1
OperatorNotSpecified,Microsoft.PowerShell.Commands.WhereObjectCommand
