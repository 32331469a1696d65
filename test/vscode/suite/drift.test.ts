import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openPlan, screenshot, waitFor, workspaceUri } from './support.ts';

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
    await screenshot('drift');
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
