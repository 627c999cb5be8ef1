Source: YAML 1.2.2 (yaml.org/spec/1.2.2), core schema (10.3), merge key (yaml.org/type/merge.html)
### types of the core schema
"a: 1`nb: -2`nc: 0o17`nd: 0x1F`ne: 1.5`nf: 1e3`ng: .inf`nh: -.INF`ni: true`nj: FALSE`nk: null`nl: ~`nm:`nn: text" | ConvertFrom-Yaml | ForEach-Object { $_.PSObject.Properties } | ForEach-Object { "$($_.Name) $($_.Value) $(if ($null -ne $_.Value) { $_.Value.GetType().Name })" }
--- stdout
a 1 Int32
b -2 Int32
c 15 Int32
d 31 Int32
e 1.5 Double
f 1000 Double
g Infinity Double
h -Infinity Double
i True Boolean
j False Boolean
k  
l  
m  
n text String
### what YAML 1.1 took for booleans, numbers and dates is text
"a: yes`nb: off`nc: 017`nd: 2020-01-01`ne: 1_000" | ConvertFrom-Yaml | ForEach-Object { $_.a.GetType().Name; $_.b; $_.c; $_.d.GetType().Name; $_.e }
--- stdout
String
off
17
String
1_000
### large integers
"a: 3000000000`nb: 99999999999999999999" | ConvertFrom-Yaml | ForEach-Object { $_.a.GetType().Name; $_.b }
--- stdout
Int64
99999999999999999999
### quoted scalars are strings
"- '1'`n- ""true\t\u00e9""`n- 'it''s'" | ConvertFrom-Yaml
--- stdout
1
true	é
it's
### block scalars
$y = "a: |`n  l1`n   l2`nb: |-`n  x`nc: >`n  f1`n  f2`n`n  p2`nd: |+`n  k`n`n" | ConvertFrom-Yaml
$y | ConvertTo-Json
--- stdout
{
  "a": "l1\n l2\n",
  "b": "x",
  "c": "f1 f2\np2\n",
  "d": "k\n\n"
}
### flow and block collections
"a: {x: 1, y: [2, 3]}`nb:`n- p`n-`n  q: r" | ConvertFrom-Yaml | ConvertTo-Json -Compress
--- stdout
{"a":{"x":1,"y":[2,3]},"b":["p",{"q":"r"}]}
### lines of a file come as one text
'a:', '  b: 1' | Set-Content t.yaml
(Get-Content t.yaml | ConvertFrom-Yaml).a.b
--- stdout
1
### anchors, aliases and merge keys
"base: &b {x: 1, y: 2}`nmade:`n  <<: *b`n  y: 3`nsame: *b" | ConvertFrom-Yaml | ConvertTo-Json -Compress
"a: &a {x: 1}`nb: &b {x: 2, z: 3}`nc: {<<: [*a, *b]}" | ConvertFrom-Yaml | ForEach-Object c | ConvertTo-Json -Compress
--- stdout
{"base":{"x":1,"y":2},"made":{"y":3,"x":1},"same":{"x":1,"y":2}}
{"x":1,"z":3}
### several documents
"--- 1`n--- {a: 2}`n...`n---`n- 3" | ConvertFrom-Yaml -AllDocuments | ConvertTo-Json -Compress
"--- 1`n--- 2" | ConvertFrom-Yaml -WarningVariable w -WarningAction SilentlyContinue
"$w"
--- stdout
[1,{"a":2},3]
1
Only the first of 2 documents is read; -AllDocuments reads all.
### -AsHashtable keeps the order and tells case apart
$h = "b: 1`na: 2`nB: 3`n1: x" | ConvertFrom-Yaml -AsHashtable
$h.GetType().Name; $h.Keys -join ','
--- stdout
OrderedDictionary
b,a,B,1
### keys that an object cannot have twice
try { "a: 1`nA: 2" | ConvertFrom-Yaml } catch { $_.Exception.Message }
try { "a: 1`na: 2" | ConvertFrom-Yaml -AsHashtable } catch { $_.Exception.Message }
--- stdout
Conversion from YAML failed with error: The keys 'a' and 'A' differ only in case. Use the -AsHashtable switch instead. Line 2, column 1.
Conversion from YAML failed with error: The key 'a' is there twice. Line 2, column 1.
### tags of the core schema, and no others
"- !!str 1`n- !!float 2`n- !!int '3'" | ConvertFrom-Yaml | ForEach-Object { $_.GetType().Name }
foreach ($t in '!!python/object:os.system x', '!mine {a: 1}') { try { $t | ConvertFrom-Yaml } catch { $_.FullyQualifiedErrorId } }
--- stdout
String
Double
Int32
InvalidYaml,Microsoft.PowerShell.Commands.ConvertFromYamlCommand
InvalidYaml,Microsoft.PowerShell.Commands.ConvertFromYamlCommand
### bad text says where
foreach ($t in 'a: [1', "a: 1`n b: 2", '*none') { try { $t | ConvertFrom-Yaml } catch { $_.Exception.Message -replace '^.*(Line.*)$', '$1' } }
--- stdout
Line 2, column 1.
Line 2, column 3.
Line 1, column 1.
### aliases cannot swell the data
$l = [System.Text.StringBuilder]::new("a0: &a0 [x,x,x,x,x,x,x,x,x,x]`n")
foreach ($i in 1..9) { [void]$l.Append("a${i}: &a$i [" + ((1..10 | ForEach-Object { "*a$($i - 1)" }) -join ',') + "]`n") }
try { $l.ToString() | ConvertFrom-Yaml | Out-Null; 'read' } catch { $_.Exception.Message -replace '.*The aliases', 'The aliases' -replace ' Line.*' }
--- stdout
The aliases stand for more than 10000000 values altogether.
### nesting is bounded
try { ('[' * 200) + (']' * 200) | ConvertFrom-Yaml | Out-Null } catch { $_.Exception.Message -replace ' Line.*' }
(('[' * 3) + (']' * 3) | ConvertFrom-Yaml -Depth 3 -NoEnumerate).Count
--- stdout
Conversion from YAML failed with error: The collections nest deeper than 100 levels.
1
### writing: scalars
[ordered]@{ i = 1; l = [long]5000000000; d = 1.5; w = 2.0; t = $true; n = $null; s = 'plain text'; inf = [double]::PositiveInfinity } | ConvertTo-Yaml
--- stdout
i: 1
l: 5000000000
d: 1.5
w: 2.0
t: true
'n': null
s: plain text
inf: .inf
### writing: quotes only where needed
'a b', 'true', '1', '1.5', '', ' x', 'a: b', 'a:b', 'x #y', '#z', '- a', '-a', "it's", '[x', '@h', 'null', '~', 'no', "a`tb", '2020-01-01', 'é' | ForEach-Object { ConvertTo-Yaml $_ }
--- stdout
a b
'true'
'1'
'1.5'
''
' x'
'a: b'
a:b
'x #y'
'#z'
'- a'
-a
it's
'[x'
'@h'
'null'
'~'
'no'
"a\tb"
'2020-01-01'
é
### writing: collections
[ordered]@{ list = 1, 'a'; objects = @([ordered]@{ x = 1; y = 2 }, [pscustomobject]@{ z = 3 }); empty = @(); none = @{}; deep = [ordered]@{ a = [ordered]@{ b = 'c' } } } | ConvertTo-Yaml
--- stdout
list:
  - 1
  - a
