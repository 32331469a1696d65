import { compare } from '../api/compare.ts';
import { diffJson } from '../api/diff-json.ts';
import { unknownPhasesOf } from '../api/load.ts';
import { loadRevision } from '../api/revisions.ts';
import {
  type ChangeStatement,
  changeText,
  describeClosed,
  describeOpened,
  summaryText,
  whenText,
} from '../language/analysis/diff/describe-diff.ts';
import type { Closed, Opened, PlanDiff } from '../language/analysis/diff/diff.ts';
import { ruleText } from '../language/analysis/explain/describe-explanation.ts';
import { diffMarkdown, type PlanNames } from '../language/rulesets/diff-markdown.ts';
import { EXIT } from './errors.ts';
import { nameText, visible } from './text.ts';
import { namedFiles, warn } from './workspace.ts';

export interface DiffOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly phase?: readonly string[];
  /** Whether a difference counts as a finding. */
  readonly exitCode?: boolean;
}

/** Says what opens and what closes from one plan to another. @returns the exit code */
export async function diff(older: string, newer: string, options: DiffOptions): Promise<number> {
  const before = await loadRevision(older, namedFiles, { phases: options.phase });
  const after = await loadRevision(newer, namedFiles, { phases: options.phase });
  const result = compare(before, after);
  warn(unknownPhasesOf(result.phases, [result.older, result.newer]));
  process.stdout.write(written(result, { older, newer }, options.format));
  return options.exitCode && (result.opened.length || result.closed.length) ? EXIT.findings : EXIT.clean;
}

function written(result: PlanDiff, names: PlanNames, format: DiffOptions['format']): string {
  if (format === 'json') return `${JSON.stringify(diffJson(result, names), undefined, 2)}\n`;
  if (format === 'markdown') return diffMarkdown(result, names);
  const shown = { older: nameText(names.older), newer: nameText(names.newer) };
  return `${diffText(result, shown).map(visible).join('\n')}\n`;
}

/** The comparison for a person: how much it is, then what opens, then what closes, each with its reasons. */
function diffText(result: PlanDiff, names: PlanNames): string[] {
  const block = (sign: string, change: Opened | Closed, statements: readonly ChangeStatement[]): string[] => {
    const when = whenText(change, result.timeline);
    return [
      `${sign} ${changeText(change)}${when ? ` (${when})` : ''}`,
      ...statements.flatMap((s) => statementLines(s, names)).map((line) => `    ${line}`),
    ];
  };
  const section = (title: string, blocks: readonly string[][]): string[] => (blocks.length ? ['', title, ...blocks.flat()] : []);
  return [
    `${names.older} -> ${names.newer}: ${summaryText(result)}`,
    ...section(
      'Opens:',
      result.opened.map((change) => block('+', change, describeOpened(change))),
    ),
    ...section(
      'Closes:',
      result.closed.map((change) => block('-', change, describeClosed(change))),
    ),
  ];
}

function statementLines({ text, rule, plan, details }: ChangeStatement, names: PlanNames): string[] {
  const place = rule && plan ? ` ${names[plan]}:${rule.line}` : '';
  return [`${text}${place}`, ...(rule ? [`  ${ruleText(rule)}`] : []), ...details.map((each) => `  ${each}`)];
}
