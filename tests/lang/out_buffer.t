-OutBuffer, the common parameter.
Source: about_CommonParameters; CommonCommandParameters.cs and Pipe.cs
### One more than the number is kept before any goes on
function f { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) process { Write-Host "p$x"; $x } }
1..5 | f -OutBuffer 2 | ForEach-Object { Write-Host "c$_" }
--- stdout
p1
p2
p3
c1
c2
c3
p4
p5
c4
c5
### What is left comes before the next stage's end
1..3 | ForEach-Object { Write-Host "p$_"; $_ } -OutBuffer 1 | ForEach-Object { Write-Host "c$_" } -End { 'e' }
--- stdout
p1
p2
c1
c2
p3
c3
e
### 0 keeps nothing
1..2 | ForEach-Object { Write-Host "p$_"; $_ } -OutBuffer 0 | ForEach-Object { Write-Host "c$_" }
--- stdout
p1
c1
p2
c2
### A stage that has enough still hands on what it kept
1..9 | Select-Object -First 3 -OutBuffer 5 | ForEach-Object { "x$_" }
--- stdout
x1
x2
x3
### A stage downstream that has enough stops it
1..9 | ForEach-Object { Write-Host "p$_"; $_ } -OutBuffer 1 | Select-Object -First 1
--- stdout
p1
p2
1
### The alias
(1..3 | Write-Output -ob 1 | Measure-Object).Count
--- stdout
3
### Negative numbers
try { 1 | Write-Output -OutBuffer -1 } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.WriteOutputCommand
Cannot validate argument on parameter 'OutBuffer'. The -1 argument is less than the minimum allowed range of 0. Supply an argument that is greater than or equal to 0 and then try the command again.
### With -OutVariable all is collected
$null = 1..3 | ForEach-Object { $_ } -OutBuffer 1 -OutVariable all | ForEach-Object { $_ }
$all -join ','
--- stdout
1,2,3
