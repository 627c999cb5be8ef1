Source: about_Types.ps1xml and about_Type_Conversion ([xml]); Select-Xml's page; .NET's documentation of System.Xml.XmlDocument, XmlNode, XmlElement and of XPath 1.0 (W3C); published tests of the XML adapter
### elements and attributes are properties, in any case
$x = [xml]'<VMs host="h1"><VM Name="web1"><Memory>1024</Memory></VM></VMs>'
$x.vms.HOST
$x.VMs.VM.name
$x.VMs.VM.Memory
--- stdout
h1
web1
1024
### an element of nothing but text is that text; with attributes it stays an element
$x = [xml]'<a><b>text</b><c k="1">more</c><d/></a>'
$x.a.b.GetType().Name
$x.a.c.GetType().Name
$x.a.c.'#text'
$x.a.d.GetType().Name + $x.a.d.Length
--- stdout
String
XmlElement
more
String0
### elements of one name are an array
$x = [xml]'<a><b>1</b><b>2</b><b z="9">3</b></a>'
$x.a.b.Count
$x.a.b[1]
$x.a.b.z
--- stdout
3
2
9
### comments, CDATA and the declaration
$x = [xml]'<?xml version="1.0"?><a><!-- note --><![CDATA[<raw> & so]]></a>'
$x.xml
$x.a.'#comment'
$x.a.'#cdata-section'
$x.a.InnerText
--- stdout
version="1.0"
 note 
