import assert from 'node:assert/strict';
import { builtInCatalog } from '../support/catalogs.ts';

describe('the catalog of NetBackup', () => {
  // "About secure communication": control connections are TLS from 8.1 on; data is encrypted from 10.0 on, where one turns that on.
  it('calls control connections encrypted, and data not, since that has to be turned on', async () => {
    const { flows } = (await builtInCatalog()).vendors.get('netbackup')!;
    const data = flows.filter(({ traffic, initiator }) => traffic === 'backup-data' && initiator.startsWith('netbackup.'));
    assert.ok(data.length >= 8, 'flows that carry data');
    assert.deepEqual(
      data.filter(({ protection }) => protection !== undefined).map(({ id }) => id),
      [],
    );
    const control = flows.filter(
      ({ sources, traffic }) => traffic === 'management' && sources.some(({ id }) => id === 'netbackup.secure-communication'),
    );
    assert.ok(control.length >= 4 && control.every(({ protection }) => protection === 'tls'), 'control connections');
  });
});
