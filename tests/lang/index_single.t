Indexing what has no items.
Source: about_Arrays, published tests of indexing; the object itself is its first and last item

### 0 and -1 are the object itself, anything else is nothing
$x = 5
$x[0]
$x[-1]
@($x[1]).Count
$d = [datetime]'2020-01-01'
$d[0].Year
$d['0'].Year
@($d['a']).Count
(Get-Item /)[0].FullName
$o = [pscustomobject]@{ a = 1 }
$o[0].a
@($o[1]).Count
--- stdout
5
5
0
2020
2020
0
/
1
0
### strict mode refuses the others
Set-StrictMode -Version 2
$x = 5
$x[0]
try { $x[1] } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
5
CannotIndex
Unable to index into an object of type "System.Int32".
### an error caught is indexed as a list of one
try { throw 'a' } catch { $_[0].Exception.Message }
--- stdout
a
