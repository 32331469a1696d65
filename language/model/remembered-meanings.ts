import { isSameList, NOTHING } from './lists.ts';
import type { PlanEndpoint } from './plan.ts';

/** What an endpoint stands for, wherever it is written. */
export type Meaning = Pick<PlanEndpoint, 'kind' | 'addresses' | 'components' | 'hostNames' | 'members'>;

/** An end that stands for something. */
export function endOf(meaning: Meaning, label: string, node: PlanEndpoint['node']): PlanEndpoint {
  const { kind, addresses, components, hostNames, members } = meaning;
  if (members) return { ...meaning, label, written: label, cut: false, exceptions: NOTHING, node };
  // Named one by one: what is added to a spread is kept apart, which takes more room.
  return { kind, addresses, components, hostNames, label, written: label, cut: false, exceptions: NOTHING, node };
}

/** What things stood for when they were last looked at, by what they are looked at for. */
const memory = new WeakMap<object, Map<unknown, { readonly madeOf: readonly unknown[]; readonly meaning: Meaning }>>();

/**
 * What something stands for: the same object as before, as long as it is made of the same.
 * @param of what it is, or what it is written as
 * @param where one of several ways to look at it
 */
export function remembered(of: object, madeOf: readonly unknown[], make: () => Meaning, where: string): Meaning {
  let known = memory.get(of);
  if (!known) {
    known = new Map();
    memory.set(of, known);
  }
  let entry = known.get(where);
  if (!entry || !isSameList(entry.madeOf, madeOf)) {
    entry = { madeOf, meaning: make() };
    known.set(where, entry);
  }
  return entry.meaning;
}
