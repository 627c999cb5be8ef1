s=
for ((i = 0; i < 100000; i++)); do s+="x$i;"; done
echo ${#s}
