const r = [];
for (let i = 0; i < 1000000; i++) r.push({ id: i, key: (i * 7919) % 1000003, grp: i % 100 });
const t = [...r].sort((a, b) => a.key - b.key);
console.log(t[0].id); console.log(t[t.length - 1].id);
const g = new Map();
for (const x of r) { if (!g.has(x.grp)) g.set(x.grp, []); g.get(x.grp).push(x); }
console.log(g.size); console.log(g.get(0).length);
