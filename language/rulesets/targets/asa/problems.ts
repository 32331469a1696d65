import { tagOf } from '../../../model/addresses.ts';
import { protocolName } from '../../../model/protocols.ts';
import { hasIcmp, hasMostProtocols, protocolsOf, type ServiceSet } from '../../../model/services.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { renamedZones } from '../../set-commands/zones.ts';
import type { TargetProblem } from '../../target.ts';
import { zonesOf } from '../../zone-traffic.ts';
import { INTERFACES, interfaceNames } from './names.ts';
import { LAST_YEAR, timeRangeOf } from './time-ranges.ts';

/** Letters, digits and inner hyphens, label by label. */
const HOST_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

function problemsOf(entry: RuleEntry, ruleSet: RuleSet, elsewhere: string): TargetProblem[] {
  const problems: TargetProblem[] = [];
  const say = (level: TargetProblem['level'], message: string): unknown =>
    problems.push({ level, message: `asa: ${message}`, line: entry.line });
  const { services, until } = entry;
  for (const name of new Set([...entry.sources, ...entry.destinations].flatMap((s) => s.hostNames)))
    if (!name.startsWith('*') && tagOf(name) === undefined && !HOST_NAME.test(name))
      say('error', `it takes no host name like ${name}, only letters, digits and hyphens; give the component its addresses.`);
  if (until !== undefined && !timeRangeOf(until))
    say('warning', `its time ranges end with ${LAST_YEAR}: this rule has to be removed after ${until}.`);
  if (entry.action === 'allow' && hasIcmp(services))
    say('warning', "replies to icmp come back only where the inspection policy has 'inspect icmp'.");
  const oneWay = entry.action === 'allow' ? oneWayProtocols(services) : undefined;
  if (oneWay)
    say(
      'warning',
      `it lets replies back of tcp and udp, and not of ${oneWay}: where the other side answers, allow that as well.`,
    );
  if (zonesOf(entry.sources, ruleSet).includes(undefined))
    say(
      'warning',
      `it keeps rules by interface, and these sources are also in no zone; their list is for an interface named '${elsewhere}'.`,
    );
  return problems;
}

const SCTP = 132;

/** Protocols that the firewall knows no connections of, so that what comes back is new to it; nothing where there are none. */
export function oneWayProtocols(services: ServiceSet): string | undefined {
  if (hasMostProtocols(services)) return 'other protocols';
  const numbers = protocolsOf(services).filter((number) => number !== SCTP);
  return numbers.length ? numbers.map((number) => `protocol ${protocolName(number)}`).join(', ') : undefined;
}

/** What the firewall can't hold of a rule set, or does otherwise than one might think. */
export function asaProblems(ruleSet: RuleSet): TargetProblem[] {
  const elsewhere = interfaceNames(ruleSet)(undefined);
  return [
    ...renamedZones(ruleSet, INTERFACES, 'asa'),
    ...ruleSet.entries.flatMap((entry) => problemsOf(entry, ruleSet, elsewhere)),
  ];
}
