import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** The command as it is bundled, in an editor that is made up: no window of a test can be one that is not trusted. */
function compareIn(isTrusted: boolean) {
  const asked: string[] = [];
  const commands = new Map<string, (...args: unknown[]) => unknown>();
  const requests = new Map<string, (params: unknown) => unknown>();
  const vscode = {
    Uri: class {},
    Disposable: { from: () => ({}) },
    EventEmitter: class {},
    l10n: { t: (text: string) => text },
    commands: { registerCommand: (name: string, run: () => unknown) => commands.set(name, run) },
    extensions: {
      getExtension: (name: string) => {
        asked.push(name);
      },
    },
    window: {
      activeTextEditor: { document: { languageId: 'segplan', uri: { scheme: 'file', path: '/plans/plan.segplan' } } },
      showErrorMessage: async (message: string) => void asked.push(message),
      showWarningMessage: async (message: string) => void asked.push(message),
    },
    workspace: { isTrusted, registerTextDocumentContentProvider: () => ({}) },
  };
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['client/features/diff/compare.ts'],
    bundle: true,
    format: 'cjs',
    external: ['vscode'],
    write: false,
  });
  const module = { exports: {} as { registerCompare(client: unknown): unknown } };
  new Function('module', 'exports', 'require', outputFiles[0]!.text)(module, module.exports, () => vscode);
  module.exports.registerCompare({
    onRequest: (name: string, answer: () => unknown) => requests.set(name, answer),
    protocol2CodeConverter: { asUri: (uri: string) => uri },
  });
  return { asked, commands, requests };
}

describe('a window that is not trusted', () => {
  it('asks no git, by command or for what a committed plan imports', async () => {
    const { asked, commands, requests } = compareIn(false);
    assert.equal(await commands.get('segplan.compare')!(), undefined);
    assert.equal(await requests.get('segplan/files/committed')!({ uri: 'file:///plans/plan.segplan' }), null);
    assert.equal(asked.length, 1);
    assert.match(asked[0]!, /only in a trusted workspace/);
    // The same in one that is: what was left out above is git.
    const trusted = compareIn(true);
    await trusted.commands.get('segplan.compare')!();
    assert.equal(trusted.asked[0], 'vscode.git');
  });

  it('is told before, in the manifest: what works, and which setting of it counts for nothing', () => {
    const { capabilities, contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { supported, description, restrictedConfigurations } = capabilities.untrustedWorkspaces;
    assert.equal(supported, 'limited');
    assert.match(description, /imports that lead outside are not read.*Git/);
    assert.deepEqual(restrictedConfigurations, ['segplan.output.folder']);
    const settings = contributes.configuration.flatMap(({ properties }: { properties: object }) => Object.keys(properties));
    for (const name of restrictedConfigurations) assert.ok(settings.includes(name));
    const menus: [string, { command: string; when: string }[]][] = Object.entries(contributes.menus);
    const compare = menus.flatMap(([menu, entries]) =>
      entries.flatMap(({ command, when }) => (command === 'segplan.compare' ? [{ menu, when }] : [])),
    );
    assert.ok(compare.length >= 3);
    // Menus offer what works; who asks for it by its name is told why it does not, and the way out.
    for (const { menu, when } of compare) assert.equal(/&& isWorkspaceTrusted$/.test(when), menu !== 'commandPalette', menu);
  });
});
