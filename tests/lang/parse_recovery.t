Errors after the first: an operand or index that is missing ends neither the expression nor the text.
Source: Parsing.Tests.ps1, MethodInvocation.Tests.ps1; Parser.cs

### an operator without its right side, and what stands there
function e($t) { $x = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$x); ($x | ForEach-Object { "$($_.ErrorId)@$($_.Extent.StartOffset)" }) -join ' ' }
e '$x ??Get-Thing'
e '[datetime]?::now'
e '$x ?.name'
--- stdout
ExpectedValueExpression@5 UnexpectedToken@5
ExpectedValueExpression@11 UnexpectedToken@11
ExpectedValueExpression@4 UnexpectedToken@4
### what is no left-hand side
function e($t) { $x = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$x); ($x | ForEach-Object { "$($_.ErrorId)@$($_.Extent.StartOffset)" }) -join ' ' }
e '$cricket ?= $soccer'
e '$??=$false'
--- stdout
ExpectedValueExpression@10 InvalidLeftHandSide@0
ExpectedValueExpression@3 InvalidLeftHandSide@0
### a ternary that lacks both
function e($t) { $x = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$x); ($x | ForEach-Object { "$($_.ErrorId)@$($_.Extent.StartOffset)" }) -join ' ' }
(e '$hello ??? $what') -replace '@\d+'
e '$true ? :'
(e '$true ?') -replace '@\d+'
(e '$true ? 3') -replace '@\d+'
--- stdout
ExpectedValueExpression MissingColonInTernaryExpression
ExpectedValueExpression@7 ExpectedValueExpression@9
ExpectedValueExpression
MissingColonInTernaryExpression
### an incomplete ternary is an error expression
function a($t) { [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$null).EndBlock.Statements[0].PipelineElements[0].Expression.GetType().Name }
a '$true ?'; a '$true ? 3'; a '$true ? 1 : 2'
--- stdout
ErrorExpressionAst
ErrorExpressionAst
TernaryExpressionAst
### an index that is missing
function e($t) { $x = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$x); $x.ErrorId -join ' ' }
e '$object.Method[]()'
e '$object.Method[,]()'
e '$object.Property[type]'
--- stdout
MissingArrayIndexExpression UnexpectedToken ExpectedExpression
MissingExpressionAfterOperator UnexpectedToken ExpectedExpression
MissingArrayIndexExpression UnexpectedToken
### a script with two mistakes tells both
Invoke-Expression "1 ]`n2 ]" -ErrorAction Ignore
--- stderr any
--- exit 1
### and both are listed
try { Invoke-Expression "1 ]`n2 ]" } catch { $_.Exception.Errors.Count }
--- stdout
2
### what comes after is still incomplete when the end is missing
function e($t) { $x = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$x); $x[0].IncompleteInput }
e '$a +'; e '$true ?'; e '$a['; e '$a ]'
--- stdout
True
True
True
False
### [ref] behind another type
function e($t) { $x = $null; $null = [System.Management.Automation.Language.Parser]::ParseInput($t, [ref]$null, [ref]$x); ($x | ForEach-Object { "$($_.ErrorId)@$($_.Extent.StartOffset)" }) -join ' ' }
e '[ref][ref]$x'; e '[int][ref]$x'; e '[int][ref]$x = 42'; "none: $(e '[ref]$x')$(e '[ref][int]$x')"
--- stdout
ReferenceNeedsToBeByItselfInTypeSequence@5
ReferenceNeedsToBeLastTypeInTypeConversion@5
ReferenceNeedsToBeByItselfInTypeConstraint@5
none: 
