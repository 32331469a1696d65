import { type AddressSet, formatAddresses, hostNames, NO_ADDRESSES, namesAmong } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { onceFor } from '../model/once-for.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanTranslation } from '../model/plan.ts';
import { asOwn } from '../model/subnets.ts';
import { PartNames } from './part-names.ts';
import { compare } from './rule-ids.ts';
import { shortHash } from './short-hash.ts';

/** One side of a rule: a name that targets make an object of, and what it stands for. */
export interface RuleSide {
  /** Unique for its addresses within the rule set: `vbr`, `backup`, `veeam.proxy in backup`. */
  readonly label: string;
  readonly kind: PlanEndpoint['kind'];
  /** `any` where the rule says `any`: no address is to be matched. */
  readonly any: boolean;
  readonly addresses: AddressSet;
  /** The addresses that hosts of this side have themselves, where those above are what others see of them. */
  readonly own?: AddressSet;
  /** Host names that the rule itself names; a zone's are not here, since its addresses stand for them. */
  readonly hostNames: readonly string[];
  /** Set where a form has an object for a translation, which stands in rules in place of the outer address. */
  readonly virtual?: PlanTranslation;
}

/** An end of a rule as one of its sides. */
function side(endpoint: PlanEndpoint, plan: Plan): RuleSide {
  const isEverywhere = isWithLegs(endpoint);
  return {
    label: isEverywhere ? `${endpoint.label} everywhere` : endpoint.label,
    // What is left of a zone or a component, or more than where it stands, is not the one that its name stands for.
    kind: endpoint.cut || isEverywhere ? 'group' : endpoint.kind,
    any: endpoint.kind === 'any' && !endpoint.cut,
    addresses: endpoint.addresses,
    ...translated(endpoint, plan),
    hostNames: endpoint.hostNames,
  };
}

/** Whether an end is a component with what it has in other networks, as a deny closes it. */
function isWithLegs({ kind, cut, components: [only], addresses }: PlanEndpoint): boolean {
  return kind === 'component' && !cut && !!only?.legs.length && !addresses.equals(only.addresses);
}

/** What the hosts of an end have themselves, where others see them under other addresses. */
function translated({ kind, addresses, components }: PlanEndpoint, { zones }: Plan): Pick<RuleSide, 'own'> {
  const behind = translatedZones.get(zones) ?? zones.filter((zone) => zone.translations.length);
  translatedZones.set(zones, behind);
  const own = behind.flatMap((zone) => {
    const common = kind === 'any' ? NO_ADDRESSES : addresses.intersect(zone.addresses);
    if (common.isEmpty) return [];
    const named = components.filter((c) => c.zone === zone && c.addressed);
    const exact = IntervalSet.unionAll(named.map((c) => c.addresses)).covers(common);
    return exact && kind !== 'zone' && kind !== 'site' ? named.map((c) => c.own) : [asOwn(common, zone.translations)];
  });
  return own.length ? { own: IntervalSet.unionAll(own) } : {};
}

const translatedZones = new WeakMap<Plan['zones'], Plan['zones']>();

/** What of a component lies within some addresses; nothing when none of it does. */
export function componentSide(component: PlanComponent, rule: readonly PlanEndpoint[], box: AddressSet): RuleSide | undefined {
  const whole = box.covers(component.addresses);
  const addresses = whole ? component.addresses : component.addresses.intersect(box);
  if (addresses.isEmpty) return undefined;
  return {
    label: whole ? component.name : `${component.name} in ${rule.map((e) => e.label).join(', ')}`,
    kind: 'component',
    any: false,
    addresses,
    ...(component.zone.translations.length ? { own: component.own } : {}),
    hostNames: component.addressed ? hostNames(addresses) : [],
  };
}

/** What parts of ends are called by the zones and components of a plan. */
export const partNamesIn: (plan: Plan) => PartNames = onceFor(
  ({ zones, components }: Plan) =>
    new PartNames(
      zones,
      components.map(({ name, zone, addresses }) => ({ name, zone: zone.name, addresses })),
    ),
);

