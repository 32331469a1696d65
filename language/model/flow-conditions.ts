import type { CatalogFlow, FlowCondition } from './catalog.ts';
import { changedFlow } from './changed-flow.ts';

/** A condition that asks for one thing, and is not made of others. */
export type PlainCondition = Exclude<FlowCondition, { readonly kind: 'all' | 'any' | 'not' }>;

export type VersionCondition = PlainCondition & { readonly kind: 'version' };

/** A plain condition, and whether the one that it is a part of asks that it does not hold. */
export interface PartOfCondition {
  readonly condition: PlainCondition;
  readonly negated: boolean;
}

/** Whether a condition asks for one thing, and is not made of others. */
export function isPlain(c: FlowCondition): c is PlainCondition {
  return c.kind !== 'all' && c.kind !== 'any' && c.kind !== 'not';
}

/** The plain conditions that a condition is made of, in the order written. */
export function partsOfCondition(c: FlowCondition, negated = false): PartOfCondition[] {
  if (isPlain(c)) return [{ condition: c, negated }];
  return c.kind === 'not' ? partsOfCondition(c.of, !negated) : c.of.flatMap((each) => partsOfCondition(each, negated));
}

/** All plain conditions of a flow. */
export function plainConditions(conditions: readonly FlowCondition[]): PlainCondition[] {
  return conditions.flatMap((c) => partsOfCondition(c).map((part) => part.condition));
}

/** A condition made of what its plain ones are made into. */
function rebuilt(
  c: FlowCondition,
  make: (plain: PlainCondition, negated: boolean) => FlowCondition,
  negated = false,
): FlowCondition {
  if (isPlain(c)) return make(c, negated);
  if (c.kind === 'not') return { kind: 'not', of: rebuilt(c.of, make, !negated) };
  return { kind: c.kind, of: c.of.map((each) => rebuilt(each, make, negated)) };
}

const OTHER_SIDE = { initiator: 'responder', responder: 'initiator' } as const;

/** A condition as it is for a flow that is read the other way round. */
export function withSidesTurned(condition: FlowCondition): FlowCondition {
  return rebuilt(condition, (c) => ('side' in c && c.side ? { ...c, side: OTHER_SIDE[c.side] } : c));
}

/** What is left of the conditions of a flow where a version may be any: the same array where they ask for none. */
export function forAnyVersion(conditions: readonly FlowCondition[]): readonly FlowCondition[] {
  if (!plainConditions(conditions).some((c) => c.kind === 'version')) return conditions;
  return conditions
    .filter((c) => c.kind !== 'version')
    .map((condition) =>
      // What some version fulfills: always true where it is asked for, never true where its contrary is.
      rebuilt(condition, (c, negated) => (c.kind === 'version' ? { kind: negated ? 'any' : 'all', of: [] } : c)),
    );
}

/** A flow as it is for any version: the flow itself where versions decide nothing, else the same object each time. */
export function ofAnyVersion(flow: CatalogFlow): CatalogFlow {
  let read = versionless.get(flow);
  if (!read) {
    const conditions = forAnyVersion(flow.conditions);
    read = conditions === flow.conditions ? flow : changedFlow(flow, { conditions });
    versionless.set(flow, read);
  }
  return read;
}

const versionless = new WeakMap<CatalogFlow, CatalogFlow>();
