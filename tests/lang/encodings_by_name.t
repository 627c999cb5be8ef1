Encodings of files by name, by number and as objects.
Source: about_Character_Encoding, Set-Content, Get-Content, Out-File (-Encoding); Encoding.GetEncoding, CodePagesEncodingProvider; Encoding.Tests.ps1

### Code pages by number and by name
'Привет' | Set-Content x.txt -Encoding 1251 -NoNewline
(Get-Content x.txt -AsByteStream) -join ' '
Get-Content x.txt -Encoding windows-1251
Get-Content x.txt -Encoding 1251 -Tail 1
--- stdout
207 240 232 226 229 242
Привет
Привет
### Encoding objects
'é' | Set-Content a -Encoding ([Text.Encoding]::Latin1) -NoNewline
'é' | Set-Content b -Encoding ([Text.Encoding]::UTF8) -NoNewline
'é' | Set-Content c -Encoding ([Text.UTF8Encoding]::new($false)) -NoNewline
'é' | Set-Content d -Encoding ([Text.Encoding]::GetEncoding(850)) -NoNewline
foreach ($f in 'a', 'b', 'c', 'd') { (Get-Content $f -AsByteStream) -join ' ' }
--- stdout
233
239 187 191 195 169
195 169
130
### Several bytes a character
'日本' | Set-Content x -Encoding shift_jis -NoNewline
(Get-Content x -AsByteStream) -join ' '
Get-Content x -Encoding 932
--- stdout
147 250 150 123
日本
### What a code page cannot say
'a日b' | Set-Content x -Encoding windows-1252 -NoNewline
Get-Content x
--- stdout
a?b
### UTF-7 is obsolete
'é+' | Set-Content x -Encoding utf7 -NoNewline -WarningVariable w 3>$null
"$w"
Get-Content x
Get-Content x -Encoding UTF7 3>$null
--- stdout
Encoding 'UTF-7' is obsolete, please use UTF-8.
+AOkAKw-
é+
### string is UTF-16
'x' | Out-File x -Encoding string
(Get-Content x -AsByteStream) -join ' '
--- stdout
255 254 120 0 10 0
### What is no encoding
try { 'a' | Set-Content z -Encoding nix } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
try { 'a' | Out-File z -Encoding 99999 } catch { $_.Exception.Message }
(Get-Command Set-Content).Parameters.Encoding.ParameterType.FullName
--- stdout
ParameterArgumentTransformationError,Microsoft.PowerShell.Commands.SetContentCommand
InvalidData
Cannot process argument transformation on parameter 'Encoding'. No data is available for encoding 99999. For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider method.
System.Text.Encoding
### Code pages as objects
$e = [Text.Encoding]::GetEncoding('koi8-r')
"$($e.CodePage) $($e.WebName) $($e.IsSingleByte) $($e.EncodingName)"
$e.GetBytes('Да') -join ' '
$e.GetString([byte[]](228, 193))
[Text.Encoding]::GetEncoding(65000).GetString([Text.Encoding]::ASCII.GetBytes('+AOk-'))
[Text.Encoding]::Convert([Text.Encoding]::GetEncoding(1251), [Text.Encoding]::UTF8, [byte[]](192)) -join ' '
--- stdout
20866 koi8-r True Cyrillic (KOI8-R)
228 193
Да
é
208 144
### Bytes that are no UTF-8
foreach ($b in (0xE2, 0x82), (0xED, 0xA0, 0x80), (0xF0, 0x9F, 0x92, 0x41), (0xEF, 0xBF, 0xBD), (0xF4, 0x90, 0x80, 0xC0)) {
    [Text.Encoding]::UTF8.GetString([byte[]]$b).Length
}
--- stdout
1
3
2
1
4
--- source the Unicode standard, section 3.9, table 3-7 and "U+FFFD Substitution of Maximal Subparts", which .NET's decoder follows
### UTF8Encoding that throws
$strict = [Text.UTF8Encoding]::new($false, $true)
$strict.GetString([byte[]](0x41, 0xC3, 0xA9))
try { $strict.GetString([byte[]](0x41, 0xE2, 0x82, 0x42)) } catch {
    $_.Exception.InnerException.GetType().FullName
    $_.Exception.InnerException -is [ArgumentException]
    $_.Exception.InnerException.Message
}
--- stdout
Aé
System.Text.DecoderFallbackException
True
Unable to translate bytes [E2][82] at index 1 from specified code page to Unicode.
--- source UTF8Encoding(bool, bool) and DecoderExceptionFallback, .NET API
