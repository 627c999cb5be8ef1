ThrowTerminatingError, $PSCmdlet, && and || with errors.
Source: about_Functions_Advanced_Methods, about_Pipeline_Chain_Operators, about_Trap, about_Scopes, about_Assignment_Operators; published tests Language/Operators/PipelineChainOperator
### ThrowTerminatingError ends the function and its pipeline
function Stop-At4 {
    [CmdletBinding()]param([Parameter(ValueFromPipeline)][int]$n)
    process {
        if ($n -eq 4) {
            $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([exception]::new('four'), 'IsFour', 'InvalidData', $n))
            'not reached'
        }
        $n
    }
}
& { 1, 4, 5 | Stop-At4 } 2>$null
'next'
try { 1, 4, 5 | Stop-At4 } catch { "$_ $($_.FullyQualifiedErrorId) $($_.CategoryInfo.Category)" }
--- stdout
1
next
1
four IsFour,Stop-At4 InvalidData
### nothing in the function itself catches or traps it, but finally blocks run
function Stop-Now {
    [CmdletBinding()]param()
    try { $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([exception]::new('now'), 'id', 'NotSpecified', $null)) }
    catch { 'caught inside' }
    finally { 'finally' }
    'after'
}
try { Stop-Now } catch { "caught outside: $_" }
--- stdout
finally
caught outside: now
--- source about_Functions_CmdletBindingAttribute, about_Try_Catch_Finally
### what is thrown on stands for the command that throws it
function Resume-Throw { [CmdletBinding()]param() try { throw 'first' } catch { $PSCmdlet.ThrowTerminatingError($_) } }
try { Resume-Throw } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.MyCommand.Name }
--- stdout
first,Resume-Throw
Resume-Throw
### $PSCmdlet is seen in the scopes below an advanced function
function Show-Caller { "plain: $($PSCmdlet.MyInvocation.MyCommand.Name)" }
function Get-Outer { [CmdletBinding()]param() Show-Caller; & { "block: $($PSCmdlet.MyInvocation.MyCommand.Name)" } }
Get-Outer
"top: $($null -eq $PSCmdlet)"
--- stdout
plain: Get-Outer
block: Get-Outer
top: True
### a trap lets the chain go on behind what failed
function Stop-It { throw 'stop' }
& { trap { continue }; Stop-It || 'second' }
& { trap { continue }; Stop-It && 'second'; 'end' }
& { trap { continue }; $r = Stop-It || 2; "r=$r" }
--- stdout
second
end
r=2
### a failing command before || decides, a throw ends the statement
function Stop-It { throw 'stop' }
function Skip-It { [CmdletBinding()]param() $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([exception]::new('skip'), 'id', 'NotSpecified', $null)) }
& { Skip-It || 'or' } 2>$null
try { Skip-It || 'or' } catch { "caught $_" }
try { Stop-It || 'or' } catch { "caught $_" }
--- stdout
or
caught skip
caught stop
### what stands wrongly in a chain
foreach ($text in 'a & && b', 'a && b && &', 'a && ') {
    $tokens = $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)
    "$($errors[0].ErrorId) $($errors[0].IncompleteInput)"
}
--- stdout
BackgroundOperatorInPipelineChain False
MissingExpression False
EmptyPipelineChainElement True
### an assignment to several variables gives what they got
$v = $w, $y = 1, 2, 3
"$($v.Count) $($v[1] -join '+')"
--- stdout
2 2+3
### the exception's own record keeps the id of the throw
try { throw 'my text' } catch { $_.Exception.ErrorRecord.FullyQualifiedErrorId }
--- stdout
my text
