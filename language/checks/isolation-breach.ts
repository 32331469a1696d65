import type { Analysis } from '../analysis/analyze.ts';
import { flowApplies } from '../analysis/conditions.ts';
import { letThrough, usableTraffic } from '../analysis/coverage/let-through.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { type Region, servicesOf, subtract } from '../analysis/region.ts';
import { knownTraffic } from '../analysis/requirements.ts';
import { RowPairs } from '../analysis/row-pairs.ts';
import { at, type CheckContext, defineCheck, type Fix } from '../checking/check.ts';
import { insertBehind } from '../editing/edits.ts';
import { nameOf } from '../editing/names.ts';
import { takeOut } from '../editing/narrow-rule.ts';
import { ANYWHERE } from '../model/addresses.ts';
import { note } from '../model/lists.ts';
import type { PlanEndpoint, PlanRule, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE, formatServices } from '../model/services.ts';

interface Breach {
  readonly rule: PlanRule;
  readonly zone: PlanZone;
  readonly region: Region;
}

/** A rule that joins an isolated zone with the rest of the network. */
export const isolationBreach = defineCheck<Breach>({
  code: 'isolation-breach',
  level: 'error',
  theme: 'openings',
  title: 'A rule that lets traffic into or out of an isolated zone',
  documentation: `A zone marked \`isolated\` has no way in or out: a SureBackup lab, for example, holds copies of production machines, with the same
names and addresses, and must never meet the originals. This rule lets traffic through, and no \`deny\` closes it.

\`\`\`segplan
zone lab isolated { subnet 10.50.0.0/24 }
allow admins -> 10.0.0.0/8 : ssh      // 10.50.0.0/24 is part of it
deny any -> lab                       // with this line nothing is open
\`\`\`

What a catalog requires between components of the zone and others is not reported, nor a rule that is about the zone itself and states its
reason (\`allow admins -> lab : ssh "restore tests"\`). The quick-fix takes the traffic out of the rule, or closes the zone with a \`deny\`.`,
  *detect({ plan, analysis }) {
    const isolated = plan.zones
      .filter((z) => z.isolated && !z.addresses.isEmpty)
      .map((zone) => ({ zone, required: once(() => requiredBy(zone, analysis)) }));
    const opened = new Map<PlanRule, RuleBox[]>();
    for (const box of isolated.length ? analysis.statedAllows() : []) note(opened, box.rule, box);
    for (const [rule, boxes] of opened) {
      let seen: Region = [];
      for (const { zone, required } of isolated) {
        // Traffic between two isolated zones is one breach.
        const crossed = crossing(rule, boxes, zone, analysis);
        const region = crossed.length ? subtract(crossed, [...required(), ...seen]) : crossed;
        if (!region.length) continue;
        seen = [...seen, ...region];
        const [side, index] = placeOf(rule, zone, region);
        yield {
          ...at(rule.node, side, index),
          message: `This lets ${describe(rule, zone, region)}, but ${zone.name} is isolated.`,
          related: [{ ...at(zone.node, 'name'), message: `${zone.name} is marked as isolated.` }],
          data: { rule, zone, region },
        };
      }
    }
  },
  fix({ data }, context): Fix[] {
    if (!data) return [];
    return [takeOut(data.rule, data.region, context.analysis) ?? closeZone(data, context)].flatMap((fix) => fix ?? []);
  },
});

/** What a rule lets through between a zone and all others; what a `required` stands for is no breach. */
function crossing(rule: PlanRule, boxes: readonly RuleBox[], zone: PlanZone, analysis: Analysis): Region {
  const inside = zone.addresses;
  if (!rule.sourceAddresses.overlaps(inside) && !rule.destinationAddresses.overlaps(inside)) return [];
  const within = (e: PlanEndpoint): boolean => !e.addresses.isEmpty && inside.covers(e.addresses);
  if (rule.reason && [...rule.sources, ...rule.destinations].some(within)) return [];
  const parts = boxes.flatMap((box) => [
    { ...box, sources: box.sources.intersect(inside), destinations: box.destinations.subtract(inside) },
    { ...box, sources: box.sources.subtract(inside), destinations: box.destinations.intersect(inside) },
  ]);
  return letThrough(parts, analysis);
}

/** What is required of a zone, in whatever phase: ports that are open beyond their phase are another finding. */
function requiredBy(zone: PlanZone, { plan, known }: Analysis): Region {
  const index = known();
  const near = index instanceof RowPairs ? [...index.ofZone(zone)] : knownTraffic(plan, true);
  return near
    .filter((r) => r.fromZone !== r.toZone && (r.fromZone === zone || r.toZone === zone))
    .filter(({ flow }) => !flow.optional && flowApplies(plan, flow, new Set([flow.phase ?? ''])))
    .flatMap(usableTraffic);
}

/** What is worked out when somebody asks for it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The end through which the isolated zone came into the rule. */
function placeOf(rule: PlanRule, zone: PlanZone, region: Region): ['sources' | 'destinations', number] {
  for (const side of ['sources', 'destinations'] as const) {
    const index = rule[side].findIndex((e) =>
      region.some((b) => b[side].overlaps(zone.addresses) && b[side].overlaps(e.addresses)),
    );
    if (index >= 0) return [side, index];
  }
  return ['sources', 0];
}

/** `admins reach lab on tcp 22`; of traffic both ways, that out of the zone. */
function describe(rule: PlanRule, zone: PlanZone, region: Region): string {
  const out = region.filter((b) => b.sources.overlaps(zone.addresses));
  const part = out.length ? out : region;
  const names = (side: 'sources' | 'destinations'): string => {
    const ends = rule[side].filter((e) => part.some((b) => b[side].overlaps(e.addresses)));
    if (part.some((b) => b[side].overlaps(zone.addresses)))
      return ends.every((e) => zone.addresses.covers(e.addresses)) ? ends.map((e) => e.label).join(', ') : zone.name;
    return ends.map((e) => (e.kind === 'any' && !e.cut ? 'everything' : e.label)).join(', ');
  };
  const services = servicesOf(part);
  return `${names('sources')} reach ${names('destinations')} on ${services.equals(ANY_SERVICE) ? 'every service' : formatServices(services)}`;
}

/** Closes the zone as a whole, where that closes nothing that is required. */
function closeZone({ rule, zone, region }: Breach, { analysis, plan }: CheckContext): Fix | undefined {
  const name = nameOf(zone.node, plan);
  if (!name || requiredBy(zone, analysis).length) return undefined;
  const all = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE };
  const denies = [
    ...(region.some((b) => b.sources.overlaps(zone.addresses))
      ? [{ line: `deny ${name} -> any`, box: { ...all, sources: zone.addresses } }]
      : []),
    ...(region.some((b) => b.destinations.overlaps(zone.addresses))
      ? [{ line: `deny any -> ${name}`, box: { ...all, destinations: zone.addresses } }]
      : []),
  ];
  const lines = denies.map(({ line }) => line);
  const edits = [insertBehind(rule.node, lines)];
  const closes = { region: denies.map(({ box }) => box) };
  return { title: `Close ${name}: ${lines.join(', ')}`, edits, preferred: true, closes };
}
