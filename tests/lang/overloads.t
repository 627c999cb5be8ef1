Which of several methods of one name is called, and how they are listed.
Source: engine/CoreAdapter.cs (FindBestMethod, CompareOverloadCandidates), engine/LanguagePrimitives.cs (ConversionRank)

### a better conversion wins, then the more special type, or the more general where something may be lost
class S {
    static [string] M([int]$x) { return "int $x" }
    static [string] M([string]$x) { return "string $x" }
    static [string] M([object]$x) { return 'object' }
    static [string] N([long]$x) { return 'long' }
    static [string] N([double]$x) { return 'double' }
    static [string] Q([byte]$x) { return 'byte' }
    static [string] Q([int16]$x) { return 'int16' }
    static [string] W([int]$a, [string]$b) { return 'int, string' }
    static [string] W([string]$a, [int]$b) { return 'string, int' }
}
[S]::M(1), [S]::M('a'), [S]::M(1.5), [S]::M($null), [S]::M([datetime]::MinValue)
[S]::N(1), [S]::N(1.5), [S]::Q(5), [S]::W(1, '2'), [S]::W('1', 2)
--- stdout
int 1
string a
object
object
object
long
double
int16
int, string
string, int
### none that fits, by number or by type
class A {
    static [int] G() { return 2 }
    static [int] H([int]$x) { return 1 }
    static [int] H([datetime]$x) { return 2 }
}
foreach ($call in { [A]::G(1) }, { [A]::H('zz') }, { [A]::Nope() }) {
    try { & $call } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
}
--- stdout
MethodCountCouldNotFindBest
Cannot find an overload for "G" and the argument count: "1".
MethodCountCouldNotFindBest
Cannot find an overload for "H" and the argument count: "1".
MethodNotFound
Method invocation failed because [A] does not contain a method named 'Nope'.
### static methods say so, constructors are listed
class A {
    [int]$I
    A([int]$i) { $this.I = $i }
    static [string] F($x, [string]$y) { return '' }
    static [string] F() { return 'z' }
}
[A]::new.OverloadDefinitions
[A]::F.OverloadDefinitions
"$([A]::F)"
[A]::new.Invoke(5).I
[int]::Parse.OverloadDefinitions[0]
--- stdout
A new(int i)
static string F(System.Object x, string y)
static string F()
static string F(System.Object x, string y), static string F()
5
static int Parse(string s)
### what ends or goes on otherwise than JSON does
foreach ($text in '{bad', '{"a":tru}', '{"a":tr', '[nul,1]', "{'a", '[nope]') {
    try { $text | ConvertFrom-Json } catch { $_.Exception.Message }
}
--- stdout
Conversion from JSON failed with error: Unexpected end while parsing unquoted property name. Path '', line 1, position 4.
Conversion from JSON failed with error: Error parsing boolean value. Path 'a', line 1, position 8.
Conversion from JSON failed with error: Unexpected end when reading JSON. Path 'a', line 1, position 7.
Conversion from JSON failed with error: Error parsing null value. Path '[0]', line 1, position 4.
Conversion from JSON failed with error: Unterminated string. Expected delimiter: '. Path '', line 1, position 3.
Conversion from JSON failed with error: Unexpected character encountered while parsing value: n. Path '[0]', line 1, position 1.
--- source Json.NET's JsonTextReader (ParseUnquotedProperty, ParseTrue, ParseNull, ReadStringIntoBuffer), which ConvertFrom-Json reads with
