The list separator of the culture as CSV delimiter.
Source: Export-Csv, Import-Csv, ConvertTo-Csv, ConvertFrom-Csv (-UseCulture); ImportExportCSV.Delimiter.Tests.ps1; CultureInfo.CurrentCulture, TextInfo.ListSeparator

### -UseCulture takes the culture's separator
[cultureinfo]::CurrentCulture = 'de-DE'
[pscustomobject]@{ a = 1; b = 2 } | ConvertTo-Csv -UseCulture
('a;b', '3;4' | ConvertFrom-Csv -UseCulture).b
1, 2 | Join-String -UseCulture
--- stdout
"a";"b"
"1";"2"
4
1;2
### A culture that is made may have another separator
$c = [cultureinfo]::new('en-US')
$c.TextInfo.ListSeparator
$c.TextInfo.ListSeparator = '|'
[cultureinfo]::CurrentCulture = $c
[pscustomobject]@{ a = 1; b = 2 } | Export-Csv x.csv -UseCulture
Get-Content x.csv
(Import-Csv x.csv -UseCulture).b
(Import-Csv x.csv).psobject.Properties.Name
[cultureinfo]::CurrentCulture.TextInfo.ListSeparator
--- stdout
,
"a"|"b"
"1"|"2"
2
a|"b"
|
### The current culture's separator is fixed
try { [cultureinfo]::GetCultureInfo('en-US').TextInfo.ListSeparator = ';' } catch { $_.Exception.Message }
--- stdout
Exception setting "ListSeparator": "Instance is read-only."
### A changed number format is the thread's when its culture is set
$c = [cultureinfo]::new('de-DE')
$c.NumberFormat.NumberDecimalSeparator = ':'
[cultureinfo]::CurrentCulture = $c
(1.5).ToString()
[cultureinfo]::CurrentCulture.NumberFormat.NumberDecimalSeparator
--- stdout
1:5
:
### A delimiter is never null
try { 'a,b' | ConvertFrom-Csv -Delimiter $null } catch { $_.FullyQualifiedErrorId }
try { 1 | Export-Csv x.csv -Delimiter $null } catch { $_.Exception.Message }
--- stdout
ParameterArgumentValidationErrorNullNotAllowed,Microsoft.PowerShell.Commands.ConvertFromCsvCommand
Cannot bind argument to parameter 'Delimiter' because it is null.
