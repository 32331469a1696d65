import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { OVERVIEW_METHOD, type OverviewParams, type OverviewResult } from '../../../server/protocol.ts';
import { activePlan, planNamed } from '../../active-plan.ts';
import { showFailure } from '../../messages.ts';
import { type Answer, AnswerPanel } from '../explain/answer-panel.ts';

/** How long plans have to rest before the overview follows, in milliseconds. */
const REST = 300;

/** The command that shows what lies between the zones of one plan, or of all plans, in step with what is typed. */
export function registerOverview(client: BaseLanguageClient): vscode.Disposable {
  const overview = new Overview(client);
  const command = vscode.commands.registerCommand('segplan.showOverview', async (...args: unknown[]) => {
    try {
      return await overview.open(planNamed(args[0]));
    } catch (error) {
      showFailure('The zone overview could not be shown. {0}', error);
      return undefined;
    }
  });
  return vscode.Disposable.from(command, overview);
}

class Overview implements vscode.Disposable {
  private readonly client: BaseLanguageClient;
  private readonly panel = new AnswerPanel('segplan.overview');
  private readonly subscriptions: vscode.Disposable[];
  /** What the panel shows; all plans when there is none. */
  private plan: vscode.Uri | undefined;
  /** The plan that was looked at last. */
  private first: vscode.Uri | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private refreshing: vscode.CancellationTokenSource | undefined;

  constructor(client: BaseLanguageClient) {
    this.client = client;
    this.subscriptions = [
      // The server tells its findings of each file that it has worked in: edited, imported, or changed, made and deleted on disk.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.client.diagnostics?.has(uri))) this.schedule();
      }),
      // What is typed must not wait for numbers that it makes obsolete.
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId === 'segplan') this.refreshing?.cancel();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.refreshing?.cancel();
    for (const each of this.subscriptions) each.dispose();
    this.panel.dispose();
  }

  /** @returns the overview in Markdown */
  async open(plan: vscode.Uri | undefined): Promise<string> {
    this.plan = plan;
    // Of hundreds of plans it takes a while.
    const answer = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking at what lies between zones') },
      () => this.ask(),
    );
    await this.panel.show(answer);
    return answer.markdown;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.panel.isOpen) this.timer = setTimeout(() => void this.refresh(), REST);
  }

  private async refresh(): Promise<void> {
    this.refreshing?.cancel();
    const refreshing = new vscode.CancellationTokenSource();
    this.refreshing = refreshing;
    const { token } = refreshing;
    const answer = await this.ask(token).catch((error: unknown) => this.apology(error));
    if (!token.isCancellationRequested) await this.panel.update(answer);
  }

  private async ask(token?: vscode.CancellationToken): Promise<Answer> {
    const { plan } = this;
    // The server knows only open files outside of the workspace.
    if (plan) await vscode.workspace.openTextDocument(plan);
    const asUri = (uri: vscode.Uri): string => this.client.code2ProtocolConverter.asUri(uri);
    this.first = activePlan() ?? this.first;
    const params: OverviewParams = plan ? { uri: asUri(plan) } : this.first ? { first: asUri(this.first) } : {};
    return this.answerOf(await this.client.sendRequest<OverviewResult>(OVERVIEW_METHOD, params, token));
  }

  /** Numbers that hold no longer must not stay, such as those of a plan that was deleted. */
  private apology(error: unknown): Answer {
    const text = vscode.l10n.t('The zone overview could not be brought up to date. {0}', reasonOf(error));
    const markdown = text.replace(/[\\`*_{}[\]()#+!|<>~$&]/g, '\\$&');
    return { title: vscode.l10n.t('Zone Overview'), markdown, files: [] };
  }

  private answerOf({ markdown, files, missing, blocked }: OverviewResult): Answer {
    const faults = [
      ...(missing ? [vscode.l10n.t('{0} missing', missing)] : []),
      ...(blocked ? [vscode.l10n.t('{0} blocked', blocked)] : []),
    ];
    const name = vscode.l10n.t('Zone Overview');
    return {
      title: faults.length ? `${name} (${faults.join(', ')})` : name,
      markdown,
      files: files.map((uri) => this.client.protocol2CodeConverter.asUri(uri)),
    };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
