Cmdlets that filter, select, sort, group and measure.
Source: the examples of the public pages of each cmdlet, and plain arithmetic
### Where-Object with a script block
1..5 | Where-Object { $_ -gt 3 }
--- stdout
4
5
### Where-Object with property, operator and value
'a', 'bbb', 'cc' | Where-Object Length -gt 1
--- stdout
bbb
cc
### Where-Object without operator looks at the truth of the property
[pscustomobject]@{ n = 1; ok = $true }, [pscustomobject]@{ n = 2; ok = $false } | Where-Object ok | ForEach-Object n
--- stdout
1
### Where-Object -Not
[pscustomobject]@{ n = 1; ok = $true }, [pscustomobject]@{ n = 2 } | Where-Object -Not ok | ForEach-Object n
--- stdout
2
### Where-Object operators by wildcard, regex, list and type
$o = 'web1', 'web2', 'db1' | ForEach-Object { [pscustomobject]@{ Name = $_ } }
($o | Where-Object Name -like web*).Count
($o | Where-Object Name -match '1$').Name -join ','
($o | Where-Object Name -in 'db1', 'x').Name
($o | Where-Object Name -CEQ DB1).Count
($o | Where-Object Name -is string).Count
--- stdout
2
web1,db1
db1
0
3
### Where-Object: an operator needs a value
1 | Where-Object Length -gt
--- stderr
Missing an argument for parameter|requires both the -Property and -Value
--- exit 1
### ForEach-Object with begin, process and end
1..3 | ForEach-Object -Begin { 'b' } -Process { $_ * 2 } -End { 'e' }
--- stdout
b
2
4
6
e
### ForEach-Object: of three blocks the first is begin, the last is end
1..2 | ForEach-Object { 'b' } { $_ } { 'e' }
--- stdout
b
1
2
e
### ForEach-Object -MemberName: property, method and method with arguments
'abc' | ForEach-Object Length
'abc' | ForEach-Object ToUpper
'a.b' | ForEach-Object -MemberName Split -ArgumentList '.'
--- stdout
3
ABC
a
b
### Select-Object -First, -Last, -Skip, -SkipLast, -Index
(1..5 | Select-Object -First 2) -join ','
(1..5 | Select-Object -Last 2) -join ','
(1..5 | Select-Object -Skip 3) -join ','
(1..5 | Select-Object -SkipLast 3) -join ','
(1..5 | Select-Object -Index 0, 3) -join ','
(1..5 | Select-Object -SkipIndex 0, 3) -join ','
(1..9 | Select-Object -First 2 -Skip 2) -join ','
(1..9 | Select-Object -Last 2 -Skip 1) -join ','
(1..9 | Select-Object -First 1 -Last 1) -join ','
--- stdout
1,2
4,5
4,5
1,2
1,4
2,3,5
3,4
7,8
1,9
### Select-Object -First ends what is upstream
1..1000000000 | ForEach-Object { $script:n = $_; $_ } | Select-Object -First 2
"last $n"
--- stdout
1
2
last 2
### Select-Object -Unique
(1, 1, 2, 1 | Select-Object -Unique) -join ','
('a', 'A' | Select-Object -Unique) -join ','
--- stdout
1,2
a,A
### Select-Object: properties, calculated ones, wildcards and exclusion
$o = [pscustomobject]@{ Name = 'n'; Size = 2048; Skip = 1 }
$r = $o | Select-Object name, @{ n = 'KB'; e = { $_.Size / 1KB } }
($r.PSObject.Properties.Name) -join ','
$r.KB
(($o | Select-Object S*).PSObject.Properties.Name) -join ','
(($o | Select-Object * -ExcludeProperty S*).PSObject.Properties.Name) -join ','
--- stdout
Name,KB
2
Size,Skip
Name
### Select-Object -ExpandProperty
[pscustomobject]@{ a = 1, 2 } | Select-Object -ExpandProperty a
--- stdout
1
2
### Select-Object -ExpandProperty of what is not there
[pscustomobject]@{ a = 1 } | Select-Object -ExpandProperty b
--- stderr
Property "b" cannot be found
--- exit 1
### Sort-Object: numbers, texts, descending, properties
(3, 1, 2 | Sort-Object) -join ','
('b', 'A', 'c' | Sort-Object -Descending) -join ','
(10, 9, 100 | Sort-Object { "$_" }) -join ','
('b1', 'a2', 'a1' | Sort-Object { $_[0] }, @{ e = { $_[1] }; Descending = $true }) -join ','
--- stdout
1,2,3
c,b,A
10,100,9
a2,a1,b1
### Sort-Object keeps the order of equal objects
('b1', 'a1', 'b2', 'a2' | Sort-Object { $_[0] }) -join ','
--- stdout
a1,a2,b1,b2
### Sort-Object -Unique, -Top, -Bottom
(2, 1, 2, 3 | Sort-Object -Unique) -join ','
(5, 3, 4, 1 | Sort-Object -Top 2) -join ','
(5, 3, 4, 1 | Sort-Object -Bottom 2) -join ','
--- stdout
1,2,3
1,3
4,5
### Sort-Object: an unknown key of the hashtable
1 | Sort-Object @{ Nope = 1 }
--- stderr
Nope key is not valid
--- exit 1
### Group-Object
'a', 'b', 'a' | Group-Object | ForEach-Object { "$($_.Name) $($_.Count) $($_.Group -join '+')" }
--- stdout
a 2 a+a
b 1 b
### Group-Object -AsHashTable
$h = 'one', 'two', 'three' | Group-Object Length -AsHashTable
$h[3] -join ','
$h.GetType().Name
--- stdout
one,two
Hashtable
### Group-Object shows a table
'x', 'x', 'y' | Group-Object -NoElement
--- stdout

