import { append } from '../model/lists.ts';
import type { PlanRule } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';
import type { Steps } from '../model/steps.ts';
import { BoxIndex, coversBy } from './box-index.ts';
import type { RuleBox } from './permissions.ts';
import type { Box, Packet } from './region.ts';
import { areSpread, listedParts, type Parts, type Searched } from './row-boxes.ts';

/** A rule, or a part of it, with what all of it lies within. */
interface Hull<T extends RuleBox> extends Box {
  readonly rule: PlanRule;
  /** The part, or where there may be many of them an index. */
  readonly inside: T | (() => Searched<T>);
}

function hullsOf<T extends RuleBox>(rule: PlanRule, partsOf: (rule: PlanRule) => Parts<T>): Hull<T>[] {
  if (!rule.services.required) return listedParts(partsOf(rule)).map((box) => ({ ...box, inside: box }));
  let index: Searched<T> | undefined;
  const inside = (): Searched<T> => {
    if (!index) {
      const parts = partsOf(rule);
      index = areSpread(parts) ? parts.searched() : new BoxIndex(parts);
    }
    return index;
  };
  const { sourceAddresses: sources, destinationAddresses: destinations } = rule;
  return [{ rule, sources, destinations, services: ANY_SERVICE, inside }];
}

const RULES_A_STEP = 200;

/**
 * The parts of rules, for asking which of them hold a packet. What a `required` stands for may be hundreds of parts, and is looked into
 * where a packet is between the ends of its rule.
 */
export class RuleIndex<T extends RuleBox> {
  private readonly hulls: BoxIndex<Hull<T>>;

  private constructor(hulls: BoxIndex<Hull<T>>) {
    this.hulls = hulls;
  }

  /** Makes an index step by step. */
  static *making<T extends RuleBox>(rules: readonly PlanRule[], partsOf: (rule: PlanRule) => Parts<T>): Steps<RuleIndex<T>> {
    const hulls: Hull<T>[] = [];
    for (const [n, rule] of rules.entries()) {
      if (n % RULES_A_STEP === 0) yield;
      append(hulls, hullsOf(rule, partsOf));
    }
    return new RuleIndex(yield* BoxIndex.making(hulls));
  }

  /** How many there are, each `required` counted as one. */
  get size(): number {
    return this.hulls.size;
  }

  /** The parts that have ends and services in common with some traffic, in the order of the rules. */
  touching(traffic: Box, counts: (rule: PlanRule) => boolean): T[] {
    return this.hulls.touching(traffic).flatMap(({ rule, inside }) => {
      if (!counts(rule)) return [];
      return typeof inside === 'function' ? inside().touching(traffic) : [inside];
    });
  }

  /** Whether every packet of some traffic is in a part that counts; exact. */
  covers(traffic: readonly Box[], counts: (rule: PlanRule) => boolean, isCut: (box: T) => boolean): boolean {
    const boxes = {
      someHolding: (packet: Packet, is: (box: T) => boolean) => this.someHolding(packet, counts, is),
      touching: (piece: Box) => this.touching(piece, counts),
    };
    return coversBy(boxes, traffic, isCut);
  }

  private someHolding(packet: Packet, counts: (rule: PlanRule) => boolean, is: (box: T) => boolean): boolean {
    return this.hulls.someHolding(packet, ({ rule, inside }) => {
      if (!counts(rule)) return false;
      return typeof inside === 'function' ? inside().someHolding(packet, is) : is(inside);
    });
  }
}
