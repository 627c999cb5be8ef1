Source: the pages of ConvertTo-Html, ConvertTo-Xml and Select-Xml; published tests of these cmdlets
### a page
[pscustomobject]@{ Name = 'John'; Age = 42 } | ConvertTo-Html
--- stdout
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<title>HTML TABLE</title>
</head><body>
<table>
<colgroup><col/><col/></colgroup>
<tr><th>Name</th><th>Age</th></tr>
<tr><td>John</td><td>42</td></tr>
</table>
</body></html>
### a fragment
1..2 | ForEach-Object { [pscustomobject]@{ n = $_ } } | ConvertTo-Html -Fragment
--- stdout
<table>
<colgroup><col/></colgroup>
<tr><th>n</th></tr>
<tr><td>1</td></tr>
<tr><td>2</td></tr>
</table>
### a list
1..2 | ForEach-Object { [pscustomobject]@{ n = $_; m = 'x' } } | ConvertTo-Html -Fragment -As List
--- stdout
<table>
<tr><td>n:</td><td>1</td></tr>
<tr><td>m:</td><td>x</td></tr>
<tr><td><hr></td></tr>
<tr><td>n:</td><td>2</td></tr>
<tr><td>m:</td><td>x</td></tr>
</table>
### head, title, body, contents before and after
[pscustomobject]@{ a = 1 } | ConvertTo-Html -Title T -Body '<h1>B</h1>' -PreContent pre -PostContent p1, p2 -CssUri s.css -Charset utf-8 | Select-Object -Skip 2
--- stdout
<head>
<meta charset="utf-8">
<title>T</title>
<link rel="stylesheet" type="text/css" href="s.css" />
</head><body>
<h1>B</h1>
pre
<table>
<colgroup><col/></colgroup>
<tr><th>a</th></tr>
<tr><td>1</td></tr>
</table>
p1
p2
</body></html>
### -Head takes the place of the title; -Transitional
[pscustomobject]@{ a = 1 } | ConvertTo-Html -Head '<style></style>' -Transitional | Select-Object -First 5
--- stdout
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<style></style>
</head><body>
### -Meta
[pscustomobject]@{ a = 1 } | ConvertTo-Html -Meta @{ author = 'me' } | Select-Object -Index 3
[pscustomobject]@{ a = 1 } | ConvertTo-Html -Meta @{ 'content-type' = 'text/html' } | Select-Object -Index 3
--- stdout
<meta name="author" content="me">
<meta http-equiv="content-type" content="text/html">
### -Meta of an unknown name warns
[pscustomobject]@{ a = 1 } | ConvertTo-Html -Meta @{ x = 'y' } -WarningVariable w -WarningAction SilentlyContinue | Select-Object -Index 3
"$w"
--- stdout
<meta name="x" content="y">
Accepted meta properties are content-type, default-style, application-name, author, description, generator, keywords, x-ua-compatible, and viewport. The meta pair: x and y may not function correctly.
### values are encoded, nothing else is
[pscustomobject]@{ a = '<b> & "c"' } | ConvertTo-Html -Fragment | Select-Object -Index 3
--- stdout
<tr><td>&lt;b&gt; &amp; &quot;c&quot;</td></tr>
### calculated properties with label, width and alignment
[pscustomobject]@{ a = 2 } | ConvertTo-Html -Fragment -Property a, @{ Label = 'Twice'; Expression = { $_.a * 2 }; Alignment = 'center'; Width = '20' }
--- stdout
<table>
<colgroup><col/><col width = "20" align = "center"/></colgroup>
<tr><th>a</th><th>Twice</th></tr>
<tr><td>2</td><td>4</td></tr>
</table>
### nothing in: an empty table
@() | ConvertTo-Html -Fragment
--- stdout
<table>
</table>
### ConvertTo-Xml: a document
$x = [pscustomobject]@{ a = 'v'; b = 2 } | ConvertTo-Xml
$x.GetType().Name
$x.OuterXml
--- stdout
XmlDocument
<?xml version="1.0" encoding="utf-8"?><Objects><Object Type="System.Management.Automation.PSCustomObject"><Property Name="a" Type="System.String">v</Property><Property Name="b" Type="System.Int32">2</Property></Object></Objects>
### ConvertTo-Xml: -NoTypeInformation, -As String
[pscustomobject]@{ a = 'v' } | ConvertTo-Xml -NoTypeInformation -As String
--- stdout
<?xml version="1.0" encoding="utf-8"?>
<Objects>
  <Object>
    <Property Name="a">v</Property>
  </Object>
