// Firewalls of chance around the zones of a plan, and the readers of the forms that they are written in.
import fc from 'fast-check';
import type { OutputFile } from '../../../language/rulesets/target.ts';
import type { Packet } from '../evaluator.ts';
import { AsaConfiguration } from '../readers/asa.ts';
import { FortiConfiguration } from '../readers/fortios.ts';
import { readIptables } from '../readers/iptables.ts';
import { readJunos } from '../readers/junos.ts';
import { readPanos } from '../readers/panos.ts';
import { readNft, type Verdict } from '../readers.ts';

/** What a form makes of a packet, where its addresses are behind some zones of the firewall, of which it has these. */
export type FirewallReader = (
  files: readonly OutputFile[],
  zoneOf: (address: string) => string,
  zones: readonly string[],
) => (packet: Packet) => Verdict;

/** Forms of firewalls between zones, each read as its product does. */
export const READERS: Readonly<Record<string, FirewallReader>> = {
  nftables: (files) => readNft(files[0]!.text),
  iptables: (files) => readIptables(files),
  asa: (files, zoneOf) => {
    const configuration = new AsaConfiguration().run(files[0]!.text);
    return (packet) => configuration.decide(packet, zoneOf(packet.source));
  },
  panos: readPanos,
  junos: readJunos,
  fortios: (files, zoneOf, zones) => {
    const configuration = new FortiConfiguration([...zones]).run(files[0]!.text);
    return (packet) => configuration.decide(packet, zoneOf(packet.source), zoneOf(packet.destination));
  },
};

interface Chance {
  readonly firewalls: readonly { readonly to: number; readonly over: number; readonly form: string; readonly names: number }[];
  readonly homes: readonly number[];
  readonly extra: readonly (readonly [number, number])[];
}

/** A firewall of chance: what it is joined to the others by, and its form. */
const firewall = fc.record({ to: fc.nat(9), over: fc.nat(3), form: fc.constantFrom(...Object.keys(READERS)), names: fc.nat(2) });

export const chances: fc.Arbitrary<Chance> = fc.record({
  firewalls: fc.array(firewall, { minLength: 1, maxLength: 4 }),
  homes: fc.array(fc.nat(12), { minLength: 16, maxLength: 16 }),
  extra: fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 2 }),
});

/** What a test knows of a firewall that it has put into a plan. */
export interface MadeFirewall {
  readonly name: string;
  readonly form: string;
  readonly zones: readonly string[];
  readonly called: (zone: string) => string;
}

/**
 * Puts firewalls around the zones of a plan: each joined to one before it, by a zone of transit or one that is there, with further joints at
 * times, so that there are several ways; now and then a zone is left without.
 */
export function withFirewalls(
  text: string,
  zones: readonly string[],
  { firewalls, homes, extra }: Chance,
): { text: string; made: MadeFirewall[] } {
  const lists = firewalls.map((): Set<string> => new Set());
  for (const [n, zone] of zones.entries()) if (homes[n % 16] !== 0) lists[homes[n % 16]! % lists.length]!.add(zone);
  const transits: string[] = [];
  const transit = (): string => {
    transits.push(`transit${transits.length}`);
    return transits.at(-1)!;
  };
  for (const [n, { to, over }] of firewalls.entries()) {
    if (!n) continue;
    const other = lists[to % n]!;
    const shared = over ? transit() : ([...other][0] ?? transit());
    other.add(shared);
    lists[n]!.add(shared);
  }
  for (const [a, b] of extra) {
    const shared = transit();
    lists[a % lists.length]!.add(shared);
    lists[b % lists.length]!.add(shared);
  }
  const made = lists.map((own, n): MadeFirewall => {
    const names = firewalls[n]!.names;
    const elsewhere = zones.filter((zone) => !own.has(zone));
    // Names of its own: none, new ones, or those that other zones have.
    const label = (zone: string): string | undefined =>
      names === 1 ? `if-${zone}` : names === 2 ? elsewhere[[...own].indexOf(zone)] : undefined;
    return { name: `fw${n}`, form: firewalls[n]!.form, zones: [...own], called: (zone) => label(zone) ?? zone };
  });
  const lines = [
    ...transits.map((zone, n) => `zone ${zone} { subnet 10.250.${n}.0/29, fd00:250:${n}::/64 }`),
    ...made.map(({ name, form, zones: own, called }) => {
      const labels = own.filter((zone) => called(zone) !== zone).map((zone) => `interface ${called(zone)} = ${zone}`);
      return `firewall ${name} : ${form} { ${own.length ? `zones ${own.join(', ')}` : ''} ${labels.join(' ')} }`;
    }),
  ];
  return { text: `${text}\n${lines.join('\n')}\n`, made };
}
