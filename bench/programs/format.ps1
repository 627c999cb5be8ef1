$n=0; for($i=0;$i -lt 100000;$i++){ $n += ('vm-{0:D5} {1,8:F2}' -f $i, $i).Length }; $n
