Source: the pages of Export-Clixml, Import-Clixml, ConvertTo-CliXml, ConvertFrom-CliXml; [MS-PSRP] 2.2.5 (serialization of PSObjects); published tests of these cmdlets
### primitive values
1, 'a', $true, $null, 2.5, [long]3, [char]'x', [byte]7, [uint16]8, 1.5d | ConvertTo-CliXml
--- stdout
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <I32>1</I32>
  <S>a</S>
  <B>true</B>
  <Nil />
  <Db>2.5</Db>
  <I64>3</I64>
  <C>120</C>
  <By>7</By>
  <U16>8</U16>
  <D>1.5</D>
</Objs>
### dates, spans, ids, versions, addresses
[datetime]::new(2020, 1, 2, 3, 4, 5, 'Utc'), [datetime]'2020-01-02', [timespan]'1.02:03:04.5', [timespan]0, [guid]'00000000-0000-0000-0000-000000000001', [version]'1.2', [uri]'http://x/' | ConvertTo-CliXml
--- stdout
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <DT>2020-01-02T03:04:05Z</DT>
  <DT>2020-01-02T00:00:00</DT>
  <TS>P1DT2H3M4.5S</TS>
  <TS>PT0S</TS>
  <G>00000000-0000-0000-0000-000000000001</G>
  <Version>1.2</Version>
  <URI>http://x/</URI>
</Objs>
### control characters and what looks like their codes
"a`nb`t_x0041_", "<&>" | ConvertTo-CliXml
--- stdout
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <S>a_x000A_b_x0009__x005F_x0041_</S>
  <S>&lt;&amp;&gt;</S>
</Objs>
### a property bag, and type names by reference
[pscustomobject]@{ a = 1; b = [pscustomobject]@{ c = 'x' } } | ConvertTo-CliXml
--- stdout
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0">
    <TN RefId="0">
      <T>System.Management.Automation.PSCustomObject</T>
      <T>System.Object</T>
    </TN>
    <MS>
      <I32 N="a">1</I32>
      <Obj N="b" RefId="1">
        <TNRef RefId="0" />
        <MS>
          <S N="c">x</S>
        </MS>
      </Obj>
    </MS>
  </Obj>
</Objs>
### a list and a dictionary
ConvertTo-CliXml -InputObject @(1)
[ordered]@{ k = 'v' } | ConvertTo-CliXml
--- stdout
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0">
    <TN RefId="0">
      <T>System.Object[]</T>
      <T>System.Array</T>
      <T>System.Object</T>
    </TN>
    <LST>
      <I32>1</I32>
    </LST>
  </Obj>
</Objs>
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0">
    <TN RefId="0">
      <T>System.Collections.Specialized.OrderedDictionary</T>
      <T>System.Object</T>
    </TN>
    <DCT>
      <En>
        <S N="Key">k</S>
        <S N="Value">v</S>
      </En>
    </DCT>
  </Obj>
