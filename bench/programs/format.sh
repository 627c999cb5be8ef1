n=0
for ((i = 0; i < 100000; i++)); do printf -v t 'vm-%05d %8.2f' $i $i; ((n += ${#t})); done
echo $n
