Enumerations read from text.
Source: EnumMinimumDisambiguation.cs, LanguagePrimitives.cs (ConvertStringToEnum), EnumExpressionEvaluatorStrings.resx, about_Enum
### The beginning of one name is enough, of several it is not
[DayOfWeek]'tu'
try { [DayOfWeek]'T' } catch { "$_"; $_.FullyQualifiedErrorId }
try { [ConsoleColor]'darkg' } catch { "$_" }
--- stdout
Tuesday
Cannot convert value "T" to type "System.DayOfWeek". Error: "The identifier name T cannot be processed because it is either too similar or identical to the following enumerator names: Tuesday, Thursday. Use a more specific identifier name."
SubstringDisambiguationEnumParseThrewAnException
Cannot convert value "darkg" to type "System.ConsoleColor". Error: "The identifier name darkg cannot be processed because it is either too similar or identical to the following enumerator names: DarkGreen, DarkGray. Use a more specific identifier name."
### A whole name is taken though others begin with it
[ConsoleColor]'gray'
enum Step { In; Inner; Innermost }
[Step]'in'
try { [Step]'inn' } catch { $_.FullyQualifiedErrorId }
--- stdout
Gray
In
SubstringDisambiguationEnumParseThrewAnException
### Attributes of files that everybody uses need one letter
[IO.FileAttributes]'r'
[IO.FileAttributes]'D'
[IO.FileAttributes]'S'
--- stdout
ReadOnly
Directory
System
### Lists want whole names
[IO.FileAttributes]'readonly, HIDDEN'
try { [IO.FileAttributes]'read,hid' } catch { ("$_" -split "`n")[0] }
--- stdout
ReadOnly, Hidden
Cannot convert value "read,hid" to type "System.IO.FileAttributes". Error: "Unable to match the identifier name read,hid to a valid enumerator name. Specify one of the following enumerator names and try again:
### Enum.Parse wants them too
try { [enum]::Parse([DayOfWeek], 'Tu') } catch { "$_" }
[enum]::Parse([DayOfWeek], 'tuesday', $true)
[enum]::TryParse([DayOfWeek], 'tu', $true, [ref]$null)
--- stdout
Exception calling "Parse" with "2" argument(s): "Requested value 'Tu' was not found."
Tuesday
False
