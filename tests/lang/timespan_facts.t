Source: System.TimeSpan of .NET (properties, standard and custom formats), about_Operators (-f)
### one letter that is no standard format is an error
try { '{0:s}' -f [timespan]'1:2:3' } catch { $_.FullyQualifiedErrorId }
'{0:%s}' -f [timespan]'1:2:3'
'{0:c} {0:g} {0:G}' -f [timespan]'1:02:03'
--- stdout
FormatError
3
01:02:03 1:02:03 0:01:02:03.0000000
### the properties in .NET's order
[timespan]'1:00:00' | ConvertTo-Json -Compress
--- source docs: System.TimeSpan; ConvertTo-Json
--- stdout
{"Ticks":36000000000,"Days":0,"Hours":1,"Milliseconds":0,"Microseconds":0,"Nanoseconds":0,"Minutes":0,"Seconds":0,"TotalDays":0.041666666666666664,"TotalHours":1.0,"TotalMilliseconds":3600000.0,"TotalMicroseconds":3600000000.0,"TotalNanoseconds":3600000000000.0,"TotalMinutes":60.0,"TotalSeconds":3600.0}
