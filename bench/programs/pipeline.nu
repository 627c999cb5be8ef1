print (1..1000000 | where { |x| $x mod 2 == 0 } | each { |x| $x * 2 } | math sum)
