WebClient and its kin without a server; tasks that failed.
Source: .NET's documentation of WebClient, WebHeaderCollection, WebException, Task

### local files
'text' | Set-Content a.txt
$c = New-Object Net.WebClient
$c.DownloadString("$HOME/a.txt").Trim()
$c.DownloadFile("file://$HOME/a.txt", "$HOME/b.txt"); Get-Content b.txt
try { $c.DownloadString("$HOME/none") } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.InnerException.GetType().Name }
try { $c.DownloadString('nope://x/') } catch { $_.Exception.InnerException.Message }
try { $c.DownloadString($null) } catch { "$_" }
--- stdout
text
text
WebException
FileNotFoundException
The URI prefix is not recognized.
Exception calling "DownloadString" with "1" argument(s): "Value cannot be null. (Parameter 'address')"
### a collection of header fields
$h = [Net.WebHeaderCollection]::new()
$h.Add('A', '1'); $h.Add('a', '2'); $h.Set('B', '3'); $h['C-D'] = '4'
$h['A']; $h.Get('b'); $h.Count; $h.AllKeys -join ' '
$h.Remove('B'); $h.Count
$h.Add([Net.HttpRequestHeader]::ContentType, 'text/plain'); $h['Content-Type']
try { $h.Add('a b', 'x') } catch { "$_" }
try { $h.Add('nothing') } catch { $_.FullyQualifiedErrorId }
--- stdout
1, 2
3
3
A B C-D
2
text/plain
Exception calling "Add" with "2" argument(s): "Specified value has invalid HTTP Header characters. (Parameter 'name')"
ArgumentException
### the exception
$e = [Net.WebException]::new('no'); $e.Message; $e.Status; $null -eq $e.Response
[int][Net.WebExceptionStatus]::Timeout
--- stdout
no
UnknownError
True
14
### a task that failed
$t = [Threading.Tasks.Task]::FromException([InvalidOperationException]::new('q'))
$t.IsFaulted; $t.IsCompleted; $t.IsCompletedSuccessfully; $t.Status
$t.Exception.Message; $t.Exception.InnerExceptions[0].GetType().Name
try { $t.Wait() } catch { $_.FullyQualifiedErrorId; "$_" }
try { $t.GetAwaiter().GetResult() } catch { $_.FullyQualifiedErrorId; "$_" }
[Threading.Tasks.Task]::Run([Action] { throw 'x' }).Status
$null -eq [Threading.Tasks.Task]::FromResult(1).Exception
--- stdout
True
True
False
Faulted
One or more errors occurred. (q)
InvalidOperationException
AggregateException
Exception calling "Wait" with "0" argument(s): "One or more errors occurred. (q)"
InvalidOperationException
Exception calling "GetResult" with "0" argument(s): "q"
Faulted
True
