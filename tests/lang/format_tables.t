Tables: widths, cuts, wrapping, alignment.
Source: Format-Table (reference/7.5/Microsoft.PowerShell.Utility); Format-Table.Tests.ps1; TableWriter and ColumnWidthManager
### broken numbers have two decimals in a table, not in a list
$o = [pscustomobject]@{ a = 1.5; b = [decimal]2; c = 'x' }
$o | Format-Table
$o | Format-List
--- stdout

   a    b c
   -    - -
1.50 2.00 x


a : 1.5
b : 2
c : x

### numbers stand right, texts left, their headings with them
[pscustomobject]@{ a = 123; b = 'abc' }, [pscustomobject]@{ a = 4; b = 'd' } | Format-Table
--- stdout

  a b
  - -
123 abc
  4 d

### alignment and width of a calculated column
[pscustomobject]@{ n = 'abc' } | Format-Table @{ Label = 'Name'; Expression = { $_.n }; Width = 8; Alignment = 'Right' }
[pscustomobject]@{ n = 'abc' } | Format-Table @{ Label = 'Name'; Expression = { $_.n }; Width = 8; Alignment = 'Center' }
--- stdout

    Name
    ----
     abc


  Name
  ----
  abc

### a format string
[pscustomobject]@{ n = 1234.5678 } | Format-Table @{ Label = 'N'; Expression = 'n'; FormatString = 'N1' }
--- stdout

      N
      -
1,234.6

### a heading wider than its column takes several lines
[pscustomobject]@{ LongHeader = 1; b = 2 } | Format-Table @{ Expression = 'LongHeader'; Width = 4 }, @{ Expression = 'b'; Width = 2 }
--- stdout

Long  b
Head
  er
----  -
   1  2

### -Wrap breaks at blanks
[pscustomobject]@{ a = 'one two three'; b = 'x' } | Format-Table -Wrap @{ Expression = 'a'; Width = 7 }, b
--- stdout

a       b
-       -
one     x
two
three

### lines of a cell need -Wrap to be seen
[pscustomobject]@{ a = "one`ntwo"; b = 1 } | Format-Table
[pscustomobject]@{ a = "one`ntwo"; b = 1 } | Format-Table -Wrap
--- stdout

a       b
-       -
one…    1


a       b
-       -
one     1
two

### columns that do not fit are left out
[pscustomobject]@{ aaaa = '1234'; bbbb = '5678'; cccc = '9' } | Format-Table | Out-String -Width 9 -Stream | ForEach-Object { "[$_]" }
--- stdout
[]
[aaaa bbbb]
[---- ----]
[1234 5678]
[]
### text that is too wide ends in an ellipsis, a right-aligned one begins with it
[pscustomobject]@{ a = 'abcdef' } | Format-Table @{ Expression = 'a'; Width = 4 }
[pscustomobject]@{ a = 'abcdef' } | Format-Table @{ Expression = 'a'; Width = 4; Alignment = 'Right' }
--- stdout

a
-
abc…


   a
   -
…def

### -HideTableHeaders
[pscustomobject]@{ a = 1; b = 2 } | Format-Table -HideTableHeaders
--- stdout

1 2

### -GroupBy with a label and a script block
1..3 | ForEach-Object { [pscustomobject]@{ n = $_ } } | Format-Table n -GroupBy @{ Label = 'Odd'; Expression = { $_.n % 2 -eq 1 } }
--- stdout

   Odd: True

n
-
1

   Odd: False

n
-
2

   Odd: True

n
-
3

### a property that is not there makes an empty column
[pscustomobject]@{ a = 1 } | Format-Table a, nope
--- stdout

a nope
- ----
1 

### at most ten columns unless asked
$h = [ordered]@{}; 1..12 | ForEach-Object { $h["p$_"] = $_ }
([pscustomobject]$h | Format-Table | Out-String -Stream)[1]
--- stdout
p1 p2 p3 p4 p5 p6 p7 p8 p9 p10
### -Property * has them all
$h = [ordered]@{}; 1..12 | ForEach-Object { $h["p$_"] = $_ }
([pscustomobject]$h | Format-Table * | Out-String -Stream)[1]
--- stdout
p1 p2 p3 p4 p5 p6 p7 p8 p9 p10 p11 p12
### collections show their first items
[pscustomobject]@{ a = 1..6 } | Format-Table
$FormatEnumerationLimit = 2
[pscustomobject]@{ a = 1..6 } | Format-Table
$FormatEnumerationLimit = -1
[pscustomobject]@{ a = 1..6 } | Format-Table
--- stdout

a
-
{1, 2, 3, 4…}


a
-
{1, 2…}


a
-
{1, 2, 3, 4, 5, 6}

### -DisplayError marks what failed
[pscustomobject]@{ a = 1 } | Format-Table a, { $_.a / 0 } -DisplayError
--- stdout

a  $_.a / 0 
- ----------
1 #ERR

### -ShowError tells of it
[pscustomobject]@{ a = 1 } | Format-Table { $_.a / 0 } -ShowError | Out-String -Stream | Where-Object { $_ -match 'evaluate' }
--- stdout
InvalidArgument: Failed to evaluate expression " $_.a / 0 ".
### -View and -Property exclude each other
try { 1 | Format-Table -View x -Property y } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
FormatCannotSpecifyViewAndProperty,Microsoft.PowerShell.Commands.FormatTableCommand
Cmdlet parameters View and Property are mutually exclusive.
### an unknown view
try { [pscustomobject]@{ a = 1 } | Format-Table -View none } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
FormatViewNotFound,Microsoft.PowerShell.Commands.FormatTableCommand
ObjectNotFound
### -Property takes no nothing
try { 1 | Format-Table -Property @() } catch { $_.FullyQualifiedErrorId }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.FormatTableCommand
### an East Asian character takes two columns
[pscustomobject]@{ a = '日本'; b = 1 } | Format-Table | Out-String -Stream | Where-Object { $_ }
--- stdout
a    b
-    -
日本 1
