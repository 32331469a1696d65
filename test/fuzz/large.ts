import assert from 'node:assert/strict';
import { diagnose } from '../support/language.ts';
import { numbers } from '../support/numbers.ts';

/** What stands in a text again and again, and up to how many bytes of it are tried: the more words, the fewer. */
export const UNITS: readonly (readonly [unit: string, megabytes: number])[] = [
  ['\r\n', 10],
  ['// comment \ud800\n', 10],
  ['a', 10],
  ['1', 10],
  ['10.0.0.1 ', 10],
  ['"text" ', 4],
  ['a ', 4],
  ['\0', 4],
  ['\ud800', 4],
  ['\u{1f525}', 2],
  ['"', 4],
  ['(', 2],
  ['{', 2],
  ['-', 2],
  ['/* ', 2],
  ['one of (', 0.5],
  ['zone a { component ', 0.5],
  ['import "./nowhere.segplan"\n', 0.5],
  ['allow any -> any : tcp 1\n', 0.1],
  ['group a = a\n', 0.1],
  ['service s = s\n', 0.1],
  ['zone z { subnet 10.0.0.0/24 }\n', 0.1],
];

/** So many seconds of the processor may each megabyte take; a slow machine takes half of them for the worst. */
const SECONDS = 20;

/**
 * Holds that a text of megabytes is read to its end, and that the time for it goes with its size.
 * @param most no text has more megabytes
 * @param timed false where the machine may have other things to do
 */
export async function largeTextOf(seed: number, most: number, timed = true): Promise<void> {
  const number = numbers(seed);
  const [unit, megabytes] = UNITS[seed % UNITS.length]!;
  const size = Math.min(megabytes, most) * 1_000_000;
  const head = number(2) ? 'zone first { subnet 10.0.0.0/24 }\n' : '';
  const tail = number(2) ? '\nallow first -> nowhere : tcp 1\n' : '';
  const start = process.cpuUsage();
  const found = await diagnose(`${head}${unit.repeat(Math.ceil(size / unit.length))}${tail}`);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const what = `${size} bytes of ${JSON.stringify(unit)}`;
  assert.ok(!found.some(({ code }) => code === 'internal-error'), what);
  if (timed) assert.ok(seconds < 2 + (SECONDS * size) / 1e6 + (megabytes <= 0.1 ? 10 : 0), `${what} take ${seconds} s`);
}
