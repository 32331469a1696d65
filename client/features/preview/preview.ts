import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  GENERATE_METHOD,
  type GeneratedFile,
  type GenerateParams,
  type GenerateResult,
  TARGETS_METHOD,
  type TargetInfo,
} from '../../../server/protocol.ts';
import { activePlan } from '../../active-plan.ts';
import { showFailure, showNoPlan } from '../../messages.ts';
import { createPage, fillPage } from '../generate/page-panel.ts';
import { linesOf, planLineOf } from './follow.ts';
import { onHoldPage, onHoldText, outdatedPage } from './on-hold.ts';
import { OnHoldMark } from './on-hold-mark.ts';

const SCHEME = 'segplan-preview';
/** How long typing has to rest before the preview follows, in milliseconds. */
const REST = 300;

/** What one preview shows. */
interface Shown {
  readonly plan: vscode.Uri;
  readonly target: TargetInfo;
  files: readonly GeneratedFile[];
  /** Why the text is not that of the plan as it stands. */
  stale: string | undefined;
  /** Where it is shown as a page. */
  readonly page?: vscode.WebviewPanel;
}

/** The command that shows a rule set beside its plan, in step with what is typed. */
export function registerPreview(client: BaseLanguageClient): vscode.Disposable {
  const previews = new Previews(client);
  const command = vscode.commands.registerCommand('segplan.preview', async (...args: unknown[]) => {
    try {
      const [plan, target] = args;
      return await previews.open(
        plan instanceof vscode.Uri ? plan : activePlan(),
        typeof target === 'string' ? target : undefined,
      );
    } catch (error) {
      showFailure('The rule set could not be shown. {0}', error);
      return undefined;
    }
  });
  return vscode.Disposable.from(command, previews);
}

