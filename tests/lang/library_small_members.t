Source: .NET's documentation of the members named, each by its own page
### SortedSet.GetViewBetween, PriorityQueue's items, Remove, DequeueEnqueue
$s = [Collections.Generic.SortedSet[int]](3, 1, 2)
$s.GetViewBetween(1, 2) -join ','
try { $s.GetViewBetween(3, 1) } catch { $_.Exception.InnerException.Message }
$q = [Collections.Generic.PriorityQueue[string, int]]::new(); $q.Enqueue('b', 2); $q.Enqueue('a', 1)
$q.UnorderedItems.Count; $element = $priority = $null
$q.Remove('a', [ref]$element, [ref]$priority); "$element $priority $($q.Count)"
$q.DequeueEnqueue('z', 1); $q.Peek()
--- stdout
1,2
Must be less than or equal to upperValue. (Parameter 'lowerValue')
2
True
a 1 1
b
z
### indexes that are outside: arrays, lists, a SortedList's key twice
foreach ($block in { (1, 2, 3).GetValue(5) }, { [Collections.Generic.List[int]]::new().Insert(9, 1) }, { [Collections.ArrayList]::new().Insert(3, 1) },
    { [Collections.Generic.List[int]]::new(-1) }, { $l = [Collections.SortedList]::new(); $l.Add('b', 1); $l.Add('b', 1) }) {
    try { & $block } catch { "$($_.FullyQualifiedErrorId): $($_.Exception.InnerException.Message)" }
}
--- stdout
IndexOutOfRangeException: Index was outside the bounds of the array.
ArgumentOutOfRangeException: Index must be within the bounds of the List. (Parameter 'index')
ArgumentOutOfRangeException: Insertion index was out of range. Must be non-negative and less than or equal to size. (Parameter 'index')
ArgumentOutOfRangeException: Non-negative number required. (Parameter 'capacity')
ArgumentException: Item has already been added. Key in dictionary: 'b'  Key being added: 'b'
### Environment.GetFolderPath: a folder that is not there has no path, unless asked for unseen
[Environment]::GetFolderPath('MyDocuments') -eq ''
[Environment]::GetFolderPath('MyDocuments', 'DoNotVerify') -eq "$HOME/Documents"
[Environment]::GetFolderPath('LocalApplicationData', 'DoNotVerify')
$null = [IO.Directory]::CreateDirectory("$HOME/.config")
'XDG_DOCUMENTS_DIR="$HOME/Papers"' > "$HOME/.config/user-dirs.dirs"
[Environment]::GetFolderPath('MyDocuments', 'Create') -eq "$HOME/Papers"; Test-Path "$HOME/Papers"
[Environment]::UserInteractive
[int][Environment+SpecialFolder]::CDBurning
--- stdout
True
True
/opt/data
True
True
True
59
--- env XDG_DATA_HOME=/opt/data
### Path.GetFullPath of nothing; StringBuilder.Remove past the end
foreach ($block in { [IO.Path]::GetFullPath('') }, { [Text.StringBuilder]::new('abc').Remove(50, 1) }) {
    try { & $block } catch { $_.Exception.InnerException.Message }
}
--- stdout
The path is empty. (Parameter 'path')
Index was out of range. Must be non-negative and less than or equal to the size of the collection. (Parameter 'length')
### BigInteger.DivRem, logarithms, powers of two
$rest = [bigint]0
[bigint]::DivRem(7, 2, [ref]$rest); $rest
"$([bigint]::DivRem(-7, 2))"
[bigint]::Log10([bigint]::Pow(10, 400)); [bigint]::Log(8, 2); [bigint]::IsPow2(8); [bigint]::IsPow2(10)
--- stdout
3
1
(-3, -1)
400
3
True
False
### Decimal's methods fail with their own exceptions
foreach ($block in { [decimal]::Divide(1, 0) }, { [decimal]::Remainder(1, 0) }, { [decimal]::Multiply([decimal]::MaxValue, 2) }) {
    try { & $block } catch { "$($_.FullyQualifiedErrorId): $($_.Exception.InnerException.Message)" }
}
[decimal]::Add(1.10d, 2); [decimal]::Remainder(7, 3)
--- stdout
DivideByZeroException: Attempted to divide by zero.
DivideByZeroException: Attempted to divide by zero.
OverflowException: Value was either too large or too small for a Decimal.
3.10
1
### random texts and items; a stopwatch's span; an HMAC's name
[Security.Cryptography.RandomNumberGenerator]::GetHexString(7) -cmatch '^[0-9A-F]{7}$'
[Security.Cryptography.RandomNumberGenerator]::GetHexString(8, $true) -cmatch '^[0-9a-f]{8}$'
[Security.Cryptography.RandomNumberGenerator]::GetString('ab', 20) -cmatch '^[ab]{20}$'
[Security.Cryptography.RandomNumberGenerator]::GetItems([int[]](7), 2) -join ','
[Diagnostics.Stopwatch]::GetElapsedTime(0, [Diagnostics.Stopwatch]::Frequency).TotalSeconds
[Security.Cryptography.HMACSHA256]::new([byte[]](1)).HashName
--- stdout
True
True
True
7,7
1
SHA256
### ordinal comparison tells how far apart the units are
[string]::CompareOrdinal('a', 'B'); [string]::CompareOrdinal('abc', 'ab')
--- stdout
31
1
