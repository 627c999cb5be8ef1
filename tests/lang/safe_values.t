The value of an expression of constants, and help that stands in a script block.
Source: Ast.SafeGetValue(); Language/Parser/Ast.Tests.ps1; about_Comment_Based_Help, ScriptHelp.Tests.ps1

### A hashtable
$ast = { @{ one = 1; two = 'x', $true, $null } }.Ast.Find({ $args[0] -is [System.Management.Automation.Language.HashtableAst] }, $true)
$v = $ast.SafeGetValue()
$v.GetType().Name
$v.one
$v.two.Count
--- stdout
Hashtable
1
3
### A list
$ast = { @( 1, 2, 3, 4 ) }.Ast.Find({ $args[0] -is [System.Management.Automation.Language.ArrayLiteralAst] }, $true)
$v = $ast.SafeGetValue()
$v.GetType().Name
$v -join '+'
--- stdout
Object[]
1+2+3+4
### What is no constant
$ast = { $a }.Ast.Find({ $args[0] -is [System.Management.Automation.Language.VariableExpressionAst] }, $true)
try { $ast.SafeGetValue() } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
try { { 1 }.Ast.SafeGetValue() } catch { $_.FullyQualifiedErrorId }
--- stdout
InvalidOperationException
Cannot generate a PowerShell object for a ScriptBlock evaluating dynamic expressions. Dynamic expression: $a.
InvalidOperationException
### Help of a function that an item was set to
Set-Item function:f {
    # .SYNOPSIS
    #    Of little use.
    # .ROLE
    #    CrazyUser

    process { }
}
(Get-Help f).Synopsis
(Get-Help f).Role
--- stdout
Of little use.
CrazyUser
### -? of a function with such help
function f()
{
#
# .Synopsis
#   What f does.
#
}
function g { "got $args" }
(f -?).Synopsis
g -?
--- stdout
What f does.
got -?
