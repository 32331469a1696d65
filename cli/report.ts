import type { LangiumDocument } from 'langium';
import type { Diagnostic, Range } from 'vscode-languageserver-types';
import { messageOf, severityOf } from '../api/diagnostics.ts';
import type { Loaded } from '../api/load.ts';
import { nameText, visible } from './text.ts';
import { namedFiles } from './workspace.ts';

/** Colors only where a person looks at a terminal that has them and wants them. */
export function useColors(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

const COLOR = { error: 31, warning: 33, info: 36, hint: 90 } as const;

/** A finding as compilers write it, with the line it stands on and what it leads to. */
export function formatDiagnostic(
  { file, document }: Pick<Loaded, 'file' | 'document'>,
  diagnostic: Diagnostic,
  colors: boolean,
): string {
  const severity = severityOf(diagnostic);
  const paint = (text: string): string => (colors ? `\u001b[${COLOR[severity]}m${text}\u001b[0m` : text);
  const { start } = diagnostic.range;
  const place = `${nameText(file)}:${start.line + 1}:${start.character + 1}`;
  const { line, indent, length } = excerpt(document, diagnostic.range);
  const related = (diagnostic.relatedInformation ?? []).map(
    ({ location, message }) =>
      `    ${nameText(namedFiles.nameOf(location.uri))}:${location.range.start.line + 1}: ${visible(message)}`,
  );
  return [
    `${place}: ${paint(severity)} ${diagnostic.code}: ${visible(messageOf(diagnostic))}`,
    `    ${line}`,
    `    ${' '.repeat(indent)}${paint('^'.repeat(length))}`,
    ...related,
  ].join('\n');
}

/** No more of a line is shown: a generated one may have megabytes, and as many findings. */
const WIDTH = 160;
/** What stands before what is underlined, where the line has more. */
const BEFORE = 40;

/** The line that a range begins in, or the part of it around the range; and where in it the range lies. */
function excerpt(document: LangiumDocument, { start, end }: Range): { line: string; indent: number; length: number } {
  const { textDocument } = document;
  const from = start.character <= WIDTH - BEFORE ? 0 : start.character - BEFORE;
  const till = { line: start.line, character: from + WIDTH };
  const part = textDocument.getText({ start: { line: start.line, character: from }, end: till }).replace(/[\r\n]+$/, '');
  const cut = textDocument.positionAt(textDocument.offsetAt({ line: start.line, character: Number.MAX_SAFE_INTEGER }));
  const more = from + part.length < cut.character;
  const last = end.line === start.line ? end.character - from : part.trimEnd().length;
  const indent = start.character - from + (from ? 1 : 0);
  const length = Math.max(1, Math.min(last, part.length) - (start.character - from));
  return { line: visible(`${from ? '…' : ''}${part}${more ? '…' : ''}`), indent, length };
}
