import type { Analysis } from '../../analysis/analyze.ts';
import { type Ways, waysOf } from '../../analysis/ways/ways.ts';
import { type AddressSet, ANYWHERE, formatAddresses, namesAmong } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { isSameList } from '../../model/lists.ts';
import type { PlanFirewall, PlanZone } from '../../model/plan.ts';
import { partId } from '../rule-ids.ts';
import {
  betweenZones,
  buildRuleSet,
  inOrder,
  type RuleEntry,
  type RuleSet,
  type RuleSetTranslation,
  type RuleSide,
} from '../rule-set.ts';
import { byName, partNamesIn, withDistinctLabels } from '../rule-sides.ts';
import { shortHash } from '../short-hash.ts';
import { type Crossing, type Crossings, crossingsOf, placesOf, type ZonePlaces } from './crossing.ts';
import { type Sight, type Stand, seenAt } from './seen-at.ts';
import { filtersArrivals, sightOf } from './sights.ts';
import { TranslatedView } from './translated-entries.ts';

/**
 * The rules of one firewall of a plan: what of the plan's rules passes it. Between zones it knows its own ones by the names that they have on
 * it, and each other zone as a part of those that lead there, since that is where its traffic comes from and goes to. At hosts every zone is
 * itself, and all but those where it stands are somebody else's.
 * @param sight what its rules name of what it translates itself; as its own form has it, if nothing is said
 */
export function firewallRuleSet(
  analysis: Analysis,
  firewall: PlanFirewall,
  stand: Stand,
  sight: Sight = sightOf(firewall.form),
): RuleSet {
  const sets = made.get(analysis) ?? new Map<string, RuleSet>();
  made.set(analysis, sets);
  const key = `${stand} ${sight} ${firewall.name}`;
  let known = sets.get(key);
  if (!known) {
    known = makeRuleSet(analysis, firewall, stand, sight);
    sets.set(key, known);
  }
  return known;
}

/** The rules of the firewalls of a plan, of all or of some of them, wherever each of them stands. */
export function firewallRuleSets(analysis: Analysis, isWanted?: (firewall: PlanFirewall) => boolean): RuleSet[] {
  const wanted = isWanted ? analysis.plan.firewalls.filter(isWanted) : analysis.plan.firewalls;
  return wanted.flatMap((firewall) => [
    ...(firewall.zones.length ? [firewallRuleSet(analysis, firewall, 'between')] : []),
    ...(firewall.guarded.length ? [firewallRuleSet(analysis, firewall, 'at')] : []),
  ]);
}

const made = new WeakMap<Analysis, Map<string, RuleSet>>();

function makeRuleSet(analysis: Analysis, firewall: PlanFirewall, stand: Stand, sight: Sight): RuleSet {
  const { plan } = analysis;
  const ways = waysOf(plan)!;
  const whole = betweenZones(buildRuleSet(analysis));
  const cutter = new Cutter(firewall, ways, placesOf(plan.zones), stand);
  const view = new TranslatedView(seenAt(firewall, stand, sight, plan, ways), plan.zones, partNamesIn(plan));
  const parts = whole.entries.flatMap((entry) => cutter.partsOf(entry));
  const entries = inOrder(withDistinctLabels(parts.flatMap((entry) => view.of(entry))));
  const title = `${whole.title}, firewall ${firewall.name}${firewall.title ? ` (${firewall.title})` : ''}`;
  if (stand === 'at') {
    const guarded = new Set(firewall.guarded.map(({ name }) => name));
    const zones = whole.zones.map((zone) => ({ ...zone, external: zone.external || !guarded.has(zone.name) }));
    return { ...whole, title, zones, entries };
  }
  const seen = new Map(firewall.zones.map((zone): [PlanZone, PlanZone[]] => [zone, []]));
  const places = new Map<string, string>();
  for (const zone of byName(plan.zones))
    for (const own of ways.nearest(firewall, zone)) {
      seen.get(own)!.push(zone);
      if (!places.has(zone.name)) places.set(zone.name, nameOn(firewall, own));
    }
  const zones = [...seen].map(([own, behind]) => {
    const zone = zoneOn(firewall, own, behind, whole);
    return { ...zone, addresses: view.zoneAddresses(zone.addresses, behind) };
  });
  const components = whole.components.flatMap((component) => {
    const zone = places.get(component.zone);
    if (zone === undefined) return [];
    const legs = component.legs?.flatMap((leg) => (places.has(leg.zone) ? [{ ...leg, zone: places.get(leg.zone)! }] : []));
    return [{ ...component, zone, ...(legs ? { legs } : {}) }];
  });
  const translations = firewall.translations.map(
    (translation): RuleSetTranslation => ({
      translation,
      from: translation.outer.map((zone) => nameOn(firewall, zone)),
      to: ways.nearest(firewall, translation.component.zone).map((zone) => nameOn(firewall, zone)),
    }),
  );
  return { ...whole, title, zones: byName(zones), components, entries, ...(translations.length ? { translations } : {}) };
}

/** Whether what stands at hosts of zones has rules about what goes to a zone. */
export function isFilteredAt({ form, guarded }: PlanFirewall, to: PlanZone): boolean {
  return !filtersArrivals(form) || guarded.includes(to);
}

/** What a zone is called on a firewall. */
export function nameOn({ interfaces }: PlanFirewall, zone: PlanZone): string {
  return interfaces.get(zone) ?? zone.name;
}

