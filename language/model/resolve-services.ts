import { isServiceReference, type PortRange, type ServiceItem, type ServiceList } from '../generated/ast.ts';
import { type Choice, choicesWithout } from './choices.ts';
import { IntervalSet } from './interval-set.ts';
import { append, fitted } from './lists.ts';
import { transportsOf } from './port-ranges.ts';
import { collect, collected, ofService } from './service-parts.ts';
import { NO_SERVICE, type ServiceSet } from './services.ts';
import { isAdjustable, rangeSet, type ServicePart } from './stated-ports.ts';

export { type CountedPorts, portlessSet, type ServicePart } from './stated-ports.ts';

/** What a service list means. */
export interface ResolvedServices {
  /**
   * All ports that are stated; an open-ended port counts with its first port. Alternatives are not in it, nor what the list leaves out
   * under its usual ports.
   */
  readonly set: ServiceSet;
  /** For each `one of (…)` and `first of (…)`: its alternatives, in the order written, without what the list leaves out under its usual ports. */
  readonly alternatives: readonly Choice[];
  /** The same with what the list leaves out, where a component can move that: which alternatives are left hangs on the destination then. */
  readonly choices?: readonly Choice[];
  /** The pieces of the list, what it leaves out not taken off. */
  readonly parts: readonly ServicePart[];
  /** What stands behind `except`. */
  readonly exceptions?: ResolvedServices;
  /** Whether a component at either end can change what it means: a port that a property moves, or that is counted. */
  readonly adjustable: boolean;
  /** Whether the list holds `required`. */
  readonly required: boolean;
  /** Whether the list holds `any`. */
  readonly any: boolean;
}

export const NOTHING: ResolvedServices = {
  set: NO_SERVICE,
  alternatives: [],
  parts: [],
  adjustable: false,
  required: false,
  any: false,
};

/** What a rule means by groups of alternatives: an `allow` opens the first of each, a `deny` closes all of them. */
export function ofAlternatives(groups: ResolvedServices['alternatives'], action: 'allow' | 'deny'): ServiceSet {
  return IntervalSet.unionAll(groups.flatMap((group) => (action === 'deny' ? group : group.slice(0, 1))));
}

/** Resolves a list; parts that don't parse or link mean nothing here and are reported by the checks. */
export function resolveServices(list: ServiceList | undefined): ResolvedServices {
  if (!list) return NOTHING;
  const stated = resolveItems(list.items);
  if (!list.exceptions.length) return stated;
  const exceptions = resolveItems(list.exceptions);
  const out = allOf(exceptions);
  return {
    ...stated,
    set: stated.set.subtract(out),
    alternatives: choicesWithout(stated.alternatives, out),
    ...(exceptions.adjustable && stated.alternatives.length && { choices: stated.alternatives }),
    exceptions,
    adjustable: stated.adjustable || exceptions.adjustable,
  };
}

/** Everything that a list names, each of its alternatives included. */
export function allOf({ set, alternatives }: ResolvedServices): ServiceSet {
  return IntervalSet.unionAll([set, ...alternatives.flat()]);
}

/** Whether it depends on what the catalogs require what a list means. */
export function followsRequirements({ required, exceptions }: ResolvedServices): boolean {
  return required || exceptions?.required === true;
}

/** Resolves some items of a list. */
export function resolveItems(items: readonly ServiceItem[]): ResolvedServices {
  const only = items.length === 1 && isServiceReference(items[0]) ? items[0].service?.ref : undefined;
  if (only) return ofService(only);
  const own = collected();
  const sets: ServiceSet[] = [];
  /** Named services, and before how many of the parts that are stated they stand. */
  const all: { readonly named: ResolvedServices; readonly at: number }[] = [];
  for (const item of items) {
    const service = isServiceReference(item) ? item.service?.ref : undefined;
    if (!service) collect(item, undefined, own);
    else {
      const named = ofService(service);
      sets.push(named.set);
      all.push({ named, at: own.parts.length });
      append(own.alternatives, named.alternatives);
      own.flags.required ||= named.required;
      own.flags.any ||= named.any;
      continue;
    }
    own.seen.clear();
  }
  const { alternatives, flags } = own;
  const stated = fitted(own.parts);
  const set = IntervalSet.unionAll([...stated.map((p) => p.set), ...sets]);
  const adjustable = stated.some(isAdjustable) || all.some(({ named }) => named.adjustable);
  const resolved = { set, alternatives: fitted(alternatives), parts: stated, adjustable, ...flags };
  if (!all.length) return resolved;
  let parts: readonly ServicePart[] | undefined;
  return {
    ...resolved,
    get parts() {
      parts ??= [...all, { named: undefined, at: stated.length }].flatMap(({ named, at }, n) => [
        ...stated.slice(all[n - 1]?.at ?? 0, at),
        ...(named?.parts ?? []),
      ]);
      return parts;
    },
  };
}

/** What one item, or one port of it, opens. */
export function partSet(node: ServiceItem | PortRange, protocol?: string): ServiceSet {
  if (node.$type === 'PortRange') return rangeSet(node, transportsOf(protocol ?? 'tcp'), node.$container.source) ?? NO_SERVICE;
  return allOf(resolveItems([node]));
}
