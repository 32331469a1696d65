import type { Analysis } from '../analysis/analyze.ts';
import { neededBetween, servedBy } from '../analysis/coverage/needed.ts';
import { keptWithStructure } from '../analysis/kept.ts';
import type { Closing } from '../analysis/reach/lost-by-closing.ts';
import { at, defineCheck, type Fix, findingsOfRules } from '../checking/check.ts';
import { nameInstead } from '../editing/name-ends.ts';
import { removeStatement } from '../editing/remove.ts';
import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, ANYWHERE } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { membersOf } from '../model/group-members.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';

interface Data {
  readonly rule: PlanRule;
  readonly side: 'sources' | 'destinations';
}

/** A rule that is open to everybody, or to everywhere. */
export const anyEndpoint = defineCheck<Data>({
  code: 'any-endpoint',
  level: 'warning',
  theme: 'openings',
  title: 'A rule from or to anywhere',
  documentation: `\`any\` is every address there is, those on the internet included. A rule for it opens a service to zones that nobody thought of
when it was written, and to zones that are added later. Name the zones, components or roles instead; the internet is a zone of its own
(\`zone internet external\`).

\`\`\`segplan
allow any -> vbr : tcp 443
allow admins, one -> vbr : tcp 443
\`\`\`

A rule that states its reason is taken to be meant. The quick-fix names the components that require the services.`,
  detect: ({ plan, analysis }) =>
    findingsOfRules(analysis, 'rules for everybody', function* (rule) {
      if (rule.action !== 'allow' || rule.reason) return;
      for (const side of ['sources', 'destinations'] as const) {
        const index = wideEnd(rule[side], plan);
        if (index < 0) continue;
        const what = side === 'sources' ? 'from everywhere' : 'to everywhere';
        yield {
          ...at(rule.node, side, index),
          message: `This rule is open ${what}, ${included(rule[side], plan)} included: name the zones or components it is for.`,
          data: { rule, side },
        };
      }
    }),
  fix({ data }, { analysis, plan }): Fix[] {
    if (!data) return [];
    const { rule, side } = data;
    const components = needed(data, analysis);
    const wide = wideEnds(rule[side], plan);
    const naming = nameInstead(rule, side, (end) => wide.includes(end), components, analysis);
    if (!naming) {
      // Whoever wrote it may know of a need that no catalog knows.
      return components.length
        ? []
        : [{ title: 'Remove this rule: nothing is required', edits: removeStatement(rule.node), closes: { rule } }];
    }
    const { labels, edits } = naming;
    const closes = closed(data, wide, components);
    const shown = labels.length > 5 ? `${labels.slice(0, 5).join(', ')} and ${labels.length - 5} more` : labels.join(', ');
    if (labels.length) return [{ title: `Name ${shown} instead`, edits, preferred: true, closes }];
    const what = wide.map((end) => end.label).join(', ');
    if (components.length)
      return [{ title: `Take ${what} out: the other ends are all that is required`, edits, preferred: true, closes }];
    return [{ title: `Take ${what} out: nothing is required`, edits, closes }];
  },
});

/** What is open no longer once these components stand in the place of wide ends. */
function closed({ rule, side }: Data, wide: readonly PlanEndpoint[], components: readonly PlanComponent[]): Closing {
  const staying = rule[side].flatMap(literals).filter((end) => !wide.includes(end));
  const named = rule[side].flatMap(membersOf).filter(({ kind }) => kind !== 'any' && kind !== 'address');
  const kept = IntervalSet.unionAll([...staying, ...named, ...components].map(({ addresses }) => addresses));
  const box = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE, [side]: ANYWHERE.subtract(kept) };
  return { rule, region: [box] };
}

/** The first end of those that leave an address family open to all: `any`, or networks that come to the same; -1 when there is none. */
function wideEnd(ends: readonly PlanEndpoint[], plan: Plan): number {
  // Most rules have one end on a side.
  const only = ends.length === 1 && !ends[0]!.members?.length ? ends[0] : undefined;
  if (only && only.kind !== 'address') return only.kind === 'any' && reachesOutside(only, plan) ? 0 : -1;
  const all = IntervalSet.unionAll(ends.flatMap(literals).map((e) => e.addresses));
  const any = ends.findIndex((e) => literals(e).some((l) => l.kind === 'any' && reachesOutside(l, plan)));
  if (any < 0 && !all.covers(ALL_IPV4) && !all.covers(ALL_IPV6)) return -1;
  return any < 0 ? ends.findIndex((e) => literals(e).length) : any;
}

/** What an open end holds besides the zones of the plan itself: the internet, or the zones outside that an exception leaves. */
function included(ends: readonly PlanEndpoint[], plan: Plan): string {
  const all = IntervalSet.unionAll(
    ends.flatMap(literals).map((end) => (end.kind === 'any' && !end.cut ? ANYWHERE : end.addresses)),
  );
  // Most that is open is `any`.
  const known = keptWithStructure(plan, 'what open ends include', () => new WeakMap<AddressSet, string>());
  let text = known.get(all);
  if (text === undefined) {
    text = includedIn(all, plan);
    known.set(all, text);
  }
  return text;
}

function includedIn(all: AddressSet, { zones }: Plan): string {
  const open = all.intersect(ALL_IPS);
  const others = zones.filter((zone) => !zone.rest && zone.addresses.overlaps(open));
  const outside = others.filter((zone) => zone.external).map((zone) => zone.name);
  const isKnown = IntervalSet.unionAll(others.map((zone) => zone.addresses)).covers(open);
  return isKnown && outside.length ? firstOf(outside, 3) : 'the internet';
}

/** Whether what is left of `any` holds more than the zones of the plan itself. */
function reachesOutside({ cut, addresses }: PlanEndpoint, { zones }: Plan): boolean {
  if (!cut) return true;
  const inside = IntervalSet.unionAll(zones.filter((z) => !z.external).map((z) => z.addresses));
  return !inside.covers(addresses.intersect(ALL_IPS));
}

/** What an end names that is neither zone nor component. */
function literals(end: PlanEndpoint): readonly PlanEndpoint[] {
  return membersOf(end).filter(({ kind }) => kind === 'any' || kind === 'address');
}

/** What has to go so that no address family is open to all: what does so by itself, or all networks that do so together. */
function wideEnds(ends: readonly PlanEndpoint[], plan: Plan): PlanEndpoint[] {
  const all = ends.flatMap(literals);
  const isWide = (e: PlanEndpoint): boolean =>
    e.kind === 'any' ? reachesOutside(e, plan) : e.addresses.covers(ALL_IPV4) || e.addresses.covers(ALL_IPV6);
  const rest = IntervalSet.unionAll(all.filter((e) => !isWide(e)).map((e) => e.addresses));
  return rest.covers(ALL_IPV4) || rest.covers(ALL_IPV6) ? all : all.filter(isWide);
}

/** The components at the open end that require something of the rule, in whatever phase. */
function needed({ rule, side }: Data, analysis: Analysis): PlanComponent[] {
  const found = new Set<PlanComponent>();
  for (const requirement of neededBetween(rule, analysis)) {
    const served = servedBy(rule, requirement, analysis);
    for (const c of side === 'sources' ? requirement.from : requirement.to)
      if (served.some((box) => box[side].overlaps(c.addresses))) found.add(c);
  }
  return analysis.plan.components.filter((c) => found.has(c));
}
