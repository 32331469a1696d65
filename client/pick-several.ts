import * as vscode from 'vscode';
import { acceptedNames, namedItem } from './accepted.ts';

/** Something to choose, by a name that nothing else in the list has. */
export interface Choice extends vscode.QuickPickItem {
  readonly name: string;
}

/** What a list of which several can be chosen asks for. */
export interface Question<T extends Choice> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly T[];
  /** Names of those that are marked when the list is opened. */
  readonly marked?: readonly string[];
  /** What the title says once somebody presses Enter with nothing chosen; where it is missing, nothing is an answer too. */
  readonly lacking?: string;
  /** Whether the list stays when something else is clicked. */
  readonly stays?: boolean;
}

/**
 * Asks for several things of a list. A name that is typed and entered is taken without being marked, which VS Code's own list ignores.
 * @returns nothing when the user changed their mind
 */
export async function pickSeveral<T extends Choice>({
  title,
  placeholder,
  items,
  marked = [],
  lacking,
  stays = false,
}: Question<T>): Promise<readonly T[] | undefined> {
  const picker = vscode.window.createQuickPick<T>();
  picker.canSelectMany = true;
  picker.title = title;
  picker.placeholder = placeholder;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = stays;
  picker.items = items;
  picker.selectedItems = items.filter(({ name }) => marked.includes(name));
  const offered = items.map(({ name, label }) => ({ name, title: label }));
  try {
    return await new Promise<readonly T[] | undefined>((done) => {
      picker.onDidAccept(() => {
        // A list of which several can be marked has no first one in focus until arrow keys go there.
        const focused = picker.activeItems[0]?.name ?? namedItem(picker.value, offered);
        const own = picker.selectedItems.map(({ name }) => name);
        const names = acceptedNames(marked, own, picker.value, focused);
        const isLost = !names.length && picker.value.trim() !== '';
        // To close it without a word would look as if something had been chosen.
        if (lacking !== undefined && !names.length) picker.title = lacking;
        else if (isLost) picker.title = vscode.l10n.t("{0}: nothing is called '{1}' alone", title, picker.value.trim());
        else done(items.filter(({ name }) => names.includes(name)));
      });
      picker.onDidHide(() => done(undefined));
      picker.show();
    });
  } finally {
    picker.dispose();
  }
}
