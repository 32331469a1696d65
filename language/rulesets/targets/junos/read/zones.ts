import type { AddressSet } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { note } from '../../../../model/lists.ts';
import { closestOf } from '../../../../running/closest.ts';
import type { Drop } from '../../../../running/dropped.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RunningDevice, RunningPlace, RunningRoute } from '../../../../running/running.ts';
import { below, type ConfigNode, nodeAt, textOfNode, valuesAt } from '../../../../running/tree.ts';
import { FILTERS } from './settings.ts';

/** A filter that stands at an interface, in or out. */
export interface AppliedFilter {
  readonly node: ConfigNode;
  readonly interfaceName: string;
  readonly isInput: boolean;
}

/** What a system says of its interfaces. */
export interface Wires {
  readonly networks: ReadonlyMap<string, AddressSet>;
  /** The same, each network by itself. */
  readonly all: readonly AddressSet[];
  readonly defaults: ReadonlySet<string>;
  readonly filters: readonly AppliedFilter[];
  /** Interfaces that are switched off, each with the line that says so. */
  readonly down: ReadonlyMap<string, number>;
  /** Interfaces that are ports of a switch, each with its line. */
  readonly switched: ReadonlyMap<string, number>;
  /** Routes to networks, by the interface that they lead to. */
  readonly routes: readonly RunningRoute[];
  /** Routes that lead nowhere, or out of the table of routes. */
  readonly drops: readonly Drop[];
}

export function wiresOf(system: ConfigNode): Wires {
  const networks = new Map<string, AddressSet[]>();
  const filters: AppliedFilter[] = [];
  const down = new Map<string, number>();
  const switched = new Map<string, number>();
  for (const each of below(system, 'interfaces'))
    for (const unit of below(each, 'unit')) {
      const name = `${each.word}.${unit.word}`;
      const off = nodeAt(each, 'disable') ?? nodeAt(unit, 'disable');
      if (off) down.set(name, off.line);
      const families = below(unit, 'family');
      for (const family of families) {
        if (/^(bridge|ethernet-switching|vpls|ccc)$/.test(family.word)) switched.set(name, family.line);
        if (!/^inet6?$/.test(family.word)) continue;
        for (const text of valuesAt(family, 'address')) {
          const set = readAddresses(text);
          if (set) note(networks, name, set);
        }
      }
      for (const holder of [each, unit, ...families])
        for (const filter of FILTERS.flatMap((key) => below(holder, key)))
          if (/^(in|out)put/.test(filter.word))
            filters.push({ node: filter, interfaceName: name, isInput: filter.word.startsWith('in') });
    }
  const direct = [...networks].flatMap(([name, own]) =>
    own.flatMap(({ intervals }) => intervals.map((each) => ({ ...each, name }))),
  );
  direct.sort((a, b) => (a.start < b.start ? -1 : 1));
  const behind = (hop: string): string | undefined => {
    const set = readAddresses(hop);
    if (!set) return /^[a-z]+[-\d]/.test(hop) ? (hop.includes('.') ? hop : `${hop}.0`) : undefined;
    let [low, high] = [0, direct.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (direct[middle]!.start <= set.first) low = middle + 1;
      else high = middle;
    }
    const found = direct[low - 1];
    return found && set.first < found.end ? found.name : undefined;
  };
  const defaults = new Set<string>();
  const drops: Drop[] = [];
  const routes: RunningRoute[] = [];
  for (const options of [
    nodeAt(system, 'routing-options'),
    ...below(system, 'routing-instances').map((each) => nodeAt(each, 'routing-options')),
  ])
    for (const route of [
      ...below(options, 'static', 'route'),
      ...below(options, 'rib').flatMap((rib) => below(rib, 'static', 'route')),
    ]) {
      const set = readAddresses(route.word);
      if (set && ['discard', 'reject', 'next-table'].some((key) => nodeAt(route, key)))
        drops.push({ network: set, line: route.line, text: `static route ${textOfNode(route)}` });
      for (const hop of [...valuesAt(route, 'next-hop'), ...valuesAt(route, 'qualified-next-hop')]) {
        const name = behind(hop);
        if (name === undefined) continue;
        if (/^(0\.0\.0\.0|0|::)\/0$/.test(route.word)) defaults.add(name);
        else if (set) {
          note(networks, name, set);
          routes.push({ network: set, place: name, line: route.line });
        }
      }
    }
  return { networks: closestOf(networks), all: [...networks.values()].flat(), defaults, filters, down, switched, drops, routes };
}

/** Interfaces of the device itself, which no zone has. */
const OF_DEVICE = /^(?:lo|fxp|em|me|vme)\d/;

/** The zones of a system, and which of them an interface is in. */
export function placesOf(
  security: ConfigNode | undefined,
  { networks, defaults, down }: Wires,
  named: ReadonlyMap<string, number>,
): { places: RunningPlace[]; zoneOf: ReadonlyMap<string, string>; loose: NonNullable<RunningDevice['loose']> } {
  const zoneOf = new Map<string, string>();
  const places = new Map<string, RunningPlace>();
  for (const zone of below(security, 'zones', 'security-zone')) {
    const names = valuesAt(zone, 'interfaces').map((name) => (name.includes('.') || name === 'all' ? name : `${name}.0`));
    const own: AddressSet[] = [];
    for (const name of names) {
      zoneOf.set(name, zone.word);
      const set = networks.get(name);
      if (set) own.push(set);
    }
    const rest = names.some((name) => defaults.has(name));
    const isDown = !own.length && !rest && names.length > 0 && names.every((name) => down.has(name));
    places.set(zone.word, {
      name: zone.word,
      networks: IntervalSet.unionAll(own),
      rest,
      ...(isDown && { isClosed: true }),
      line: zone.line,
    });
  }
  for (const [name, line] of named)
    if (!places.has(name)) places.set(name, { name, networks: IntervalSet.empty<bigint>(), rest: false, line });
  const isLoose = (name: string): boolean => !zoneOf.has(name) && !zoneOf.has('all') && !OF_DEVICE.test(name);
  const loose = zoneOf.size ? [...new Set([...networks.keys(), ...defaults])].filter(isLoose) : [];
  return {
    places: [...places.values()],
    zoneOf,
    loose: loose.map((name) => ({ name, networks: networks.get(name) ?? IntervalSet.empty<bigint>(), rest: defaults.has(name) })),
  };
}
