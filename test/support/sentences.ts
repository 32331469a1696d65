// Sentences that are shown to people: all of them stand in a file beside their tests, where somebody has read them. Who changes one, or says a new one, runs
// `npm run baselines`, or that test alone with `SEGPLAN_SENTENCES=write` (which leaves those that nobody says any more), and looks at what has changed there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const isWriting = process.env.SEGPLAN_SENTENCES === 'write';

/** By their files: two tests of one folder write what both have heard. */
const held = new Map<string, Set<string>>();

/**
 * Holds what is said to the sentences of a file.
 * @returns what is given each sentence, and fails where the file does not have it
 */
export function sentencesOf(folder: string, name = 'sentences.txt'): (sentence: string) => void {
  const file = join(folder, name);
  const known = held.get(file) ?? new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  held.set(file, known);
  return (text) => {
    const sentence = JSON.stringify(text).slice(1, -1);
    if (isWriting && !known.has(sentence)) {
      known.add(sentence);
      writeFileSync(
        file,
        `${[...known]
          .filter((each) => each)
          .sort()
          .join('\n')}\n`,
      );
    }
    const where = relative(join(import.meta.dirname, '../..'), file);
    assert.ok(
      known.has(sentence),
      `this is no sentence of ${where} (npm run baselines puts it there; read what has come): ${text}`,
    );
  };
}
