import * as vscode from 'vscode';
import { answerPage } from './answer-page.ts';

const SHOW_LINE = 'segplan.showLine';

/** The command that links of all panels lead to. */
export function registerShowLine(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_LINE, showLine);
}

/** What a panel shows. */
export interface Answer {
  readonly title: string;
  /** Text of a plan in it has to be escaped. */
  readonly markdown: string;
  /** What links lead into: `#L12` into the first of them, `#1L12` into the second. */
  readonly files: readonly vscode.Uri[];
}

/** Shows an answer beside the plan, with links to its lines. The next answer takes the place of the last one. */
export class AnswerPanel implements vscode.Disposable {
  private readonly viewType: string;
  private panel: vscode.WebviewPanel | undefined;

  constructor(viewType: string) {
    this.viewType = viewType;
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  async show(answer: Answer): Promise<void> {
    const page = await pageOf(answer);
    this.panel ??= this.create();
    this.fill(answer.title, page);
    this.panel.reveal(undefined, true);
  }

  /** Brings a panel that is open up to date, wherever it is; one that is closed stays so. */
  async update(answer: Answer): Promise<void> {
    this.fill(answer.title, await pageOf(answer));
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private fill(title: string, page: string): void {
    if (!this.panel) return;
    this.panel.title = title;
    // The same page again would only flicker.
    if (this.panel.webview.html !== page) this.panel.webview.html = page;
  }

  private create(): vscode.WebviewPanel {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    // No scripts; and of all commands only the one that shows a line.
    const panel = vscode.window.createWebviewPanel(this.viewType, '', place, {
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

async function pageOf({ markdown, files }: Answer): Promise<string> {
  const html = await vscode.commands.executeCommand<string>('markdown.api.render', markdown);
  return answerPage(html, (line, file) => {
    const place = [files[file]?.toString(), line];
    return `command:${SHOW_LINE}?${encodeURIComponent(JSON.stringify(place))}`;
  });
}

/** @param line 1-based */
async function showLine(uri: unknown, line: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof line !== 'number') return;
  const plan = vscode.Uri.parse(uri);
  const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === plan.toString());
  const document = await vscode.workspace.openTextDocument(plan);
  // The answer may be older than the text.
  const start = new vscode.Position(Math.min(Math.max(0, line - 1), document.lineCount - 1), 0);
  const selection = new vscode.Range(start, document.lineAt(start.line).range.end);
  await vscode.window.showTextDocument(document, { selection, viewColumn: open?.viewColumn ?? vscode.ViewColumn.One });
}
