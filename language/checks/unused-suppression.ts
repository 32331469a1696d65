import { defineCheck, type Fix } from '../checking/check.ts';
import type { Suppression } from '../checking/suppressions.ts';
import { startOfLine } from '../editing/edits.ts';

/** A comment that silences a finding which isn't there. */
export const unusedSuppression = defineCheck<Suppression>({
  code: 'unused-suppression',
  level: 'warning',
  theme: 'idle',
  title: 'A comment that silences nothing',
  documentation: `A comment silences findings of the line below it. Once the line is mended the comment stays behind, and would silence the next
mistake as well.

\`\`\`segplan
// segplan-disable-next-line any-service -- the lab is meant to be open
allow lab -> lab-clients : any
\`\`\`

Several codes stand with commas between them; what follows \`--\` is the reason, for whoever reads the plan next. The quick-fix takes out the
code, or the whole comment.`,
  last: true,
  *detect({ root, checks, suppressions, drift }) {
    for (const suppression of suppressions) {
      const check = checks.find((c) => c.code === suppression.code);
      // A name that is no check, or that of one which can't be silenced, is reported as that.
      if (!check || check.essential || suppression.silenced) continue;
      // What nobody has looked at may be there.
      if (check.ofRunning && (!drift || drift.isFormer)) continue;
      yield {
        node: root,
        range: suppression.range,
        message: `There is no finding ${suppression.code} on line ${suppression.line + 1} to silence.`,
        unnecessary: true,
        data: suppression,
      };
    }
  },
  fix({ data }, { document }): Fix[] {
    if (!data) return [];
    const { textDocument } = document;
    if (data.codes > 1) {
      const line = textDocument.getText(data.comment);
      const from = data.range.start.character - data.comment.start.character;
      const to = data.range.end.character - data.comment.start.character;
      const [before, after] = [line.slice(0, from), line.slice(to)];
      const rest = /^\s*,\s*/.test(after) ? before + after.replace(/^\s*,\s*/, '') : withoutComma(before) + after;
      return [
        { title: `Take ${data.code} out of the comment`, edits: [{ range: data.comment, newText: rest }], preferred: true },
      ];
    }
    const { start } = data.comment;
    const alone = textDocument.getText({ start: { line: start.line, character: 0 }, end: start }).trim() === '';
    const range = alone
      ? { start: { line: start.line, character: 0 }, end: startOfLine(textDocument, start.line + 1) }
      : data.comment;
    return [{ title: 'Remove this comment', edits: [{ range, newText: '' }], preferred: true }];
  },
});

/** A text without the comma that it ends with. */
function withoutComma(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.endsWith(',') ? trimmed.slice(0, -1).trimEnd() : text;
}
