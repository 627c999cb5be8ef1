ConvertTo-Json of values that carry members, and of what came through a pipeline.
Source: the published tests of ConvertTo-Json; commands/utility/WebCmdlet/JsonObject.cs (AddPsProperties)
### A number with a note is an object with its value
42 | Add-Member MyProp test -PassThru | ConvertTo-Json -Compress
3.14 | Add-Member MyProp test -PassThru | ConvertTo-Json -Compress
$true | Add-Member A 1 -PassThru | ConvertTo-Json -Compress
--- stdout
{"value":42,"MyProp":"test"}
{"value":3.14,"MyProp":"test"}
{"value":true,"A":1}
### Texts and dates stay what they are
'text' | Add-Member MyProp test -PassThru | ConvertTo-Json -Compress
[datetime]::new(2024, 5, 6, 7, 8, 9, 'Utc') | Add-Member MyProp test -PassThru | ConvertTo-Json -Compress
--- stdout
"text"
"2024-05-06T07:08:09Z"
### An array with a note
$a = Add-Member -InputObject (1, 2, 3) -NotePropertyName Name -NotePropertyValue mine -PassThru
ConvertTo-Json $a -Compress; , $a | ConvertTo-Json -Compress
--- stdout
{"value":[1,2,3],"Name":"mine"}
{"value":[1,2,3],"Name":"mine"}
### A hashtable's notes follow its keys
$h = [ordered]@{ a = 1 } ; $h | Add-Member Extra 2; $h | ConvertTo-Json -Compress
$h = @{} ; $h | Add-Member Extra 2; ConvertTo-Json $h -Compress
--- stdout
{"a":1,"Extra":2}
{"Extra":2}
### A key of the same name wins
$h = @{ a = 1 }; $h.psobject.Properties.Add([psnoteproperty]::new('A', 5)); ConvertTo-Json $h -Compress
--- stdout
{"a":1}
### A GUID from a pipeline has its Guid property, from -InputObject not
$g = [guid]'12345678-1234-1234-1234-123456789abc'
ConvertTo-Json $g -Compress; $g | ConvertTo-Json -Compress; , @($g, $g) | ConvertTo-Json -Compress
$g, $g | ConvertTo-Json -Compress
--- stdout
"12345678-1234-1234-1234-123456789abc"
{"value":"12345678-1234-1234-1234-123456789abc","Guid":"12345678-1234-1234-1234-123456789abc"}
["12345678-1234-1234-1234-123456789abc","12345678-1234-1234-1234-123456789abc"]
[{"value":"12345678-1234-1234-1234-123456789abc","Guid":"12345678-1234-1234-1234-123456789abc"},{"value":"12345678-1234-1234-1234-123456789abc","Guid":"12345678-1234-1234-1234-123456789abc"}]
### An IP address by its .NET properties, through a pipeline with its text
$ip = [ipaddress]'192.168.1.1'
ConvertTo-Json $ip -Compress
($ip | ConvertTo-Json -Compress) -replace '^.*Address'
--- stdout
{"AddressFamily":2,"ScopeId":null,"IsIPv6Multicast":false,"IsIPv6LinkLocal":false,"IsIPv6SiteLocal":false,"IsIPv6Teredo":false,"IsIPv6UniqueLocal":false,"IsIPv4MappedToIPv6":false,"Address":16885952}
ToString":"192.168.1.1"}
### An address as it was spelled
[uri]'http://example.com' | ConvertTo-Json
ConvertTo-Json ([uri]'https://example.com/a b') -Compress
--- stdout
"http://example.com"
"https://example.com/a b"
### Database nulls are null
[ordered]@{ a = $null; b = [DBNull]::Value; c = [NullString]::Value } | ConvertTo-Json -Compress
--- stdout
{"a":null,"b":null,"c":null}
### Members of an enumeration's value
[DayOfWeek]::Monday | Add-Member MyProp test -PassThru | ConvertTo-Json -Compress
--- stdout
{"value":1,"MyProp":"test"}
### Script properties that Update-TypeData gave a type
Update-TypeData -TypeName System.Int32 -MemberType ScriptProperty -MemberName Double -Value { $this * 2 }
5 | ConvertTo-Json -Compress; ConvertTo-Json 5 -Compress
Update-TypeData -TypeName Custom.T -MemberType NoteProperty -MemberName Kind -Value x
[pscustomobject]@{ PSTypeName = 'Custom.T'; a = 1 } | ConvertTo-Json -Compress
--- stdout
{"value":5,"Double":10}
5
{"a":1,"Kind":"x"}
### Indented
7 | Add-Member N 1 -PassThru | ConvertTo-Json
--- stdout
{
  "value": 7,
  "N": 1
}
