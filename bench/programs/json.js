const fs = require('fs');
const d = JSON.parse(fs.readFileSync('d.json', 'utf8'));
const o = d.filter(x => x.State === 'Running').map(({ Id, Name, Memory }) => ({ Id, Name, Memory }));
fs.writeFileSync(process.env.BENCH_OUT, JSON.stringify(o, null, 2));
