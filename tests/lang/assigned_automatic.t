Automatic variables that scripts assign to: what was assigned is what they hold.
Source: about_Automatic_Variables ($args, $input: "Although these variables can be written to …"),
about_Assignment_Operators (assigning values to multiple variables)

### $args takes any value
function f { $args = 'x'; $args; $args.GetType().Name }
f 1 2
--- stdout
x
String
### $args in a multiple assignment
function f { $args, $b = 'a' -split 'a'; "[$args][$b]" }
f 1
--- stdout
[][]
### $args set to $null stays $null
function f { $args = $null; $null -eq $args }
f 1
--- stdout
True
### another call has its own $args
function f { $args, $b = 'p', 'q'; "$args $b" }
f 1
f 2
function g { "$args" }
g 3
--- stdout
p q
p q
3
### untouched $args is an array, also an empty one
function f { $args.Count; $args -is [array] }
f
--- stdout
0
True
### those of each block keep what the block assigns, and only there
& { $PSScriptRoot = 1; $PSScriptRoot }
& { $PSCommandPath = 2; $PSCommandPath; & { "[$PSCommandPath]" } }
& { $MyInvocation = 3; $MyInvocation }
& { $PSCmdlet = 4; $PSCmdlet }
& { $PSBoundParameters = 5; $PSBoundParameters }
& { $this = 6; & { $this } }
"[$PSScriptRoot][$PSCmdlet][$this]"
--- stdout
1
2
[]
3
4
5
6
[][][]
### their own type may stand before them
& { [object]$_ = 1; $_ }
& { [object[]]$args = 1; $args.GetType().Name }
& { [object]$input = 1; $input }
& { [string]$PSScriptRoot = 'abc'; $PSScriptRoot }
& { [System.Management.Automation.InvocationInfo]$MyInvocation = $MyInvocation; $MyInvocation.GetType().Name }
--- stdout
1
Object[]
1
abc
InvocationInfo
--- source the published test "Assign automatic variables" (LanguageAndParser.TestFollowup)
### another type may not
foreach ($text in '[datetime]$_ = 1', '[string]$input = 1', '[notexist]$PSScriptRoot = 1') {
    try { & ([scriptblock]::Create($text)) } catch { "$_" -replace '(?s).*(Cannot assign.*'').*', '$1' }
}
--- stdout
Cannot assign automatic variable '_' with type 'System.Object'
Cannot assign automatic variable 'input' with type 'System.Object'
Cannot assign automatic variable 'PSScriptRoot' with type 'System.String'
--- source the published test "Assign automatic variables"; ParserStrings
### the constant ones say so before their type is looked at
try { & { [datetime]$? = 1 } } catch { $_.FullyQualifiedErrorId }
try { & { $? = 1 } } catch { $_.FullyQualifiedErrorId }
--- stdout
VariableNotWritable
VariableNotWritable
--- source the published test "Assign readonly/constant variables"
