$r = for($i=0;$i -lt 1000000;$i++){ [pscustomobject]@{ id=$i; key=($i*7919)%1000003; grp=$i%100 } }
$t = $r | Sort-Object key
$t[0].id; $t[-1].id
$g = $r | Group-Object grp
$g.Count; $g[0].Count
