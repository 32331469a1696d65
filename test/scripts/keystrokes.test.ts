import assert from 'node:assert/strict';
import { join } from 'node:path';
// @ts-expect-error what the npm commands run has no types
import { PLAN, typed } from '../../scripts/bench/keystrokes.mjs';

const server = join(import.meta.dirname, '../../dist/server.cjs');

describe('a plan of two Veeam sites from an empty file', () => {
  it('takes at most four keys for five letters where words are taken from the list, and one key for all of its rules', async () => {
    // The beginning has most kinds of statements and a role; typing all of it is for the bench.
    const beginning = PLAN.slice(0, PLAN.indexOf('zone backup'));
    const { keys, findings } = await typed(PLAN, server, beginning.length);
    const letters = beginning.replace(/^ +/gm, '').length;
    assert.ok(keys <= (letters * 4) / 5, `${keys} keys for ${letters} letters`);
    assert.deepEqual(
      findings.map(({ message }: { message: string }) => message),
      [],
    );
  });
});
