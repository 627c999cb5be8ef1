Source: the pages of ConvertFrom-Json, Test-Json; JSON Schema 2020-12 (validation, core); published tests of these cmdlets
### errors name the path, the line and the position
foreach ($t in '{"a": x}', '[1, {"b": nope}]', '{"a" 1}', '{"a": 1 "b": 2}', '{a?: 1}', '1.2.3', '[1] x') { try { $t | ConvertFrom-Json } catch { $_.Exception.Message -replace '^Conversion from JSON failed with error: ' } }
--- stdout
Unexpected character encountered while parsing value: x. Path 'a', line 1, position 6.
Unexpected character encountered while parsing value: n. Path '[1].b', line 1, position 10.
Invalid character after parsing property name. Expected ':' but got: 1. Path '', line 1, position 5.
After parsing a value an unexpected character was encountered: ". Path '', line 1, position 8.
Invalid character after parsing property name. Expected ':' but got: ?. Path '', line 1, position 2.
Input string '1.2.3' is not a valid number. Path '', line 1, position 5.
Additional text encountered after finished reading JSON content: x. Path '', line 1, position 4.
### -AsHashtable: an ordered hashtable that tells case apart
$h = '{"b": 1, "a": 2, "A": 3, "": 4}' | ConvertFrom-Json -AsHashtable
$h.GetType().Name; $h -is [hashtable]; $h.Keys -join ','; $h.A; $h.a
--- stdout
OrderedHashtable
True
b,a,A,
3
2
### hexadecimal and octal numbers, as the reader takes them
('[0x1F, 017]' | ConvertFrom-Json) -join ','
--- stdout
31,15
### a large array is read item by item, and not at all when it is wrong
$ok = '[' + ((1..20000 | ForEach-Object { '{"Id": ' + $_ + ', "State": "Off"}' }) -join ',') + ']'
($ok | ConvertFrom-Json | Where-Object Id -gt 19998).Id -join ','
$n = 0; try { $ok.TrimEnd(']') | ConvertFrom-Json | ForEach-Object { $n++ } } catch { 'bad' }; $n
--- stdout
19999,20000
bad
0
### objects of one array may differ
'[{"a":1},{"b":2},{"a":3,"b":4},{}]' | ConvertFrom-Json | ForEach-Object { ($_.PSObject.Properties.Name) -join '+' }
--- stdout
a
b
a+b

