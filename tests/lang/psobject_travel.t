Where members travel with a value: Clixml, Select-Object, copies; what a date's DisplayHint does.
Source: about_Intrinsic_Members; engine/serialization.cs (primitives with notes); engine/MshObject.cs (Copy); the pages of Select-Object and Get-Date; types of System.DateTime
### A text with a note as Clixml
'text' | Add-Member Note 5 -PassThru | Export-Clixml x.xml
(Get-Content x.xml)[1..7]
--- stdout
  <Obj RefId="0">
    <S>text</S>
    <MS>
      <I32 N="Note">5</I32>
    </MS>
  </Obj>
</Objs>
### And back
'text' | Add-Member Note 5 -PassThru | Export-Clixml x.xml
$r = Import-Clixml x.xml; $r; $r.Note; $r.Length; $r.GetType().Name
--- stdout
text
5
4
String
### A number
42 | Add-Member Unit km -PassThru | Export-Clixml x.xml; $r = Import-Clixml x.xml; $r + 1; $r.Unit; $r.GetType().Name
--- stdout
43
km
Int32
### An array and a hashtable
$a = Add-Member -InputObject @(1, 2) Tag x -PassThru; $h = @{ k = 1 }; $h | Add-Member Tag y
Export-Clixml x.xml -InputObject $a; $r = Import-Clixml x.xml; $r.Count
Export-Clixml x.xml -InputObject $h; $r = Import-Clixml x.xml; $r.k; $r.Tag; $r.Count
--- stdout
2
1
y
1
### A plain value stays one element
5 | Export-Clixml x.xml; (Get-Content x.xml)[1]
--- stdout
  <I32>5</I32>
### -ExpandProperty adds the selected properties to numbers and texts
$p = [pscustomobject]@{ Name = 'n'; Vals = 1, 2, 3; Words = 'a', 'b' }
$q = $p | Select-Object Name -ExpandProperty Vals; $q; $q[1].Name; $q[1] + 1
($p | Select-Object Name -ExpandProperty Words).ForEach({ "$_ $($_.Name)" })
--- stdout
1
2
3
n
3
a n
b n
### The source keeps its own plain values
$p = [pscustomobject]@{ Name = 'n'; Vals = 1, 2 }
$null = $p | Select-Object Name -ExpandProperty Vals; $null -eq $p.Vals[0].Name
--- stdout
True
### A property set selects its properties
$o = [pscustomobject]@{ a = 1; b = 2; c = 3 }; $o | Add-Member PropertySet Two ('a', 'c')
$r = $o | Select-Object Two; $r.psobject.Properties.Name -join ','; $r.c
--- stdout
a,c
3
### Calculated properties of texts
'abc' | Select-Object @{ n = 'L'; e = { $_.Length } }, Length | ForEach-Object { "$($_.L) $($_.Length)" }
--- stdout
3 3
### A copy has members of its own
$s = 'text' | Add-Member Note 5 -PassThru; $c = $s.psobject.Copy(); $c.Note = 6; $s.Note; $c.Note; $c
--- stdout
5
6
text
### Copies of arrays and hashtables
$a = Add-Member -InputObject (1, 2) Tag x -PassThru; $b = $a.psobject.Copy(); $b[0] = 9; $b.Tag = 'y'; $a[0]; $a.Tag; $b.Tag
$h = @{ k = 1 }; $g = $h.psobject.Copy(); $g.k = 2; $h.k
--- stdout
1
x
y
1
### BaseObject is plain
$s = 'text' | Add-Member Note 5 -PassThru; $null -eq $s.psobject.BaseObject.Note; $s.psobject.BaseObject
--- stdout
True
text
### DisplayHint of a date
$d = Get-Date '2024-05-06 07:08:09' -DisplayHint Date
$d.GetType().Name; $d.DisplayHint; $d.DateTime; $d.Hour
--- stdout
DateTime
Date
Monday, May 6, 2024
7
### A date with a hint shows what it says
Get-Date '2024-05-06 07:08:09' -DisplayHint Time
--- stdout

7:08:09 AM

### A hint by Add-Member; what is computed has none
$d = [datetime]'2024-05-06 07:08:09' | Add-Member DisplayHint date -PassThru
$d.DateTime; $d.AddDays(1).DateTime
--- stdout
Monday, May 6, 2024
Tuesday, May 7, 2024 7:08:09 AM
### Members of a script block
$b = { 1 + 1 } | Add-Member Tag mine -PassThru; $b.Tag; & $b
--- stdout
mine
2
### -contains, switch and hashtable keys see the base value
$s = 'q' | Add-Member Z 3 -PassThru
@($s, 'b') -contains 'q'; @{ $s = 1 }['q']; switch ($s) { 'q' { "q $($_.Z)" } }
--- stdout
True
1
q 3
