Methods named and not called, tuples by index, and sets of values from a class.
Source: about_Methods, about_Arrays, about_Functions_Advanced_Parameters, PowerShell's published tests of conversions and indexers
### methods of script classes as delegates
class Calc {
    static [int] Add([int]$a, [int]$b) { return $a + $b }
    [int] Double([int]$x) { return $x * 2 }
}
([Func[int, int, int]][Calc]::Add).Invoke(2, 3)
$c = [Calc]::new()
([Func[int, int]]$c.Double).Invoke(4)
[Calc]::Add.GetType().FullName
[Calc]::Add.Invoke(5, 6)
--- stdout
5
8
System.Management.Automation.PSMethod
11
### methods of .NET types as delegates
([Func[string, int]][int]::Parse).Invoke('42')
([Func[double, double]][math]::Sqrt).Invoke(9)
--- stdout
42
3
### a static method in the place of a replacement
class Masker { static [string] Mask([System.Text.RegularExpressions.Match]$m) { return 'X' } }
'ID 123' -replace '\d', [Masker]::Mask
--- stdout
ID XXX
### tuples by index
$t = [Tuple]::Create(10, 'Hello')
$t[0]
$t[1]
$t[-1]
$t[0..1] -join ' '
$null -eq $t[5]
([ValueTuple]::Create(1, 2, 3))[2]
--- stdout
10
Hello
Hello
10 Hello
True
3
### ValidateSet with values from a class
class Sounds : System.Management.Automation.IValidateSetValuesGenerator {
    [string[]] GetValidValues() { return 'Bell', 'Chime' }
}
function Play { param([ValidateSet([Sounds])][string]$Sound) $Sound }
Play -Sound chime
try { Play -Sound Horn } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
chime
Cannot validate argument on parameter 'Sound'. The argument "Horn" does not belong to the set "Bell,Chime" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.
ParameterArgumentValidationError,Play
### the class's values are asked for at each call
class Growing : System.Management.Automation.IValidateSetValuesGenerator {
    [string[]] GetValidValues() { return $global:allowed }
}
function Pick { param([ValidateSet([Growing])][string]$x) $x }
$global:allowed = 'one'
Pick one
$global:allowed = 'one', 'two'
Pick two
$global:allowed = $null
try { Pick one } catch { $_.Exception.InnerException.Message }
--- stdout
one
two
Valid values generator return a null value.
### big integers from texts with separators and fractions
[bigint]'9,223,372,036,854,775,808'
[bigint]'1.2'
[bigint]'-1,000'
--- stdout
9223372036854775808
1
-1000
### enumerations by the name of their type
[Enum]::GetNames('System.DayOfWeek')[0]
[Enum]::IsDefined('System.DayOfWeek', 'Friday')
--- stdout
Sunday
True
