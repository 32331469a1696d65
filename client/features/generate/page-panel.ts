import * as vscode from 'vscode';

/** Shows a page that was written beside the plan, as a browser shows it: without scripts, and without anything from elsewhere. */
export async function showPage(place: vscode.Uri): Promise<void> {
  const html = new TextDecoder().decode(await vscode.workspace.fs.readFile(place));
  const name = place.path.slice(place.path.lastIndexOf('/') + 1);
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel('segplan.page', name, column, {
    enableFindWidget: true,
    localResourceRoots: [],
  });
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  panel.webview.html = html.replace(/<head>/i, `$&${policy}`);
}
