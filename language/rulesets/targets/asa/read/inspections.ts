import type { Statement } from './statements.ts';

// What a firewall follows besides tcp and udp depends on what its service policies inspect
// (Cisco ASA Series Firewall CLI Configuration Guide, "Access Rules for Returning Traffic", "Service Policy Using the Modular Policy Framework" and "Default Inspections").

/** Inspection of what a class of a policy takes, where the policy is bound. */
export interface Inspection {
  /** `icmp`, `pptp`, `ipsec-pass-thru`. */
  readonly engine: string;
  /** The interfaces that the policy is bound to; none where it is bound to all. */
  readonly at: ReadonlySet<string> | undefined;
  /** The list that packets have to match besides; none where the class takes all of them. */
  readonly list: string | undefined;
  /** Set where it isn't certain that the class takes them, with why. */
  readonly perhaps?: string;
  readonly statement: Statement;
}

/** What lets answers back that otherwise need rules of their own. */
const ENGINES: ReadonlySet<string> = new Set(['icmp', 'pptp', 'ipsec-pass-thru']);

/** Which packets without ports a class takes. */
type Takes = 'none' | Pick<Inspection, 'list' | 'perhaps'>;

/** The inspections that are bound somewhere and follow what has no ports. @param statements all of a configuration */
export function inspectionsOf(statements: readonly Statement[]): Inspection[] {
  const policies = new Map<string, Statement[]>();
  const classes = new Map<string, Takes>([['class-default', { list: undefined }]]);
  const bound = new Map<string, Set<string>>();
  for (const { words, no, children } of statements) {
    const [first, name = '', where, at] = words;
    if (first === 'policy-map' && name !== 'type' && !no) policies.set(name, children);
    else if (first === 'class-map' && name !== 'type' && !no) classes.set(name, takenBy(children));
    else if (first === 'service-policy') {
      const places = bound.get(name) ?? new Set();
      const place = where === 'interface' ? `at ${at}` : 'global';
      if (no) places.delete(place);
      else places.add(place);
      bound.set(name, places);
    }
  }
  return [...bound].flatMap(([policy, places]) => {
    if (!places.size) return [];
    const at = places.has('global') ? undefined : new Set([...places].map((place) => place.slice('at '.length)));
    return inspectedBy(policies.get(policy) ?? [], classes, at);
  });
}

/** A class takes what all of its lines match. */
function takenBy(lines: readonly Statement[]): Takes {
  const matches = lines.filter(({ words: [word], no }) => word === 'match' && !no).map(({ words }) => words.slice(1));
  let list: string | undefined;
  let perhaps: string | undefined;
  for (const [what = '', name] of matches)
    if (what === 'port' || what === 'rtp') return 'none';
    else if (what === 'access-list' && list === undefined) list = name;
    else if (what !== 'any' && what !== 'default-inspection-traffic') perhaps = 'the class takes some packets alone';
  return { list, ...(perhaps === undefined ? {} : { perhaps }) };
}

function inspectedBy(lines: readonly Statement[], classes: ReadonlyMap<string, Takes>, at: Inspection['at']): Inspection[] {
  const found: Inspection[] = [];
  let taken: Takes = 'none';
  for (const statement of lines) {
    const [word, what = '', more] = statement.words;
    if (statement.no) continue;
    if (word === 'class') taken = classes.get(what) ?? { list: undefined, perhaps: "the class isn't in the file" };
    // The errors of other connections are looked into by another engine of that name, which keeps no connections.
    else if (word === 'inspect' && taken !== 'none' && ENGINES.has(what) && more !== 'error')
      found.push({ engine: what, at, ...taken, statement });
  }
  return found;
}
