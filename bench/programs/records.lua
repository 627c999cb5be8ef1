local r = {}
for i = 0, 999999 do r[i + 1] = { id = i, key = (i * 7919) % 1000003, grp = i % 100 } end
local t = {}
for i, x in ipairs(r) do t[i] = x end
table.sort(t, function(a, b) return a.key < b.key end)
print(t[1].id) print(t[#t].id)
local g, n = {}, 0
for _, x in ipairs(r) do
    if not g[x.grp] then g[x.grp] = {}; n = n + 1 end
    table.insert(g[x.grp], x)
end
print(n) print(#g[0])
