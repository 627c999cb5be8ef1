$PSStyle and what it does to output.
Source: about_ANSI_Terminals; engine/Formatting/PSStyle.Tests.ps1
### every attribute is an escape sequence
'Reset,Blink,BlinkOff,Bold,BoldOff,Dim,DimOff,Hidden,HiddenOff,Reverse,ReverseOff,Italic,ItalicOff,Underline,UnderlineOff,Strikethrough,StrikethroughOff' -split ',' | ForEach-Object { $PSStyle.($_) } | ForEach-Object { $_.Trim([char]27, '[', 'm') } | Join-String -Separator ' '
--- stdout
0 5 25 1 22 2 22 8 28 7 27 3 23 4 24 9 29
### colours of the text and behind it
$PSStyle.Foreground.Red, $PSStyle.Background.BrightWhite, $PSStyle.Foreground.BrightBlack -join '' -replace "`e", 'ESC'
--- stdout
ESC[31mESC[107mESC[90m
### a colour by its parts
$PSStyle.Foreground.FromRgb(11, 22, 33) -replace "`e", 'ESC'
$PSStyle.Background.FromRgb(0x445566) -replace "`e", 'ESC'
--- stdout
ESC[38;2;11;22;33m
ESC[48;2;68;85;102m
### a colour of the console
$PSStyle.Foreground.FromConsoleColor('DarkGreen') -replace "`e", 'ESC'
$PSStyle.Background.FromConsoleColor([ConsoleColor]::Yellow) -replace "`e", 'ESC'
--- stdout
ESC[32m
ESC[103m
### colour pairs
[System.Management.Automation.PSStyle]::MapColorPairToEscapeSequence('Red', 'Black') -replace "`e", 'ESC'
--- stdout
ESC[91;40m
### a hyperlink
$PSStyle.FormatHyperlink('text', 'https://example.org/a') -replace "`e", 'ESC'
--- stdout
ESC]8;;https://example.org/aESC\textESC]8;;ESC\
### the defaults of formatting
$PSStyle.Formatting.FormatAccent, $PSStyle.Formatting.TableHeader, $PSStyle.Formatting.CustomTableHeaderLabel, $PSStyle.Formatting.ErrorAccent, $PSStyle.Formatting.Error, $PSStyle.Formatting.Warning -replace "`e", 'ESC'
--- stdout
ESC[32;1m
ESC[32;1m
ESC[32;1;3m
ESC[36;1m
ESC[31;1m
ESC[33;1m
### files have styles
$PSStyle.FileInfo.Directory, $PSStyle.FileInfo.SymbolicLink, $PSStyle.FileInfo.Executable, $PSStyle.FileInfo.Extension['.zip'], $PSStyle.FileInfo.Extension['.PS1'] -replace "`e", 'ESC'
--- stdout
ESC[44;1m
ESC[36;1m
ESC[32;1m
ESC[31;1m
ESC[33;1m
### a style takes no text
try { $PSStyle.Formatting.Error = 'red' } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
--- stdout
ExceptionWhenSetting
The specified string contains printable content when it should only contain ANSI escape sequences: red
### attributes cannot be changed
try { $PSStyle.Bold = '' } catch { $_.Exception.Message }
--- stdout
'Bold' is a ReadOnly property.
### an extension begins with a point
try { $PSStyle.FileInfo.Extension.Add('x', '') } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
--- stdout
ArgumentException
When adding or removing extensions, the extension must start with a period.
### extensions come and go
$x = $PSStyle.FileInfo.Extension
$x.Add('.new', "`e[3m"); $x.ContainsKey('.NEW'); $x.Remove('.new'); $x.ContainsKey('.new')
--- stdout
True
False
### a progress bar needs room
try { $PSStyle.Progress.MaxWidth = 17 } catch { $_.FullyQualifiedErrorId }
$PSStyle.Progress.MaxWidth; $PSStyle.Progress.View; $PSStyle.Progress.UseOSCIndicator
--- stdout
ExceptionWhenSetting
120
Minimal
False
### output is rendered for the host unless told otherwise
$PSStyle.OutputRendering; $PSStyle.OutputRendering.GetType().FullName
--- stdout
Host
System.Management.Automation.OutputRendering
### headings of a table are styled, those of calculated columns, too
$PSStyle.OutputRendering = 'Ansi'
([pscustomobject]@{ ab = 1; c = 'x' } | Format-Table | Out-String) -replace "`e", 'E' -split "`n" | Where-Object { $_ }
--- stdout
E[32;1mabE[0mE[32;1m cE[0m
E[32;1m--E[0m E[32;1m-E[0m
 1 x
### labels of a list are styled
$PSStyle.OutputRendering = 'Ansi'
([pscustomobject]@{ ab = 1 } | Format-List | Out-String).Trim() -replace "`e", 'E'
--- stdout
E[32;1mab : E[0m1
### an empty style leaves labels plain
$PSStyle.OutputRendering = 'Ansi'; $PSStyle.Formatting.FormatAccent = ''
([pscustomobject]@{ ab = 1 } | Format-List | Out-String).Contains("`e")
--- stdout
False
### for the pipeline decoration goes
([pscustomobject]@{ a = "`e[31mred`e[0m" } | Format-List | Out-String).Trim()
--- stdout
a : red
### a string keeps its own sequences
("`e[31mred`e[0m" | Out-String).Trim() -replace "`e", 'E'
--- stdout
E[31mredE[0m
### sequences take no room in a column and are closed when cut
$PSStyle.OutputRendering = 'Ansi'
$o = [pscustomobject]@{ n = "`e[33mJohn Seymour" ; m = 1 }
($o | Format-Table @{ Name = 'n'; Expression = 'n'; Width = 6 }, @{ Name = 'm'; Expression = 'm'; Width = 2 } -HideTableHeaders | Out-String).Trim() -replace "`e", 'E'
--- stdout
E[33mJohn …E[0m  1
### each line of a list reopens what the last one had open
$PSStyle.OutputRendering = 'Ansi'; $PSStyle.Formatting.FormatAccent = ''
([pscustomobject]@{ b = "`e[33mone`ntwo" } | Format-List | Out-String).Trim() -replace "`e", 'E'
--- stdout
b : E[33moneE[0m
    E[33mtwoE[0m
### a decorated string knows its length
$d = [System.Management.Automation.Internal.StringDecorated]::new("`e[31mred`e[0m")
$d.IsDecorated; $d.ContentLength; $d.ToString('PlainText')
--- stdout
True
3
red
