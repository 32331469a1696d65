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
