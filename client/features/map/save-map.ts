import * as vscode from 'vscode';
import type { MapForms } from './messages.ts';

/** The forms of a map by the endings of their files, in the order of the list. */
const FORMS: readonly (readonly [form: keyof MapForms, ending: string, title: string])[] = [
  ['svg', 'svg', 'SVG'],
  ['drawio', 'drawio', 'draw.io'],
  ['mermaid', 'mmd', 'Mermaid'],
  ['html', 'html', 'HTML'],
];

/**
 * Asks where a map shall be, and writes it in the form that its name says.
 * @returns where it is; nothing when the user changed their mind
 */
export async function saveMap(forms: MapForms, plan: vscode.Uri): Promise<vscode.Uri | undefined> {
  const name = plan.path.replace(/^.*\//, '').replace(/\.segplan$/, '');
  const folder = plan.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(plan, '..');
  const chosen = await vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${name}.svg`) } : {}),
    filters: Object.fromEntries(FORMS.map(([, ending, title]) => [title, [ending]])),
    title: vscode.l10n.t('Save the Map'),
    saveLabel: vscode.l10n.t('Save'),
  });
  if (!chosen) return undefined;
  const ending = /\.(\w+)$/.exec(chosen.path)?.[1]?.toLowerCase();
  const form = FORMS.find((each) => each[1] === ending);
  // What says no form is a picture.
  const place = form ? chosen : chosen.with({ path: `${chosen.path}.svg` });
  await vscode.workspace.fs.writeFile(place, new TextEncoder().encode(forms[form?.[0] ?? 'svg']));
  return place;
}
