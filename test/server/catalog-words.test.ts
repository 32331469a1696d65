import assert from 'node:assert/strict';
import { complete } from '../support/editor.ts';

const labels = async (clause: string): Promise<string[]> =>
  (await complete(`vendor acme { role server flow server -> server : tcp 1 ${clause} }\n`)).items.map((i) => i.label);

describe('completion of the words of catalogs', () => {
  it('offers what flows carry, how they are encrypted, and what advice checks go by', async () => {
    assert.deepEqual(await labels('carries <|>'), ['management', 'backup-data', 'restore-data', 'vm-traffic']);
    assert.deepEqual((await labels('protected by <|>')).slice(0, 4), ['tls', 'mutual-tls', 'ssh', 'none']);
    assert.deepEqual((await labels('advice <|>')).slice(0, 3), ['internal', 'closed', 'fixed-port']);
    assert.ok((await labels('during <|>')).includes('deployment'));
  });
});
