import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  EXPLAIN_METHOD,
  type ExplainParams,
  type ExplainResult,
  MAP_EDIT_METHOD,
  type MapEdit,
  type MapEditParams,
  type MapEditResult,
} from '../../../server/protocol.ts';
import { isReadOnly } from './read-only.ts';

/**
 * Does to the text what was done to the picture, as one step that can be undone.
 * @param tell says what came of it
 */
export async function applyMapEdit(
  client: BaseLanguageClient,
  plan: vscode.Uri,
  edit: MapEdit,
  tell: (text: string, isError: boolean) => void,
): Promise<void> {
  const uri = client.code2ProtocolConverter.asUri(plan);
  const result = await client.sendRequest<MapEditResult>(MAP_EDIT_METHOD, { uri, edit } satisfies MapEditParams);
  if ('error' in result) return tell(result.error, true);
  if ('ask' in result) {
    if (edit.kind !== 'connect') return;
    const services = await askServices(client, uri, result);
    return services ? applyMapEdit(client, plan, { ...edit, services }, tell) : undefined;
  }
  if ('fixes' in result) {
    if (edit.kind !== 'connect') return;
    const fix = await vscode.window.showQuickPick(result.fixes, { title: result.head, ignoreFocusOut: true });
    return fix === undefined ? undefined : applyMapEdit(client, plan, { ...edit, fix }, tell);
  }
  for (const { uri: address } of result.files) {
    const file = client.protocol2CodeConverter.asUri(address);
    if (await isReadOnly(vscode.workspace.fs, file))
      return tell(vscode.l10n.t('{0} is read-only.', vscode.workspace.asRelativePath(file)), true);
  }
  const changes = new vscode.WorkspaceEdit();
  for (const file of result.files)
    changes.set(client.protocol2CodeConverter.asUri(file.uri), await client.protocol2CodeConverter.asTextEdits([...file.edits]));
  if (!(await vscode.workspace.applyEdit(changes))) return tell(vscode.l10n.t('The text could not be changed.'), true);
  tell(result.note ?? vscode.l10n.t('Done; undo in the text takes it back.'), result.note !== undefined);
}

/** Asks until the services can be read; what is wrong with them shows as one types. */
function askServices(
  client: BaseLanguageClient,
  uri: string,
  { ask, head }: { readonly ask: string; readonly head: string },
): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: `allow ${head}`,
    prompt: ask,
    placeHolder: 'tcp 443',
    ignoreFocusOut: true,
    async validateInput(text) {
      if (!text.trim()) return undefined;
      const params: ExplainParams = { uri, question: `${head} : ${text}` };
      const result = await client.sendRequest<ExplainResult>(EXPLAIN_METHOD, params);
      return 'error' in result ? result.error : undefined;
    },
  });
}
