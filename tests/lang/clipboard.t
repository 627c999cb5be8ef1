The clipboard. Without a desktop's program the text is kept for the session.
Source: the pages of Get-Clipboard and Set-Clipboard; Clipboard.Tests.ps1; Clipboard.cs, SetClipboardCommand.cs and GetClipboardCommand.cs
### What was set is what is got
Set-Clipboard -Value 'one text'
Get-Clipboard
--- env PATH=/nonexistent
--- stdout
one text
### Strings become lines; -Raw keeps them together
1, 2 | Set-Clipboard
$lines = Get-Clipboard
$lines.Count; $lines[1]
(Get-Clipboard -Raw) -eq "1`n2"
--- env PATH=/nonexistent
--- stdout
2
2
True
### -Delimiter
Set-Clipboard -Value "Line1`r`nLine2`nLine3"
Get-Clipboard -Delimiter "`r`n", "`n" | ForEach-Object Length
--- env PATH=/nonexistent
--- stdout
5
5
5
### -Append adds a line
'hello' | Set-Clipboard
'world' | Set-Clipboard -Append
Get-Clipboard
--- env PATH=/nonexistent
--- stdout
hello
world
### Nothing and the empty string empty it
'x' | Set-Clipboard; '' | Set-Clipboard; "[$(Get-Clipboard -Raw)]"
'x' | Set-Clipboard; $null | Set-Clipboard; "[$(Get-Clipboard -Raw)]"
--- env PATH=/nonexistent
--- stdout
[]
[]
### -PassThru
'hello', 'world' | Set-Clipboard -PassThru -Append
$null -eq ('x' | Set-Clipboard)
--- env PATH=/nonexistent
--- stdout
hello
world
True
### ShouldProcess says how the text begins
Set-Clipboard 'short' -WhatIf
Set-Clipboard 'a text of more than twenty characters' -WhatIf
Set-Clipboard 'more' -Append -WhatIf
--- env PATH=/nonexistent
--- stdout
What if: Performing the operation "Set-Clipboard" on target "Set string 'short' to the clipboard.".
What if: Performing the operation "Set-Clipboard" on target "Set string 'a text of more than  ...' to the clipboard.".
What if: Performing the operation "Set-Clipboard" on target "Append string 'more' to the clipboard.".
### The terminal's clipboard is set by OSC 52
Set-Clipboard 'hi' -AsOSC52
--- env PATH=/nonexistent
--- stdout regex
\x1b\]52;;aGk=\x07
### The desktop's program is asked
chmod +x ./xclip
$env:PATH = "$($PWD.Path):$env:PATH"
'kept', 'there' | Set-Clipboard
Get-Content held
Set-Content held 'from elsewhere' -NoNewline
Get-Clipboard
--- file xclip
#!/bin/sh
[ "$1 $2" = "-selection clipboard" ] || exit 1
case "$3" in
-in) cat > held ;;
-out) cat held ;;
esac
--- env WAYLAND_DISPLAY=
--- stdout
kept
there
from elsewhere
