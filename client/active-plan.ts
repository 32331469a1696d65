import * as vscode from 'vscode';

/**
 * The plan in the active editor; where something other than a text has the focus, such as the walkthrough or a panel, the plan that is seen
 * or was opened last. A built-in catalog is none.
 */
export function activePlan(): vscode.Uri | undefined {
  const { activeTextEditor: active, visibleTextEditors: visible } = vscode.window;
  if (active) return isPlan(active.document) ? active.document.uri : undefined;
  const shown = visible.find(({ document }) => isPlan(document));
  return shown?.document.uri ?? openPlans().at(-1)?.uri;
}

/** The plans that have a tab; the editor knows texts for a while after nobody sees them any more. */
export function openPlans(): vscode.TextDocument[] {
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
  const open = new Set(tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])));
  return vscode.workspace.textDocuments.filter((document) => isPlan(document) && open.has(document.uri.toString()));
}

function isPlan({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === 'segplan' && uri.scheme !== 'builtin';
}

/** The plan that a menu, a lens or another extension names: its address, or the text of it. */
export function planNamed(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : typeof value === 'string' ? vscode.Uri.parse(value, true) : undefined;
}
