import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  canAct,
  closeAll,
  createPlan,
  diagnosticsOf,
  inPage,
  openPlan,
  positionOf,
  rangeOf,
  screenshot,
  untilAsked,
  waitFor,
  workspaceUri,
} from './support.ts';

describe('Segplan: Preview Rule Set…', () => {
  after(closeAll);

  it('shows the text beside the plan and follows what is typed', async () => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri('segmented-veeam.segplan')));
    const plan = await createPlan('beside.segplan', text);
    const preview = await vscode.commands.executeCommand<vscode.TextEditor>('segplan.preview', plan.document.uri, 'nftables');
    const { document } = await waitFor(
      () => vscode.window.visibleTextEditors.find((e) => e.document.uri.scheme === 'segplan-preview'),
      'the preview',
    );
    assert.ok(preview);
    await waitFor(() => document.getText().includes('table inet segplan'), 'the rule set');
    assert.doesNotMatch(document.getText(), /dport 60123/);
    await plan.edit((edit) => edit.insert(rangeOf(plan.document, 'allow gateway -> vbr : tcp 6169').end, ', 60123'));
    await waitFor(() => document.getText().includes('60123'), 'the new port in the preview');
    plan.selection = new vscode.Selection(
      positionOf(plan.document, 'allow gateway -> vbr'),
      positionOf(plan.document, 'allow gateway -> vbr'),
    );
    await screenshot('preview');
  });

  it('keeps the last right text while the plan has errors', async () => {
    const plan = vscode.window.visibleTextEditors.find((e) => e.document.languageId === 'segplan')!;
    const preview = vscode.window.visibleTextEditors.find((e) => e.document.uri.scheme === 'segplan-preview')!;
    const before = preview.document.getText();
    await plan.edit((edit) => edit.replace(rangeOf(plan.document, 'allow gateway -> vbr'), 'allow gatewy -> vbr'));
    await waitFor(() => vscode.languages.getDiagnostics(plan.document.uri).some((d) => d.severity === 0), 'the error');
    await new Promise((done) => setTimeout(done, 600));
    assert.equal(preview.document.getText(), before);
    // Nobody is to take it for what the plan says.
    if (canAct)
      await waitFor(() => inPage('read', '.statusbar-item[aria-label*="Rule set on hold"]'), 'the word that it is older');
    await screenshot('preview-on-hold');
    await plan.edit((edit) => edit.replace(rangeOf(plan.document, 'allow gatewy -> vbr'), 'allow gateway -> vbr'));
    if (!canAct) return;
    const gone = (): Promise<boolean> =>
      inPage('read', '.statusbar-item[aria-label*="Rule set on hold"]').then(
        () => false,
        () => true,
      );
    await waitFor(gone, 'the word to go once the plan is mended');
  });

  it('shows a change request as the page that it is, and says on it when it is older than the plan', async function () {
    if (!canAct) this.skip();
    const plan = vscode.window.visibleTextEditors.find((e) => e.document.languageId === 'segplan')!;
    await vscode.commands.executeCommand('segplan.preview', plan.document.uri, 'html');
    const heading = await waitFor(() => inPage('read', 'body > main h1'), 'the page');
    assert.match(heading, /Segmented Veeam deployment/);
    await plan.edit((edit) => edit.replace(rangeOf(plan.document, 'allow gateway -> vbr'), 'allow gatewy -> vbr'));
    const notice = await waitFor(() => inPage('read', 'body > p[role=status]'), 'the notice');
    assert.match(notice, /older than the plan, which has errors/);
    await screenshot('preview-page-on-hold');
  });
});

