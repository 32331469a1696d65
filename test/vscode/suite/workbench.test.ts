// What the other tests build upon: VS Code itself, and that it runs the extension under test and no other.
import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import * as vscode from 'vscode';
import {
  applyEdit,
  closeAll,
  createPlan,
  extensionUnderTest,
  openPlan,
  positionOf,
  screenshot,
  waitFor,
  workspaceUri,
} from './support.ts';

const NOTES = 'One line.\nAnother line.\n';

describe('The workbench', () => {
  afterEach(closeAll);

  it('has the extension under test from where it is expected', async () => {
    const { id, path } = extensionUnderTest();
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed.`);
    assert.equal(realpathSync(extension.extensionPath), realpathSync(path));
    await extension.activate();
    assert.ok(extension.isActive);
  });

  it('opens a file', async () => {
    const [plan] = await vscode.workspace.findFiles('*.segplan');
    assert.ok(plan, 'The workspace has no plan.');
    const { document } = await openPlan(vscode.workspace.asRelativePath(plan));
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.equal(document.languageId, 'segplan');
    await screenshot('workbench');
  });

  it('edits a file and saves it', async () => {
    const { document } = await createPlan('notes.txt', NOTES);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, positionOf(document, 'Another| line'), ' new');
    await applyEdit(edit);
    assert.ok(document.isDirty);
    assert.ok(await document.save());
    const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri('notes.txt')));
    assert.equal(saved, 'One line.\nAnother new line.\n');
  });

  it('runs a command', async () => {
    const { document } = await createPlan('command.txt', NOTES);
    await vscode.commands.executeCommand('editor.action.selectAll');
    await vscode.commands.executeCommand('editor.action.transformToUppercase');
    await waitFor(() => document.getText() === NOTES.toUpperCase(), 'the text in upper case');
  });
});
