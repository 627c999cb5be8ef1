Parameters that stand at the same position.
Source: about_Functions_Advanced_Parameters (Position); published tests of parameter binding; ParameterBinderController's positional parameters

### two of one set cannot be told apart
function f { param([Parameter(Position = 0)][int]$a, [Parameter(Position = 0)][int]$b) "$a $b" }
try { f 1 } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
AmbiguousPositionalParameterNoName,f
Cannot bind positional parameters because no names were given.
### once one has its value by name the other is meant, and without values none is
function f { param([Parameter(Position = 0)][int]$a, [Parameter(Position = 0)][int]$b) "$a $b" }
f -a 1 2; f -b 1 2; f -a 1; f
--- stdout
1 2
2 1
1 0
0 0
### those of different sets are chosen by the other parameters
function g {
    param([Parameter(Position = 0, ParameterSetName = 'x')]$a, [Parameter(Position = 0, ParameterSetName = 'y')]$b,
        [Parameter(ParameterSetName = 'x')][switch]$s, [Parameter(ParameterSetName = 'y')][switch]$t)
    "$a|$b"
}
g -s q; g -t q
--- stdout
q|
|q
### three parameters at one position, of which the outer two share a set
function Three { [CmdletBinding()] param(
    [Parameter(Position = 0, ParameterSetName = 'x')]$a,
    [Parameter(Position = 0, ParameterSetName = 'y')]$b,
    [Parameter(Position = 0, ParameterSetName = 'x')]$c) "$a $b $c" }
try { Three 1 } catch { $_.FullyQualifiedErrorId }
Three -a 1 2
--- source ParameterBinderController.EvaluateUnboundPositionalParameters: a position taken twice in a set is ambiguous
--- stdout
AmbiguousPositionalParameterNoName,Three
1  2
