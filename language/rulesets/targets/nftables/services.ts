import type { Family } from '../../../model/addresses.ts';
import { append } from '../../../model/lists.ts';
import {
  ANY_SERVICE,
  formatSpan,
  hasMostProtocols,
  ICMP_OF,
  icmpTypes,
  portSet,
  portSpans,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
  type Transport,
} from '../../../model/services.ts';
import { runText } from '../../service-texts.ts';

/** The ways of matching a service set: each becomes a rule of its own. Empty text: every protocol. */
export function serviceMatches(services: ServiceSet, family: Family | undefined): string[] {
  if (services.equals(ANY_SERVICE)) return [''];
  if (hasMostProtocols(services)) {
    // All protocols but those of which something is missing, and of these what there is.
    const missing = ANY_SERVICE.subtract(services);
    const partly = (['tcp', 'udp'] as const).filter((transport) => missing.overlaps(portSet(transport, 0, 65535)));
    const types = familiesOf(family).filter((each) => missing.overlaps(ICMP_OF[each]));
    const named = [...partly, ...types.map((each) => ICMP_NAMES[each]), ...protocolsOf(missing).map(String)];
    // What is missing may be types of icmp that this address family has not.
    if (!named.length) return [''];
    const rest = partly.flatMap((transport) => portMatches(services, transport));
    return [...rest, ...types.flatMap((each) => typeMatch(services, each)), `meta l4proto != ${one(named.join(', '))}`];
  }
  const [tcp, udp] = (['tcp', 'udp'] as const).map((transport) => portSpans(services, transport).map(formatSpan).join(', '));
  const matches: string[] = [];
  if (tcp && tcp === udp) matches.push(`meta l4proto { tcp, udp } th dport ${one(tcp)}`);
  else
    append(
      matches,
      (['tcp', 'udp'] as const).flatMap((transport) => plainMatch(services, transport)),
    );
  append(
    matches,
    (['tcp', 'udp'] as const).flatMap((transport) => sourcedMatches(services, transport)),
  );
  const families = familiesOf(family);
  const whole = families.filter((each) => icmpTypes(services, each) === 'all').map((each) => ICMP_NAMES[each]);
  if (whole.length) matches.push(`meta l4proto ${one(whole.join(', '))}`);
  for (const each of families) if (icmpTypes(services, each) !== 'all') append(matches, typeMatch(services, each));
  const others = protocolsOf(services);
  if (others.length) matches.push(`meta l4proto ${one(others.join(', '))}`);
  return matches;
}

const ICMP_NAMES = { 4: 'icmp', 6: 'ipv6-icmp' } as const;

function familiesOf(family: Family | undefined): Family[] {
  return family ? [family] : [4, 6];
}

function one(spans: string): string {
  return spans.includes(',') ? `{ ${spans} }` : spans;
}

function portMatches(services: ServiceSet, transport: Transport): string[] {
  return [...plainMatch(services, transport), ...sourcedMatches(services, transport)];
}

function plainMatch(services: ServiceSet, transport: Transport): string[] {
  const spans = portSpans(services, transport).map(formatSpan).join(', ');
  return spans ? [`${transport} dport ${one(spans)}`] : [];
}

function sourcedMatches(services: ServiceSet, transport: Transport): string[] {
  return sourcedPorts(services, [transport]).map(({ ports, source }) => {
    const spans = ports.map(formatSpan).join(', ');
    return `${transport} sport ${formatSpan(source)} ${transport} dport ${one(spans)}`;
  });
}

/** Some types of one family; nothing where there are none. */
function typeMatch(services: ServiceSet, family: Family): string[] {
  const types = icmpTypes(services, family);
  if (types === 'all' || !types.length) return [];
  return [`${family === 4 ? 'icmp' : 'icmpv6'} type ${one(runText(types))}`];
}
