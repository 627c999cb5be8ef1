Source: about_Pipelines, about_Functions_Advanced_Methods: every command of a pipeline is begun before any input flows.
### a begin that fails ends the pipeline, whoever catches it in between
function b { param([Parameter(Mandatory)][int]$n, [Parameter(ValueFromPipeline)]$x) begin { 'begin' } end { 'end' } }
try { 1 | ForEach-Object -Begin { try { 5 } catch { 'swallowed' } } -Process { 6 } | b -n x } catch { $_.FullyQualifiedErrorId }
try { & { begin { try { 5 } catch { } } } | & { begin { throw 'no' } end { 'end' } } } catch { "outer: $_" }
--- stdout
ParameterArgumentTransformationError,b
outer: no
