Lists, wide views, custom views and what stands between them.
Source: Format-List, Format-Wide, Format-Custom (reference/7.5/Microsoft.PowerShell.Utility); ListWriter, ComplexWriter
### long values are broken at blanks
[pscustomobject]@{ Text = 'alpha beta gamma' } | Format-List | Out-String -Width 18 -Stream | ForEach-Object { "[$_]" }
--- stdout
[]
[Text : alpha beta ]
[       gamma]
[]
### a word wider than the line is cut
[pscustomobject]@{ a = 'abcdefghij' } | Format-List | Out-String -Width 9 -Stream | Where-Object { $_ }
--- stdout
a : abcde
    fghij
### lines of a value are kept
[pscustomobject]@{ ab = "one`r`ntwo" } | Format-List
--- stdout

ab : one
     two

### properties that are not there are left out
[pscustomobject]@{ a = 1 } | Format-List a, nope
--- stdout

a : 1

### groups of lists
[pscustomobject]@{ g = 1; n = 'x' }, [pscustomobject]@{ g = 2; n = 'y' } | Format-List n -GroupBy g
--- stdout

   g: 1

n : x


   g: 2

n : y

### -ExcludeProperty leaves properties out
[pscustomobject]@{ Name = 'n'; Size = 1; Kind = 'k' } | Format-List -ExcludeProperty Si*, kind
--- stdout

Name : n

### strings pass a list as they are
'text' | Format-List
--- stdout
text
### -Force formats strings, too
'text' | Format-List -Force -Property Length
--- stdout

Length : 4

### a wide view shows names
[pscustomobject]@{ Other = 1; MyName = 'abc' } | Format-Wide | Out-String -Stream | Where-Object { $_ } | ForEach-Object Trim
--- stdout
abc
### -AutoSize makes as many columns as fit
'a', 'b', 'c', 'd' | ForEach-Object { [pscustomobject]@{ Name = $_ } } | Format-Wide -AutoSize | Out-String -Width 8 -Stream | Where-Object { $_ }
--- stdout
a  b c d
### a custom view goes into objects
[pscustomobject]@{ a = [pscustomobject]@{ b = 1 } } | Format-Custom
--- stdout

class PSCustomObject
{
  a = 
    class PSCustomObject
    {
      b = 1
    }
}


### -Depth stops it
[pscustomobject]@{ a = [pscustomobject]@{ b = [pscustomobject]@{ c = 1 } } } | Format-Custom -Depth 1
--- stdout

class PSCustomObject
{
  a = 
    class PSCustomObject
    {
      b = @{c=1}
    }
}


### a string between the rows of a table
[pscustomobject]@{ a = 1 }; 'text'; [pscustomobject]@{ a = 2 }
--- stdout

a
-
1
text
2

### other objects fill the columns of the open table
[pscustomobject]@{ a = 1 }; [pscustomobject]@{ b = 2 }; [pscustomobject]@{ a = 3 }
--- stdout

a
-
1
 
3

### after a table by a view other types are lists between the rows
1, 1 | Group-Object -NoElement; [pscustomobject]@{ a = 1; b = 2 }
--- stdout

Count Name
----- ----
    2 1

a : 1
b : 2


### an exception is shown by its properties
[Exception]::new('x') | Out-String -Stream | Where-Object { $_ -match 'Message|HResult' }
--- stdout
Message        : x
HResult        : -2146233088
### -Expand CoreOnly shows a collection itself
(, @(1, 2) | Format-List -Expand CoreOnly | Out-String -Stream | Where-Object { $_ -match '^(Length|Rank) ' }) -replace ' +', ' '
--- stdout
Length : 2
Rank : 1
