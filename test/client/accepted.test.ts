import assert from 'node:assert/strict';
import { acceptedNames, namedItem } from '../../client/accepted.ts';

describe('Enter in a list of which several can be marked', () => {
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

describe('a text in a list of which several can be marked', () => {
  const offered = [
    { name: 'html', title: 'HTML' },
    { name: 'nftables', title: 'nftables' },
    { name: 'iptables', title: 'iptables and ip6tables' },
    { name: 'asa', title: 'Cisco ASA' },
  ];
  it('means the target of that name, or the only one that has it in its name or title', () => {
    assert.equal(namedItem('html', offered), 'html');
    assert.equal(namedItem(' ASA ', offered), 'asa');
    assert.equal(namedItem('cisco', offered), 'asa');
    assert.equal(namedItem('nft', offered), 'nftables');
  });
  it('means none where it could be several, or is nowhere', () => {
    for (const typed of ['tables', 'vendor', ' ']) assert.equal(namedItem(typed, offered), undefined, typed);
  });
});
