What the web cmdlets send.
Source: PowerShell-Docs 7.5, Invoke-WebRequest and Invoke-RestMethod, -Body, -Form, -ContentType, -InFile; PowerShell's WebRequestPSCmdlet.Common.cs; RFC 7578

### a text
$r = irm "$env:WEB_HTTP/echo" -Method Post -Body 'a=b'
$r.body, $r.headers.'Content-Type', $r.headers.'Content-Length'
--- stdout
a=b
application/x-www-form-urlencoded
3
### a hashtable becomes a form
(irm "$env:WEB_HTTP/echo" -Method Post -Body ([ordered]@{ 'a b' = 'c&d'; e = 1; n = $null })).body
--- stdout
a+b=c%26d&e=1&n=
### of a GET it becomes the query
(irm "$env:WEB_HTTP/echo" -Body @{ a = 'x y' }).query
(irm "$env:WEB_HTTP/echo?z=1" -Body @{ a = 'é' }).query
(irm "$env:WEB_HTTP/echo" -Body @{ a = 1 } -Method Get).body.Length
--- stdout
a=x+y
z=1&a=%C3%A9
0
### texts are sent as UTF-8, or in the charset of the content's type
(irm "$env:WEB_HTTP/echo" -Method Post -Body 'é').hex
(irm "$env:WEB_HTTP/echo" -Method Post -Body 'é' -ContentType 'text/plain; charset=iso-8859-1').hex
(irm "$env:WEB_HTTP/echo" -Method Post -Body 'é' -ContentType 'text/plain; charset="utf-16"').hex
--- stdout
c3a9
e9
e900
### bytes
(irm "$env:WEB_HTTP/echo" -Method Put -Body ([byte[]](0, 255, 10))).hex
--- stdout
00ff0a
### a stream
$s = [System.IO.MemoryStream]::new([byte[]](1, 2, 3))
(irm "$env:WEB_HTTP/echo" -Method Put -Body $s).hex
--- stdout
010203
### XML
(irm "$env:WEB_HTTP/echo" -Method Post -Body ([xml]'<a><b>c</b></a>') -ContentType application/xml).body
(irm "$env:WEB_HTTP/echo" -Method Post -Body ([xml]'<a><b>c</b></a>').a.FirstChild).body
--- stdout
<a><b>c</b></a>
<b>c</b>
### other objects as their text
(irm "$env:WEB_HTTP/echo" -Method Post -Body 42).body
(irm "$env:WEB_HTTP/echo" -Method Post -Body (1, 2)).body
--- stdout
42
1 2
### JSON with its type
$r = irm "$env:WEB_HTTP/echo" -Method Post -ContentType 'application/json' -Body (@{ a = 1 } | ConvertTo-Json -Compress)
$r.body, $r.headers.'Content-Type'
--- stdout
{"a":1}
application/json
### a POST without a body has a length of 0 and a type
$h = (irm "$env:WEB_HTTP/echo" -Method Post).headers
$h.'Content-Length', $h.'Content-Type'
--- stdout
0
application/x-www-form-urlencoded
### a GET has neither, unless a type is given
$h = (irm "$env:WEB_HTTP/echo").headers
$null -eq $h.'Content-Length'; $null -eq $h.'Content-Type'
(irm "$env:WEB_HTTP/echo" -ContentType text/plain).headers.'Content-Type'
--- stdout
True
True
text/plain
### the type among the headers
(irm "$env:WEB_HTTP/echo" -Method Post -Body '{}' -Headers @{ 'Content-Type' = 'application/json' }).headers.'Content-Type'
--- stdout
application/json
### a body through the pipeline
('{"a":1}' | irm "$env:WEB_HTTP/echo" -Method Post -ContentType application/json).body
--- stdout
{"a":1}
### -InFile
Set-Content data.txt 'from a file' -NoNewline
$r = irm "$env:WEB_HTTP/echo" -Method Put -InFile data.txt -ContentType text/plain
$r.body, $r.headers.'Content-Length', $r.headers.'Content-Type'
--- stdout
from a file
11
text/plain
### -TransferEncoding
$r = irm "$env:WEB_HTTP/echo" -Method Post -Body 'abc' -TransferEncoding chunked
$r.body, $r.headers.'Transfer-Encoding', ($null -eq $r.headers.'Content-Length')
--- stdout
abc
chunked
True
### -Form with texts
$r = irm "$env:WEB_HTTP/echo" -Method Post -Form ([ordered]@{ first = 'one'; 'the second' = 2 })
$r.headers.'Content-Type' -match '^multipart/form-data; boundary="([0-9a-f-]{36})"$'
$r.body.Replace($Matches[1], 'B') -replace "`r"
--- stdout
True
--B
Content-Type: text/plain; charset=utf-8
Content-Disposition: form-data; name=first

one
--B
Content-Type: text/plain; charset=utf-8
Content-Disposition: form-data; name="the second"

2
--B--

### -Form with a list
$r = irm "$env:WEB_HTTP/echo" -Method Post -Form @{ a = 'x', 'y' }
([regex]::Matches($r.body, 'name=a')).Count
$r.body -match "\r\n\r\nx\r\n" -and $r.body -match "\r\n\r\ny\r\n"
--- stdout
2
True
### -Form with a file
Set-Content note.txt 'in it' -NoNewline
$r = irm "$env:WEB_HTTP/echo" -Method Post -Form @{ file = Get-Item note.txt }
$null = $r.headers.'Content-Type' -match 'boundary="(.*)"'
$r.body.Replace($Matches[1], 'B') -replace "`r"
--- stdout
--B
Content-Disposition: form-data; name=file; filename=note.txt; filename*=utf-8''note.txt
Content-Type: application/octet-stream

in it
--B--

### -Form with several files
Set-Content a.txt 1; Set-Content b.txt 2
$r = irm "$env:WEB_HTTP/echo" -Method Post -Form @{ files = Get-ChildItem *.txt }
([regex]::Matches($r.body, 'filename=(\w)\.txt') | ForEach-Object { $_.Groups[1].Value }) -join ','
--- stdout
a,b
### [Net.WebUtility] and forms spell the same
[System.Net.WebUtility]::UrlEncode('a b/c~d')
(irm "$env:WEB_HTTP/echo" -Method Post -Body @{ k = 'a b/c~d' }).body
--- stdout
a+b%2Fc%7Ed
k=a+b%2Fc%7Ed
