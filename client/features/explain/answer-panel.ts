import * as vscode from 'vscode';
import { answerPage } from './answer-page.ts';

const SHOW_LINE = 'segplan.showLine';

/** Shows an answer beside the plan, with links to its lines. The next answer takes the place of the last one. */
export class AnswerPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private readonly command: vscode.Disposable;

  constructor() {
    this.command = vscode.commands.registerCommand(SHOW_LINE, showLine);
  }

  /**
   * @param plan what links such as `#L12` lead into
   * @param markdown text of a plan in it has to be escaped
   */
  async show(plan: vscode.Uri, title: string, markdown: string): Promise<void> {
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', markdown);
    const linkTo = (line: number): string =>
      `command:${SHOW_LINE}?${encodeURIComponent(JSON.stringify([plan.toString(), line]))}`;
    this.panel ??= this.create();
    this.panel.title = title;
    this.panel.webview.html = answerPage(html, linkTo);
    this.panel.reveal(undefined, true);
  }

  dispose(): void {
    this.command.dispose();
    this.panel?.dispose();
  }

  private create(): vscode.WebviewPanel {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    // No scripts; and of all commands only the one that shows a line.
    const panel = vscode.window.createWebviewPanel('segplan.answer', '', place, {
      enableCommandUris: [SHOW_LINE],
      enableFindWidget: true,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    return panel;
  }
}

/** @param line 1-based */
async function showLine(uri: unknown, line: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof line !== 'number') return;
  const plan = vscode.Uri.parse(uri);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === plan.toString());
  const start = new vscode.Position(Math.max(0, line - 1), 0);
  const document = await vscode.workspace.openTextDocument(plan);
  const selection = new vscode.Range(start, document.lineAt(start.line).range.end);
  await vscode.window.showTextDocument(document, { selection, viewColumn: open?.viewColumn ?? vscode.ViewColumn.One });
}
