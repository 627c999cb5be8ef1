Parameters that objects of the pipeline bind, one object after the other.
Source: CmdletParameterBinderController.cs (RestoreDefaultParameterValues, InvokeAndBindDelayBindScriptBlock), ParameterBinderStrings.resx, about_Functions_Advanced_Parameters, about_Script_Blocks

### what the next object does not bind has its default again
function pp { [CmdletBinding()] param([Parameter(ValueFromPipelineByPropertyName)] [int] $a, [Parameter(ValueFromPipelineByPropertyName)] [string] $b = 'def') process { "a=$a b=$b" } end { "end a=$a b=$b" } }
[pscustomobject] @{ a = 1; b = 2 }, [pscustomobject] @{ a = 3 }, [pscustomobject] @{ b = 4 } | pp
function qq { [CmdletBinding()] param([Parameter(ValueFromPipeline)] [int] $i, [Parameter(ValueFromPipeline)] [string] $s) process { "i=$i s=$s" } }
1, 'z', 2 | qq
[pscustomobject] @{ b = 4 } | pp -a 7
--- stdout
a=1 b=2
a=3 b=def
a=0 b=4
end a=0 b=4
i=1 s=1
i=0 s=z
i=2 s=2
a=7 b=4
end a=7 b=4
### $PSBoundParameters that was looked at before follows
function look { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $v, $w) begin { "begin $($PSBoundParameters.Keys)"; $PSBoundParameters.Remove('w') > $null } process { "$($PSBoundParameters.v) $($PSBoundParameters.Keys)" } }
1, 2 | look -w 9
function dyn { [CmdletBinding()] param() dynamicparam {
    $d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
    $d['In'] = [System.Management.Automation.RuntimeDefinedParameter]::new('In', [int], [Attribute[]] @([Parameter] @{ ValueFromPipeline = $true })); $d }
  begin { $null = $PSBoundParameters.Count } process { "in $($PSBoundParameters.In)" } }
1, 2 | dyn
--- stdout
begin w
1 v
2 v
in 1
in 2
### script blocks for parameters: no result, an error
function db { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $in, [Parameter(ValueFromPipelineByPropertyName)] [string] $Name) process { "in=$in name=$Name" } }
1, 2 | db -Name { "n$_" }
try { 1 | db -Name { throw 'bad' } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message; $_.Exception.InnerException.Message; $_.CategoryInfo.Category }
1 | db -Name { } 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId; "$_" }
1 | db -Name { $null } 
--- stdout
in=1 name=n1
in=2 name=n2
ScriptBlockArgumentInvocationFailed,db
The input to the script block for parameter 'Name' failed. bad
bad
InvalidArgument
ScriptBlockArgumentNoOutput,db
Cannot evaluate parameter 'Name' because its argument input did not produce any output.
in=1 name=
### a script block that is a clause's condition has a scope of its own
switch (1) { { $made = 5; $true } { "[$made] $_" } }
$n = 1; switch (1) { { $n++; $n -eq 2 } { "n=$n" } }
--- stdout
[] 1
n=1
--- source Compiler.cs (DoInvokeReturnAsIs with a local scope)
### splatting $null is one argument
function count { $args.Count }
$nothing = $null; $empty = @()
count @nothing; count @empty; count @empty a
--- stdout
1
0
1
--- source MiscOps.cs (Splat)
### the ErrorRecord of exceptions
$null -eq ([Exception]::new('x')).ErrorRecord
try { [IO.File]::ReadAllText('/nonexist') } catch { $_.Exception.ErrorRecord.FullyQualifiedErrorId; $null -eq $_.Exception.InnerException.ErrorRecord }
--- stdout
True
FileNotFoundException
True
--- source IContainsErrorRecord's implementations
