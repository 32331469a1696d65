import * as vscode from 'vscode';
import type { TargetInfo } from '../../../server/protocol.ts';
import { acceptedNames, namedTarget } from './accepted.ts';

/** Where the targets are kept that were chosen last. */
const CHOSEN = 'segplan.targets';

/**
 * Asks for one or several targets. Those that were chosen last in this workspace are marked; a name that is typed and entered is taken as it
 * is.
 * @returns none when the user changed their mind
 */
export async function chooseTargets(targets: readonly TargetInfo[], memory: vscode.Memento): Promise<TargetInfo[]> {
  const before = memory.get<string[]>(CHOSEN, []);
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly target: TargetInfo }>();
  picker.canSelectMany = true;
  picker.title = vscode.l10n.t('Generate Rule Set');
  picker.placeholder = vscode.l10n.t('Choose the forms to write, or type the name of one and press Enter');
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = targets.map((target) => ({
    label: target.title,
    description: target.name,
    detail: target.description,
    target,
  }));
  picker.selectedItems = picker.items.filter(({ target }) => before.includes(target.name));
  try {
    const names = await new Promise<readonly string[]>((done) => {
      picker.onDidAccept(() => {
        const name = ({ target }: { target: TargetInfo }): string => target.name;
        // A list of which several can be marked has no first one in focus until arrow keys go there.
        const focused = picker.activeItems.map(name)[0] ?? namedTarget(picker.value, targets);
        const accepted = acceptedNames(before, picker.selectedItems.map(name), picker.value, focused);
        // To close it without a word would look like a rule set that was written.
        if (accepted.length) done(accepted);
        else picker.title = vscode.l10n.t('Generate Rule Set: mark a form, or type its name');
      });
      picker.onDidHide(() => done([]));
      picker.show();
    });
    if (names.length) await memory.update(CHOSEN, names);
    return targets.filter(({ name }) => names.includes(name));
  } finally {
    picker.dispose();
  }
}
