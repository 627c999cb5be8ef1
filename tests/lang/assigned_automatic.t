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
