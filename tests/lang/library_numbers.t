Dates, conversions and arithmetic by .NET members.
Source: learn.microsoft.com, System.DateTime, TimeSpan, Convert, Math, BitConverter, Enum; Get-Date

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
### ([DateOnly]'2024-03-01').DayOfWeek
([DateOnly]'2024-03-01').DayOfWeek
--- stdout
Friday
### [DateOnly]::MaxValue.Year
[DateOnly]::MaxValue.Year
--- stdout
9999
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
### [TimeOnly]::FromTimeSpan([timespan]'01:02:03').Second
[TimeOnly]::FromTimeSpan([timespan]'01:02:03').Second
--- stdout
3
### [TimeZoneInfo]::Utc.Id
[TimeZoneInfo]::Utc.Id
--- stdout
UTC
### [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').BaseUtcOffset
& { [TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin').BaseUtcOffset } | ForEach-Object { "$_" }
--- stdout
01:00:00
### [TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-07-01 …
[TimeZoneInfo]::ConvertTimeFromUtc([datetime]'2024-07-01 12:00',[TimeZoneInfo]::FindSystemTimeZoneById('Europe/Berlin')).ToString('s')
--- stdout
2024-07-01T14:00:00
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
### [datetime]::ParseExact('20240102','yyyyMMdd',$null).ToString('s')
[datetime]::ParseExact('20240102','yyyyMMdd',$null).ToString('s')
--- stdout
2024-01-02T00:00:00
### [datetime]::ParseExact('02/Jan/2024:10:11:12 +0000','dd/MMM/yyyy:HH:mm:ss …
[datetime]::ParseExact('02/Jan/2024:10:11:12 +0000','dd/MMM/yyyy:HH:mm:ss zzz',[cultureinfo]::InvariantCulture).ToUniversalTime().ToString('s')
--- stdout
2024-01-02T10:11:12
### [datetime]::ParseExact('2024-01-02T03:04:05.678Z','yyyy-MM-ddTHH:mm:ss.fffZ',$null).Mil …
[datetime]::ParseExact('2024-01-02T03:04:05.678Z','yyyy-MM-ddTHH:mm:ss.fffZ',$null).Millisecond
--- stdout
678
### [datetime]::ParseExact('5:07 PM','h:mm tt',[cultureinfo]::InvariantCulture).Hour
[datetime]::ParseExact('5:07 PM','h:mm tt',[cultureinfo]::InvariantCulture).Hour
--- stdout
17
### [datetime]::ParseExact('bad','yyyyMMdd',$null)
try { [datetime]::ParseExact('bad','yyyyMMdd',$null) } catch { $_.Exception.Message }
--- stdout
Exception calling "ParseExact" with "3" argument(s): "String 'bad' was not recognized as a valid DateTime."
### $d=[datetime]::MinValue; …
$d=[datetime]::MinValue; [datetime]::TryParseExact('2024-05-06','yyyy-MM-dd',$null,'None',[ref]$d); $d.Month
--- stdout
True
5
### $d=[datetime]::MinValue; [datetime]::TryParse('2024-05-06',[ref]$d); $d.Day
$d=[datetime]::MinValue; [datetime]::TryParse('2024-05-06',[ref]$d); $d.Day
--- stdout
True
6
### [datetime]::ParseExact('06.05.2024',[string[]]('yyyy-MM-dd','dd.MM.yyyy'),[cultureinfo] …
[datetime]::ParseExact('06.05.2024',[string[]]('yyyy-MM-dd','dd.MM.yyyy'),[cultureinfo]::InvariantCulture,'None').Month
--- stdout
5
### ([datetime]'2024-01-31').AddMonths(1).ToString('yyyy-MM-dd')
([datetime]'2024-01-31').AddMonths(1).ToString('yyyy-MM-dd')
--- stdout
2024-02-29
### [datetime]::DaysInMonth(2023,2)
[datetime]::DaysInMonth(2023,2)
--- stdout
28
### [datetime]::IsLeapYear(2000)
[datetime]::IsLeapYear(2000)
--- stdout
True
### ([datetime]'2024-01-02T03:04:05').ToString('o')
([datetime]'2024-01-02T03:04:05').ToString('o')
--- stdout
2024-01-02T03:04:05.0000000
### ([datetime]'2024-01-02T03:04:05').ToString('R')
([datetime]'2024-01-02T03:04:05').ToString('R')
--- stdout
Tue, 02 Jan 2024 03:04:05 GMT
### ([datetime]'2024-01-02T03:04:05').ToString('u')
([datetime]'2024-01-02T03:04:05').ToString('u')
--- stdout
2024-01-02 03:04:05Z
### ([datetime]'2024-01-02T03:04:05').ToString('D')
([datetime]'2024-01-02T03:04:05').ToString('D')
--- stdout
Tuesday, January 2, 2024
### ([datetime]'2024-01-02T03:04:05').ToString('f')
([datetime]'2024-01-02T03:04:05').ToString('f')
--- stdout
Tuesday, January 2, 2024 3:04 AM
### ([datetime]'2024-01-02T03:04:05').ToString('G')
([datetime]'2024-01-02T03:04:05').ToString('G')
--- stdout
1/2/2024 3:04:05 AM
### ([datetime]'2024-01-02T03:04:05').ToString('M')
([datetime]'2024-01-02T03:04:05').ToString('M')
--- stdout
January 2
### ([datetime]'2024-01-02T03:04:05').ToString('Y')
([datetime]'2024-01-02T03:04:05').ToString('Y')
--- stdout
January 2024
### ([datetime]'2024-01-02T03:04:05').ToString()
([datetime]'2024-01-02T03:04:05').ToString()
--- stdout
1/2/2024 3:04:05 AM
### ([datetime]'2024-01-02T03:04:05').ToShortDateString()
([datetime]'2024-01-02T03:04:05').ToShortDateString()
--- stdout
1/2/2024
### ([datetime]'2024-01-02T03:04:05').ToLongTimeString()
([datetime]'2024-01-02T03:04:05').ToLongTimeString()
--- stdout
3:04:05 AM
### [datetime]::FromOADate(45293).ToString('s')
[datetime]::FromOADate(45293).ToString('s')
--- stdout
2024-01-02T00:00:00
### ([datetime]::new(2024,1,2,0,0,0,'Utc')).ToFileTimeUtc()
([datetime]::new(2024,1,2,0,0,0,'Utc')).ToFileTimeUtc()
--- stdout
133486272000000000
### [datetime]::SpecifyKind([datetime]'2024-01-01','Utc').Kind
[datetime]::SpecifyKind([datetime]'2024-01-01','Utc').Kind
--- stdout
Utc
### [datetime]::UnixEpoch.Year
[datetime]::UnixEpoch.Year
--- stdout
1970
### [datetime]::Compare([datetime]'2024-01-01',[datetime]'2024-01-02')
[datetime]::Compare([datetime]'2024-01-01',[datetime]'2024-01-02')
--- stdout
-1
### ([datetime]'2024-01-02' - [datetime]'2024-01-01').TotalHours
([datetime]'2024-01-02' - [datetime]'2024-01-01').TotalHours
--- stdout
24
### ([datetime]'2024-01-01').Subtract([timespan]'1.00:00').Day
([datetime]'2024-01-01').Subtract([timespan]'1.00:00').Day
--- stdout
31
### [DateTimeOffset]::FromUnixTimeSeconds(0).ToString('o')
[DateTimeOffset]::FromUnixTimeSeconds(0).ToString('o')
--- stdout
1970-01-01T00:00:00.0000000+00:00
### [DateTimeOffset]::FromUnixTimeMilliseconds(1500).Millisecond
[DateTimeOffset]::FromUnixTimeMilliseconds(1500).Millisecond
--- stdout
500
### [DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').ToUnixTimeSeconds()
[DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').ToUnixTimeSeconds()
--- stdout
1704157445
### [DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').UtcDateTime.Hour
[DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').UtcDateTime.Hour
--- stdout
1
### [DateTimeOffset]::new([datetime]'2024-01-02',[timespan]'02:00').ToString('zzz')
[DateTimeOffset]::new([datetime]'2024-01-02',[timespan]'02:00').ToString('zzz')
--- stdout
+02:00
### [DateTimeOffset]::ParseExact('2024-01-02 +01:00','yyyy-MM-dd zzz',$null).Offset
& { [DateTimeOffset]::ParseExact('2024-01-02 +01:00','yyyy-MM-dd zzz',$null).Offset } | ForEach-Object { "$_" }
--- stdout
01:00:00
### [DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').ToOffset([timespan]::Zero).Hour
[DateTimeOffset]::Parse('2024-01-02T03:04:05+02:00').ToOffset([timespan]::Zero).Hour
--- stdout
1
### ([DateTimeOffset]'2024-01-02T03:04:05Z').ToString()
([DateTimeOffset]'2024-01-02T03:04:05Z').ToString()
--- stdout
1/2/2024 3:04:05 AM +00:00
### [timespan]::FromMinutes(90).ToString()
[timespan]::FromMinutes(90).ToString()
--- stdout
01:30:00
### [timespan]::FromDays(1.5).ToString('c')
[timespan]::FromDays(1.5).ToString('c')
--- stdout
1.12:00:00
### [timespan]::Parse('1.02:03:04').TotalSeconds
[timespan]::Parse('1.02:03:04').TotalSeconds
--- stdout
93784
### ([timespan]'01:02:03.5').ToString('hh\:mm\:ss\.fff')
([timespan]'01:02:03.5').ToString('hh\:mm\:ss\.fff')
--- stdout
01:02:03.500
### ([timespan]'01:02:03.5').ToString('g')
([timespan]'01:02:03.5').ToString('g')
--- stdout
1:02:03.5
### ([timespan]'01:02:03.5').ToString('G')
([timespan]'01:02:03.5').ToString('G')
--- stdout
0:01:02:03.5000000
### ([timespan]::new(1,2,3)).Negate()
& { ([timespan]::new(1,2,3)).Negate() } | ForEach-Object { "$_" }
--- stdout
-01:02:03
### ([timespan]'01:00').Multiply(2)
& { ([timespan]'01:00').Multiply(2) } | ForEach-Object { "$_" }
--- stdout
02:00:00
### ([timespan]'01:00').Divide([timespan]'00:30')
([timespan]'01:00').Divide([timespan]'00:30')
--- stdout
2
### [timespan]::TryParse('x',[ref]$null)
[timespan]::TryParse('x',[ref]$null)
--- stdout
False
### [timespan]::FromMilliseconds(1500).TotalSeconds
[timespan]::FromMilliseconds(1500).TotalSeconds
--- stdout
1.5
### [timespan]::FromTicks(10000000).Seconds
[timespan]::FromTicks(10000000).Seconds
--- stdout
1
### [timespan]::TicksPerSecond
[timespan]::TicksPerSecond
--- stdout
10000000
### Get-Date '2024-01-02' -UFormat '%Y-%m-%d %H:%M:%S'
Get-Date '2024-01-02' -UFormat '%Y-%m-%d %H:%M:%S'
--- stdout
2024-01-02 00:00:00
### Get-Date '2024-01-02' -UFormat '%A %a %B %b %d %e %j %p %u %V %y'
Get-Date '2024-01-02' -UFormat '%A %a %B %b %d %e %j %p %u %V %y'
--- stdout
Tuesday Tue January Jan 02  2 002 AM 2 01 24
### (Get-Date '2024-01-02 03:04' -DisplayHint Date | Out-String).Trim()
(Get-Date '2024-01-02 03:04' -DisplayHint Date | Out-String).Trim()
--- stdout
Tuesday, January 2, 2024
### (Get-Date '2024-01-02 03:04' -DisplayHint Time | Out-String).Trim()
(Get-Date '2024-01-02 03:04' -DisplayHint Time | Out-String).Trim()
--- stdout
3:04:00 AM
### Get-Date '2024-01-02' -Format FileDate
Get-Date '2024-01-02' -Format FileDate
--- stdout
20240102
### Get-Date -UnixTimeSeconds 0 -AsUTC -Format s
Get-Date -UnixTimeSeconds 0 -AsUTC -Format s
--- stdout
1970-01-01T00:00:00
### (Get-TimeZone).GetType().FullName
(Get-TimeZone).GetType().FullName
--- stdout
System.TimeZoneInfo
### (Get-TimeZone -Id 'Europe/Berlin').Id
(Get-TimeZone -Id 'Europe/Berlin').Id
--- stdout
Europe/Berlin
### (Get-TimeZone -Name '*Central European*').Count -gt 0
(Get-TimeZone -Name '*Central European*').Count -gt 0
--- stdout
True
### [enum]::GetNames([DayOfWeek])
[enum]::GetNames([DayOfWeek])
--- stdout
Sunday
Monday
Tuesday
Wednesday
Thursday
Friday
Saturday
### [enum]::GetValues([DayOfWeek])[1]
[enum]::GetValues([DayOfWeek])[1]
--- stdout
Monday
### [enum]::Parse([DayOfWeek],'friday',$true)
[enum]::Parse([DayOfWeek],'friday',$true)
--- stdout
Friday
### [enum]::Parse([DayOfWeek],'friday')
try { [enum]::Parse([DayOfWeek],'friday') } catch { $_.Exception.Message }
--- stdout
Exception calling "Parse" with "2" argument(s): "Requested value 'friday' was not found."
### $x=[DayOfWeek]0; [enum]::TryParse([DayOfWeek],'Monday',[ref]$x); $x
$x=[DayOfWeek]0; [enum]::TryParse([DayOfWeek],'Monday',[ref]$x); $x
--- stdout
True
Monday
### $x=[DayOfWeek]0; [enum]::TryParse('monday',$true,[ref]$x); $x
$x=[DayOfWeek]0; [enum]::TryParse('monday',$true,[ref]$x); $x
--- stdout
True
Monday
### $x=[DayOfWeek]0; [DayOfWeek]::TryParse('Monday',[ref]$x); $x
$x=[DayOfWeek]0; [DayOfWeek]::TryParse('Monday',[ref]$x); $x
--- stdout
True
Monday
### [enum]::ToObject([DayOfWeek],3)
[enum]::ToObject([DayOfWeek],3)
--- stdout
Wednesday
### [enum]::IsDefined([DayOfWeek],'Monday')
[enum]::IsDefined([DayOfWeek],'Monday')
--- stdout
True
### [enum]::IsDefined([DayOfWeek],9)
[enum]::IsDefined([DayOfWeek],9)
--- stdout
False
### [enum]::Format([DayOfWeek],1,'d')
[enum]::Format([DayOfWeek],1,'d')
--- stdout
1
### [enum]::GetName([DayOfWeek],2)
[enum]::GetName([DayOfWeek],2)
--- stdout
Tuesday
### [enum]::GetUnderlyingType([DayOfWeek]).Name
[enum]::GetUnderlyingType([DayOfWeek]).Name
--- stdout
Int32
### ([IO.FileAttributes]'ReadOnly,Hidden').HasFlag([IO.FileAttributes]::Hidden)
([IO.FileAttributes]'ReadOnly,Hidden').HasFlag([IO.FileAttributes]::Hidden)
--- stdout
True
### ([IO.FileAttributes]3).ToString()
([IO.FileAttributes]3).ToString()
--- stdout
ReadOnly, Hidden
### ([IO.FileAttributes]'ReadOnly,Hidden' -band [IO.FileAttributes]::Hidden)
([IO.FileAttributes]'ReadOnly,Hidden' -band [IO.FileAttributes]::Hidden)
--- stdout
Hidden
### ([DayOfWeek]1).ToString('D')
([DayOfWeek]1).ToString('D')
--- stdout
1
### ([DayOfWeek]1).ToString('X')
([DayOfWeek]1).ToString('X')
--- stdout
00000001
### ([DayOfWeek]1).value__
([DayOfWeek]1).value__
--- stdout
1
### [int][DayOfWeek]::Friday
[int][DayOfWeek]::Friday
--- stdout
5
### ([DayOfWeek]::Friday).CompareTo([DayOfWeek]::Monday)
([DayOfWeek]::Friday).CompareTo([DayOfWeek]::Monday)
--- stdout
1
### [Convert]::ToInt32('ff',16)
[Convert]::ToInt32('ff',16)
--- stdout
255
### [Convert]::ToString(255,2)
[Convert]::ToString(255,2)
--- stdout
11111111
### [Convert]::ToString(255,16)
[Convert]::ToString(255,16)
--- stdout
ff
### [Convert]::ToString(-1,8)
[Convert]::ToString(-1,8)
--- stdout
37777777777
### [Convert]::ToInt32('11',2)
[Convert]::ToInt32('11',2)
--- stdout
3
### [Convert]::ToInt64('7fffffffffffffff',16)
[Convert]::ToInt64('7fffffffffffffff',16)
--- stdout
9223372036854775807
### [Convert]::ToByte('300')
try { [Convert]::ToByte('300') } catch { $_.Exception.Message }
--- stdout
Exception calling "ToByte" with "1" argument(s): "Value was either too large or too small for an unsigned byte."
### [Convert]::ToInt32('abc')
try { [Convert]::ToInt32('abc') } catch { $_.Exception.Message }
--- stdout
Exception calling "ToInt32" with "1" argument(s): "The input string 'abc' was not in a correct format."
### [Convert]::ToInt32(2.5)
[Convert]::ToInt32(2.5)
--- stdout
2
### [Convert]::ToInt32(3.5)
[Convert]::ToInt32(3.5)
--- stdout
4
### [Convert]::ToBoolean('true')
[Convert]::ToBoolean('true')
--- stdout
True
### [Convert]::ToBoolean('yes')
try { [Convert]::ToBoolean('yes') } catch { $_.Exception.Message }
--- stdout
Exception calling "ToBoolean" with "1" argument(s): "String 'yes' was not recognized as a valid Boolean."
### [Convert]::ToChar(65)
[Convert]::ToChar(65)
--- stdout
A
### [Convert]::ToDateTime('2024-01-02').Year
[Convert]::ToDateTime('2024-01-02').Year
--- stdout
2024
### [Convert]::ToDouble('1.5')
[Convert]::ToDouble('1.5')
--- stdout
1.5
### [Convert]::ToDecimal('1.50')
[Convert]::ToDecimal('1.50')
--- stdout
1.50
### [Convert]::ToBase64String([byte[]](1,2,3))
[Convert]::ToBase64String([byte[]](1,2,3))
--- stdout
AQID
### [Convert]::FromBase64String('AQID')
[Convert]::FromBase64String('AQID')
--- stdout
1
2
3
### [Convert]::FromBase64String('A')
try { [Convert]::FromBase64String('A') } catch { $_.Exception.Message }
--- stdout
Exception calling "FromBase64String" with "1" argument(s): "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters."
### [Convert]::ToHexString([byte[]](1,171))
[Convert]::ToHexString([byte[]](1,171))
--- stdout
01AB
### [Convert]::FromHexString('01ab')
[Convert]::FromHexString('01ab')
--- stdout
1
171
### [Convert]::ChangeType('5',[int])
[Convert]::ChangeType('5',[int])
--- stdout
5
### [Convert]::ChangeType(5,[string]).GetType().Name
[Convert]::ChangeType(5,[string]).GetType().Name
--- stdout
String
### [Convert]::ToUInt32('ffffffff',16)
[Convert]::ToUInt32('ffffffff',16)
--- stdout
4294967295
### [Convert]::ToSByte('80',16)
[Convert]::ToSByte('80',16)
--- stdout
-128
### [Convert]::ToSingle(1.5).GetType().Name
[Convert]::ToSingle(1.5).GetType().Name
--- stdout
Single
### [Convert]::ToUInt16('65535')
[Convert]::ToUInt16('65535')
--- stdout
65535
### [Math]::Round(2.5)
[Math]::Round(2.5)
--- stdout
2
### [Math]::Round(2.5,'AwayFromZero')
[Math]::Round(2.5,'AwayFromZero')
--- stdout
3
### [Math]::Round(2.345,2)
[Math]::Round(2.345,2)
--- stdout
2.35
### [Math]::Round(2.345,2,[MidpointRounding]::AwayFromZero)
[Math]::Round(2.345,2,[MidpointRounding]::AwayFromZero)
--- stdout
2.35
### [Math]::Round([decimal]2.345,2)
[Math]::Round([decimal]2.345,2)
--- stdout
2.34
### [Math]::Truncate(-2.7)
[Math]::Truncate(-2.7)
--- stdout
-2
### [Math]::Floor(-2.5)
[Math]::Floor(-2.5)
--- stdout
-3
### [Math]::Ceiling(2.1)
[Math]::Ceiling(2.1)
--- stdout
3
### [Math]::Pow(2,10)
[Math]::Pow(2,10)
--- stdout
1024
### [Math]::Sqrt(16)
[Math]::Sqrt(16)
--- stdout
4
### [Math]::Max(1,2.5)
[Math]::Max(1,2.5)
--- stdout
2.5
### [Math]::Min([int]1,[long]2).GetType().Name
[Math]::Min([int]1,[long]2).GetType().Name
--- stdout
Int64
### [Math]::Abs(-5)
[Math]::Abs(-5)
--- stdout
5
### [Math]::Sign(-3)
[Math]::Sign(-3)
--- stdout
-1
### [Math]::Log(8,2)
[Math]::Log(8,2)
--- stdout
3
### [Math]::Log2(8)
[Math]::Log2(8)
--- stdout
3
### [Math]::Log10(1000)
[Math]::Log10(1000)
--- stdout
3
### [Math]::Cbrt(27)
[Math]::Cbrt(27)
--- stdout
3
### [Math]::Clamp(15,0,10)
[Math]::Clamp(15,0,10)
--- stdout
10
### $r=0; [Math]::DivRem(7,3,[ref]$r); $r
$r=0; [Math]::DivRem(7,3,[ref]$r); $r
--- stdout
2
1
### [Math]::BigMul(100000,100000)
[Math]::BigMul(100000,100000)
--- stdout
10000000000
### [Math]::IEEERemainder(5,3)
[Math]::IEEERemainder(5,3)
--- stdout
-1
### [Math]::Hypot
[Math]::Hypot
--- stdout
### [Math]::Exp(0)
[Math]::Exp(0)
--- stdout
1
### [Math]::ScaleB(1,3)
[Math]::ScaleB(1,3)
--- stdout
8
### [Math]::FusedMultiplyAdd(2,3,4)
[Math]::FusedMultiplyAdd(2,3,4)
--- stdout
10
### [Math]::CopySign(3,-1)
[Math]::CopySign(3,-1)
--- stdout
-3
### [Math]::Abs([int]::MinValue)
try { [Math]::Abs([int]::MinValue) } catch { $_.Exception.Message }
--- stdout
Exception calling "Abs" with "1" argument(s): "Negating the minimum value of a twos complement number is invalid."
### [Math]::ILogB(8)
[Math]::ILogB(8)
--- stdout
3
### [double]::IsNaN([double]::NaN)
[double]::IsNaN([double]::NaN)
--- stdout
True
### [double]::IsInfinity(1/1e-320*1e300)
[double]::IsInfinity(1/1e-320*1e300)
--- stdout
True
### [int]::Parse('12')
[int]::Parse('12')
--- stdout
12
### [int]::Parse('1,234','AllowThousands')
[int]::Parse('1,234','AllowThousands')
--- stdout
1234
### [int]::Parse('ff','HexNumber')
[int]::Parse('ff','HexNumber')
--- stdout
255
### $i=0; [int]::TryParse('12x',[ref]$i); $i
$i=0; [int]::TryParse('12x',[ref]$i); $i
--- stdout
False
0
### [double]::Parse('1.5',[cultureinfo]::InvariantCulture)
[double]::Parse('1.5',[cultureinfo]::InvariantCulture)
--- stdout
1.5
### [int]::MaxValue
[int]::MaxValue
--- stdout
2147483647
### [decimal]::MaxValue
[decimal]::MaxValue
--- stdout
79228162514264337593543950335
### [decimal]::Round(2.5)
[decimal]::Round(2.5)
--- stdout
2
### [decimal]::Truncate(2.7)
[decimal]::Truncate(2.7)
--- stdout
2
### [decimal]::Divide(10,4)
[decimal]::Divide(10,4)
--- stdout
2.5
### [decimal]::GetBits(1)
[decimal]::GetBits(1)
--- stdout
1
0
0
0
### [decimal]::ToInt32(2.7)
[decimal]::ToInt32(2.7)
--- stdout
2
### [decimal]::Remainder(7,3)
[decimal]::Remainder(7,3)
--- stdout
1
### [decimal]::Negate(7)
[decimal]::Negate(7)
--- stdout
-7
### [decimal]::One
[decimal]::One
--- stdout
1
### [decimal]1/3
[decimal]1/3
--- stdout
0.3333333333333333333333333333
### [int]::Clamp(5,1,3)
[int]::Clamp(5,1,3)
--- stdout
3
### [int]::Max(3,4)
[int]::Max(3,4)
--- stdout
4
### [int]::IsEvenInteger(4)
[int]::IsEvenInteger(4)
--- stdout
True
### [int]::PopCount(255)
[int]::PopCount(255)
--- stdout
8
### [long]::Abs(-4)
[long]::Abs(-4)
--- stdout
4
### (5).CompareTo(3)
(5).CompareTo(3)
--- stdout
1
### (5).Equals(5)
(5).Equals(5)
--- stdout
True
### (255).ToString('X4')
(255).ToString('X4')
--- stdout
00FF
### (1234.5).ToString('N1')
(1234.5).ToString('N1')
--- stdout
1,234.5
### (0.256).ToString('P1')
(0.256).ToString('P1')
--- stdout
25.6%
### (12).ToString('D5')
(12).ToString('D5')
--- stdout
00012
### (1234.5).ToString('C')
(1234.5).ToString('C')
--- stdout
$1,234.50
### (1234.5).ToString('E2')
(1234.5).ToString('E2')
--- stdout
1.23E+003
### [BitConverter]::ToString([byte[]](1,171))
[BitConverter]::ToString([byte[]](1,171))
--- stdout
01-AB
### [BitConverter]::GetBytes(1)
[BitConverter]::GetBytes(1)
--- stdout
1
0
0
0
### [BitConverter]::ToInt32([byte[]](1,0,0,0),0)
[BitConverter]::ToInt32([byte[]](1,0,0,0),0)
--- stdout
1
### [BitConverter]::IsLittleEndian
[BitConverter]::IsLittleEndian
--- stdout
True
### [BitConverter]::DoubleToInt64Bits(1.0)
[BitConverter]::DoubleToInt64Bits(1.0)
--- stdout
4607182418800017408
### [BitConverter]::ToUInt64([byte[]](1..8),0)
[BitConverter]::ToUInt64([byte[]](1..8),0)
--- stdout
578437695752307201