/** An end of a rule, or what of it lies within some addresses. */
export function within(endpoint: PlanEndpoint, addresses: AddressSet, plan: Plan, seen = new Set<unknown>()): RuleSide[] {
  if (endpoint.addresses.isEmpty) return [];
  if (addresses.covers(endpoint.addresses)) return [side(endpoint, plan)];
  const common = endpoint.addresses.intersect(addresses);
  if (common.isEmpty) return [];
  if (endpoint.members) {
    // A group that several others hold is said once.
    if (seen.has(endpoint.members)) return [];
    seen.add(endpoint.members);
    return endpoint.members.flatMap((member) => within(member, addresses, plan, seen));
  }
  const parts = byName(endpoint.components).flatMap((c) => componentSide(c, [endpoint], common) ?? []);
  const rest = common.subtract(IntervalSet.unionAll(parts.map((p) => p.addresses)));
  if (rest.isEmpty) return parts;
  // Of a zone, a network or `any` there is more than its components.
  return [
    {
      label: partNamesIn(plan).of(endpoint.label, endpoint.addresses, common),
      kind: 'group',
      any: false,
      addresses: common,
      ...translated({ ...endpoint, addresses: common }, plan),
      hostNames: namesAmong(common, endpoint.hostNames),
    },
  ];
}

/** What has two ends. */
interface Sided {
  readonly sources: readonly RuleSide[];
  readonly destinations: readonly RuleSide[];
}

/** Entries in which a label stands for the same addresses wherever it stands: where it would stand for several, a hash says for which. */
export function withDistinctLabels<E extends Sided>(entries: readonly E[]): E[] {
  const known = new Map<string, AddressSet[]>();
  for (const { label, addresses } of entries.flatMap((entry) => [...entry.sources, ...entry.destinations])) {
    const sets = known.get(label);
    if (!sets) known.set(label, [addresses]);
    else if (!sets.some((set) => set === addresses || set.equals(addresses))) sets.push(addresses);
  }
  const distinct = (side: RuleSide): RuleSide =>
    known.get(side.label)!.length > 1
      ? { ...side, label: `${side.label} ${shortHash(formatAddresses(side.addresses).join())}` }
      : side;
  const sides = new SideTable();
  const all = (some: readonly RuleSide[]): RuleSide[] => some.map((each) => sides.one(distinct(each)));
  return entries.map((entry) => ({ ...entry, sources: all(entry.sources), destinations: all(entry.destinations) }));
}

/** Sides of which none is there twice: what a target makes of one is made once, however many rules it stands in. */
class SideTable {
  private readonly known = new Map<string, RuleSide[]>();

  one(side: RuleSide): RuleSide {
    const alike = this.known.get(side.label);
    const same = alike?.find((other) => isSameSide(side, other));
    if (same) return same;
    if (alike) alike.push(side);
    else this.known.set(side.label, [side]);
    return side;
  }
}

function isSameSide(a: RuleSide, b: RuleSide): boolean {
  const isSame = (one: AddressSet | undefined, other: AddressSet | undefined): boolean =>
    one === other || (!!one && !!other && one.equals(other));
  return (
    a.kind === b.kind &&
    a.any === b.any &&
    a.virtual === b.virtual &&
    isSame(a.addresses, b.addresses) &&
    isSame(a.own, b.own) &&
    a.hostNames.length === b.hostNames.length &&
    a.hostNames.every((name, n) => name === b.hostNames[n])
  );
}

const sortedLists = new WeakMap<readonly object[], readonly object[]>();

/** A list by names; requirements share theirs, so that each is sorted once. */
export function byName<T extends { readonly name: string }>(things: readonly T[]): readonly T[] {
  const sorted = (sortedLists.get(things) as readonly T[] | undefined) ?? [...things].sort((a, b) => compare(a.name, b.name));
  sortedLists.set(things, sorted);
  return sorted;
}
