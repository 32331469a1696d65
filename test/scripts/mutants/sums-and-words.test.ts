import assert from 'node:assert/strict';
import { larger, sum } from './sums/sums.ts';
import { hint } from './words/words.ts';

describe('sums and words', () => {
  it('are added', () => {
    assert.equal(sum(2, 3), 5);
  });

  it('are compared', () => {
    assert.deepEqual([larger(1, 2), larger(2, 1)], [2, 2]);
  });

  it('are given', () => {
    hint();
  });
});
