Sessions, cookies, authentication, redirects and further attempts of the web cmdlets.
Source: PowerShell-Docs 7.5, Invoke-WebRequest and Invoke-RestMethod; PowerShell's WebRequestSession.cs, WebRequestPSCmdlet.Common.cs; RFC 6265

### -SessionVariable keeps cookies for -WebSession
$null = iwr "$env:WEB_HTTP/cookie/attributes?line=a%3D1%3B%20Path%3D/" -SessionVariable s
$s.GetType().FullName
$s.Cookies.Count
(irm "$env:WEB_HTTP/echo" -WebSession $s).headers.Cookie
$null -eq (irm "$env:WEB_HTTP/echo").headers.Cookie
--- stdout
Microsoft.PowerShell.Commands.WebRequestSession
1
a=1
True
### what a cookie knows of itself
$null = iwr "$env:WEB_HTTP/cookie/attributes?line=id%3Dx%3B%20Path%3D/echo%3B%20HttpOnly%3B%20Secure%3B%20Max-Age%3D100" -SessionVariable s
$c = $s.Cookies.GetAllCookies()[0]
$c.Name, $c.Value, $c.Path, $c.Domain, $c.HttpOnly, $c.Secure, $c.Expired, ($c.Expires -gt (Get-Date))
--- stdout
id
x
/echo
127.0.0.1
True
True
False
True
### a cookie goes to its path only, and never to other hosts
$c = [System.Net.CookieContainer]::new()
$c.SetCookies('http://a.example/x/y', 'n=1; Path=/x')
$c.GetCookieHeader('http://a.example/x'), $c.GetCookieHeader('http://a.example/x/z')
$c.GetCookieHeader('http://a.example/xz').Length, $c.GetCookieHeader('http://b.example/x').Length
--- stdout
n=1
n=1
0
0
### secure cookies need https
$c = [System.Net.CookieContainer]::new()
$c.SetCookies('https://a.example/', 'n=1; Secure; Path=/')
$c.GetCookieHeader('http://a.example/').Length
$c.GetCookieHeader('https://a.example/')
--- stdout
0
n=1
### a cookie of a domain is for the hosts below it
$c = [System.Net.CookieContainer]::new()
$c.SetCookies('http://www.a.example/', 'n=1; Domain=a.example; Path=/')
$c.GetCookies('http://other.a.example/').Count, $c.GetCookies('http://a.example.org/').Count
--- stdout
1
0
### a cookie for somebody else is not kept
$c = [System.Net.CookieContainer]::new()
$c.SetCookies('http://a.example/', 'n=1; Domain=b.example; Path=/')
$c.Count
--- stdout
0
### an expired cookie takes away the one of its name
$c = [System.Net.CookieContainer]::new()
$c.SetCookies('http://a.example/', 'n=1; Path=/')
$c.SetCookies('http://a.example/', 'n=2; Path=/; Expires=Thu, 01-Jan-1970 00:00:00 GMT')
$c.Count
--- stdout
0
### cookies of one's own
$s = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
$s.Cookies.Add([System.Net.Cookie]::new('own', 'yes', '/', '127.0.0.1'))
$s.UserAgent = 'agent/2'
$s.Headers['X-Always'] = 'there'
$h = (irm "$env:WEB_HTTP/echo" -WebSession $s).headers
$h.Cookie, $h.'User-Agent', $h.'X-Always'
--- stdout
own=yes
agent/2
there
### a Cookie field of the caller's stands before the session's
$s = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$s.Cookies.Add([System.Net.Cookie]::new('b', '2', '/', '127.0.0.1'))
(irm "$env:WEB_HTTP/echo" -WebSession $s -Headers @{ Cookie = 'a=1' }).headers.Cookie
--- stdout
a=1; b=2
### a cookie needs a domain, and a name that is one
try { [System.Net.CookieContainer]::new().Add([System.Net.Cookie]::new('a', 'b')) } catch { $_.Exception.InnerException.Message }
try { [System.Net.Cookie]::new('a b', 'c') } catch { $_.Exception.InnerException.Message }
--- stdout
The parameter 'cookie.Domain' cannot be an empty string. (Parameter 'cookie.Domain')
The 'Name'='a b' part of the cookie is invalid.
### a new session
$s = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
$s.MaximumRedirection, $s.UseDefaultCredentials, $s.Headers.Count, $s.Cookies.GetType().Name, ($null -eq $s.Proxy)
--- stdout
-1
False
0
CookieContainer
True
### headers stay in the session
$null = irm "$env:WEB_HTTP/echo" -SessionVariable s -Headers @{ 'X-Kept' = 'a' } -UserAgent 'kept/1'
$h = (irm "$env:WEB_HTTP/echo" -WebSession $s).headers
$h.'X-Kept', $h.'User-Agent'
--- stdout
a
kept/1
### -Authentication Basic
$c = [pscredential]::new('user', (ConvertTo-SecureString 'pass:word' -AsPlainText -Force))
(irm "$env:WEB_HTTP/echo" -Authentication Basic -Credential $c -AllowUnencryptedAuthentication).headers.Authorization
--- stdout
Basic dXNlcjpwYXNzOndvcmQ=
### -Authentication Bearer and OAuth
$t = ConvertTo-SecureString 'to-ken' -AsPlainText -Force
(irm "$env:WEB_HTTP/echo" -Authentication Bearer -Token $t -AllowUnencryptedAuthentication).headers.Authorization
(irm "$env:WEB_HTTPS/echo" -Authentication OAuth -Token $t -SkipCertificateCheck).headers.Authorization
--- stdout
Bearer to-ken
Bearer to-ken
### -Credential answers what the server asks
$good = [pscredential]::new('u', (ConvertTo-SecureString 'p' -AsPlainText -Force))
$bad = [pscredential]::new('u', (ConvertTo-SecureString 'x' -AsPlainText -Force))
(iwr "$env:WEB_HTTP/basic" -Credential $good -AllowUnencryptedAuthentication).Content
try { iwr "$env:WEB_HTTP/basic" -Credential $bad -AllowUnencryptedAuthentication } catch { $_.Exception.Response.StatusCode }
--- stdout
welcome
Unauthorized
### redirects are followed
$r = iwr "$env:WEB_HTTP/redirect/3"
$r.StatusCode, ($r.Content | ConvertFrom-Json).path, $r.BaseResponse.RequestMessage.RequestUri.AbsolutePath
--- stdout
200
/echo
/echo
### -MaximumRedirection
try { iwr "$env:WEB_HTTP/redirect/3" -MaximumRedirection 2 } catch { $_.Exception.Response.StatusCode; $_.Exception.Response.Headers.Location.OriginalString; $_.FullyQualifiedErrorId }
(iwr "$env:WEB_HTTP/redirect/3" -MaximumRedirection 3).StatusCode
--- stdout
Found
/echo
WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
200
### -MaximumRedirection 0 gives the redirect, and an error
$r = iwr "$env:WEB_HTTP/redirect/1" -MaximumRedirection 0 -SkipHttpErrorCheck -ErrorAction SilentlyContinue -ErrorVariable e
$r.StatusCode, $r.Headers.Location[0], $e[0].FullyQualifiedErrorId, $e[0].ErrorDetails.Message
--- stdout
302
/echo
MaximumRedirectExceeded,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
The maximum redirection count has been exceeded. To increase the number of redirections allowed, supply a higher value to the -MaximumRedirection parameter.
### a redirected POST becomes a GET without a body
300, 301, 302, 303, 307, 308 | ForEach-Object {
    $r = irm "$env:WEB_HTTP/redirect/1?code=$_" -Method Post -Body abc
    "$_ $($r.method) $($r.body)"
}
--- stdout
300 GET 
301 GET 
302 GET 
303 GET 
307 POST abc
308 POST abc
### -PreserveHttpMethodOnRedirect
(irm "$env:WEB_HTTP/redirect/1?code=301" -Method Post -PreserveHttpMethodOnRedirect).method
(irm "$env:WEB_HTTP/redirect/1?code=303" -Method Put -PreserveHttpMethodOnRedirect).method
(irm "$env:WEB_HTTP/redirect/1?code=303" -Method Put).method
--- stdout
POST
PUT
GET
### the authorization does not go with a redirect
$null -eq (irm "$env:WEB_HTTP/redirect/1" -Headers @{ Authorization = 'secret' }).headers.Authorization
(irm "$env:WEB_HTTP/redirect/1" -Headers @{ Authorization = 'secret' } -PreserveAuthorizationOnRedirect).headers.Authorization
--- stdout
True
secret
### redirects from https to http
$to = [uri]::EscapeDataString("$env:WEB_HTTP/echo")
try { iwr "$env:WEB_HTTPS/redirect/1?to=$to" -SkipCertificateCheck } catch { $_.FullyQualifiedErrorId; $_.ErrorDetails.Message }
(irm "$env:WEB_HTTPS/redirect/1?to=$to" -SkipCertificateCheck -AllowInsecureRedirect).path
--- stdout
InsecureRedirection,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
Cannot follow an insecure redirection by default. Reissue the command specifying the -AllowInsecureRedirect switch. 
/echo
### -MaximumRetryCount
irm "$env:WEB_HTTP/fail/retry-a/1" -MaximumRetryCount 2 -RetryIntervalSec 1
try { irm "$env:WEB_HTTP/fail/retry-b/3" -MaximumRetryCount 1 -RetryIntervalSec 1 } catch { $_.ErrorDetails.Message }
try { irm "$env:WEB_HTTP/fail/retry-c/1" } catch { $_.ErrorDetails.Message }
--- stdout
2
2 
1 
### the body is sent again
irm "$env:WEB_HTTP/fail/retry-d/1?code=404" -MaximumRetryCount 1 -RetryIntervalSec 1 -Method Post -Body again
--- stdout
2 again
### the verbose text of another attempt; Retry-After of status 429
$out = irm "$env:WEB_HTTP/fail/retry-e/1?code=429&after=1" -MaximumRetryCount 1 -RetryIntervalSec 100 -Verbose 4>&1
($out | Where-Object { "$_" -like 'Retrying*' }).Message
--- stdout
Retrying after interval of 1 seconds. Status code for previous attempt: TooManyRequests
### a proxy in a session
$s = [Microsoft.PowerShell.Commands.WebRequestSession]::new()
$s.Proxy = [System.Net.WebProxy]::new($env:WEB_HTTP)
(irm 'http://nowhere.invalid/a' -WebSession $s).method
--- stdout
GET
### the session variable is there though the request fails
try { iwr "$env:WEB_HTTP/status/500" -SessionVariable s } catch { }
$s.GetType().Name
--- stdout
WebRequestSession
