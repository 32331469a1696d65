import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { TEMPLATES_METHOD, type TemplateInfo } from '../../../server/protocol.ts';
import { showPlan } from '../new-plan/new-plan.ts';
import { EXAMPLE_TEMPLATE, exampleOf } from './example.ts';

const MISSING = 'missing-flow';

/** The walkthrough, the example that it plays with, and what completes its steps. */
export function registerWalkthrough(client: BaseLanguageClient, { extension }: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('segplan.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extension.id}#start`, false),
    ),
    vscode.commands.registerCommand('segplan.openExample', () => openExample(client)),
    vscode.commands.registerCommand('segplan.showMissing', () => showMissing(client)),
    noticeMends(),
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

/** The first thing that an open plan lacks; the example where none lacks anything. */
async function showMissing(client: BaseLanguageClient): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    const missing = vscode.languages.getDiagnostics(document.uri).find(isMissingFlow);
    if (document.languageId !== 'segplan' || !missing) continue;
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(missing.range.start, missing.range.start) });
    return;
  }
  await openExample(client);
}

/** A step is done once somebody has opened what was missing, in whatever plan and way. */
function noticeMends(): vscode.Disposable {
  const lacking = new Set<string>();
  return vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris) {
      const key = uri.toString();
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === key);
      const missing = document?.languageId === 'segplan' && vscode.languages.getDiagnostics(uri).some(isMissingFlow);
      if (missing) lacking.add(key);
      // A plan that was closed has no findings either, and nobody has mended it.
      else if (lacking.delete(key) && document && !document.isClosed) {
        // The editor looks only at changes, and not before somebody has opened a walkthrough.
        vscode.commands.executeCommand('setContext', 'segplan.mended', false);
        vscode.commands.executeCommand('setContext', 'segplan.mended', true);
      }
    }
  });
}

function isMissingFlow({ code }: vscode.Diagnostic): boolean {
  return (typeof code === 'object' ? code.value : code) === MISSING;
}
