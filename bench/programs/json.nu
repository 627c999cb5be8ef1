open d.json | where State == 'Running' | select Id Name Memory | to json | save -f $env.BENCH_OUT
