import { countOf, messageOf, severityOf } from '../api/diagnostics.ts';
import type { Loaded } from '../api/load.ts';
import type { Severity } from '../api/types.ts';
import { nameText, plural, visible } from './text.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/**
 * The findings of files as commands of a GitHub workflow, which shows them beside the lines of a pull request; then how many there are, since
 * it shows ten of a kind.
 */
export function annotations(loaded: readonly Loaded[]): string {
  const all = loaded.flatMap((each) => each.diagnostics);
  const total = `${plural(loaded.length, 'file')} checked: ${plural(countOf(all, 'error'), 'error')}, ${plural(countOf(all, 'warning'), 'warning')}`;
  const lines = loaded.flatMap(({ file, diagnostics }) =>
    diagnostics.map((diagnostic) => {
      const { start, end } = diagnostic.range;
      const properties = {
        file: nameText(file.replaceAll('\\', '/')),
        line: start.line + 1,
        endLine: end.line + 1,
        // Columns are of one line alone, and the last one is a part of what is meant.
        ...(start.line === end.line ? { col: start.character + 1, endColumn: Math.max(end.character, start.character + 1) } : {}),
        title: `segplan ${diagnostic.code}`,
      };
      const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`);
      return `::${COMMANDS[severityOf(diagnostic)]} ${written.join(',')}::${escapeData(visible(messageOf(diagnostic)))}`;
    }),
  );
  return [...lines, total].join('\n');
}

/** What the runner reads back, in this order: a percent sign first. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