</Objs>
### an object met again is a reference; cycles end
$o = [pscustomobject]@{ n = 1 }; $o | Add-Member self $o
$t = $o | ConvertTo-CliXml
($t -split "`n" | Where-Object { $_ -match '<Ref' }).Trim()
$back = ConvertFrom-CliXml $t
$back.self.self.n
$back.self = $o.self = $null
--- stdout
<Ref N="self" RefId="0" />
1
### an enumeration keeps its text and its number
$r = [System.DayOfWeek]::Friday | ConvertTo-CliXml | ConvertFrom-CliXml
"$r"; $r.Value; $r.PSTypeNames[0]
--- stdout
Friday
5
Deserialized.System.DayOfWeek
### there and back: types of values stay
$v = 1, [long]2, 1.5, 'x', $true, [char]'c', [byte]3, [guid]::Empty, [timespan]'00:01', [version]'1.2.3', 2.5d
$r = $v | ConvertTo-CliXml | ConvertFrom-CliXml
($r | ForEach-Object { $_.GetType().Name }) -join ' '
for ($i = 0; $i -lt $v.Count; $i++) { if ($v[$i] -ne $r[$i]) { "differs: $i" } }
--- stdout
Int32 Int64 Double String Boolean Char Byte Guid TimeSpan Version Decimal
### there and back: strings with anything in them
$s = "a`r`n`0_x000A_😀é<>&""'"
(($s | ConvertTo-CliXml | ConvertFrom-CliXml) -ceq $s)
--- stdout
True
### there and back: collections
$r = ConvertTo-CliXml -InputObject @(1, @{ a = 1 }, [ordered]@{ z = 1; b = 2 }) | ConvertFrom-CliXml
$r.GetType().Name; $r[1].GetType().Name; $r[2].GetType().Name; $r[2].Keys -join ','
--- stdout
ArrayList
Hashtable
OrderedDictionary
z,b
### type names of what is read begin with Deserialized
$r = [pscustomobject]@{ PSTypeName = 'My.Type'; a = 1 } | ConvertTo-CliXml | ConvertFrom-CliXml
$r.PSObject.TypeNames[0]
$r.a
--- stdout
Deserialized.My.Type
1
### files
1, 2 | Export-Clixml t.xml
(Import-Clixml t.xml) -join ','
(Get-Content t.xml -Raw) -ceq (1, 2 | ConvertTo-CliXml)
--- stdout
1,2
True
### -NoClobber
'x' | Set-Content t.xml
try { 1 | Export-Clixml t.xml -NoClobber -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; $_.Exception.Message -replace '/.*/', '' }
--- stdout
NoClobber,Microsoft.PowerShell.Commands.ExportClixmlCommand
The file 't.xml' already exists.
### -First and -Skip
'one', 'two', 'three', 'four' | Export-Clixml t.xml
(Import-Clixml t.xml -First 2 -Skip 1) -join ','
--- stdout
two,three
### -WhatIf writes nothing
1 | Export-Clixml t.xml -WhatIf | Out-Null
Test-Path t.xml
--- stdout regex
What if: Performing the operation "Export-Clixml" on target ".*t.xml".
False
### -Depth of objects in classes
class A { [int] $n = 1 } class B { [A] $a = [A]::new(); [int] $m = 2 }
$r = [B]::new() | ConvertTo-CliXml -Depth 1 | ConvertFrom-CliXml
$r.m; $null -eq $r.a.n
$r = [B]::new() | ConvertTo-CliXml -Depth 2 | ConvertFrom-CliXml
$r.a.n
--- stdout
2
True
1
### credentials come back
$c = [pscredential]::new('me', (ConvertTo-SecureString 'pä$$' -AsPlainText -Force))
$c | Export-Clixml c.xml
$r = Import-Clixml c.xml
$r.GetType().Name; $r.UserName; $r.GetNetworkCredential().Password
--- stdout
PSCredential
me
pä$$
### the line that marks Clixml between processes is passed over
"#< CLIXML`n" + (5 | ConvertTo-CliXml) | Set-Content t.xml
Import-Clixml t.xml
--- stdout
5
### what is no Clixml
try { ConvertFrom-CliXml '<a/>' } catch { $_.Exception.Message }
try { ConvertFrom-CliXml '<Objs><X/></Objs>' } catch { $_.Exception.Message }
--- stdout
Clixml begins with the element 'Objs', not 'a'.
This element is no part of Clixml: 'X'.
### [PSSerializer]
$t = [System.Management.Automation.PSSerializer]::Serialize([pscustomobject]@{ a = 1; b = @{ c = 'x' } })
$r = [System.Management.Automation.PSSerializer]::Deserialize($t)
$r.a; $r.b.c
[System.Management.Automation.PSSerializer]::Serialize(5)
--- stdout
1
x
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <I32>5</I32>
</Objs>
