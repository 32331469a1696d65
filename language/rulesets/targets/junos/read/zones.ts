import type { AddressSet } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { append, note } from '../../../../model/lists.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RunningPlace } from '../../../../running/running.ts';
import { below, type ConfigNode, nodeAt, valuesAt } from '../../../../running/tree.ts';

/** A filter that stands at an interface, in or out. */
export interface AppliedFilter {
  readonly node: ConfigNode;
  readonly interfaceName: string;
  readonly isInput: boolean;
}

/** What a system says of its interfaces. */
export interface Wires {
  readonly networks: ReadonlyMap<string, readonly AddressSet[]>;
  readonly defaults: ReadonlySet<string>;
  readonly filters: readonly AppliedFilter[];
}

const FAMILIES = ['inet', 'inet6'];

export function wiresOf(system: ConfigNode): Wires {
  const networks = new Map<string, AddressSet[]>();
  const filters: AppliedFilter[] = [];
  for (const each of below(system, 'interfaces'))
    for (const unit of below(each, 'unit')) {
      const name = `${each.word}.${unit.word}`;
      for (const family of FAMILIES) {
        for (const text of valuesAt(unit, 'family', family, 'address')) {
          const set = readAddresses(text);
          if (set) note(networks, name, set);
        }
        for (const filter of below(unit, 'family', family, 'filter'))
          if (/^(in|out)put/.test(filter.word))
            filters.push({ node: filter, interfaceName: name, isInput: filter.word.startsWith('in') });
      }
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
  for (const options of [
    nodeAt(system, 'routing-options'),
    ...below(system, 'routing-instances').map((each) => nodeAt(each, 'routing-options')),
  ])
    for (const route of [
      ...below(options, 'static', 'route'),
      ...below(options, 'rib').flatMap((rib) => below(rib, 'static', 'route')),
    ])
      for (const hop of [...valuesAt(route, 'next-hop'), ...valuesAt(route, 'qualified-next-hop')]) {
        const name = behind(hop);
        if (name === undefined) continue;
        if (/^(0\.0\.0\.0|0|::)\/0$/.test(route.word)) defaults.add(name);
        const set = readAddresses(route.word);
        if (set && !defaults.has(name)) note(networks, name, set);
      }
  return { networks, defaults, filters };
}

/** The zones of a system, and which of them an interface is in. */
export function placesOf(
  security: ConfigNode | undefined,
  { networks, defaults }: Wires,
  named: ReadonlyMap<string, number>,
): { places: RunningPlace[]; zoneOf: ReadonlyMap<string, string> } {
  const zoneOf = new Map<string, string>();
  const places = new Map<string, RunningPlace>();
  for (const zone of below(security, 'zones', 'security-zone')) {
    const names = valuesAt(zone, 'interfaces').map((name) => (name.includes('.') || name === 'all' ? name : `${name}.0`));
    const own: AddressSet[] = [];
    for (const name of names) {
      zoneOf.set(name, zone.word);
      append(own, networks.get(name) ?? []);
    }
    const rest = names.some((name) => defaults.has(name));
    places.set(zone.word, { name: zone.word, networks: IntervalSet.unionAll(own), rest, line: zone.line });
  }
  for (const [name, line] of named)
    if (!places.has(name)) places.set(name, { name, networks: IntervalSet.empty<bigint>(), rest: false, line });
  return { places: [...places.values()], zoneOf };
}
