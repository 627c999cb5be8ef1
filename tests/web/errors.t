Errors of the web cmdlets.
Source: PowerShell's WebRequestPSCmdlet.Common.cs and WebCmdletStrings.resx; WebCmdlets.Tests.ps1

### a status that is an error's
try { iwr "$env:WEB_HTTP/status/404?text=lost" } catch {
    $_.Exception.GetType().FullName
    $_.Exception.Message
    $_.Exception.Response.StatusCode
    $_.Exception.Response.StatusCode.value__
    $_.Exception.Response.ReasonPhrase
    $_.Exception.StatusCode
    $_.FullyQualifiedErrorId
    $_.CategoryInfo.Category
    $_.CategoryInfo.Reason
    $_.ErrorDetails.Message
    $_.TargetObject.GetType().FullName
}
--- stdout
Microsoft.PowerShell.Commands.HttpResponseException
Response status code does not indicate success: 404 (Not Found).
NotFound
404
Not Found
NotFound
WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
InvalidOperation
HttpResponseException
lost
System.Net.Http.HttpRequestMessage
### it can be caught by its type, and by its base
try { irm "$env:WEB_HTTP/status/500" } catch [Microsoft.PowerShell.Commands.HttpResponseException] { 'one' }
try { irm "$env:WEB_HTTP/status/500" } catch [System.Net.Http.HttpRequestException] { 'two' }
--- stdout
one
two
### without a body the message is the exception's
irm "$env:WEB_HTTP/status/503"
--- stderr
Response status code does not indicate success: 503 \(Service Unavailable\)\.
--- exit 1
### tags are taken out of the page that is the message
try { irm "$env:WEB_HTTP/none" } catch { $_.ErrorDetails.Message }
--- stdout
no such page
### JSON is indented in the message
try { irm ("$env:WEB_HTTP/status/400?type=application/json&text=" + '{"error":{"code":1,"list":[1,2],"none":[]}}') } catch { $_.ErrorDetails.Message }
--- stdout

