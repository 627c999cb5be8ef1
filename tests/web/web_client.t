WebClient over the tests' server.
Source: .NET's documentation of WebClient, WebHeaderCollection, WebException, HttpWebResponse

### texts, bytes and files
$c = [Net.WebClient]::new()
$c.DownloadString("$env:WEB_HTTP/file")
-join [char[]]$c.DownloadData("$env:WEB_HTTP/file")
$c.DownloadFile("$env:WEB_HTTP/file", "$HOME/got"); Get-Content got
[IO.StreamReader]::new($c.OpenRead("$env:WEB_HTTP/file")).ReadToEnd()
$c.DownloadStringTaskAsync("$env:WEB_HTTP/redirect/2").Result -match '"path": "/echo"'
--- stdout
0123456789
0123456789
0123456789
0123456789
True
### fields of the request and of the answer
$c = New-Object System.Net.WebClient
$c.Headers.Add('User-Agent', 'me')
$c.Headers['X-Y'] = 'z'
$c.Headers[[Net.HttpRequestHeader]::AcceptLanguage] = 'en'
$c.Headers.Add('Q: r')
$h = ($c.DownloadString("$env:WEB_HTTP/echo") | ConvertFrom-Json).headers
$h.'User-Agent'; $h.'X-Y'; $h.'Accept-Language'; $h.Q
$c.ResponseHeaders['Content-Type']
$c.BaseAddress = "$env:WEB_HTTP/"; $c.QueryString.Add('k', 'v')
($c.DownloadString('echo') | ConvertFrom-Json).query
--- stdout
me
z
en
r
application/json
k=v
### uploads
$c = [Net.WebClient]::new()
$r = $c.UploadString("$env:WEB_HTTP/echo", 'dätä') | ConvertFrom-Json
$r.method; $r.hex
$c.Encoding = [Text.Encoding]::Latin1
($c.UploadString("$env:WEB_HTTP/echo", 'PUT', 'ä') | ConvertFrom-Json).hex
$v = [Collections.Specialized.NameValueCollection]::new(); $v.Add('a', '1 2'); $v.Add('b', 'ä')
$r = [Text.Encoding]::UTF8.GetString($c.UploadValues("$env:WEB_HTTP/echo", $v)) | ConvertFrom-Json
$r.body; $r.headers.'Content-Type'
$r = [Text.Encoding]::UTF8.GetString($c.UploadData("$env:WEB_HTTP/echo", [byte[]](1, 2))) | ConvertFrom-Json
$r.hex
--- stdout
POST
64c3a474c3a4
e4
a=1+2&b=%c3%a4
application/x-www-form-urlencoded
0102
### what fails
$c = [Net.WebClient]::new()
try { $c.DownloadString("$env:WEB_HTTP/status/404") } catch {
    $_.FullyQualifiedErrorId; "$_"
    $e = $_.Exception.InnerException
    $e.Status; [int]$e.Response.StatusCode; $e.Response.StatusDescription; "$($e.Response.ResponseUri)" -match '/status/404'
}
try { $c.DownloadString("$env:WEB_DEAD/x") } catch {
    $_.Exception.InnerException.Status
    $_.Exception.InnerException.InnerException.GetType().FullName
    "$_" -match 'Connection refused \(127\.0\.0\.1:\d+\)'
}
try { $c.DownloadFile("$env:WEB_HTTP/file", '/no/such/folder/x') } catch { "$_"; $_.Exception.InnerException.InnerException.GetType().Name }
$t = $c.DownloadStringTaskAsync("$env:WEB_HTTP/status/500")
$t.IsFaulted; $t.Exception.InnerException.Message
try { $t.GetAwaiter().GetResult() } catch { $_.FullyQualifiedErrorId }
try { $t.Wait() } catch { $_.FullyQualifiedErrorId }
--- stdout
WebException
Exception calling "DownloadString" with "1" argument(s): "The remote server returned an error: (404) Not Found."
ProtocolError
404
Not Found
True
ConnectFailure
System.Net.Http.HttpRequestException
True
Exception calling "DownloadFile" with "2" argument(s): "An exception occurred during a WebClient request."
DirectoryNotFoundException
True
The remote server returned an error: (500) Internal Server Error.
WebException
AggregateException
