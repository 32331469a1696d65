import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { COMMITTED_METHOD, DIFF_METHOD, type DiffParams, type DiffResult } from '../../../server/protocol.ts';
import { showMessage, showNoPlan } from '../../messages.ts';
import { type Answer, AnswerPanel } from '../explain/answer-panel.ts';
import { committedText } from './git.ts';

/** Where reports are: documents that nobody can change, and that are on no disk. */
const SCHEME = 'segplan-changes';

/** The command that says what opens and what closes since the last commit. */
export function registerCompare(client: BaseLanguageClient): vscode.Disposable {
  const reports = new Reports();
  const panel = new AnswerPanel('segplan.changes');
  client.onRequest(COMMITTED_METHOD, async ({ uri }: { uri: string }) => {
    try {
      return await committedText(client.protocol2CodeConverter.asUri(uri));
    } catch {
      // What was never committed is taken as it is.
      return null;
    }
  });
  return vscode.Disposable.from(
    reports,
    panel,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, reports),
    vscode.commands.registerCommand('segplan.compare', async (...args: unknown[]) => {
      try {
        // The configuration of a repository names programs, and git runs them.
        if (!vscode.workspace.isTrusted) return askForTrust();
        return await compare(client, reports, panel, args[0] instanceof vscode.Uri ? args[0] : undefined);
      } catch (error) {
        return refuse(error instanceof Error ? error.message : String(error));
      }
    }),
  );
}

/** @returns where the report is; nothing when there was nothing to compare */
async function compare(
  client: BaseLanguageClient,
  reports: Reports,
  panel: AnswerPanel,
  chosen: vscode.Uri | undefined,
): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  const plan = chosen ?? (active?.languageId === 'segplan' ? active.uri : undefined);
  if (!plan) {
    showNoPlan();
    return undefined;
  }
  if (plan.scheme !== 'file') throw new Error(vscode.l10n.t('Only a plan that is saved in a folder can have a last commit.'));
  const text = await committedText(plan);
  // Called from the explorer, the file may not be open, and the server knows only open files outside of the workspace.
  await vscode.workspace.openTextDocument(plan);
  const name = plan.path.replace(/^.*\//, '');
  const uri = client.code2ProtocolConverter.asUri(plan);
  const params: DiffParams = { uri, text, name: vscode.l10n.t('{0} (last commit)', name) };
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Comparing with the last commit') },
    () => client.sendRequest<DiffResult>(DIFF_METHOD, params),
  );
  if ('error' in result) throw new Error(result.error);
  const place = vscode.Uri.from({ scheme: SCHEME, path: `${plan.path.replace(/\.segplan$/, '')} changes.md` });
  reports.put(place, result.markdown);
  await show(panel, { title: vscode.l10n.t('Changes of {0}', name), markdown: result.markdown, files: [plan] }, place);
  return place;
}

/** Says why there is no report, with a way to what a commit has. */
function refuse(reason: string): undefined {
  const open = vscode.l10n.t('Open Source Control');
  showMessage('error', vscode.l10n.t('The plan was not compared. {0}', reason), open).then((answer) => {
    if (answer === open) void vscode.commands.executeCommand('workbench.view.scm');
  });
}

/** Says what is missing, with the way to it. */
function askForTrust(): undefined {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const message = vscode.l10n.t(
    'Git is asked for the last commit only in a trusted workspace: a repository may name programs that Git runs.',
  );
  showMessage('warning', message, manage).then((answer) => {
    if (answer === manage) vscode.commands.executeCommand('workbench.trust.manage');
  });
}

/** As a page of our own, whose tables fit beside a plan; as text where VS Code's Markdown is switched off. */
async function show(panel: AnswerPanel, answer: Answer, place: vscode.Uri): Promise<void> {
  try {
    await panel.show(answer);
  } catch {
    const document = await vscode.workspace.openTextDocument(place);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }
}

/** The texts of the reports; a second one on the same plan takes the place of the first. */
class Reports implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  put(place: vscode.Uri, text: string): void {
    this.texts.set(place.toString(), text);
    this.changed.fire(place);
  }

  provideTextDocumentContent(place: vscode.Uri): string {
    return this.texts.get(place.toString()) ?? vscode.l10n.t('Run "Segplan: Compare with Last Commit" again.');
  }

  dispose(): void {
    this.changed.dispose();
  }
}
