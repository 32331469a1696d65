import * as vscode from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

const SELECTOR: vscode.DocumentSelector = { language: 'segplan' };

/** The item, for tests: VS Code shows it to nobody but the user. */
export interface StatusItem extends vscode.Disposable {
  readonly item: vscode.LanguageStatusItem;
}

/** The quiet item beside the name of the language: what is found in the plan, or that nobody looks. */
export function registerStatus(client: BaseLanguageClient): StatusItem {
  const item = vscode.languages.createLanguageStatusItem('segplan.status', SELECTOR);
  item.name = 'Segplan';
  const show = (): void => tell(item, client);
  show();
  const all = vscode.Disposable.from(
    item,
    client.onDidChangeState(show),
    vscode.languages.onDidChangeDiagnostics(show),
    vscode.window.onDidChangeActiveTextEditor(show),
  );
  return { item, dispose: () => all.dispose() };
}

function tell(item: vscode.LanguageStatusItem, client: BaseLanguageClient): void {
  item.busy = client.state === State.Starting;
  if (client.state === State.Stopped) {
    item.severity = vscode.LanguageStatusSeverity.Error;
    item.text = vscode.l10n.t('Not running');
    item.command = { command: 'segplan.restartServer', title: vscode.l10n.t('Restart') };
    return;
  }
  const document = vscode.window.activeTextEditor?.document;
  const findings = document?.languageId === 'segplan' ? vscode.languages.getDiagnostics(document.uri) : [];
  const count = (severity: vscode.DiagnosticSeverity): number => findings.filter((each) => each.severity === severity).length;
  const [errors, warnings] = [count(vscode.DiagnosticSeverity.Error), count(vscode.DiagnosticSeverity.Warning)];
  item.severity = vscode.LanguageStatusSeverity.Information;
  item.text =
    errors || warnings
      ? vscode.l10n.t('Errors: {0}, warnings: {1}', errors, warnings)
      : vscode.l10n.t('No errors and no warnings');
  item.command = { command: 'segplan.showOverview', title: vscode.l10n.t('Zone Overview') };
}
