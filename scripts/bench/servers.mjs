// The servers that are compared, each with a document of its language and the same kinds of edits.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jsonOf, planOfSites, prismaOf } from './plans.ts';

const folder = import.meta.dirname;
const peers = join(folder, 'peers');
export const root = join(folder, '../..');
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

/** A plan of about so many lines. */
export function planOf(lines) {
  return planOfSites(Math.max(1, Math.round(lines / LINES_PER_SITE)));
}

/** The edits of each language, by what is edited: where, and what is typed there and taken back. */
const PLAN_EDITS = {
  'a port': [/-> s\d+-vcenter : tcp 8/g, '1'],
  'an address': [/s\d+-app-3 .* at \d+\.\d+\.\d+\./g, '1'],
  'a name': [/component s\d+-desk-2/g, 'x'],
  'a comment': [/\/\/ rack/g, 'x'],
  'a syntax error': [/-> s\d+-vcenter : tcp/g, ' ->'],
};

export const SEGPLAN = {
  name: 'Segplan',
  command: () => [join(root, 'dist/server.cjs'), '--stdio'],
  languageId: 'segplan',
  file: 'plan.segplan',
  text: planOf,
  edits: PLAN_EDITS,
  completeAt: /-> s\d+-vcenter : /g,
  keepsFindings: true,
};

export const SERVERS = [
  SEGPLAN,
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
      'a syntax error': [/"ports":/g, ' {'],
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
      'a syntax error': [/ {2}address String/g, ' {'],
    },
    completeAt: /port {4}Int {4}/g,
  },
  { ...SEGPLAN, name: 'Langium', keepsFindings: false, command: () => [join(folder, 'bare-langium.ts'), '--stdio'] },
];

/** Installs the servers to compare with, apart from what Segplan needs. */
export function installPeers() {
  if (existsSync(join(peers, 'node_modules/.package-lock.json'))) return;
  console.log('Installing the servers to compare with…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peers, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm ci failed in scripts/bench/peers; the lines above say why.');
}
