# What one turn makes must be gone after it: memory stays where it was.
class Point { [int]$X; Point([int]$x) { $this.X = $x } [int] Twice() { return $this.X * 2 } }
function Add($a, $b) { $a + $b }
$n = 0
for ($i = 0; $i -lt 10000000; $i++) {
    switch ($i % 8) {
        0 { $n += [pscustomobject]@{ A = $i }.A }
        1 { $n += "text $i".Length }
        2 { $n += @($i, 1)[0] }
        3 { $n += @{ K = $i }.K }
        4 { $n += Add $i 1 }
        5 { try { throw 'x' } catch { $n++ } }
        6 { $n += [Point]::new($i).Twice() }
        7 { if ("n$i" -match '\d+') { $n += $Matches[0].Length } }
    }
}
$n
