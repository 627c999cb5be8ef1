What Get-Date adds to a date, custom views, the host's facts, and GUIDs in fields.
Source: Get-Date, Export-Csv, ConvertTo-Csv, Get-Host, New-Guid, about_Calculated_Properties (examples); GetDateCommand.cs, FormatViewGenerator_Complex.cs, ComplexWriter.cs

### Get-Date says how it is shown
Get-Date '2020-01-02 03:04:05' | Select-Object DisplayHint, Year | ConvertTo-Csv
(Get-Date '2020-01-02' | Get-Member DisplayHint).Definition
(Get-Date '2020-01-02').DisplayHint.GetType().FullName
--- stdout
"DisplayHint","Year"
"DateTime","2020"
Microsoft.PowerShell.Commands.DisplayHintType DisplayHint=DateTime
Microsoft.PowerShell.Commands.DisplayHintType
### all of it begins with that
@((Get-Date '2020-01-02').psobject.Properties.Name)[0..2] -join ' '
(Get-Date '2020-01-02' | ConvertTo-Csv)[1] -replace ',.*'
--- stdout
DisplayHint DateTime Date
"DateTime"
### what is reckoned from it has no hint, and JSON does not show it
$null -eq (Get-Date '2020-01-02').AddDays(1).DisplayHint
Get-Date '2020-01-02 03:04:05' | ConvertTo-Json
(Get-Date '2020-01-02') -eq [datetime]'2020-01-02'
--- stdout
True
"2020-01-02T03:04:05"
True
### formatted there is only text
(Get-Date '2020-01-02' -Format yyyy).GetType().Name
--- stdout
String
### -Depth of one property of a custom view
Get-Date '2020-08-07 12:05:03' | Format-Custom @{ Expr = {$_.Date}; Depth = 1 }, Hour
--- stdout

class DateTime
{
  $_.Date = 
    class DateTime
    {
      Date = 8/7/2020 12:00:00 AM
      Day = 7
      DayOfWeek = Friday
      DayOfYear = 220
      Hour = 0
      Kind = Unspecified
      Millisecond = 0
      Microsecond = 0
      Nanosecond = 0
      Minute = 0
      Month = 8
      Second = 0
      Ticks = 637323552000000000
      TimeOfDay = 00:00:00
      Year = 2020
      DateTime = Friday, August 7, 2020 12:00:00 AM
    }
  Hour = 12
}


### lists are gone into however deep they are
[pscustomobject]@{ a = 1, (2, 3); h = @{ k = 1 } } | Format-Custom -Depth 1
--- stdout

class PSCustomObject
{
  a = 
    [
      1
      {2, 3}
    ]
    
  h = 
    [
      System.Collections.DictionaryEntry
    ]
    
}


### objects within show what they show unasked
class Inner { $a = 1; $b = 2; $c = 3 }
Update-TypeData -TypeName Inner -DefaultDisplayPropertySet c, a
[pscustomobject]@{ i = [Inner]::new() } | Format-Custom
--- stdout

class PSCustomObject
{
  i = 
    class Inner
    {
      c = 3
      a = 1
    }
}


### the host's culture and colours
$Host.CurrentCulture.GetType().Name; $Host.CurrentUICulture.DisplayName
$Host.PrivateData.ErrorForegroundColor
$Host.PrivateData.ErrorForegroundColor = 'Yellow'
"$($Host.PrivateData.ErrorForegroundColor) $($Host.PrivateData)"
$Host.psobject.Properties.Name -join ' '
--- stdout
CultureInfo
English (United States)
Red
Yellow Microsoft.PowerShell.ConsoleHost+ConsoleColorProxy
Name Version InstanceId UI CurrentCulture CurrentUICulture PrivateData DebuggerEnabled IsRunspacePushed Runspace
### a GUID in fields
('{0x01234567, 0x89ab, 0xcdef,{0x01,0x23,0x45,0x67,0x89,0xab,0xcd,0xef}}' | New-Guid).Guid
[guid]'{0x1,0x2,0x3,{0x4,0x5,0x6,0x7,0x8,0x9,0xa,0xb}}' | ForEach-Object Guid
([guid]'11c43ee8-b9d3-4e51-b73f-bd9dda66e29c').ToString('X')
--- stdout
01234567-89ab-cdef-0123-456789abcdef
00000001-0002-0003-0405-060708090a0b
{0x11c43ee8,0xb9d3,0x4e51,{0xb7,0x3f,0xbd,0x9d,0xda,0x66,0xe2,0x9c}}
