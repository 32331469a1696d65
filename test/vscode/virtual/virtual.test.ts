// A workspace that lies on no disk, in both extension hosts: the one of Node, and the one of a browser, as on vscode.dev.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  applyEdit,
  closeAll,
  codeActionsAt,
  createPlan,
  diagnosticsOf,
  hoverAt,
  openPlan,
  waitFor,
  workspaceUri,
} from '../suite/editor.ts';

const RULE = 'allow vbr -> proxy : tcp 445, 6160, 6162';
const SHORT = 'allow vbr -> proxy : tcp 445, 6160';

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

const messages = (list: readonly vscode.Diagnostic[]): string[] => list.map(({ message }) => message);

describe('plans in a workspace that lies on no disk', () => {
  afterEach(closeAll);

  it('start the extension once one is opened', async () => {
    assert.equal(workspaceUri().scheme, 'virtual');
    const extension = vscode.extensions.getExtension('segplan.segplan');
    assert.ok(extension, 'The extension is not there.');
    await openPlan('segmented-veeam.segplan');
    await waitFor(() => extension.isActive, 'the extension to start');
  });

  it('are checked: clean as delivered, with a finding where a port is gone, and the fix mends it', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    assert.deepEqual(messages(await diagnosticsOf(document.uri)), []);
    const changed = await createPlan('changed.segplan', document.getText().replace(RULE, SHORT));
    const [found] = await waitFor(async () => {
      const list = await diagnosticsOf(changed.document.uri);
      return list.length ? list : undefined;
    }, 'a finding');
    assert.match(found!.message, /vbr -> proxy on tcp 6162/);
    const fix = (await codeActionsAt(changed.document, found!.range.start)).find(({ isPreferred }) => isPreferred);
    assert.equal(fix?.title, 'Add tcp 6162 to this rule');
    await applyEdit(fix!);
    await waitFor(async () => (await diagnosticsOf(changed.document.uri)).length === 0, 'a clean plan');
    assert.match(await hoverAt(changed.document, 'component v|br'), /Is connected to by/);
  });

  it('read what they import from where they lie', async () => {
    const { document } = await openPlan('branches/branch.segplan');
    const before = messages(await diagnosticsOf(document.uri));
    assert.ok(!before.some((message) => /import|shared/.test(message)), before.join('\n'));
    // The office is declared in the other file.
    assert.match(await hoverAt(document, 'allow clinic -> o|ffice'), /10\.99\.0\.0\/24/);
  });

  it('are shown as a map', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    const changed = await createPlan('mapped.segplan', document.getText().replace(RULE, SHORT));
    await diagnosticsOf(changed.document.uri);
    await vscode.commands.executeCommand('segplan.showMap');
    // The title is set once the page runs and the plan was read for it.
    await waitFor(
      () =>
        vscode.window.tabGroups.all
          .flatMap(({ tabs }) => tabs)
          .some(({ label }) => label === 'Map of mapped.segplan (1 missing)'),
      'the title of the map',
    );
  });

  it('begin with New Plan…', async () => {
    const editor = await vscode.commands.executeCommand<vscode.TextEditor>('segplan.newPlan', 'veeam-four-zones');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.uri.scheme, 'untitled');
    assert.equal(document.languageId, 'segplan');
    assert.ok(editor);
    assert.match(document.getText(), /^plan "Veeam in four zones"/m);
    const errors = (await diagnosticsOf(document.uri)).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.deepEqual(messages(errors), []);
  });

  it('begin with what a firewall runs', async () => {
    const rules =
      '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 443 -j ACCEPT\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\nCOMMIT\n';
    const file = workspaceUri('imported.rules');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(rules));
    const editor = await vscode.commands.executeCommand<vscode.TextEditor | undefined>('segplan.importRunning', file);
    assert.ok(editor, 'The command made no plan.');
    assert.match(editor.document.getText(), /^allow net-10-1-0 -> net-10-2-0 : https$/m);
    await waitFor(() => {
      const active = vscode.window.activeTextEditor?.document;
      if (active === editor.document) return true;
      throw new Error(`shown is ${active?.uri}, ${JSON.stringify(active?.getText().slice(0, 60))}, not ${editor.document.uri}`);
    }, 'the plan of what runs');
  });

  for (const [encoding, write] of [
    ['UTF-16, the low byte first', (units: DataView, at: number, code: number): void => units.setUint16(at, code, true)],
    ['UTF-16, the high byte first', (units: DataView, at: number, code: number): void => units.setUint16(at, code)],
  ] as const)
    it(`are held against what firewalls run, also in ${encoding}`, async () => {
      const file = workspaceUri('running/core.txt');
      const running = await textOf(file);
      // As PowerShell writes it: with a mark, and lines that end in two characters.
      const written = async (text: string): Promise<void> => {
        const wide = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
        const units = new DataView(new ArrayBuffer(2 * wide.length));
        for (let n = 0; n < wide.length; n++) write(units, 2 * n, wide.charCodeAt(n));
        await vscode.workspace.fs.writeFile(file, new Uint8Array(units.buffer));
      };
      const { document } = await openPlan('two-sites.segplan');
      const ofCore = async (): Promise<string[]> =>
        messages(await diagnosticsOf(document.uri)).filter((message) => /^core /.test(message) || /core\.txt/.test(message));
      const before = await waitFor(async () => {
        const list = await ofCore();
        return list.length ? list : undefined;
      }, 'what is found of the file in UTF-8');
      assert.match(before.join('\n'), /^core does not let vbr -> main-repo: tcp 3001-3300 pass/m);
      // What the file says is told again each time that it changes.
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('hostname core\n'));
      await waitFor(async () => (await ofCore()).join() !== before.join(), 'another finding of a file that says nothing');
      await written(running);
      await waitFor(async () => (await ofCore()).join() === before.join(), 'the same findings of the file');
      const places = await vscode.commands.executeCommand<vscode.Uri[]>('segplan.showDeviceCommands', document.uri, 'core');
      const commands = await vscode.workspace.openTextDocument(places[0]!);
      assert.match(commands.getText(), /permit tcp host 10\.10\.0\.10 host 10\.10\.30\.20 range 3001 3300/);
      const tab = await waitFor(() => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof vscode.TabInputTextDiff ? input : undefined;
      }, 'the running file beside what it becomes');
      const [left, right] = [tab.original, tab.modified];
      const texts = [await vscode.workspace.openTextDocument(left), await vscode.workspace.openTextDocument(right)] as const;
      assert.equal(texts[0].getText().replaceAll('\r\n', '\n'), running);
      // All of its other lines stay the lines that they are.
      const lines = texts[1].getText().split(/\r?\n/);
      const added = lines.filter((line) => !running.split('\n').includes(line));
      assert.ok(added.some((line) => /range 3001 3300/.test(line)) && added.length < 8, added.join('\n'));
      const editor = await vscode.commands.executeCommand<vscode.TextEditor | undefined>('segplan.importRunning', file);
      assert.match(editor?.document.getText() ?? '', /^zone /m);
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(running));
    });

  it('become rule sets beside them', async () => {
    const { document } = await openPlan('segmented-veeam.segplan');
    await vscode.commands.executeCommand('segplan.generate', document.uri, { targets: ['nftables'] });
    assert.match(await textOf(workspaceUri('out/segmented-veeam.nft')), /tcp dport \{[^}]*6162/);
  });

  it('are checked again once the server was started anew', async () => {
    await vscode.commands.executeCommand('segplan.restartServer');
    const { document } = await createPlan(
      'again.segplan',
      (await textOf(workspaceUri('segmented-veeam.segplan'))).replace(RULE, SHORT),
    );
    await waitFor(async () => messages(await diagnosticsOf(document.uri)).some((each) => /6162/.test(each)), 'a finding');
  });
});
