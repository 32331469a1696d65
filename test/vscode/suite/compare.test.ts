import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import * as vscode from 'vscode';
import { canAct, closeAll, createPlan, inPage, screenshot, waitFor, workspaceUri } from './support.ts';

const PLAN = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.1 }
allow x -> y : tcp 80
`;

/** Runs the command on a file. @returns the text of the report, or nothing */
async function compare(path: string): Promise<string | undefined> {
  const place = await vscode.commands.executeCommand<vscode.Uri | undefined>('segplan.compare', workspaceUri(path));
  return place && (await vscode.workspace.openTextDocument(place)).getText();
}

describe('Segplan: Compare with Last Commit', () => {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args], {
      cwd: workspaceUri('compared').fsPath,
      encoding: 'utf8',
    });

  /** By the names of links in the commit what these lead to. */
  const links = {
    'link.segplan': './plan.segplan',
    folder: 'plans',
    'plans/inner.segplan': '../link.segplan',
    'outside.segplan': '../../elsewhere.segplan',
  };

  before(async () => {
    await createPlan('compared/plan.segplan', PLAN);
    await createPlan('compared/plans/own.segplan', PLAN);
    await createPlan('compared/plans/importing.segplan', 'import "./inner.segplan"\nallow x -> y : tcp 81\n');
    if (process.platform !== 'win32')
      for (const [name, target] of Object.entries(links)) symlinkSync(target, workspaceUri(`compared/${name}`).fsPath);
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
  });
  after(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(workspaceUri('compared'), { recursive: true });
  });

  it('shows what opens and closes in the editor since the commit', async () => {
    const { document } = await createPlan('compared/plan.segplan', PLAN);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(3, 0), 'allow y -> x : tcp 22\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const text = await compare('compared/plan.segplan');
    assert.match(text ?? '', /## Opens[\s\S]*\| y \| x \| tcp 22 \| permanent \|[\s\S]*## Closes\n\nNothing\./);
    assert.ok(document.isDirty, 'the plan was left as it is');
    // A second report takes the place of the first.
    const more = new vscode.WorkspaceEdit();
    more.replace(document.uri, document.lineAt(3).range, 'allow y -> x : tcp 23');
    assert.ok(await vscode.workspace.applyEdit(more));
    await waitFor(async () => /\| tcp 23 \|/.test((await compare('compared/plan.segplan')) ?? ''), 'the second report');
  });

  it('leads from the page to the rule that opens something', async function () {
    if (!canAct) this.skip();
    const document = await vscode.workspace.openTextDocument(workspaceUri('compared/plan.segplan'));
    const editor = await vscode.window.showTextDocument(document);
    const whole = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, whole, `${PLAN}allow y -> x : tcp 22\n`);
    assert.ok(await vscode.workspace.applyEdit(edit));
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    assert.ok(await compare('compared/plan.segplan'));
    const link = 'table.wide a[href*="segplan.showLine"]';
    await waitFor(() => inPage('read', link), 'the name of the line as a link');
    await screenshot('compare');
    await inPage('click', link);
    await waitFor(() => {
      const active = vscode.window.activeTextEditor;
      return active?.document === document && active.selection.start.line === 3;
    }, 'the rule in the plan');
  });

  for (const name of ['link.segplan', 'folder/own.segplan', 'folder/inner.segplan'])
    it(`follows links that the commit has: ${name}`, async function () {
      if (process.platform === 'win32') this.skip();
      // As it is on the disk, so that what is compared shows no more than the rule that is added.
      const { document } = await createPlan(`compared/${name}`, PLAN);
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(3, 0), 'allow y -> x : tcp 22\n');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(
        (await compare(`compared/${name}`)) ?? '',
        /## Opens[\s\S]*\| y \| x \| tcp 22 \| permanent \|[\s\S]*## Closes\n\nNothing\./,
      );
      await closeAll();
    });

  it('follows the links that a committed plan imports', async function () {
    if (process.platform === 'win32') this.skip();
    assert.match(
      (await compare('compared/folder/importing.segplan')) ?? '',
      /## Opens\n\nNothing\.[\s\S]*## Closes\n\nNothing\./,
    );
  });

  it('gives no report of a link that leads out of the repository', async function () {
    if (process.platform === 'win32') this.skip();
    await createPlan('elsewhere.segplan', PLAN);
    assert.equal(await compare('compared/outside.segplan'), undefined);
    await vscode.workspace.fs.delete(workspaceUri('elsewhere.segplan'));
  });

  it('gives no report of a file that was never committed', async () => {
    await createPlan('compared/new.segplan', PLAN);
    assert.equal(await compare('compared/new.segplan'), undefined);
  });

  it('says why there is none, with a way to what was committed', async function () {
    if (!canAct) this.skip();
    await createPlan('compared/newer.segplan', PLAN);
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.equal(await compare('compared/newer.segplan'), undefined);
    await vscode.commands.executeCommand('notifications.showList');
    const list = '.notifications-center.visible';
    await waitFor(async () => (await inPage('read', list)).includes('The last commit does not have this file'), 'the reason');
    await screenshot('compare-refused');
    await inPage('click', `${list} .notification-list-item-buttons-container .monaco-button`);
    await waitFor(() => inPage('read', '.scm-view'), 'what was committed and what was not');
    await vscode.commands.executeCommand('workbench.view.explorer');
    await vscode.commands.executeCommand('notifications.hideList');
  });
});
