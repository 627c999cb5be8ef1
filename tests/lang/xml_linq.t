Source: .NET's documentation of System.Xml.Linq: XDocument, XElement, XAttribute, XName, XNamespace
### parsing, elements, attributes, values
$x = [System.Xml.Linq.XDocument]::Parse('<?xml version="1.0" encoding="utf-8"?><r a="1"><i id="x">one</i><i id="y">two<b/></i><!--c--></r>')
$x.Root.Name.LocalName; $x.Root.Attribute('a').Value; $x.Declaration.Encoding
foreach ($i in $x.Descendants('i')) { "$($i.Attribute('id').Value)=$($i.Value)" }
$x.Root.Element('i').Value; $null -eq $x.Root.Element('none'); $null -eq $x.Root.Attribute('none')
$x.Root.HasElements; $x.Root.IsEmpty; $x.Root.LastNode.NodeType; $x.Root.Element('i').NextNode.Attribute('id').Value
@($x.Root.Element('i').Ancestors()).Count; $x.Root.Element('i').Document.GetType().Name
--- stdout
r
1
utf-8
x=one
y=two
one
True
True
True
False
Comment
y
1
XDocument
### the text of a document and of an element
$x = [System.Xml.Linq.XDocument]::Parse("<?xml version='1.0'?><r><i>one<b/></i>   <!--c--><e></e></r>")
"$x"
$x.ToString('DisableFormatting')
$x.Root.Element('e').ToString()
--- stdout
<r>
  <i>one<b /></i>
  <!--c-->
  <e></e>
</r>
<r><i>one<b /></i><!--c--><e></e></r>
<e></e>
### building a tree
$e = [System.Xml.Linq.XElement]::new('list', [System.Xml.Linq.XAttribute]::new('done', $true), (1..2 | ForEach-Object { [System.Xml.Linq.XElement]::new('i', $_) }), 'tail')
"$e"
$d = [System.Xml.Linq.XDocument]::new([System.Xml.Linq.XDeclaration]::new('1.0', 'utf-8', 'yes'), [System.Xml.Linq.XComment]::new('hi'), [System.Xml.Linq.XElement]::new('r', [System.Xml.Linq.XCData]::new('<x>')))
"$($d.Declaration)"; "$d"
try { $d.Add([System.Xml.Linq.XElement]::new('second')) } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.Message }
--- stdout
<list done="true"><i>1</i><i>2</i>tail</list>
<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<!--hi-->
<r><![CDATA[<x>]]></r>
InvalidOperationException
This operation would create an incorrectly structured document.
### changes
$r = [System.Xml.Linq.XElement]::Parse('<r a="1"><i>1</i><i>2</i></r>')
$r.SetAttributeValue('b', 2); $r.SetAttributeValue('a', $null); $r.SetElementValue('n', 1.5); $r.Element('i').Value = 'x'
$r.ToString('DisableFormatting')
$r.Element('i').Remove(); $r.Element('n').AddBeforeSelf([System.Xml.Linq.XElement]::new('new')); $r.Element('n').ReplaceWith('text')
$r.ToString('DisableFormatting')
$r.Name = 's'; $r.RemoveAttributes(); $r.RemoveNodes(); "$r"
try { $r.Remove() } catch { $_.Exception.InnerException.Message }
--- stdout
<r b="2"><i>x</i><i>2</i><n>1.5</n></r>
<r b="2"><i>2</i><new />text</r>
<s />
The parent is missing.
### a node without a place comes itself, one that has a place is copied
$e = [System.Xml.Linq.XElement]::new('p'); $c = [System.Xml.Linq.XElement]::new('c', 'v')
$e.Add($c); [object]::ReferenceEquals($e.Element('c'), $c); $c.Value = 'w'; $e.ToString('DisableFormatting')
$e.Add($c); $e.Elements('c').Count; [object]::ReferenceEquals($e.LastNode, $c)
$c.Remove(); $null -eq $c.Parent; $e.Elements('c').Count
--- stdout
True
<p><c>w</c></p>
2
False
True
1
### namespaces
$ns = [System.Xml.Linq.XNamespace]'http://n'
$e = [System.Xml.Linq.XElement]::new($ns + 'a', [System.Xml.Linq.XElement]::new($ns + 'b', 1))
"$($ns + 'a')"; $e.ToString('DisableFormatting')
$e.Element($ns + 'b').Value; $e.Element('{http://n}b').Name.NamespaceName; $null -eq $e.Element('b')
$e.Name -eq [System.Xml.Linq.XName]::Get('a', 'http://n')
--- stdout
{http://n}a
<a xmlns="http://n"><b>1</b></a>
1
http://n
True
True
### saved and loaded
$d = [System.Xml.Linq.XDocument]::Parse('<r><i>1</i></r>')
$d.Save("$PWD/o.xml")
[IO.File]::ReadAllText("$PWD/o.xml"); [System.Xml.Linq.XDocument]::Load("$PWD/o.xml").Root.Element('i').Value
$w = [IO.StringWriter]::new(); $d.Save($w); $w.ToString()
[System.Xml.Linq.XElement]::Load([IO.StringReader]::new('<a>7</a>')).Value
--- stdout
<?xml version="1.0" encoding="utf-8"?>
<r>
  <i>1</i>
</r>
1
<?xml version="1.0" encoding="utf-16"?>
<r>
  <i>1</i>
</r>
7
### by path
$x = [System.Xml.Linq.XDocument]::Parse('<r><i>1</i><i>2</i></r>')
[System.Xml.XPath.Extensions]::XPathSelectElement($x, '//i[2]').Value
[System.Xml.XPath.Extensions]::XPathSelectElements($x, '/r/i').Count
--- stdout
2
2
--- source .NET's documentation of System.Xml.XPath.Extensions
### what is no XML, what is no name
try { [System.Xml.Linq.XElement]::Parse('<a') } catch { $_.FullyQualifiedErrorId }
try { [System.Xml.Linq.XElement]::new('bad name') } catch { $_.Exception.InnerException.Message }
$a = @(1); $a[0] = $a
try { [System.Xml.Linq.XElement]::new('a', $a) } catch { $_.FullyQualifiedErrorId }
[System.Xml.Linq.XNode]::DeepEquals([System.Xml.Linq.XElement]::Parse('<a/>'), [System.Xml.Linq.XElement]::Parse('<a />'))
--- stdout
XmlException
The ' ' character, hexadecimal value 0x20, cannot be included in a name.
ArgumentException
True
