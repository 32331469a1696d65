import * as vscode from 'vscode';
import type { TargetInfo } from '../../../server/protocol.ts';

/** Asks for one or several targets. @returns none when the user changed their mind */
export async function chooseTargets(targets: readonly TargetInfo[]): Promise<string[]> {
  const items = targets.map(({ name, title, description }) => ({ label: title, description: name, detail: description, name }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Generate Rule Set'),
    placeHolder: vscode.l10n.t('Choose the forms to write'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return (chosen ?? []).map(({ name }) => name);
}

/** Asks for the phases to switch on, where there are any. @returns nothing when the user changed their mind */
export async function choosePhases(phases: readonly string[]): Promise<string[] | undefined> {
  if (!phases.length) return [];
  const items = phases.map((label) => ({ label }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Generate Rule Set'),
    placeHolder: vscode.l10n.t('Choose the phases that are on, or none for normal operation'),
  });
  return chosen?.map(({ label }) => label);
}
