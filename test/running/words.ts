// What tests of the words of a form share.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided } from './asking.ts';
import { meansWhatIsKnown } from './meanings.ts';
import { saysWhatIsKnown } from './sentences.ts';

export type Values = Readonly<Record<string, unknown>>;

/** The parts of a text between semicolons, each with its blanks as one. */
export const listOf = (text: string): string[] => text.split(';').map((each) => each.replace(/\s+/g, ' ').trim());

/** What a device does not know. */
export function told(device: RunningDevice): string[] {
  saysWhatIsKnown(device);
  meansWhatIsKnown(device);
  return device.unknown.map(({ what }) => what);
}

/** The same, each with its line. */
export function toldAt(device: RunningDevice): [line: number, what: string][] {
  saysWhatIsKnown(device);
  meansWhatIsKnown(device);
  return device.unknown.map(({ line, what }) => [line, what]);
}

/** The devices of a file that holds some values as JSON, one after the other. */
export const readAll = (format: string, ...roots: readonly unknown[]): RunningDevice[] =>
  readRunning(roots.map((root) => JSON.stringify(root, undefined, 1)).join('\n'), 'a.json', format);

/** A device by what it decides of packets that go out. */
export const outward = (device: RunningDevice): RunningDevice => ({ ...device, stages: device.outbound ?? [] });

/**
 * Holds a device to what packets come to: `tcp 443, !udp 53, ?icmp 8` with `!` for what is denied and `?` for what nobody knows; `6 tcp 443` is of IPv6.
 * @param ends where they come from and go to, of either family, where they don't say it
 */
export function holds(
  device: RunningDevice,
  packets: string,
  title: string,
  ends = 'x 10.9.0.1 -> y 10.1.0.5',
  six = ends,
): void {
  meansWhatIsKnown(device);
  for (const each of packets.split(', ')) {
    const [, sign, family, packet] = /^([!?]?)(6 )?(.*)$/.exec(each)!;
    const question = packet!.includes('->') ? packet! : `${family ? six : ends} ${packet}`;
    assert.equal(decided(device, question), sign === '!' ? 'deny' : sign === '?' ? 'unknown' : 'permit', `${title}: ${each}`);
  }
}
