Numbers and dates as cultures write them.
Source: learn.microsoft.com, System.Globalization.CultureInfo, NumberFormatInfo, DateTimeFormatInfo, TextInfo; standard numeric and date format strings; Unicode CLDR

### (Get-Culture).Name
(Get-Culture).Name
--- stdout
en-US
### $PSCulture
$PSCulture
--- stdout
en-US
### [cultureinfo]::CurrentCulture.DisplayName
[cultureinfo]::CurrentCulture.DisplayName
--- stdout
English (United States)
### [cultureinfo]::InvariantCulture.Name.Length
[cultureinfo]::InvariantCulture.Name.Length
--- stdout
0
### ([cultureinfo]'de-DE').EnglishName
([cultureinfo]'de-DE').EnglishName
--- stdout
German (Germany)
### ([cultureinfo]'de-DE').NumberFormat.NumberDecimalSeparator
([cultureinfo]'de-DE').NumberFormat.NumberDecimalSeparator
--- stdout
,
### ([cultureinfo]'de-DE').DateTimeFormat.ShortDatePattern
([cultureinfo]'de-DE').DateTimeFormat.ShortDatePattern
--- stdout
dd.MM.yyyy
### (1234.5).ToString('N2',[cultureinfo]'de-DE')
(1234.5).ToString('N2',[cultureinfo]'de-DE')
--- stdout
1.234,50
### (1234.5).ToString('C',[cultureinfo]'de-DE')
(1234.5).ToString('C',[cultureinfo]'de-DE')
--- stdout
1.234,50 €
### (1234.5).ToString('C',[cultureinfo]'en-US')
(1234.5).ToString('C',[cultureinfo]'en-US')
--- stdout
$1,234.50
### (-1234.5).ToString('C',[cultureinfo]'en-US')
(-1234.5).ToString('C',[cultureinfo]'en-US')
--- stdout
-$1,234.50
### (1234.6).ToString('C',[cultureinfo]'ja-JP')
(1234.6).ToString('C',[cultureinfo]'ja-JP')
--- stdout
￥1,235
### (1234.5).ToString([cultureinfo]'de-DE')
(1234.5).ToString([cultureinfo]'de-DE')
--- stdout
1234,5
### [double]::Parse('1,5',[cultureinfo]'de-DE')
[double]::Parse('1,5',[cultureinfo]'de-DE')
--- stdout
1.5
### [double]::Parse('1.234,5',[cultureinfo]'de-DE')
[double]::Parse('1.234,5',[cultureinfo]'de-DE')
--- stdout
1234.5
### ([datetime]'2024-03-05').ToString('D',[cultureinfo]'fr-FR')
([datetime]'2024-03-05').ToString('D',[cultureinfo]'fr-FR')
--- stdout
mardi 5 mars 2024
### ([datetime]'2024-03-05').ToString('D',[cultureinfo]'de-DE')
([datetime]'2024-03-05').ToString('D',[cultureinfo]'de-DE')
--- stdout
Dienstag, 5. März 2024
### ([datetime]'2024-03-05').ToString('D',[cultureinfo]'ru-RU')
([datetime]'2024-03-05').ToString('D',[cultureinfo]'ru-RU')
--- stdout
вторник, 5 марта 2024 г.
### ([datetime]'2024-03-05').ToString('d',[cultureinfo]'en-GB')
([datetime]'2024-03-05').ToString('d',[cultureinfo]'en-GB')
--- stdout
05/03/2024
### ([datetime]'2024-03-05').ToString('d',[cultureinfo]'sv-SE')
([datetime]'2024-03-05').ToString('d',[cultureinfo]'sv-SE')
--- stdout
2024-03-05
### ([datetime]'2024-03-05').ToString('dddd',[cultureinfo]'es-ES')
([datetime]'2024-03-05').ToString('dddd',[cultureinfo]'es-ES')
--- stdout
martes
### [datetime]::Parse('05/03/2024',[cultureinfo]'en-GB').Month
[datetime]::Parse('05/03/2024',[cultureinfo]'en-GB').Month
--- stdout
3
### [datetime]::Parse('5 März 2024',[cultureinfo]'de-DE').Month
[datetime]::Parse('5 März 2024',[cultureinfo]'de-DE').Month
--- stdout
3
### [datetime]::ParseExact('05 mars 2024','dd MMMM yyyy',[cultureinfo]'fr-FR').Month
[datetime]::ParseExact('05 mars 2024','dd MMMM yyyy',[cultureinfo]'fr-FR').Month
--- stdout
3
### [string]::Format([cultureinfo]'de-DE','{0:N1}',1234.56)
[string]::Format([cultureinfo]'de-DE','{0:N1}',1234.56)
--- stdout
1.234,6
### '{0:d}' -f [datetime]'2024-03-05'
'{0:d}' -f [datetime]'2024-03-05'
--- stdout
3/5/2024
### '{0:C}' -f 5
'{0:C}' -f 5
--- stdout
$5.00
### '{0:P1}' -f 0.256
'{0:P1}' -f 0.256
--- stdout
25.6%
### (Get-Culture).TextInfo.ToTitleCase('hello wORLD of NATO')
(Get-Culture).TextInfo.ToTitleCase('hello wORLD of NATO')
--- stdout
Hello World Of NATO
### (Get-Culture).TextInfo.ListSeparator
(Get-Culture).TextInfo.ListSeparator
--- stdout
,
### (Get-Culture).DateTimeFormat.GetMonthName(3)
(Get-Culture).DateTimeFormat.GetMonthName(3)
--- stdout
March
### (Get-Culture).DateTimeFormat.DayNames -join ' '
(Get-Culture).DateTimeFormat.DayNames -join ' '
--- stdout
Sunday Monday Tuesday Wednesday Thursday Friday Saturday
### (Get-Culture).DateTimeFormat.MonthNames.Count
(Get-Culture).DateTimeFormat.MonthNames.Count
--- stdout
13
### (Get-Culture).DateTimeFormat.FirstDayOfWeek
(Get-Culture).DateTimeFormat.FirstDayOfWeek
--- stdout
Sunday
### (Get-Culture de-DE).DateTimeFormat.FirstDayOfWeek
(Get-Culture de-DE).DateTimeFormat.FirstDayOfWeek
--- stdout
Monday
### [cultureinfo]::GetCultureInfo('fr-FR').TwoLetterISOLanguageName
[cultureinfo]::GetCultureInfo('fr-FR').TwoLetterISOLanguageName
--- stdout
fr
### [cultureinfo]::new('xx-nope')
try { [cultureinfo]::new('xx-nope') } catch { $_.Exception.Message }
--- stdout
Exception calling ".ctor" with "1" argument(s): "Culture is not supported. (Parameter 'name')
xx-nope is an invalid culture identifier."
### $n=[cultureinfo]::InvariantCulture.NumberFormat.Clone(); $n.NumberGroupSeparator=' '; …
$n=[cultureinfo]::InvariantCulture.NumberFormat.Clone(); $n.NumberGroupSeparator=' '; (1234567).ToString('N0',$n)
--- stdout
1 234 567
### $c=[cultureinfo]::new('en-US'); $c.NumberFormat.NumberDecimalSeparator=','; …
$c=[cultureinfo]::new('en-US'); $c.NumberFormat.NumberDecimalSeparator=','; (1.5).ToString($c)
--- stdout
1,5
### "$([datetime]'2024-03-05')"
"$([datetime]'2024-03-05')"
--- stdout
03/05/2024 00:00:00
### "$(1.5)"
"$(1.5)"
--- stdout
1.5
### $o=[cultureinfo]::CurrentCulture; try { [cultureinfo]::CurrentCulture='de-DE'; …
$o=[cultureinfo]::CurrentCulture; try { [cultureinfo]::CurrentCulture='de-DE'; (1.5).ToString(); "$(1.5)"; '{0:N2}' -f 1234.5 } finally { [cultureinfo]::CurrentCulture=$o }
--- stdout
1,5
1.5
1.234,50
### ([cultureinfo]'en-US').Parent.Name
([cultureinfo]'en-US').Parent.Name
--- stdout
en
### ([cultureinfo]'de').Name
([cultureinfo]'de').Name
--- stdout
de
### [cultureinfo]::InvariantCulture.NumberFormat.CurrencySymbol
[cultureinfo]::InvariantCulture.NumberFormat.CurrencySymbol
--- stdout
¤
### [double]::PositiveInfinity.ToString()
[double]::PositiveInfinity.ToString()
--- stdout
∞
### ([double]::PositiveInfinity).ToString([cultureinfo]::InvariantCulture)
([double]::PositiveInfinity).ToString([cultureinfo]::InvariantCulture)
--- stdout
Infinity
