import assert from 'node:assert/strict';
import { formatAddresses, hostNames, parseHostName } from '../../language/model/addresses.ts';

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

  it('what is left of a wildcard still shows as the wildcard', () => {
    assert.deepEqual(hostNames(all.subtract(parseHostName('www.example.com'))), ['*.example.com']);
  });
});
