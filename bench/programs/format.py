n=0
for i in range(100000):
    n += len('vm-{0:05d} {1:8.2f}'.format(i, i))
print(n)
