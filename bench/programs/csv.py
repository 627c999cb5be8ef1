import csv
import os
with open('d.csv', newline='') as f, open(os.environ['BENCH_OUT'], 'w', newline='') as g:
    w = csv.DictWriter(g, ['Id', 'Name', 'Memory'])
    w.writeheader()
    for x in csv.DictReader(f):
        if x['State'] == 'Running':
            w.writerow({'Id': x['Id'], 'Name': x['Name'], 'Memory': x['Memory']})
