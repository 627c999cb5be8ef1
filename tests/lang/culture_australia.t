The culture en-AU.
Source: Unicode CLDR, en-AU, as .NET's CultureInfo shows it; History.Tests.ps1

### its dates
$c = [cultureinfo]::GetCultureInfo('en-au')
$c.Name, $c.EnglishName, $c.DateTimeFormat.ShortDatePattern
[datetime]::Parse('18/08/2021 16:43:50', $c).Month
([datetime]'2021-08-18').ToString('d', $c)
--- stdout
en-AU
English (Australia)
d/MM/yyyy
8
18/08/2021
