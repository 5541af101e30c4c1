// SPDX-License-Identifier: GPL-3.0-or-later
// node job_duckdb.mjs FILE THREADS [typed] : the same job, hand-written SQL; node only does the last 20x20 algebra
// needs: npm install @duckdb/node-api ; set DUCK to the folder that holds node_modules
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const t0 = performance.now();
const require = createRequire((process.env.DUCK ?? process.cwd()) + '/x.js');
const { DuckDBInstance } = require('@duckdb/node-api');
const [, , file, threads, typed] = process.argv;
const db = await DuckDBInstance.create(':memory:', { threads });
const con = await db.connect();
const q = async (sql) => (await con.runAndReadAll(sql)).getRows().map((r) => r.map((v) => (typeof v === 'bigint' ? Number(v) : v)));
let t = performance.now();
const stamp = (n) => { const u = performance.now(); console.log(n.padEnd(10), ((u - t) / 1000).toFixed(3), 's'); t = u; };
console.log('start'.padEnd(10), ((t - t0) / 1000).toFixed(3), 's');
const src = typed ? `read_csv('${file}', header=true, auto_detect=false, delim=',', quote='"', escape='"', columns=${readFileSync(new URL('columns.txt', import.meta.url), 'utf8').trim()})` : `read_csv('${file}')`;
await q(`CREATE TEMP TABLE cell AS SELECT region, psu, country, interest, sum(weight) AS w, count(*) AS n FROM ${src} GROUP BY ALL`);
stamp('load+sum');
const sql = readFileSync(new URL('vcov.sql', import.meta.url), 'utf8').replace(/^--.*$/gm, '').split(';').map((s) => s.trim()).filter(Boolean);
for (const s of sql.slice(0, -2)) await q(s);
const tot = await q(sql.at(-2)); // cell id, country, interest, total, n
const cov = await q(sql.at(-1)); // a, b, cov of weighted totals, a <= b
const [[npsu, nstr]] = await q('SELECT count(*), count(DISTINCT region) FROM (SELECT DISTINCT region, psu FROM cell)');
stamp('vcov');
// ---- delta method on the covariance of totals
const K = tot.length, n = tot.reduce((s, r) => s + r[4], 0), df = npsu - nstr;
const dom = [...new Set(tot.map((r) => r[1]))].sort(), lev = [...new Set(tot.map((r) => r[2]))].sort((a, b) => a - b);
const C = dom.length, L = lev.length, V = Array.from({ length: K }, () => new Float64Array(K));
for (const [a, b, v] of cov) V[a][b] = V[b][a] = v;
const T = tot.map((r) => r[3]), ci = tot.map((r) => dom.indexOf(r[1])), li = tot.map((r) => lev.indexOf(r[2]));
const W = dom.map((_, c) => T.reduce((s, x, i) => s + (ci[i] === c ? x : 0), 0)), WW = W.reduce((a, b) => a + b);
const p = T.map((x, i) => x / W[ci[i]]);
const mul = (A, B) => A.map((r) => { const o = new Float64Array(B[0].length); r.forEach((x, k) => { if (x) for (let j = 0; j < o.length; j++) o[j] += x * B[k][j]; }); return o; });
const tr = (A) => Array.from(A[0], (_, j) => Float64Array.from(A, (r) => r[j]));
const J = Array.from({ length: K }, (_, i) => Float64Array.from({ length: K }, (_, j) => (ci[i] !== ci[j] ? 0 : ((i === j ? 1 : 0) - p[i]) / W[ci[i]])));
const P = mul(mul(J, V), tr(J));
const at = (c, l) => tot.findIndex((_, i) => ci[i] === c && li[i] === l);
// incomplete beta by continued fraction, for t and F tails
function lg(x) { const g = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 1.208650973866179e-3, -5.395239384953e-6]; let y = x, t = x + 5.5; t -= (x + 0.5) * Math.log(t); let s = 1.000000000190015; for (const c of g) s += c / ++y; return -t + Math.log(2.5066282746310005 * s / x); }
function ib(x, a, b) { if (x <= 0) return 0; if (x >= 1) return 1; if (x > (a + 1) / (a + b + 2)) return 1 - ib(1 - x, b, a); const f0 = Math.exp(lg(a + b) - lg(a) - lg(b) + a * Math.log(x) + b * Math.log(1 - x)) / a; let c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), h = d; for (let m = 1; m < 10000; m++) { let z = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)); d = 1 / (1 + z * d); c = 1 + z / c; h *= d * c; z = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)); d = 1 / (1 + z * d); c = 1 + z / c; const e = d * c; h *= e; if (Math.abs(e - 1) < 1e-15) break; } return f0 * h; }
const pt2 = (t, v) => ib(v / (v + t * t), v / 2, 0.5), pf = (f, a, b) => ib(b / (b + a * f), b / 2, a / 2);
const pw = [];
for (let a = 1; a < C; a++) for (let b = 0; b < a; b++) for (let l = 0; l < L; l++) { const i = at(a, l), j = at(b, l), d = p[i] - p[j], se = Math.sqrt(P[i][i] + P[j][j] - 2 * P[i][j]); pw.push([dom[a], dom[b], lev[l], d, se, pt2(d / se, df)]); }
// Rao-Scott
const o = []; for (let c = 0; c < C; c++) for (let l = 0; l < L; l++) o.push(at(c, l));
const ph = o.map((i) => T[i] / WW), Jp = o.map((i, r) => Float64Array.from({ length: K }, (_, j) => ((i === j ? 1 : 0) - ph[r]) / WW)), Vp = mul(mul(Jp, V), tr(Jp));
// contrasts orthogonal to main effects: Helmert (L-1) x Helmert (C-1); the trace is the same for any basis
const H = (m) => Array.from({ length: m - 1 }, (_, k) => Float64Array.from({ length: m }, (_, j) => (j <= k ? 1 : j === k + 1 ? -(k + 1) : 0)));
const hl = H(L), hc = H(C), Ct = []; for (const x of hc) for (const y of hl) Ct.push(Float64Array.from({ length: K }, (_, r) => x[Math.floor(r / L)] * y[r % L]));
const G = Ct.map((r) => r.map((x, k) => x / ph[k])), den = mul(G, tr(Ct)).map((r) => r.map((x) => x / n)), num = mul(mul(G, Vp), tr(G));
function solve(A, B) { const m = A.length; A = A.map((r) => Float64Array.from(r)); B = B.map((r) => Float64Array.from(r)); for (let i = 0; i < m; i++) { let k = i; for (let r = i; r < m; r++) if (Math.abs(A[r][i]) > Math.abs(A[k][i])) k = r; [A[i], A[k]] = [A[k], A[i]]; [B[i], B[k]] = [B[k], B[i]]; for (let r = 0; r < m; r++) if (r !== i) { const f = A[r][i] / A[i][i]; if (f) { for (let j = 0; j < m; j++) { A[r][j] -= f * A[i][j]; B[r][j] -= f * B[i][j]; } } } } return B.map((r, i) => r.map((x) => x / A[i][i])); }
const D = solve(den, num); let s1 = 0, s2 = 0; for (let i = 0; i < D.length; i++) { s1 += D[i][i]; for (let j = 0; j < D.length; j++) s2 += D[i][j] * D[j][i]; }
let X2 = 0; const rl = lev.map((_, l) => o.reduce((s, i, r) => s + (li[i] === l ? ph[r] : 0), 0));
o.forEach((i, r) => { const e = rl[li[i]] * W[ci[i]] / WW; X2 += (ph[r] - e) ** 2 / e; }); X2 *= n;
const F = X2 / s1, d0 = s1 * s1 / s2; stamp('algebra');
dom.forEach((c, a) => console.log(c, lev.map((_, l) => p[at(a, l)].toFixed(10)).join(' '), lev.map((_, l) => Math.sqrt(P[at(a, l)][at(a, l)]).toFixed(12)).join(' ')));
console.log(pw.slice(0, 3).map((r) => r.join(' ')).join('\n'));
console.log(`F ${F.toFixed(8)} ndf ${d0.toFixed(6)} ddf ${(d0 * df).toFixed(4)} p ${pf(F, d0, d0 * df).toExponential(5)}`);
console.log('total'.padEnd(10), ((performance.now() - t0) / 1000).toFixed(3), 's', 'maxrss', process.resourceUsage().maxRSS, 'KB');
process.exit(0);