</Objects>
### ConvertTo-Xml: -As Stream
$r = 1, 'x' | ConvertTo-Xml -As Stream
$r.Count
$r
--- stdout
5
<?xml version="1.0" encoding="utf-8"?>
<Objects>
<Object Type="System.Int32">1</Object>
<Object Type="System.String">x</Object>
</Objects>
### ConvertTo-Xml: hashtables and lists
(@{ foo = 'bar' } | ConvertTo-Xml).Objects.InnerXml
(ConvertTo-Xml -InputObject @(1, 'a')).Objects.InnerXml
--- stdout
<Object Type="System.Collections.Hashtable"><Property Name="Key" Type="System.String">foo</Property><Property Name="Value" Type="System.String">bar</Property></Object>
<Object Type="System.Object[]"><Property Type="System.Int32">1</Property><Property Type="System.String">a</Property></Object>
### ConvertTo-Xml: deeper than -Depth
([pscustomobject]@{ p = [pscustomobject]@{ q = 1 } } | ConvertTo-Xml).Objects.Object.InnerXml
([pscustomobject]@{ p = [pscustomobject]@{ q = 1 } } | ConvertTo-Xml -Depth 2).Objects.Object.InnerXml
--- stdout
<Property Name="p" Type="System.Management.Automation.PSCustomObject"><Property Type="System.String">@{q=1}</Property><Property Name="q" Type="System.Management.Automation.PSNoteProperty">1</Property></Property>
<Property Name="p" Type="System.Management.Automation.PSCustomObject"><Property Name="q" Type="System.Int32">1</Property></Property>
### ConvertTo-Xml: null properties
([pscustomobject]@{ a = $null } | ConvertTo-Xml).Objects.Object.InnerXml
--- stdout
<Property Name="a" Type="System.Object" />
### Select-Xml: text
$r = Select-Xml -Content '<a><b>one<c>hello</c></b></a>' -XPath '//b'
"$r"; $r.Path; $r.Pattern; $r.Node.c
--- stdout
one<c>hello</c>
InputStream
//b
hello
### Select-Xml: files
'<r><v>1</v><v>2</v></r>' | Set-Content t.xml
(Select-Xml -Path t.xml -XPath '//v').Node.InnerText
(Select-Xml -LiteralPath t.xml -XPath '/r').Path -eq "$PWD/t.xml"
"$(Select-Xml -Path t.xml -XPath '//v[1]')" -eq "1:$PWD/t.xml"
--- stdout
1
2
True
True
### Select-Xml: nodes through the pipeline, namespaces
[xml]$x = "<a xmlns='urn:x'><b>t</b></a>"
($x | Select-Xml '//p:b' -Namespace @{ p = 'urn:x' }).Node.InnerText
--- stdout
t
### Select-Xml: errors
'<a><b>' | Set-Content t.xml
try { Select-Xml -Path t.xml -XPath b -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Select-Xml -Content hello -XPath b -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
try { Select-Xml -Content '<a/>' -XPath b -Namespace @{ c = $null } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
ProcessingFile,Microsoft.PowerShell.Commands.SelectXmlCommand
InvalidCastToXmlDocument,Microsoft.PowerShell.Commands.SelectXmlCommand
PrefixError,Microsoft.PowerShell.Commands.SelectXmlCommand
