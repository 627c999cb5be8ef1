What the parser says of texts that are not programs.
Source: published tests of the parser (Language/Parser/Parsing), ParserStrings.resx

### ids and columns through Parser.ParseInput
foreach ($text in 'for', 'for(;;', 'foreach ($a', 'do {}', 'do {} while (1', 'trap', 'begin',
         'clean', 'data foo', 'try {}', 'try {} catch {} catch', 'switch (', 'switch ("abc")  {',
         'function foo(', 'class foo {', '@{ a=1;', '|gps', 'gps|', '1|1', 'gcm -a:', 'gcm ,', '1+') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$text : $($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartScriptPosition.ColumnNumber)"
}
--- stdout
for : 1 MissingOpenParenthesisAfterKeyword 4
for(;; : 1 MissingEndParenthesisAfterStatement 7
foreach ($a : 1 MissingInInForeach 12
do {} : 1 MissingWhileOrUntilInDoWhile 6
do {} while (1 : 1 MissingEndParenthesisAfterStatement 15
trap : 1 MissingTrapStatement 5
begin : 1 MissingNamedStatementBlock 6
clean : 1 MissingNamedStatementBlock 6
data foo : 1 MissingStatementBlockForDataSection 9
try {} : 1 MissingCatchOrFinally 7
try {} catch {} catch : 1 MissingCatchHandlerBlock 22
switch ( : 1 PipelineValueRequired 9
switch ("abc")  { : 1 MissingSwitchConditionExpression 18
function foo( : 1 MissingEndParenthesisInFunctionParameterList 14
class foo { : 1 MissingEndCurlyBrace 12
@{ a=1; : 1 MissingEndCurlyBrace 3
|gps : 1 EmptyPipeElement 1
gps| : 1 EmptyPipeElement 5
1|1 : 1 ExpressionsMustBeFirstInPipeline 3
gcm -a: : 1 ParameterRequiresArgument 8
gcm , : 1 MissingArgument 5
1+ : 1 ExpectedValueExpression 3
### control may not leave finally
foreach ($text in 'try {} finally { return }', 'try {} finally { break }', 'try {} finally { foreach ($i in 1) { break } }',
         'try {} finally { & { return } }') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors | ForEach-Object ErrorId)"
}
--- stdout
1 ControlLeavingFinally
1 ControlLeavingFinally
0 
0 
### what cannot be assigned to
foreach ($text in '$a,$b += 1,2', '1 ??= 1', '[int] ??= 1', '${x}?.name = 1', '${x}?[0] = 1') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    $errors.ErrorId
}
--- stdout
InvalidLeftHandSide
InvalidLeftHandSide
InvalidLeftHandSide
InvalidLeftHandSide
InvalidLeftHandSide
### escapes of Unicode
foreach ($text in '"`u{}"', '"`u{219z}"', '"`u{1234567}"', '"`u{110000}"', '"`u2195}"') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.ErrorId) $($errors.Extent.StartOffset)"
}
--- stdout
InvalidUnicodeEscapeSequence 1
InvalidUnicodeEscapeSequence 7
TooManyDigitsInUnicodeEscapeSequence 10
InvalidUnicodeEscapeSequenceValue 4
InvalidUnicodeEscapeSequence 1
### an extent in full
$errors = $null
$null = [System.Management.Automation.Language.Parser]::ParseInput("'a'`n  1 +* 2", [ref]$null, [ref]$errors)
$x = $errors[0].Extent
"$($x.StartLineNumber) $($x.StartColumnNumber) $($x.StartOffset) $($x.File)|"
$x.StartScriptPosition.Line
$errors[0].IncompleteInput
$errors[0].ToString()
--- stdout
2 6 9 |
  1 +* 2
False
At line:2 char:6
+   1 +* 2
+      ~
You must provide a value expression following the '+' operator.
### tokens of a text
$tokens = $null
$ast = [System.Management.Automation.Language.Parser]::ParseInput('if ($a -eq "x") { foo -bar 1 } # end', [ref]$tokens, [ref]$null)
$tokens | ForEach-Object { "$($_.Kind)=$($_.Text)" }
$ast.Extent.Text.Length
--- stdout
If=if
LParen=(
Variable=$a
Ieq=-eq
StringExpandable="x"
RParen=)
LCurly={
Identifier=foo
Parameter=-bar
Number=1
RCurly=}
Comment=# end
EndOfInput=
36
### a parse exception says where and carries its errors
try { Invoke-Expression '@{a=1;a=2}' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)"; $_.Exception.Errors.Count; $_.Exception.Errors[0].ErrorId }
--- stdout
At line:1 char:7
+ @{a=1;a=2}
+       ~
Duplicate keys 'a' are not allowed in hash literals.
DuplicateKeyInHashLiteral,Microsoft.PowerShell.Commands.InvokeExpressionCommand
ParserError
1
DuplicateKeyInHashLiteral
### ScriptBlock.Create wraps it
try { [scriptblock]::Create('1 +') } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().FullName }
--- stdout
ParseException
System.Management.Automation.ParseException
### ParseFile
Set-Content bad.ps1 'if (1) {'
$errors = $null
$null = [System.Management.Automation.Language.Parser]::ParseFile("$pwd/bad.ps1", [ref]$null, [ref]$errors)
$errors.ErrorId; Split-Path -Leaf $errors.Extent.File
--- stdout
MissingEndCurlyBrace
bad.ps1
### redirections without a command open nothing
& { > nothing }
if (1) { > nothing }; 7
Test-Path nothing
--- stdout
7
False
### after errors in a data section
foreach ($text in 'data { & }', '& > x', '1 | > x', '> x; 5', 'data { > x }') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$text : $($errors.Count) $($errors.ErrorId) $($errors.Extent.StartScriptPosition.ColumnNumber)"
}
--- stdout
data { & } : 1 MissingExpression 8
& > x : 1 MissingExpression 1
1 | > x : 1 EmptyPipeElement 4
> x; 5 : 1 UnexpectedToken 4
data { > x } : 0  
