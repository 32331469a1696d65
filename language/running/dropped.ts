import { type AddressSet, ANYWHERE } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { shorten } from './lines.ts';
import type { RuleList, RunningRule } from './running.ts';

/** A route to nowhere: what is sent to the network, and for which there is none that is closer, is dropped. */
export interface Drop {
  readonly network: AddressSet;
  readonly line: number;
  readonly text: string;
}

/**
 * Rules for routes that drop a part of what lies behind an interface. Those around whole networks drop what nobody has, and are none.
 * @param networks what lies behind interfaces, each network by itself
 */
export function droppedRules(drops: readonly Drop[], networks: readonly AddressSet[]): RunningRule[] {
  if (!drops.length) return [];
  const whole = IntervalSet.unionAll(networks);
  const sorted = networks.flatMap((set) => set.intervals).sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  return drops.flatMap(({ network, line, text }) => {
    if (network.isEmpty || !whole.covers(network)) return [];
    const end = network.intervals.at(-1)!.end;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]!.start < network.first) low = middle + 1;
      else high = middle;
    }
    const closer: { start: bigint; end: bigint }[] = [];
    for (let n = low; n < sorted.length && sorted[n]!.start < end; n++) if (sorted[n]!.end <= end) closer.push(sorted[n]!);
    const left = network.subtract(IntervalSet.of(closer));
    if (left.isEmpty) return [];
    return [
      {
        action: 'deny',
        traffic: [{ sources: ANYWHERE, destinations: left, services: ANY_SERVICE }],
        perhaps: 'a route to nowhere, where none that the device learns is closer',
        name: undefined,
        line,
        text: shorten(text),
        isImplied: true,
      },
    ];
  });
}

/** What interfaces and routes keep whatever rules say, as a list of its own before these; none where they keep nothing. */
export function keptBack(rules: readonly RunningRule[]): [name: string, list: RuleList][] {
  const name = 'interfaces and routes';
  return rules.length ? [[name, { name, rules, otherwise: 'permit', line: rules[0]!.line }]] : [];
}

/** Rules that let nothing in from an interface and out to it. @param networks what lies behind it, where other interfaces are of the same place */
export function closedRules(place: string, line: number, text: string, networks: AddressSet = ANYWHERE): RunningRule[] {
  const rule = { action: 'deny', name: undefined, line, text, isImplied: true } as const;
  const own = new Set([place]);
  return [
    { ...rule, traffic: [{ sources: networks, destinations: ANYWHERE, services: ANY_SERVICE }], from: own },
    { ...rule, traffic: [{ sources: ANYWHERE, destinations: networks, services: ANY_SERVICE }], to: own },
  ];
}
