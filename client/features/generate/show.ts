import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { GeneratedFile, GenerateError, GenerateWarning } from '../../../server/protocol.ts';
import { showMessage } from '../../messages.ts';
import { showPage } from './page-panel.ts';

/** Opens what was written, beside the plan. */
export async function showFiles(places: readonly vscode.Uri[], files: readonly GeneratedFile[]): Promise<void> {
  for (const [n, place] of places.entries()) {
    // What is no text opens in whatever the system or an extension has for it.
    if (files[n]!.binary) {
      await vscode.commands.executeCommand('vscode.open', place, vscode.ViewColumn.Beside);
      continue;
    }
    if (files[n]!.languageId === 'html') {
      await showPage(place);
      continue;
    }
    const document = await withLanguage(await vscode.workspace.openTextDocument(place), files[n]!.languageId);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: false,
      preserveFocus: true,
    });
  }
}

/** Says where files were written, with a way to them. Returns at once. */
export function sayWhere(places: readonly vscode.Uri[]): void {
  const [first] = places;
  if (!first) return;
  const path = (place: vscode.Uri): string => vscode.workspace.asRelativePath(place, false);
  const message =
    places.length === 1
      ? vscode.l10n.t('{0} was written.', path(first))
      : vscode.l10n.t('{0} files were written to {1}.', places.length, path(vscode.Uri.joinPath(first, '..')));
  const explorer = vscode.l10n.t('Show in Explorer');
  showMessage('info', message, explorer).then((answer) => {
    if (answer === explorer) vscode.commands.executeCommand('revealInExplorer', first);
  });
}

/** No editor knows every language of a rule set; where it does not, what it guesses from the file's name stays. */
async function withLanguage(document: vscode.TextDocument, languageId: string): Promise<vscode.TextDocument> {
  if (document.languageId === languageId || !(await vscode.languages.getLanguages()).includes(languageId)) return document;
  return vscode.languages.setTextDocumentLanguage(document, languageId);
}

/** Says how many errors stopped it, with a way to them. Returns at once; the message stays until it is answered. */
export function showErrors(errors: readonly GenerateError[], converter: BaseLanguageClient['protocol2CodeConverter']): void {
  const show = vscode.l10n.t('Show Problems');
  const message =
    errors.length === 1
      ? vscode.l10n.t('No rule set was written: the plan has 1 error. {0}', errors[0]!.message)
      : vscode.l10n.t('No rule set was written: the plan has {0} errors.', errors.length);
  showMessage('error', message, show).then(async (answer) => {
    if (answer !== show) return;
    const first = errors[0]!;
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await vscode.window.showTextDocument(converter.asUri(first.uri), { selection: converter.asRange(first.range) });
  });
}

/** Says what the rule set could not hold, with a way to the line. */
export function showWarnings(warnings: readonly GenerateWarning[], plan: vscode.Uri): void {
  const first = warnings.find(({ info }) => !info) ?? warnings[0];
  if (!first) return;
  const show = vscode.l10n.t('Show in Plan');
  const more = warnings.length > 1 ? vscode.l10n.t(' ({0} more)', warnings.length - 1) : '';
  const place = first.line === undefined ? '' : vscode.l10n.t('Line {0}: ', first.line);
  const buttons = first.line === undefined ? [] : [show];
  showMessage(first.info ? 'info' : 'warning', `${place}${first.message}${more}`, ...buttons).then(async (answer) => {
    if (answer !== show) return;
    const start = new vscode.Position(first.line! - 1, 0);
    await vscode.window.showTextDocument(plan, { selection: new vscode.Range(start, start) });
  });
}
