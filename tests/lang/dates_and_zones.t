Days, times of day, time zones, moments.
Source: learn.microsoft.com, System.DateOnly, TimeOnly, TimeZoneInfo, DateTimeOffset, DateTime; Get-TimeZone

### [DateOnly]::new(2024,2,29).AddYears(1)
[DateOnly]::new(2024,2,29).AddYears(1)
--- stdout
02/28/2025
### [DateOnly]::Parse('2024-03-01').DayOfYear
[DateOnly]::Parse('2024-03-01').DayOfYear
--- stdout
61
### [DateOnly]::FromDateTime([datetime]'2024-03-01 10:00').ToString('yyyy-MM-dd')
[DateOnly]::FromDateTime([datetime]'2024-03-01 10:00').ToString('yyyy-MM-dd')
--- stdout
2024-03-01
### [DateOnly]::FromDateTime([datetime]'2024-03-01 10:00').ToString()
[DateOnly]::FromDateTime([datetime]'2024-03-01 10:00').ToString()
--- stdout
3/1/2024
### ([DateOnly]'2024-03-01').DayOfWeek
([DateOnly]'2024-03-01').DayOfWeek
--- stdout
Friday
### [DateOnly]::MaxValue.Year
[DateOnly]::MaxValue.Year
--- stdout
9999
### [DateOnly]::new(2024,1,31).AddMonths(1).Day
[DateOnly]::new(2024,1,31).AddMonths(1).Day
--- stdout
29
### [DateOnly]::new(2024,1,2).ToString('o')
[DateOnly]::new(2024,1,2).ToString('o')
--- stdout
2024-01-02
### [DateOnly]::new(2024,1,2) -lt [DateOnly]::new(2024,1,3)
[DateOnly]::new(2024,1,2) -lt [DateOnly]::new(2024,1,3)
--- stdout
True
### [DateOnly]::new(2024,1,2) -eq [DateOnly]'2024-01-02'
[DateOnly]::new(2024,1,2) -eq [DateOnly]'2024-01-02'
--- stdout
True
### [DateOnly]::new(2024,1,2).DayNumber
[DateOnly]::new(2024,1,2).DayNumber
--- stdout
738886
### [DateOnly]::new(2024,1,2).ToDateTime([TimeOnly]'13:05').ToString('s')
[DateOnly]::new(2024,1,2).ToDateTime([TimeOnly]'13:05').ToString('s')
--- stdout
2024-01-02T13:05:00
### [DateOnly]::ParseExact('02/01/2024','dd/MM/yyyy').Month
[DateOnly]::ParseExact('02/01/2024','dd/MM/yyyy').Month
--- stdout
1
### [DateOnly]::Parse('x')
try { [DateOnly]::Parse('x') } catch { $_.Exception.Message }
--- stdout
Exception calling "Parse" with "1" argument(s): "String 'x' was not recognized as a valid DateOnly."
### [TimeOnly]::new(13,5).ToString()
[TimeOnly]::new(13,5).ToString()
--- stdout
1:05 PM
### [TimeOnly]::Parse('13:05:06').ToString('HH:mm:ss')
[TimeOnly]::Parse('13:05:06').ToString('HH:mm:ss')
--- stdout
13:05:06
### ([TimeOnly]'13:05').AddHours(12).Hour
([TimeOnly]'13:05').AddHours(12).Hour
--- stdout
1
### ([TimeOnly]'01:00').AddHours(-2).Hour
([TimeOnly]'01:00').AddHours(-2).Hour
--- stdout
23
### [TimeOnly]::FromTimeSpan([timespan]'01:02:03').Second
[TimeOnly]::FromTimeSpan([timespan]'01:02:03').Second
--- stdout
3
### ([TimeOnly]'23:30').IsBetween([TimeOnly]'22:00',[TimeOnly]'06:00')
([TimeOnly]'23:30').IsBetween([TimeOnly]'22:00',[TimeOnly]'06:00')
--- stdout
True
### ([TimeOnly]'13:05').ToTimeSpan()
& { ([TimeOnly]'13:05').ToTimeSpan() } | ForEach-Object { "$_" }
--- stdout
13:05:00
### [TimeZoneInfo]::Utc.Id
[TimeZoneInfo]::Utc.Id
--- stdout
UTC
### [TimeZoneInfo]::Utc.DisplayName
[TimeZoneInfo]::Utc.DisplayName
--- stdout
(UTC) Coordinated Universal Time
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').BaseUtcOffset
& { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').BaseUtcOffset } | ForEach-Object { "$_" }
--- stdout
01:00:00
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').SupportsDaylightSavingTime
[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').SupportsDaylightSavingTime
--- stdout
True
### [TimeZoneInfo]::FindSystemTimeZoneById('Pacific Standard Time').BaseUtcOffset
& { [TimeZoneInfo]::FindSystemTimeZoneById('Pacific Standard Time').BaseUtcOffset } | ForEach-Object { "$_" }
--- stdout
-08:00:00
### [TimeZoneInfo]::FindSystemTimeZoneById('Pacific Standard Time').Id
[TimeZoneInfo]::FindSystemTimeZoneById('Pacific Standard Time').Id
--- stdout
Pacific Standard Time
### [TimeZoneInfo]::FindSystemTimeZoneById('America/New_York').StandardName
[TimeZoneInfo]::FindSystemTimeZoneById('America/New_York').StandardName
--- stdout
Eastern Standard Time
### [TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-07-01 …
[TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-07-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')).ToString('s')
--- stdout
2024-07-01T14:00:00
### [TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2050-01-01 …
[TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2050-01-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')).Hour
--- stdout
13
### [TimeZoneInfo]::ConvertTimeBySystemTimeZoneId([datetime]'2024-01-01 …
[TimeZoneInfo]::ConvertTimeBySystemTimeZoneId([datetime]'2024-01-01 12:00','Europe/Berlin','America/New_York').ToString('s')
--- stdout
2024-01-01T06:00:00
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsDaylightSavingTime([datetime] …
[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsDaylightSavingTime([datetime]'2024-07-01')
--- stdout
True
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').GetUtcOffset([datetime]'2024-07 …
& { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').GetUtcOffset([datetime]'2024-07-01') } | ForEach-Object { "$_" }
--- stdout
02:00:00
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').GetUtcOffset([datetime]'2024-03 …
& { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').GetUtcOffset([datetime]'2024-03-31 01:59') } | ForEach-Object { "$_" }
--- stdout
01:00:00
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsInvalidTime([datetime]'2024-0 …
[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsInvalidTime([datetime]'2024-03-31 02:30')
--- stdout
True
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsAmbiguousTime([datetime]'2024 …
[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').IsAmbiguousTime([datetime]'2024-10-27 02:30')
--- stdout
True
### [TimeZoneInfo]::FindSystemTimeZoneById('Asia/Kolkata').BaseUtcOffset
& { [TimeZoneInfo]::FindSystemTimeZoneById('Asia/Kolkata').BaseUtcOffset } | ForEach-Object { "$_" }
--- stdout
05:30:00
### [TimeZoneInfo]::FindSystemTimeZoneById('Australia/Sydney').IsDaylightSavingTime([dateti …
[TimeZoneInfo]::FindSystemTimeZoneById('Australia/Sydney').IsDaylightSavingTime([datetime]'2030-01-01')
--- stdout
True
### [TimeZoneInfo]::FindSystemTimeZoneById('Nope/Zone')
try { [TimeZoneInfo]::FindSystemTimeZoneById('Nope/Zone') } catch { $_.Exception.Message }
--- stdout
Exception calling "FindSystemTimeZoneById" with "1" argument(s): "The time zone ID 'Nope/Zone' was not found on the local computer."
### [TimeZoneInfo]::Local.GetType().Name
[TimeZoneInfo]::Local.GetType().Name
--- stdout
TimeZoneInfo
### [TimeZoneInfo]::GetSystemTimeZones().Count -gt 100
[TimeZoneInfo]::GetSystemTimeZones().Count -gt 100
--- stdout
True
### [TimeZoneInfo]::ConvertTimeToUtc([datetime]'2024-07-01 …
[TimeZoneInfo]::ConvertTimeToUtc([datetime]'2024-07-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')).ToString('s')
--- stdout
2024-07-01T10:00:00
### [TimeZoneInfo]::ConvertTimeToUtc([datetime]'2024-07-01 … (2)
[TimeZoneInfo]::ConvertTimeToUtc([datetime]'2024-07-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')).Kind
--- stdout
Utc
### [TimeZoneInfo]::ConvertTime([DateTimeOffset]'2024-07-01T12:00:00Z',[TimeZoneInfo]::Find …
& { [TimeZoneInfo]::ConvertTime([DateTimeOffset]'2024-07-01T12:00:00Z',[TimeZoneInfo]::FindSystemTimeZoneById('Asia/Tokyo')).Offset } | ForEach-Object { "$_" }
--- stdout
09:00:00
### (Get-TimeZone).GetType().FullName
(Get-TimeZone).GetType().FullName
--- stdout
System.TimeZoneInfo
### (Get-TimeZone -Id 'Europe/Berlin').Id
(Get-TimeZone -Id 'Europe/Berlin').Id
--- stdout
Europe/Berlin
### @(Get-TimeZone -Name '*Central European*').Count -gt 0
@(Get-TimeZone -Name '*Central European*').Count -gt 0
--- stdout
True
### try { Get-TimeZone -Id nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Get-TimeZone -Id nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
TimeZoneNotFound,Microsoft.PowerShell.Commands.GetTimeZoneCommand
### [DateTimeOffset]::ParseExact('2024-01-02 +01:00','yyyy-MM-dd zzz',$null).Offset
& { [DateTimeOffset]::ParseExact('2024-01-02 +01:00','yyyy-MM-dd zzz',$null).Offset } | ForEach-Object { "$_" }
--- stdout
01:00:00
### [DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').ToOffset([timespan]::Zero).Hour
[DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').ToOffset([timespan]::Zero).Hour
--- stdout
1
### [DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').Offset
& { [DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').Offset } | ForEach-Object { "$_" }
--- stdout
02:00:00
### ([DateTimeOffset]'2024-01-02T03:04:05Z').ToString()
([DateTimeOffset]'2024-01-02T03:04:05Z').ToString()
--- stdout
1/2/2024 3:04:05 AM +00:00
### [DateTimeOffset]::new(2024,1,2,3,4,5,[timespan]'02:00').UtcDateTime.Hour
[DateTimeOffset]::new(2024,1,2,3,4,5,[timespan]'02:00').UtcDateTime.Hour
--- stdout
1
### ([DateTimeOffset]'2024-01-02T03:04:05+02:00').AddDays(1).ToString('o')
([DateTimeOffset]'2024-01-02T03:04:05+02:00').AddDays(1).ToString('o')
--- stdout
2024-01-03T03:04:05.0000000+02:00
### [datetime]::FromOADate(45293).ToString('s')
[datetime]::FromOADate(45293).ToString('s')
--- stdout
2024-01-02T00:00:00
### ([datetime]'2024-01-02T12:00').ToOADate()
([datetime]'2024-01-02T12:00').ToOADate()
--- stdout
45293.5
### [datetime]::FromFileTimeUtc(133486272000000000).ToString('s')
[datetime]::FromFileTimeUtc(133486272000000000).ToString('s')
--- stdout
2024-01-02T00:00:00
### [datetime]::FromBinary(([datetime]'2024-01-02').ToBinary()).ToString('s')
[datetime]::FromBinary(([datetime]'2024-01-02').ToBinary()).ToString('s')
--- stdout
2024-01-02T00:00:00
### Get-Date -Millisecond leaves nothing below the millisecond
(Get-Date -Millisecond 7).Ticks % 10000000
--- source PowerShell's GetDateCommand.cs: what is below is taken off
--- stdout
70000
