// What the editor's answers cost: processor time of the language server, beside those of JSON, of Prisma, and of Langium alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { node } from '../setup.mjs';
import { LanguageClient } from './language-client.mjs';
import { jsonOf, planOfSites, prismaOf } from './plans.mjs';

const folder = import.meta.dirname;
const peers = join(folder, 'peers');
const root = join(folder, '../..');
const LINES_PER_SITE = 124;

const SCHEMA = {
  type: 'object',
  properties: {
    components: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          role: { enum: ['proxy', 'server'] },
          address: { type: 'string', pattern: '^[0-9.]+$' },
          ports: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 65535 } },
        },
      },
    },
  },
};

/** The edits of each language, by what is edited: where, and what is typed there and taken back. */
const PLAN_EDITS = {
  'a port': [/-> s\d+-vcenter : tcp 8/g, '1'],
  'an address': [/s\d+-app-3 .* at \d+\.\d+\.\d+\./g, '1'],
  'a name': [/component s\d+-desk-2/g, 'x'],
  'a comment': [/\/\/ rack/g, 'x'],
  'what breaks the syntax': [/-> s\d+-vcenter : tcp/g, ' ->'],
};

const SERVERS = [
  {
    name: 'Segplan',
    command: () => [join(root, 'dist/server.cjs'), '--stdio'],
    languageId: 'segplan',
    file: 'plan.segplan',
    text: (lines) => planOfSites(Math.max(1, Math.round(lines / LINES_PER_SITE))),
    edits: PLAN_EDITS,
    completeAt: /-> s\d+-vcenter : /g,
  },
  {
    name: 'JSON',
    command: () => [join(peers, 'node_modules/vscode-json-languageserver/bin/vscode-json-languageserver'), '--stdio'],
    languageId: 'json',
    file: 'plan.json',
    settings: { json: { schemas: [{ fileMatch: ['*.json'], schema: SCHEMA }] } },
    text: jsonOf,
    edits: {
      'a port': [/"ports": \[443, 1/g, '1'],
      'an address': [/"address": "10\./g, '1'],
      'a name': [/"name": "component/g, 'x'],
      'what breaks the syntax': [/"ports":/g, ' {'],
    },
    completeAt: /"role": /g,
  },
  {
    name: 'Prisma',
    command: () => [join(peers, 'node_modules/@prisma/language-server/dist/bin.js'), '--stdio'],
    languageId: 'prisma',
    file: 'schema.prisma',
    text: prismaOf,
    edits: {
      'a port': [/@default\(1/g, '1'],
      'a name': [/ {2}name/g, 'x'],
      'a comment': [/\/\/ key/g, 'x'],
      'what breaks the syntax': [/ {2}address String/g, ' {'],
    },
    completeAt: /port {4}Int {4}/g,
  },
  {
    name: 'Langium',
    command: () => [join(folder, 'bare-langium.ts'), '--stdio'],
    languageId: 'segplan',
    file: 'plan.segplan',
    text: (lines) => planOfSites(Math.max(1, Math.round(lines / LINES_PER_SITE))),
    edits: PLAN_EDITS,
    completeAt: /-> s\d+-vcenter : /g,
  },
];

/** Installs the servers to compare with, apart from what Segplan needs. */
function installPeers() {
  if (existsSync(join(peers, 'node_modules/.package-lock.json'))) return;
  console.log('Installing the servers to compare with…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peers, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci failed in scripts/bench/peers; the lines above say why.');
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

/** Where in the middle of a text a pattern ends. */
function middle(text, pattern) {
  const all = [...text.matchAll(pattern)];
  const match = all[all.length >> 1];
  return match.index + match[0].length;
}

const KEYS = 20;
const KEY_MS = 50;

/** Somebody types a name. */
function burst(client, { edits }) {
  const [pattern] = edits['a name'];
  const at = middle(client.text, pattern);
  return client.untilPublished(async () => {
    for (let n = 0; n < KEYS; n++) {
      client.send(at, 0, 'x');
      await wait(KEY_MS);
    }
  });
}

/** Milliseconds of processor time by what was done, and megabytes. */
async function measureServer(server, lines, rounds) {
  const text = server.text(lines);
  // Some read the folder of what is open.
  const place = mkdtempSync(join(tmpdir(), 'segplan-bench-'));
  const file = join(place, server.file);
  writeFileSync(file, text);
  const client = new LanguageClient([node(), ...server.command()], server.languageId, pathToFileURL(file).href);
  const result = new Map();
  try {
    await client.start(server.settings);
    await client.open(text);
    result.set('cold start to the first findings', client.processorTime());
    for (const [what, [pattern, typed]] of Object.entries(server.edits)) {
      const times = [];
      for (let n = 0; n < rounds; n++) {
        const at = middle(client.text, pattern);
        times.push((await client.change(at, 0, typed)).cpu, (await client.change(at, typed.length, '')).cpu);
      }
      result.set(`an edit of ${what}`, median(times));
    }
    result.set(`${KEYS} keys, ${KEY_MS} ms apart`, (await burst(client, server)).cpu);
    for (const [what, method] of [
      ['completion', 'textDocument/completion'],
      ['hover', 'textDocument/hover'],
    ]) {
      const times = [];
      for (let n = 0; n < rounds; n++) times.push((await client.request(method, middle(client.text, server.completeAt))).cpu);
      result.set(what, median(times));
    }
    result.set('peak memory, MB', client.memory().peak);
  } finally {
    client.stop();
    rmSync(place, { recursive: true });
  }
  return result;
}

/**
 * Prints what each server needs, in milliseconds of processor time, and how Segplan stands to JSON.
 * @param sizes lines of the documents
 */
export async function benchEditor(sizes) {
  installPeers();
  for (const lines of sizes) {
    const rounds = lines > 5000 ? 3 : 8;
    const all = new Map();
    for (const server of SERVERS) all.set(server.name, await measureServer(server, lines, rounds));
    const rows = [...all.get('Segplan').keys()];
    const cell = (text) => text.padStart(9);
    console.log(
      `\n${lines.toLocaleString('en')} lines, ms of processor time${' '.repeat(8)}${SERVERS.map(({ name }) => cell(name)).join('')}${'to JSON'.padStart(10)}`,
    );
    for (const row of rows) {
      const values = SERVERS.map(({ name }) => all.get(name).get(row));
      const [own, json] = values;
      console.log(
        `  ${row.padEnd(40)}${values.map((v) => cell(v === undefined ? '-' : v.toFixed(v < 10 ? 1 : 0))).join('')}${(json ? (own / json).toFixed(1) : '-').padStart(10)}`,
      );
    }
  }
}
