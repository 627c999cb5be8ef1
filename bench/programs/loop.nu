mut s = 0
mut i = 0
while $i < 1000000 { $s += $i; $i += 1 }
print $s
