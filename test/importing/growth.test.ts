import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { someOf } from '../support/chance.ts';

const many = (n: number, line: (n: number) => string): string => Array.from({ length: n }, (_, at) => line(at)).join('');
const address = (n: number): string => `10.${(n >> 14) & 127}.${(n >> 7) & 127}.${2 * (n & 63)}`;
const forward = (rules: string): string => `*filter\n:FORWARD DROP [0:0]\n${rules}COMMIT\n`;

const LONG: Readonly<Record<string, (n: number) => string>> = {
  'rules from host to host': (n) =>
    forward(
      many(n, (k) => `-A FORWARD -s ${address(k)}/32 -d ${address(7 * k + 64)}/32 -p tcp -m tcp --dport ${1000 + k} -j ACCEPT\n`),
    ),
  'rules with denies between them': (n) =>
    forward(
      many(
        n,
        (k) =>
          `-A FORWARD -s ${address(k)}/32 -p tcp -m tcp --dport 22 -j DROP\n-A FORWARD -s ${address(64 * (k % 16))}/25 -d 192.168.0.0/24 -p tcp -m tcp --dport ${k} -j ACCEPT\n`,
      ),
    ),
  'objects that rules name': (n) =>
    `interface g\n nameif x\n security-level 0\n ip address 10.0.0.1 255.0.0.0\n${many(n, (k) => `object network o${k}\n host ${address(k)}\naccess-list a extended permit tcp object o${k} any eq 443\n`)}access-group a in interface x\n`,
  'a group of which a deny before it leaves one out': (n) =>
    `interface g\n nameif x\n security-level 0\n ip address 10.0.0.1 255.0.0.0\n${many(6 * n, (k) => `object network o${k}\n host ${address(k)}\n`)}object-group network all\n${many(6 * n, (k) => ` network-object object o${k}\n`)}${many(
      4,
      (k) =>
        `access-list a extended deny ip object o${k} any\naccess-list a extended permit tcp object-group all 192.168.0.0 255.255.255.0 eq ${k + 1}\n`,
    )}access-group a in interface x\n`,
  'interfaces with a network each': (n) =>
    many(
      8 * n,
      (k) => `interface g${k}\n nameif x${k}\n security-level 0\n ip address 10.${k >> 8}.${k & 255}.1 255.255.255.0\n`,
    ),
};

describe('importing what firewalls run', () => {
  it('costs no more than about four times the work for four times the rules', async () => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./count-import.ts'))], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const tried = someOf(Object.entries(LONG));
    child.stdin.end(JSON.stringify(tried.flatMap(([, make]) => [make(50), make(200)])));
    const counts = JSON.parse(await text(child.stdout)) as number[];
    for (const [n, [name]] of tried.entries()) {
      const times = counts[2 * n + 1]! / counts[2 * n]!;
      assert.ok(times < 5.5, `${name}: ${times.toFixed(1)} times the work`);
      assert.ok(counts[2 * n]! > 1000, name);
    }
  });
});
