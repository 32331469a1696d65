import { type Box, isEmptyBox } from '../../analysis/region.ts';
import { type AddressSet, ALL_IPS, ANYWHERE } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { isOfRest, type ListChange, type NewRule } from '../../running/changing/change.ts';
import { linesOf } from '../../running/lines.ts';
import type { Placing } from '../../running/program.ts';
import type { RunningRule } from '../../running/running.ts';
import type { RuleSide } from '../rule-set.ts';
import { shortHash } from '../short-hash.ts';

/** A new rule of a firewall that keeps its rules by zones or interfaces. */
export interface ZonedRule extends Box {
  /** A name that nothing in the file has. */
  readonly name: string;
  readonly rule: NewRule;
  /** The zones of the device; none where it may be any. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Whether the zones alone say all that the addresses do. */
  readonly isFromWhole: boolean;
  readonly isToWhole: boolean;
  /** The first rule behind it that stays; none where it comes to the end. */
  readonly before: RunningRule | undefined;
}

/** What becomes of a list: its new rules, first to last, and those that go, each once. */
export interface ZonedChange {
  readonly added: readonly ZonedRule[];
  readonly gone: readonly RunningRule[];
}

/**
 * A change by the zones of a device.
 * @param text the running file, whose names new ones must not have
 * @param byPairs whether each rule is from one zone to one other
 */
export function zonedChange({ list, placing, steps }: ListChange, text: string, byPairs: boolean): ZonedChange {
  const taken = new Set(linesOf(text).flatMap((line) => line.split(/[\s"'[\];{}<>]+/)));
  const names = (id: string): string => {
    let name = id;
    for (let n = 2; taken.has(name); n++) name = `${id}-${n}`;
    taken.add(name);
    return name;
  };
  const gone = new Map(steps.flatMap(({ gone: rule }) => (rule ? [[entryOf(rule), rule] as const] : [])));
  const added = steps.flatMap(({ at, added: rules }) => {
    const before = list.rules.slice(at).find((rule) => !gone.has(entryOf(rule)));
    return rules.flatMap((rule) =>
      rule.region
        .flatMap((box) => zoned(box, placing, byPairs))
        .map((each): ZonedRule => ({ ...each, name: names(rule.id), rule, before })),
    );
  });
  return { added, gone: [...gone.values()] };
}

/** One thing of a file may be several rules. */
function entryOf({ line, name, text }: RunningRule): string {
  return `${line} ${name} ${text}`;
}

type Zoned = Omit<ZonedRule, 'name' | 'rule' | 'before'>;

function zoned(box: Box, placing: Placing, byPairs: boolean): Zoned[] {
  const [from, to] = [zonesOf(box.sources, placing), zonesOf(box.destinations, placing)];
  if (!byPairs) return [made(box, from, to, placing)];
  return from.flatMap((a) =>
    to.flatMap((b) => {
      const part = {
        ...box,
        sources: box.sources.intersect(placing.at.get(a) ?? ANYWHERE),
        destinations: box.destinations.intersect(placing.at.get(b) ?? ANYWHERE),
      };
      return isEmptyBox(part) ? [] : [made(part, [a], [b], placing)];
    }),
  );
}

function made(box: Box, from: readonly string[], to: readonly string[], placing: Placing): Zoned {
  return {
    ...box,
    from,
    to,
    isFromWhole: isWhole(box.sources, from, placing),
    isToWhole: isWhole(box.destinations, to, placing),
  };
}

function isWhole(addresses: AddressSet, names: readonly string[], { at }: Placing): boolean {
  if (!isOfRest(addresses)) return false;
  return (
    addresses.covers(IntervalSet.unionAll(names.map((name) => at.get(name) ?? ANYWHERE)).intersect(ALL_IPS)) &&
    (names.length > 0 || addresses.covers(ALL_IPS))
  );
}

/** The zones that addresses lie in; none where some lie in none that is known. */
function zonesOf(addresses: AddressSet, { at }: Placing): string[] {
  const found = [...at].filter(([, there]) => there.overlaps(addresses));
  const held = IntervalSet.unionAll(found.map(([, there]) => there));
  return held.covers(addresses.intersect(ALL_IPS)) ? found.map(([name]) => name) : [];
}

/** Addresses as the end of a rule, named by what they are. */
export function sideOf(addresses: AddressSet): RuleSide {
  return {
    label: `segplan-${shortHash(addresses.key)}`,
    kind: 'address',
    any: false,
    addresses: addresses.intersect(ALL_IPS),
    hostNames: [],
  };
}
