let s = '';
for (let i = 0; i < 100000; i++) s += `x${i};`;
console.log(s.length);
