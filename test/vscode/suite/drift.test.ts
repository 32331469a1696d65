import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { canAct, closeAll, inPage, openPlan, screenshot, waitFor, workspaceUri } from './support.ts';

describe('what firewalls run', () => {
  before(async () => {
    await openPlan('two-sites.segplan');
  });
  after(closeAll);

  const drift = (): vscode.Diagnostic[] =>
    vscode.languages.getDiagnostics(workspaceUri('two-sites.segplan')).filter(({ code }) => /drift-/.test(JSON.stringify(code)));

  it('is held against the plan beside the other findings', async () => {
    await waitFor(() => drift().length > 3, 'where plan and firewalls part');
    assert.ok(drift().some(({ message }) => /^core does not let vbr -> main-repo: tcp 3001-3300 pass/.test(message)));
    const [closed] = drift().filter(({ message }) => /^core does not let/.test(message));
    const editor = await openPlan('two-sites.segplan');
    editor.selection = new vscode.Selection(closed!.range.start, closed!.range.start);
    editor.revealRange(closed!.range, vscode.TextEditorRevealType.InCenter);
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await screenshot('drift');
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('is shown on the map and in its matrix', async function () {
    if (!canAct) this.skip();
    await waitFor(() => drift().length > 3, 'where plan and firewalls part');
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.commands.executeCommand('segplan.showMap', workspaceUri('two-sites.segplan'));
    const link = '[data-id="link:management>backup"]';
    const read = await waitFor(() => inPage('read', `#map .link.cut${link}`), 'what is cut off');
    assert.match(read, /management to backup over core: cut off tcp 3001-3300/);
    await inPage('click', `#map .label${link}`);
    const card = await waitFor(() => inPage('read', '#card:not([hidden])'), 'its details');
    assert.match(card, /core, Core of the main site \(asa\): 1 cut off[\s\S]*core, line 54: access-list inside_in extended deny/);
    await screenshot('map-drift');
    await inPage('click', '#tab-matrix');
    assert.match(await waitFor(() => inPage('read', `#matrix td${link}`), 'its cell'), /cut off[\s\S]*open beyond the plan/);
    // Details end at the keyboard's place in the matrix, and there is room for all of it then.
    await inPage('press', `#matrix td${link}`, { value: 'Escape' });
    await waitFor(() => inPage('read', '#card[hidden]'), 'that the details are gone');
    await inPage('press', `#matrix td${link}`, { value: 'Enter' });
    await waitFor(() => inPage('read', '#card:not([hidden])'), 'the details of the cell');
    await inPage('click', '#card .close');
    await waitFor(() => inPage('read', `#matrix td${link}:focus`), 'the cell to have the focus again');
    await screenshot('map-matrix-drift');
    await vscode.commands.executeCommand('workbench.action.toggleSidebarVisibility');
  });

  it('shows the commands, and the running file as it is beside what it becomes', async () => {
    const diagnostic = await waitFor(
      () => drift().find(({ message }) => /^core does not let/.test(message)),
      'what core cuts off',
    );
    const plan = workspaceUri('two-sites.segplan');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      plan,
      diagnostic.range,
    );
    const { command } = actions.find(({ title }) => title === 'Show the commands for core')!;
    const [place] = (await vscode.commands.executeCommand<vscode.Uri[]>(command!.command, ...command!.arguments!))!;
    const commands = await vscode.workspace.openTextDocument(place!);
    assert.match(commands.getText(), /permit tcp host 10\.10\.0\.10 host 10\.10\.30\.20 range 3001 3300/);
    const tab = await waitFor(() => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    }, 'the two texts');
    assert.deepEqual(tab.original.toString(), workspaceUri('running/core.txt').toString());
    assert.match((await vscode.workspace.openTextDocument(tab.modified)).getText(), /range 3001 3300/);
    await screenshot('device-commands');
  });
});
