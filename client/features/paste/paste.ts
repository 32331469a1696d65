import * as vscode from 'vscode';
import { pastedList } from './pasted-list.ts';

/** So many lines above the cursor are looked at for the zone that it is in. */
const MOST_LINES = 2000;
const KIND = vscode.DocumentDropOrPasteEditKind.Text.append('segplan', 'list');

/** Has addresses and machines of a spreadsheet pasted as a list and as components; undo, and the menu beside what was pasted, bring the text as it was. */
export function registerPaste(): vscode.Disposable {
  const provider: vscode.DocumentPasteEditProvider = {
    async provideDocumentPasteEdits(document, [range], data, _context, token) {
      const text = await data.get('text/plain')?.asString();
      if (!text || !range || token.isCancellationRequested || document.uri.scheme === 'builtin') return undefined;
      const { line, character } = range.start;
      const before = document.lineAt(line).text.slice(0, character);
      const first = Math.max(0, line - MOST_LINES);
      const above = Array.from({ length: line - first }, (_, n) => document.lineAt(first + n).text);
      const list = pastedList(text, before, above);
      return list === undefined
        ? undefined
        : [new vscode.DocumentPasteEdit(list, vscode.l10n.t('Paste as the Plan Says It'), KIND)];
    },
  };
  return vscode.languages.registerDocumentPasteEditProvider({ language: 'segplan' }, provider, {
    providedPasteEditKinds: [KIND],
    pasteMimeTypes: ['text/plain'],
  });
}
