import * as vscode from 'vscode';
import type { TargetInfo } from '../../../server/protocol.ts';
import { pickSeveral } from '../../pick-several.ts';

/** Where the targets are kept that were chosen last. */
const CHOSEN = 'segplan.targets';

/**
 * Asks for one or several targets. Those that were chosen last in this workspace are marked; a name that is typed and entered is taken as it
 * is.
 * @returns none when the user changed their mind
 */
export async function chooseTargets(targets: readonly TargetInfo[], memory: vscode.Memento): Promise<TargetInfo[]> {
  const chosen = await pickSeveral({
    title: vscode.l10n.t('Generate Rule Set'),
    placeholder: vscode.l10n.t('Choose the forms to write, or type the name of one and press Enter'),
    items: targets.map(({ name, title, description }) => ({ name, label: title, description: name, detail: description })),
    marked: memory.get<string[]>(CHOSEN, []),
    lacking: vscode.l10n.t('Generate Rule Set: mark a form, or type its name'),
  });
  const names = (chosen ?? []).map(({ name }) => name);
  if (names.length) await memory.update(CHOSEN, names);
  return targets.filter(({ name }) => names.includes(name));
}
