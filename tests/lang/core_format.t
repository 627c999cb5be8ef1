Default output, Format-* and Out-*.
Source: the public pages of Format-Table, Format-List, Format-Wide and Out-String
### four properties make a table
[pscustomobject]@{ a = 1; b = 'x'; c = $true; d = 1.5 }
--- stdout

a b    c    d
- -    -    -
1 x True 1.50

### five properties make a list
[pscustomobject]@{ a = 1; bb = 'x'; c = 3; d = 4; e = $null }
--- stdout

a  : 1
bb : x
c  : 3
d  : 4
e  : 

### a hashtable shows names and values
[ordered]@{ a = 1; long = 'x' }
--- stdout

Name                           Value
----                           -----
a                              1
long                           x

### numbers stand right, texts left; columns as wide as needed
[pscustomobject]@{ n = 1; t = 'a' }, [pscustomobject]@{ n = 100; t = 'bcd' }
--- stdout

  n t
  - -
  1 a
100 bcd

### scalars are lines
1; 'two'; $true; 2.50; 3d; [char]'c'; [DayOfWeek]'Friday'
--- stdout
1
two
True
2.5
3
c
Friday
### lists in cells
[pscustomobject]@{ v = 1..5 }, [pscustomobject]@{ v = 1, 2 }
--- stdout

v
-
{1, 2, 3, 4…}
{1, 2}

### $FormatEnumerationLimit
$FormatEnumerationLimit = 2
[pscustomobject]@{ v = 1..5 } | Format-List
--- stdout

v : {1, 2…}

### Format-Table with chosen and calculated columns
'abc' | Format-Table Length, @{ Label = 'Up'; Expression = { $_.ToUpper() } } -Force
--- stdout

Length Up
------ --
     3 ABC

### Format-Table: format, alignment and width of a column
[pscustomobject]@{ n = 3.14159; t = 'abcdef' } |
    Format-Table @{ e = 'n'; FormatString = 'N2'; Alignment = 'Left' }, @{ e = 't'; Width = 4 }
--- stdout

n    t
-    -
3.14 abc…

### Format-Table -HideTableHeaders
([pscustomobject]@{ a = 1; b = 2 } | Format-Table -HideTableHeaders | Out-String).Trim()
--- stdout
1 2
### Format-Table -Wrap breaks at blanks
[pscustomobject]@{ a = 1; b = 'one two three' } | Format-Table -Wrap | Out-String -Width 10 -Stream | Where-Object { $_ }
--- stdout
a b
- -
1 one two
  three
### a line that is too narrow loses its last columns
[pscustomobject]@{ aaaa = 1; bbbb = 2; cccc = 3 } | Format-Table | Out-String -Width 9 -Stream | Where-Object { $_ }
--- stdout
aaaa bbbb
---- ----
   1    2
### Format-Table -GroupBy
[pscustomobject]@{ g = 'x'; n = 1 }, [pscustomobject]@{ g = 'y'; n = 2 } | Format-Table n -GroupBy g
--- stdout

   g: x

n
-
1

   g: y

n
-
2

### Format-List of chosen properties
[pscustomobject]@{ Name = 'n'; Size = 1; Other = 2 } | Format-List Name, Size
--- stdout

Name : n
Size : 1

### Format-List: one empty line between objects
[pscustomobject]@{ a = 1 }, [pscustomobject]@{ a = 2 } | Format-List
--- stdout

a : 1

a : 2

### Format-Wide
'a', 'b', 'c' | ForEach-Object { [pscustomobject]@{ Name = $_ } } | Format-Wide -Column 2 | Out-String -Width 11 -Stream | Where-Object { $_ }
--- stdout
a     b
c     
### Format-Custom
[pscustomobject]@{ a = 1 } | Format-Custom
--- stdout

class PSCustomObject
{
  a = 1
}


### Out-String gives one string, -Stream its lines
([pscustomobject]@{ a = 1 } | Out-String).Replace("`n", '|')
([pscustomobject]@{ a = 1 } | Out-String -Stream).Count
'a', 'b' | Out-String -NoNewline
--- stdout
|a|-|1||
5
ab
### Out-Null
1 | Out-Null
--- stdout
### Out-File and Get-Content
'a', 'b' | Out-File t.txt
'c' | Out-File t.txt -Append
(Get-Content t.txt) -join ','
--- stdout
a,b,c
### Out-File -NoClobber
'a' | Out-File t.txt
'b' | Out-File t.txt -NoClobber
--- stderr
already exists
--- exit 1
### Out-File in other encodings
'é' | Out-File t.txt -Encoding unicode
(Get-Content t.txt -AsByteStream) -join ','
'é' | Out-File u.txt -Encoding utf8BOM
(Get-Content u.txt -AsByteStream) -join ','
Get-Content t.txt
--- stdout
255,254,233,0,10,0
239,187,191,195,169,10
é
### a view that does not exist
[pscustomobject]@{ a = 1 } | Format-Table -View nope
--- stderr
The view name nope cannot be found
--- exit 1
### rows of one table may come from several statements
[pscustomobject]@{ a = 1 }
[pscustomobject]@{ a = 2 }
--- stdout

a
-
1
2

### Format data are objects of their own
([pscustomobject]@{ a = 1 } | Format-Table)[0].GetType().Name
--- stdout
FormatStartData
### what came before an error reaches Out-Host
& { [pscustomobject]@{ a = 1; b = 2 }; throw 'x' } | Out-Host
--- stdout

a b
- -
1 2

--- stderr
x
--- exit 1
