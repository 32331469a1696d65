import type { RuleEntry } from '../../rule-set.ts';
import { without } from '../../since.ts';
import type { Policies, Policy } from './policies.ts';
import type { Table } from './text.ts';

/** What a file makes, or has made. */
export interface Loaded extends Policies {
  readonly dates: Table;
  /** The rules that were there whatever day it was and whatever phases were on. */
  readonly always: readonly RuleEntry[];
}

/** Whether a rule has neither a phase nor a date. */
export function staysOn({ phase, until }: RuleEntry): boolean {
  return phase === undefined && until === undefined;
}

export interface Replacement {
  /** The policies to write, in their order. */
  readonly first: readonly Policy[];
  /** What follows in the same table: moves, then what is deleted. */
  readonly last: readonly string[];
  /** What deletes objects that nothing names any more. */
  readonly objects: readonly string[];
}

const isDeny = ({ entry }: Policy): boolean => entry.action === 'deny';

/** Whether a policy lets the networks of one zone reach each other, which no rule of the plan is about, whatever is denied. */
const isInside = ({ entry }: Policy): boolean => entry.line === 0;

/** Puts the policies in their order, also where an earlier file has made some of them; only denies make a difference. */
function moves(policies: readonly Policy[]): string[] {
  if (!policies.some(isDeny)) return [];
  return policies.slice(1).map(({ id }, n) => `move ${id} after ${policies[n]!.id}`);
}

/**
 * What brings a firewall from some older policies to the new ones. Every command has its effect at once, and new policies come to the end of
 * the list: so first all that denies is there, old and new, before all that allows; then what allows no longer goes, and last what denies.
 */
export function replacement(now: Loaded, older: readonly Loaded[]): Replacement {
  const { policies } = now;
  if (!older.length) return { first: policies, last: moves(policies), objects: [] };
  const known = new Set(older.flatMap((each) => each.policies.map(({ id }) => id)));
  const always = new Set(older.flatMap((each) => each.always.map(({ id }) => id)));
  const denies = policies.filter(isDeny);
  const fresh = denies.filter(({ id }) => !known.has(id));
  // Those that may or may not be there come before those that are new, which so stand below all others.
  const allows = policies.filter((p) => !isDeny(p));
  const first = [
    ...allows.filter(isInside),
    ...denies.filter(({ id }) => known.has(id)),
    ...fresh,
    ...allows.filter((p) => !isInside(p)),
  ];
  const gone = without(
    older.map((each) => each.policies),
    policies,
    ({ id }) => `${id}`,
  );
  const deleted = [...gone.filter((p) => !isDeny(p)), ...gone.filter(isDeny)].map(({ id }) => `delete ${id}`);
  const anchor = denies.find(({ id, entry }) => known.has(id) && always.has(entry.id));
  return { first, last: [...inFront(first, fresh, anchor), ...deleted], objects: leftObjects(now, older) };
}

/** Moves that bring all denies before all allows, and never one that is there already behind an allow. */
function inFront(policies: readonly Policy[], fresh: readonly Policy[], anchor: Policy | undefined): string[] {
  const denies = policies.filter(isDeny);
  const allows = policies.filter((p) => !isDeny(p) && !isInside(p));
  const before = (other: Policy): string[] => policies.filter(isInside).map(({ id }) => `move ${id} before ${other.id}`);
  if (anchor) return [...before(anchor), ...denies.filter((p) => p !== anchor).map(({ id }) => `move ${id} after ${anchor.id}`)];
  const [highest, lowest] = [fresh[0], fresh.at(-1)];
  if (!highest || !lowest) return moves(policies);
  const others = denies.filter((p) => !fresh.includes(p));
  return [
    ...allows.map(({ id }) => `move ${id} after ${lowest.id}`),
    ...others.map(({ id }) => `move ${id} after ${lowest.id}`),
    ...before(highest),
  ];
}

/** Groups before what they hold. */
function leftObjects(now: Loaded, older: readonly Loaded[]): string[] {
  const tablesOf = ({ addresses, services, dates }: Loaded): Table[] => [...addresses.tables, ...services.tables, dates];
  const kept = tablesOf(now);
  const before = older.map(tablesOf);
  const paths = [...kept.map(({ path }) => path)].sort((a, b) => Number(b.includes('grp')) - Number(a.includes('grp')));
  return paths.flatMap((path) => {
    const items = (tables: readonly Table[]): Table['items'] => tables.find((t) => t.path === path)!.items;
    const gone = without(before.map(items), items(kept), ({ key }) => key);
    return gone.length ? [`config ${path}`, ...gone.map(({ key }) => `    delete ${key}`), 'end', ''] : [];
  });
}
