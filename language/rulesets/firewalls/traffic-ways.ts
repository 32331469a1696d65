import type { Analysis } from '../../analysis/analyze.ts';
import type { Box } from '../../analysis/region.ts';
import { describeGap } from '../../analysis/ways/describe-ways.ts';
import { type Ways, waysOf } from '../../analysis/ways/ways.ts';
import { ZonesTouched } from '../../analysis/zones-touched.ts';
import type { PlanFirewall, PlanZone } from '../../model/plan.ts';
import { dialedServices, dialedText, realServices, realText } from '../../model/translations.ts';
import type { RuleEntry, RuleSide } from '../rule-set.ts';
import { firewallRuleSet, isFilteredAt, nameOn } from './firewall-rule-set.ts';
import { type SeenTranslation, seenAt } from './seen-at.ts';
import { filtersArrivals } from './sights.ts';

/** So many ways of some traffic are told. */
const MOST_WAYS = 8;

/** So many pairs of zones are looked at. */
const MOST_PAIRS = 2000;

/** A firewall that some traffic passes on its way. */
export interface Passed {
  readonly firewall: string;
  /** By which of its zones the traffic comes and goes, as they are called on it; nothing for one that stands at the hosts of an end. */
  readonly between: readonly [from: string, to: string] | undefined;
  /** Its rules about the traffic, denies first. */
  readonly rules: readonly RuleEntry[];
  /** What of the traffic it translates, or knows under an outer address, in words. */
  readonly translated: readonly string[];
}

/** A way of some traffic; without firewalls where none leads there. */
export interface TrafficWay {
  readonly from: PlanZone;
  readonly to: PlanZone;
  readonly passes: readonly Passed[];
}

