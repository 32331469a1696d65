import assert from 'node:assert/strict';
import { planOfSites } from '../../scripts/bench/plans.ts';
import { someOf } from '../support/chance.ts';
import { workOfEdits } from '../support/work.ts';

const [FEW, MANY] = [4, 12];

/** What an edit in one site may ask of each line of the others, in blocks of code that V8 runs. To go through rules and requirements once each took four times as many. */
const MOST: Readonly<Record<string, readonly [pattern: RegExp, typed: string, blocks: number]>> = {
  'an address': [/s3-app-3 .* at \d+\.\d+\.\d+\./, '1', 22],
  'a name': [/component s3-desk-2/, 'x', 65],
  'a port': [/-> s3-vcenter : tcp 8/, '1', 25],
};

/** The texts of an edit to and fro, the first time of which is not counted. */
function toAndFro(sites: number, pattern: RegExp, typed: string): string[] {
  const text = planOfSites(sites);
  const edited = text.replace(pattern, (all) => `${all}${typed}`);
  assert.notEqual(edited, text);
  return [text, edited, text, edited];
}

describe('an edit in one site of a plan', () => {
  it('asks little of the lines of other sites', async () => {
    const edits = someOf(Object.entries(MOST));
    const work = await workOfEdits(
      edits.flatMap(([, [pattern, typed]]) => [toAndFro(FEW, pattern, typed), toAndFro(MANY, pattern, typed)]),
    );
    const lines = (sites: number): number => planOfSites(sites).split('\n').length;
    const others = lines(MANY) - lines(FEW);
    const found = edits.map(([what, [, , most]], n) => ({
      what,
      most,
      blocks: (work[2 * n + 1]! - work[2 * n]!) / others,
    }));
    assert.deepEqual(
      found.filter(({ blocks, most }) => blocks > most),
      [],
    );
  });
});
