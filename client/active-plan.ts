import * as vscode from 'vscode';

/** The plan in the active editor; a built-in catalog is none. */
export function activePlan(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === 'segplan' && document.uri.scheme !== 'builtin' ? document.uri : undefined;
}

/** The plan that a menu, a lens or another extension names: its address, or the text of it. */
export function planNamed(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : typeof value === 'string' ? vscode.Uri.parse(value, true) : undefined;
}
