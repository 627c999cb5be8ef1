Members of numbers, characters, texts and Guids, System.Convert.
Source: .NET's documentation of IConvertible, Char, String, Convert, Guid, Version, Math

### numbers convert themselves
(5).ToSingle($null).GetType().Name
(5.6).ToInt32($null)
(65).ToChar($null)
(0).ToBoolean($null)
(300).ToDecimal($null).GetType().Name
(5).ToType([double], $null).GetType().Name
(5).GetTypeCode()
'12'.ToInt64($null)
$true.ToInt32($null)
--- stdout
Single
6
A
False
Decimal
Double
Int32
12
1
### what does not fit
try { (300).ToByte($null) } catch { $_.FullyQualifiedErrorId; "$_" }
try { (1.5).ToChar($null) } catch { $_.FullyQualifiedErrorId; "$_" }
try { (5).ToDateTime($null) } catch { "$_" }
try { 'x'.ToInt32($null) } catch { $_.FullyQualifiedErrorId }
--- stdout
OverflowException
Exception calling "ToByte" with "1" argument(s): "Value was either too large or too small for an unsigned byte."
InvalidCastException
Exception calling "ToChar" with "1" argument(s): "Invalid cast from 'Double' to 'Char'."
Exception calling "ToDateTime" with "1" argument(s): "Invalid cast from 'Int32' to 'DateTime'."
FormatException
### a number is compared with a number
(5).CompareTo(6); (5).CompareTo($null)
try { (5).CompareTo('x') } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
-1
1
ArgumentException
Exception calling "CompareTo" with "1" argument(s): "Object must be of type Int32."
### they are listed as what they are
(5 | Get-Member ToInt64).Definition
('a' | Get-Member GetTypeCode).Definition
--- stdout
long IConvertible.ToInt64(System.IFormatProvider provider)
System.TypeCode GetTypeCode()
### categories of characters
[char]::GetUnicodeCategory('a'); [char]::GetUnicodeCategory('A'); [char]::GetUnicodeCategory('5')
[char]::GetUnicodeCategory(' '); [char]::GetUnicodeCategory('_'); [char]::GetUnicodeCategory('€')
[char]::GetUnicodeCategory("`n"); [char]::GetUnicodeCategory([char]0xD800)
[System.Globalization.CharUnicodeInfo]::GetUnicodeCategory('('[0])
--- stdout
LowercaseLetter
UppercaseLetter
DecimalDigitNumber
SpaceSeparator
ConnectorPunctuation
CurrencySymbol
Control
Surrogate
OpenPunctuation
### tests of characters
[char]::IsAsciiDigit('5'); [char]::IsAsciiLetter('é'); [char]::IsAsciiHexDigit('f')
[char]::IsAsciiHexDigitUpper('f'); [char]::IsAsciiLetterOrDigit('_')
[char]::IsBetween('c', 'a', 'f')
[char]::IsPunctuation('¿'); [char]::IsSymbol('€'); [char]::IsNumber('½'); [char]::IsSeparator(' ')
[char]::IsSurrogatePair('😀', 0)
--- stdout
True
False
True
False
False
True
True
True
True
True
True
### a text of one character
[char]::Parse('x')
try { [char]::Parse('xy') } catch { $_.FullyQualifiedErrorId; "$_" }
$c = [char]'q'
[char]::TryParse('ab', [ref]$c); [int]$c
--- stdout
x
FormatException
Exception calling "Parse" with "1" argument(s): "String must be exactly one character long."
False
0
### parts of a text as characters
'abcd'.ToCharArray(1, 2) -join '-'
$to = [char[]]'....'
'abc'.CopyTo(1, $to, 2, 2)
-join $to
try { 'abc'.ToCharArray(2, 5) } catch { $_.FullyQualifiedErrorId }
--- stdout
b-c
..bc
ArgumentOutOfRangeException
### $null is an empty text to a method
try { [int]::Parse($null) } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
FormatException
Exception calling "Parse" with "1" argument(s): "The input string '' was not in a correct format."
--- source about_Methods: $null is converted to the parameter's type
### bytes in hexadecimal
[convert]::ToHexString([byte[]](1, 255)); [convert]::ToHexStringLower([byte[]](255, 1))
[convert]::ToHexString([byte[]](1, 2, 3), 1, 1)
try { [convert]::FromHexString('012') } catch { $_.FullyQualifiedErrorId; "$_" }
--- stdout
01FF
ff01
02
FormatException
Exception calling "FromHexString" with "1" argument(s): "The input is not a valid hex string as its length is not a multiple of 2."
### type codes
[convert]::GetTypeCode('a'); [convert]::GetTypeCode(1.5); [convert]::GetTypeCode($null); [convert]::GetTypeCode((Get-Date))
[convert]::IsDBNull([DBNull]::Value); [convert]::IsDBNull($null)
[type]::GetTypeCode([decimal])
--- stdout
String
Double
Empty
DateTime
True
False
Decimal
### forms of a Guid
$g = [guid]'12345678-1234-1234-1234-123456789abc'
$g.ToString('X'); $g.ToString('b')
[guid]::ParseExact('12345678123412341234123456789abc', 'N').ToString()
try { [guid]::ParseExact("$g", 'N') } catch { $_.FullyQualifiedErrorId; "$_" }
[guid]::CreateVersion7().Version
--- stdout
{0x12345678,0x1234,0x1234,{0x12,0x34,0x12,0x34,0x56,0x78,0x9a,0xbc}}
{12345678-1234-1234-1234-123456789abc}
12345678-1234-1234-1234-123456789abc
FormatException
Exception calling "ParseExact" with "2" argument(s): "Unrecognized Guid format."
7
### a version whose parts are no numbers
try { [version]::Parse('a.b') } catch { $_.FullyQualifiedErrorId; "$_" }
try { [version]::Parse('1') } catch { $_.FullyQualifiedErrorId }
try { [version]::Parse('1.2.3.4.5') } catch { $_.FullyQualifiedErrorId }
--- stdout
FormatException
Exception calling "Parse" with "1" argument(s): "The input string 'a' was not in a correct format."
ArgumentException
ArgumentException
### rounding by a number of the mode
[math]::Round(-2.5, 0, 1); [math]::Round(2.25, 1, 'AwayFromZero')
--- stdout
-3
2.3
### the members of an enumeration are static properties
([System.DayOfWeek] | Get-Member -Static Monday).Definition
([System.DayOfWeek] | Get-Member -Static -MemberType Property).Count
--- stdout
static System.DayOfWeek Monday {get;}
7