/** A zone of a firewall with all that is behind it. */
function zoneOn(firewall: PlanFirewall, own: PlanZone, behind: readonly PlanZone[], whole: RuleSet): RuleSet['zones'][number] {
  const zone = whole.zones.find(({ name }) => name === own.name)!;
  const name = nameOn(firewall, own);
  if (behind.length === 1) return { ...zone, name };
  const { addresses: near, own: _, ...rest } = zone;
  const addresses = IntervalSet.unionAll(behind.map((each) => each.addresses));
  return { ...rest, name, rest: behind.some((each) => each.rest), addresses, near };
}

/** So many zones are said one by one. */
const MOST_SAID = 3;

/** Cuts entries to what passes a firewall. */
class Cutter {
  private readonly firewall: PlanFirewall;
  private readonly ways: Ways;
  private readonly places: ZonePlaces;
  private readonly crossings = new Map<readonly PlanZone[], Map<readonly PlanZone[], Crossings>>();
  private readonly passes: (from: PlanZone, to: PlanZone) => boolean;

  constructor(firewall: PlanFirewall, ways: Ways, places: ZonePlaces, stand: Stand) {
    this.firewall = firewall;
    this.ways = ways;
    this.places = places;
    this.passes = (from, to) =>
      stand === 'between'
        ? ways.carries(firewall, from, to)
        : ways.isCarried(from, to) && ways.standsAt(firewall, from, to) && isFilteredAt(firewall, to);
  }

  partsOf(entry: RuleEntry): RuleEntry[] {
    const crossings = this.between(this.places.of(entry.sources), this.places.of(entry.destinations));
    if (crossings.whole && this.places.hold(entry.sources) && this.places.hold(entry.destinations)) return [entry];
    const parts = new Map<string, RuleEntry>();
    for (const crossing of crossings.parts) {
      const part = this.cut(entry, crossing);
      if (!part.sources.length || !part.destinations.length) continue;
      // Where both ends are `any`, both directions say the same.
      parts.set(JSON.stringify([part.sources, part.destinations].map((sides) => sides.map(({ label }) => label))), part);
    }
    return [...parts.values()];
  }

  /** Found once for all entries whose ends are in the same lists of zones, as those are that say `any`. */
  private between(from: readonly PlanZone[], to: readonly PlanZone[]): Crossings {
    const known = this.crossings.get(from) ?? new Map<readonly PlanZone[], Crossings>();
    this.crossings.set(from, known);
    let found = known.get(to);
    if (!found) {
      found = crossingsOf(from, to, this.passes, this.ways, this.firewall);
      known.set(to, found);
    }
    return found;
  }

  private cut(entry: RuleEntry, { from, to }: Crossing): RuleEntry {
    const sources = this.cutSides(entry.sources, from, to);
    const destinations = this.cutSides(entry.destinations, to, from);
    const isSame = isSameList(sources, entry.sources) && isSameList(destinations, entry.destinations);
    if (isSame) return entry;
    const part = { ...entry, sources, destinations };
    return { ...part, id: partId(part, `${entry.id} by its ways`) };
  }

  /** What of some sides lies in the zones that they pass from, or to. */
  private cutSides(sides: readonly RuleSide[], zones: readonly PlanZone[], others: readonly PlanZone[]): RuleSide[] {
    const addresses = this.places.addressesOf(zones);
    return sides.flatMap((side): RuleSide[] => {
      if (side.any && this.mayStayAny(zones, others)) return [side];
      const all = side.any ? ANYWHERE : side.addresses;
      const common = all.intersect(addresses);
      if (common.isEmpty) return [];
      if (!side.any && common.equals(all)) return [side];
      const [only] = zones;
      // A part that is a zone as a whole has its name.
      if (zones.length === 1 && only && common.equals(addresses) && !side.hostNames.length)
        return [{ label: only.name, kind: 'zone', any: false, addresses: only.addresses, hostNames: [] }];
      const names = namesAmong(common, side.hostNames);
      return [
        { ...side, kind: 'group', any: false, label: this.partLabel(side, zones, common), addresses: common, hostNames: names },
      ];
    });
  }

  /** What of a side is called that lies in some zones: by these, or by those that it lies in besides. */
  private partLabel(side: RuleSide, zones: readonly PlanZone[], part: AddressSet): string {
    const included = new Set(zones);
    const touched = this.places.of([side]);
    const own = byName(touched.filter((zone) => included.has(zone)));
    const others = byName(touched.filter((zone) => !included.has(zone)));
    const said = [own, others].find((all) => all.length <= MOST_SAID);
    if (!said) return `${side.label} in part ${shortHash(formatAddresses(part).join())}`;
    const names = said.map(({ name }) => name).join(', ');
    return `${side.label} ${said === own ? 'in' : 'except in'} ${names}`;
  }

  /** Whether all that `any` has beside some zones lies behind the same zone of the firewall as the other end, so that it never gets here. */
  private mayStayAny(zones: readonly PlanZone[], others: readonly PlanZone[]): boolean {
    const included = new Set(zones);
    const near = kindlyNearest(this.ways, this.firewall);
    const there = [...new Set(others.map(near))];
    const left = [...new Set(this.places.zones.filter((zone) => !included.has(zone)).map(near))];
    return left.every((own) => there.every((other) => own.some((zone) => other.includes(zone))));
  }
}

/** The zones of a firewall by which it knows another; the same list for all zones of which that is the same. */
function kindlyNearest(ways: Ways, firewall: PlanFirewall): (zone: PlanZone) => readonly PlanZone[] {
  const lists = new Map<string, readonly PlanZone[]>();
  return (zone) => {
    const own = ways.nearest(firewall, zone);
    const key = own.map(({ name }) => name).join(' ');
    const known = lists.get(key) ?? own;
    lists.set(key, known);
    return known;
  };
}
