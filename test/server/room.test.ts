import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ShowMessageParams, WorkspaceSymbolRequest } from 'vscode-languageserver-protocol/node';
import { thoroughly } from '../support/chance.ts';
import { TestClient } from './client.ts';

const PLAN = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';

describe('a workspace that is larger than the memory of the server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-room-'));
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).toString();
  after(() => rmSync(folder, { recursive: true }));

  /** A server with little memory, and what it shows once all of the workspace is looked at. */
  async function begun(): Promise<{ client: TestClient; shown: ShowMessageParams[] }> {
    const workspaceFolder = pathToFileURL(folder).toString();
    const client = await TestClient.start({ workspaceFolder, nodeArguments: ['--max-old-space-size=120'] });
    const shown: ShowMessageParams[] = [];
    client.connection.onNotification('window/showMessage', (message: ShowMessageParams) => {
      shown.push(message);
    });
    return { client, shown };
  }

  it('is read as far as there is room; what was left out is said with a way out, and what is open is served', async () => {
    // Most of it is a comment, which takes little: nobody knows before.
    writeFileSync(join(folder, 'vast.segplan'), `zone xyxy-vast { }\n/*${' vast'.repeat(400_000)} */\n`);
    writeFileSync(join(folder, 'small.segplan'), `${PLAN}zone xyxy-small { }\n`);
    const { client, shown } = await begun();
    try {
      const found = await client.open(uriOf('open.segplan'), `${PLAN}allow a -> c : tcp 443\n`);
      assert.ok(found.some(({ code }) => code === 'unknown-name'));
      for (let tries = 0; !shown.length && tries < 200; tries++) await new Promise((done) => setTimeout(done, 50));
      assert.equal(shown.length, 1);
      assert.match(
        shown[0]!.message,
        /^Segplan has left out 1 of 2 plans of this workspace \(vast\.segplan\): .* segplan\.server\.memory, .*NODE_OPTIONS=--max-old-space-size=\d+\.$/,
      );
      const named = async (query: string): Promise<number> =>
        ((await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query })) ?? []).length;
      assert.deepEqual([await named('xyxy-small'), await named('xyxy-vast')], [1, 0]);
      // Whoever opens it wants it.
      await client.open(uriOf('vast.segplan'), `zone xyxy-vast { }\n/*${' vast'.repeat(100)} */\n`);
      assert.equal(await named('xyxy-vast'), 1);
    } finally {
      client.process.kill();
    }
  });

  thoroughly('says nothing where there is enough', async () => {
    rmSync(join(folder, 'vast.segplan'));
    const { client, shown } = await begun();
    try {
      await client.settledDiagnostics(uriOf('small.segplan'));
      assert.deepEqual(shown, []);
    } finally {
      client.process.kill();
    }
  });
});
