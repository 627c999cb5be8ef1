let n = 0;
for (let i = 0; i < 100000; i++) n += `vm-${String(i).padStart(5, '0')} ${i.toFixed(2).padStart(8)}`.length;
console.log(n);
