Times with an offset in JSON; paths resolved below another folder.
Source: ConvertTo-Json, Resolve-Path (-RelativeBasePath); ConvertTo-Json.Tests.ps1, Resolve-Path.Tests.ps1

### A DateTimeOffset is a text in JSON
$t = [DateTimeOffset]::new(2024, 6, 15, 10, 30, 0, [TimeSpan]::FromHours(9))
$t | ConvertTo-Json
ConvertTo-Json -InputObject $t.AddMilliseconds(250)
@{ at = $t } | ConvertTo-Json -Compress
--- stdout
"2024-06-15T10:30:00+09:00"
"2024-06-15T10:30:00.25+09:00"
{"at":"2024-06-15T10:30:00+09:00"}
### Its added properties stand beside the value
$t = [DateTimeOffset]::new(2024, 6, 15, 10, 30, 0, [TimeSpan]::Zero)
Add-Member -InputObject $t NoteProperty Note 'x' -PassThru | ConvertTo-Json -Compress
--- stdout
{"value":"2024-06-15T10:30:00+00:00","Note":"x"}
### -RelativeBasePath is what a relative path starts from
New-Item -ItemType Directory base/sub | Out-Null
Set-Content base/a.txt 1
(Resolve-Path ./a.txt -RelativeBasePath "$PWD/base").Path.Substring("$PWD".Length)
Resolve-Path ./a.txt -Relative -RelativeBasePath base
(Resolve-Path *.txt -RelativeBasePath base).Count
Resolve-Path "$PWD/base/a.txt" -Relative -RelativeBasePath base/sub
--- stdout
/base/a.txt
./a.txt
1
../a.txt
