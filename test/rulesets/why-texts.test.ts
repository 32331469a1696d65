import assert from 'node:assert/strict';
import { whyTexts } from '../../language/rulesets/why.ts';

const [WORKS, MOVES, ASKS] = ['Works with it.', 'Moves data', 'Asks who connects'];

describe('what a rule is there for', () => {
  const CASES: [title: string, reasons: (string | undefined)[], purposes: string[], expected: string[]][] = [
    ['purposes, where the plan says no reason', [undefined], [WORKS, MOVES], [WORKS, MOVES]],
    ['a reason, and purposes that it does not say', ['ticket 7'], [WORKS, MOVES], ['ticket 7', WORKS, MOVES]],
    ['purposes alone, where the reason is nothing else', ['Moves data; Works with it'], [WORKS, MOVES], [WORKS, MOVES]],
    [
      'all purposes, where the reason leaves some out',
      ['Moves data; Works with it; 2 more flows'],
      [WORKS, MOVES, ASKS],
      [WORKS, MOVES, ASKS],
    ],
    ['the reason, where it says more than there is', ['Moves data; for Bob'], [WORKS, MOVES], ['Moves data; for Bob', WORKS]],
    ['a reason, where there are no purposes', ['2 more flows'], [], ['2 more flows']],
    ['reasons of several rules', ['ticket 7', 'Moves data'], [WORKS, MOVES], ['ticket 7', WORKS, MOVES]],
  ];
  for (const [title, reasons, purposes, expected] of CASES)
    it(`is ${title}`, () => assert.deepEqual(whyTexts(reasons, purposes), expected));
});
