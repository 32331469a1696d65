import { type AddressSet, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { note } from '../../../../model/lists.ts';
import { shorten } from '../../../../running/lines.ts';
import { ruleOfMissing } from '../../../../running/missing-group.ts';
import type { RuleList, RunningDevice, RunningPlace } from '../../../../running/running.ts';
import { type Estate, lastOf, type Nic } from './estate.ts';
import { VIRTUAL_NETWORK } from './sides.ts';

/** What one of several firewalls of a file has of its own. */
type Part = Pick<RunningDevice, 'name' | 'places' | 'lists' | 'stages' | 'outbound' | 'host'>;

/** A network security group; ids are in lower case. */
export interface Group {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly inbound: RuleList;
  readonly outbound: RuleList;
  readonly places: readonly RunningPlace[];
  /** The ids of the subnets and interfaces that it says have it. */
  readonly subnets: readonly string[];
  readonly nics: readonly string[];
  /** The addresses of all that has it; none where the file doesn't say all of them. */
  readonly addresses: AddressSet;
}

/** So many rules of groups of subnets are held against all interfaces with groups of their own, and so many for each of these. */
const MOST_RULES = 200_000;
const MOST_RULES_FOR_EACH = 100;

/**
 * The firewalls that groups are at what has them. What comes to an interface with a group of its own has to get through that and through the group of its subnet, wherever
 * that has one.
 */
export function attached(groups: readonly Group[], estate: Estate): Part[] {
  const byId = new Map(groups.flatMap((group) => (group.id === undefined ? [] : [[group.id, group] as const])));
  const ofSubnets = new Map(estate.ofSubnets);
  const ofNics = new Map(estate.nics.flatMap(({ id, group }) => (group === undefined ? [] : [[id, group] as const])));
  for (const {
    id,
    subnets,
    nics,
    inbound: { line },
  } of groups) {
    if (id === undefined) continue;
    for (const each of subnets) if (!ofSubnets.has(each)) ofSubnets.set(each, { group: id, line });
    for (const each of nics) ofNics.set(each, id);
  }
  // Both a group of their own and one of their subnet.
  const twice = new Map<Group, Map<Group, Nic[]>>();
  const within = new Map<Group, AddressSet[]>();
  let room = MOST_RULES + MOST_RULES_FOR_EACH * estate.nics.length;
  for (const nic of estate.nics) {
    const own = byId.get(ofNics.get(nic.id) ?? '');
    const around = ofSubnets.get(nic.subnet ?? '');
    if (!own || !around) continue;
    const outer = byId.get(around.group) ?? missingGroup(around, estate);
    byId.set(around.group, outer);
    if (outer === own) continue;
    const known = twice.get(own) ?? new Map<Group, Nic[]>();
    twice.set(own, known);
    if (!known.has(outer))
      room -= [own, outer].reduce((sum, each) => sum + each.inbound.rules.length + each.outbound.rules.length, 0);
    if (room < 0) {
      estate.book.unknown(
        nic.line,
        'a network interface',
        'there are more pairs of groups on interfaces and subnets than are looked at',
      );
      continue;
    }
    note(known, outer, nic);
    for (const each of [own, outer]) note(within, each, nic.addresses);
  }
  return groups.flatMap((group) => {
    const left = group.addresses.subtract(IntervalSet.unionAll(within.get(group) ?? []));
    const both = [...(twice.get(group) ?? [])].filter(([, nics]) => nics.length);
    return [
      ...(left.isEmpty && within.has(group) && !group.addresses.isEmpty ? [] : [partOf([group], left, estate)]),
      ...both.map(([outer, nics]) =>
        partOf([group, outer], IntervalSet.unionAll(nics.map(({ addresses }) => addresses)), estate),
      ),
    ];
  });
}

/** A group of a subnet that the file doesn't hold: it may let pass and close anything. */
function missingGroup({ group, line }: { readonly group: string; readonly line: number }, { book }: Estate): Group {
  book.unknown(line, 'a subnet', 'the file does not hold its network security group, which decides as well');
  const list: RuleList = { name: '', rules: [ruleOfMissing(lastOf(group), line)], otherwise: 'deny', line };
  const common = { places: [], subnets: [], nics: [], addresses: NO_ADDRESSES };
  return { id: group, name: shorten(lastOf(group)), inbound: list, outbound: list, ...common };
}

function partOf(groups: readonly Group[], host: AddressSet, estate: Estate): Part {
  const lists = new Map<string, RuleList>();
  const stages = (['inbound', 'outbound'] as const).map((way) =>
    groups.map((group, n) => {
      const name = n ? `${way} of ${group.name ?? 'the subnet'}` : way;
      lists.set(name, { ...group[way], name });
      return name;
    }),
  );
  const places = new Map(groups.flatMap((group) => group.places.map((place) => [place.name, place] as const)));
  const names = groups.flatMap(({ name }) => name ?? []);
  return {
    name: names.length ? names.join(' in ') : undefined,
    places: [...places.values()].map((place) =>
      place.name === VIRTUAL_NETWORK ? { ...place, networks: estate.virtualNetworkAt(host) } : place,
    ),
    lists,
    stages: stages[0]!,
    outbound: stages[1]!,
    host: host.isEmpty ? NO_ADDRESSES : host,
  };
}
