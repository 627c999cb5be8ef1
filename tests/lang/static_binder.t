StaticParameterBinder: which argument of a command goes to which parameter, without running it.
Source: test/powershell/engine/ParameterBinding/StaticParameterBinder.Tests.ps1 of PowerShell
### constants, switches, arrays and positions
using namespace System.Management.Automation.Language
function show($text) {
    $ast = [Parser]::ParseInput($text, [ref]$null, [ref]$null).Find({ $args[0] -is [CommandAst] }, $false)
    $r = [StaticParameterBinder]::BindCommand($ast)
    $bound = $r.BoundParameters.Keys | Sort-Object | ForEach-Object { $b = $r.BoundParameters[$_]; "$_=$($b.ConstantValue)/$($b.Value)" }
    $faults = $r.BindingExceptions.Keys | ForEach-Object { "$_`:$($r.BindingExceptions[$_].BindingException.ErrorId)" }
    "$text | $bound | $faults"
}
show 'Get-Alias abc'
show 'Get-Alias {abc}'
show 'Get-Alias -Path abc'
show 'Get-Alias -Path -Name:abc'
show 'Get-Alias -Name -abc'
show 'Get-Alias aa bb'
show 'Get-Alias aa,bb,cc'
show 'Get-ChildItem -Name abc -rec'
show 'Get-ChildItem -Name -f'
show 'Get-ChildItem -Path -f'
--- stdout
Get-Alias abc | Name=abc/abc | 
Get-Alias {abc} | Name=/{abc} | 
Get-Alias -Path abc |  | Path:NamedParameterNotFound
Get-Alias -Path -Name:abc | Name=abc/abc | Path:NamedParameterNotFound
Get-Alias -Name -abc | Name=/-abc | 
Get-Alias aa bb | Name=aa/aa | bb:PositionalParameterNotFound
Get-Alias aa,bb,cc | Name=/aa,bb,cc | 
Get-ChildItem -Name abc -rec | Name=True/ Path=abc/abc Recurse=True/ | 
Get-ChildItem -Name -f | Name=True/ | f:AmbiguousParameter
Get-ChildItem -Path -f |  | f:AmbiguousParameter
### twice, missing, and a command that is not known goes by the look
using namespace System.Management.Automation.Language
function bind($text, $resolve = $true, $names) {
    $ast = [Parser]::ParseInput($text, [ref]$null, [ref]$null).Find({ $args[0] -is [CommandAst] }, $false)
    [StaticParameterBinder]::BindCommand($ast, $resolve, $names)
}
(bind 'Get-Date -Year 1 -Year 2').BindingExceptions.Year.BindingException.ErrorId
(bind 'Get-Date -Format').BindingExceptions.Count
$r = bind 'no-such-command -a b c -d'
($r.BoundParameters.Keys | Sort-Object) -join ' '
$r.BoundParameters['d'].ConstantValue
$null -eq (bind 'Get-Date -Year 1' $true @('Month'))
(bind 'Get-Date -Year 1' $true @('Year')).BoundParameters.Year.Parameter.ParameterType.Name
--- stdout
ParameterAlreadyBound
1
0 a d
True
True
Int32
--- source src/System.Management.Automation/engine/CommandCompletion/PseudoParameterBinder.cs
### functions, simple and advanced, and what comes down the pipeline
using namespace System.Management.Automation.Language
function simple($x, $y) { }
function advanced { [CmdletBinding()] param([Parameter(ValueFromPipeline)]$In, $Other, [Parameter(ValueFromRemainingArguments)]$Rest) }
function bind($text) {
    $ast = @([Parser]::ParseInput($text, [ref]$null, [ref]$null).FindAll({ $args[0] -is [CommandAst] }, $false))[-1]
    $r = [StaticParameterBinder]::BindCommand($ast)
    "$($r.BoundParameters.Keys | Sort-Object) | $($r.BindingExceptions.Values.BindingException.ErrorId)"
}
bind 'simple 1 2 3'
bind 'advanced 1 2 3 4'
bind 'advanced -Other 2'
bind '1 | advanced -Other 2 -Verbose'
bind 'advanced -Other'
--- stdout
x y | PositionalParameterNotFound
In Other Rest | 
Other | 
Other Verbose | 
 | MissingArgument
--- source src/System.Management.Automation/engine/CommandCompletion/PseudoParameterBinder.cs
### what binding fails of has its id
try { Get-Item -Nonsense } catch { $_.Exception.ErrorId; $_.Exception.GetType().Name }
--- stdout
NamedParameterNotFound
ParameterBindingException
--- source System.Management.Automation.ParameterBindingException.ErrorId, the type's page
