import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction } from 'vscode-languageserver-types';
import { TestClient } from './client.ts';

const SHARED = 'zone inside { subnet 10.1.0.0/24 }\n';
const SECRET = 'zone hunter2 { subnet 10.9.0.0/33 }\n';

/** What a plan of an untrusted workspace tries to get at. */
const LEADS: Readonly<Record<string, string>> = {
  'by its path': '../outside/secret.segplan',
  'by a path from the root': 'ROOT/outside/secret.segplan',
  'by a link to a file': './link.segplan',
  'by a link to a folder': './folder/secret.segplan',
  'by a file that another import names': './imports-link.segplan',
};

describe('a workspace that is not trusted', () => {
  if (process.platform === 'win32') return;
  const top = mkdtempSync(join(tmpdir(), 'segplan-'));
  const workspace = join(top, 'workspace');
  const uriOf = (name: string): string => pathToFileURL(join(workspace, name)).toString();
  const clients: TestClient[] = [];
  const start = async (trusted: boolean | undefined, folder: string | undefined = workspace): Promise<TestClient> => {
    const client = await TestClient.start({
      ...(folder ? { workspaceFolder: pathToFileURL(folder).toString() } : {}),
      ...(trusted === undefined ? {} : { initializationOptions: { trusted } }),
    });
    clients.push(client);
    return client;
  };
  before(() => {
    mkdirSync(join(workspace, 'below'), { recursive: true });
    mkdirSync(join(top, 'outside'));
    writeFileSync(join(top, 'outside/secret.segplan'), SECRET);
    writeFileSync(join(workspace, 'shared.segplan'), SHARED);
    symlinkSync('../shared.segplan', join(workspace, 'below/link-inside.segplan'));
    symlinkSync('../outside/secret.segplan', join(workspace, 'link.segplan'));
    symlinkSync('../outside', join(workspace, 'folder'));
    writeFileSync(join(workspace, 'imports-link.segplan'), 'import "./link.segplan"\n');
    symlinkSync(workspace, join(top, 'linked-workspace'));
  });
  after(() => {
    for (const client of clients) client.process.kill();
    rmSync(top, { recursive: true });
  });

  for (const [how, path] of Object.entries(LEADS))
    it(`has nothing read that lies outside of it: ${how}`, async () => {
      const client = await start(false);
      const seen: string[] = [];
      client.connection.onUnhandledNotification((message) => seen.push(JSON.stringify(message)));
      const text = `import "${path.replace('ROOT', top)}"\nallow hunter2 -> any : tcp 1\n`;
      const found = await client.open(uriOf('plan.segplan'), text);
      if (path !== './imports-link.segplan')
        assert.match(
          String(found.find(({ code }) => code === 'unknown-import')?.message),
          /^'.*secret\.segplan' can't be imported: it lies outside of the workspace, which is not trusted|^'\.\/link\.segplan' can't be imported: it lies outside/,
        );
      assert.ok(found.some(({ code }) => code === 'unknown-zone' || code === 'unknown-name'));
      assert.doesNotMatch(JSON.stringify(found), /10\.9|invalid-address/);
      await client.stop();
    });

  it('has what lies in it read, links followed, wherever it is opened', async () => {
    for (const folder of [workspace, join(top, 'linked-workspace')]) {
      const client = await start(false, folder);
      const uri = pathToFileURL(join(folder, 'below/plan.segplan')).toString();
      assert.deepEqual(await client.open(uri, 'import "../shared.segplan"\nallow inside -> "x.example.com" : tcp 1\n'), []);
      assert.deepEqual(
        await client.open(
          uri.replace('plan.', 'other.'),
          'import "./link-inside.segplan"\nallow inside -> "x.example.com" : tcp 1\n',
        ),
        [],
      );
      await client.stop();
    }
  });

  it('has a way out offered where something is not read, in editors that have the page for it, and nowhere once it is trusted', async () => {
    const uri = uriOf('plan.segplan');
    const text = `import "../outside/secret.segplan"
zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/24 }
firewall main : asa { zones a, b running "../outside/main.txt" }
`;
    const offered = async (initializationOptions: object): Promise<unknown[]> => {
      const client = await TestClient.start({ workspaceFolder: pathToFileURL(workspace).toString(), initializationOptions });
      clients.push(client);
      const unread = ({ code }: { code?: unknown }): boolean => code === 'unread-running';
      const opened = await client.open(uri, text);
      const found = opened.some(unread) ? opened : await client.nextDiagnostics(uri, (all) => all.some(unread));
      const commands: unknown[] = [];
      for (const diagnostic of found.filter(({ code }) => code === 'unknown-import' || code === 'unread-running')) {
        const params = { textDocument: { uri }, range: diagnostic.range, context: { diagnostics: [diagnostic] } };
        const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', params);
        for (const { command } of actions) if (command) commands.push(command);
      }
      await client.stop();
      return commands;
    };
    const manage = { title: 'Manage Workspace Trust', command: 'workbench.trust.manage' };
    assert.deepEqual(await offered({ trusted: false, commands: true }), [manage, manage]);
    assert.deepEqual(await offered({ trusted: false }), []);
    assert.deepEqual(await offered({ trusted: true, commands: true }), []);
  });

  it('has nothing read for a plan that lies in no folder of it', async () => {
    const client = await start(false, '');
    const [first] = await client.open(uriOf('plan.segplan'), 'import "./shared.segplan"\n');
    assert.match(String(first?.message), /not trusted/);
    await client.stop();
  });

  it('has it read as soon as it is trusted, and in editors that know no trust', async () => {
    const client = await start(false);
    const uri = uriOf('plan.segplan');
    const text = 'import "../outside/secret.segplan"\n';
    assert.equal((await client.open(uri, text))[0]?.code, 'unknown-import');
    const next = client.nextDiagnostics(uri, (all) => all.length === 0);
    await client.connection.sendNotification('segplan/trusted');
    assert.deepEqual(await next, []);
    await client.stop();
    const other = await start(undefined);
    assert.deepEqual(await other.open(uri, text), []);
    await other.stop();
  });
});
