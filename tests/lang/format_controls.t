Custom controls of format files.
Source: about_Format.ps1xml; FormatViewGenerator_Complex.cs, ComplexWriter.cs, typeDataXmlLoader_Complex.cs; published test: Format-Custom
### Text, values and line breaks in frames
Update-FormatData ./v.ps1xml
[pscustomobject]@{ PSTypeName = 'My.A'; Name = 'one'; Size = 1234.5; Tags = 'x', 'y' }
[pscustomobject]@{ PSTypeName = 'My.A'; Name = 'two'; Size = 2 }
--- file v.ps1xml
<Configuration><ViewDefinitions><View>
  <Name>my</Name>
  <ViewSelectedBy><TypeName>My.A</TypeName></ViewSelectedBy>
  <CustomControl><CustomEntries><CustomEntry><CustomItem>
    <Text>Name: </Text><ExpressionBinding><PropertyName>Name</PropertyName></ExpressionBinding><NewLine/>
    <Frame><LeftIndent>2</LeftIndent><CustomItem>
      <ExpressionBinding><ScriptBlock>$_.Size</ScriptBlock><FormatString>{0:N2}</FormatString></ExpressionBinding>
      <Text> bytes</Text><NewLine/>
      <ExpressionBinding>
        <PropertyName>Tags</PropertyName>
        <ItemSelectionCondition><ScriptBlock>$_.Tags</ScriptBlock></ItemSelectionCondition>
        <EnumerateCollection/>
        <CustomControl><CustomEntries><CustomEntry><CustomItem>
          <Text>- </Text><ExpressionBinding/><NewLine/>
        </CustomItem></CustomEntry></CustomEntries></CustomControl>
      </ExpressionBinding>
    </CustomItem></Frame>
  </CustomItem></CustomEntry></CustomEntries></CustomControl>
</View></ViewDefinitions></Configuration>
--- stdout

Name: one
  1,234.50 bytes
  - x
  - y

Name: two
  2.00 bytes


### A control of the file heads groups; the entry is chosen by type and condition
Update-FormatData ./v.ps1xml
[pscustomobject]@{ PSTypeName = 'My.A'; Name = 'Scripted' }, [pscustomobject]@{ PSTypeName = 'My.A'; Name = 'b'; Flag = $true }, [pscustomobject]@{ PSTypeName = 'My.A'; Name = 'c' }
--- file v.ps1xml
<Configuration>
  <Controls><Control><Name>Head</Name><CustomControl><CustomEntries>
    <CustomEntry>
      <EntrySelectedBy><SelectionCondition><TypeName>My.A</TypeName><ScriptBlock>$_.Name -eq 'Scripted'</ScriptBlock></SelectionCondition></EntrySelectedBy>
      <CustomItem><Text>by script</Text></CustomItem>
    </CustomEntry>
    <CustomEntry>
      <EntrySelectedBy><SelectionCondition><TypeName>My.A</TypeName><PropertyName>Flag</PropertyName></SelectionCondition></EntrySelectedBy>
      <CustomItem><Text>by property</Text></CustomItem>
    </CustomEntry>
    <CustomEntry><CustomItem><Text>rest</Text></CustomItem></CustomEntry>
  </CustomEntries></CustomControl></Control></Controls>
  <ViewDefinitions><View>
    <Name>my</Name>
    <ViewSelectedBy><TypeName>My.A</TypeName></ViewSelectedBy>
    <GroupBy><PropertyName>Name</PropertyName><CustomControlName>Head</CustomControlName></GroupBy>
    <TableControl>
      <TableHeaders><TableColumnHeader/></TableHeaders>
      <TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries>
    </TableControl>
  </View></ViewDefinitions>
</Configuration>
--- stdout

by script

Name
----
Scripted

by property

Name
----
b

rest

Name
----
c

