import { onceFor } from './once-for.ts';
import { NO_SERVICE, type ServiceSet } from './services.ts';

const unionsOf = onceFor((one: ServiceSet) => onceFor((other: ServiceSet) => one.union(other)));

/** The union of some sets: the same object each time that it is made of the same ones, so that its text is made once. */
export function keptUnion(sets: Iterable<ServiceSet>): ServiceSet {
  let all = NO_SERVICE;
  for (const set of sets) all = all === NO_SERVICE ? set : unionsOf(all)(set);
  return all;
}
