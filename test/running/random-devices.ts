// Devices of chance: few addresses and ports, so that rules overlap, with everything that the neutral form has.
import type { Box } from '../../language/analysis/region.ts';
import { type AddressSet, NO_ADDRESSES } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { portSet } from '../../language/model/services.ts';
import type { Period } from '../../language/running/periods.ts';
import type { Placing } from '../../language/running/program.ts';
import type { RuleList, RunningAction, RunningDevice, RunningRule } from '../../language/running/running.ts';
import { addressOf, type OnePacket } from './packet-by-packet.ts';

export const ADDRESSES = 6;
export const PORTS = 3;

export type Chance = (below: number) => number;

/** Numbers of chance that a seed gives again. */
export function chanceOf(seed: number): Chance {
  // Seeds that follow each other begin far from each other.
  let state = Math.imul(seed + 1, 0x9e3779b1);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = (state ^ (state >>> 13)) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function someAddresses(chance: Chance): AddressSet {
  const run = (): AddressSet => {
    const [a, b] = [chance(ADDRESSES), chance(ADDRESSES)];
    return IntervalSet.of([{ start: addressOf(Math.min(a, b)), end: addressOf(Math.max(a, b)) + 1n }]);
  };
  return chance(4) ? run() : run().union(run());
}

function someBox(chance: Chance): Box {
  const [a, b] = [1 + chance(PORTS), 1 + chance(PORTS)];
  return {
    sources: someAddresses(chance),
    destinations: someAddresses(chance),
    services: portSet('tcp', Math.min(a, b), Math.max(a, b)),
  };
}

const PLACES = ['eth0', 'eth1', 'tun0'];

/**
 * @param isTree whether each list is called at most once, so that a rule is met by a packet once at most
 */
export function randomDevice(chance: Chance, isTree: boolean): { device: RunningDevice; placing: Placing } {
  const count = 1 + chance(4);
  const names = Array.from({ length: count }, (_, n) => `list${n}`);
  const stages = count > 2 && !chance(3) ? ['list0', 'list1'] : ['list0'];
  const free = names.filter((name) => !stages.includes(name));
  let line = 0;
  const actionIn = (n: number): RunningAction => {
    const plain: RunningAction[] = ['permit', 'permit', 'deny', 'deny', 'return', 'unknown'];
    const callable = free.filter((name) => Number(name.slice(4)) > n);
    if (chance(4) || !callable.length) return plain[chance(plain.length)]!;
    const call = callable[chance(callable.length)]!;
    if (isTree) free.splice(free.indexOf(call), 1);
    return { call };
  };
  const placesOf = (): ReadonlySet<string> => new Set([[...PLACES, 'eth*'][chance(4)]!]);
  const ruleIn = (n: number): RunningRule => ({
    action: actionIn(n),
    traffic: chance(4) ? [someBox(chance)] : [someBox(chance), someBox(chance)],
    ...(!chance(4) && { from: placesOf() }),
    ...(!chance(5) && { to: placesOf() }),
    ...(!chance(8) && { notFrom: placesOf() }),
    ...(!chance(8) && { notTo: placesOf() }),
    ...(!chance(5) && { perhaps: 'chance' }),
    name: undefined,
    line: ++line,
    text: `rule ${line}`,
  });
  const lists = new Map(
    names.map((name, n): [string, RuleList] => [
      name,
      {
        name,
        rules: Array.from({ length: chance(7) }, () => ruleIn(n)),
        otherwise: (['permit', 'deny', 'return'] as const)[chance(3)]!,
        line: ++line,
      },
    ]),
  );
  const parts = [NO_ADDRESSES, NO_ADDRESSES, NO_ADDRESSES, NO_ADDRESSES];
  for (let n = 0; n < ADDRESSES; n++) {
    const at = chance(4);
    parts[at] = parts[at]!.union(IntervalSet.of([{ start: addressOf(n), end: addressOf(n) + 1n }]));
  }
  const [unplaced, ...at] = parts;
  const placing = {
    at: new Map(at.map((set, n) => [PLACES[n]!, set])),
    unplaced: unplaced!,
    whole: new Set(PLACES.filter(() => chance(2))),
  };
  return {
    device: {
      format: 'chance',
      file: 'chance',
      name: undefined,
      places: PLACES.map((name) => ({ name, networks: NO_ADDRESSES, rest: false, line: 0 })),
      lists,
      stages,
      replies: 'tracked',
      families: [4, 6],
      unknown: [],
      lines: { modeled: line, withoutBearing: 0, unknown: 0 },
    },
    placing: chance(3) ? placing : withDefault(placing, chance),
  };
}

const DAYS = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];

/** The same with some rules that count at certain times alone, by days around the one on which tests take place. */
export function withPeriods(device: RunningDevice, chance: Chance): RunningDevice {
  const period = (): Period => {
    const [one, other] = [chance(DAYS.length), chance(DAYS.length)];
    const kind = chance(3);
    return {
      says: 'at certain times',
      ...(kind !== 1 && { from: DAYS[Math.min(one, other)]! }),
      ...(kind !== 2 && { to: DAYS[Math.max(one, other)]! }),
    };
  };
  const dated = (rule: RunningRule): RunningRule => {
    if (rule.perhaps !== undefined || chance(2)) return rule;
    const periods = chance(4) ? [period()] : [period(), period()];
    return { ...rule, perhaps: 'at certain times', lasting: { periods, ...(!chance(4) && { besides: 'chance' }) } };
  };
  const lists = new Map([...device.lists].map(([name, list]) => [name, { ...list, rules: list.rules.map(dated) }]));
  return { ...device, lists };
}

/** The same where the first place has a default route, and nothing is known of the last one. */
function withDefault({ at, unplaced, whole }: Placing, chance: Chance): Placing {
  const [first, last] = [PLACES[0]!, PLACES.at(-1)!];
  const known = new Map([...at].filter(([name]) => name !== last));
  const possible = unplaced.union(at.get(last)!);
  known.set(first, known.get(first)!.union(possible));
  return {
    at: known,
    unplaced: NO_ADDRESSES,
    strays: { possible, doubtful: possible.intersect(someAddresses(chance)) },
    whole: new Set([...whole].filter((name) => name !== last)),
  };
}

/** Every packet that there is among these few addresses and ports. */
export function allPackets(): OnePacket[] {
  const numbers = Array.from({ length: ADDRESSES }, (_, n) => n);
  const ports = Array.from({ length: PORTS }, (_, n) => n + 1);
  return numbers.flatMap((source) => numbers.flatMap((destination) => ports.map((port) => ({ source, destination, port }))));
}
