import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { buildSync } from 'esbuild';
import { buildCli, folderWith, planWith, removeFolders, root } from '../cli/segplan.ts';

interface Definition {
  label: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: { fsPath: string };
}

interface Provider {
  provideMcpServerDefinitions(): Definition[];
}

/** The feature as it is bundled, in an editor that is made up. */
function provided(
  folders: readonly { name: string; uri: { scheme: string; fsPath: string } }[],
  isTrusted = true,
  hasApi = true,
) {
  const providers = new Map<string, Provider>();
  const changes: (() => void)[] = [];
  let changed = 0;
  const event = (listener: () => void) => changes.push(listener);
  const vscode = {
    Uri: { joinPath: (base: { fsPath: string }, path: string) => ({ fsPath: join(base.fsPath, path) }) },
    Disposable: Object.assign(class {}, { from: () => ({}) }),
    EventEmitter: class {
      fire = () => void changed++;
    },
    McpStdioServerDefinition: class {
      constructor(label: string, command: string, args: string[], env: object, version: string) {
        Object.assign(this, { label, command, args, env, version });
      }
    },
    lm: hasApi ? { registerMcpServerDefinitionProvider: (id: string, each: Provider) => providers.set(id, each) } : undefined,
    workspace: { isTrusted, workspaceFolders: folders, onDidGrantWorkspaceTrust: event, onDidChangeWorkspaceFolders: event },
  };
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['client/features/assistants/assistants.ts'],
    bundle: true,
    format: 'cjs',
    external: ['vscode'],
    write: false,
  });
  const module = { exports: {} as { registerAssistants(context: unknown, node: string): unknown } };
  new Function('module', 'exports', 'require', outputFiles[0]!.text)(module, module.exports, () => vscode);
  const context = { extensionUri: { fsPath: root }, extension: { packageJSON: { version: '1.2.3' } } };
  module.exports.registerAssistants(context, process.execPath);
  return { providers, changes, changed: () => changed };
}

describe('the assistants of the editor', () => {
  before(buildCli);
  after(removeFolders);

  it('are offered a server for each folder, by the id of the manifest, and it answers', async () => {
    const folder = folderWith({ 'plan.segplan': planWith() });
    const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { providers, changes, changed } = provided([
      { name: 'plans', uri: { scheme: 'file', fsPath: folder } },
      { name: 'far', uri: { scheme: 'vscode-vfs', fsPath: '/far' } },
    ]);
    assert.deepEqual(
      contributes.mcpServerDefinitionProviders.map((each: { id: string }) => each.id),
      [...providers.keys()],
    );
    const definitions = [...providers.values()][0]!.provideMcpServerDefinitions();
    assert.equal(definitions.length, 1);
    const [{ label, command, args, env, cwd }] = definitions as [Definition];
    assert.equal(label, 'Segplan');
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(new StdioClientTransport({ command, args, env, cwd: cwd.fsPath, stderr: 'pipe' }));
    const { structuredContent } = await client.callTool({ name: 'check', arguments: {} });
    assert.equal((structuredContent as { errors: number }).errors, 1);
    await client.close();
    for (const change of changes) change();
    assert.equal(changed(), 2);
  });

  it('are offered none in a window that is not trusted, and the extension starts where editors know of none', () => {
    const folders = [{ name: 'plans', uri: { scheme: 'file', fsPath: '/plans' } }];
    assert.deepEqual([...provided(folders, false).providers.values()][0]!.provideMcpServerDefinitions(), []);
    assert.equal(provided(folders, true, false).providers.size, 0);
  });
});
