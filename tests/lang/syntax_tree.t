Source: docs: System.Management.Automation.Language (Parser, Ast.Find, Ast.FindAll, Ast.Parent and the classes of the tree); PowerShell's parser and its published parsing tests
### functions of a text
$ast = [System.Management.Automation.Language.Parser]::ParseInput('function a {} function b($x) { function c {} }', [ref]$null, [ref]$null)
$ast.FindAll({ $args[0] -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $true).Name -join ' '
$ast.FindAll({ $args[0] -is [System.Management.Automation.Language.FunctionDefinitionAst] }, $false).Name -join ' '
--- stdout
a b c
a b
### the order of a search is that of the tree
$ast = { if ($a) { b } }.Ast
$ast.FindAll({ $true }, $true).ForEach({ $_.GetType().Name -replace 'Ast$' }) -join ' '
--- stdout
ScriptBlock NamedBlock IfStatement Pipeline CommandExpression VariableExpression StatementBlock Pipeline Command StringConstantExpression
### Find gives the first or nothing
$ast = { 1; 2 }.Ast
$ast.Find({ $args[0] -is [System.Management.Automation.Language.ConstantExpressionAst] }, $true).Value
$null -eq $ast.Find({ $args[0].Extent.Text -eq 'x' }, $true)
--- stdout
1
True
### a node knows its parent
$c = { get-x -y 1 }.Ast.EndBlock.Statements[0].PipelineElements[0]
$c.Parent.GetType().Name
$c.Parent.Parent.GetType().Name
$null -eq { }.Ast.Parent
[System.Management.Automation.Language.Parser]::ParseInput('1', [ref]$null, [ref]$null).Parent -eq $null
--- stdout
PipelineAst
NamedBlockAst
False
True
### two ways to one node
$ast = { 1 }.Ast
$ast.EndBlock -eq $ast.EndBlock
$ast.EndBlock -eq $ast.EndBlock.Statements[0].Parent
$ast.EndBlock -eq $ast
--- stdout
True
True
False
### the parts of a command
$c = { & git -a:1 --x $y 2>&1 > f }.Ast.EndBlock.Statements[0].PipelineElements[0]
$c.GetCommandName()
"$($c.InvocationOperator)"
$c.CommandElements.ForEach({ $_.GetType().Name }) -join ' '
$c.CommandElements[1].ParameterName
$c.CommandElements[1].Argument.Value
$c.Redirections.ForEach({ $_.GetType().Name }) -join ' '
"$($c.Redirections[0].FromStream) $($c.Redirections[0].ToStream)"
$c.Redirections[1].Append
--- stdout
git
Ampersand
StringConstantExpressionAst CommandParameterAst StringConstantExpressionAst VariableExpressionAst
a
1
MergingRedirectionAst FileRedirectionAst
Error Output
False
### an assignment's right side is the expression, or the pipeline
$s = { $a += 1; $b = dir }.Ast.EndBlock.Statements
"$($s[0].Operator) $($s[0].Left.VariablePath.UserPath) $($s[0].Right.GetType().Name)"
$s[1].Right.GetType().Name
--- stdout
PlusEquals a CommandExpressionAst
PipelineAst
### operators have the kinds of their tokens
$kinds = { 1 -eq 2; 1 -ceq 2; 1 + 2; 1..2; 1 -as 2; 1 -split 2; $a ?? $b; 1 -band 2; 'a' -f 1 }.Ast.EndBlock.Statements.ForEach({ $_.PipelineElements[0].Expression.Operator })
$kinds -join ' '
--- stdout
Ieq Ceq Plus DotDot As Isplit QuestionQuestion Band Format
### unary operators
({ !$a; -not $a; $a++; --$a; -bnot 1 }.Ast.EndBlock.Statements.ForEach({ $_.PipelineElements[0].Expression.TokenKind })) -join ' '
--- stdout
Exclaim Not PostfixPlusPlus MinusMinus Bnot
### a chain leans to the left
$c = { a && b || c }.Ast.EndBlock.Statements[0]
"$($c.Operator): $($c.LhsPipelineChain.Extent.Text) | $($c.RhsPipeline.Extent.Text)"
"$($c.LhsPipelineChain.Operator)"
--- stdout
OrOr: a && b | c
AndAnd
### parameters of a signature and of a param block
$f = { function f([int]$a = 1, [Parameter(Mandatory, Position = 2)][string]$b) {} }.Ast.EndBlock.Statements[0]
$f.Parameters.Name.VariablePath.UserPath -join ' '
$f.Parameters[0].StaticType.FullName
$f.Parameters[0].DefaultValue.Value
$f.Parameters[1].Attributes[0].NamedArguments.ForEach({ "$($_.ArgumentName) $($_.ExpressionOmitted)" }) -join ', '
$f.Parameters[1].Attributes[1].TypeName.Name
$null -eq $f.Body.ParamBlock
{ param($x) }.Ast.ParamBlock.Parameters[0].Name.Extent.Text
--- stdout
a b
System.Int32
1
Mandatory True, Position False
string
True
$x
### clauses are pairs
$i = { if ($a) { 1 } elseif ($b) { 2 } else { 3 } }.Ast.EndBlock.Statements[0]
$i.Clauses.Count
$i.Clauses[1].Item1.Extent.Text
$i.Clauses[1].Item2.Extent.Text
$i.ElseClause.Extent.Text
--- stdout
2
$b
{ 2 }
{ 3 }
### a hashtable's pairs
$h = { @{ a = 1; 'b c' = 2, 3 } }.Ast.EndBlock.Statements[0].PipelineElements[0].Expression
$h.KeyValuePairs.Count
$h.KeyValuePairs[1].Item1.Value
$h.KeyValuePairs[1].Item2.Extent.Text
--- stdout
2
b c
2, 3
### loops
$s = { :o for ($i = 0; $i -lt 3; $i++) { } foreach ($x in $y) { } while (1) { } do { } until (1) }.Ast.EndBlock.Statements
$s.ForEach({ $_.GetType().Name }) -join ' '
"$($s[0].Label) $($s[0].Initializer) $($s[0].Condition) $($s[0].Iterator)"
"$($s[1].Variable) $($s[1].Condition)"
$s[0] -is [System.Management.Automation.Language.LoopStatementAst]
--- stdout
ForStatementAst ForEachStatementAst WhileStatementAst DoUntilStatementAst
o $i = 0 $i -lt 3 $i++
$x $y
True
### switch
$s = { switch -Regex -CaseSensitive ($a) { 'x' { 1 } default { 2 } } }.Ast.EndBlock.Statements[0]
"$($s.Flags)"
$s.Clauses[0].Item1.Value
$s.Default.Extent.Text
--- stdout
Regex, CaseSensitive
x
{ 2 }
### try
$t = { try { 1 } catch [System.IO.IOException], [int] { 2 } catch { 3 } finally { 4 } }.Ast.EndBlock.Statements[0]
$t.CatchClauses.Count
$t.CatchClauses[0].CatchTypes.TypeName.FullName -join ' '
$t.CatchClauses.IsCatchAll -join ' '
$t.Finally.Extent.Text
--- stdout
2
System.IO.IOException int
False True
{ 4 }
### classes
$c = [System.Management.Automation.Language.Parser]::ParseInput('class A : B { [int] $x = 1; static [string] M($p) { return "" } A() {} } enum E { P = 1; Q }', [ref]$null, [ref]$null).EndBlock.Statements
"$($c[0].Name) $($c[0].IsClass) $($c[0].BaseTypes[0].TypeName.Name)"
$c[0].Members.ForEach({ $_.GetType().Name + ':' + $_.Name }) -join ' '
"$($c[0].Members[1].IsStatic) $($c[0].Members[1].ReturnType) $($c[0].Members[1].Parameters[0].Name)"
$c[0].Members[2].IsConstructor
"$($c[1].IsEnum) $($c[1].Members.Name -join ' ')"
--- stdout
A True B
PropertyMemberAst:x FunctionMemberAst:M FunctionMemberAst:A
True [string] $p
True
True P Q
### strings and what they hold
$e = { 'a'; "b"; "c $d $(1)"; e }.Ast.EndBlock.Statements.ForEach({ $x = $_.PipelineElements[0]; if ($x.Expression) { $x.Expression } else { $x.CommandElements[0] } })
$e.StringConstantType -join ' '
$e[2].NestedExpressions.ForEach({ $_.GetType().Name }) -join ' '
$e[2].Value
--- stdout
SingleQuoted DoubleQuoted DoubleQuoted BareWord
VariableExpressionAst SubExpressionAst
c $d $(1)
### members and calls
$e = { [int]::MaxValue; $a.b(1, 2); ${c}?.d; $f[0] }.Ast.EndBlock.Statements.ForEach({ $_.PipelineElements[0].Expression })
$e.ForEach({ $_.GetType().Name }) -join ' '
"$($e[0].Static) $($e[0].Expression.TypeName.FullName) $($e[0].Member.Value)"
"$($e[1].Arguments.Count) $($e[1].Expression)"
$e[2].NullConditional
"$($e[3].Target) $($e[3].Index)"
--- stdout
MemberExpressionAst InvokeMemberExpressionAst MemberExpressionAst IndexExpressionAst
True int MaxValue
2 $a
True
$f 0
### paths of variables
$v = { $a; $global:b; $env:c; $script:d }.Ast.EndBlock.Statements.ForEach({ $_.PipelineElements[0].Expression.VariablePath })
$v.UserPath -join ' '
$v.IsGlobal -join ' '
"$($v[2].DriveName) $($v[2].IsDriveQualified) $($v[2].IsVariable)"
$v[3].IsScript
--- stdout
a global:b env:c script:d
False True False False
env True False
True
### $using: is an expression of its own
$u = { $using:x }.Ast.EndBlock.Statements[0].PipelineElements[0].Expression
$u.GetType().Name
$u.SubExpression.VariablePath.UserPath
--- stdout
UsingExpressionAst
x
### names of types
$t = { [System.Collections.Generic.List[int]]; [string[]] }.Ast.EndBlock.Statements.ForEach({ $_.PipelineElements[0].Expression.TypeName })
$t.ForEach({ $_.GetType().Name }) -join ' '
$t[0].FullName
$t[0].GenericArguments[0].Name
$t[1].GetReflectionType().FullName
--- stdout
GenericTypeName ArrayTypeName
System.Collections.Generic.List[int]
int
System.String[]
### using statements and requirements
$a = [System.Management.Automation.Language.Parser]::ParseInput("#requires -Version 5.1 -Modules Foo`nusing namespace System.IO`n1", [ref]$null, [ref]$null)
"$($a.UsingStatements[0].UsingStatementKind) $($a.UsingStatements[0].Name)"
"$($a.ScriptRequirements.RequiredPSVersion)"
--- stdout
Namespace System.IO
5.1
### a statement that ends too early
$e = $null
$a = [System.Management.Automation.Language.Parser]::ParseInput('while ($x', [ref]$null, [ref]$e)
$s = $a.EndBlock.Statements[0]
$s.GetType().Name
$s.Extent.Text
$s.NestedAst.Extent.Text
$e[0].ErrorId
--- stdout
ErrorStatementAst
while ($x
$x
MissingEndParenthesisAfterStatement
### a try without its handler
$s = [System.Management.Automation.Language.Parser]::ParseInput('try { 1 } catch [int]', [ref]$null, [ref]$null).EndBlock.Statements[0]
$s.NestedAst.ForEach({ $_.GetType().Name }) -join ' '
--- stdout
StatementBlockAst TypeConstraintAst
### a switch that ends too early keeps its flags
$s = [System.Management.Automation.Language.Parser]::ParseInput('switch -file a', [ref]$null, [ref]$null).EndBlock.Statements[0]
$s.Flags.ContainsKey('FILE')
$s.Flags['file'].Item2.Extent.Text
"$($s.Kind.Kind)"
--- stdout
True
a
Switch
### a function without its body
$s = [System.Management.Automation.Language.Parser]::ParseInput('function f($a = 1)', [ref]$null, [ref]$null).EndBlock.Statements[0]
$s.GetType().Name
$s.NestedAst.Extent.Text
--- stdout
ErrorStatementAst
$a = 1
