import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { activePlan } from '../../active-plan.ts';
import { showFailure, showNoPlan } from '../../messages.ts';
import { MapPanel } from './map-panel.ts';

/** The command that shows a plan as a map beside its text, in step with what is typed. */
export function registerMap(client: BaseLanguageClient, extensionUri: vscode.Uri): vscode.Disposable {
  const panel = new MapPanel(client, extensionUri);
  const command = vscode.commands.registerCommand('segplan.showMap', async (...args: unknown[]) => {
    try {
      const plan = args[0] instanceof vscode.Uri ? args[0] : activePlan();
      if (!plan) {
        showNoPlan();
        return;
      }
      await panel.show(plan);
    } catch (error) {
      showFailure('The map could not be shown. {0}', error);
    }
  });
  return vscode.Disposable.from(command, panel);
}
