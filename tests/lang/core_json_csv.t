Source: the public pages of the Json and Csv cmdlets; RFC 8259, RFC 4180
### a hashtable as JSON
[ordered]@{ a = 1; b = 'x'; c = $true; d = $null; e = 1.0; f = @(); g = @{} } | ConvertTo-Json
--- stdout
{
  "a": 1,
  "b": "x",
  "c": true,
  "d": null,
  "e": 1.0,
  "f": [],
  "g": {}
}
### arrays: several objects, one object, -AsArray
1, 2 | ConvertTo-Json -Compress
1 | ConvertTo-Json
1 | ConvertTo-Json -AsArray -Compress
ConvertTo-Json -InputObject @(1) -Compress
--- stdout
[1,2]
1
[1]
[1]
### texts are escaped
'a"b\c', "t`tn`n", ([char]1), "é/<" | ConvertTo-Json -Compress
"é<&>'" | ConvertTo-Json -EscapeHandling EscapeHtml
"é" | ConvertTo-Json -EscapeHandling EscapeNonAscii
--- stdout
["a\"b\\c","t\tn\n","\u0001","é/<"]
"é\u003c\u0026\u003e\u0027"
"\u00e9"
### depth: what lies deeper is text, with a warning
@{ a = @{ b = @{ c = @{ d = 1 } } } } | ConvertTo-Json -Compress
@{ a = @{ b = 1 } } | ConvertTo-Json -Compress -Depth 0
--- stdout
WARNING: Resulting JSON is truncated as serialization has exceeded the set depth of 2.
{"a":{"b":{"c":"System.Collections.Hashtable"}}}
WARNING: Resulting JSON is truncated as serialization has exceeded the set depth of 0.
{"a":"System.Collections.Hashtable"}
### dates, enumerations, GUIDs
[datetime]::new(2024, 5, 6, 7, 8, 9, [System.DateTimeKind]::Utc) | ConvertTo-Json
[System.DayOfWeek]::Friday | ConvertTo-Json
[System.DayOfWeek]::Friday | ConvertTo-Json -EnumsAsStrings
ConvertTo-Json ([guid]::Empty)
[guid]::Empty | ConvertTo-Json -Compress
--- stdout
"2024-05-06T07:08:09Z"
5
"Friday"
"00000000-0000-0000-0000-000000000000"
{"value":"00000000-0000-0000-0000-000000000000","Guid":"00000000-0000-0000-0000-000000000000"}
### objects keep the order of their properties
[pscustomobject]@{ z = 1; a = 2 } | ConvertTo-Json -Compress
--- stdout
{"z":1,"a":2}
### reading: types of values
$o = '{ "i": 1, "d": 1.5, "s": "x", "t": true, "n": null, "l": [1, "2"], "e": 1e2 }' | ConvertFrom-Json
$o.i.GetType().Name
$o.d.GetType().Name
$o.l.Count
$null -eq $o.n
$o.e
--- stdout
Int64
Double
2
True
100
### reading: an array is unrolled unless -NoEnumerate
('[1, 2]' | ConvertFrom-Json | Measure-Object).Count
('[1, 2]' | ConvertFrom-Json -NoEnumerate | Measure-Object).Count
--- stdout
2
1
### reading: escapes and surrogates
'"\u0041\n\ud83d\ude00\/"' | ConvertFrom-Json
--- stdout
A
😀/
### reading: comments and trailing commas
'// c
{ "a": 1, /* x */ }' | ConvertFrom-Json | ForEach-Object a
--- stdout
1
### reading: dates
('"2024-05-06T07:08:09Z"' | ConvertFrom-Json).Kind
('"2024-05-06T07:08:09Z"' | ConvertFrom-Json -DateKind String).Length
--- stdout
Utc
20
### reading: as hashtables
$h = '{ "a": { "b": 1 }, "A": 2 }' | ConvertFrom-Json -AsHashtable
$h.GetType().Name -like '*Hashtable' -or $h.GetType().Name -like '*Dictionary'
$h['A']
--- stdout
True
2
### reading: lines of one text
'{', '"a": 5', '}' | ConvertFrom-Json | ForEach-Object a
--- stdout
5
### reading: errors name the place
'{ "a": nope }' | ConvertFrom-Json
--- stderr
Conversion from JSON failed with error: .*line 1, position
--- exit 1
### reading: keys that differ in case
'{ "a": 1, "A": 2 }' | ConvertFrom-Json
--- stderr
keys with different casing
--- exit 1
### there and back
$j = '{"a":[1,2.5,"x",null,true,{"b":[]}]}'
($j | ConvertFrom-Json | ConvertTo-Json -Compress -Depth 5) -eq $j
--- stdout
True
### Csv lines
[pscustomobject]@{ a = 1; b = 'x,y'; c = 'q"q'; d = $null } | ConvertTo-Csv
--- stdout
"a","b","c","d"
"1","x,y","q""q",
### Csv: quotes as needed, other delimiter, type line, no header
$o = [pscustomobject]@{ a = 1; b = 'x;y' }
$o | ConvertTo-Csv -UseQuotes AsNeeded -Delimiter ';'
$o | ConvertTo-Csv -IncludeTypeInformation | Select-Object -First 1
$o | ConvertTo-Csv -NoHeader -QuoteFields b
--- stdout
a;b
1;"x;y"
#TYPE System.Management.Automation.PSCustomObject
1,"x;y"
### Csv: reading quotes, missing fields, line breaks in fields
$r = 'a,b,c', '"1","x ""y""",', "2,`"l1`nl2`"" | ConvertFrom-Csv
$r[0].b
$r[1].b
$null -eq $r[1].c
$r.Count
--- stdout
x "y"
l1
l2
True
2
### Csv: -Header and delimiter
('1;2' | ConvertFrom-Csv -Header x, y -Delimiter ';').y
--- stdout
2
### Csv files, also appended
[pscustomobject]@{ a = 1; b = 2 } | Export-Csv t.csv
[pscustomobject]@{ b = 4; a = 3 } | Export-Csv t.csv -Append
Get-Content t.csv
(Import-Csv t.csv | Measure-Object b -Sum).Sum
--- stdout
"a","b"
"1","2"
"3","4"
6
### Csv: an object without the file's column
[pscustomobject]@{ a = 1 } | Export-Csv t.csv
[pscustomobject]@{ z = 1 } | Export-Csv t.csv -Append
--- stderr
Cannot append CSV content
--- exit 1
### Csv: a file that is not there
Import-Csv nope.csv
--- stderr
Could not find file
--- exit 1
