Source: .NET's documentation of System.Collections.Generic.LinkedList<T> and LinkedListNode<T>
### nodes: next, previous, before, after
$l = [Collections.Generic.LinkedList[int]]::new()
$n = $l.AddLast(1); $null = $l.AddLast(3)
$null = $l.AddAfter($n, 2); $null = $l.AddBefore($l.First, 0)
$l -join ','
$l.First.Next.Value; $l.Last.Previous.Value; $l.Find(2).Next.Value; $null -eq $l.First.Previous
for ($at = $l.First; $at; $at = $at.Next) { "<$($at.Value)>" }
$l.First.Value = 70
$l -join ','
--- stdout
0,1,2,3
1
2
3
True
<0>
<1>
<2>
<3>
70,1,2,3
### a node that left its list, and one that comes
$l = [Collections.Generic.LinkedList[string]]::new([string[]]('a', 'b', 'c'))
$b = $l.Find('b'); $l.Remove($b)
$l -join ','; $b.Value; $null -eq $b.List
try { $l.Remove($b) } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
$l.AddFirst($b); $l -join ','
try { $l.AddLast($b) } catch { $_.Exception.InnerException.Message }
$l.Remove('zz'); $l.Remove('c')
$new = [Collections.Generic.LinkedListNode[string]]::new('n'); $l.AddAfter($b, $new); $l -join ','
$l.FindLast('n').Previous.Value; $l.Clear(); $l.Count; $null -eq $l.First
--- stdout
a,c
b
True
InvalidOperationException
The LinkedList node does not belong to current LinkedList.
b,a,c
The LinkedList node already belongs to a LinkedList.
False
True
b,n,a
b
0
True
### casts to delegates
([EventHandler] { param($s, $e) }).GetType().FullName
([Timers.ElapsedEventHandler] { }).GetType().Name
([Threading.TimerCallback] { }).Invoke(1)
$script:seen = 0; ([Action[int]] { param($x) $script:seen = $x }).Invoke(5); $script:seen
([Predicate[string]] { param($x) $x -eq 'a' }).Invoke('a')
([Comparison[int]] { param($a, $b) $a - $b }).Invoke(3, 1)
([Net.Security.RemoteCertificateValidationCallback] { $true }).Invoke($null, $null, $null, 0)
([Action] { }).GetInvocationList().Count
--- stdout
System.EventHandler
ElapsedEventHandler
5
True
2
True
1
--- source .NET's documentation of the delegates named; about_Script_Blocks
### $this and $_ in the handler of an event: the sender and the arguments
$t = [Timers.Timer]::new(10); $t.AutoReset = $false; $global:seen = $null
$t.add_Elapsed({ $global:seen = "$($this.GetType().Name) $($_.GetType().Name)" })
$t.Start()
for ($i = 0; $i -lt 200 -and -not $global:seen; $i++) { Start-Sleep -Milliseconds 20 }
$global:seen
$global:seen = $null; $u = [Timers.Timer]::new(10); $u.AutoReset = $false
$u.add_Elapsed([Timers.ElapsedEventHandler] { param($s, $e) $global:seen = [object]::ReferenceEquals($this, $s) }); $u.Start()
for ($i = 0; $i -lt 200 -and $null -eq $global:seen; $i++) { Start-Sleep -Milliseconds 20 }
$global:seen
--- stdout
Timer ElapsedEventArgs
True
--- source scriptblock.cs: a delegate of two parameters and no result binds them to $this and $_
### relative URIs
$r = [uri]::new('a/b?x', 'Relative')
$r.IsAbsoluteUri; $r.OriginalString; "$r"; $null -eq $r.Host
try { $r.GetLeftPart('Path') } catch { $_.FullyQualifiedErrorId }
[uri]::new('/a/b', [UriKind]::Relative).IsAbsoluteUri
try { [uri]::new('http://h/', 'Relative') } catch { $_.Exception.InnerException.Message }
try { [uri]::new('a', 'Absolute') } catch { $_.Exception.InnerException.Message }
[uri]::new([uri]'http://h/x/y', $r).AbsoluteUri
$made = $null; [uri]::TryCreate([uri]'http://h/a/', 'b', [ref]$made); "$made"
--- stdout
False
a/b?x
a/b?x
True
InvalidOperationException
False
A relative URI cannot be created because the 'uriString' parameter represents an absolute URI.
Invalid URI: The format of the URI could not be determined.
http://h/x/a/b?x
True
http://h/a/b
--- source .NET's documentation of System.Uri
