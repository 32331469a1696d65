import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MapPlace, PlanMap } from '../../../language/map/plan-map.ts';
import { MAP_METHOD, type MapParams, type MapResult } from '../../../server/protocol.ts';
import { idsAt } from './at-cursor.ts';
import { applyMapEdit } from './edit-plan.ts';
import type { FromPage, ToPage } from './messages.ts';
import { mapPage } from './page.ts';
import { saveMap } from './save-map.ts';

/** How long typing has to rest before the map follows, in milliseconds. */
const REST = 250;

/** The panel with the map of one plan. */
export class MapPanel implements vscode.Disposable {
  private readonly client: BaseLanguageClient;
  private readonly extensionUri: vscode.Uri;
  private panel: vscode.WebviewPanel | undefined;
  private plan: vscode.Uri | undefined;
  private map: PlanMap | undefined;
  private phases: readonly string[] = [];
  private edited = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking: vscode.CancellationTokenSource | undefined;
  private readonly mark = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
  });
  private readonly subscriptions: vscode.Disposable[];

  constructor(client: BaseLanguageClient, extensionUri: vscode.Uri) {
    this.client = client;
    this.extensionUri = extensionUri;
    this.subscriptions = [
      // The server tells its findings of each file that it has worked in.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => this.client.diagnostics?.has(uri))) this.schedule();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.languageId !== 'segplan') return;
        this.edited = Date.now();
        this.schedule();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        // What a click on the map marked is looked at no longer.
        textEditor.setDecorations(this.mark, []);
        this.follow(textEditor, Date.now() - this.edited > 2 * REST);
      }),
      this.mark,
    ];
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking?.cancel();
    for (const each of this.subscriptions) each.dispose();
    this.panel?.dispose();
  }

  async show(plan: vscode.Uri): Promise<void> {
    if (this.plan?.toString() !== plan.toString()) this.phases = [];
    this.plan = plan;
    // The server knows only open files outside of the workspace.
    await vscode.workspace.openTextDocument(plan);
    if (this.panel) {
      this.panel.reveal(undefined, true);
      await this.refresh();
    } else this.panel = this.create();
  }

  private create(): vscode.WebviewPanel {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const dist = vscode.Uri.joinPath(this.extensionUri, 'dist');
    // A script of ours, no commands, and what lies beside the script.
    const panel = vscode.window.createWebviewPanel('segplan.map', vscode.l10n.t('Map'), place, {
      enableScripts: true,
      localResourceRoots: [dist],
      retainContextWhenHidden: true,
    });
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'images/file-icon.svg');
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.map = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromPage) => void this.handle(message).catch((error) => this.tell(error)));
    const script = panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'map.js')).toString();
    panel.webview.html = mapPage(script, crypto.randomUUID().replaceAll('-', ''));
    return panel;
  }

  private async handle(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready': {
        const engine = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'dist/map-layout.js'));
        this.send({ type: 'engine', script: new TextDecoder().decode(engine) });
        return this.refresh();
      }
      case 'reveal':
        return this.reveal(message.place, message.focus);
      case 'phases':
        this.phases = message.phases;
        return this.refresh();
      case 'save': {
        const place = this.plan && (await saveMap(message.forms, this.plan));
        if (place) this.notice(vscode.l10n.t('The map was saved as {0}.', vscode.workspace.asRelativePath(place)), false);
        return;
      }
      case 'edit':
        if (this.plan) await applyMapEdit(this.client, this.plan, message.edit, (text, isError) => this.notice(text, isError));
    }
  }

  private send(message: ToPage): void {
    void this.panel?.webview.postMessage(message);
  }

  private notice(text: string, isError: boolean): void {
    this.send({ type: 'notice', text, isError });
  }

  private tell(error: unknown): void {
    this.notice(error instanceof Error ? error.message : String(error), true);
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.panel) this.timer = setTimeout(() => void this.refresh().catch((error) => this.tell(error)), REST);
  }

  private async refresh(): Promise<void> {
    const { plan } = this;
    if (!plan || !this.panel) return;
    this.asking?.cancel();
    const asking = new vscode.CancellationTokenSource();
    this.asking = asking;
    const params: MapParams = { uri: this.client.code2ProtocolConverter.asUri(plan), phases: this.phases };
    const request = this.client.sendRequest<MapResult>(MAP_METHOD, params, asking.token).catch((error: unknown) => {
      if (asking.token.isCancellationRequested) return undefined;
      throw error;
    });
    // The first map of a large plan waits for all of its analysis; later ones follow what is typed, of which nobody has to be told.
    if (!this.map) {
      const title = vscode.l10n.t('Reading the plan for its map');
      void vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () => request.catch(() => undefined));
    }
    const map = await request;
    if (!map || asking.token.isCancellationRequested || !this.panel) return;
    this.map = map;
    const name = plan.path.replace(/^.*\//, '');
    this.panel.title = titleOf(map, name);
    this.send({ type: 'map', map, name });
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.languageId === 'segplan');
    if (editor) this.follow(editor, false);
  }

  /** Lights up what the cursor is on. @param move whether the picture may move; not while one types */
  private follow({ document, selection }: vscode.TextEditor, move: boolean): void {
    if (!this.map || !this.panel || document.languageId !== 'segplan') return;
    const uri = this.client.code2ProtocolConverter.asUri(document.uri);
    const position = this.client.code2ProtocolConverter.asPosition(selection.active);
    this.send({ type: 'select', ids: idsAt(this.map, uri, position), move });
  }

  /** Shows where something of the picture stands. */
  private async reveal({ uri, range }: MapPlace, focus: boolean): Promise<void> {
    // The page shows places of the map, and may ask for no others.
    if (!this.map || !filesOf(this.map).has(uri)) return;
    const place = this.client.protocol2CodeConverter.asUri(uri);
    const document = await vscode.workspace.openTextDocument(place);
    const target = document.validateRange(await this.client.protocol2CodeConverter.asRange(range));
    const open = vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === place.toString());
    if (focus || !open) {
      // Where the map has the first column to itself, the text does not take its place.
      const beside = this.panel?.viewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One;
      const viewColumn = open?.viewColumn ?? beside;
      await vscode.window.showTextDocument(document, {
        selection: new vscode.Range(target.start, target.start),
        viewColumn,
        preserveFocus: !focus,
      });
    }
    const editor = vscode.window.visibleTextEditors.find((each) => each.document.uri.toString() === place.toString());
    editor?.setDecorations(this.mark, [target]);
    editor?.revealRange(target, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

/** The files that something on a map stands in. */
function filesOf({ sites, zones, rules }: PlanMap): ReadonlySet<string> {
  const all = [...sites, ...zones, ...zones.flatMap(({ components }) => components), ...rules];
  return new Set(all.flatMap(({ place }) => place?.uri ?? []));
}

/** The panel's title says how many pairs of components lack something, as many as there are findings. */
function titleOf(map: PlanMap, name: string): string {
  const count = (state: 'missing' | 'blocked'): number =>
    map.links.reduce((sum, { parts }) => sum + parts.reduce((all, part) => all + (part.state === state ? part.pairs : 0), 0), 0);
  const faults = [
    ...(count('missing') ? [vscode.l10n.t('{0} missing', count('missing'))] : []),
    ...(count('blocked') ? [vscode.l10n.t('{0} blocked', count('blocked'))] : []),
  ];
  const title = vscode.l10n.t('Map of {0}', name);
  return faults.length ? `${title} (${faults.join(', ')})` : title;
}
