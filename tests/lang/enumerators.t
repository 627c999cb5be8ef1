Loops and functions whose enumerator can be moved: $foreach, $switch, $input.
Source: about_Automatic_Variables
### $foreach.Current is the item of the turn
foreach ($n in 'one', 'two') { "$n $($foreach.Current)" }
--- stdout
one one
two two
### $foreach.MoveNext() skips an item, the variable stays
foreach ($n in 'one', 'two', 'three') {
    if ($foreach.Current -eq 'two') {
        [void]$foreach.MoveNext()
        "$n $($foreach.Current)"
    }
}
--- stdout
two three
### $foreach.Reset() starts over
$stop = 0
foreach ($n in 'a', 'b') {
    "$stop $n"
    if ($n -eq 'b' -and $stop -lt 1) { $foreach.Reset(); $stop++ }
}
--- stdout
0 a
0 b
1 a
1 b
### pairs of items
foreach ($k in 1..4) { $a = $k; [void]$foreach.MoveNext(); "$a-$($foreach.Current)" }
--- stdout
1-2
3-4
### the outer loop's enumerator is back after an inner loop
foreach ($i in 1, 2) { foreach ($j in 8) { $foreach.Current }; $foreach.Current }
--- stdout
8
1
8
2
### outside a loop there is none
foreach ($i in 1) { $null = $foreach }
$null -eq $foreach
--- stdout
True
### a script block called from the loop moves it
foreach ($i in 1..4) { & { [void]$foreach.MoveNext() }; "$i" }
--- stdout
1
3
### $switch.MoveNext() takes the next value
switch ('file', 'x.txt', 'flag') {
    'file' { [void]$switch.MoveNext(); "file: $($switch.Current)" }
    default { "other: $_" }
}
--- stdout
file: x.txt
other: flag
### assigning $_ in a switch changes what later clauses look at
switch ('Alice', 'Charlie') {
    Alice { "$_ first"; $PSItem = 'Bob' }
    Bob { "$_ second"; break }
    Charlie { "$_ third" }
}
--- source about_PSItem, about_Switch
--- stdout
Alice first
Bob second
### $input is spent once it was read
function All { "All: $input"; "Again: $input"; $input.Reset(); "After: $input" }
'one', 'two' | All
--- stdout
All: one two
Again: 
After: one two
### $input moves by hand
function All { [void]$input.MoveNext(); $input.Current; "rest: $input" }
1, 2, 3 | All
--- stdout
1
rest: 2 3
### $input in a process block holds the object of the turn
function P { process { "In: $input"; "Again: $input"; $input.Reset(); "Reset: $input" } }
'a', 'b' | P
--- stdout
In: a
Again: 
Reset: a
In: b
Again: 
Reset: b
### with a process block nothing is left in the end block
function G { process { "P: $_" } end { "End: $input" } }
1, 2 | G
--- source about_Functions
--- stdout
P: 1
P: 2
End: 
### $input without a pipeline is empty
function F { @($input).Count }
F
1, 2, 3 | F
--- stdout
0
3
### $input goes on into a pipeline
function S { $input | Sort-Object -Descending }
1, 3, 2 | S
--- stdout
3
2
1
### an enumerator is an enumerator
function E { $input.GetType().Name }
1 | E
--- stdout
ArrayListEnumeratorSimple
### a saved enumerator gives its items once
$e = (1, 2, 3).GetEnumerator()
[void]$e.MoveNext()
@($e) -join ','
@($e).Count
--- source about_Automatic_Variables, .NET's IEnumerator
--- stdout
2,3
0
### @args hands names on
function Inner { param($Name, [switch]$Force) "$Name $Force" }
function Outer { Inner @args }
Outer -Name x -Force
Outer -Force:$false y
Outer -Name:z
--- source about_Splatting
--- stdout
x True
y False
z False
### op= does not look at outer scopes
$x = 1
& { $x += 1; $x }
& { $x = $x + 1; $x }
$x
--- source about_Assignment_Operators
--- stdout
1
2
1
### a list of a class is a list in a typed place
class Book { [string]$Title }
class Shelf { static [System.Collections.Generic.List[Book]]$Books
    static Init() { [Shelf]::Books = [System.Collections.Generic.List[Book]]::new() } }
[Shelf]::Init()
[Shelf]::Books.Add([Book]@{ Title = 'a' })
[System.Collections.Generic.List[Book]]$more = @([Book]@{ Title = 'b' })
$more.Add([Book]::new())
"$([Shelf]::Books.Count) $($more.Count)"
--- source about_Classes
--- stdout
1 2
### what $PSBoundParameters holds is shown as pairs
function T { param($a, $b) $PSBoundParameters }
T -a Power -b Shell
--- stdout

Key Value
\--- -----
a   Power
b   Shell

### what a generic dictionary holds is shown as pairs
$d = [System.Collections.Generic.Dictionary[string, int]]::new()
$d.Add('One', 1)
$d
--- stdout

Key Value
\--- -----
One     1

--- source about_Object_Creation
### records of other streams look as on their stream when merged into output
Write-Warning careful 3>&1 | Out-Host
Write-Verbose details -Verbose 4>&1
(Write-Debug deep -Debug 5>&1) -is [System.Management.Automation.DebugRecord]
Write-Warning text 3>&1 | Out-String -Stream
--- source about_Redirection, about_Output_Streams
--- stdout
WARNING: careful
VERBOSE: details
True
text
