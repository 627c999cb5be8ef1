open d.csv | where State == 'Running' | select Id Name Memory | to csv | save -f $env.BENCH_OUT
