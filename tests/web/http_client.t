HttpClient over the tests' server.
Source: .NET's documentation of HttpClient, HttpClientHandler, HttpContent, HttpResponseMessage, System.Net.Http.Headers

### texts and answers
$c = [Net.Http.HttpClient]::new()
$c.GetStringAsync("$env:WEB_HTTP/file").Result
-join [char[]]$c.GetByteArrayAsync("$env:WEB_HTTP/file").Result
$r = $c.GetAsync("$env:WEB_HTTP/redirect/2").GetAwaiter().GetResult()
$r.StatusCode; $r.IsSuccessStatusCode; $r.EnsureSuccessStatusCode().Content.ReadAsStringAsync().Result -match '"path": "/echo"'
$c.Dispose()
--- stdout
0123456789
0123456789
OK
True
True
### fields of requests
$c = [Net.Http.HttpClient]::new()
$c.DefaultRequestHeaders.Add('X-Y', 'z')
$c.DefaultRequestHeaders.Authorization = [Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', 'tok')
$c.DefaultRequestHeaders.UserAgent.ParseAdd('me/1.0')
$c.DefaultRequestHeaders.Accept.Add([Net.Http.Headers.MediaTypeWithQualityHeaderValue]::new('application/json'))
$h = ($c.GetStringAsync("$env:WEB_HTTP/echo").Result | ConvertFrom-Json).headers
$h.'X-Y'; $h.Authorization; $h.'User-Agent'; $h.Accept
$c.DefaultRequestHeaders.Authorization.Parameter
$c.BaseAddress = "$env:WEB_HTTP/"
$q = [Net.Http.HttpRequestMessage]::new([Net.Http.HttpMethod]::Delete, 'echo/x')
$q.Headers.Add('Z', '1')
$r = $c.SendAsync($q).Result.Content.ReadAsStringAsync().Result | ConvertFrom-Json
$r.method; $r.path; $r.headers.Z
--- stdout
z
Bearer tok
me/1.0
application/json
tok
DELETE
/echo/x
1
### bodies
$c = [Net.Http.HttpClient]::new()
function echo_of($task) { $task.Result.Content.ReadAsStringAsync().Result | ConvertFrom-Json }
$r = echo_of $c.PostAsync("$env:WEB_HTTP/echo", [Net.Http.StringContent]::new('{"a":1}', [Text.Encoding]::UTF8, 'application/json'))
$r.method; $r.body; $r.headers.'Content-Type'
$d = [Collections.Generic.Dictionary[string, string]]::new(); $d.a = '1 2'; $d.b = 'ä'
$r = echo_of $c.PutAsync("$env:WEB_HTTP/echo", [Net.Http.FormUrlEncodedContent]::new($d))
$r.method; $r.body; $r.headers.'Content-Type'
$m = [Net.Http.MultipartFormDataContent]::new('BB')
$m.Add([Net.Http.StringContent]::new('x'), 'field')
$m.Add([Net.Http.ByteArrayContent]::new([byte[]](65, 66)), 'f', 'a b.txt')
$r = echo_of $c.PostAsync("$env:WEB_HTTP/echo", $m)
$r.headers.'Content-Type'; $r.body.Replace("`r", '')
--- stdout
POST
{"a":1}
application/json; charset=utf-8
PUT
a=1+2&b=%C3%A4
application/x-www-form-urlencoded
multipart/form-data; boundary="BB"
--BB
Content-Type: text/plain; charset=utf-8
Content-Disposition: form-data; name=field

x
--BB
Content-Disposition: form-data; name=f; filename="a b.txt"

AB
--BB--

### what fails
$c = [Net.Http.HttpClient]::new()
$r = $c.GetAsync("$env:WEB_HTTP/status/404").Result
[int]$r.StatusCode
try { $r.EnsureSuccessStatusCode() } catch { $_.FullyQualifiedErrorId; "$_"; $_.Exception.InnerException.StatusCode }
$t = $c.GetStringAsync("$env:WEB_HTTP/status/500")
$t.Status; $t.Exception.Message
try { $c.GetAsync("$env:WEB_DEAD/").Wait() } catch { "$_" -match 'One or more errors occurred. \(Connection refused \(127.0.0.1:\d+\)\)' }
try { $c.GetAsync('x') } catch { "$_" }
try { $c.GetAsync('nope://x/') } catch { "$_" }
try { $c.GetStringAsync("$env:WEB_HTTPS/file").GetAwaiter().GetResult() } catch { "$_" }
$c.Timeout = '0:0:0.3'
try { $c.GetStringAsync("$env:WEB_HTTP/slow-head").GetAwaiter().GetResult() } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
404
HttpRequestException
Exception calling "EnsureSuccessStatusCode" with "0" argument(s): "Response status code does not indicate success: 404 (Not Found)."
NotFound
Faulted
One or more errors occurred. (Response status code does not indicate success: 500 (Internal Server Error).)
True
Exception calling "GetAsync" with "1" argument(s): "An invalid request URI was provided. Either the request URI must be an absolute URI or BaseAddress must be set."
Exception calling "GetAsync" with "1" argument(s): "The 'nope' scheme is not supported."
Exception calling "GetResult" with "0" argument(s): "The SSL connection could not be established, see inner exception."
TaskCanceledException
Exception calling "GetResult" with "0" argument(s): "The request was canceled due to the configured HttpClient.Timeout of 0.3 seconds elapsing."
### the handler
$h = [Net.Http.HttpClientHandler]::new(); $h.AllowAutoRedirect = $false
[Net.Http.HttpClient]::new($h).GetAsync("$env:WEB_HTTP/redirect/1").Result.StatusCode
$h = [Net.Http.HttpClientHandler]::new()
$h.ServerCertificateCustomValidationCallback = [Net.Http.HttpClientHandler]::DangerousAcceptAnyServerCertificateValidator
[Net.Http.HttpClient]::new($h).GetStringAsync("$env:WEB_HTTPS/file").Result
$h.ServerCertificateCustomValidationCallback = { $true }
$t = [Net.Http.HttpClient]::new($h).GetStringAsync("$env:WEB_HTTPS/file")
$t.IsFaulted; $t.Exception.InnerException.GetType().Name
$h = [Net.Http.HttpClientHandler]::new(); $c = [Net.Http.HttpClient]::new($h)
$null = $c.GetAsync("$env:WEB_HTTP/cookie/set?a=1").Result
$h.CookieContainer.Count
--- stdout
Found
0123456789
True
NotSupportedException
1
