import * as vscode from 'vscode';

/** The plan in the active editor; a built-in catalog is none. */
export function activePlan(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'segplan' && document.uri.scheme !== 'builtin' ? document.uri : undefined;
}
