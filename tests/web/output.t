What Invoke-RestMethod makes of an answer, files of both cmdlets, and encodings.
Source: PowerShell-Docs 7.5, Invoke-WebRequest and Invoke-RestMethod; PowerShell's InvokeRestMethodCommand.Common.cs, StreamHelper.cs, WebResponseHelper.CoreClr.cs

### JSON becomes objects
$r = irm "$env:WEB_HTTP/type?type=application/json&body={`"a`":1,`"b`":[true,null]}"
$r.a, $r.b[0], $r.b.Count, $r.a.GetType().Name
--- stdout
1
True
2
Int64
### an array is one object
@(irm "$env:WEB_HTTP/type?type=application/json&body=[1,2,3]").Count
@(irm "$env:WEB_HTTP/type?type=application/json&body=[1,2,3]" | Write-Output).Count
irm "$env:WEB_HTTP/type?type=application/json&body=[1,2,3]" | ForEach-Object { "$_" }
--- stdout
1
3
1 2 3
### JSON without its type
(irm "$env:WEB_HTTP/type?type=text/plain&body={`"a`":1}").a
--- stdout
1
### what is no JSON is text
irm "$env:WEB_HTTP/type?type=application/json&body=plain"
--- stdout
plain
### XML becomes a document
$r = irm "$env:WEB_HTTP/type?type=application/xml&body=<a><b>c</b></a>"
$r.GetType().FullName, $r.a.b
--- stdout
System.Xml.XmlDocument
c
### XML without its type, and JSON's type with XML
(irm "$env:WEB_HTTP/type?type=text/plain&body=<a><b>c</b></a>").a.b
(irm "$env:WEB_HTTP/type?type=application/json&body=<a><b>c</b></a>").a.b
--- stdout
c
c
### a feed gives its items
$rss = '<rss><channel><title>t</title><item><title>one</title></item><item><title>two</title></item></channel></rss>'
irm ("$env:WEB_HTTP/type?type=application/rss%2Bxml&body=" + [uri]::EscapeDataString($rss)) | ForEach-Object { $_.title }
$atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>7</id></entry></feed>'
(irm ("$env:WEB_HTTP/type?type=application/atom%2Bxml&body=" + [uri]::EscapeDataString($atom))).id
--- stdout
one
two
7
### text stays text
$r = irm "$env:WEB_HTTP/type?type=text/plain&body=hello"
$r, $r.GetType().Name
--- stdout
hello
String
### an empty answer
$r = irm "$env:WEB_HTTP/status/204"
"[$r]"
--- stdout
[]
### -StatusCodeVariable and -ResponseHeadersVariable
$null = irm "$env:WEB_HTTP/headers" -StatusCodeVariable code -ResponseHeadersVariable head
$code, $code.GetType().Name, $head['X-Two'].Count, $head['content-type'][0], $head.GetType().Name
--- stdout
200
Int32
2
text/plain
Dictionary`2
### -FollowRelLink
(irm "$env:WEB_HTTP/link/1" -FollowRelLink).page -join ','
(irm "$env:WEB_HTTP/link/1" -FollowRelLink -MaximumFollowRelLink 2).page -join ','
(irm "$env:WEB_HTTP/link/1").page -join ','
--- stdout
1,2,3
1,2
1
### -OutFile writes and emits nothing
@(iwr "$env:WEB_HTTP/file" -OutFile a.bin).Count
Get-Content a.bin
irm "$env:WEB_HTTP/type?type=application/json&body={}" -OutFile b.json
Get-Content b.json
--- stdout
0
0123456789
{}
### -PassThru emits it too
$r = iwr "$env:WEB_HTTP/type?type=text/plain&body=both" -OutFile a.txt -PassThru
$r.Content, (Get-Content a.txt), (Split-Path $r.OutFile -Leaf)
(irm "$env:WEB_HTTP/type?type=application/json&body={`"a`":1}" -OutFile b.json -PassThru).a
Get-Content b.json
--- stdout
both
both
a.txt
1
{"a":1}
### -OutFile in a folder takes the address's last part
$null = New-Item -ItemType Directory folder
iwr "$env:WEB_HTTP/file" -OutFile folder
iwr "$env:WEB_HTTP/echo/a%20b.txt?x=1" -OutFile ./folder
(Get-ChildItem folder).Name
--- stdout
a b.txt
file
### -OutFile where there is no folder
try { iwr "$env:WEB_HTTP/file" -OutFile ./none/a.bin } catch { $_.Exception.GetType().FullName; $_.FullyQualifiedErrorId }
--- stdout
System.IO.DirectoryNotFoundException
System.IO.DirectoryNotFoundException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### an error's page does not get into the file
try { iwr "$env:WEB_HTTP/status/500?text=bad" -OutFile a.bin } catch { $_.ErrorDetails.Message }
Test-Path a.bin
--- stdout
bad
False
### the verbose text names the file
$out = iwr "$env:WEB_HTTP/file" -OutFile a.bin -Verbose 4>&1
$out[-1].Message
$out[0].Message -replace '.* output to ', '' | Split-Path -Leaf
--- stdout
File Name: a.bin
a.bin
### -Resume fetches the rest
Set-Content a.bin '0123' -NoNewline
iwr "$env:WEB_HTTP/file" -OutFile a.bin -Resume
Get-Content a.bin
--- stdout
0123456789
### -Resume without a file fetches all
iwr "$env:WEB_HTTP/file" -OutFile a.bin -Resume
Get-Content a.bin
--- stdout
0123456789
### -Resume of a whole file changes nothing
Set-Content a.bin 'abcdefghij' -NoNewline
$out = iwr "$env:WEB_HTTP/file" -OutFile a.bin -Resume -Verbose 4>&1
Get-Content a.bin
($out | Where-Object { "$_" -like 'The file will not*' }).Message
--- stdout
abcdefghij
The file will not be re-downloaded because the remote file is the same size as the OutFile: a.bin
### -Resume of a longer file begins anew
Set-Content a.bin 'abcdefghijklmn' -NoNewline
$out = iwr "$env:WEB_HTTP/file" -OutFile a.bin -Resume -Verbose 4>&1
Get-Content a.bin
($out | Where-Object { "$_" -like 'The remote server*' }).Message
--- stdout
0123456789
The remote server indicated it could not resume downloading. The local file will be overwritten.
### the charset of the type decides the encoding
$r = iwr "$env:WEB_HTTP/type?type=text/plain;%20charset=iso-8859-1&hex=E9"
$r.Content, $r.Encoding.WebName
irm "$env:WEB_HTTP/type?type=text/plain;%20charset=%22utf-16%22&hex=E900"
--- stdout
é
iso-8859-1
é
### without one a meta element does
$html = '<html><head><meta charset="iso-8859-1"></head>'
$hex = -join ([System.Text.Encoding]::ASCII.GetBytes($html) | ForEach-Object { $_.ToString('X2') })
$r = iwr "$env:WEB_HTTP/type?type=text/html&hex=${hex}E9"
$r.Content[-1], $r.Encoding.WebName
--- stdout
é
iso-8859-1
### or the declaration of XML
$xml = '<?xml version="1.0" encoding="iso-8859-1"?><a>'
$hex = -join ([System.Text.Encoding]::ASCII.GetBytes($xml) | ForEach-Object { $_.ToString('X2') })
(irm "$env:WEB_HTTP/type?type=application/xml&hex=${hex}E93C2F613E").a
--- stdout
é
### else it is UTF-8
$r = iwr "$env:WEB_HTTP/type?type=text/plain&hex=C3A9"
$r.Content, $r.Encoding.WebName
(iwr "$env:WEB_HTTP/type?type=text/plain;%20charset=nonsense&hex=C3A9").Content
--- stdout
é
utf-8
é
### -Debug names the encoding
$out = irm "$env:WEB_HTTP/type?type=text/plain;%20charset=us-ascii&body=a" -Debug 5>&1
($out | Where-Object { "$_" -like '*content encoding*' }).Message
--- stdout
WebResponse content encoding: us-ascii (US-ASCII) CodePage: 20127
