a=[]
for i in range(100000): a.append(i)
print(len(a))
