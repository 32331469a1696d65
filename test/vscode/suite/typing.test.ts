import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { canAct, closeAll, createPlan, diagnosticsOf, inPage, positionOf, screenshot, sleep, waitFor } from './support.ts';

const PLAN = `plan "Typing"

use veeam 13

zone a {
  subnet 10.0.0.0/24
  component vbr : veeam.backup-server at 10.0.0.10
  component y :
}

// what this is for
deny a -> a : tcp 9
`;

/** Puts the cursor behind a text that occurs once, and types as a person does. */
async function typeBehind(editor: vscode.TextEditor, text: string, typed: string): Promise<void> {
  const place = positionOf(editor.document, `${text}|`);
  editor.selection = new vscode.Selection(place, place);
  for (const letter of typed) {
    await vscode.commands.executeCommand('type', { text: letter });
    await sleep(60);
  }
}

/** Waits until the list that is open has an item in front that Enter would take. */
async function untilListed(item: string): Promise<void> {
  const row = '.suggest-widget.visible .monaco-list-row.focused';
  await waitFor(async () => (await inPage('read', row)).includes(`aria-label="${item},`), `${item} in the list`);
}

const lineOf = (editor: vscode.TextEditor, start: string): string | undefined =>
  editor.document
    .getText()
    .split('\n')
    .find((line) => line.startsWith(start));

describe('typing', () => {
  afterEach(closeAll);

  it('finds a role by a part of its name while it is typed, and takes the exact name first', async () => {
    for (const [typed, role] of [
      [' repo', 'veeam.repository'],
      [' hard', 'veeam.hardened-repository'],
    ] as const) {
      const editor = await createPlan(`typing-${role}.segplan`, PLAN);
      await diagnosticsOf(editor.document.uri);
      await typeBehind(editor, 'component y :', typed);
      await sleep(1500);
      await screenshot(`completion-${typed.trim()}`);
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      await waitFor(() => lineOf(editor, '  component y :') === `  component y : ${role}`, `${role} for${typed}`);
    }
  });

  it('goes on with the values of a property that was taken from the list', async () => {
    const editor = await createPlan(
      'value.segplan',
      PLAN.replace('component y :', 'component y : veeam.vmware-proxy at 10.0.0.11 { }'),
    );
    await diagnosticsOf(editor.document.uri);
    await typeBehind(editor, 'at 10.0.0.11 { ', 'tr');
    if (canAct) await untilListed('transport');
    else await sleep(1500);
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    if (canAct) await untilListed('nbd');
    else await sleep(1500);
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    await waitFor(() => /\{ transport = nbd ?\}/.test(lineOf(editor, '  component y') ?? ''), 'the value');
  });

  it('ends a line where Enter is pressed behind a comment or a finished rule', async () => {
    const editor = await createPlan('enter.segplan', PLAN);
    await diagnosticsOf(editor.document.uri);
    for (const line of ['// what this is for', 'deny a -> a : tcp 9']) {
      const before = editor.document.lineCount;
      await typeBehind(editor, line, ' ');
      await sleep(1000);
      // What Enter does where a list is open, and where none is.
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      await vscode.commands.executeCommand('type', { text: '\n' });
      await waitFor(() => editor.document.lineCount === before + 1, 'a new line');
      assert.ok(editor.document.getText().includes(`${line}\n`) || editor.document.getText().includes(`${line} \n`));
    }
    assert.doesNotMatch(editor.document.getText(), /allow|from -> to/);
  });

  it('ends a line behind a word that is all there, though the list that offers it is open', async function () {
    // Which command Enter is bound to is decided by keys alone.
    if (!canAct) this.skip();
    const editor = await createPlan('whole-word.segplan', PLAN);
    await diagnosticsOf(editor.document.uri);
    await typeBehind(editor, 'use veeam 13', '\nuse vmware');
    await untilListed('vmware');
    await inPage('press', '.monaco-editor.focused :is(.native-edit-context, textarea.inputarea)', { value: 'Enter' });
    await waitFor(() => editor.document.getText().includes('use vmware\n\n\nzone'), 'a new line');
    assert.equal(editor.selection.active.line, 4);
  });

  it('ends a line behind a name that nothing has yet, though roles that are like it are in the list', async function () {
    if (!canAct) this.skip();
    const editor = await createPlan('later-name.segplan', PLAN);
    await diagnosticsOf(editor.document.uri);
    await typeBehind(editor, 'deny a -> a : tcp 9', '\ndeny a -> nas');
    await untilListed('nas');
    await screenshot('later-name');
    await inPage('press', '.monaco-editor.focused :is(.native-edit-context, textarea.inputarea)', { value: 'Enter' });
    await waitFor(() => editor.document.getText().endsWith('\ndeny a -> nas\n\n'), 'a new line');
  });

  it('goes to the next place of what a zone begins with, where no word of the file takes the place of the name that is typed', async function () {
    if (!canAct) this.skip();
    const editor = await createPlan('named.segplan', PLAN);
    await diagnosticsOf(editor.document.uri);
    await typeBehind(editor, 'deny a -> a : tcp 9', '\n\nzone');
    await untilListed('zone');
    const input = '.monaco-editor.focused :is(.native-edit-context, textarea.inputarea)';
    await inPage('press', input, { value: 'Enter' });
    await waitFor(() => editor.document.getText().includes('"Title"'), 'the zone');
    for (const letter of 'backup') {
      await vscode.commands.executeCommand('type', { text: letter });
      await sleep(60);
    }
    // So long a list would take to open.
    await sleep(1500);
    await inPage('press', input, { value: 'Tab' });
    await vscode.commands.executeCommand('type', { text: 'Copies' });
    await waitFor(() => lineOf(editor, 'zone backup') === 'zone backup "Copies" {', 'the title');
  });

  it('takes what is pasted from a spreadsheet as a list', async function () {
    if (!canAct) this.skip();
    const editor = await createPlan('pasted.segplan', PLAN);
    const end = positionOf(editor.document, 'subnet 10.0.0.0/24|');
    await editor.edit((edit) => edit.insert(end, ', '));
    editor.selection = new vscode.Selection(end.translate(0, 2), end.translate(0, 2));
    const value = '10.0.1.0/24\t10.0.2.0/24\r\n10.0.3.0/24\r\n';
    await inPage('paste', '.monaco-editor.focused :is(.native-edit-context, textarea.inputarea)', { value });
    const list = '  subnet 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24, 10.0.3.0/24';
    await waitFor(() => lineOf(editor, '  subnet') === list, 'the list');
    await screenshot('pasted');
  });
});
