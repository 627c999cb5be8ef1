What programs are given: lists as they were written, -name: and its value, wildcards, Legacy.
Source: NativeCommandArguments.Tests.ps1, NativeUnixGlobbing.Tests.ps1; about_Parsing; NativeCommandParameterBinder.cs

### a list without blanks is one argument
printf '<%s>\n' 1,2 a,b,c
--- stdout
<1,2>
<a,b,c>
### numbers keep their text in a list
printf '<%s>\n' 0x10,1kb
--- stdout
<0x10,1kb>
### blanks in a list part arguments
printf '<%s>\n' 1, 2
printf '<%s>\n' 1 ,2
printf '<%s>\n' 1 , 2,3
--- stdout
<1,>
<2>
<1>
<,2>
<1>
<,>
<2,3>
### a list in the middle of a word
printf '<%s>\n' com:port=\\devbox\pipe\debug,pipe,resets=0,reconnect
--- stdout
<com:port=\\devbox\pipe\debug,pipe,resets=0,reconnect>
### a list of a variable becomes arguments
$a = 1, 2; printf '<%s>\n' $a (3, 4)
--- stdout
<1>
<2>
<3>
<4>
### a list within a list is one argument
printf '<%s>\n' @(1, @(2, 3))
--- stdout
<1>
<2 3>
### a quoted list keeps its quotes
printf '<%s>\n' "a","b"
--- stdout
<"a","b">
### -name: and a blank are two arguments
printf '<%s>\n' awk -F: '{print $1}'
--- stdout
<awk>
<-F:>
<{print $1}>
### -name:value is one argument
printf '<%s>\n' x -a:1 -b:"c d"
--- stdout
<x>
<-a:1>
<-b:c d>
### -name:list is one argument
printf '<%s>\n' x -a:1,2
--- stdout
<x>
<-a:1,2>
### -name: before each item of a variable
$v = 1, 2; printf '<%s>\n' x -a:$v
--- stdout
<x>
<-a:1>
<-a:2>
### -name:$null is no argument
printf '<%s>\n' x -a:$null y
--- stdout
<x>
<y>
### an empty text is an argument, $null is none
printf '<%s>\n' 1 '' $null 2
--- stdout
<1>
<>
<2>
### wildcards after a variable
$d = $PWD.Path
printf '<%s>\n' $d/a*.txt | ForEach-Object { $_.Replace($d, '') }
--- stdout
</ab.txt>
</ac.txt>
--- file ab.txt
--- file ac.txt
--- file b.txt
### wildcards in a variable and in a property
$v = 'a*.txt'; $o = [pscustomobject]@{ P = $v }; $l = $v, $v
printf '<%s>\n' $v $o.P $l[1]
--- stdout
<ab.txt>
<ab.txt>
<ab.txt>
--- file ab.txt
### no wildcards between quotes
$v = 'a*.txt'; printf '<%s>\n' "$v" 'a*.txt' "a*.txt"
--- stdout
<a*.txt>
<a*.txt>
<a*.txt>
--- file ab.txt
### wildcards in a list
printf '<%s>\n' a*.txt,b
--- stdout
<a*.txt,b>
--- file ab.txt
### a pattern without a match stays
printf '<%s>\n' nothing*here [] -No*such
--- stdout
<nothing*here>
<[]>
<-No*such>
### ~ is the home folder, not between quotes
$h = $HOME
printf '<%s>\n' ~ ~/x '~' "~/x" | ForEach-Object { $_.Replace($h, 'H') }
--- stdout
<H>
<H/x>
<~>
<~/x>
### Legacy: quotes are the program's own
$PSNativeCommandArgumentPassing = 'Legacy'
$a = 'a"b c"d'
printf '<%s>\n' $a 'a\"b c\"d'
--- stdout
<ab cd>
<a"b c"d>
### Legacy: an empty text is no argument
$PSNativeCommandArgumentPassing = 'Legacy'
printf '<%s>\n' 1 '' 2
--- stdout
<1>
<2>
### Legacy: blanks and a backslash before the closing quote
$PSNativeCommandArgumentPassing = 'Legacy'
printf '<%s>\n' '.\test 1\' 'b c'
--- stdout
<.\test 1\>
<b c>
### Windows is as Standard here
$PSNativeCommandArgumentPassing = 'Windows'
printf '<%s>\n' 'a"b c"d' ''
--- stdout
<a"b c"d>
<>
