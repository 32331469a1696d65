import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { activePlan } from '../../active-plan.ts';
import { MapPanel } from './map-panel.ts';

/** The command that shows a plan as a map beside its text, in step with what is typed. */
export function registerMap(client: BaseLanguageClient, extensionUri: vscode.Uri): vscode.Disposable {
  const panel = new MapPanel(client, extensionUri);
  const command = vscode.commands.registerCommand('segplan.showMap', async (...args: unknown[]) => {
    try {
      const plan = args[0] instanceof vscode.Uri ? args[0] : activePlan();
      if (!plan) {
        vscode.window.showInformationMessage(vscode.l10n.t('Open a plan (*.segplan) first.'));
        return;
      }
      await panel.show(plan);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      vscode.window.showErrorMessage(vscode.l10n.t('The map could not be shown. {0}', reason));
    }
  });
  return vscode.Disposable.from(command, panel);
}