export interface TrafficWays {
  readonly ways: readonly TrafficWay[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

/** The ways that some traffic takes over the firewalls of a plan, and their rules about it; nothing where the plan names none. */
export function waysOfTraffic(analysis: Analysis, traffic: Box): TrafficWays | undefined {
  const { plan } = analysis;
  const ways = waysOf(plan);
  if (!ways) return undefined;
  const zonesOf = (addresses: Box['sources']): PlanZone[] =>
    ZonesTouched.of(plan.zones)
      .by(addresses)
      .map((n) => plan.zones[n]!);
  const [from, to] = [zonesOf(traffic.sources), zonesOf(traffic.destinations)];
  const found = new Map<string, TrafficWay>();
  let tried = 0;
  for (const source of from)
    for (const destination of to) {
      if (source === destination) continue;
      if (tried++ === MOST_PAIRS) return { ways: [...found.values()].slice(0, MOST_WAYS), more: true };
      const { ways: all, more } = ways.list(source, destination);
      const carries = (firewall: PlanFirewall): boolean => ways.carries(firewall, source, destination);
      for (const way of all.length ? all.map((each) => filteredOn(each, destination, carries)) : [[]]) {
        const passes = way.map((firewall) => passed(firewall, source, destination, ways, analysis, traffic));
        const key = JSON.stringify(passes.map(({ firewall, between, rules }) => [firewall, between, rules.map(({ id }) => id)]));
        const known = way.length ? key : `${source.name} ${destination.name}`;
        if (!found.has(known)) found.set(known, { from: source, to: destination, passes });
      }
      if (found.size > MOST_WAYS || more) return { ways: [...found.values()].slice(0, MOST_WAYS), more: true };
    }
  return { ways: [...found.values()], more: false };
}

/** What of a way filters the traffic: what leaves a host its own firewall has nothing to say about, and that of the host it goes to comes last. */
function filteredOn(
  way: readonly PlanFirewall[],
  to: PlanZone,
  carries: (firewall: PlanFirewall) => boolean,
): readonly PlanFirewall[] {
  const kept = way.filter((firewall) => carries(firewall) || isFilteredAt(firewall, to));
  const isLast = (firewall: PlanFirewall): boolean => !carries(firewall) && filtersArrivals(firewall.form);
  return [...kept.filter((firewall) => !isLast(firewall)), ...kept.filter(isLast)];
}

function passed(
  firewall: PlanFirewall,
  from: PlanZone,
  to: PlanZone,
  ways: Ways,
  analysis: Analysis,
  { sources, destinations, services }: Box,
): Passed {
  const isBetween = ways.carries(firewall, from, to);
  const called = (zone: PlanZone): string =>
    ways
      .nearest(firewall, zone)
      .map((own) => nameOn(firewall, own))
      .join(' or ');
  const about = (sides: readonly RuleSide[], addresses: Box['sources'], zone: PlanZone): boolean =>
    sides.some((side) => side.any || side.addresses.intersect(addresses).overlaps(zone.addresses));
  const stand = isBetween ? 'between' : 'at';
  const outer = outerTraffic(
    { sources, destinations, services },
    from,
    to,
    seenAt(firewall, stand, 'dialed', analysis.plan, ways),
  );
  const holds = (sides: readonly RuleSide[], addresses: Box['sources']): boolean =>
    sides.some((side) => side.any || side.addresses.overlaps(addresses));
  const rules = firewallRuleSet(analysis, firewall, stand).entries.filter(
    (entry) =>
      (entry.services.overlaps(services) && about(entry.sources, sources, from) && about(entry.destinations, destinations, to)) ||
      outer.some(
        ({ box }) =>
          entry.services.overlaps(box.services) &&
          holds(entry.sources, box.sources) &&
          holds(entry.destinations, box.destinations),
      ),
  );
  const translated = outer.map(({ seen: { translation, isTranslator } }) =>
    isTranslator
      ? `${dialedText(translation)} becomes ${realText(translation)} here`
      : `${translation.component.name} is ${dialedText(translation)} here`,
  );
  return { firewall: firewall.name, between: isBetween ? [called(from), called(to)] : undefined, rules, translated };
}

/** What of some traffic has outer addresses at a firewall, with these. */
function outerTraffic(
  { sources, destinations, services }: Box,
  from: PlanZone,
  to: PlanZone,
  all: readonly SeenTranslation[],
): { readonly seen: SeenTranslation; readonly box: Box }[] {
  return all.flatMap((seen) => {
    const { translation, zones } = seen;
    const { component, real, address } = translation;
    if (component.zone === to && zones.includes(from) && destinations.overlaps(real)) {
      const dialed = dialedServices(services, translation);
      const virtual = services.intersect(realServices(translation));
      // A form with objects for translations has the ports behind them.
      return dialed.isEmpty ? [] : [{ seen, box: { sources, destinations: address, services: dialed.union(virtual) } }];
    }
    const isBack = !translation.services && component.zone === from && zones.includes(to) && sources.overlaps(real);
    return isBack ? [{ seen, box: { sources: address, destinations, services } }] : [];
  });
}

/** Ways in words: a line for each, and one for each firewall on it. */
export function describeWays(
  found: TrafficWays,
  { plan }: Analysis,
): { readonly text: string; readonly details: readonly string[] }[] {
  const lines = found.ways.map(({ from, to, passes }) => ({
    text: passes.length
      ? `from ${from.name} to ${to.name} over ${passes.map(({ firewall }) => firewall).join(', ')}`
      : `no way leads from ${from.name} to ${to.name}: ${describeGap(plan, from, to)}`,
    details: passes.map(describePassed),
  }));
  return found.more ? [...lines, { text: 'and on more ways than these', details: [] }] : lines;
}

/** `core, from transit to inside: allow any-to-vbr-r5qx (line 12)` */
export function describePassed({ firewall, between, rules, translated }: Passed): string {
  const outer = translated.length ? ` (${translated.join('; ')})` : '';
  const said = rules.map(({ action, id, line }) => `${action} ${id} (line ${line})`).join(', ');
  return `${firewall}, ${between ? `from ${between[0]} to ${between[1]}` : 'at the hosts'}${outer}: ${said || 'no rule about it'}`;
}
