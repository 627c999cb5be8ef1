ConvertFrom-Markdown, Show-Markdown, Get-MarkdownOption and Set-MarkdownOption.
Source: PowerShell-Docs 7.5, ConvertFrom-Markdown, Show-Markdown, Get- and Set-MarkdownOption; MarkdownCmdlets.Tests.ps1; CommonMark 0.30

### headings have ids
1..6 | ForEach-Object { ((('#' * $_) + ' Header 1') | ConvertFrom-Markdown).Html.TrimEnd() }
--- stdout
<h1 id="header-1">Header 1</h1>
<h2 id="header-1">Header 1</h2>
<h3 id="header-1">Header 1</h3>
<h4 id="header-1">Header 1</h4>
<h5 id="header-1">Header 1</h5>
<h6 id="header-1">Header 1</h6>
### ids are of their own
("# One`n# One`n# One" | ConvertFrom-Markdown).Html.TrimEnd()
--- stdout
<h1 id="one">One</h1>
<h1 id="one-1">One</h1>
<h1 id="one-2">One</h1>
### code, links, images, emphasis
'a `code` b', '[GitHub](https://www.github.com)', '![alt-text](https://bing.com/ps.svg)', '**bold text**', '*italics text*' | ForEach-Object { ($_ | ConvertFrom-Markdown).Html.TrimEnd() }
--- stdout
<p>a <code>code</code> b</p>
<p><a href="https://www.github.com">GitHub</a></p>
<p><img src="https://bing.com/ps.svg" alt="alt-text" /></p>
<p><strong>bold text</strong></p>
<p><em>italics text</em></p>
### code blocks
("``````csharp`nif (a < b)`n``````" | ConvertFrom-Markdown).Html.TrimEnd()
("``````" + "`nx`n" + "``````" | ConvertFrom-Markdown).Html.TrimEnd()
--- stdout
<pre><code class="language-csharp">if (a &lt; b)
</code></pre>
<pre><code>x
</code></pre>
### lists and quotes
("- a`n- b`n`n1. c`n2. d`n`n> e" | ConvertFrom-Markdown).Html.TrimEnd()
--- stdout
<ul>
<li>a</li>
<li>b</li>
</ul>
<ol>
<li>c</li>
<li>d</li>
</ol>
<blockquote>
<p>e</p>
</blockquote>
### what means something in HTML is escaped
('a < b & "c"' | ConvertFrom-Markdown).Html.TrimEnd()
--- stdout
<p>a &lt; b &amp; &quot;c&quot;</p>
### the type and its parts
$m = '# x' | ConvertFrom-Markdown
$m.GetType().FullName, ($null -eq $m.VT100EncodedString), @($m.Tokens).Count
$v = '# x' | ConvertFrom-Markdown -AsVT100EncodedString
($null -eq $v.Html), $v.VT100EncodedString.Length
--- stdout
Microsoft.PowerShell.MarkdownRender.MarkdownInfo
True
1
True
3
### as text where no VT sequences are shown
"[$(('Some **test string** to write' | ConvertFrom-Markdown -AsVT100EncodedString).VT100EncodedString)]"
"[$(('**bold**' | ConvertFrom-Markdown -AsVT100EncodedString).VT100EncodedString)]"
"[$(('[GitHub](https://x)' | ConvertFrom-Markdown -AsVT100EncodedString).VT100EncodedString)]"
"[$(('![alt](https://x)' | ConvertFrom-Markdown -AsVT100EncodedString).VT100EncodedString)]"
--- stdout
[Some test string to write

]
[bold
]
["GitHub"
]
[[alt]
]
### empty things
foreach ($t in '# ', "'![]()'", "'[]()'") { '<' + (ConvertFrom-Markdown -InputObject $t -AsVT100EncodedString).VT100EncodedString.Trim() + '>' }
--- stdout
<>
<'[Image]'>
<'""'>
### files
Set-Content a.md '# A' ; Set-Content b.md '# B'
(ConvertFrom-Markdown a.md).Html.TrimEnd()
(ConvertFrom-Markdown -LiteralPath b.md).Html.TrimEnd()
(Get-Item a.md | ConvertFrom-Markdown).Html.TrimEnd()
@(ConvertFrom-Markdown *.md).Count
--- stdout
<h1 id="a">A</h1>
<h1 id="b">B</h1>
<h1 id="a">A</h1>
2
### errors
function id($b) { try { & $b } catch { $_.FullyQualifiedErrorId } }
id { ConvertFrom-Markdown -Path Env:\PATH -ErrorAction Stop }
id { ConvertFrom-Markdown -Path none.md -ErrorAction Stop }
id { ConvertFrom-Markdown -InputObject 1 -ErrorAction Stop }
id { [System.IO.FileInfo]::new('none.md') | ConvertFrom-Markdown -ErrorAction Stop }
--- stdout
OnlyFileSystemPathsSupported,Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand
FileNotFound,Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand
InvalidInputObject,Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand
FileNotFound,Microsoft.PowerShell.Commands.ConvertFromMarkdownCommand
### the options unasked
$o = Get-MarkdownOption
$o.Header1, $o.Header2, $o.Header6, $o.Code, $o.Link, $o.Image, $o.EmphasisBold, $o.EmphasisItalics, $o.EnableVT100Encoding
--- stdout
[7m
[4;93m
[4;97m
[48;2;155;155;155;38;2;30;30;30m
[4;38;5;117m
[33m
[1m
[36m
True
### a sample of one
(Get-MarkdownOption).AsEscapeSequence('Header2') -eq "`e[4;93m[4;93m`e[0m"
--- stdout
True
### setting some
Set-MarkdownOption -Header1Color '[4;1m' -BoldForegroundColor '[32m'
$o = Get-MarkdownOption
$o.Header1, $o.EmphasisBold, $o.Header2
(Set-MarkdownOption -Theme Light -PassThru).Header3
Set-MarkdownOption -Theme Dark; (Get-MarkdownOption).Header3
--- stdout
[4;1m
[32m
[4;93m
[4;34m
[4;94m
### options through the pipeline
$o = Get-MarkdownOption; $o.Header1 = '[5m'
$o | Set-MarkdownOption
(Get-MarkdownOption).Header1
--- stdout
[5m
### what is no sequence
try { Set-MarkdownOption -Header1Color 'red' } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
--- stdout
ParameterArgumentValidationError,Microsoft.PowerShell.Commands.SetMarkdownOptionCommand
InvalidData
### Show-Markdown
Set-Content a.md '# Header'
"[$(Show-Markdown a.md)]"
"[$('# Header' | Show-Markdown)]"
"[$('*x*' | ConvertFrom-Markdown -AsVT100EncodedString | Show-Markdown)]"
--- stdout
[Header

]
[Header

]
[x
]
### Show-Markdown of nothing
$i = [Microsoft.PowerShell.MarkdownRender.MarkdownInfo]::new()
try { Show-Markdown -InputObject $i -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
try { Show-Markdown -InputObject $i -UseBrowser -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
VT100EncodedStringIsNullOrEmpty,Microsoft.PowerShell.Commands.ShowMarkdownCommand
The property VT100EncodedString of the given object is null or empty.
HtmlIsNullOrEmpty,Microsoft.PowerShell.Commands.ShowMarkdownCommand
### each session has options of its own
Set-MarkdownOption -Header1Color '[93m'
$p = [powershell]::Create().AddScript('(Get-MarkdownOption).Header1')
$p.Invoke()
--- stdout
[7m
### deeply nested quotes are cut, not an error
('>' * 2000 + ' x' | ConvertFrom-Markdown).Html.Length -gt 0
--- stdout
True
