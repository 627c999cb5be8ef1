Secure strings as encrypted text.
Source: ConvertTo-SecureString, ConvertFrom-SecureString (-Key, -SecureKey; on Linux the standard form is hexadecimal UTF-16); SecureString.Tests.ps1

### There and back with a key
foreach ($n in 16, 24, 32) {
    $key = [byte[]](1..$n)
    $s = ConvertTo-SecureString 'Grüße' -AsPlainText -Force
    $text = ConvertFrom-SecureString $s -Key $key
    $text.StartsWith('76492d1116743f0423413b16050a5345')
    ConvertTo-SecureString $text -Key $key | ConvertFrom-SecureString -AsPlainText
}
--- stdout
True
Grüße
True
Grüße
True
Grüße
### A secure string as the key
$k = ConvertTo-SecureString '16 bytes' -AsPlainText
$text = ConvertTo-SecureString 'secret' -AsPlainText | ConvertFrom-SecureString -SecureKey $k
ConvertTo-SecureString $text -SecureKey $k | ConvertFrom-SecureString -AsPlainText
[byte[]]$same = [Text.Encoding]::Unicode.GetBytes('16 bytes')
ConvertTo-SecureString $text -Key $same | ConvertFrom-SecureString -AsPlainText
--- stdout
secret
secret
### What stands in the text
$key = [byte[]](1..16)
$text = ConvertTo-SecureString 'ab' -AsPlainText | ConvertFrom-SecureString -Key $key
$parts = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String($text.Substring(32))).Split('|')
$parts[0]
$iv = [Convert]::FromBase64String($parts[1])
$iv.Length
$aes = [Security.Cryptography.Aes]::Create()
$aes.Key = $key; $aes.IV = $iv
$data = [Convert]::FromHexString($parts[2])
[Text.Encoding]::Unicode.GetString($aes.CreateDecryptor().TransformFinalBlock($data, 0, $data.Length))
--- stdout
2
16
ab
### Without a key the text is its code units
$s = ConvertTo-SecureString 'aé' -AsPlainText
ConvertFrom-SecureString $s
ConvertFrom-SecureString $s | ConvertTo-SecureString | ConvertFrom-SecureString -AsPlainText
--- stdout
6100e900
aé
### Text that is no secure string
try { ConvertTo-SecureString 'plain' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
--- stdout
System.FormatException,Microsoft.PowerShell.Commands.ConvertToSecureStringCommand
The input string 'pl' was not in a correct format.
### Keys of another length
$s = ConvertTo-SecureString 'x' -AsPlainText
try { ConvertFrom-SecureString $s -Key (1..5) } catch { $_.CategoryInfo.Category; $_.Exception.Message }
--- stdout
InvalidArgument
The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits.
### A wrong key
$text = ConvertTo-SecureString 'x' -AsPlainText | ConvertFrom-SecureString -Key (1..16)
$bad = $text.Substring(0, $text.Length - 4)
ConvertTo-SecureString $bad -Key (1..16) -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].CategoryInfo.Category
--- stdout
InvalidArgument
