What is said of a text that cannot be read: the error's id and the offset where it begins.
Source: published parser tests (Parsing, MethodInvocation, UsingNamespace, enums); about_Using, about_Special_Characters, about_Variables, about_Operators

### unicode escapes that are cut off
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId):$($_.Extent.StartOffset)" }) -join ' ' }
ids '"`u{'
ids '"`u{1'
ids '"`u{123456'
ids '"`u{1234567'
ids '"`u{}"'
ids '"`u{12345z}"'
ids '"`u{110000}"'
ids '"`u2195}"'
"`u{263A}`u{1F600}"
--- stdout
InvalidUnicodeEscapeSequence:4 TerminatorExpectedAtEndOfString:0
InvalidUnicodeEscapeSequence:5 TerminatorExpectedAtEndOfString:0
MissingUnicodeEscapeSequenceTerminator:10 TerminatorExpectedAtEndOfString:0
TooManyDigitsInUnicodeEscapeSequence:10 TerminatorExpectedAtEndOfString:0
InvalidUnicodeEscapeSequence:1
InvalidUnicodeEscapeSequence:9
InvalidUnicodeEscapeSequenceValue:4
InvalidUnicodeEscapeSequence:1
☺😀
### using with an alias, which nothing supports
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId):$($_.Extent.StartOffset)" }) -join ' ' }
ids "using namespace x =`n"
ids "using namespace x = ;"
ids "using namespace x = ,"
ids "using namespace x = &"
ids "using namespace Foo = System"
ids "using type a"
--- stdout
MissingNamespaceAlias:19
MissingNamespaceAlias:19
UnexpectedUnaryOperator:20
InvalidValueForUsingItemName:20 MissingExpression:20
UsingStatementNotSupported:0
MissingEqualsInUsingAlias:12
### using with what is no namespace
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId):$($_.Extent.StartOffset)" }) -join ' ' }
ids "using namespace ''"
ids "using namespace [System]"
ids "using namespace ',System'"
ids "using namespace ']System'"
ids "using namespace System.Collections.Generic; 1"
ids "1; using namespace System"
--- stdout
InvalidNamespaceValue:16
InvalidNamespaceValue:16
InvalidNamespaceValue:16
InvalidNamespaceValue:16

UsingMustBeAtStartOfScript:3
### using without a name
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId)" }) -join ' ' }
ids 'using module ,Foo'
ids 'using module '
ids 'using module'
ids 'using module; $testvar=1'
ids 'using module )'
ids 'using module 123'
ids 'using'
--- stdout
MissingUsingItemName
MissingUsingItemName
MissingUsingItemName
MissingUsingItemName
InvalidValueForUsingItemName
InvalidValueForUsingItemName
MissingUsingStatementDirective
### more than 32 dimensions
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId):$($_.Extent.StartOffset)-$($_.Extent.EndOffset)" }) -join ' ' }
$c = ',' * 32
ids "[int[$c"
ids "[int[$c]"
ids "[int[$c]]"
[int[,,]].Name
--- stdout
ArrayHasTooManyDimensions:5-37 EndSquareBracketExpectedAtEndOfAttribute:37-37
ArrayHasTooManyDimensions:5-37 EndSquareBracketExpectedAtEndOfAttribute:38-38
ArrayHasTooManyDimensions:5-37
Int32[,,]
### generic method calls that are not whole
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { $_.ErrorId }) -join ' ' }
ids '$object.Method[incompl'
ids '[type]::Member[incompl'
ids '$object.Method[Type1[Type2'
ids '$object.Method[type,]()'
ids '$object.Method[]()'
ids '$object.Method[,]()'
ids '$object.Method[,type]()'
ids '$object.Method[type()'
ids '$object.Method[type)'
ids '$object.Method[[type]]()'
ids '$object.Property[type]'
ids '$object.Method[type, int[]]($a)'
--- stdout
EndSquareBracketExpectedAtEndOfType
EndSquareBracketExpectedAtEndOfType
EndSquareBracketExpectedAtEndOfAttribute EndSquareBracketExpectedAtEndOfType
MissingTypename
MissingArrayIndexExpression UnexpectedToken ExpectedExpression
MissingExpressionAfterOperator UnexpectedToken ExpectedExpression
MissingExpressionAfterOperator UnexpectedToken ExpectedExpression
EndSquareBracketExpectedAtEndOfType UnexpectedToken ExpectedExpression
EndSquareBracketExpectedAtEndOfType UnexpectedToken
UnexpectedToken ExpectedExpression
MissingArrayIndexExpression UnexpectedToken

### a type has no elements, so ?[ behind one is a ternary
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId):$($_.Extent.StartOffset)" }) -join ' ' }
ids '[datetime]?[0]'
ids '${x} ?[1]'
ids '${x}?[1]'
--- stdout
MissingTypename:12 ExpectedValueExpression:11 UnexpectedToken:11
MissingTypename:7 ExpectedValueExpression:6 UnexpectedToken:6

### names of variables that are not whole
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId):$($_.Extent.StartOffset)" }) -join ' ' }
ids 'class foo { $private: }'
ids 'class foo { [int]$global: }'
ids '"$x: y"'
ids '"${x}: y"'
ids '"${x:}"'
--- stdout
InvalidVariableReference:12
InvalidVariableReference:17
InvalidVariableReferenceWithDrive:1

InvalidBracedVariableReference:1
### a variable's name takes every single colon
$variable:a:b = 5, 6
$variable:a:b
"[$env:HOME:/x]"
"[${env:HOME}:/x]"
--- stdout regex
5
6
\[/x\]
\[/.*:/x\]
### a number that touches ? or : begins a command's name
function 2?3:4 { 'called' }
2?3:4
1 ? 2:3
0 ? 2:3
1 + 1?2:3
$t = $null
$null = [Management.Automation.Language.Parser]::ParseInput('1?', [ref]$t, [ref]$null)
$t[0].Kind
--- stdout
called
2
3
2
Generic
### attributes in front of a type alone
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { "$($_.ErrorId):$($_.Extent.StartOffset)" }) -join ' ' }
ids '[a()][b]'
ids 'gcm -a: 1,'
ids 'data -s ) {}'
ids 'enum foo { x ='
--- stdout
UnexpectedAttribute:0
MissingExpression:10
MissingValueForSupportedCommandInDataSectionStatement:7 UnexpectedToken:8
ExpectedValueExpression:14 MissingEndCurlyBrace:10
### the point behind whole digits belongs to the number
function ids($s) { $e = $null; $null = [Management.Automation.Language.Parser]::ParseInput($s, [ref]$null, [ref]$e); ($e | % { $_.ErrorId }) -join ' ' }
ids '2.GetType()'
ids '$x = 2.ToString()'
ids '(2).GetType()'
2.5.GetType().Name
2L.GetType().Name
1..3 -join ','
2.
--- stdout
ExpectedExpression
ExpectedExpression

Double
Int64
1,2,3
2
