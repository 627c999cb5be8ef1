XmlWriter, XmlTextWriter and XmlWriterSettings.
Source: .NET API reference, System.Xml.XmlWriter, XmlTextWriter, XmlWriterSettings, XmlNode.WriteTo, XmlNode.WriteContentTo, XmlDocument.Save
### a document in a StringWriter, indented
$s = [System.Xml.XmlWriterSettings]::new()
$s.Indent = $true
$s.OmitXmlDeclaration = $true
$t = [System.IO.StringWriter]::new()
$w = [System.Xml.XmlWriter]::Create($t, $s)
$w.WriteStartElement('root')
$w.WriteAttributeString('a', '1 & 2')
$w.WriteElementString('child', 'x < y')
$w.WriteStartElement('empty')
$w.WriteEndElement()
$w.WriteEndElement()
$w.Close()
$t.ToString()
--- stdout
<root a="1 &amp; 2">
  <child>x &lt; y</child>
  <empty />
</root>
### the declaration stands in front unless it is left out; text in memory is UTF-16
$t = [System.IO.StringWriter]::new()
$w = [System.Xml.XmlWriter]::Create($t)
$w.WriteElementString('a', '')
$w.Flush()
"$t"
--- stdout
<?xml version="1.0" encoding="utf-16"?><a />
### WriteEndDocument() closes what is open
$t = [System.Text.StringBuilder]::new()
$w = [System.Xml.XmlWriter]::Create($t)
$w.WriteStartDocument()
$w.WriteStartElement('a')
$w.WriteStartElement('b')
$w.WriteEndDocument()
$w.Close()
"$t"
--- stdout
<?xml version="1.0" encoding="utf-16"?><a><b /></a>
### an XmlTextWriter formats a document
$doc = [xml]'<a><b>1</b><c d="2"/></a>'
$t = [System.IO.StringWriter]::new()
$w = New-Object System.Xml.XmlTextWriter $t
$w.Formatting = 'Indented'
$doc.WriteContentTo($w)
$w.Flush()
$t.Flush()
$t.ToString()
--- stdout
<a>
  <b>1</b>
  <c d="2" />
</a>
### with an indentation of one's own
$t = [System.IO.StringWriter]::new()
$w = [System.Xml.XmlTextWriter]::new($t)
$w.Formatting = [System.Xml.Formatting]::Indented
$w.Indentation = 1
$w.IndentChar = "`t"
([xml]'<a><b/></a>').WriteTo($w)
$t.ToString() -replace "`t", '[tab]'
--- stdout
<a>
[tab]<b />
</a>
### Save() takes a writer
$s = [System.Xml.XmlWriterSettings]@{ Indent = $true; IndentChars = '    ' }
$t = [System.IO.StringWriter]::new()
$w = [System.Xml.XmlWriter]::Create($t, $s)
([xml]'<a><b/></a>').Save($w)
$w.Dispose()
"$t"
--- stdout
<?xml version="1.0" encoding="utf-16"?>
<a>
    <b />
</a>
### Save() takes a StringWriter
$t = [System.IO.StringWriter]::new()
([xml]'<a><b/></a>').Save($t)
"$t"
--- stdout
<?xml version="1.0" encoding="utf-16"?>
<a>
  <b />
</a>
### text keeps its element on one line
$s = [System.Xml.XmlWriterSettings]@{ Indent = $true; OmitXmlDeclaration = $true }
$t = [System.IO.StringWriter]::new()
$w = [System.Xml.XmlWriter]::Create($t, $s)
$w.WriteStartElement('p')
$w.WriteString('one ')
$w.WriteElementString('b', 'two')
$w.WriteEndElement()
$w.Close()
"$t"
--- stdout
<p>one <b>two</b></p>
### comments, CDATA, instructions and raw text
$s = [System.Xml.XmlWriterSettings]@{ OmitXmlDeclaration = $true }
$t = [System.IO.StringWriter]::new()
$w = [System.Xml.XmlWriter]::Create($t, $s)
$w.WriteProcessingInstruction('x', 'y')
$w.WriteStartElement('a')
$w.WriteComment('c')
$w.WriteCData('<d>')
$w.WriteRaw('<e/>')
$w.WriteFullEndElement()
$w.Close()
"$t"
--- stdout
<?x y?><a><!--c--><![CDATA[<d>]]><e/></a>
### namespaces
$s = [System.Xml.XmlWriterSettings]@{ OmitXmlDeclaration = $true }
$t = [System.IO.StringWriter]::new()
$w = [System.Xml.XmlWriter]::Create($t, $s)
$w.WriteStartElement('p', 'a', 'urn:x')
$w.WriteEndElement()
$w.Close()
"$t"
--- stdout
<p:a xmlns:p="urn:x" />
### a file
$path = Join-Path ([System.IO.Path]::GetTempPath()) "$([guid]::NewGuid()).xml"
$w = [System.Xml.XmlWriter]::Create($path)
$w.WriteElementString('a', 'ä')
$w.Close()
([xml](Get-Content -Raw $path)).a
[xml]$doc = Get-Content $path
$doc.FirstChild.Encoding
Remove-Item $path
--- stdout
ä
utf-8
### a stream
$m = [System.IO.MemoryStream]::new()
$w = [System.Xml.XmlWriter]::Create($m, [System.Xml.XmlWriterSettings]@{ OmitXmlDeclaration = $true })
$w.WriteElementString('a', 'b')
$w.Flush()
[System.Text.Encoding]::UTF8.GetString($m.ToArray()).TrimStart([char]0xFEFF)
--- stdout
<a>b</a>
### a writer that is closed
$w = [System.Xml.XmlWriter]::Create([System.IO.StringWriter]::new())
$w.Close()
try { $w.WriteStartElement('a') } catch { $_.Exception.InnerException.GetType().Name }
--- stdout
InvalidOperationException
### an end without a start
$w = [System.Xml.XmlWriter]::Create([System.IO.StringWriter]::new())
try { $w.WriteEndElement() } catch { $_.Exception.InnerException.Message }
--- stdout
There was no XML start tag open.