/** All previews that are open: read-only documents beside their plans. */
class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly client: BaseLanguageClient;
  private readonly shown = new Map<string, Shown>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly highlight = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
  });
  private readonly onHold = new OnHoldMark((uri) => this.older(this.shown.get(uri.toString())));
  private readonly subscriptions: vscode.Disposable[];

  constructor(client: BaseLanguageClient) {
    this.client = client;
    this.subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors(() => this.markOld()),
      this.onHold,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'segplan' && this.schedule()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri.toString()) && this.markOld()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) =>
        this.follow(textEditor, kind === vscode.TextEditorSelectionChangeKind.Mouse),
      ),
      this.changed,
      this.highlight,
    ];
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const each of this.subscriptions) each.dispose();
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const shown = this.shown.get(uri.toString());
    if (!shown) return '';
    const [file] = shown.files;
    return shown.stale !== undefined && !file ? shown.stale : (file?.text ?? '');
  }

  /** @param name of the target; asked for when it is none. @returns the preview's editor; nothing when the user changed their mind */
  async open(plan: vscode.Uri | undefined, name: string | undefined): Promise<vscode.TextEditor | undefined> {
    if (!plan) {
      showNoPlan();
      return undefined;
    }
    const target = await this.choose(name);
    if (!target) return undefined;
    await vscode.workspace.openTextDocument(plan);
    const base = plan.path.replace(/^.*\//, '').replace(/\.segplan$/, '');
    // Two plans of one name may be open.
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${base} (${target.name})`, query: plan.toString() });
    const page = target.languageId === 'html' ? this.page(uri, `${base} (${target.name})`) : undefined;
    this.shown.set(uri.toString(), { plan, target, files: [], stale: undefined, ...(page ? { page } : {}) });
    await this.update(uri);
    if (page) return undefined;
    const document = await this.withLanguage(await vscode.workspace.openTextDocument(uri));
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: false,
      preserveFocus: true,
    });
    const source = vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === plan.toString());
    if (source) this.follow(source, false);
    return editor;
  }

  /** A panel for a page; one that is open already is shown again. */
  private page(uri: vscode.Uri, title: string): vscode.WebviewPanel {
    const key = uri.toString();
    const open = this.shown.get(key)?.page;
    if (open) {
      open.reveal(undefined, true);
      return open;
    }
    const panel = createPage(title);
    panel.onDidChangeViewState(() => this.markOld());
    panel.onDidDispose(() => {
      this.shown.delete(key);
      this.markOld();
    });
    return panel;
  }

  /** Why what is shown is older than its plan. */
  private older(shown: Shown | undefined): string | undefined {
    return shown?.files.length ? shown.stale : undefined;
  }

  private markOld(): void {
    this.onHold.show([...this.shown.values()].flatMap((shown) => (shown.page?.visible && this.older(shown)) || []));
  }

  /** Shows what there is now, in the page or the document that it is shown in. */
  private render(uri: vscode.Uri, { page, files: [file], stale }: Shown): void {
    if (!page) this.changed.fire(uri);
    else if (!file) fillPage(page, onHoldPage(stale ?? ''));
    else if (stale === undefined) fillPage(page, file.text);
    else {
      const [, first = ''] = stale.split('\n\n');
      fillPage(
        page,
        outdatedPage(file.text, vscode.l10n.t('On hold: this page is older than the plan, which has errors. {0}', first)),
      );
    }
    this.markOld();
  }

  private async choose(name: string | undefined): Promise<TargetInfo | undefined> {
    const all = await this.client.sendRequest<TargetInfo[]>(TARGETS_METHOD);
    const targets = all.filter((target) => !target.binary);
    const named = targets.find((target) => target.name === name);
    if (named) return named;
    const items = targets.map((target) => ({
      label: target.title,
      description: target.name,
      detail: target.description,
      target,
    }));
    const item = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Preview Rule Set'),
      placeHolder: vscode.l10n.t('Choose the form to show beside the plan'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    return item?.target;
  }

  private async withLanguage(document: vscode.TextDocument): Promise<vscode.TextDocument> {
    const languageId = this.shown.get(document.uri.toString())?.files[0]?.languageId;
    if (!languageId || document.languageId === languageId) return document;
    if (!(await vscode.languages.getLanguages()).includes(languageId)) return document;
    return vscode.languages.setTextDocumentLanguage(document, languageId);
  }

  /** Imported files count as well, so that every preview follows every plan. */
  private schedule(): void {
    for (const key of this.shown.keys()) {
      clearTimeout(this.timers.get(key));
      this.timers.set(
        key,
        setTimeout(() => void this.update(vscode.Uri.parse(key)), REST),
      );
    }
  }

  /** Asks for the text of now. While the plan has errors, what was right last stays. */
  private async update(uri: vscode.Uri): Promise<void> {
    const shown = this.shown.get(uri.toString());
    if (!shown) return;
    const { plan, target } = shown;
    const scope = target.scopes.includes('network') ? 'network' : 'host';
    const params: GenerateParams = { uri: this.client.code2ProtocolConverter.asUri(plan), target: target.name, scope };
    const result = await this.client.sendRequest<GenerateResult>(GENERATE_METHOD, params);
    if ('errors' in result) {
      const head = vscode.l10n.t('The plan has errors, and no rule set before they are mended. By their lines:');
      shown.stale = onHoldText(head, result.errors, params.uri);
      this.render(uri, shown);
      return;
    }
    // Without a host to write for there is no text, and the reason takes its place.
    shown.stale = result.files.length ? undefined : result.warnings.find(({ info }) => !info)?.message;
    shown.files = result.files;
    this.render(uri, shown);
    // The document takes the new text a little later, and its marks with it.
    setTimeout(() => {
      const source = vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === plan.toString());
      if (source) this.follow(source, false);
    }, 50);
  }

  /** Marks the rule under the cursor on the other side. @param reveal whether a click in the preview moves the plan as well */
  private follow(editor: vscode.TextEditor, reveal: boolean): void {
    const { uri } = editor.document;
    const own = this.shown.get(uri.toString());
    if (own) {
      const line = planLineOf(own.files[0]?.rules ?? [], editor.selection.active.line);
      const source = this.editorOf(own.plan);
      if (source) this.light(source, line === undefined ? [] : [line], reveal);
      this.light(editor, line === undefined ? [] : linesOf(own.files[0]?.rules ?? [], line), false);
      return;
    }
    for (const [key, { plan, files }] of this.shown) {
      if (plan.toString() !== uri.toString()) continue;
      const preview = this.editorOf(vscode.Uri.parse(key));
      const lines = linesOf(files[0]?.rules ?? [], editor.selection.active.line);
      if (preview) this.light(preview, lines, true);
      this.light(editor, lines.length ? [editor.selection.active.line] : [], false);
    }
  }

  private editorOf(uri: vscode.Uri): vscode.TextEditor | undefined {
    return vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === uri.toString());
  }

  private light(editor: vscode.TextEditor, lines: readonly number[], reveal: boolean): void {
    const ranges = lines.filter((n) => n < editor.document.lineCount).map((n) => editor.document.lineAt(n).range);
    editor.setDecorations(this.highlight, ranges);
    if (reveal && ranges[0]) editor.revealRange(ranges[0], vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