{
  "error": {
    "code": 1,
    "list": [
      1,
      2
    ],
    "none": []
  }
}
### what is no JSON stays as it is
try { irm "$env:WEB_HTTP/status/400?type=application/json&text=oops" } catch { $_.ErrorDetails.Message }
--- stdout
oops
### -SkipHttpErrorCheck gives the answer
$r = iwr "$env:WEB_HTTP/status/404?text=lost" -SkipHttpErrorCheck
$r.StatusCode, $r.StatusDescription, $r.Content
irm "$env:WEB_HTTP/status/404?text=lost" -SkipHttpErrorCheck -StatusCodeVariable code
$code
--- stdout
404
NotFound
lost
lost
404
### nobody listens
try { iwr $env:WEB_DEAD } catch {
    $_.Exception.GetType().FullName
    $_.Exception.Message -replace '\d+\)', 'PORT)'
    $_.Exception.InnerException.GetType().FullName
    $_.ErrorDetails.Message
    $_.FullyQualifiedErrorId
}
--- stdout
System.Net.Http.HttpRequestException
Connection refused (127.0.0.1:PORT)
System.Net.Sockets.SocketException
Connection refused
WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### no Response where no answer came
try { iwr $env:WEB_DEAD } catch { $null -eq $_.Exception.Response; $null -eq $_.Exception.StatusCode }
--- stdout
True
True
### a certificate that nobody signed
try { iwr "$env:WEB_HTTPS/echo" } catch { $_.Exception.Message; $_.ErrorDetails.Message; $_.Exception.InnerException.GetType().FullName; $_.FullyQualifiedErrorId }
--- stdout
The SSL connection could not be established, see inner exception.
The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot
System.Security.Authentication.AuthenticationException
WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### -SkipCertificateCheck
(iwr "$env:WEB_HTTPS/echo" -SkipCertificateCheck).StatusCode
(iwr "$env:WEB_HTTPS/echo" -SkipCertificateCheck -SslProtocol Tls12).StatusCode
(iwr "$env:WEB_HTTPS/echo" -SkipCertificateCheck -SslProtocol Tls13).StatusCode
--- stdout
200
200
200
### an answer that ends too soon
try { iwr "$env:WEB_HTTP/short" } catch { $_.ErrorDetails.Message; $_.FullyQualifiedErrorId }
--- stdout
The response ended prematurely. (ResponseEnded)
WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### -WebSession and -SessionVariable
try { iwr http://127.0.0.1 -WebSession ([Microsoft.PowerShell.Commands.WebRequestSession]::new()) -SessionVariable x } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.GetType().Name; $_.Exception.Message }
--- stdout
WebCmdletSessionConflictException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
InvalidArgument
ValidationMetadataException
The cmdlet cannot run because the following conflicting parameters are specified: Session and SessionVariable. Specify either Session or SessionVariable, then retry.
### bodies that exclude each other
Set-Content f x
try { irm http://127.0.0.1 -Method Post -Body a -InFile f } catch { $_.FullyQualifiedErrorId }
try { irm http://127.0.0.1 -Method Post -Body a -Form @{ a = 1 } } catch { $_.FullyQualifiedErrorId }
try { irm http://127.0.0.1 -Method Post -InFile f -Form @{ a = 1 } } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
WebCmdletBodyConflictException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
WebCmdletBodyFormConflictException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
WebCmdletFormInFileConflictException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
The cmdlet cannot run because the following conflicting parameters are specified: InFile and Form. Specify either InFile or Form, then retry.  
### -InFile has to be a file
try { irm http://127.0.0.1 -Method Post -InFile ./none } catch { $_.FullyQualifiedErrorId }
try { irm http://127.0.0.1 -Method Post -InFile . } catch { $_.FullyQualifiedErrorId }
try { irm http://127.0.0.1 -Method Post -InFile env:HOME } catch { $_.FullyQualifiedErrorId }
--- stdout
PathNotFound,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
WebCmdletInFileNotFilePathException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
WebCmdletInFileNotFilesystemPathException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
### -PassThru and -Resume need -OutFile
try { iwr http://127.0.0.1 -PassThru } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { iwr http://127.0.0.1 -Resume } catch { $_.Exception.Message }
try { iwr http://127.0.0.1 -Resume -OutFile . } catch { $_.FullyQualifiedErrorId }
--- stdout
WebCmdletOutFileMissingException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
The cmdlet cannot run because the following parameter is missing: OutFile. Provide a valid OutFile parameter value when using the PassThru parameter, then retry.
The cmdlet cannot run because the following parameter is missing: OutFile. Provide a valid OutFile parameter value when using the Resume parameter, then retry.
WebCmdletResumeNotFilePathException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### authentication that lacks something
$c = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText -Force))
$t = ConvertTo-SecureString t -AsPlainText -Force
function id($b) { try { & $b } catch { $_.FullyQualifiedErrorId -replace ',.*' } }
id { iwr https://127.0.0.1 -Authentication Basic }
id { iwr https://127.0.0.1 -Authentication Bearer }
id { iwr https://127.0.0.1 -Authentication OAuth }
id { iwr https://127.0.0.1 -Authentication Basic -Credential $c -Token $t }
id { iwr https://127.0.0.1 -Authentication Basic -UseDefaultCredentials }
id { iwr https://127.0.0.1 -Credential $c -UseDefaultCredentials }
id { iwr http://127.0.0.1 -Authentication Basic -Credential $c }
id { iwr http://127.0.0.1 -Credential $c }
id { iwr http://127.0.0.1 -UseDefaultCredentials }
--- stdout
WebCmdletAuthenticationCredentialNotSuppliedException
WebCmdletAuthenticationTokenNotSuppliedException
WebCmdletAuthenticationTokenNotSuppliedException
WebCmdletAuthenticationTokenConflictException
WebCmdletAuthenticationConflictException
WebCmdletCredentialConflictException
WebCmdletAllowUnencryptedAuthenticationRequiredException
WebCmdletAllowUnencryptedAuthenticationRequiredException
WebCmdletAllowUnencryptedAuthenticationRequiredException
### proxies that lack something
$c = [pscredential]::new('u', (ConvertTo-SecureString p -AsPlainText -Force))
try { iwr http://127.0.0.1 -ProxyCredential $c } catch { $_.FullyQualifiedErrorId }
try { iwr http://127.0.0.1 -ProxyUseDefaultCredentials -ProxyCredential $c -Proxy http://127.0.0.1 } catch { $_.FullyQualifiedErrorId }
--- stdout
WebCmdletProxyUriNotSuppliedException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
WebCmdletProxyCredentialConflictException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
### a content type that is none
try { irm "$env:WEB_HTTP/echo" -Method Post -Body a -ContentType foo } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.TargetObject; $_.Exception.Message }
(irm "$env:WEB_HTTP/echo" -Method Post -Body a -ContentType foo -SkipHeaderValidation).headers.'Content-Type'
--- stdout
WebCmdletContentTypeException,Microsoft.PowerShell.Commands.InvokeRestMethodCommand
InvalidArgument
foo
The cmdlet cannot run because the -ContentType parameter is not a valid Content-Type header. Specify a valid Content-Type for -ContentType, then retry. To suppress header validation, supply the -SkipHeaderValidation parameter.
foo
### a thumbprint that is in no store
try { iwr https://127.0.0.1 -CertificateThumbprint 1234 } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.GetType().FullName }
--- stdout
WebCmdletCertificateException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
SecurityError
System.Security.Cryptography.CryptographicException
### arguments out of range
try { iwr http://127.0.0.1 -MaximumRedirection -1 } catch { $_.FullyQualifiedErrorId }
try { iwr http://127.0.0.1 -RetryIntervalSec 0 } catch { $_.FullyQualifiedErrorId }
try { iwr http://127.0.0.1 -TimeoutSec -1 } catch { $_.FullyQualifiedErrorId }
try { iwr http://127.0.0.1 -TransferEncoding odd } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.InvokeWebRequestCommand
