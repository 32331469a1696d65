import { type Region, subtract } from '../analysis/region.ts';
import {
  type AddressSet,
  ALL_IPS,
  ALL_IPV4,
  ALL_IPV6,
  formatAddresses,
  hostNames,
  NO_ADDRESSES,
  tagOf,
} from '../model/addresses.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { serviceNamed } from '../model/common-services.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import { ANY_SERVICE, formatServices, isListable, type ServiceSet } from '../model/services.ts';
import { nameOf } from './names.ts';
import { servicesText } from './new-rules.ts';
import { inQuotes } from './texts.ts';

/** Nobody reads an end of more addresses. */
const MOST_ENDS = 16;

/**
 * Rules that allow some traffic, as a person would write them: with the names of zones, components and services, one for each box of it.
 * @param flows what the catalogs know it as, by whose services ports are named
 * @param reason the text at the end of each rule
 * @returns nothing where the language has no words for it that anybody would read
 */
export function rulesFor(region: Region, flows: readonly CatalogFlow[], reason: string, plan: Plan): string[] | undefined {
  const rules: string[] = [];
  for (const { sources, destinations, services } of region) {
    const [from, to] = [endsOf(sources, plan), endsOf(destinations, plan)];
    const what = from && to && textOf(services, flows, to.components, plan);
    if (!what) return undefined;
    rules.push(`allow ${from.names.join(', ')} -> ${to.names.join(', ')} : ${what} ${inQuotes(reason)}`);
  }
  return [...new Set(rules)];
}

/**
 * Traffic with whole zones on its sides, wherever what that adds is allowed anyway: nobody writes a zone without the one component that has a rule
 * already.
 */
export function wholeZones(region: Region, plan: Plan, isAllowed: (more: Region) => boolean): Region {
  return region.map((box) => {
    let whole = box;
    for (const side of ['sources', 'destinations'] as const)
      for (const { addresses, rest } of plan.zones) {
        if (rest || !addresses.overlaps(whole[side]) || whole[side].covers(addresses)) continue;
        const wider = { ...whole, [side]: whole[side].union(addresses) };
        if (isAllowed(subtract([wider], region))) whole = wider;
      }
    return whole;
  });
}

interface Ends {
  readonly names: readonly string[];
  /** Those of the components that are named. */
  readonly components: readonly PlanComponent[];
}

function endsOf(set: AddressSet, plan: Plan): Ends | undefined {
  if (set.covers(ALL_IPS)) return { names: ['any'], components: [] };
  const names: string[] = [];
  const components: PlanComponent[] = [];
  let left = set;
  for (const zone of plan.zones) {
    // The rest of the world has no other name, whatever the family.
    const isWhole = set.covers(zone.addresses) || (zone.rest && set.covers(ofFamilies(zone.addresses, set)));
    const name = isWhole && zone.addresses.overlaps(left) ? nameOf(zone.node, plan) : undefined;
    if (name === undefined) continue;
    names.push(name);
    left = left.subtract(zone.addresses);
  }
  for (const component of plan.components) {
    if (!component.addressed || !left.covers(component.addresses)) continue;
    const name = nameOf(component.node, plan);
    if (name === undefined) continue;
    names.push(name);
    components.push(component);
    left = left.subtract(component.addresses);
  }
  const hosts = new Set(hostNames(left));
  if (hostNames(left).some((name) => tagOf(name) !== undefined)) return undefined;
  for (const text of formatAddresses(left)) names.push(hosts.has(text) ? inQuotes(text) : text);
  return names.length && names.length <= MOST_ENDS ? { names, components } : undefined;
}

/** What of a set is of the address families that another one speaks of. */
function ofFamilies(set: AddressSet, other: AddressSet): AddressSet {
  const spoken = [ALL_IPV4, ALL_IPV6].filter((family) => family.overlaps(other));
  return set.intersect(spoken.reduce((all, each) => all.union(each), NO_ADDRESSES));
}

function textOf(
  services: ServiceSet,
  flows: readonly CatalogFlow[],
  to: readonly PlanComponent[],
  plan: Plan,
): string | undefined {
  if (services.covers(ANY_SERVICE)) return 'any';
  if (!isListable(services)) return undefined;
  const common = serviceNamed(services, plan.catalog)?.name;
  const isOwn = plan.root.statements.some((s) => s.$type === 'Service' && s.name === common);
  if (common !== undefined && !isOwn) return common;
  return to.length ? servicesText({ services, flows, to }, plan) : formatServices(services);
}
