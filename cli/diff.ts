import { compare } from '../api/compare.ts';
import { diffJson } from '../api/diff-json.ts';
import type { OpenPlan } from '../api/load.ts';
import { unknownPhasesOf } from '../api/load.ts';
import { loadRevision } from '../api/revisions.ts';
import type { Analysis } from '../language/analysis/analyze.ts';
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
import { diffMarkdown, firewallText, type PlanNames } from '../language/rulesets/diff-markdown.ts';
import { byFirewall, type FirewallDiff } from '../language/rulesets/firewalls/diff-by-firewall.ts';
import { EXIT, UsageError } from './errors.ts';
import { jsonOutput, nameText, visible } from './text.ts';
import { namedFiles, shownName, warn } from './workspace.ts';

export interface DiffOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly phase?: readonly string[];
  /** Whether a difference counts as a finding. */
  readonly exitCode?: boolean;
  /** Whether it is told for each firewall of the plans by itself. */
  readonly byFirewall?: boolean;
}

/** Says what opens and what closes from one plan to another. @returns the exit code */
export async function diff(older: string, newer: string, options: DiffOptions): Promise<number> {
  const names = { older: shownName(older), newer: shownName(newer) };
  const phases = options.phase;
  const before = await loadRevision(older, namedFiles, { phases, beside: newer, called: names.older });
  const after = await loadRevision(newer, namedFiles, { phases, beside: older, called: names.newer });
  const result = compare(before, after);
  warn(unknownPhasesOf(result.phases, [result.older, result.newer]));
  const analysis = ({ document, services }: OpenPlan): Analysis => services.segplan.Plans.analysis(document.parseResult.value);
  const parts = options.byFirewall ? byFirewall(result, analysis(before), analysis(after)) : undefined;
  if (parts && !parts.length)
    throw new UsageError(
      "Neither plan names a firewall; write 'firewall core : asa { zones a, b }', or leave out --by-firewall.",
    );
  process.stdout.write(written(result, names, options.format, parts));
  return options.exitCode && (result.opened.length || result.closed.length) ? EXIT.findings : EXIT.clean;
}

function written(
  result: PlanDiff,
  names: PlanNames,
  format: DiffOptions['format'],
  parts: readonly FirewallDiff[] | undefined,
): string {
  if (format === 'json') return `${jsonOutput(diffJson(result, names, parts))}\n`;
  if (format === 'markdown')
    return parts ? parts.map((part) => diffMarkdown(part.diff, names, part)).join('\n') : diffMarkdown(result, names);
  const shown = { older: nameText(names.older), newer: nameText(names.newer) };
  const lines = parts ? parts.flatMap((part) => firewallLines(part, shown)) : diffText(result, shown);
  return `${lines.map(visible).join('\n')}\n`;
}

/** What changes for one firewall: the flows that pass it, then its rules. */
function firewallLines({ firewall, diff, added, removed }: FirewallDiff, names: PlanNames): string[] {
  const rules = (title: string, list: readonly string[]): string[] =>
    list.length ? ['', title, ...list.map((rule) => `  ${rule}`)] : [];
  return [
    `Firewall ${firewallText(firewall)}`,
    ...diffText(diff, names),
    ...rules('Rules that it gets:', added),
    ...rules('Rules that go:', removed),
    '',
  ];
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
