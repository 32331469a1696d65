import { registeredProtocol } from '../model/protocols.ts';

/** What Linux calls protocols otherwise than IANA's registry does, or by a name that a plan doesn't take: /etc/protocols of Debian and Red Hat. */
const NUMBERS: Readonly<Record<string, number>> = {
  ip: 0,
  ipencap: 4,
  pup: 12,
  'ipv6-icmp': 58,
  icmp6: 58,
  rspf: 73,
  'ax.25': 93,
  isis: 124,
  'mobility-header': 135,
};

/** The number of a protocol by its name on Linux, or by its number; nothing where it is none. */
export function linuxProtocol(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) <= 255 ? Number(text) : undefined;
  const name = text.toLowerCase();
  return Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : registeredProtocol(name);
}
