// Reads the tables of a change request as someone at a firewall would: words for addresses and services, and a verdict for each packet.
import { type Packet, parse } from '../evaluator.ts';
import { addressIn } from '../proof.ts';
import type { Verdict } from '../readers.ts';

/** A row as it was read: texts only. */
export interface RequestRule {
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly services: string;
}

const ADDRESS = /^[0-9a-f:.]+(\/\d{1,3}|-[0-9a-f:.]+)?$/;
const HOST_NAME = /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

/** @param held the addresses of the zones that say theirs: everything else is outside */
function addressReader(text: string, held: readonly string[]): (address: string) => boolean {
  const texts = text.split(', ');
  if (texts.includes('any') && texts.length > 1) throw new Error(`any among others: ${text}`);
  const known = texts.filter((t) => t !== 'any' && t !== 'everything outside');
  for (const each of known) if (!ADDRESS.test(each) && !HOST_NAME.test(each)) throw new Error(`No address: ${each}`);
  const addresses = known.filter((t) => /[:.]/.test(t) && ADDRESS.test(t));
  return (address) =>
    texts.includes('any') || (texts.includes('everything outside') && !addressIn(address, held)) || addressIn(address, addresses);
}

function serviceReader(text: string): (packet: Packet) => boolean {
  if (text === 'any') return () => true;
  const spans: { protocols: string; from: number; to: number }[] = [];
  let protocols = '';
  for (const part of text.split(', ')) {
    if (part === 'icmp' || part === 'other protocols') protocols = '';
    else {
      const [, named, from, to = from] = /^(?:(tcp|udp|tcp\+udp) )?(\d+)(?:-(\d+))?$/.exec(part) ?? [];
      if (named) protocols = named;
      if (!protocols || from === undefined) throw new Error(`No service: ${part} in ${text}`);
      spans.push({ protocols, from: Number(from), to: Number(to) });
    }
  }
  return ({ protocol, port }) =>
    spans.some((s) => s.protocols.split('+').includes(protocol) && s.from <= port && port <= s.to);
}

/** What the rules decide: a deny wins over an allow, and what no rule allows is denied. */
export function decider(rules: readonly RequestRule[], zones: readonly string[]): (packet: Packet) => Verdict {
  const held = zones.filter((z) => z !== '' && !z.includes('everything outside')).flatMap((z) => z.split(', '));
  for (const each of held) if (!ADDRESS.test(each) && !HOST_NAME.test(each)) throw new Error(`No address: ${each}`);
  const subnets = held.filter((t) => /[:.]/.test(t) && ADDRESS.test(t));
  const read = rules.map(({ action, from, to, services }) => {
    if (action !== 'allow' && action !== 'deny') throw new Error(`No action: ${action}`);
    return { action, from: addressReader(from, subnets), to: addressReader(to, subnets), services: serviceReader(services) };
  });
  return (packet) => {
    if (parse(packet.source).bits !== parse(packet.destination).bits) return 'dropped';
    const hits = read.filter((r) => r.from(packet.source) && r.to(packet.destination) && r.services(packet));
    return hits.some((r) => r.action === 'allow') && !hits.some((r) => r.action === 'deny') ? 'passed' : 'dropped';
  };
}
