import assert from 'node:assert/strict';
import { isAddress } from '../../language/model/describe-source.ts';

describe('a source of a catalog', () => {
  it('is linked to where it is at an address, and named where it is a file', () => {
    for (const address of ['https://example.com/ports', 'http://example.com/ports']) assert.ok(isAddress(address), address);
    for (const file of ['ports.pdf', 'mirror/https://example.com', 'https-ports.pdf', 'httpx://example.com'])
      assert.ok(!isAddress(file), file);
  });
});
