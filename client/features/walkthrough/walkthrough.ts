import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { TEMPLATES_METHOD, type TemplateInfo } from '../../../server/protocol.ts';
import { openPlans } from '../../active-plan.ts';
import { showMessage } from '../../messages.ts';
import { showPlan } from '../new-plan/show-plan.ts';
import { EXAMPLE_TEMPLATE, exampleOf } from './example.ts';

const MISSING = 'missing-flow';
/** The contexts that complete steps, and the names under which is kept that they may. */
const MENDED = 'segplan.mended';
const OPENED = 'segplan.exampleOpened';
/** A page opens before its steps are read, and nobody is told when they are: so long after, in milliseconds, they are told. */
const PAUSES = [0, 1000, 6000];

/** The walkthrough, the example that it plays with, and what completes its steps. */
export function registerWalkthrough(
  client: BaseLanguageClient,
  { extension, globalState }: vscode.ExtensionContext,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('segplan.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`, false),
    ),
    vscode.commands.registerCommand('segplan.openExample', async () => {
      const editor = await openExample(client);
      done(globalState, OPENED);
      return editor;
    }),
    vscode.commands.registerCommand('segplan.showMissing', () => showMissing(client)),
    noticeMends(globalState),
    tellAgain(globalState),
  );
}

async function openExample(client: BaseLanguageClient): Promise<vscode.TextEditor> {
  const templates = await client.sendRequest<TemplateInfo[]>(TEMPLATES_METHOD);
  const text = exampleOf(templates.find(({ name }) => name === EXAMPLE_TEMPLATE)?.text ?? '');
  const open = vscode.workspace.textDocuments.find((document) => document.isUntitled && document.getText() === text);
  const editor = open ? await vscode.window.showTextDocument(open) : await showPlan(text);
  editor.revealRange(new vscode.Range(0, 0, 0, 0));
  return editor;
}

/**
 * The next thing that the plan at the cursor lacks, else the first that another open plan lacks; from the last one on it begins anew. Where no plan is open,
 * the example, which lacks one.
 */
async function showMissing(client: BaseLanguageClient): Promise<void> {
  const active = vscode.window.activeTextEditor;
  const plans = openPlans();
  const own = plans.filter((each) => each === active?.document);
  for (const document of new Set([...own, ...plans])) {
    const missing = vscode.languages.getDiagnostics(document.uri).filter(isMissingFlow);
    const places = missing.map(({ range }) => range.start).sort((x, y) => x.compareTo(y));
    const next = document === active?.document ? places.find((each) => each.isAfter(active.selection.active)) : undefined;
    const place = next ?? places[0];
    if (!place) continue;
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
    return;
  }
  if (!plans.length) {
    await openExample(client);
    return;
  }
  // Nobody waits for the answer, and who asked for it in their own plan wants no other one.
  const play = vscode.l10n.t('Play with an Example');
  showMessage('info', vscode.l10n.t('Nothing is missing in the plans that are open.'), play).then((answer) => {
    if (answer === play) void vscode.commands.executeCommand('segplan.openExample');
  });
}

/** A step is done once somebody has opened what was missing, in whatever plan and way, also before the walkthrough was looked at. */
function noticeMends(state: vscode.Memento): vscode.Disposable {
  const lacking = new Set<string>();
  const findings = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      const key = uri.toString();
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
      const missing = document?.languageId === 'segplan' && vscode.languages.getDiagnostics(uri).some(isMissingFlow);
      if (missing) lacking.add(key);
      // A plan that was closed has no findings either, and nobody has mended it.
      else if (lacking.delete(key) && document && !document.isClosed) {
        done(state, MENDED);
      }
    }
  });
  return findings;
}

/** Has the steps checked off that were done before the walkthrough was looked at. */
function tellAgain(state: vscode.Memento): vscode.Disposable {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const pages = vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
    // A walkthrough is a page of the editor itself, which extensions get to know nothing more of.
    const kept = [OPENED, MENDED].filter((context) => state.get(context));
    if (!kept.length || ![...opened, ...changed].some(({ input }) => input === undefined)) return;
    for (const pause of PAUSES) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        for (const context of kept) void tell(context);
      }, pause);
      timers.add(timer);
    }
  });
  return vscode.Disposable.from(pages, { dispose: () => timers.forEach(clearTimeout) });
}

/**
 * The editor looks only at changes, and where the value is true already when it first reads the walkthrough, it never checks the step off:
 * so it is true for a moment only.
 */
async function tell(context: string): Promise<void> {
  await vscode.commands.executeCommand('setContext', context, true);
  await vscode.commands.executeCommand('setContext', context, false);
}

function done(state: vscode.Memento, context: string): void {
  void state.update(context, true);
  void tell(context);
}

function isMissingFlow({ code }: vscode.Diagnostic): boolean {
  return (typeof code === 'object' ? code.value : code) === MISSING;
}
