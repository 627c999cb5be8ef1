Source: about_Functions_CmdletBindingAttribute, about_Parameters, about_Classes (conversion of hashtables), about_Preference_Variables ($OFS), about_Redirection, about_Functions_Advanced_Parameters (switch parameters)
### a function's Alias attribute names it too
function Get-Foo { [CmdletBinding()][Alias('gfoo', 'foo2')]param($Name) "n=$Name" }
gfoo 5
foo2 -Name 6
(Get-Alias gfoo).Definition
--- stdout
n=5
n=6
Get-Foo
### an alias of a function ends with its scope
& { function Get-Bar { [Alias('gbar')]param() 'bar' }; gbar }
Get-Alias gbar -ErrorAction SilentlyContinue
$?
--- stdout
bar
False
### a switch is a SwitchParameter
function f([switch]$a) { $a.GetType().Name; $a -is [switch]; $a -is [bool]; $a -eq $true; $a.IsPresent; "$a" }
f -a
f
--- stdout
SwitchParameter
True
False
True
True
True
SwitchParameter
True
False
False
False
False
### a switch passed on to a boolean
function g([bool]$b) { $b.GetType().Name }
function hand([switch]$s) { g $s; g ($s -and $true) }
hand -s
--- stdout
Boolean
Boolean
### members of SwitchParameter
[switch]::Present.IsPresent
([switch]$false).ToBool()
[switch]$true | ConvertTo-Json -Compress
--- source docs: System.Management.Automation.SwitchParameter
--- stdout
True
False
{"IsPresent":true}
### a hashtable sets the properties of a class that has other constructors
class A { [int]$x = 1; A() {} A([int]$x) { $this.x = $x } }
([A]@{ x = 5 }).x
([A]7).x
--- stdout
5
7
### a constructor for the hashtable itself comes first
class B { [string]$How; B() { $this.How = 'plain' } B([hashtable]$h) { $this.How = "hash $($h.Count)" } }
([B]@{ How = 'x' }).How
--- stdout
hash 1
### casts to string join with $OFS
$OFS = ','
[string](1, 2)
[string]$s = 3, 4
$s
--- stdout
1,2
3,4
### silent information still goes where the stream is redirected to
& { Write-Information one } 6>&1
$all = & { Write-Information two; 'out' } *>&1
$all.Count
Write-Information shown-nowhere
--- source Write-Information and about_Redirection
--- stdout
one
2
### ignored information goes nowhere
& { Write-Information one -InformationAction Ignore } 6>&1
'end'
--- stdout
end
