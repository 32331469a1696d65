import { type AddressSet, ANYWHERE } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { PlanEndpoint, PlanRule } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import { possibleTraffic, servicesOf, subtract } from '../region.ts';
import { addressKey, boxKey, numbersKey } from '../set-keys.ts';
import { type AddressNames, familyOf, type Named, wholeOf } from './name-addresses.ts';
import type { Moments, TemporalBox, TemporalRuleBox } from './timeline.ts';

/** One end of a flow: a name, and the addresses that it is about. */
export interface FlowEnd {
  /** Empty where the plans have no name for the addresses. */
  readonly label: string;
  readonly addresses: AddressSet;
  /** Whether the name alone says it, since all that it stands for is meant and it stands for the same in both plans. */
  readonly named: boolean;
}

/** Traffic under the names of its ends. */
export interface Flow {
  readonly from: readonly FlowEnd[];
  readonly to: readonly FlowEnd[];
  readonly services: ServiceSet;
  readonly moments: Moments;
  /** Exactly the traffic, as boxes without anything in common. */
  readonly region: readonly TemporalBox[];
  /** The rules that allow it, where it is allowed. */
  readonly rules: readonly PlanRule[];
  /** Set when the ends are those of the rules, and the region is only a part of what lies between them. */
  readonly scattered: boolean;
}

/** A part of a rule's traffic. */
export interface Piece {
  readonly box: TemporalBox;
  readonly origin: TemporalRuleBox;
}

/** Up to so many pairs are looked at one by one; more stay the lists that the rule made of them. */
const MOST_PAIRS = 64;
/** A wide rule over many others leaves a part here and there: from so many on, they are told as one. */
const MOST_FLOWS = 24;
/** The same of a rule from anywhere to anywhere, of which nobody wants to read zone by zone that traffic within a zone is none of its. */
const MOST_FLOWS_OF_ANY = 2;

interface Block {
  readonly from: readonly Named[];
  readonly to: readonly Named[];
  readonly boxes: TemporalBox[];
}

/**
 * Tells traffic as flows between named ends: the services of a pair together, and pairs that are alike together.
 * @param allOf all that some rules say between zones, be it a difference or not, as boxes that have nothing in common
 */
export function flowsOf(
  pieces: readonly Piece[],
  names: AddressNames,
  rulesOf: (boxes: readonly TemporalBox[]) => readonly PlanRule[],
  allOf: (rules: readonly PlanRule[]) => readonly TemporalBox[],
): Flow[] {
  const flows = [...blocksOf(pieces, names).values()].flatMap((block) => flowsOfBlock(block, rulesOf));
  const merged = join(join(flows, 'from', 'to'), 'to', 'from');
  return gather(merged, allOf);
}

function blocksOf(pieces: readonly Piece[], names: AddressNames): Map<string, Block> {
  const blocks = new Map<string, Block>();
  const put = (from: readonly Named[], to: readonly Named[], box: TemporalBox, { line }: PlanRule): void => {
    // What different rules open is told apart.
    const key = `${line} ${[from, to].map((side) => side.map((n) => `${n.label} ${addressKey(n.whole)}`).join()).join(' -> ')}`;
    let block = blocks.get(key);
    if (!block) {
      block = { from, to, boxes: [] };
      blocks.set(key, block);
    }
    const sources = box.sources.intersect(wholeOf(from));
    block.boxes.push({ ...box, sources, destinations: box.destinations.intersect(wholeOf(to)) });
  };
  const wideNames = new Map<TemporalRuleBox, { from: Named[]; to: Named[] }>();
  for (const { box, origin } of pieces) {
    const family = familyOf(box);
    const { rule } = origin;
    const reach =
      origin.requirement || origin.component
        ? origin
        : { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
    let wide = wideNames.get(origin);
    if (!wide) {
      wide = { from: [], to: [] };
      wideNames.set(origin, wide);
    }
    const from = names.parts(box.sources, family.sources, reach.sources, wide.from);
    const to = names.parts(box.destinations, family.destinations, reach.destinations, wide.to);
    if (from.length * to.length > MOST_PAIRS) put(from, to, box, rule);
    else for (const source of from) for (const destination of to) put([source], [destination], box, rule);
  }
  return blocks;
}

/** A pair's traffic: what holds between all that the names stand for, and what holds for some of the addresses only. */
function flowsOfBlock({ from, to, boxes }: Block, rulesOf: (boxes: readonly TemporalBox[]) => readonly PlanRule[]): Flow[] {
  const result: Flow[] = [];
  for (const own of groupBy(boxes, (b) => numbersKey(b.moments))) {
    const rules = rulesOf(own);
    const add = (region: readonly TemporalBox[], ends: Pick<Flow, 'from' | 'to'>): void => {
      if (region.length)
        result.push({ ...ends, services: servicesOf(region), moments: region[0]!.moments, region, rules, scattered: false });
    };
    const missing = servicesOf(subtract(possibleTraffic(wholeOf(from), wholeOf(to), servicesOf(own)), own));
    const whole = restrict(own, (s) => s.subtract(missing));
    add(whole, { from: from.map(wholeEnd), to: to.map(wholeEnd) });
    const partial = restrict(own, (s) => s.intersect(missing));
    for (const part of groupBy(partial, (b) => `${addressKey(b.sources)} ${addressKey(b.destinations)}`)) {
      const { sources, destinations } = part[0]!;
      add(part, { from: from.map((n) => partEnd(n, sources)), to: to.map((n) => partEnd(n, destinations)) });
    }
  }
  return result;
}

function wholeEnd({ label, whole, moved }: Named): FlowEnd {
  return { label, addresses: whole, named: !moved };
}

function partEnd({ label, whole, moved }: Named, part: AddressSet): FlowEnd {
  const addresses = whole.intersect(part);
  return { label, addresses, named: !moved && addresses.equals(whole) };
}

function restrict(boxes: readonly TemporalBox[], change: (services: ServiceSet) => ServiceSet): TemporalBox[] {
  return boxes.map((b) => ({ ...b, services: change(b.services) })).filter((b) => !b.services.isEmpty);
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const k = key(item);
    const group = groups.get(k);
    if (group) group.push(item);
    else groups.set(k, [item]);
  }
  return [...groups.values()];
}

