Static members that scripts name now and then, and ranges of arrays.
Source: .NET's documentation of Timeout, SecurityElement.Escape, CryptographicOperations, Dns, Array.Sort, ArrayList.ToArray

### statics
[Threading.Timeout]::Infinite; "$([Threading.Timeout]::InfiniteTimeSpan)"
[Security.SecurityElement]::Escape('<a b="c">&''')
$null -eq [Security.SecurityElement]::Escape($null)
[Security.Cryptography.CryptographicOperations]::FixedTimeEquals([byte[]](1, 2), [byte[]](1, 2))
[Security.Cryptography.CryptographicOperations]::FixedTimeEquals([byte[]](1, 2), [byte[]](1, 3))
$b = [byte[]](1, 2); [Security.Cryptography.CryptographicOperations]::ZeroMemory($b); "$b"
"$([Net.Dns]::GetHostAddressesAsync('127.0.0.1').Result)"
--- stdout
-1
-00:00:00.0010000
&lt;a b=&quot;c&quot;&gt;&amp;&apos;
True
True
False
0 0
127.0.0.1
### a part of an array is sorted; arrays of a type from a list
$a = [int[]](9, 3, 1, 2); [array]::Sort($a, 1, 3); "$a"
$l = [Collections.ArrayList](1, 2); $l.ToArray([int]).GetType().Name; $l.ToArray().GetType().Name
try { $l.ToArray([string]) } catch { $_.FullyQualifiedErrorId }
--- stdout
9 1 2 3
Int32[]
Object[]
InvalidCastException
