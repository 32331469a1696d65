import { ALL_IPV6, tagOf } from '../model/addresses.ts';
import { protocolName } from '../model/protocols.ts';
import {
  ANY_SERVICE,
  hasIcmp,
  hasMostProtocols,
  icmpTypes,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
} from '../model/services.ts';
import { hostNamesOf } from './name-notes.ts';
import type { RuleEntry } from './rule-set.ts';
import type { Target, TargetProblem } from './target.ts';

/**
 * Host names and service tags that the target can't hold. Asked of the rules as the plan says them, denies included: a name can't be taken out of addresses,
 * so that a deny of one would be lost where there are no denies.
 */
export function nameLimits(entries: readonly RuleEntry[], { name: target, capabilities }: Target): TargetProblem[] {
  return entries.flatMap(({ line, ...entry }) =>
    namesOf(entry).flatMap((name): TargetProblem[] => {
      const tag = tagOf(name);
      if (tag !== undefined) return capabilities.serviceTags ? [] : [{ level: 'error', message: withoutTag(target, tag), line }];
      if (capabilities.hostNames === 'wildcards' || (capabilities.hostNames === 'plain' && !name.startsWith('*'))) return [];
      const message =
        capabilities.hostNames === 'none'
          ? `a packet filter can't match the host name ${name}; give the component its addresses, or choose a target that holds names.`
          : `it has no wildcards such as ${name}; name the hosts one by one, or give the component its addresses.`;
      return [{ level: 'error', message: `${target}: ${message}`, line }];
    }),
  );
}

function withoutTag(target: string, tag: string): string {
  return `${target}: it can't hold the service tag ${tag}; give the component the addresses or the names that are published for it, or choose azure-nsg.`;
}

/** What else the rules need and the target lacks. */
export function limits(entries: readonly RuleEntry[], target: Target): TargetProblem[] {
  const { capabilities: can } = target;
  const problems: TargetProblem[] = [];
  for (const entry of entries) {
    const say = (level: TargetProblem['level'], message: string): number =>
      problems.push({ level, message: `${target.name}: ${message}`, line: entry.line });
    if (
      !can.ipv6 &&
      [...entry.sources, ...entry.destinations].some((s) => !s.any && s.addresses.intersect(ALL_IPV6).isEmpty === false)
    )
      say('error', 'it has no IPv6.');
    for (const message of serviceLimits(entry, can)) say('error', message);
    if (entry.action === 'deny' && can.change !== 'document' && can.hostNames !== 'none')
      for (const name of hostNamesOf(entry)) say('warning', deniedName(name));
    if (entry.until) for (const message of dateLimits(entry.action, entry.until, can.expiry)) say('warning', message);
  }
  return problems;
}

/** A device that looks names up knows some addresses of a name, and hosts others: what a deny has to close is then not certain. */
function deniedName(name: string): string {
  return `it closes the addresses under which ${name} is found where the rules are loaded, and no other one that the name has: deny addresses, or allow less.`;
}

/** What of a rule's services a target has no form for. */
function serviceLimits({ services, action }: RuleEntry, can: Target['capabilities']): string[] {
  // Where everything can be opened, icmp is opened with it.
  if (can.otherProtocols !== 'none' && services.equals(ANY_SERVICE)) return [];
  const problems: string[] = [];
  if (can.icmp === 'none' && hasIcmp(services)) problems.push('it has no rules for icmp.');
  if (can.icmp === 'whole' && hasSomeTypes(services)) problems.push("it has icmp as a whole and no single types; write 'icmp'.");
  if (!can.sourcePorts && sourcedPorts(services).length)
    problems.push("it can't match the ports that a connection comes from; write the port without 'source port'.");
  if (hasMostProtocols(services)) {
    if (can.otherProtocols === 'none') problems.push("it can't open every protocol as 'any' does; name the services.");
    if (can.otherProtocols === 'whole') problems.push(PARTLY_ANY[action]);
  } else {
    const lacking = protocolsOf(services).filter((number) => !holdsProtocol(can, number));
    if (lacking.length) problems.push(`it has no rules for ${lacking.map(inWords).join(', ')}.`);
  }
  return problems;
}

function hasSomeTypes(services: ServiceSet): boolean {
  return ([4, 6] as const).some((family) => {
    const types = icmpTypes(services, family);
    return types !== 'all' && types.length > 0;
  });
}

function holdsProtocol({ protocols }: Target['capabilities'], number: number): boolean {
  return 'only' in protocols ? protocols.only.includes(number) : !protocols.but.includes(number);
}

/** `protocol gre (47)`, `protocol 200` */
function inWords(number: number): string {
  const name = protocolName(number);
  return `protocol ${name}${name === `${number}` ? '' : ` (${number})`}`;
}

/** Of a rule with every protocol that has no ports, and not every port. */
const PARTLY_ANY = {
  allow:
    "it has 'any' or named services, and of this 'any' something is left out, or closed by a deny; name the services to open.",
  deny: "it has 'any' or named services, and of this 'any' something is left out; name the services to close, or those that an allow of 'any' opens here.",
};

/** What a date means where a target doesn't hold it, or holds it in another way. */
function dateLimits(action: RuleEntry['action'], until: string, expiry: Target['capabilities']['expiry']): string[] {
  if (expiry === 'device')
    return [
      `the device ends this rule by its own clock and time zone, while the plan's last day, ${until}, is a day in UTC: set the time zone of the device to UTC, or mind the difference.`,
    ];
  if (expiry === 'utc') return [];
  if (action === 'allow') return [`it does not close rules by date: this one has to be removed after ${until}.`];
  return [`it does not end rules by date: this deny outlasts ${until}, and closes what it closes until it is removed.`];
}

function namesOf({ sources, destinations }: Pick<RuleEntry, 'sources' | 'destinations'>): string[] {
  return [...new Set([...sources, ...destinations].flatMap((s) => s.hostNames))];
}

/** Denies with a date in a target that has none: what they close is left out of the allows, and comes back with the next rule set. */
export function outlasting(entries: readonly RuleEntry[], { name, capabilities }: Target): TargetProblem[] {
  if (capabilities.deny || capabilities.expiry === 'utc') return [];
  return entries
    .filter(({ action, until }) => action === 'deny' && until !== undefined)
    .map(({ until, line }) => ({
      level: 'warning',
      message: `${name}: it has no denies, so that what this one closes is left out of what is allowed, and stays closed after ${until} until the rule set is made and loaded again.`,
      line,
    }));
}
