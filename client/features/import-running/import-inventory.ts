import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { INVENTORY_METHOD, type InventoryParams, type InventoryResult } from '../../../server/protocol.ts';
import { showMessage } from '../../messages.ts';
import { base64 } from '../files/base64.ts';
import { nameAfter, showPlan } from '../new-plan/show-plan.ts';

/** What is done with an inventory: it goes into a plan, or begins one. */
interface Choice extends vscode.QuickPickItem {
  readonly into?: vscode.TextDocument;
}

/**
 * Puts the machines of an inventory into a plan, which stays unsaved, or begins one with them.
 * @param into the plan; asked for where one is open and nothing is said, and a new one for null
 * @returns the editor with the plan, nothing where somebody changed their mind, and null for a file that is no inventory
 */
export async function importInventory(
  client: BaseLanguageClient,
  uri: vscode.Uri,
  into?: vscode.Uri | null,
): Promise<vscode.TextEditor | undefined | null> {
  const bytes = await vscode.workspace.fs.readFile(uri);
  const file = { name: uri.path.split('/').pop() ?? uri.path, content: base64(bytes) };
  // Whether it is one is found out first: nobody is asked about what can't be done.
  const fresh = await send(client, file);
  if (!fresh) return null;
  const choice = await choose(into);
  if (!choice) return undefined;
  const { into: document } = choice;
  if (!document) {
    const editor = await showPlan(fresh.change.newText, nameAfter(uri));
    tell(fresh, undefined);
    return editor;
  }
  const { version } = document;
  const result = await send(client, { ...file, into: document.uri.toString() });
  if (!result) return null;
  const { change, added } = result;
  const editor = await vscode.window.showTextDocument(document);
  if (document.version !== version) throw new Error(vscode.l10n.t('The plan was changed meanwhile; import the file again.'));
  if (added) {
    const range = client.protocol2CodeConverter.asRange(change.range);
    await editor.edit((edit) => edit.replace(range, change.newText));
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
  tell(result, document);
  return editor;
}

function send(client: BaseLanguageClient, params: InventoryParams): Promise<InventoryResult | null> {
  return client.sendRequest<InventoryResult | null>(INVENTORY_METHOD, params);
}

/** The plan that machines go into: one that is shown, or a new one. */
async function choose(into: vscode.Uri | null | undefined): Promise<Choice | undefined> {
  if (into) return { label: '', into: await vscode.workspace.openTextDocument(into) };
  const plans = new Set(
    [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors].flatMap((editor) =>
      editor?.document.languageId === 'segplan' && editor.document.uri.scheme !== 'builtin' ? [editor.document] : [],
    ),
  );
  const fresh: Choice = {
    label: vscode.l10n.t('A new plan'),
    description: vscode.l10n.t('with zones for the networks of the machines'),
  };
  if (into === null || !plans.size) return fresh;
  const items = [...plans].map((document): Choice => {
    const label = vscode.workspace.asRelativePath(document.uri);
    return { label, description: vscode.l10n.t('in the zones that have their addresses'), into: document };
  });
  return vscode.window.showQuickPick([...items, fresh], {
    title: vscode.l10n.t('Import Inventory'),
    placeHolder: vscode.l10n.t('Where do the machines go?'),
  });
}

/** Says what became of the machines, in short, and how it is undone or gone on with. */
function tell({ added, notes }: InventoryResult, into: vscode.TextDocument | undefined): void {
  const count = vscode.l10n.t('Machines that are components now: {0}.', added);
  const rest = into ? notes : notes.slice(0, 1);
  const more = !into && notes.length > 1 ? vscode.l10n.t('The comments at the top of the plan say all of it.') : '';
  void showMessage('info', [count, ...rest, more].filter(Boolean).join(' '));
}
