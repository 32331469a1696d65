// What edits cost whose files others import, what a workspace of many files costs, and what a check from the command line does.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { node } from '../setup.mjs';
import { LanguageClient } from './language-client.mjs';
import { median, middle } from './measure.mjs';
import { planOf, root, SEGPLAN } from './servers.mjs';

const FILES = 500;
const ROUNDS = 4;

const SHARED = `// What all plans share
zone shared "Shared" {
  subnet 172.16.0.0/16
  component shared-dns : network.dns-server at 172.16.0.5
}
group administrators = 172.16.1.0/24
`;

const CATALOG = `// Ours
vendor ours "Ours" {
  source notes "notes.md" "Notes"
  role server "Server"
  role agent "Agent"
  flow server -> agent : tcp 7000 "Orders" from notes "1"
}
`;

/** What was printed, row by row. */
const rows = [];

function line(name, value) {
  const text = value.toFixed(value < 10 ? 1 : 0);
  console.log(`  ${name.padEnd(76)}${text.padStart(9)}`);
  rows.push([name, text]);
}

/** A folder of files with a server for it. */
async function within(files, front, use) {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-bench-'));
  const uriOf = (name) => pathToFileURL(join(folder, name)).href;
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const client = new LanguageClient([node(), ...SEGPLAN.command()], 'segplan', uriOf(front));
  try {
    await use(client, uriOf, pathToFileURL(folder).href);
  } finally {
    client.stop();
    rmSync(folder, { recursive: true });
  }
}

/** The middle one of what an edit costs, there and back. */
async function edits(client, document, pattern, typed) {
  const times = [];
  for (let n = 0; n < ROUNDS; n++) {
    const at = middle(document.text, pattern);
    times.push((await client.change(at, 0, typed, document)).cpu, (await client.change(at, typed.length, '', document)).cpu);
  }
  return median(times);
}

async function benchImports(lines) {
  const plan = `import "./shared.segplan"\nimport "./ours.segplan"\nuse ours\n${planOf(lines)}`;
  await within({ 'shared.segplan': SHARED, 'ours.segplan': CATALOG }, 'plan.segplan', async (client, uriOf) => {
    await client.start();
    await client.open(plan);
    const [shared, ours] = [client.document(uriOf('shared.segplan')), client.document(uriOf('ours.segplan'))];
    await client.open(SHARED, shared);
    await client.open(CATALOG, ours);
    console.log(`\nFiles beside a plan of ${lines.toLocaleString('en')} lines, ms of processor time`);
    line(
      'an edit of a comment in an imported file, beside a plan of 1,000 lines',
      await edits(client, shared, /\/\/ What/g, 'x'),
    );
    line('an edit of an address in it', await edits(client, shared, /at 172\.16\.0\./g, '1'));
    line('an edit of a port in a catalog beside it', await edits(client, ours, /tcp 7/g, '1'));
  });
}

async function benchWorkspace() {
  const files = { 'shared.segplan': SHARED };
  for (let n = 0; n < FILES; n++) files[`plan-${n}.segplan`] = `import "./shared.segplan"\n${planOf(124)}`;
  const front = `plan-${FILES - 1}.segplan`;
  await within(files, front, async (client, uriOf, folder) => {
    await client.start(undefined, folder);
    const { time, first } = await client.open(files[front]);
    await client.rest(1000);
    console.log(`\nA workspace of ${FILES} files of 120 lines`);
    line('500 files of 120 lines that import one: first findings of the front file, ms until they are there', time);
    line('the same, ms of processor time (goal: a tenth of the whole)', first);
    line('the whole workspace, ms of processor time', client.processorTime());
    line('memory then, MB', client.memory().now);
    const shared = client.document(uriOf('shared.segplan'));
    await client.open(SHARED, shared);
    const at = middle(SHARED, /\/\/ What/g);
    line('a comment in the file that all import, ms of processor time', (await client.change(at, 0, 'x', shared)).cpu);
    const address = middle(shared.text, /at 172\.16\.0\./g);
    const change = await client.change(address, 0, '1', shared);
    await client.rest(1000);
    line('an address in the file that all import', change.cpu);
  });
}

/** What a process computes from its start to its end, in milliseconds. */
function processorTime(folder, args) {
  const hook = join(folder, 'hook.cjs');
  writeFileSync(
    hook,
    "process.on('exit', () => { const c = process.cpuUsage(); require('fs').writeSync(2, `\\ncpu ${c.user + c.system}`); });",
  );
  const times = Array.from({ length: 5 }, () => {
    const { stderr } = spawnSync(node(), ['-r', hook, ...args], { encoding: 'utf8' });
    return Number(/cpu (\d+)$/.exec(stderr)?.[1]) / 1000;
  });
  return median(times);
}

function benchCheck() {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-bench-'));
  try {
    const plan = join(folder, 'plan.segplan');
    writeFileSync(plan, planOf(100));
    const empty = processorTime(folder, ['-e', '']);
    const check = processorTime(folder, [join(root, 'dist/cli.cjs'), 'check', plan]);
    console.log('\nFrom the command line, ms of processor time');
    line('`segplan check` of 120 lines, less what an empty Node process takes (goal: 100)', check - empty);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param lines of the plan beside which others are edited
 * @returns what was printed, row by row
 */
export async function benchFiles(lines = 1000) {
  await benchImports(lines);
  await benchWorkspace();
  benchCheck();
  return rows;
}
