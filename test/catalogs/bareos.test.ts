import assert from 'node:assert/strict';
import { demandsOf, zones } from '../support/demands.ts';

describe('plans with Bareos', () => {
  const servers = {
    director: 'bareos.director',
    storage: 'bareos.storage-daemon',
    copies: 'bareos.storage-daemon { storage-port = 19103 }',
  };
  const toStorage = { 'director -> storage': 'tcp 9103', 'director -> copies': 'tcp 19103' };

  it('a client that is as usual: the Director connects to it, and it connects to the Storage Daemons', async () => {
    assert.deepEqual(await demandsOf(`use bareos\n${zones({ ...servers, client: 'bareos.file-daemon' })}`), {
      ...toStorage,
      'director -> client': 'tcp 9102',
      'client -> storage': 'tcp 9103',
      'client -> copies': 'tcp 19103',
    });
  });

  it('a passive client is connected to and never connects', async () => {
    assert.deepEqual(await demandsOf(`use bareos\n${zones({ ...servers, client: 'bareos.passive-client' })}`), {
      ...toStorage,
      'director -> client': 'tcp 9102',
      'storage -> client': 'tcp 9102',
      'copies -> client': 'tcp 9102',
    });
  });

  it('a client that connects by itself is not connected to', async () => {
    assert.deepEqual(await demandsOf(`use bareos\n${zones({ ...servers, client: 'bareos.connecting-client' })}`), {
      ...toStorage,
      'client -> director': 'tcp 9101',
      'client -> storage': 'tcp 9103',
      'client -> copies': 'tcp 19103',
    });
  });

  it('a storage system with NDMP is controlled by the Director, as is the tape agent that it sends its data to', async () => {
    const { director, storage } = servers;
    assert.deepEqual(await demandsOf(`use bareos\n${zones({ director, storage, filer: 'bareos.ndmp-storage-system' })}`), {
      'director -> storage': 'tcp 10000; tcp 9103',
      'director -> filer': 'tcp 10000',
      'filer -> storage': 'tcp 10000',
    });
  });

  it('Storage Daemons connect to each other for copies alone', async () => {
    const found = await demandsOf(`use bareos enable bareos.storage-copies\n${zones(servers)}`);
    assert.deepEqual(found, { ...toStorage, 'storage -> copies': 'tcp 19103', 'copies -> storage': 'tcp 9103' });
  });

  it('consoles, the WebUI, the tray monitor and the database', async () => {
    const text = zones({
      director: 'bareos.director { director-port = 19101 }',
      operator: 'bareos.console',
      webui: 'bareos.webui',
      browser: 'bareos.browser',
      tray: 'bareos.tray-monitor',
      database: 'bareos.catalog-database',
    });
    assert.deepEqual(await demandsOf(`use bareos\n${text}`), {
      'operator -> director': 'tcp 19101',
      'webui -> director': 'tcp 19101',
      'tray -> director': 'tcp 19101',
      'browser -> webui': 'tcp 80',
      'director -> database': 'tcp 5432',
    });
  });
});
