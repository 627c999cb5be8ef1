Completion behind a comma or a colon with a blank, of commands whose names have signs, and behind a closed quote.
Source: CompletionAnalysis.cs (CompleteFileNameAsCommand), CompletionCompleters.cs (EscapePath); published test: TabCompletion
### A list goes on behind the comma and its blank
(TabExpansion2 'Get-Command -Type Alias, ').CompletionMatches.CompletionText -join ' '
$text = 'Get-Command -Type Alias, '
$r = TabExpansion2 "$text -All" $text.Length
$r.CompletionMatches.Count, $r.ReplacementIndex, $r.ReplacementLength -join ' '
--- stdout
Alias All Application Cmdlet Configuration ExternalScript Filter Function Script
9 25 0
### A value comes behind the colon and its blank
$text = 'Get-Command -Type: '
(TabExpansion2 $text).CompletionMatches.CompletionText[0..2] -join ' '
(TabExpansion2 "${text}Alias" $text.Length).CompletionMatches.CompletionText[0..2] -join ' '
--- stdout
Alias All Application
Alias All Application
### A comma in a text is no sign
$null = New-Item -ItemType File 'a, b'
(TabExpansion2 'Write-Output "a, ').CompletionMatches.CompletionText
--- stdout
"./a, b"
### A file that is run is named as it is
$null = New-Item -ItemType File 'zztick`', 'two[1]'
(TabExpansion2 'zzti').CompletionMatches.CompletionText
(TabExpansion2 'two').CompletionMatches.CompletionText
(TabExpansion2 'Get-Item two').CompletionMatches.CompletionText
--- stdout
& './zztick`'
./two[1]
'./two`[1`]'
### A path goes on behind the quote that closed it
$null = New-Item -ItemType Directory 'My [Path]'
$null = New-Item -ItemType File 'My [Path]/test.ps1'
(TabExpansion2 "Get-Help '.\My ``[Path``]'\").CompletionMatches.CompletionText
(TabExpansion2 "Get-Item './My ``[Path``]'/te").CompletionMatches.CompletionText
--- stdout
'./My `[Path`]/test.ps1'
'./My `[Path`]/test.ps1'
### A runspace completes as its owner does
$ps = [powershell]::Create()
$ps.AddScript('param($text) $list = Get-Process; (TabExpansion2 $text).CompletionMatches.CompletionText').AddArgument('$list | Format-Table -View S').Invoke()
$ps.Dispose()
--- stdout
StartTime
