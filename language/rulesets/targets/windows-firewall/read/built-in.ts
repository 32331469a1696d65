import type { Fields } from './fields.ts';

/** A rule of Core Networking as Windows comes with it, by what it matches: what a host needs to have addresses and to hear of errors. */
interface BuiltIn {
  readonly protocol: RegExp;
  readonly ports?: readonly [local: string, remote: string];
  readonly types?: RegExp;
  readonly program: RegExp;
}

const SYSTEM = /^system$/i;
const SVCHOST = /\\svchost\.exe$/i;

/**
 * Leases of addresses, which the service for them takes alone; errors about what the host sent itself; and what never passes a router (RFC 3376, section 4, and RFC 3810, section 5).
 * Packets of IPv6 in those of protocol 41 come to the firewall once more as what they are.
 */
const BUILT_IN: readonly BuiltIn[] = [
  { protocol: /^(?:udp|17)$/i, ports: ['68', '67'], program: SVCHOST },
  { protocol: /^(?:udp|17)$/i, ports: ['546', '547'], program: SVCHOST },
  { protocol: /^(?:icmpv4|1)$/i, types: /^3:4$/, program: SYSTEM },
  { protocol: /^(?:icmpv6|58)$/i, types: /^(?:[1-4]|13[0-7]|143)$/, program: SYSTEM },
  { protocol: /^(?:igmp|2)$/i, program: SYSTEM },
  { protocol: /^(?:ipv6|41)$/i, program: SYSTEM },
];

/** Whether a rule is one of Core Networking as Windows comes with it; one that somebody has widened is none. */
export function isBuiltIn(fields: Fields): boolean {
  if (
    !/^corenet-/i.test(fields.text('name') ?? '') ||
    fields.word('action') !== 'allow' ||
    fields.word('direction') !== 'inbound'
  )
    return false;
  const [protocol = '', program = ''] = [fields.text('protocol'), fields.text('program')];
  return BUILT_IN.some(
    (each) =>
      each.protocol.test(protocol) &&
      each.program.test(program) &&
      (!each.ports || (isJust(fields.texts('localport'), each.ports[0]) && isJust(fields.texts('remoteport'), each.ports[1]))) &&
      (!each.types || (fields.texts('icmptype').length > 0 && fields.texts('icmptype').every((type) => each.types!.test(type)))),
  );
}

function isJust(texts: readonly string[], only: string): boolean {
  return texts.length === 1 && texts[0] === only;
}

/** That words for ports stand for none just now (FW_ENFORCEMENT_STATE_LOCAL_PORT_RESOLUTION_EMPTY of MS-FASP, section 2.2.27). */
const NO_PORTS = /^(?:8|localport(?:resolution)?empty)$/i;

/** Whether the host says that the words which a rule has for its ports, such as `Teredo`, stand for none. */
export function hasNoPorts(fields: Fields): boolean {
  const ports = fields.texts('localport');
  return (
    ports.length > 0 &&
    ports.every((text) => /^[a-z][\w-]*$/i.test(text) && !/^any$/i.test(text)) &&
    fields.texts('enforcementstatus').some((text) => NO_PORTS.test(text))
  );
}
