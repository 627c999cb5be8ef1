const a = [];
for (let i = 0; i < 100000; i++) a.push(i);
console.log(a.length);