### Test-Json: what is JSON
'{"a": [1, 2.5e3, "x", true, null]}', '1', '"s"', 'null' | ForEach-Object { Test-Json $_ }
--- stdout
True
True
True
True
### Test-Json: what is not
'{a: 1}', "{'a': 1}", '[1,]', '{"a": 1,}', '[01]', '[+1]', '[NaN]', '', '[1] 2', '// x' | ForEach-Object { Test-Json $_ -ErrorAction SilentlyContinue }
--- stdout
False
False
False
False
False
False
False
False
False
False
### Test-Json: the error of text that is no JSON
try { Test-Json '{' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
InvalidJson,Microsoft.PowerShell.Commands.TestJsonCommand
Cannot parse the JSON.
### Test-Json: -Options
$j = "{`n// c`n""a"": 1,`n}"
Test-Json $j -ErrorAction SilentlyContinue
Test-Json $j -Options IgnoreComments, AllowTrailingCommas
--- stdout
False
True
### Test-Json: types of a schema
foreach ($t in 'string', 'integer', 'number', 'boolean', 'null', 'array', 'object') { $s = "{ ""type"": ""$t"" }"; ('"a"', '1', '1.5', 'true', 'null', '[]', '{}' | Where-Object { Test-Json $_ -Schema $s -ErrorAction SilentlyContinue }) -join ' ' }
--- stdout
"a"
1
1 1.5
true
null
[]
{}
### Test-Json: errors name the place
$s = '{ "type": "object", "properties": { "name": { "type": "string" }, "n": { "type": "array", "items": { "type": "integer" } } }, "required": ["id"] }'
Test-Json '{ "name": 1, "n": [1, "x"] }' -Schema $s -ErrorVariable e -ErrorAction SilentlyContinue
$e.Exception.Message | Sort-Object
$e[0].FullyQualifiedErrorId
--- stdout
False
The JSON is not valid with the schema: Required properties ["id"] are not present at ''
The JSON is not valid with the schema: Value is "integer" but should be "string" at '/name'
The JSON is not valid with the schema: Value is "string" but should be "integer" at '/n/1'
InvalidJsonAgainstSchemaDetailed,Microsoft.PowerShell.Commands.TestJsonCommand
### Test-Json: numbers and strings
$c = @(('{"minimum": 5}', '4', '5'), ('{"maximum": 5}', '6', '5'), ('{"exclusiveMinimum": 5}', '5', '6'), ('{"multipleOf": 0.5}', '1.2', '1.5'), ('{"minLength": 2}', '"a"', '"ab"'), ('{"maxLength": 1}', '"ab"', '"é"'), ('{"pattern": "^a+$"}', '"ab"', '"aa"'), ('{"enum": [1, "x"]}', '2', '"x"'), ('{"const": {"a": 1}}', '{}', '{"a": 1}'))
foreach ($x in $c) { "$(Test-Json $x[1] -Schema $x[0] -ErrorAction SilentlyContinue) $(Test-Json $x[2] -Schema $x[0])" }
--- stdout
False True
False True
False True
False True
False True
False True
False True
False True
False True
### Test-Json: arrays and objects
$c = @(('{"minItems": 1}', '[]', '[1]'), ('{"maxItems": 1}', '[1,2]', '[1]'), ('{"uniqueItems": true}', '[1,1]', '[1,2]'), ('{"contains": {"const": 3}}', '[1]', '[1,3]'), ('{"prefixItems": [{"type": "string"}]}', '[1]', '["a",1]'), ('{"additionalProperties": false, "properties": {"a": {}}}', '{"b": 1}', '{"a": 1}'), ('{"patternProperties": {"^n": {"type": "number"}}}', '{"n1": "x"}', '{"n1": 1}'), ('{"minProperties": 1}', '{}', '{"a": 1}'), ('{"propertyNames": {"maxLength": 1}}', '{"ab": 1}', '{"a": 1}'))
foreach ($x in $c) { "$(Test-Json $x[1] -Schema $x[0] -ErrorAction SilentlyContinue) $(Test-Json $x[2] -Schema $x[0])" }
--- stdout
False True
False True
False True
False True
False True
False True
False True
False True
False True
### Test-Json: schemas put together
$c = @(('{"allOf": [{"minimum": 1}, {"maximum": 3}]}', '4', '2'), ('{"anyOf": [{"type": "string"}, {"type": "null"}]}', '1', 'null'), ('{"oneOf": [{"type": "integer"}, {"minimum": 2}]}', '3', '1'), ('{"not": {"type": "string"}}', '"a"', '1'), ('{"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"minimum": 0}}', '-1', '"ab"'), ('{"$ref": "#/$defs/p", "$defs": {"p": {"type": "integer"}}}', '"a"', '1'), ('false', '1', $null))
foreach ($x in $c) { "$(Test-Json $x[1] -Schema $x[0] -ErrorAction SilentlyContinue)$(if ($x[2]) { " $(Test-Json $x[2] -Schema $x[0])" })" }
--- stdout
False True
False True
False True
False True
False True
False True
False
### Test-Json: schemas at fault
try { Test-Json '{}' -Schema '{"a",}' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Test-Json '{}' -SchemaFile none.json -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Test-Json '{}' -Schema '{"$ref": "#/none"}' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
InvalidJsonSchema,Microsoft.PowerShell.Commands.TestJsonCommand
JsonSchemaFileOpenFailure,Microsoft.PowerShell.Commands.TestJsonCommand
InvalidJsonSchema,Microsoft.PowerShell.Commands.TestJsonCommand
### Test-Json: files
'{"a": 1}' | Set-Content t.json; '{"type": "object"}' | Set-Content s.json
Test-Json -Path t.json; Test-Json -LiteralPath t.json -SchemaFile s.json
try { Test-Json -Path none.json -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
True
True
PathNotFound,Microsoft.PowerShell.Commands.TestJsonCommand
### CSV: a #TYPE line names the rows' type, and comes back
$r = '#TYPE My.VM', 'a,b', '1,2' | ConvertFrom-Csv
$r.PSObject.TypeNames[0]; $r.PSObject.TypeNames.Count
$r | ConvertTo-Csv -IncludeTypeInformation
--- stdout
My.VM
2
#TYPE My.VM
"a","b"
"1","2"
### CSV: the header of a W3C log
'#Software: x', '#Fields: date c-ip', '2020-01-01 10.0.0.1' | Set-Content t.log
(Import-Csv t.log -Delimiter ' ').'c-ip'
--- stdout
10.0.0.1
### CSV: -Append with -NoHeader
try { 1 | Export-Csv t.csv -Append -NoHeader } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
CannotSpecifyBothAppendAndNoHeader,Microsoft.PowerShell.Commands.ExportCsvCommand
You must specify either the -Append or -NoHeader parameters, but not both.
### Add-Member: what does not fit the kind of member
$o = [pscustomobject]@{}
$e = { param($b) try { & $b } catch { $_.FullyQualifiedErrorId -replace ',.*' } }
& $e { Add-Member -InputObject $o -MemberType ScriptMethod -Name N -Value { 1 } -SecondValue { 2 } }
& $e { Add-Member -InputObject $o -MemberType Method -Name N }
& $e { Add-Member -InputObject $o -MemberType ScriptProperty -Name N -Value $null -SecondValue $null }
& $e { Add-Member -InputObject $o -MemberType ScriptMethod -Name N -Value text }
& $e { Add-Member -InputObject $o -MemberType ScriptProperty -Name N -Value text }
--- stdout
Value2ShouldNotBeSpecified
CannotAddMemberType
Value1AndValue2AreNotBothNull
ConvertToFinalInvalidCastException
ConvertToFinalInvalidCastException
### names without end in data do not confuse what was read before
function make($n) { [pscustomobject]@{ First = $n; Second = -$n } }
$kept = foreach ($i in 0..40000) {
    $o = "{`"k$i`":1,`"z`":$i}" | ConvertFrom-Json
    if ($o.z -ne $i) { throw "$i" }
    if ($i % 20000 -eq 0) { make $i; $o }
}
$kept | ForEach-Object { "$_" }
(make 5).Second
--- stdout
@{First=0; Second=0}
@{k0=1; z=0}
@{First=20000; Second=-20000}
@{k20000=1; z=20000}
@{First=40000; Second=-40000}
@{k40000=1; z=40000}
-5
--- source ConvertFrom-Json page: an object's fields become properties of the same names
