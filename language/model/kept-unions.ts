import { NO_SERVICE, type ServiceSet } from './services.ts';

const unions = new WeakMap<ServiceSet, WeakMap<ServiceSet, ServiceSet>>();

/** The union of some sets: the same object each time that it is made of the same ones, so that its text is made once. */
export function keptUnion(sets: Iterable<ServiceSet>): ServiceSet {
  let all = NO_SERVICE;
  for (const set of sets) all = all === NO_SERVICE ? set : unionOf(all, set);
  return all;
}

function unionOf(one: ServiceSet, other: ServiceSet): ServiceSet {
  let known = unions.get(one);
  if (!known) {
    known = new WeakMap();
    unions.set(one, known);
  }
  let union = known.get(other);
  if (!union) {
    union = one.union(other);
    known.set(other, union);
  }
  return union;
}
