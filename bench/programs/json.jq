[.[] | select(.State == "Running") | {Id, Name, Memory}]
