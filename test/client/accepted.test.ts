import assert from 'node:assert/strict';
import { acceptedNames } from '../../client/features/generate/accepted.ts';

describe('Enter in the list of targets', () => {
  it('takes what is marked', () => {
    assert.deepEqual(acceptedNames(['csv'], ['csv', 'json'], '', 'asa'), ['csv', 'json']);
  });
  it('takes what was marked last time, where nothing is changed', () => {
    assert.deepEqual(acceptedNames(['csv'], ['csv'], '', 'asa'), ['csv']);
  });
  it('takes the one whose name is typed, alone', () => {
    assert.deepEqual(acceptedNames([], [], 'nft', 'nftables'), ['nftables']);
    assert.deepEqual(acceptedNames(['csv'], ['csv'], 'nft', 'nftables'), ['nftables']);
  });
  it('takes it together with what was marked before it', () => {
    assert.deepEqual(acceptedNames(['csv'], ['csv', 'json'], 'nft', 'nftables'), ['csv', 'json', 'nftables']);
    assert.deepEqual(acceptedNames([], ['csv'], 'csv', 'csv'), ['csv']);
  });
  it('takes nothing else where no name is like what is typed', () => {
    assert.deepEqual(acceptedNames(['csv'], ['csv'], 'nothing', undefined), ['csv']);
  });
});
