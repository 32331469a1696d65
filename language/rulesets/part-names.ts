import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES, formatAddresses, formatEvery } from '../model/addresses.ts';
import { onceFor } from '../model/once-for.ts';
import { SetPlaces } from '../model/set-places.ts';
import { shortHash } from './short-hash.ts';

/** Something that a part of an end can be named by. */
interface Named {
  readonly name: string;
  readonly addresses: AddressSet;
}

interface Component extends Named {
  readonly zone: string;
}

/** So many things that are left out of an end are said one by one. */
const MOST_SAID = 3;

const EXCEPT = ' except ';

/**
 * What a part of an end is called in rule sets: by the zone or the component that it is, else by what of the whole it leaves out, so that whoever reads it
 * knows what it is. A label stands for the same addresses wherever it stands, and whatever other parts there are: what takes more words has a mark besides.
 */
export class PartNames {
  private readonly named: readonly Named[];
  private readonly places: SetPlaces<bigint>;
  private readonly byAddresses = new Map<string, string>();

  /** @param components are named with their zones where several are called the same */
  constructor(zones: readonly Named[], components: readonly Component[]) {
    const counts = new Map<string, number>();
    for (const { name } of components) counts.set(name, (counts.get(name) ?? 0) + 1);
    const called = components.map(({ name, zone, addresses }) => ({
      name: counts.get(name) === 1 ? name : `${zone}.${name}`,
      addresses,
    }));
    // A component that is anywhere in its zone has all addresses of this one, whose name goes before.
    this.named = [inOrder(zones), inOrder(called)].flat().filter(({ addresses }) => !addresses.isEmpty);
    this.places = new SetPlaces(this.named.map(({ addresses }) => addresses));
    for (const { name, addresses } of this.named) {
      const key = formatEvery(addresses).join();
      if (!this.byAddresses.has(key)) this.byAddresses.set(key, name);
    }
  }

  /** What a part of an end is called, by what the whole is called. */
  of(label: string, whole: AddressSet, part: AddressSet): string {
    const only = this.byAddresses.get(formatEvery(part).join());
    if (only !== undefined) return only;
    // Where the other end has no addresses of a family, none of them is said to be left out.
    const families = [ALL_IPV4, ALL_IPV6].filter((family) => part.overlaps(family));
    const isOne = families.length === 1 && whole.overlaps(ALL_IPV4) && whole.overlaps(ALL_IPV6);
    const out = (isOne ? whole.intersect(families[0]!.union(ALL_NAMES)) : whole).subtract(part);
    const family = isOne ? ` (${families[0] === ALL_IPV4 ? 'IPv4' : 'IPv6'})` : '';
    const { names, rest } = this.namesIn(out);
    const texts = names.length < MOST_SAID ? formatEvery(rest) : [];
    const base = label.replace(MARKED, '');
    const isAll = names.length === MOST_SAID ? rest.isEmpty : names.length + texts.length <= MOST_SAID;
    if (isAll && base === label) return `${label}${excepting(label, [...names, ...texts])}${family}`;
    const mark = shortHash(formatAddresses(part).join());
    return names.length ? `${base}${excepting(base, names)} and others ${mark}` : `${base} in part ${mark}`;
  }

  /** The first few that lie in a set as a whole, and what of it they leave. */
  private namesIn(set: AddressSet): { readonly names: readonly string[]; readonly rest: AddressSet } {
    const names: string[] = [];
    let rest = set;
    for (const n of this.places.overlapping(set)) {
      if (names.length === MOST_SAID) break;
      const { name, addresses } = this.named[n]!;
      if (!set.covers(addresses) || !rest.overlaps(addresses)) continue;
      names.push(name);
      rest = rest.subtract(addresses);
    }
    return { names, rest };
  }
}

/** Those of a rule set. */
export const partNamesOf: (ruleSet: PlacedNames) => PartNames = onceFor(
  ({ zones, components }) => new PartNames(zones, components),
);

/** What has names for parts. */
interface PlacedNames {
  readonly zones: readonly Named[];
  readonly components: readonly Component[];
}

/** A mark at the end of a label: that of a smaller part says enough. */
const MARKED = /(?: in part| and others) \w{4}$/;

function inOrder(all: readonly Named[]): Named[] {
  return all.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function excepting(label: string, texts: readonly string[]): string {
  return texts.length ? `${label.includes(EXCEPT) ? ', ' : EXCEPT}${texts.join(', ')}` : '';
}
