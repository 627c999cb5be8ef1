r=[{ 'id':i, 'key':(i*7919)%1000003, 'grp':i%100 } for i in range(1000000)]
t=sorted(r,key=lambda x:x['key'])
print(t[0]['id']); print(t[-1]['id'])
from collections import defaultdict
g=defaultdict(list)
for x in r: g[x['grp']].append(x)
print(len(g)); print(len(g[0]))
