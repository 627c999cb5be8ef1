What Data sections and restricted scripts may hold, and texts that end too early.
Source: about_Data_Sections, PowerShell's published tests of internationalization, of CheckRestrictedLanguage and of the parser
### commands in a Data section must be allowed
foreach ($text in 'data d { @{ x = $(Get-Command) } }', 'data d { if ($(Get-Command)) {} }', 'data d { @(Get-Command) }') {
    try { Invoke-Expression $text } catch { $_.FullyQualifiedErrorId }
}
--- stdout
CmdletNotInAllowedListForDataSection,Microsoft.PowerShell.Commands.InvokeExpressionCommand
CmdletNotInAllowedListForDataSection,Microsoft.PowerShell.Commands.InvokeExpressionCommand
CmdletNotInAllowedListForDataSection,Microsoft.PowerShell.Commands.InvokeExpressionCommand
### a supported command is allowed
data d -SupportedCommand Write-Output { Write-Output 'made' }
$d
$texts = data { ConvertFrom-StringData "a=1`nb=2" }
$texts.b
--- stdout
made
2
--- source about_Data_Sections
### what a Data section may hold
$d = data {
    @{ Name = 'x'; Items = 1, 2, 3; Flag = $true; Sum = 1 + 2 }
}
$d.Sum
$d.Items.Count
data e { if ($null) { 'yes' } else { 'no' } }
$e
--- stdout
3
3
no
### what a Data section may not hold
$texts = @(
    'data d { $x = 1 }'
    'data d { "a $PSCulture" }'
    'data d { [math]::PI }'
    'data d { "a".ToUpper() }'
    'data d { $home }'
    'data d { foreach ($i in 1) { 1 } }'
    'data d { while ($true) { 1 } }'
    'data d { 1..3 }'
    'data d { { 1 } }'
    'data d { (1, 2)[0] }'
    'data d { return 1 }'
    'data d { function f { } }'
)
foreach ($text in $texts) {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    $errors[0].ErrorId
}
--- stdout
AssignmentStatementNotSupportedInDataSection
ExpandableStringNotSupportedInDataSection
PropertyReferenceNotSupportedInDataSection
MethodCallNotSupportedInDataSection
VariableReferenceNotSupportedInDataSection
ForeachStatementNotSupportedInDataSection
ForWhileStatementNotSupportedInDataSection
OperatorNotSupportedInDataSection
ScriptBlockNotSupportedInDataSection
ArrayReferenceNotSupportedInDataSection
FlowControlStatementNotSupportedInDataSection
FunctionDeclarationNotSupportedInDataSection
### CheckRestrictedLanguage: variables
{ 2 + 2 }.CheckRestrictedLanguage($null, $null, $false)
{ $PSCulture, $PSUICulture, $true, $false, $null }.CheckRestrictedLanguage($null, $null, $false)
{ $a + $b }.CheckRestrictedLanguage($null, [string[]]('a', 'b'), $false)
{ $anything + $env:foo }.CheckRestrictedLanguage($null, [string[]]'*', $false)
try { { 2 + $a }.CheckRestrictedLanguage($null, $null, $false) } catch { $_.FullyQualifiedErrorId }
try { { $a + $c }.CheckRestrictedLanguage($null, [string[]]'a', $false) } catch { $_.FullyQualifiedErrorId }
try { { $env:foo }.CheckRestrictedLanguage($null, $null, $false) } catch { $_.FullyQualifiedErrorId }
{ $env:foo }.CheckRestrictedLanguage($null, $null, $true)
--- stdout
ParseException
ParseException
ParseException
### CheckRestrictedLanguage: commands
{ Get-Process | Sort-Object }.CheckRestrictedLanguage([string[]]('Get-Process', 'Sort-Object'), $null, $false)
try { { Get-Date }.CheckRestrictedLanguage($null, $null, $false) } catch { $_.Exception.InnerException.Message }
--- stdout
The command 'Get-Date' is not allowed in restricted language mode or a Data section.
### a script that ends too early raises its own exception
try { [powershell]::Create().AddScript('(').Invoke() } catch { $_.FullyQualifiedErrorId }
try { [powershell]::Create().AddScript('1, 2,').Invoke() } catch { $_.FullyQualifiedErrorId }
try { [powershell]::Create().AddScript(')').Invoke() } catch { $_.FullyQualifiedErrorId }
--- stdout
IncompleteParseException
IncompleteParseException
ParseException
### comparisons that may fail
$r = 0
[System.Management.Automation.LanguagePrimitives]::TryCompare(1, '2', [ref]$r)
$r
[System.Management.Automation.LanguagePrimitives]::TryCompare('b', 'A', $true, [ref]$r)
$r
[System.Management.Automation.LanguagePrimitives]::TryCompare(1, [datetime]'2020-01-01', [ref]$r)
--- source PowerShell's published tests of LanguagePrimitives
--- stdout
True
-1
True
1
False
