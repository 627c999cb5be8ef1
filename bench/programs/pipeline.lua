local function where(t, f) local r = {} for _, v in ipairs(t) do if f(v) then r[#r + 1] = v end end return r end
local function each(t, f) local r = {} for i, v in ipairs(t) do r[i] = f(v) end return r end
local t, s = {}, 0
for i = 1, 1000000 do t[i] = i end
for _, v in ipairs(each(where(t, function(x) return x % 2 == 0 end), function(x) return x * 2 end)) do s = s + v end
print(s)
