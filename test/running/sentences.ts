// What readers say of files that tests give them: each sentence stands in `sentences.txt`, where people have read it. Who changes one, or says a new one, runs
// `SEGPLAN_SENTENCES=write npm test running` and looks at what has changed there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningDevice } from '../../language/running/running.ts';

const FILE = join(import.meta.dirname, 'sentences.txt');
const isWriting = process.env.SEGPLAN_SENTENCES === 'write';

/** All that is known to be said, each with the form that says it before it. */
const known = new Set(existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : []);

/** Devices that were listened to. */
const heard = new WeakSet<RunningDevice>();

/** Forms whose rules stand on many lines, so that their readers write them on one. */
const COMPOSED: ReadonlySet<string> = new Set(['aws-sg', 'azure-nsg', 'checkpoint', 'gcp', 'kubernetes', 'windows-firewall']);

/** What a device says in words: of what is not certain of its rules, and of what is not known. */
function sentencesOf({ format, lists, unknown }: RunningDevice): string[] {
  const rules = [...lists.values()].flatMap((list) => list.rules);
  return [
    ...rules.flatMap(({ perhaps }) => (perhaps === undefined ? [] : [`${format}: may match less: ${perhaps}`])),
    ...rules.flatMap(({ text, isImplied }) => (isImplied || COMPOSED.has(format) ? [`${format}: rule: ${text}`] : [])),
    ...unknown.map(({ what, why }) => `${format}: unknown: ${what}: ${why}`),
  ].map((text) => JSON.stringify(text).slice(1, -1));
}

/** Holds a device to say nothing but what is known to be said. */
export function saysWhatIsKnown(device: RunningDevice): void {
  if (heard.has(device)) return;
  heard.add(device);
  for (const sentence of sentencesOf(device)) {
    if (isWriting && !known.has(sentence)) {
      known.add(sentence);
      writeFileSync(
        FILE,
        `${[...known]
          .filter((each) => each)
          .sort()
          .join('\n')}\n`,
      );
    }
    assert.ok(known.has(sentence), `a sentence that nobody has read (test/running/sentences.ts): ${sentence}`);
  }
}
