import { formatAddresses } from '../../model/addresses.ts';
import { firstOf } from '../../model/describe-addresses.ts';
import { sourceLines } from '../../model/describe-source.ts';
import type { PlanRule } from '../../model/plan.ts';
import { formatServices } from '../../model/services.ts';
import { needStatement } from '../explain/describe-explanation.ts';
import type { Change, Closed, Loss, Opened, PlanDiff } from './diff.ts';
import type { FlowEnd } from './diff-flows.ts';
import type { Period, Timeline } from './timeline.ts';

/** One statement about a change: about a rule of one of the plans, or in words alone. */
export interface ChangeStatement {
  readonly text: string;
  readonly rule?: PlanRule;
  /** Which plan the rule stands in. */
  readonly plan?: 'older' | 'newer';
  readonly details: readonly string[];
}

/** So many names of one end, and so many reasons for one change, are spelled out. */
const MOST_ENDS = 8;
const MOST_REASONS = 8;

/** Names, and addresses where the names don't say enough. */
export function endsText(ends: readonly FlowEnd[]): string {
  return firstOf(ends.map(endText), MOST_ENDS);
}

function endText({ label, addresses, named }: FlowEnd): string {
  if (named) return label;
  const texts = firstOf(formatAddresses(addresses)) || 'host names';
  return label ? `${label} (${texts})` : texts;
}

/** `vbr -> repo : tcp 6162`, as a rule would say it. */
export function changeText(change: Change): string {
  const part = change.scattered ? ', in part' : '';
  return `${endsText(change.from)} -> ${endsText(change.to)} : ${formatServices(change.services)}${part}`;
}

/** When a change is one, where that isn't always; empty when it is. */
export function whenText(change: Opened | Closed, timeline: Timeline): string {
  const isClosed = 'lost' in change;
  if (!change.periods.length) return phaseOfRules(change, timeline);
  const spans = timeline.states.map((_, n) =>
    spansText(
      change.periods.filter((p) => samePhases(p, timeline, n)),
      isClosed,
    ),
  );
  const [base, ...others] = spans;
  if (others.every((text) => text === base)) return base ?? '';

  const singles = timeline.states
    .slice(1)
    .flatMap((phases, n) => (phases.length === 1 ? [{ phase: phases[0]!, text: others[n] }] : []));
  if (base === undefined) {
    const on = singles.filter((s) => s.text !== undefined);
    if (!on.length) return `while the phases ${namesText(timeline.states.at(-1)!)} are all on`;
    return on.map((s) => ['only during the phase', s.phase, s.text].filter((t) => t).join(' ')).join(', ');
  }
  const exceptions = singles.filter((s) => s.text !== base);
  const rest = exceptions.map((s) =>
    s.text === undefined ? `no change during the phase ${s.phase}` : `during the phase ${s.phase} ${s.text || 'always'}`,
  );
  // Something differs, and it is no phase by itself.
  if (!exceptions.length) rest.push('otherwise while all phases are on');
  return [base, ...rest].filter((t) => t).join(', ');
}

/** A phase may be on for the comparison: what is open in it alone is still temporary. */
function phaseOfRules({ rules }: Change, timeline: Timeline): string {
  if (!rules.length || rules.some((r) => r.phase === undefined)) return '';
  const off = new Set(timeline.states.flat());
  const on = [...new Set(rules.flatMap((r) => (r.phase === undefined || off.has(r.phase) ? [] : r.phase)))];
  if (!on.length) return '';
  return on.length > 1 ? `only during the phases ${namesText(on)}, which are on` : `only during the phase ${on[0]}, which is on`;
}

function namesText(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();
}

function samePhases({ phases }: Period, timeline: Timeline, state: number): boolean {
  const own = timeline.states[state]!;
  return phases.length === own.length && phases.every((p, n) => p === own[n]);
}

/** @returns nothing for never, an empty text for always */
function spansText(periods: readonly Period[], isClosed: boolean): string | undefined {
  if (!periods.length) return undefined;
  const texts = periods.map(({ after, until }) => {
    // "Closed until" would read as if it opened again.
    const last = until === undefined ? '' : isClosed ? `would have ended after ${until}` : `until ${until}`;
    return [after === undefined ? '' : `after ${after}`, last].filter((t) => t).join(isClosed ? ', ' : ' ');
  });
  return texts.join(' and ');
}

/** What there is to say of opened traffic: what opens it, and what it is for. */
export function describeOpened(change: Opened): ChangeStatement[] {
  const needs = new Map(change.needs.map(needStatement).map((s) => [[s.text, ...s.details].join('\n'), s]));
  return [
    ...change.rules.map((rule) => about('opened by', rule, 'newer')),
    ...change.denies.map((rule) => about('no longer denied by', rule, 'older')),
    ...few([...needs.values()].map(({ text, details }) => ({ text, details }))),
    ...(change.unneeded.isEmpty ? [] : [plain(unneededText(change))]),
  ];
}

/** Says what of opened traffic no catalog knows a use for. */
export function unneededText({ needs, unneeded }: Opened): string {
  const none = 'needed by nothing that the catalogs in use know';
  return needs.length ? `${formatServices(unneeded)}, in part or in full: ${none}` : none;
}

/** What there is to say of closed traffic: what used to open it, what closes it, and what is lost. */
export function describeClosed(change: Closed): ChangeStatement[] {
  return [
    ...change.rules.map((rule) => about('was permitted by', rule, 'older')),
    ...change.denies.map((rule) => about('now denied by', rule, 'newer')),
    ...few(lossStatements(change.lost)),
  ];
}

function lossStatements(lost: readonly Loss[]): ChangeStatement[] {
  const statements = lost.map((loss) => ({
    text: `required, and no longer permitted: ${lossText(loss)}`,
    details: sourceLines(loss.flow),
  }));
  return [...new Map(statements.map((s) => [[s.text, ...s.details].join('\n'), s])).values()];
}

/** `proxy -> esxi on tcp 902: Reads disks over the network` */
export function lossText({ flow, from, to, services }: Loss): string {
  return `${from.name} -> ${to.name} on ${formatServices(services)}${flow.purpose ? `: ${flow.purpose}` : ''}`;
}

function about(text: string, rule: PlanRule, plan: 'older' | 'newer'): ChangeStatement {
  return { text, rule, plan, details: [] };
}

function plain(text: string): ChangeStatement {
  return { text, details: [] };
}

function few(statements: readonly ChangeStatement[]): ChangeStatement[] {
  if (statements.length <= MOST_REASONS) return [...statements];
  return [...statements.slice(0, MOST_REASONS), plain(`and ${statements.length - MOST_REASONS} more flows`)];
}

/** How many required flows no longer get through, each pair of components and purpose once. */
export function lostCount({ closed }: PlanDiff): number {
  return new Set(closed.flatMap((c) => c.lost.map(lossText))).size;
}

/** `2 flows open, 1 closes, 1 required flow is lost` */
export function summaryText(diff: PlanDiff): string {
  const { opened, closed } = diff;
  if (!opened.length && !closed.length) return 'no difference in what is permitted';
  const lost = lostCount(diff);
  return [
    `${opened.length} ${opened.length === 1 ? 'flow opens' : 'flows open'}`,
    `${closed.length} ${closed.length === 1 ? 'closes' : 'close'}`,
    ...(lost ? [`${lost} required ${lost === 1 ? 'flow is' : 'flows are'} lost`] : []),
  ].join(', ');
}
