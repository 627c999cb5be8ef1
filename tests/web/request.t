Requests and answers of Invoke-WebRequest, and what both cmdlets share.
Source: PowerShell-Docs 7.5, Invoke-WebRequest and Invoke-RestMethod; PowerShell's WebRequestPSCmdlet.Common.cs, WebResponseObject.Common.cs, BasicHtmlWebResponseObject.Common.cs, WebCmdlets.Tests.ps1

### the answer is a page's object
$r = Invoke-WebRequest "$env:WEB_HTTP/type?type=text/plain&body=hello"
$r.GetType().FullName
$r -is [Microsoft.PowerShell.Commands.WebResponseObject]
$r.StatusCode, $r.StatusDescription, $r.Content, $r.RawContentLength, $r.Encoding.WebName
--- stdout
Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject
True
200
OK
hello
5
utf-8
### types of the answer's parts
$r = iwr "$env:WEB_HTTP/type?type=text/plain&body=hello"
$r.StatusCode.GetType().Name, $r.RawContentLength.GetType().Name, $r.RawContentStream.GetType().Name
$r.Headers.GetType().Name, $r.Headers['Content-Type'].GetType().Name, $r.BaseResponse.GetType().FullName
--- stdout
Int32
Int64
MemoryStream
Dictionary`2
String[]
System.Net.Http.HttpResponseMessage
### what is no text is bytes
$r = iwr "$env:WEB_HTTP/type?type=application/octet-stream&hex=004142FF"
$r.GetType().Name
$r.Content.GetType().Name
$r.Content -join ','
"$r"
--- stdout
WebResponseObject
Byte[]
0,65,66,255
.AB?
### raw content has the status line, the fields, then the body
(iwr "$env:WEB_HTTP/type?type=text/plain&body=hello").RawContent
--- stdout
HTTP/1.1 200 OK
Server: Test
Date: Thu, 02 Jan 2025 03:04:05 GMT
Content-Type: text/plain
Content-Length: 5

hello
### how a page is shown
iwr "$env:WEB_HTTP/type?type=text/plain&body=hello"
--- stdout

StatusCode        : 200
StatusDescription : OK
Content           : hello
RawContent        : HTTP/1.1 200 OK
                    Server: Test
                    Date: Thu, 02 Jan 2025 03:04:05 GMT
                    Content-Type: text/plain
                    Content-Length: 5
                    
                    hello
Headers           : {[Server, System.String[]], [Date, System.String[]], [Content-Type, System.String[]], 
                    [Content-Length, System.String[]]}
Images            : {}
InputFields       : {}
Links             : {}
RawContentLength  : 5
RelationLink      : {}

### long contents are cut at 200 characters
$r = iwr ("$env:WEB_HTTP/type?type=text/plain&body=" + 'x' * 300)
$l = ($r | Format-List Content | Out-String -Width 400).Trim()
$r.Content.Length
(($r | Out-String -Width 400) -split "`n" | Where-Object { $_ -like 'Content *' }).Trim().Substring(20).Length
--- stdout
300
201
### links, images and input fields
$html = '<a href="/one" class=x>One</a> <A HREF=''two''>Two</A> <img src="p.png" alt> <input type="text" name="q" value="a b">'
$r = iwr ("$env:WEB_HTTP/type?type=text/html&body=" + [uri]::EscapeDataString($html))
$r.Links.Count, $r.Links[0].href, $r.Links[0].class, $r.Links[0].outerHTML, $r.Links[0].tagName, $r.Links[1].href
$r.Images.Count, $r.Images[0].src, ($null -eq $r.Images[0].alt), $r.Images[0].tagName
$r.InputFields.Count, $r.InputFields[0].name, $r.InputFields[0].value, $r.InputFields[0].tagName
--- stdout
2
/one
x
<a href="/one" class=x>One</a>
A
two
1
p.png
True
IMG
1
q
a b
INPUT
### a field that comes twice
(iwr "$env:WEB_HTTP/headers").Headers['X-Two'] -join '+'
--- stdout
a+b
### relation links
$l = (iwr "$env:WEB_HTTP/link/1").RelationLink
$l.GetType().Name
$l['first'].EndsWith('/link/1'), $l['LAST'].EndsWith('/link/3'), $l['next'].EndsWith('/link/2'), $l.Count
--- stdout
Dictionary`2
True
True
True
3
### http:// is put before an address without a scheme
(irm ($env:WEB_HTTP -replace '^http://', '' -replace '$', '/echo')).path
--- stdout
/echo
### other schemes are not supported
try { iwr 'ftp://127.0.0.1/x' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
The 'ftp' scheme is not supported.
WebCmdletIEDomNotSupportedException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
NotImplemented
### methods
'Get', 'Post', 'Put', 'Delete', 'Patch', 'Options', 'Trace', 'Merge' | ForEach-Object { (irm "$env:WEB_HTTP/echo" -Method $_).method }
(irm "$env:WEB_HTTP/echo" -CustomMethod test).method
--- stdout
GET
POST
PUT
DELETE
PATCH
OPTIONS
TRACE
MERGE
TEST
### HEAD has no content
$r = iwr "$env:WEB_HTTP/type?type=text/plain&body=hello" -Method Head
$r.StatusCode, $r.Content.Length, $r.Headers['Content-Length'][0]
--- stdout
200
0
5
### -Method and -CustomMethod are of different sets
iwr "$env:WEB_HTTP/echo" -Method Get -CustomMethod x
--- stderr
Parameter set cannot be resolved using the specified named parameters
--- exit 1
### -Proxy and -NoProxy are of different sets
try { iwr http://127.0.0.1 -NoProxy -Proxy http://127.0.0.1 } catch { $_.FullyQualifiedErrorId }
--- stdout
AmbiguousParameterSet,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### the user agent
(irm "$env:WEB_HTTP/echo").headers.'User-Agent' -match '^Mozilla/5\.0 \(Linux; .+; en-US\) PowerShell/7\.\d+\.\d+$'
(irm "$env:WEB_HTTP/echo" -UserAgent 'mine/1.0').headers.'User-Agent'
(irm "$env:WEB_HTTP/echo" -UserAgent '').headers.'User-Agent'
[Microsoft.PowerShell.Commands.PSUserAgent]::FireFox -match 'Gecko/20100401 Firefox/4.0$'
--- stdout
True
mine/1.0
True
### -Headers
$h = (irm "$env:WEB_HTTP/echo" -Headers @{ 'X-One' = 1; 'X-Null' = $null; 'Content-Language' = 'de' } -Method Post -Body x).headers
$h.'X-One', $h.'Content-Language', ($null -eq $h.'X-Null')
--- stdout
1
de
True
### a user agent among the headers
(irm "$env:WEB_HTTP/echo" -Headers @{ 'User-Agent' = 'Other' }).headers.'User-Agent'
--- stdout
Other
### invalid headers are refused
try { iwr "$env:WEB_HTTP/echo" -Headers @{ 'If-Match' = '12345' } } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { iwr "$env:WEB_HTTP/echo" -UserAgent 'Invalid:Agent' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
--- stdout
The format of value '12345' is invalid.
System.FormatException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
The format of value 'Invalid:Agent' is invalid.
System.FormatException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### -SkipHeaderValidation sends them
(irm "$env:WEB_HTTP/echo" -Headers @{ 'If-Match' = '12345' } -SkipHeaderValidation).headers.'If-Match'
(irm "$env:WEB_HTTP/echo" -UserAgent 'Invalid:Agent' -SkipHeaderValidation).headers.'User-Agent'
--- stdout
12345
Invalid:Agent
### -DisableKeepAlive
(irm "$env:WEB_HTTP/echo" -DisableKeepAlive).headers.Connection
--- stdout
Close
### -HttpVersion
(iwr "$env:WEB_HTTP/echo" -HttpVersion 1.1).BaseResponse.Version.ToString()
(iwr "$env:WEB_HTTP/echo" -HttpVersion 1.0).BaseResponse.RequestMessage.Version.ToString()
--- stdout
1.1
1.0
### an answer that was compressed
(iwr "$env:WEB_HTTP/gzip").Content
--- stdout
squeezed
### -UnixSocket
(irm 'http://local/echo/here' -UnixSocket $env:WEB_SOCKET).path
--- stdout
/echo/here
### -Proxy
(irm "http://nowhere.invalid/thing?a=1" -Proxy $env:WEB_HTTP -Method Get).method
--- stdout
GET
### the environment's proxy, and -NoProxy
$env:http_proxy = $env:WEB_DEAD
try { irm "$env:WEB_HTTP/echo" } catch { $_.Exception.GetType().Name }
(irm "$env:WEB_HTTP/echo" -NoProxy).path
--- stdout
HttpRequestException
/echo
### -Verbose tells of the request and of the answer
$out = iwr "$env:WEB_HTTP/echo?abc=d" -Method Post -Body 'xyz' -Verbose 4>&1
$out | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object { $_.Message -replace ':\d+/', ':PORT/' -replace '\d{3} B \(\d+ bytes\)', 'SIZE' }
--- stdout
WebRequest: v1.1 POST http://127.0.0.1:PORT/echo with query length 5 with application/x-www-form-urlencoded payload with body size 3 B (3 bytes)
WebResponse: 200 OK with application/json payload with body size SIZE
### sizes in the verbose text
$out = irm "$env:WEB_HTTP/status/200" -Method Post -Body ('x' * 2000) -Verbose 4>&1
($out | Select-Object -First 1).Message -replace '.*body size ', ''
--- stdout
1.95 KB (2,000 bytes)
### -Debug of a request's head
$out = irm "$env:WEB_HTTP/status/200?a=1&b=2" -UserAgent x -Debug 5>&1
$out[0].Message
--- stdout
WebRequest Detail
\--- QUERY
a=1
b=2

\--- HEADERS
User-Agent: x
### the aliases
Get-Alias iwr, irm | ForEach-Object { $_.Definition }
--- stdout
Invoke-WebRequest
Invoke-RestMethod
### -UseBasicParsing changes nothing
(iwr "$env:WEB_HTTP/type?type=text/plain&body=a" -UseBasicParsing).Content
--- stdout
a
### the address from the pipeline is not taken, the body is
('a', 'b' | irm "$env:WEB_HTTP/echo" -Method Post).body -join ','
--- stdout
a,b
### Ctrl-C is not needed for a server that never answers: the time limit of the answer's begin
try { iwr "$env:WEB_HTTP/slow-head" -TimeoutSec 1 } catch { $_.Exception.GetType().FullName; $_.Exception.Message; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
System.Threading.Tasks.TaskCanceledException
The request was canceled due to the configured HttpClient.Timeout of 1 seconds elapsing.
ConnectionTimeoutReached,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
OperationTimeout
### the time limit of a pause in the answer
try { iwr "$env:WEB_HTTP/slow-body" -OperationTimeoutSeconds 1 } catch { $_.Exception.GetType().FullName; $_.Exception.Message; $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
System.TimeoutException
The request was canceled due to the configured OperationTimeout of 1 seconds elapsing
OperationTimeoutReached,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
OperationTimeout
### a stopped runspace ends a request
$ps = [powershell]::Create().AddScript("Invoke-WebRequest '$env:WEB_HTTP/slow-head'")
$null = $ps.BeginInvoke()
$ps.Stop()
$ps.InvocationStateInfo.State
--- stdout
Stopped
--- timeout 120
### elements that have no end are none
$r = iwr ("$env:WEB_HTTP/type?type=text/html&body=" + [uri]::EscapeDataString('<a href="x">one</a><a href="y">two <img src=z'))
$r.Links.Count, $r.Images.Count
--- stdout
1
0
