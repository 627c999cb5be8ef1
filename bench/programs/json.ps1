Get-Content d.json -Raw | ConvertFrom-Json | Where-Object State -eq Running |
    Select-Object Id, Name, Memory | ConvertTo-Json | Set-Content $env:BENCH_OUT
