Source: docs: System.Management.Automation.ScriptBlock.Ast, Ast.Extent, IScriptExtent; about_Script_Blocks
### a script block knows its text and place
$s = { 'x' + 1 }
$s.Ast.Extent.Text
"$($s.Ast)"
$s.Ast.Extent.StartLineNumber
$s.Ast.GetType().Name
--- stdout
{ 'x' + 1 }
{ 'x' + 1 }
1
ScriptBlockAst
### that of a function is its definition
function foo($a) { "in $a" }
${function:foo}.Ast.Extent.Text
--- stdout
function foo($a) { "in $a" }
### one made from text
[scriptblock]::Create('1 + 1').Ast.Extent.Text
--- stdout
1 + 1
