import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestClient } from './client.ts';

const PAGES = fileURLToPath(new URL('../../docs/checks', import.meta.url));
const TEXT = 'zone a { subnet 10.0.0.0/24 }\nallow nobody -> a : tcp 1\nallow a\n';

describe('the pages that findings link to', () => {
  let client: TestClient;
  afterEach(() => client.process.kill());

  it('are given by the server, one for each code that there is', async () => {
    client = await TestClient.start();
    const links = new Set((await client.open('file:///plans/plan.segplan', TEXT)).map((each) => each.codeDescription?.href));
    assert.ok(
      links.has('builtin:///checks/unknown-name.md') && links.has('builtin:///checks/syntax-error.md'),
      [...links].join(),
    );
    for (const name of readdirSync(PAGES)) {
      for (const uri of [`builtin:///checks/${name}`, `builtin:/checks/${name}`]) {
        const { text } = await client.connection.sendRequest<{ text: string }>('workspace/textDocumentContent', { uri });
        assert.equal(text, readFileSync(join(PAGES, name), 'utf8'));
      }
    }
    const none = client.connection.sendRequest('workspace/textDocumentContent', { uri: 'builtin:///checks/../../package.json' });
    assert.equal((await none.catch(() => null)) ?? null, null);
  });

  it('are files for an editor that can ask for no text', async () => {
    client = await TestClient.start({ capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } } });
    const found = await client.open('file:///plans/plan.segplan', TEXT);
    assert.ok(found.length >= 2);
    for (const { code, codeDescription } of found)
      assert.match(readFileSync(fileURLToPath(codeDescription!.href), 'utf8'), new RegExp(`^# ${code}\n`));
  });
});
