import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TestClient } from './client.ts';

const WRONG = 'allow nobody -> any : tcp 22\n';
const RIGHT = 'zone a { subnet 10.0.0.0/24 }\n';

describe('findings of a file that has several addresses', function () {
  this.timeout(60_000);

  it('are told under the one by which the editor opened it, and under no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
    writeFileSync(join(folder, 'a(b).segplan'), WRONG);
    const top = pathToFileURL(folder).toString();
    const client = await TestClient.start({ workspaceFolder: top });
    try {
      const [plain, own] = [`${top}/a%28b%29.segplan`, `${top}/a(b).segplan`];
      await client.settledDiagnostics(plain);
      const [sent] = [plain, own].filter((uri) => client.lastDiagnostics(uri)?.length);
      const other = sent === plain ? own : plain;
      assert.ok(sent);
      // What the server goes by is the one; the editor takes the other.
      assert.ok((await client.open(other, WRONG)).length);
      assert.deepEqual(client.lastDiagnostics(sent), []);
      client.change(other, [{ text: RIGHT }]);
      assert.deepEqual(await client.settledDiagnostics(other), []);
      client.change(other, [{ text: WRONG }]);
      assert.ok((await client.settledDiagnostics(other)).length);
      client.close(other);
      assert.ok((await client.settledDiagnostics(other)).length);
      assert.deepEqual(client.lastDiagnostics(sent), []);
    } finally {
      client.process.kill();
    }
  });
});
