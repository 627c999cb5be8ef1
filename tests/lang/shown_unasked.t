What is shown of an object when no property is named: order and digits.
Source: MshParameterAssociation.cs ExpandAll, MshObject.cs ToString (G15), MshObjectUtil.cs SmartToString

### the type's own properties come before what its type was given
class C { $own = 1 }
Update-TypeData -TypeName C -MemberType ScriptProperty -MemberName Given -Value { $this.own + 1 }
[C]::new()
--- stdout

own Given
\--- -----
  1     2

### what was added to the object comes before both
class C { $own = 1 }
Update-TypeData -TypeName C -MemberType ScriptProperty -MemberName Given -Value { $this.own + 1 }
[C]::new() | Add-Member added 3 -PassThru
--- stdout

added own Given
----- --- -----
    3   1     2

### more than four make a list, whoever gave them
class C { $a; $b }
'Sum', 'Average', 'Least' | ForEach-Object { Update-TypeData -TypeName C -MemberType NoteProperty -MemberName $_ -Value 5 }
[C]@{ a = 1; b = 2 }
--- source about_Classes_Properties, Budget
--- stdout

a       : 1
b       : 2
Sum     : 5
Average : 5
Least   : 5

### asked for all, what was added comes first
class C { $own = 1 }
[C]::new() | Add-Member added 2 -PassThru | Format-Table -Property *
--- stdout

added own
----- ---
    2   1

### an address ends with its text
([ipaddress]'10.0.0.1' | Out-String).Trim() -split "`n" | Select-Object -First 1 -Last 1
--- stdout
AddressFamily      : InterNetwork
IPAddressToString  : 10.0.0.1
### fractions in lists have fifteen digits
[pscustomobject]@{ A = 0.1 + 0.2; B = 2 / 3; C = [single](1 / 3); D = 1, (1 / 3) } | Format-List
--- stdout

A : 0.3
B : 0.666666666666667
C : 0.3333333
D : {1, 0.333333333333333}

### a time span's list
New-TimeSpan -Minutes 85 | Format-List TotalDays, TotalHours, TotalMinutes
--- stdout

TotalDays    : 0.0590277777777778
TotalHours   : 1.41666666666667
TotalMinutes : 85

--- source New-TimeSpan, Measure-Command (examples' outputs)
### a time with an offset
([datetimeoffset]'2024-02-29T13:05:09+05:30' | Format-List | Out-String) -split "`n" | Where-Object { $_ -match 'Micro|Nano|Offset' }
--- stdout
Microsecond        : 0
Nanosecond         : 0
Offset             : 05:30:00
TotalOffsetMinutes : 330
--- source .NET, DateTimeOffset