Count Name
----- ----
    2 x
    1 y

### Measure-Object: all statistics
$m = 1..4 | Measure-Object -AllStats
"$($m.Count) $($m.Sum) $($m.Average) $($m.Minimum) $($m.Maximum)"
[math]::Round($m.StandardDeviation, 6)
--- stdout
4 10 2.5 1 4
1.290994
### Measure-Object: of a property, and of text
(@{ n = 1 }, @{ n = 5 } | Measure-Object n -Sum).Sum
$t = 'one two', 'three' | Measure-Object -Line -Word -Character
"$($t.Lines) $($t.Words) $($t.Characters)"
--- stdout
6
2 3 12
### Measure-Object: a text is not numeric
'x' | Measure-Object -Sum
--- stdout any
--- stderr
Input object "x" is not numeric
--- exit 1
### Get-Unique
(1, 1, 2, 2, 1 | Get-Unique) -join ','
--- stdout
1,2,1
### Compare-Object
Compare-Object 1, 2, 3 2, 3, 4 | ForEach-Object { "$($_.InputObject) $($_.SideIndicator)" }
--- stdout
4 =>
1 <=
### Compare-Object -IncludeEqual -ExcludeDifferent
(Compare-Object 1, 2 2, 3 -IncludeEqual -ExcludeDifferent).InputObject
--- stdout
2
### Tee-Object
1..2 | Tee-Object -Variable kept | ForEach-Object { $_ * 10 }
$kept -join ','
--- stdout
10
20
1,2
### New-Object, Add-Member and Get-Member
$o = New-Object PSObject -Property @{ a = 1 }
$o | Add-Member b 2
$o | Add-Member ScriptProperty sum { $this.a + $this.b }
$o.sum
($o | Get-Member -MemberType NoteProperty).Name -join ','
--- stdout
3
a,b
### Add-Member refuses a name twice, -Force replaces
$o = [pscustomobject]@{ a = 1 }
$o | Add-Member a 2 -Force
$o.a
$o | Add-Member a 3
--- stdout
2
--- stderr
a member with that name already exists
--- exit 1
### Join-String
1..3 | Join-String -Separator ', ' -OutputPrefix '[' -OutputSuffix ']'
'a', 'b' | Join-String -DoubleQuote -Separator ' '
--- stdout
[1, 2, 3]
"a" "b"
### ConvertFrom-StringData
$h = "a = 1`nb=two" | ConvertFrom-StringData
"$($h.a) $($h.b)"
--- stdout
1 two
### what Select-Object makes is named after its source
(Get-Date | Select-Object Year).pstypenames[0]
([pscustomobject]@{ a = 1 } | Select-Object a | Select-Object a).pstypenames[0]
--- stdout
Selected.System.DateTime
Selected.System.Management.Automation.PSCustomObject
### property names of what comes down the pipeline complete
$exe = (Get-Process -Id $pid).Path
& $exe --complete 'Get-Date | Select-Object Yea'
& $exe --complete 'Get-Process | Where-Object Na'
& $exe --complete 'Get-Process | ? { $_.Na'
& $exe --complete 'Get-ChildItem | Sort-Object LastWriteTimeU'
--- stdout regex
Year\sint Year \{ get; \}
Name\sstring Name \{ get; \}
Name\sstring Name \{ get; \}
LastWriteTimeUtc\s.*
### Get-Member -MemberType takes patterns
(Get-Date | Get-Member -MemberType *Property).MemberType | Sort-Object -Unique | ForEach-Object { "$_" }
('a' | Get-Member -MemberType Par*, N*).Count
"$([System.Management.Automation.PSMemberTypes]'*method')"
--- stdout
Property
NoteProperty
ScriptProperty
1
Methods
--- source LanguagePrimitives' EnumMultipleTypeConverter, which PSMemberTypes has; the published test "DeserializedMethods"
