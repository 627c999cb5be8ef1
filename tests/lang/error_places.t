Where errors point: at a whole statement, condition, value of a table or argument of return; types
and unset variables at themselves.
Source: PowerShell's compiler (a sequence point per pipeline and assignment, none within
parentheses); about_Break and about_Trap, examples with break
### an assignment is underlined whole
$n = $null
$x = 5 + $n.Foo()
--- args -NoProfile -NonInteractive -File {file}
--- stderr
InvalidOperation: .*case.ps1:2
   2 \|  \$x = 5 \+ \$n.Foo\(\)
     \|  ~{17}$
     \| You cannot call a method on a null-valued expression.
--- exit 0
### parentheses have no place of their own
$i = 0
"a" + (1 / $i)
--- args -NoProfile -NonInteractive -File {file}
--- stderr
   2 \|  "a" \+ \(1 / \$i\)
     \|  ~{14}$
     \| Attempted to divide by zero.
### arguments in parentheses belong to their command
$n = $null
Write-Output ($n.Foo())
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|  ~{23}$
### a subexpression has statements of its own
$n = $null
Write-Output "a $($n.Foo())"
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|                    ~{8}$
### a condition is underlined without its statement
$n = $null
if ($n.Foo() -eq 2) { 1 }
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|      ~{14}$
### the value of a table stands for itself
$n = $null
$t = @{ a = 1 + $n.Foo(); b = 2 }
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|              ~{12}$
### what return gives is underlined without return
return [int]'xyz' + 1
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|         ~{14}$
### an unknown type alone is underlined
$x = 'abc' -as [Missing]
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|                 ~{9}$
     \| Unable to find type \[Missing\].
### so is the type of a conversion
$x = 1 + [ Missing ]'2'
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|           ~{11}$
### and a variable that is not set in strict mode
Set-StrictMode -Version 1
$x = 1 + $missing
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|           ~{8}$
     \| The variable '\$missing' cannot be retrieved because it has not been set.
### the first line of a statement of several lines is underlined
$n = $null
$x = 1 +
  $n.Foo()
--- args -NoProfile -NonInteractive -File {file}
--- stderr
InvalidOperation: .*case.ps1:2
   2 \|  \$x = 1 \+
     \|  ~{8}$
### the place in the error record
try { $x = 1 + [int]'a' } catch { $_.InvocationInfo.OffsetInLine, $_.InvocationInfo.PositionMessage }
--- stdout
7
At line:1 char:7
+ try { $x = 1 + [int]'a' } catch { $_.InvocationInfo.OffsetInLine, $_. ...
+       ~~~~~~~~~~~~~~~~~
### a null key alone is underlined
$k = $null
$t = @{ $k = 1 }
--- args -NoProfile -NonInteractive -File {file}
--- stderr
     \|          ~~$
     \| A null key is not allowed in a hash literal.
### an error after the trap's break is the host's to show
function break_example {
    trap {
        'Error trapped'
        break
    }
    1/$null
    'Function completed.'
}

break_example
'not reached'
--- args -NoProfile -NonInteractive -File {file}
--- stdout
Error trapped
--- stderr
ParentContainsErrorRecordException: 
   6 \|      1/\$null
     \|      ~{7}$
     \| Attempted to divide by zero.
--- exit 1
### in the list of errors it is what it was
function f { trap { break } 1/$null }
try { f } catch { $_.CategoryInfo.Reason }
--- stdout
RuntimeException
