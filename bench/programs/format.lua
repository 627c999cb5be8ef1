local n = 0
for i = 0, 99999 do n = n + #string.format('vm-%05d %8.2f', i, i) end
print(n)
