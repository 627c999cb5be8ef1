import json
import os
d = json.load(open('d.json'))
o = [{'Id': x['Id'], 'Name': x['Name'], 'Memory': x['Memory']} for x in d if x['State'] == 'Running']
json.dump(o, open(os.environ['BENCH_OUT'], 'w'), indent=2)