<raw> & so
<raw> & so
### setting text and attributes; the value becomes text
$x = [xml]'<a k="1"><b>old</b><c/></a>'
$x.a.k = 5
$x.a.b = 'new'
$x.a.c = '<x>'
$x.OuterXml
--- stdout
<a k="5"><b>new</b><c>&lt;x&gt;</c></a>
### elements that hold more than text cannot be set by name
$x = [xml]'<r><a k="1"/><b><c/></b></r>'
try { $x.r.a = 'x' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId }
try { $x.r.b = 'x' } catch { $_.FullyQualifiedErrorId }
try { $x.r.none = 'x' } catch { $_.Exception.Message }
--- stdout
Cannot set "a" because only strings can be used as values to set XmlNode properties.
XmlNodeSetRestrictionsNodeWithAttributes
XmlNodeSetRestrictionsUnknownNodeType
The property 'none' cannot be found on this object. Verify that the property exists and can be set.
### text of a node
$x = [xml]'<a><b k="1"/></a>'
"$($x.a.b)"
$x.a.b.ToString()
$x.ToString()
--- stdout
System.Xml.XmlElement
b
#document
### bad XML says where
foreach ($t in '<a><b></a>', '<a>', 'text', '', '<a/><b/>', '<a b=1/>', '<a b="1" b="2"/>', '<a>&no;</a>', '<p:a/>') {
    try { [void][xml]$t } catch { $_.Exception.InnerException.InnerException.Message }
}
--- stdout
The 'b' start tag on line 1 position 5 does not match the end tag of 'a'. Line 1, position 9.
Unexpected end of file has occurred. The following elements are not closed: a. Line 1, position 4.
Data at the root level is invalid. Line 1, position 1.
Root element is missing.
There are multiple root elements. Line 1, position 6.
'1' is an unexpected token. The expected token is '"' or '''. Line 1, position 6.
'b' is a duplicate attribute name. Line 1, position 10.
Reference to undeclared entity 'no'. Line 1, position 5.
'p' is an undeclared prefix. Line 1, position 2.
### the cast's own message and id
try { [xml]'<a>' } catch { $_.Exception.Message; $_.FullyQualifiedErrorId; $_.Exception.InnerException.GetType().Name }
--- stdout
Cannot convert value "<a>" to type "System.Xml.XmlDocument". Error: "Unexpected end of file has occurred. The following elements are not closed: a. Line 1, position 4."
InvalidCastToXmlDocument
PSInvalidCastException
### lines of a file become one document
'<a>', '  <b>1</b>', '</a>' | Set-Content t.xml
([xml](Get-Content t.xml)).a.b
--- stdout
1
### blanks between elements are left out, unless they shall be kept
$x = [xml]"<a> <b/> </a>"
$x.OuterXml
$y = [System.Xml.XmlDocument]::new(); $y.PreserveWhitespace = $true; $y.LoadXml("<a> <b/> </a>")
$y.OuterXml
--- stdout
<a><b /></a>
<a> <b /> </a>
### building a document
$x = [xml]::new()
[void]$x.AppendChild($x.CreateXmlDeclaration('1.0', 'utf-8', $null))
$r = $x.AppendChild($x.CreateElement('vms'))
$r.SetAttribute('n', '1 & "2"')
$e = $x.CreateElement('vm'); $e.InnerText = 'a < b'
[void]$r.AppendChild($e)
[void]$r.PrependChild($x.CreateComment(' c '))
[void]$r.InsertAfter($x.CreateTextNode('t'), $e)
[void]$r.AppendChild($x.CreateCDataSection('x]y'))
$x.OuterXml
--- stdout
<?xml version="1.0" encoding="utf-8"?><vms n="1 &amp; &quot;2&quot;"><!-- c --><vm>a &lt; b</vm>t<![CDATA[x]y]]></vms>
### removing, replacing and moving nodes
$x = [xml]'<r><a/><b/><c/></r>'
$r = $x.DocumentElement
[void]$r.RemoveChild($r.SelectSingleNode('b'))
[void]$r.ReplaceChild($x.CreateElement('d'), $r.FirstChild)
[void]$r.AppendChild($r.FirstChild)
$r.OuterXml
try { $r.RemoveChild($x.CreateElement('z')) } catch { $_.Exception.InnerException.Message }
--- stdout
<r><c /><d /></r>
The node to be removed is not a child of this node.
### attributes
$x = [xml]'<r a="1" b="2"/>'
$r = $x.DocumentElement
$r.GetAttribute('a'); "[$($r.GetAttribute('none'))]"; $r.HasAttribute('b')
$r.RemoveAttribute('a'); $r.Attributes.Count
$r.Attributes['b'].Value
$n = $x.CreateAttribute('c'); $n.Value = '3'; [void]$r.Attributes.Append($n)
$r.OuterXml
--- stdout
1
[]
True
1
2
<r b="2" c="3" />
### nodes of another document must be imported
$a = [xml]'<a/>'; $b = [xml]'<b><c k="1"><d/></c></b>'
try { $a.DocumentElement.AppendChild($b.b.c) } catch { $_.Exception.InnerException.Message }
[void]$a.DocumentElement.AppendChild($a.ImportNode($b.b.c, $true))
[void]$a.DocumentElement.AppendChild($a.ImportNode($b.b.c, $false))
$a.OuterXml
--- stdout
The node to be inserted is from a different document context.
<a><c k="1"><d /></c><c k="1"></c></a>
### a clone stands alone
$x = [xml]'<a><b>1</b></a>'
$y = $x.Clone(); $y.a.b = '2'
$x.a.b; $y.a.b
$x.a.CloneNode($false).OuterXml
--- stdout
1
2
<a></a>
### moving through the tree
$x = [xml]'<a><b/><c/></a>'
$x.a.FirstChild.Name; $x.a.LastChild.Name
$x.a.FirstChild.NextSibling.Name; $x.a.LastChild.PreviousSibling.Name
$x.a.FirstChild.ParentNode.Name; $x.a.HasChildNodes; $x.a.FirstChild.HasChildNodes
$x.a.ChildNodes.Count; $x.a.NodeType; $x.NodeType
$x.a.FirstChild.OwnerDocument -eq $x
--- stdout
b
c
c
b
a
True
False
2
Element
Document
True
### InnerXml replaces what is inside
$x = [xml]'<a><b/></a>'
$x.a.InnerXml = 'x<c>1</c>'
$x.OuterXml
$x.a.InnerXml
--- stdout
<a>x<c>1</c></a>
x<c>1</c>
### GetElementsByTagName finds at any depth
$x = [xml]'<a><b/><c><b/></c></a>'
$x.GetElementsByTagName('b').Count
$x.a.GetElementsByTagName('*').Count
--- stdout
2
3
### XPath: steps, predicates, axes
$x = [xml]'<r><v n="1" s="on"/><v n="2" s="off"/><g><v n="3" s="on"/></g></r>'
($x.SelectNodes('/r/v')).n -join ','
($x.SelectNodes('//v[@s="on"]')).n -join ','
($x.SelectNodes('//v[2]')).n -join ','
($x.SelectNodes('(//v)[3]')).n -join ','
($x.SelectNodes('r/v[last()]')).n -join ','
($x.SelectNodes('//v[@n > 1 and not(@s="off")]/@n')).Value -join ','
$x.SelectSingleNode('//v[@n=3]/..').Name
$x.SelectSingleNode('//v[@n=3]/ancestor::r').Name
($x.SelectNodes('r/v[1]/following-sibling::*')).Name -join ','
($x.SelectNodes('//v | //g')).Name -join ','
--- stdout
1,2
1,3
2
3
2
3
g
r
v,g
v,v,g,v
### XPath: functions
$x = [xml]'<r><v n="ab c">1</v><v n="xyz">20</v><w> p  q </w></r>'
$x.SelectSingleNode('//v[starts-with(@n,"x")]').InnerText
$x.SelectSingleNode('//v[contains(@n," ")]').InnerText
$x.SelectSingleNode('//*[normalize-space()="p q"]').Name
$x.SelectSingleNode('//v[string-length(@n)=3]').InnerText
$x.SelectSingleNode('//v[translate(@n,"xyz","XYZ")="XYZ"]').InnerText
$x.SelectSingleNode('//v[substring(@n,2,2)="yz"]').InnerText
$x.SelectSingleNode('/r[sum(v)=21 and count(v)=2]').Name
$x.SelectSingleNode('//v[. > 10 or position()=9]').InnerText
$x.SelectSingleNode('//text()[.="20"]').Value
$null -eq $x.SelectSingleNode('//none')
--- stdout
20
1
w
20
20
20
r
20
20
True
### XPath: namespaces need a manager
$x = [xml]'<a xmlns="urn:x"><b xmlns:p="urn:y" p:k="1">t</b></a>'
$x.SelectNodes('//b').Count
$m = [System.Xml.XmlNamespaceManager]::new($x.NameTable)
$m.AddNamespace('q', 'urn:x'); $m.AddNamespace('z', 'urn:y')
$x.SelectSingleNode('//q:b', $m).InnerText
$x.SelectSingleNode('//@z:k', $m).Value
$m.LookupNamespace('q'); $m.HasNamespace('none')
try { $x.SelectNodes('//q:b') } catch { $_.Exception.InnerException.Message }
--- stdout
0
t
1
urn:x
False
Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.
### XPath: faults
$x = [xml]'<a/>'
foreach ($p in '//[', 'count(//a)') { try { $x.SelectNodes($p) } catch { $_.Exception.InnerException.Message } }
--- stdout
'//[' has an invalid token.
Expression must evaluate to a node-set.
### namespaces are written where they begin
$x = [xml]'<a xmlns="urn:x"><b/></a>'
$x.a.b.GetType().Name
$x.a.FirstChild.OuterXml
$x.a.FirstChild.NamespaceURI
$e = $x.CreateElement('p', 'c', 'urn:y'); [void]$x.a.AppendChild($e)
$x.OuterXml
--- stdout
String
<b xmlns="urn:x" />
urn:x
<a xmlns="urn:x"><b /><p:c xmlns:p="urn:y" /></a>
### saved files are indented; text beside elements keeps its form
$x = [xml]'<a><b k="1"><c/></b><d>x<e/>y</d><f></f></a>'
$x.Save("$PWD/t.xml")
Get-Content t.xml
$y = [xml]::new(); $y.Load("$PWD/t.xml"); $y.OuterXml
--- stdout
<a>
  <b k="1">
    <c />
  </b>
  <d>x<e />y</d>
  <f>
  </f>
</a>
<a><b k="1"><c /></b><d>x<e />y</d><f></f></a>
### a file that is not there
$y = [xml]::new()
try { $y.Load("/none.xml") } catch { $_.Exception.InnerException.Message; $_.Exception.InnerException.GetType().Name }
--- stdout
Could not find file '/none.xml'.
FileNotFoundException
### -as and -is
('<a/>' -as [xml]) -is [xml]
$null -eq ('<a' -as [xml])
([xml]'<a><b k="1"/></a>').a.b -is [System.Xml.XmlElement]
([xml]'<a/>') -is [System.Xml.XmlNode]
--- stdout
True
True
True
True
### Get-Member shows elements and attributes
([xml]'<a><b k="1"><c/></b></a>').a.b | Get-Member -MemberType Property | ForEach-Object { "$($_.Name) $($_.MemberType)" }
--- stdout
c Property
k Property
### entities: the five, numbers; document types bring none
$x = [xml]'<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;</a>'
$x.a
try { [void][xml]'<!DOCTYPE a [<!ENTITY e "boom">]><a>&e;</a>' } catch { $_.Exception.InnerException.InnerException.Message }
--- stdout
<>&"'AB
Reference to undeclared entity 'e'. Line 1, position 38.
### pipelines over elements
([xml]'<r><v n="2"/><v n="1"/></r>').r.v | Sort-Object { [int]$_.n } | ForEach-Object n
([xml]'<r><v n="2"/><v n="1"/></r>').r.v | Where-Object n -eq 2 | Select-Object n | ConvertTo-Csv
--- stdout
1
2
"n"
"2"
### properties of the node itself
$x = [xml]'<p:a xmlns:p="urn:x"/>'
$x.DocumentElement.Name; $x.DocumentElement.LocalName; $x.DocumentElement.Prefix; $x.DocumentElement.NamespaceURI
$x.DocumentElement.IsEmpty
--- stdout
p:a
a
p
urn:x
True
