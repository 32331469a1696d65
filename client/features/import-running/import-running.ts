import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { decodeRunning } from '../../../api/decode.ts';
import { IMPORT_METHOD, type ImportParams, type ImportResult } from '../../../server/protocol.ts';
import { showFailure, showMessage } from '../../messages.ts';
import { nameAfter, showPlan } from '../new-plan/show-plan.ts';
import { importInventory } from './import-inventory.ts';

/** The commands that begin a plan from what firewalls run, as an unsaved document, or from the machines of an inventory; each takes the files of both. */
export function registerImports(client: BaseLanguageClient): vscode.Disposable {
  return vscode.Disposable.from(
    registerImport(client, 'segplan.importRunning', vscode.l10n.t('Import Running Configuration')),
    registerImport(client, 'segplan.importInventory', vscode.l10n.t('Import Inventory')),
  );
}

function registerImport(client: BaseLanguageClient, command: string, title: string): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (given?: unknown, selected?: unknown, into?: vscode.Uri | null) => {
    try {
      const uris = urisOf(selected) ?? urisOf(given) ?? (await ask(title));
      if (!uris?.length) return undefined;
      const [uri, more] = uris;
      const editor = more ? null : await importInventory(client, uri!, into);
      return editor === null ? await importRunning(client, uris) : editor;
    } catch (error) {
      showFailure('No plan was made of these files. {0}', error);
      return undefined;
    }
  });
}

async function importRunning(client: BaseLanguageClient, uris: readonly vscode.Uri[]): Promise<vscode.TextEditor> {
  const { text, notes, inStep } = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading what firewalls run') },
    async () =>
      client.sendRequest<ImportResult>(IMPORT_METHOD, { files: await Promise.all(uris.map(read)) } satisfies ImportParams),
  );
  const editor = await showPlan(text, uris.length === 1 ? nameAfter(uris[0]!) : 'plan');
  tell(notes, inStep);
  return editor;
}

function urisOf(given: unknown): vscode.Uri[] | undefined {
  const all = (Array.isArray(given) ? given : [given]).filter((each) => each instanceof vscode.Uri);
  return all.length ? all : undefined;
}

/** @returns nothing when the user changed their mind */
async function ask(title: string): Promise<readonly vscode.Uri[] | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showOpenDialog({
    canSelectMany: true,
    title,
    openLabel: vscode.l10n.t('Import'),
    ...(folder && { defaultUri: folder }),
  });
}

/** A file as a plan in the first folder would call it. */
async function read(uri: vscode.Uri): Promise<{ name: string; text: string }> {
  const inside = vscode.workspace.getWorkspaceFolder(uri);
  const name = inside ? vscode.workspace.asRelativePath(uri, false) : (uri.path.split('/').pop() ?? uri.path);
  return { name, text: decodeRunning(await vscode.workspace.fs.readFile(uri), name) };
}

/** Says what was left out, in short: all of it stands at the top of the plan. */
function tell(notes: readonly string[], inStep: boolean): void {
  const [first, ...more] = notes;
  const state = inStep
    ? vscode.l10n.t('The plan is in step with its files.')
    : vscode.l10n.t('The plan may say less or more than its files.');
  const rest = more.length ? vscode.l10n.t('The comments at the top of the plan say all of it.') : '';
  const text = [state, first, rest].filter(Boolean).join(' ');
  if (inStep) void showMessage('info', text);
  else void showMessage('warning', text);
}
