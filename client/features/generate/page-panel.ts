import * as vscode from 'vscode';

/** Shows a page that was written beside the plan, as a browser shows it. */
export async function showPage(place: vscode.Uri): Promise<void> {
  const html = new TextDecoder().decode(await vscode.workspace.fs.readFile(place));
  fillPage(createPage(place.path.slice(place.path.lastIndexOf('/') + 1)), html);
}

/** A panel for a page, beside the plan: without scripts, and without anything from elsewhere. */
export function createPage(title: string): vscode.WebviewPanel {
  const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  return vscode.window.createWebviewPanel('segplan.page', title, column, { enableFindWidget: true, localResourceRoots: [] });
}

/** Puts a page into its panel. */
export function fillPage(panel: vscode.WebviewPanel, html: string): void {
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
  const page = html.replace(/<head>/i, `$&${policy}`);
  // The same page again would only flicker.
  if (panel.webview.html !== page) panel.webview.html = page;
}
