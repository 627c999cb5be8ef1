Weeks of the year: Calendar and ISOWeek; and other members that scripts use.
Source: .NET, System.Globalization.Calendar.GetWeekOfYear, ISOWeek, StringBuilder.Chars, Math.DivRem, Convert.ToString

### ISO weeks
[System.Globalization.ISOWeek]::GetWeekOfYear([datetime]'2024-12-30'); [System.Globalization.ISOWeek]::GetYear([datetime]'2024-12-30')
[System.Globalization.ISOWeek]::GetWeekOfYear([datetime]'2021-01-03'); [System.Globalization.ISOWeek]::GetYear([datetime]'2021-01-03')
[System.Globalization.ISOWeek]::GetWeeksInYear(2020); [System.Globalization.ISOWeek]::GetWeeksInYear(2024)
[System.Globalization.ISOWeek]::GetYearStart(2024).ToString('yyyy-MM-dd')
[System.Globalization.ISOWeek]::ToDateTime(2024, 9, 'Sunday').ToString('yyyy-MM-dd')
--- stdout
1
2025
53
2020
53
52
2024-01-01
2024-03-03
### a culture's calendar counts weeks by a rule
$c = (Get-Culture).Calendar
$c.GetWeekOfYear([datetime]'2024-01-07', 'FirstDay', 'Sunday')
$c.GetWeekOfYear([datetime]'2023-01-01', 'FirstDay', 'Monday')
$c.GetWeekOfYear([datetime]'2023-01-02', 'FirstDay', 'Monday')
$c.GetWeekOfYear([datetime]'2023-01-01', 'FirstFullWeek', 'Monday')
$c.GetWeekOfYear([datetime]'2021-01-03', 'FirstFourDayWeek', 'Monday')
$c.GetWeekOfYear([datetime]'2024-12-31', 'FirstFourDayWeek', 'Monday')
[cultureinfo]::InvariantCulture.Calendar.GetWeekOfYear('2024-06-15', [System.Globalization.CalendarWeekRule]::FirstDay, [DayOfWeek]::Monday)
--- stdout
2
1
2
52
53
53
24
### the rest of a calendar
$c = [System.Globalization.GregorianCalendar]::new()
$c.GetDaysInMonth(2024, 2); $c.GetDaysInYear(2023); $c.IsLeapYear(2100); $c.GetDayOfWeek('2024-02-29')
$c.AddMonths('2024-01-31', 1).ToString('s'); $c.AddWeeks('2024-01-01', 2).ToString('s'); $c.GetMonthsInYear(2024)
try { $c.GetDaysInMonth(2024, 13) } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
29
365
False
Thursday
2024-02-29T00:00:00
2024-01-15T00:00:00
12
ArgumentOutOfRangeException
### a string builder's characters
$sb = [System.Text.StringBuilder]'abc'
$sb[1]; $sb.Chars(2); $sb[1] = 'X'; "$sb"; $sb.MaxCapacity
--- stdout
b
c
aXc
2147483647
### quotient and rest as a pair
$q, $r = [math]::DivRem(17, 5); "$(([math]::DivRem(17, 5)).Item1) $(([math]::DivRem(17, 5)).Item2)"
--- stdout
3 2
### texts in a culture
[convert]::ToString(1.5, [cultureinfo]'de-DE'); [convert]::ToString(255, 2)
--- stdout
1,5
11111111
### eras
(Get-Date '2024-01-01').ToString('gg yyyy'); (Get-Date '2024-01-01').ToString('gg', [cultureinfo]::InvariantCulture)
--- stdout
AD 2024
A.D.
--- source ICU's data for en-US as .NET takes it; InvariantCulture
### a folder that is not there
try { [IO.Directory]::GetFiles('/nope/x') } catch { $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }
--- stdout
DirectoryNotFoundException
Could not find a part of the path '/nope/x'.
### an element named by a text that is no number
try { (1, 2)['a'] } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
(10, 20)['1']
--- stdout
InvalidCastFromStringToInteger
Cannot convert value "a" to type "System.Int32". Error: "The input string 'a' was not in a correct format."
20
--- source Binders.cs ConvertIndex, LanguagePrimitives
### the runtime's version
[Environment]::Version.Major
--- stdout
10
--- source What's New in PowerShell 7.6: it is built on .NET 10
