import * as vscode from 'vscode';

/**
 * Shows a plan that lies nowhere yet. With a name it is called as the file that it becomes when it is saved, in the first folder; without one, and
 * where there is no folder on a disk, the editor calls it by its first line and asks where it goes.
 * @param name a file name without its ending
 */
export async function showPlan(content: string, name?: string): Promise<vscode.TextEditor> {
  const address = name === undefined ? undefined : await freeAddress(name);
  const document = await (address
    ? vscode.workspace.openTextDocument(address)
    : vscode.workspace.openTextDocument({ language: 'segplan', content }));
  // VS Code keeps what was unsaved, and for a moment after it was closed gives it to the next document of that name.
  if (document.getText().replaceAll('\r\n', '\n') !== content) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), content);
    await vscode.workspace.applyEdit(edit);
  }
  return vscode.window.showTextDocument(document);
}

/** The address of an unsaved file that is neither there nor open: `veeam.segplan`, else `veeam-2.segplan`. */
async function freeAddress(name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder?.scheme !== 'file' || folder.authority) return undefined;
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  for (let n = 1; ; n++) {
    const file = vscode.Uri.joinPath(folder, `${name}${n > 1 ? `-${n}` : ''}.segplan`);
    const address = vscode.Uri.from({ scheme: 'untitled', path: file.path });
    if (!open.has(address.toString()) && !(await exists(file))) return address;
  }
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

/** What a plan that is made of a file is called: as that, without its ending. */
export function nameAfter(file: vscode.Uri): string {
  return (file.path.split('/').pop() ?? '').replace(/\.[^.]*$/, '') || 'plan';
}