objects:
  - x: 1
    'y': 2
  - z: 3
empty: []
none: {}
deep:
  a:
    b: c
### writing: several lines
[ordered]@{ a = "x`ny`n"; b = "x`ny"; c = "x`n`n"; d = " x`ny"; e = "`n" } | ConvertTo-Yaml
--- stdout
a: |
  x
  y
b: |-
  x
  y
c: |+
  x

d: |2-
   x
  y
e: "\n"
### writing: several objects are a list, one is not
1, 2 | ConvertTo-Yaml
1 | ConvertTo-Yaml
1 | ConvertTo-Yaml -AsArray
--- stdout
- 1
- 2
1
- 1
### writing: enumerations, dates, spans, ids as text
[ordered]@{ e = [System.DayOfWeek]::Monday; d = [datetime]::new(2020, 1, 2, 3, 4, 5, 'Utc'); s = [timespan]'1:02:03'; g = [guid]'0000000a-0000-0000-0000-00000000000b' } | ConvertTo-Yaml
--- stdout
e: Monday
d: 2020-01-02T03:04:05Z
s: '01:02:03'
g: 0000000a-0000-0000-0000-00000000000b
### writing: -Depth
[ordered]@{ a = [ordered]@{ b = [ordered]@{ c = 1 } } } | ConvertTo-Yaml -Depth 2 -WarningVariable w -WarningAction SilentlyContinue
"$w"
--- stdout
a:
  b: System.Collections.Specialized.OrderedDictionary
Resulting YAML is truncated as serialization has exceeded the set depth of 2.
### there and back
$o = [ordered]@{ s = 'x: y'; m = "l1`n  l2`n`nl4"; q = '"'; z = ''; n = $null; b = $false; i = -5; f = 0.25; l = @(1, @(2, 3), [ordered]@{ k = 'v' }); 'key: odd' = 'a'; '1' = '2' }
$r = $o | ConvertTo-Yaml | ConvertFrom-Yaml -AsHashtable
($r | ConvertTo-Json -Compress -Depth 5) -ceq ($o | ConvertTo-Json -Compress -Depth 5)
--- stdout
True
### a key that is a list or a mapping is refused
try { "? [1, 2]`n: x" | ConvertFrom-Yaml -AsHashtable } catch { $_.Exception.Message -match 'single values' }
--- source YAML 1.2, 3.2.1.1: nodes as keys; a hashtable's keys are single values
--- stdout
True
### doubles that differ in their last digits stay apart
$r = @{ a = 0.1 + 0.2; b = 1e55; c = 1.0000000000000002 } | ConvertTo-Yaml | ConvertFrom-Yaml -AsHashtable
$r.a -eq 0.1 + 0.2; $r.b -eq 1e55; $r.c -eq 1.0000000000000002
--- source YAML 1.2, 10.2.1.4: a float is written so that it reads back as it was
--- stdout
True
True
True
