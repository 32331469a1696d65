import type { PlanEndpoint } from './plan.ts';

/** What an end is in the end: a group is its members and nothing besides. One that several groups hold is gone through once. */
export function membersOf(end: PlanEndpoint): readonly PlanEndpoint[] {
  if (!end.members) return [end];
  let members = known.get(end.members);
  if (!members) {
    members = gather(end);
    known.set(end.members, members);
  }
  return members;
}

// Several checks ask for those of each rule, and many rules may be of one group.
const known = new WeakMap<readonly PlanEndpoint[], readonly PlanEndpoint[]>();

function gather(end: PlanEndpoint): PlanEndpoint[] {
  const found: PlanEndpoint[] = [];
  const seen = new Set<readonly PlanEndpoint[]>();
  const open = [end];
  for (let at = open.pop(); at; at = open.pop()) {
    if (!at.members) found.push(at);
    else if (!seen.has(at.members)) {
      seen.add(at.members);
      for (let n = at.members.length - 1; n >= 0; n--) open.push(at.members[n]!);
    }
  }
  return found;
}
