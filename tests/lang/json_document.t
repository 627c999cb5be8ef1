Source: .NET's documentation of System.Text.Json: JsonDocument, JsonElement, JsonProperty
### reading
$d = [System.Text.Json.JsonDocument]::Parse('{"a":[1,2.5,"x",true,null],"when":"2024-01-15T00:00:00","o":{"k":"v"}}')
$r = $d.RootElement
"$($r.ValueKind)"
$r.GetProperty('a').EnumerateArray() | ForEach-Object { "$($_.ValueKind) $_" }
$r.GetProperty('a').GetArrayLength(); $r.GetProperty('a')[0].GetInt32(); $r.GetProperty('a')[1].GetDouble()
$r.GetProperty('o').GetRawText(); $r.GetProperty('o').GetProperty('k').GetString()
$r.GetProperty('when').GetDateTime().ToString('s'); $r.GetProperty('a')[3].GetBoolean()
($r.EnumerateObject() | ForEach-Object Name) -join ','
$found = $null; $r.TryGetProperty('none', [ref]$found)
$d.Dispose()
--- stdout
Object
Number 1
Number 2.5
String x
True True
Null 
5
1
2.5
{"k":"v"}
v
2024-01-15T00:00:00
True
a,when,o
False
### what is not there, what is of another kind
$r = [System.Text.Json.JsonDocument]::Parse('[1.5]').RootElement
foreach ($block in { $r.GetProperty('a') }, { $r[0].GetInt32() }, { $r[0].GetString() }, { [System.Text.Json.JsonDocument]::Parse('{"a":1}').RootElement.GetProperty('b') }, { [System.Text.Json.JsonDocument]::Parse('{a:1}') }) {
    try { & $block } catch { $_.FullyQualifiedErrorId }
}
--- stdout
InvalidOperationException
FormatException
InvalidOperationException
KeyNotFoundException
JsonReaderException
