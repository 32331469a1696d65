import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { BoxIndex } from '../analysis/box-index.ts';
import { touchesIsolated } from '../analysis/coverage/isolation.ts';
import { leaveOut, type Unblocking, unblock } from '../analysis/coverage/unblock.ts';
import type { PairGap } from '../analysis/pair-gaps.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { lineOf, objectionsToOpening } from '../analysis/reach/objections.ts';
import { subtract } from '../analysis/region.ts';
import { whyUncertain } from '../analysis/verdicts.ts';
import type { ZoneGaps } from '../analysis/zone-gaps.ts';
import { at, defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { leaveOutOf } from '../editing/leave-out.ts';
import { nameOf } from '../editing/names.ts';
import { removeServices } from '../editing/narrow.ts';
import { listText } from '../editing/narrow-rule.ts';
import { draftRules, insertRules, ruleHead } from '../editing/new-rules.ts';
import { purposeOf } from '../model/describe-flow.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanRule } from '../model/plan.ts';
import { formatServices, type ServiceSet } from '../model/services.ts';

/** A required flow that a deny closes, whatever the allows say. */
export const blockedFlow = defineCheck<PairGap>({
  code: 'blocked-flow',
  level: 'error',
  theme: 'needs',
  ofPlan: true,
  title: 'A required flow that a `deny` closes',
  documentation: `\`deny\` wins over \`allow\`. This deny closes ports that the catalog requires between two components, so that adding an \`allow\`
would change nothing. Narrow the deny to what it is meant for, or take the component out of its reach. A component with a host name may be at
any address of its zone, so that a deny of some of these addresses may close what is needed of it, and is reported as well.

\`\`\`segplan
allow vbr -> proxy : required
deny  management -> backup : tcp 2500-3300   // closes the data channels from vbr to proxy
\`\`\`

One quick-fix takes the required ports out of every \`deny\` that closes them, where the denies list their ports. The other leaves a component out
of them. Where no rule allows the flow either, both add one for exactly what it needs:

\`\`\`segplan
deny lab -> any except updates
\`\`\`

Both say whom else they let through, and neither lets anything into an isolated zone, or out of one, that is not required.`,
  *detect({ plan, analysis }) {
    const { blocked, denies, memory } = analysis;
    const madeOf = ({ fromZone, toZone }: ZoneGaps): unknown[] => [plan.zones, denies, fromZone.node, toZone.node];
    const found = memory.every('blocked flows', blocked.places, madeOf, ({ pairs }) =>
      pairs.flatMap((pair) => findingOf(pair, analysis) ?? []),
    );
    for (const findings of found.values()) yield* findings;
  },
  fix({ data: pair }, { analysis, plan, root }): Fix[] {
    if (!pair) return [];
    const found = unblock(pair, analysis);
    const edits = [...(found?.taken ?? [])].map(([rule, without]) => removeServices(rule, { without }, plan.components));
    const objection = objectionsToOpening(root, analysis);
    const against = (opened: Unblocking['opened']): string => {
      const found = objection(opened);
      return found ? `, against the assertion on line ${lineOf(found)}` : '';
    };
    const isWritable = edits.every((each) => each !== undefined);
    return [
      ...(found && isWritable && !breaksIsolation(pair, found.opened, plan)
        ? allowing(pair, found.lacking, analysis, edits.flat(), (also) => titleOf(found, also) + against(found.opened))
        : []),
      ...leavingOut(pair, analysis, against),
    ];
  },
});

/** The denies by what they are about; made once, since hundreds may close thousands of flows. */
const indexOf = onceFor((denies: readonly RuleBox[]) => new BoxIndex(denies));

function findingOf(pair: PairGap, { denies: all, names }: Analysis): Finding<PairGap> | undefined {
  const denies = [...new Set(pair.gaps.flatMap((g) => g.denies))];
  const [here] = denies;
  if (!here) return undefined;
  const index = indexOf(all);
  const uncertain = pair.gaps.flatMap(({ region }) => region.flatMap((box) => subtract([box], index.touching(box))));
  const why = uncertain.length ? ` (${whyUncertain(uncertain, names)})` : '';
  const purposes = [...new Set(pair.gaps.map((g) => g.flow.purpose))].filter((p) => p).slice(0, 3);
  return {
    node: here.node,
    message: `This deny ${why ? 'may close' : 'closes'} ${pair.from.name} -> ${pair.to.name} on ${formatServices(pair.services)}${why}, which is required${purposes.length ? `: ${purposes.join('; ')}` : ''}.`,
    related: [
      { ...at(pair.from.node, 'name'), message: `${pair.from.name} connects,` },
      { ...at(pair.to.node, 'name'), message: `${pair.to.name} is connected to.` },
      ...[...new Set(pair.gaps.map((g) => g.flow))].map((flow) => ({ node: flow.node, message: purposeOf(flow) })),
    ],
    data: pair,
  };
}

/** Whether something would pass into or out of an isolated zone besides what is required. */
function breaksIsolation(pair: PairGap, opened: Unblocking['opened'], plan: Analysis['plan']): boolean {
  const required = pair.gaps.flatMap((gap) => gap.region);
  return touchesIsolated(subtract(opened, required), plan);
}

/** Leaves a component out of what closes its flow, as a person would write it. */
function leavingOut(pair: PairGap, analysis: Analysis, against: (opened: Unblocking['opened']) => string): Fix[] {
  const found = leaveOut(pair, analysis);
  const [names, { plan }] = [{ sources: pair.from, destinations: pair.to }, analysis];
  if (!found || breaksIsolation(pair, found.opened, plan)) return [];
  const edits = [...found.out].map(([rule, side]) => {
    const name = nameOf(names[side].node, plan);
    return name ? leaveOutOf(rule, side, name) : [];
  });
  if (edits.some((each) => !each.length)) return [];
  const out = [...new Set([...found.out.values()].map((side) => names[side].name))].join(' and ');
  const whom = alsoOpened(found);
  const what = `Leave ${out} out of ${deniesText([...found.out.keys()])}`;
  const titled = (also: string): string =>
    `${what}${also}${whom.length ? `; this also opens ${whom.join(', ')}` : ', which opens nothing else'}${against(found.opened)}`;
  return allowing(pair, found.lacking, analysis, edits.flat(), titled);
}

/** With a rule for what no rule allows either: a deny that says less lets nothing pass by itself. */
function allowing(
  { from, to, gaps }: PairGap,
  lacking: ServiceSet,
  { plan }: Analysis,
  edits: TextEdit[],
  titleWith: (also: string) => string,
): Fix[] {
  if (lacking.isEmpty) return [{ title: titleWith(''), edits }];
  const [draft, ...more] = draftRules([{ from, to, services: lacking, flows: gaps.map(({ flow }) => flow) }], plan);
  if (!draft || more.length) return [];
  const added = insertRules(plan, [draft]);
  // What stands where something goes can't be put there as well.
  if (!added.length || added.some((one) => edits.some((other) => meet(one.range, other.range)))) return [];
  return [{ title: titleWith(`, and add '${ruleHead(draft, plan)}'`), edits: [...edits, ...added] }];
}

function meet(one: Range, other: Range): boolean {
  const isBefore = (a: Position, b: Position): boolean => a.line < b.line || (a.line === b.line && a.character < b.character);
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

/** Says what goes, and everything that it opens. */
function titleOf({ taken, ...found }: Unblocking, also: string): string {
  const services = formatServices(IntervalSet.unionAll(taken.values()));
  const pairs = alsoOpened(found);
  const denies = deniesText([...taken.keys()]);
  return `Take ${services} out of ${denies}${also}${pairs.length ? `; this also opens ${pairs.join(', ')}` : ', which opens nothing else'}`;
}

function deniesText(denies: readonly PlanRule[]): string {
  const [deny] = denies;
  return denies.length > 1
    ? `${denies.length} denies`
    : `'deny ${listText(deny?.sources ?? [])} -> ${listText(deny?.destinations ?? [])}'`;
}

/** What else opens then, and who else may talk. */
function alsoOpened({ more, others, beyond }: Pick<Unblocking, 'more' | 'others' | 'beyond'>): string[] {
  const own = more.isEmpty ? [] : [`${formatServices(more)} between them`];
  const pairs = others.slice(0, 3).map(({ from, to }) => `${from.name} -> ${to.name}`);
  if (others.length > 3) pairs.push(`${others.length - 3} more`);
  if (beyond) pairs.push(others.length ? 'other addresses' : 'addresses of no component');
  return [...own, ...pairs];
}