function keyOf(ends: readonly FlowEnd[]): string {
  return ends.map((e) => `${e.label} ${addressKey(e.addresses)}`).join();
}

function likeness(flow: Flow): string {
  return `${numbersKey(flow.services)} ${numbersKey(flow.moments)} ${flow.rules.map((r) => `${r.action}${r.line}`).join()}`;
}

/** Makes one of flows that are alike but for one of their ends. */
function join(flows: readonly Flow[], same: 'from' | 'to', other: 'from' | 'to'): Flow[] {
  return groupBy(flows, (f) => `${keyOf(f[same])} ${likeness(f)}`).map((group) => {
    const ends = new Map(group.flatMap((f) => f[other].map((e) => [keyOf([e]), e] as const)));
    return { ...group[0]!, [other]: [...ends.values()], region: group.flatMap((f) => f.region) };
  });
}

/** Makes one of what a wide rule has left between many others. */
function gather(flows: readonly Flow[], allOf: (rules: readonly PlanRule[]) => readonly TemporalBox[]): Flow[] {
  return groupBy(flows, (f) => `${f.rules.map((r) => r.line).join()} ${numbersKey(f.moments)}`).flatMap((group) => {
    const { rules, moments } = group[0]!;
    if (!rules.length || group.length <= (rules.every(isAnyToAny) ? MOST_FLOWS_OF_ANY : MOST_FLOWS)) return group;
    const side = (ends: (rule: PlanRule) => readonly PlanEndpoint[]): FlowEnd[] => {
      const labels = new Map(rules.flatMap(ends).map((e) => [e.label, e]));
      return [...labels.values()].map((e) => ({ label: e.label, addresses: e.addresses, named: true }));
    };
    const region = group.flatMap((f) => f.region);
    const ends = { from: side((r) => r.sources), to: side((r) => r.destinations) };
    const scattered = !rules.every(isAnyToAny) || sizeOf(region) !== sizeOf(allOf(rules));
    return [{ ...ends, services: servicesOf(region), moments, region, rules, scattered }];
  });
}

/** How much traffic boxes hold that have nothing in common: to take them away from each other would cost the square of them. */
function sizeOf(boxes: readonly TemporalBox[]): bigint {
  const size = ({
    intervals,
  }: {
    readonly intervals: readonly { readonly start: bigint | number; readonly end: bigint | number }[];
  }): bigint => intervals.reduce((sum, { start, end }) => sum + BigInt(end) - BigInt(start), 0n);
  return boxes.reduce((sum, b) => sum + size(b.sources) * size(b.destinations) * size(b.services) * size(b.moments), 0n);
}

function isAnyToAny({ sourceAddresses, destinationAddresses }: PlanRule): boolean {
  return sourceAddresses.equals(ANYWHERE) && destinationAddresses.equals(ANYWHERE);
}

/** The region of a flow with as few boxes as equal addresses and moments allow, in a stable order. */
export function partsOf(region: readonly TemporalBox[]): TemporalBox[] {
  const parts = groupBy(region, (b) => `${addressKey(b.sources)} ${addressKey(b.destinations)} ${numbersKey(b.moments)}`);
  return parts
    .map((boxes) => ({ ...boxes[0]!, services: IntervalSet.unionAll(boxes.map((b) => b.services)) }))
    .sort((a, b) => (boxKey(a) < boxKey(b) ? -1 : 1));
}
