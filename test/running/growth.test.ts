import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const many = (n: number, line: (n: number) => string): string => Array.from({ length: n }, (_, at) => line(at)).join('');
const address = (n: number): string => `10.${(n >> 14) & 127}.${(n >> 7) & 127}.${2 * (n & 63)}`;

/** Files of each form that get long in one way, by how long. */
const LONG: Readonly<Record<string, Readonly<Record<string, (n: number) => string>>>> = {
  asa: {
    'entries of one list': (n) =>
      `${many(n, (k) => `access-list a extended permit tcp any host ${address(k)} eq ${k}\n`)}access-group a in interface x\n`,
    'groups, each in the next one': (n) =>
      `${many(n, (k) => `object-group network g${k}\n network-object host ${address(k)}\n group-object g${k + 1}\n`)}${many(n, (k) => `access-list a extended permit ip any object-group g${k}\n`)}access-group a in interface x\n`,
    'groups that all take in a long one': (n) =>
      `object-group network long\n${many(n, (k) => ` network-object host ${address(k)}\n`)}${many(n, (k) => `object-group network g${k}\n network-object host 192.0.2.1\n group-object long\naccess-list a extended permit ip any object-group g${k}\n`)}access-group a in interface x\n`,
    'interfaces without lists': (n) =>
      many(n, (k) => `interface g${k}\n nameif i${k}\n security-level ${k % 101}\n ip address ${address(k)} 255.255.255.254\n`),
    contexts: (n) => many(n, (k) => `ASA Version 9.1(2) <c${k}>\nhostname c${k}\n`),
    'lists with one interface each': (n) =>
      many(n, (k) => `access-list a${k} extended permit ip any any\naccess-group a${k} in interface i${k}\n`),
    translations: (n) => many(n, (k) => `object network o${k}\n host ${address(k)}\n nat (a,b) static 192.0.2.1\n`),
    tunnels: (n) => many(n, (k) => `crypto map m ${k} match address a\ncrypto map m interface outside\n`),
    'words without a line': (n) => `access-list a extended permit ${'any '.repeat(n)}`,
  },
};

// Counted in blocks of code that ran, since seconds show how busy a machine is.
describe('reading a running file four times as long', () => {
  const cases = Object.entries(LONG).flatMap(([form, files]) =>
    Object.entries(files).map(([title, file]) => ({ form, title, file })),
  );
  let counts: number[] = [];

  before(async () => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('../support/count-reading.ts'))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    // The first reading of each form makes what is made once.
    const texts = cases.flatMap(({ form, file }) => [2, 250, 1000].map((n) => [form, file(n)]));
    child.stdin.end(JSON.stringify(texts));
    counts = JSON.parse(await text(child.stdout)) as number[];
  });

  for (const [n, { form, title }] of cases.entries())
    it(`takes about four times the work: ${form}, ${title}`, () => {
      const [, short, long] = counts.slice(3 * n, 3 * n + 3);
      assert.ok(long! < 6 * short!, `${short} blocks, then ${long}`);
    });
});