### Controls of a view; hanging lines; what is too deep is left out
Update-FormatData ./v.ps1xml
$a = [pscustomobject]@{ PSTypeName = 'My.A'; Next = $null; Text = 'word ' * 30 }
$a.Next = $a
$a | Format-Custom -Depth 2 | Out-String -Width 40
--- file v.ps1xml
<Configuration><ViewDefinitions><View>
  <Name>my</Name>
  <ViewSelectedBy><TypeName>My.A</TypeName></ViewSelectedBy>
  <Controls><Control><Name>Deep</Name><CustomControl><CustomEntries><CustomEntry><CustomItem>
    <Text>deep</Text><NewLine/>
    <ExpressionBinding><PropertyName>Next</PropertyName><CustomControlName>Deep</CustomControlName></ExpressionBinding>
  </CustomItem></CustomEntry></CustomEntries></CustomControl></Control></Controls>
  <CustomControl><CustomEntries><CustomEntry><CustomItem>
    <ExpressionBinding><PropertyName>Next</PropertyName><CustomControlName>Deep</CustomControlName></ExpressionBinding>
    <Frame><FirstLineHanging>3</FirstLineHanging><CustomItem><Text>a b</Text><NewLine/></CustomItem></Frame>
  </CustomItem></CustomEntry></CustomEntries></CustomControl>
</View></ViewDefinitions></Configuration>
--- stdout

deep
a b



### What a control must have
foreach ($inner in '<CustomControl/>', '<CustomControl><CustomEntries><CustomEntry><CustomItem/></CustomEntry></CustomEntries></CustomControl>',
    '<CustomControl><CustomEntries><CustomEntry><EntrySelectedBy><TypeName>T</TypeName></EntrySelectedBy><CustomItem><NewLine/></CustomItem></CustomEntry></CustomEntries></CustomControl>',
    '<CustomControl><CustomEntries><CustomEntry><CustomItem><Frame><LeftIndent>-1</LeftIndent><CustomItem><NewLine/></CustomItem></Frame></CustomItem></CustomEntry></CustomEntries></CustomControl>') {
    "<Configuration><ViewDefinitions><View><Name>n</Name><ViewSelectedBy><TypeName>T</TypeName></ViewSelectedBy>$inner</View></ViewDefinitions></Configuration>" > v.ps1xml
    Update-FormatData ./v.ps1xml -ErrorVariable e -ErrorAction SilentlyContinue
    $e[0].FullyQualifiedErrorId
}
--- stdout
FormatXmlUpdateException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand
FormatXmlUpdateException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand
FormatXmlUpdateException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand
FormatXmlUpdateException,Microsoft.PowerShell.Commands.UpdateFormatDataCommand
### An entry for some objects only, in lists and tables, and items that are shown at times
Update-FormatData ./v.ps1xml
$a = [pscustomobject]@{ PSTypeName = 'My.A'; n = 1; m = 10 }
$b = [pscustomobject]@{ PSTypeName = 'My.B'; n = 2; m = 20 }
$a, $b | Format-List
$b, $a | Format-Table
--- file v.ps1xml
<Configuration>
  <SelectionSets><SelectionSet><Name>S</Name><Types><TypeName>My.A</TypeName><TypeName>My.B</TypeName></Types></SelectionSet></SelectionSets>
  <ViewDefinitions>
    <View>
      <Name>l</Name>
      <ViewSelectedBy><SelectionSetName>S</SelectionSetName></ViewSelectedBy>
      <ListControl><ListEntries>
        <ListEntry>
          <EntrySelectedBy><TypeName>My.B</TypeName></EntrySelectedBy>
          <ListItems><ListItem><Label>Just M</Label><PropertyName>m</PropertyName></ListItem></ListItems>
        </ListEntry>
        <ListEntry>
          <ListItems>
            <ListItem><PropertyName>n</PropertyName></ListItem>
            <ListItem><PropertyName>m</PropertyName><ItemSelectionCondition><ScriptBlock>$_.m -gt 10</ScriptBlock></ItemSelectionCondition></ListItem>
          </ListItems>
        </ListEntry>
      </ListEntries></ListControl>
    </View>
    <View>
      <Name>t</Name>
      <ViewSelectedBy><SelectionSetName>S</SelectionSetName></ViewSelectedBy>
      <TableControl>
        <TableHeaders><TableColumnHeader><Label>Value</Label></TableColumnHeader></TableHeaders>
        <TableRowEntries>
          <TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>n</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry>
          <TableRowEntry>
            <EntrySelectedBy><SelectionCondition><TypeName>My.B</TypeName><PropertyName>n</PropertyName></SelectionCondition></EntrySelectedBy>
            <TableColumnItems><TableColumnItem><ScriptBlock>"m is $($_.m)"</ScriptBlock></TableColumnItem></TableColumnItems>
          </TableRowEntry>
        </TableRowEntries>
      </TableControl>
    </View>
  </ViewDefinitions>
</Configuration>
--- stdout

n : 1

Just M : 20


Value
-----
m is 20
1

