// What becomes of each statement of a form, by what its maker says of it: whether it says what passes and where networks lie, has no bearing on that, or may
// change it in a way that the file doesn't show.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { bearingOf, fileOf } from './bearing-file.ts';
import { OBJECT_ROWS } from './object-rows.ts';
import { ROWS } from './statement-rows.ts';
import { toldAt } from './words.ts';

/** Makes a file of a form with some lines put into it. */
type File = (lines: string) => string;

const nft: File = (lines) =>
  `table inet t {\n${lines}\n\tchain f {\n\t\ttype filter hook forward priority filter; policy drop;\n\t}\n}\n`;
const junos: File = (
  lines,
) => `set security policies from-zone a to-zone b policy p match source-address any destination-address any application any
set security policies from-zone a to-zone b policy p then permit
set security zones security-zone a interfaces ge-0/0/0.0
set security zones security-zone b interfaces ge-0/0/1.0
${lines}
`;
const fortios: File = (lines) => `config firewall policy
    edit 1
        set srcintf "a"
        set dstintf "b"
        set srcaddr "all"
        set dstaddr "all"
        set service "ALL"
        set schedule "always"
        set action accept
    next
end
${lines}
`;
const asa: File = (lines) => `ASA Version 9.16(1)
interface GigabitEthernet0/0
 nameif inside
 security-level 100
 ip address 10.1.0.1 255.255.255.0
access-list l extended permit tcp any any eq 22
access-group l in interface inside
${lines}
`;
const iptables: File = (lines) => `*filter\n:FORWARD DROP [0:0]\n${lines}\nCOMMIT\n`;

const FILES: Readonly<Record<string, File>> = { nftables: nft, junos, fortios, asa, iptables };

/** Says whether the lines of a row become what it says: those that a file has more than without them. */
function becomes(
  row: string,
  before: RunningDevice,
  read: (lines: string) => RunningDevice,
  told: (device: RunningDevice) => string[],
): void {
  const [, state, lines, , words = ''] = /^(\S+) (.*?)( => (.*))?$/.exec(row)!;
  const device = read(lines!.replaceAll('|', '\n'));
  const found = (['modeled', 'withoutBearing', 'unknown'] as const).map((kind) => device.lines[kind] - before.lines[kind]);
  assert.equal(['m', '-', '?'].map((sign, n) => sign.repeat(found[n]!)).join(''), [...state!].sort(bySign).join(''), row);
  assert.equal(told(device).join(' => '), words, row);
}

const bySign = (a: string, b: string): number => 'm-?'.indexOf(a) - 'm-?'.indexOf(b);

describe('a statement of a running file', () => {
  for (const [form, rows] of Object.entries(ROWS))
    it(`${form}: is modeled, without bearing or told, by what it means to what passes`, () => {
      const read = (lines: string) => readRunning(FILES[form]!(lines.replaceAll('_', ' ')), `file.${form}`, form)[0]!;
      const before = read('');
      for (const row of rows.trim().split('\n')) becomes(row, before, read, (device) => toldAt(device).map(([, what]) => what));
    });
});

describe('an object of a running file', () => {
  for (const [form, places] of Object.entries(OBJECT_ROWS))
    it(`${form}: is modeled, without bearing or told, by what it means to what passes`, () => {
      const [base = ''] = bearingOf(form);
      for (const [place, rows] of Object.entries(places)) {
        // What is put there stands on lines of its own: empty ones don't count.
        const read = (lines: string) => readRunning(fileOf(base, place, `\n${lines}\n`), `file.${form}`, form).at(-1)!;
        const before = read('');
        for (const row of rows.trim().split('\n')) becomes(row, before, read, (device) => device.unknown.map(({ what }) => what));
      }
    });
});
