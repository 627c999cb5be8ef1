Import-Csv d.csv | Where-Object State -eq Running | Select-Object Id, Name, Memory | Export-Csv $env:BENCH_OUT
