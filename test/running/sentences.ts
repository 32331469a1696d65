// What readers say of files that tests give them: each sentence stands in `sentences.txt`.
import type { RunningDevice } from '../../language/running/running.ts';
import { sentencesOf } from '../support/sentences.ts';

const isKnown = sentencesOf(import.meta.dirname);
/** Devices that were listened to. */
const heard = new WeakSet<RunningDevice>();

/** Forms whose rules stand on many lines, so that their readers write them on one. */
const COMPOSED: ReadonlySet<string> = new Set(['aws-sg', 'azure-nsg', 'checkpoint', 'gcp', 'kubernetes', 'windows-firewall']);

/** Holds a device to say nothing in words but what is known to be said: of what is not certain of its rules, and of what is not known. */
export function saysWhatIsKnown(device: RunningDevice): void {
  if (heard.has(device)) return;
  heard.add(device);
  const { format, lists, unknown } = device;
  for (const { perhaps, text, isImplied } of [...lists.values()].flatMap((list) => list.rules)) {
    if (perhaps !== undefined) isKnown(`${format}: may match less: ${perhaps}`);
    if (isImplied || COMPOSED.has(format)) isKnown(`${format}: rule: ${text}`);
  }
  for (const { what, why } of unknown) isKnown(`${format}: unknown: ${what}: ${why}`);
}

/** The same of what is not known alone, where files have too many rules for all of them to stand there. */
export function saysWhatIsUnknown({ format, unknown }: RunningDevice): void {
  for (const { what, why } of unknown) isKnown(`${format}: unknown: ${what}: ${why}`);
}
