System.TimeZone, and dates with microseconds.
Source: .NET's TimeZone, DateTime and DateTimeOffset; Get-Date.Tests.ps1, ConvertFrom-Json.Tests.ps1

### the current time zone
$z = [Timezone]::CurrentTimeZone
$z -is [System.TimeZone]
$z.GetUtcOffset([datetime]'2030-04-05').TotalMinutes -eq [TimeZoneInfo]::Local.GetUtcOffset([datetime]'2030-04-05').TotalMinutes
$z.StandardName -eq [TimeZoneInfo]::Local.StandardName
$z.IsDaylightSavingTime([datetime]'2030-04-05')
$z.ToUniversalTime([datetime]'2030-04-05 1:00').Kind
--- stdout
True
True
True
False
Utc
### microseconds
[datetime]::new(2022, 11, 2, 12, 1, 44, 580, 138).ToString('o')
[datetime]::new(2022, 11, 2, 12, 1, 44, 580, 138, 'Utc').ToString('o')
[DateTimeOffset]::new(2022, 11, 2, 12, 1, 44, 580, 138, (New-TimeSpan -Hours 4)).AddTicks(8).ToString('o')
--- stdout
2022-11-02T12:01:44.5801380
2022-11-02T12:01:44.5801380Z
2022-11-02T12:01:44.5801388+04:00
### microseconds out of range
try { [datetime]::new(2022, 11, 2, 12, 1, 44, 580, 1000) } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
ArgumentOutOfRangeException
