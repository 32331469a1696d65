import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeOddFiles, ODD_FILES } from '../support/odd-files.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

describe('imports of what is no file to read', () => {
  if (process.platform === 'win32') return;
  const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).toString();
  let client: TestClient;
  before(async () => {
    makeOddFiles(folder);
    writeFileSync(join(folder, 'saved.segplan'), `${PLAN}\nimport "./zero.segplan"\nimport "./pipe.segplan"\n`);
    client = await TestClient.start({ workspaceFolder: pathToFileURL(folder).toString() });
  });
  after(() => {
    client.process.kill();
    rmSync(folder, { recursive: true });
  });

  for (const [name, message] of Object.entries(ODD_FILES))
    it(`are told at the import, and the server goes on: ${name}`, async () => {
      const found = await client.open(uriOf(`imports-${name}`), `${PLAN}\nimport "./${name}"\n`);
      assert.deepEqual(
        found.map(({ code }) => code),
        ['unknown-import'],
      );
      assert.match(String(found[0]!.message), message);
    });

  it('tell what is there once it is a file', async () => {
    const uri = uriOf('later.segplan');
    await client.open(uri, `${PLAN}\nimport "./pipe.segplan"\n`);
    rmSync(join(folder, 'pipe.segplan'));
    writeFileSync(join(folder, 'pipe.segplan'), 'zone later { subnet 10.99.0.0/24 }\n');
    const next = client.nextDiagnostics(uri, (all) => all.length === 0);
    client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf('pipe.segplan'), type: 1 }] });
    assert.deepEqual(await next, []);
  });
});
