import { formatChoice } from '../../model/choices.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanComponent } from '../../model/plan.ts';
import { formatServices, NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import { describeSystems, type System } from '../../model/systems.ts';
import type { Gap, PairGap } from '../pair-gaps.ts';
import { servicesOf } from '../region.ts';
import { systemsNeeding } from '../unknown-systems.ts';

/** What components lack only as long as nobody says what they run; the same of each. */
export interface UnsaidGaps {
  readonly components: readonly PlanComponent[];
  readonly pairs: readonly PairGap[];
  /** `tcp 445 from s only for Windows; tcp 22 from s only for Linux`. */
  readonly text: string;
}

/** Whose system a gap hangs on, and for which it is one; nothing where somebody says it. */
function asked(
  { flow }: Gap,
  { from, to }: PairGap,
  plan: Plan,
): { component: PlanComponent; systems: readonly System[] } | undefined {
  for (const [side, component] of [
    ['responder', to],
    ['initiator', from],
  ] as const) {
    const systems = systemsNeeding(plan, flow, component, side);
    if (systems) return { component, systems };
  }
  return undefined;
}

/** A pair with some of its gaps. */
function part(pair: PairGap, gaps: readonly Gap[]): PairGap | undefined {
  if (gaps.length === pair.gaps.length) return pair;
  return gaps.length
    ? { ...pair, gaps, services: IntervalSet.unionAll(gaps.map(({ region }) => servicesOf(region))) }
    : undefined;
}

/** What of a pair is lacking for certain, and what hangs on systems that nobody says. */
export function splitBySystems(pair: PairGap, plan: Plan): { said: PairGap | undefined; unsaid: PairGap | undefined } {
  const open = pair.gaps.filter((gap) => asked(gap, pair, plan));
  if (!open.length) return { said: pair, unsaid: undefined };
  const said = part(
    pair,
    pair.gaps.filter((gap) => !open.includes(gap)),
  );
  // What opens with the rest needs no word of its own.
  const rest = said ? open.filter((gap) => gap.oneOf || !said.services.covers(servicesOf(gap.region))) : open;
  return { said, unsaid: part(pair, rest) };
}

interface Need {
  services: ServiceSet;
  readonly choices: Set<string>;
  readonly peers: Set<PlanComponent>;
  readonly way: 'from' | 'to';
  readonly condition: string;
}

/** What pairs lack as long as nobody says what runs where, by the components of which nobody says it; those that lack the same together. */
export function unsaidGaps(pairs: readonly PairGap[], plan: Plan): UnsaidGaps[] {
  const needs = new Map<PlanComponent, { byKey: Map<string, Need>; pairs: Set<PairGap> }>();
  for (const pair of pairs)
    for (const gap of pair.gaps) {
      const open = asked(gap, pair, plan);
      if (!open) continue;
      const own = needs.get(open.component) ?? { byKey: new Map<string, Need>(), pairs: new Set<PairGap>() };
      needs.set(open.component, own);
      own.pairs.add(pair);
      const way = open.component === pair.to ? 'from' : 'to';
      const condition = describeSystems(open.systems);
      const key = `${way} ${condition}`;
      const need = own.byKey.get(key) ?? {
        services: NO_SERVICE,
        choices: new Set<string>(),
        peers: new Set<PlanComponent>(),
        way,
        condition,
      };
      own.byKey.set(key, need);
      if (gap.oneOf) need.choices.add(formatChoice(gap.oneOf));
      else need.services = need.services.union(servicesOf(gap.region));
      need.peers.add(way === 'from' ? pair.from : pair.to);
    }
  const alike = new Map<string, { components: PlanComponent[]; pairs: PairGap[] }>();
  for (const [component, own] of needs) {
    const text = [...own.byKey.values()].map(inWords).sort().join('; ');
    const known = alike.get(text) ?? { components: [], pairs: [] };
    alike.set(text, known);
    known.components.push(component);
    for (const pair of own.pairs) known.pairs.push(pair);
  }
  return [...alike].map(([text, each]) => ({ ...each, text }));
}

function inWords({ services, choices, peers, way, condition }: Need): string {
  const ports = [...(services.isEmpty ? [] : [formatServices(services)]), ...choices].join(', ');
  return `${ports} ${way} ${listComponents([...peers])} ${condition}`;
}

/** So many names are spelled out. */
const MOST = 3;

/** `a, b and c`, or the first ones and how many more there are. */
export function listComponents(components: readonly PlanComponent[]): string {
  const names = components.map((c) => c.name);
  if (names.length > MOST + 1) return `${names.slice(0, MOST).join(', ')} and ${names.length - MOST} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();
}
