All captures of a group, and the collection of groups.
Source: .NET's System.Text.RegularExpressions: Group.Captures, GroupCollection, "Grouping constructs and regular expression objects"

### a group in a repetition has a capture for each turn
$m = [regex]::Match('This is one sentence. This is another.', '\b(\w+[;,]?\s?)+[.?!]')
$m.Groups[1].Captures.Count
$m.Groups[1].Captures.Value -join '|'
$m.Groups[1].Captures.Index -join ','
$m.Groups[1].Value
$m.Captures.Count; $m.Captures[0].Value
$m.Groups[1].Captures.GetType().FullName; $m.Groups[1].Captures[0].GetType().FullName; $m.Groups[1].Captures[3].GetType().FullName
--- stdout
4
This |is |one |sentence
0,5,8,12
sentence
1
This is one sentence.
System.Text.RegularExpressions.CaptureCollection
System.Text.RegularExpressions.Capture
System.Text.RegularExpressions.Group
### what backtracking gave up is no capture
([regex]::Match('abcd1', '(?:([a-z])|(\d))+')).Groups[1].Captures.Value -join ''
([regex]::Match('aaaa', '^(a)+(a)(a)$')).Groups[1].Captures.Value -join ''
([regex]::Match('ababac', '(?:(a)(b))*(?:(a)c)')).Groups | ForEach-Object { "$($_.Name): $($_.Captures.Value -join ',')" }
([regex]::Match('xay', '(?:x(a)z|x(.)y)')).Groups[1].Captures.Count
([regex]::Match('12-34-56', '(?:(?<p>\d\d)-?)+')).Groups['p'].Captures.Value -join ' '
([regex]::Match('aXbYcZ', '(?:(?<l>[a-z])(?<u>[A-Z]))+')).Groups['l', 'u'] | ForEach-Object { $_.Captures.Value -join '' }
([regex]::Match('abab', '(?:(?<n>a)|(?<n>b))+')).Groups['n'].Captures.Value -join ''
([regex]::Match('äöü', '(\w)+')).Groups[1].Captures.Index -join ','
([regex]::Match('aab', '((a)|b)+')).Groups[2].Captures.Index -join ','
([regex]::Match('key=1;k=22;', '(?:(\w+)=(\d+);)+')).Groups[2].Captures.Value -join ','
([regex]::Matches('ab cd', '(\w)+') | ForEach-Object { $_.Groups[1].Captures.Value -join '+' }) -join ' '
--- stdout
abcd
aa
0: ababac
1: a,a
2: b,b
3: a
0
12 34 56
abc
XYZ
abab
0,1,2
0,1
1,22
a+b c+d
### members of the collection of groups
$g = ([regex]::Match('k=v', '(?<key>\w)=(?<val>\w)(?<no>x)?')).Groups
$g.ContainsKey('key'); $g.ContainsKey('other')
$g.Keys -join ','
$g.Values.Value -join ','
$found = $null
$g.TryGetValue('val', [ref] $found); $found.Value
$g['no'].Success; $g['no'].Captures.Count
--- stdout
True
False
0,key,val,no
k=v,k,v,
True
v
False
0
