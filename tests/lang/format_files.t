Views that .ps1xml files bring.
Source: about_Format.ps1xml; Update-FormatData, Get-FormatData (reference/7.5/Microsoft.PowerShell.Utility)
### a table with labels, widths, a script block and groups
Update-FormatData -PrependPath ./v.ps1xml
[pscustomobject]@{ PSTypeName = 'My.A'; n = 1; g = 'x' }, [pscustomobject]@{ PSTypeName = 'My.B'; n = 2; g = 'y' }
--- file v.ps1xml
<Configuration>
  <SelectionSets>
    <SelectionSet><Name>S</Name><Types><TypeName>My.A</TypeName><TypeName>My.B</TypeName></Types></SelectionSet>
  </SelectionSets>
  <ViewDefinitions>
    <View>
      <Name>tab</Name>
      <ViewSelectedBy><SelectionSetName>S</SelectionSetName></ViewSelectedBy>
      <GroupBy><PropertyName>g</PropertyName><Label>Group</Label></GroupBy>
      <TableControl>
        <TableHeaders>
          <TableColumnHeader><Label>The N</Label><Width>7</Width><Alignment>Right</Alignment></TableColumnHeader>
          <TableColumnHeader><Label>Twice</Label></TableColumnHeader>
        </TableHeaders>
        <TableRowEntries><TableRowEntry><TableColumnItems>
          <TableColumnItem><PropertyName>n</PropertyName></TableColumnItem>
          <TableColumnItem><ScriptBlock>$_.n * 2</ScriptBlock></TableColumnItem>
        </TableColumnItems></TableRowEntry></TableRowEntries>
      </TableControl>
    </View>
  </ViewDefinitions>
</Configuration>
--- stdout

   Group: x

  The N Twice
  ----- -----
      1 2

   Group: y

  The N Twice
  ----- -----
      2 4

### a list, and a view by its name
Update-FormatData ./v.ps1xml
$o = [pscustomobject]@{ PSTypeName = 'My.A'; n = 1.5 }
$o | Format-List
$o | Format-List -View second
--- file v.ps1xml
<Configuration>
  <ViewDefinitions>
    <View>
      <Name>first</Name>
      <ViewSelectedBy><TypeName>My.A</TypeName></ViewSelectedBy>
      <ListControl><ListEntries><ListEntry><ListItems>
        <ListItem><Label>Label</Label><PropertyName>n</PropertyName><FormatString>N3</FormatString></ListItem>
      </ListItems></ListEntry></ListEntries></ListControl>
    </View>
    <View>
      <Name>second</Name>
      <ViewSelectedBy><TypeName>My.A</TypeName></ViewSelectedBy>
      <ListControl><ListEntries><ListEntry><ListItems>
        <ListItem><PropertyName>n</PropertyName></ListItem>
      </ListItems></ListEntry></ListEntries></ListControl>
    </View>
  </ViewDefinitions>
</Configuration>
--- stdout

Label : 1.500


n : 1.5

### what is loaded can be asked for; attributes of the root do not matter
Update-FormatData -PrependPath ./v.ps1xml
$d = Get-FormatData test
$d.TypeNames; $d.FormatViewDefinition.Name
--- file v.ps1xml
<Configuration xmlns:foo="bar">
  <ViewDefinitions>
    <View>
      <Name>Shown</Name>
      <ViewSelectedBy><TypeName>Test</TypeName></ViewSelectedBy>
      <ListControl><ListEntries><ListEntry><ListItems>
        <ListItem><PropertyName>Test</PropertyName></ListItem>
      </ListItems></ListEntry></ListEntries></ListControl>
    </View>
  </ViewDefinitions>
</Configuration>
--- stdout
Test
Shown
### a view must say what it is for
Update-FormatData ./v.ps1xml -ErrorVariable e -ErrorAction SilentlyContinue
$e[0].FullyQualifiedErrorId
--- file v.ps1xml
<Configuration><ViewDefinitions><View><Name>T2</Name></View></ViewDefinitions></Configuration>
--- stdout
FormatXmlUpdateException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand
### -WhatIf loads nothing
Update-FormatData ./v.ps1xml -WhatIf | Out-Null
@(Get-FormatData).Count
--- file v.ps1xml
<Configuration></Configuration>
--- stdout any
