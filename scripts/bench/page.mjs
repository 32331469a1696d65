// Puts what was measured into docs/performance.md, between the marks that name it.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './servers.mjs';

const FILE = join(root, 'docs/performance.md');

/** Plans that take longer than this besides reading stand on the page, in milliseconds. */
const LONG = 300;

/** Rows of cells as a Markdown table, the first cell of each a name and the others numbers. */
function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map((each) => `${each}`));
  const widths = head.map((_, n) => Math.max(3, ...all.map((row) => row[n].length)));
  const line = (row) => `| ${row.map((each, n) => (n ? each.padStart(widths[n]) : each.padEnd(widths[n]))).join(' | ')} |`;
  const rule = widths.map((width, n) => (n ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(all[0]), `| ${rule.join(' | ')} |`, ...all.slice(1).map(line)].join('\n');
}

const NAMED = { Langium: 'Langium alone' };

function ofEditor({ servers, rows }) {
  return table(['', ...servers.map((name) => NAMED[name] ?? name), 'to JSON', 'goal'], rows);
}

function ofGrowth(rows) {
  const long = rows.filter(({ rest }) => rest > LONG).sort((a, b) => b.rest - a.rest);
  const number = (value) => Math.round(value).toLocaleString('en');
  const few = long.filter(({ lines }) => lines < 2000).length;
  const text = `Of ${rows.length} plans ${long.length} take over ${LONG} ms besides reading; ${few} of them have less than 2,000 lines:`;
  const cells = long.map(({ name, ...each }) => [name, ...[each.lines, each.read, each.rest, each.mb].map(number)]);
  return `${text}\n\n${table(['plan', 'lines', 'reading, ms', 'rest, ms', 'MB'], cells)}`;
}

function machine() {
  const { stdout } = spawnSync('git', ['rev-parse', '--short=8', 'HEAD'], { cwd: root, encoding: 'utf8' });
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} at commit \`${stdout.trim()}\`, Node ${process.versions.node.split('.')[0]}, ${availableParallelism()} cores.`;
}

/** @param results what parts of the bench have measured; the tables of the others stay as they are */
export function writePage({ analysis, growth, emission, editor, audit, files }) {
  const blocks = new Map();
  for (const each of editor ?? []) blocks.set(`editor ${each.lines}`, ofEditor(each));
  if (analysis) blocks.set('analysis', table(['to parsing, or so many times as much', ''], analysis));
  if (growth) blocks.set('growth', ofGrowth(growth));
  if (emission) blocks.set('emission', table(['target', 'ms', 'KB', 'to JSON', 'growth'], emission));
  if (audit) blocks.set('audit', table(['the device', 'reading, ms', 'audit, ms', 'readings'], audit));
  if (files) blocks.set('files', table(['', 'ms of processor time, unless said otherwise'], files));
  if (editor && growth && emission && files) blocks.set('machine', machine());
  let text = readFileSync(FILE, 'utf8');
  for (const [name, block] of blocks) {
    const [begin, end] = [`<!-- bench: ${name} -->`, '<!-- /bench -->'];
    const from = text.indexOf(begin);
    if (from < 0) continue;
    const to = text.indexOf(end, from);
    text = `${text.slice(0, from + begin.length)}\n\n${block}\n\n${text.slice(to)}`;
  }
  writeFileSync(FILE, text);
  spawnSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', FILE], { stdio: 'inherit' });
  console.log(`\nWritten to docs/performance.md: ${[...blocks.keys()].join(', ')}.`);
}
