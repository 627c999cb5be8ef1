local t = {}
for i = 0, 99999 do t[#t + 1] = 'x' .. i .. ';' end
print(#table.concat(t))
