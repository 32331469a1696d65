// Questions to what was read, as tests write them.
import assert from 'node:assert/strict';
import type { RunningDevice } from '../../language/running/running.ts';
import { Chance } from '../reading/chance.ts';
import { meansWhatIsKnown } from './meanings.ts';
import { type Decision, decisionOf } from './packets.ts';
import { saysWhatIsKnown } from './sentences.ts';

/**
 * Asks of a packet as `outside 198.51.100.7 -> dmz 10.2.2.10 tcp 443`; `tcp 443 from 50` has a source port, `icmp 8` a type, `other 47` a number.
 */
export function decided(device: RunningDevice, question: string): Decision {
  const match = /^(\S+) (\S+) -> (\S+) (\S+) (\w+) (\d+)(?: from (\d+))?$/.exec(question);
  assert.ok(match, question);
  saysWhatIsKnown(device);
  meansWhatIsKnown(device);
  const [, from, source, to, destination, protocol, port, sourcePort] = match;
  return decisionOf(device, {
    from,
    to,
    source: source!,
    destination: destination!,
    protocol: protocol as 'tcp',
    port: Number(port),
    ...(sourcePort === undefined ? {} : { sourcePort: Number(sourcePort) }),
  });
}

/** Holds a device to what is expected of some packets. */
export function decides(device: RunningDevice, expected: Readonly<Record<string, Decision>>): void {
  for (const [question, decision] of Object.entries(expected)) assert.equal(decided(device, question), decision, question);
}

/** Every text that a device holds, to find in it what should not be there. */
export function toldBy(devices: readonly RunningDevice[]): string {
  return JSON.stringify(devices, (_, value: unknown) =>
    typeof value === 'bigint' ? undefined : value instanceof Map || value instanceof Set ? [...value] : value,
  );
}

/** Holds a reader to its count: all lines that aren't blank are one of three. */
export function countsAll({ lines }: RunningDevice, text: string): void {
  const all = text.split(/\r\n|\r|\n/).filter((line) => line.trim()).length;
  assert.equal(lines.modeled + lines.withoutBearing + lines.unknown, all);
}

/** Texts of words of chance, some lines with a blank before them; the same ones each time. */
export function textsOfChance(words: readonly string[], count: number): string[] {
  const chance = new Chance(count);
  // Words that every object of JavaScript knows are words like others.
  const all = [...words, 'constructor', '__proto__', 'toString'];
  const line = (): string =>
    (chance.percent(30) ? ' ' : '') + Array.from({ length: chance.below(9) }, () => chance.pick(all)).join(' ');
  return Array.from({ length: count }, () => Array.from({ length: 12 }, line).join('\n'));
}