describe('the list of forms that Segplan: Generate Rule Set… shows', () => {
  after(closeAll);

  it('takes the name of a form that is typed, and stays open where nothing is chosen', async function () {
    if (!canAct) this.skip();
    const { document } = await openPlan('zerto-azure.segplan');
    const running = vscode.commands.executeCommand<vscode.Uri[] | undefined>('segplan.generate', document.uri);
    const field = '.quick-input-widget:not([style*="display: none"]) .quick-input-filter input[type="text"]';
    await waitFor(() => inPage('read', field), 'the list of forms');
    await inPage('fill', field, { value: 'no such form' });
    await inPage('press', field, { value: 'Enter' });
    await waitFor(async () => /mark a form/.test(await inPage('read', '.quick-input-title')), 'that it says what it waits for');
    await inPage('fill', field, { value: 'json' });
    await inPage('press', field, { value: 'Enter' });
    for (const question of ['Choose whose firewalls the rules are for', 'Choose the phases that are on']) {
      await untilAsked(question);
      await vscode.commands.executeCommand('quickInput.accept');
    }
    assert.deepEqual(
      (await running)?.map(({ path }) => path.replace(/^.*\/out\//, '')),
      ['zerto-azure.json'],
    );
  });
});

describe('Segplan: Import Running Configuration…', () => {
  after(closeAll);

  it('makes an unsaved plan of what a firewall runs', async () => {
    const rules = [
      '*filter',
      ':FORWARD DROP [0:0]',
      '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 443 -m comment --comment "shop" -j ACCEPT',
      '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT',
      'COMMIT',
      '',
    ];
    const file = workspaceUri('imported.rules');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(rules.join('\n')));
    const editor = await vscode.commands.executeCommand<vscode.TextEditor>('segplan.importRunning', file);
    assert.ok(editor);
    const { document } = vscode.window.activeTextEditor!;
    assert.deepEqual([document.uri.scheme, document.languageId], ['untitled', 'segplan']);
    assert.match(document.getText(), /running "imported\.rules"/);
    assert.match(document.getText(), /^allow net-10-1-0 -> net-10-2-0 : https "shop"$/m);
    await waitFor(() => vscode.languages.getDiagnostics(document.uri).every(({ severity }) => severity !== 0), 'no errors');
    await screenshot('imported');
  });

  it('puts the machines of an inventory into the plan, with proposals of roles that its refactorings take', async () => {
    const text = 'plan "Machines"\n\nzone management {\n  subnet 10.10.0.0/24\n}\n';
    const { document } = await createPlan('machines.segplan', text);
    const file = workspaceUri('inventory.csv');
    const rows = ['name,address', 'hq-vbr-01,10.10.0.10', 'repo-1,10.30.0.20', ''].join('\n');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(rows));
    await vscode.commands.executeCommand('segplan.importInventory', file, undefined, document.uri);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.match(document.getText(), /^ {2}component hq-vbr-01 at 10\.10\.0\.10 \/\/ perhaps veeam\.backup-server$/m);
    assert.match(document.getText(), /^zone net-10-30-0[\s\S]*component repo-1/m);
    assert.ok(document.isDirty);
    await screenshot('inventory');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      rangeOf(document, 'hq-vbr-01'),
    );
    const all = actions.find(({ title }) => title === 'Take all proposed roles of the file (2)');
    await vscode.workspace.applyEdit(all!.edit!);
    assert.match(document.getText(), /^use veeam$[\s\S]*^ {2}component hq-vbr-01 : veeam\.backup-server at 10\.10\.0\.10$/m);

    // Whoever asks for a running file by mistake gets the same, and a plan of its own where no plan is named.
    await vscode.commands.executeCommand('segplan.importRunning', file, undefined, null);
    assert.equal(vscode.window.activeTextEditor!.document.uri.scheme, 'untitled');
    assert.match(vscode.window.activeTextEditor!.document.getText(), /^\/\/ The machines of inventory\.csv\.$/m);
  });

  it('says what is wrong with a file that no firewall wrote, and opens nothing', async () => {
    const file = workspaceUri('notes.txt');
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('Nothing to see here.\n'));
    assert.equal(await vscode.commands.executeCommand('segplan.importRunning', [file]), undefined);
  });
});

describe('Segplan: New Plan…', () => {
  after(closeAll);

  it('begins an unsaved plan from a template, which is clean', async () => {
    const editor = await vscode.commands.executeCommand<vscode.TextEditor>('segplan.newPlan', 'veeam-four-zones');
    assert.ok(editor);
    const document = vscode.window.activeTextEditor!.document;
    assert.equal(document.languageId, 'segplan');
    assert.match(document.getText(), /zone recovery/);
    assert.deepEqual(await diagnosticsOf(document.uri), []);
  });

  it('is called as the template, and lies in the folder once it is saved; a second one has a number', async () => {
    const begun = async (): Promise<vscode.TextDocument> =>
      (await vscode.commands.executeCommand<vscode.TextEditor>('segplan.newPlan', 'zerto-two-sites')).document;
    const nameOf = ({ uri }: vscode.TextDocument): string => uri.path.split('/').pop() ?? '';
    const first = await begun();
    assert.deepEqual([first.isUntitled, nameOf(first)], [true, 'zerto-two-sites.segplan']);
    const text = first.getText();
    assert.ok(await first.save());
    const file = workspaceUri('zerto-two-sites.segplan');
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), text);
    const second = await begun();
    assert.deepEqual([second.isUntitled, nameOf(second), second.getText()], [true, 'zerto-two-sites-2.segplan', text]);
    await closeAll();
    await vscode.workspace.fs.delete(file);
  });
});
