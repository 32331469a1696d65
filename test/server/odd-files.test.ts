import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeOddFiles, ODD_FILES } from '../support/odd-files.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

/** Texts that are not in UTF-8, with what is said of them. */
const OTHERWISE: Readonly<Record<string, readonly [bytes: Uint8Array, message: RegExp]>> = {
  'utf16.segplan': [
    Buffer.from('\ufeffzone a { subnet 10.98.0.0/24 }\n', 'utf16le'),
    /^'\.\/utf16\.segplan' can't be imported: it is in UTF-16, as PowerShell may write it; save it as UTF-8: in VS Code .*encoding utf8\.$/i,
  ],
  'utf16be.segplan': [Buffer.from('\ufeffzone a { subnet 10.98.0.0/24 }\n', 'utf16le').swap16(), /it is in UTF-16/],
  'latin1.segplan': [
    Buffer.from('zone b\u00fcro { subnet 10.98.0.0/24 }\n', 'latin1'),
    /^'\.\/latin1\.segplan' can't be imported: it is not a text in UTF-8; save it as UTF-8\.$/,
  ],
  'binary.segplan': [Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), /can't be imported: it is a binary file\.$/],
};

describe('imports of what is no file to read', () => {
  if (process.platform === 'win32') return;
  const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).toString();
  let client: TestClient;
  before(async () => {
    makeOddFiles(folder);
    for (const [name, [bytes]] of Object.entries(OTHERWISE)) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, 'saved.segplan'), `${PLAN}\nimport "./zero.segplan"\nimport "./pipe.segplan"\n`);
    client = await TestClient.start({ workspaceFolder: pathToFileURL(folder).toString() });
  });
  after(() => {
    client.process.kill();
    rmSync(folder, { recursive: true });
  });

  const all = [...Object.entries(ODD_FILES), ...Object.entries(OTHERWISE).map(([name, [, message]]) => [name, message] as const)];
  for (const [name, message] of all)
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

  it('are told where a file was one before, until it is one again', async () => {
    const [uri, path] = [uriOf('follows.segplan'), join(folder, 'rewritten.segplan')];
    const text = 'zone later { subnet 10.99.0.0/24 }\n';
    const write = (bytes: string | Uint8Array): void => {
      writeFileSync(path, bytes);
      const changes = [{ uri: uriOf('rewritten.segplan'), type: 2 }];
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    };
    writeFileSync(path, text);
    assert.deepEqual(await client.open(uri, `${PLAN}\nimport "./rewritten.segplan"\n`), []);
    const told = client.nextDiagnostics(uri, (found) => found.length > 0);
    write(Buffer.from(`\ufeff${text}`, 'utf16le'));
    const [first, ...others] = await told;
    assert.equal(first!.code, 'unknown-import');
    assert.match(String(first!.message), /it is in UTF-16/);
    assert.deepEqual(others, [], 'what was known of it stays, so that nothing else is told');
    const { range } = first!;
    const context = { diagnostics: [first!] };
    const offered = await client.connection.sendRequest<{ title: string }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context,
    });
    assert.ok(!offered.some(({ title }) => title.includes('rewritten')), 'nobody is offered what is there already');
    const next = client.nextDiagnostics(uri, (found) => found.length === 0);
    write(text);
    assert.deepEqual(await next, []);
  });
});
