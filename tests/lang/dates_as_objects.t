Dates that go somewhere as objects are told by the culture, in strings without one.
Source: Add-Content (Get-Date), ConvertTo-Html and Write-Host pages; FileSystemContentStream.cs, WriteConsoleCmdlet.cs, ConvertTo-Html.cs SafeToString, CustomSerialization.cs, Group-Object.cs BuildName, InformationRecord.cs, SetDateCommand.cs

### Write-Host
Write-Host ([datetime]'2020-01-02 15:04:05')
Write-Host ([datetime]'2020-01-02 15:04:05'), 'x' -Separator '|'
Write-Host "$([datetime]'2020-01-02 15:04:05')"
--- stdout
1/2/2020 3:04:05 PM
1/2/2020 3:04:05 PM|x
01/02/2020 15:04:05
### of another culture
[cultureinfo]::CurrentCulture = 'de-DE'
Write-Host ([datetime]'2020-01-02 15:04:05')
--- stdout
02.01.2020 15:04:05
### Set-Content and Add-Content
Set-Content a ([datetime]'2020-01-02 15:04:05')
[datetime]'2020-01-03' | Add-Content a
Get-Content a
--- stdout
1/2/2020 3:04:05 PM
1/3/2020 12:00:00 AM
### Write-Information, but not Write-Warning, which takes text
Write-Information ([datetime]'2020-01-02') -InformationAction Continue
Write-Warning ([datetime]'2020-01-02')
--- stdout
1/2/2020 12:00:00 AM
WARNING: 01/02/2020 00:00:00
### names of groups
$g = [pscustomobject]@{ d = [datetime]'2020-01-02'; n = 1 } | Group-Object d, n
$g.Name
([pscustomobject]@{ d = [datetime]'2020-01-02' } | Group-Object d -AsHashTable -AsString).Keys
--- stdout
1/2/2020 12:00:00 AM, 1
1/2/2020 12:00:00 AM
### HTML
[pscustomobject]@{ d = [datetime]'2020-01-02 15:04:05'; h = @{ a = 1 }; l = 1, 2 } | ConvertTo-Html -Fragment
--- stdout
<table>
<colgroup><col/><col/><col/></colgroup>
<tr><th>d</th><th>h</th><th>l</th></tr>
<tr><td>1/2/2020 3:04:05 PM</td><td>System.Collections.Hashtable</td><td>System.Object[]</td></tr>
</table>
### XML
[datetime]'2020-01-02 15:04:05' | ConvertTo-Xml -As String -NoTypeInformation
--- stdout
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object>1/2/2020 3:04:05 PM</Object>
</Objects>
### Set-Date says when
Set-Date '2020-01-02 15:04:05' -WhatIf | Out-Null
--- stdout
What if: Performing the operation "Set-Date" on target "1/2/2020 3:04:05 PM".
