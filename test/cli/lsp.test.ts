import assert from 'node:assert/strict';
import { existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TestClient } from '../server/client.ts';
import { buildCli, bundle, folderWith, planWith, removeFolders, segplan } from './segplan.ts';

describe('segplan lsp', () => {
  before(buildCli);
  after(removeFolders);

  it('serves an editor, with pages of the checks as files, and ends when it is told to', async () => {
    const folder = folderWith({ 'plan.segplan': planWith() });
    // As a package puts it on the path.
    const program = process.platform === 'win32' ? bundle : join(folder, 'segplan');
    if (program !== bundle) symlinkSync(bundle, program);
    const client = await TestClient.start({
      program: [program, 'lsp', '--stdio'],
      workspaceFolder: pathToFileURL(folder).href,
      capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
    });
    assert.equal(client.result.serverInfo?.name, 'segplan');
    const [finding] = await client.open(pathToFileURL(join(folder, 'plan.segplan')).href, planWith());
    assert.equal(finding?.code, 'missing-flow');
    const page = fileURLToPath(finding!.codeDescription!.href);
    assert.match(page, /missing-flow\.md$/);
    assert.ok(existsSync(page), page);
    assert.equal(await client.stop(), 0);
  });

  it('takes no other way than standard input and output', () => {
    const { code, stderr } = segplan(['lsp', '--socket=1'], folderWith({}));
    assert.deepEqual([code, /--socket.*segplan lsp --help/.test(stderr)], [2, true]);
  });
});
