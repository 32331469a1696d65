import assert from 'node:assert/strict';
import { ALL_NAMES, formatAddresses, hostNames, parseHostName, parseName, parseTag } from '../../language/model/addresses.ts';

const all = parseHostName('*.example.com');

describe('host names', () => {
  it('a wildcard covers every name below its domain, whatever the case', () => {
    for (const name of ['www.example.com', 'A.B.Example.com', '*.sub.example.com', 'x-1.example.com'])
      assert.ok(all.covers(parseHostName(name)), name);
  });

  it('and nothing else', () => {
    for (const name of ['example.com', 'www.example.org', 'notexample.com', 'com', '*.com', 'example.com.evil.net'])
      assert.ok(!all.covers(parseHostName(name)), name);
  });

  it('are written as they were read', () => {
    for (const name of ['www.example.com', '*.example.com', 'a', '*.a', `${'x'.repeat(60)}.${'y'.repeat(60)}.example`])
      assert.deepEqual(hostNames(parseHostName(name)), [name]);
    assert.deepEqual(formatAddresses(all.union(parseHostName('b.org'))), ['*.example.com', 'b.org']);
  });

  it('are told from texts that no part of a URL makes a name', () => {
    for (const text of ['two words', 'https://', '/path', ' '])
      assert.throws(() => parseHostName(text), new Error(`'${text}' is not a host name.`));
  });

  it('what is left of a wildcard still shows as the wildcard', () => {
    assert.deepEqual(hostNames(all.subtract(parseHostName('www.example.com'))), ['*.example.com']);
  });
});

describe('service tags', () => {
  const names = [
    'Storage',
    'Storage.WestUS',
    'Storage.WestUS2',
    'StorageSyncService',
    'AzureBackup',
    'com.amazonaws.us-east-1.s3',
  ];

  it('hold their regions and nothing else', () => {
    for (const tag of names)
      for (const other of names) {
        const holds = other === tag || other.startsWith(`${tag}.`);
        assert.equal(parseTag(tag).covers(parseTag(other)), holds, `${tag}, ${other}`);
        assert.equal(parseTag(tag).overlaps(parseTag(other)), holds || tag.startsWith(`${other}.`), `${tag}, ${other}`);
      }
  });

  it('are no host names, and among the names that any stands for', () => {
    for (const tag of names) {
      assert.ok(ALL_NAMES.covers(parseTag(tag)));
      assert.ok(!parseTag(tag).overlaps(parseHostName(tag)));
      assert.ok(!parseHostName('*.amazonaws.com').overlaps(parseTag(tag)));
    }
  });

  it('are written as they were read', () => {
    for (const tag of names) {
      assert.deepEqual(hostNames(parseTag(tag)), [`tag ${tag}`]);
      assert.ok(parseName(`tag ${tag}`).equals(parseTag(tag)));
    }
    const all = parseTag('Storage').union(parseTag('AzureBackup')).union(parseHostName('*.example.com'));
    assert.deepEqual(formatAddresses(all), ['*.example.com', 'tag AzureBackup', 'tag Storage']);
  });

  it('what is left of a tag still shows as the tag', () => {
    const left = parseTag('Storage').subtract(parseTag('Storage.WestUS'));
    assert.deepEqual(hostNames(left), ['tag Storage']);
    assert.deepEqual(hostNames(ALL_NAMES.subtract(left)), []);
  });
});
