How fields of CSV text are told apart.
Source: the pages of ConvertFrom-Csv and Import-Csv, Import-Csv.Tests.ps1, CsvCommands.cs (ParseNextRecord)
### Blanks before a field are none of it
'a, b,  c', "1,`t2, 3" | ConvertFrom-Csv | ConvertTo-Json -Compress
--- stdout
{"a":"1","b":"2","c":"3"}
### Blanks before a quote neither
'a,b', '1, "x, y"' | ConvertFrom-Csv | ConvertTo-Json -Compress
--- stdout
{"a":"1","b":"x, y"}
### Blanks after a closing quote go away
'a,b', '"1"  ,2' | ConvertFrom-Csv | ConvertTo-Json -Compress
--- stdout
{"a":"1","b":"2"}
### Anything else after it is kept
'a,b', '"1" x ,2' | ConvertFrom-Csv | ConvertTo-Json -Compress
--- stdout
{"a":"1 x ","b":"2"}
### Of blanks after a plain field the first is kept
'a,b', 'x   ,2' | ConvertFrom-Csv | ConvertTo-Json -Compress
--- stdout
{"a":"x ","b":"2"}
### Blanks inside are kept
'a,b', 'x  y z ,2' | ConvertFrom-Csv | ConvertTo-Json -Compress
--- stdout
{"a":"x  y z ","b":"2"}
### A quote inside a field is a character, and a delimiter after it counts
'a,b', 'foo "ba,r" z' | ConvertFrom-Csv | ConvertTo-Json -Compress
--- stdout
{"a":"foo \"ba","b":"r\" z"}
### An empty field at the end of the text is none
$o = 'a,b,c', '1,2,' | ConvertFrom-Csv; $null -eq $o.c
$o = 'a,b,c', '1,2,""' | ConvertFrom-Csv; $null -eq $o.c
--- stdout
True
False
### At the end of a line it is one
[IO.File]::WriteAllText("$pwd/x.csv", "a,b,c`n1,2,`n")
$o = Import-Csv x.csv; $null -eq $o.c
--- stdout
False
### Names that are missing are counted by themselves
('a,,b', '1,2,3' | ConvertFrom-Csv -WarningAction Ignore).psobject.Properties.Name -join ','
(',x,,y', '1,2,3,4' | ConvertFrom-Csv -WarningAction Ignore).psobject.Properties.Name -join ','
--- stdout
a,H1,b
H1,x,H2,y
### Quotes may be the delimiter
Set-Content q.csv '        a1""a3', '        v1"v2"v3'
$r = Import-Csv q.csv -Delimiter '"' -WarningAction Ignore; $r.psobject.Properties.Name -join ','; $r.a1
--- stdout
a1,H1,a3
v1
### Blanks may be
'a b', '1 2' | ConvertFrom-Csv -Delimiter ' ' | ConvertTo-Json -Compress
"a`tb", "1`t2" | ConvertFrom-Csv -Delimiter "`t" | ConvertTo-Json -Compress
--- stdout
{"a":"1","b":"2"}
{"a":"1","b":"2"}
### Lines of blanks are no rows
@('a', '  ', '1' | ConvertFrom-Csv).Count
--- stdout
1
### Each string is a text of its own
@('a,b', '"x', 'y",2' | ConvertFrom-Csv).Count
--- stdout
2
### What was added to a hashtable is a column
$h = [ordered]@{ Name = 'x'; Number = 1 }
$h | Add-Member -Name Extra -Value 42 -MemberType NoteProperty
$h | ConvertTo-Csv
--- source the page of ConvertTo-Csv, ConvertTo-Csv.Tests.ps1
--- stdout
"Name","Number","Extra"
"x","1","42"
