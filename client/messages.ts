import * as vscode from 'vscode';

/** So many letters of a message without a button are seen in any case; the editor cuts it off at the end of its one line. */
const LINE = 48;

/**
 * Shows a message, all of it: a longer one has a button at least to close it, since the editor shows only what has one on several lines.
 * @returns the button that was pressed, in its own time
 */
export function showMessage(
  kind: 'info' | 'warning' | 'error',
  message: string,
  ...buttons: string[]
): Thenable<string | undefined> {
  const say = {
    info: vscode.window.showInformationMessage,
    warning: vscode.window.showWarningMessage,
    error: vscode.window.showErrorMessage,
  }[kind];
  const own = buttons.length || message.length <= LINE ? buttons : [vscode.l10n.t('OK')];
  return say<string>(message, ...own);
}

/** Says that something was not done, and why. @param what the text with a place for the reason, as `l10n.t` takes it */
export function showFailure(what: string, error: unknown): void {
  void showMessage('error', vscode.l10n.t(what, error instanceof Error ? error.message : String(error)));
}

/** Says that a command has nothing to be about. */
export function showNoPlan(): void {
  void showMessage('info', vscode.l10n.t('Open a plan (*.segplan) first.'));
}
