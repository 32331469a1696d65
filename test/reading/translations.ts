// A second reading of "Translation at a firewall" in docs/language.md: which address a packet has at each firewall of a way.
import type { Packet } from '../rulesets/evaluator.ts';

/** A translation as a plan says it. */
export interface ReadTranslation {
  readonly firewall: string;
  readonly outer: string;
  readonly component: string;
  /** The one address of the component, and the zone that it stands in. */
  readonly real: string;
  readonly zone: string;
  /** Nothing where everything is translated. */
  readonly ports?: { readonly protocols: readonly string[]; readonly from: number; readonly to: number; readonly on: number };
  /** The zones of the firewall by which those come who know the outer address. */
  readonly from: readonly string[];
}

/** One way of a packet: the firewalls in turn, and the zones between them. */
export interface Passage {
  readonly firewalls: readonly string[];
  readonly zones: readonly string[];
}

/** The same packet as a firewall of the way gets it, and as it has it behind what it translates itself. */
export interface PacketAt {
  readonly firewall: string;
  readonly come: string;
  readonly go: string;
  readonly dialed: Packet;
  readonly real: Packet;
}

/**
 * A packet at each firewall of a way.
 * @param packet as the plan speaks of it: from component to component
 * @param zones all zones of the way, the ends included
 * @returns nothing where two firewalls of the way translate the same end, which leaves open what becomes of it
 */
export function packetOnWay(packet: Packet, way: Passage, all: readonly ReadTranslation[]): PacketAt[] | undefined {
  const { firewalls, zones } = way;
  const [home, away] = [zones[0]!, zones.at(-1)!];
  const towards = firewalls.flatMap((name, n) =>
    all
      .filter((t) => t.firewall === name && t.zone === away && isTo(packet, t) && t.from.includes(zones[n]!))
      .map((t) => ({ t, n })),
  );
  // On the way back an answer would come by the zone that the packet leaves by.
  const back = firewalls.flatMap((name, n) =>
    all
      .filter(
        (t) => t.firewall === name && t.zone === home && !t.ports && t.real === packet.source && t.from.includes(zones[n + 1]!),
      )
      .map((t) => ({ t, n })),
  );
  if (towards.length > 1 || back.length > 1) return undefined;
  const [to, from] = [towards[0], back[0]];
  return firewalls.map((firewall, n) => {
    const source = from && n > from.n ? from.t.outer : packet.source;
    const behind = { ...packet, source };
    const outside = to ? { ...behind, destination: to.t.outer, port: dialedPort(packet, to.t) } : behind;
    return {
      firewall,
      come: zones[n]!,
      go: zones[n + 1]!,
      dialed: to && n <= to.n ? outside : behind,
      real: to && n < to.n ? outside : behind,
    };
  });
}

function isTo(packet: Packet, { real, ports }: ReadTranslation): boolean {
  if (packet.destination !== real) return false;
  return (
    !ports ||
    (ports.protocols.includes(packet.protocol) && packet.port >= ports.on && packet.port <= ports.on + ports.to - ports.from)
  );
}

function dialedPort({ port }: Packet, { ports }: ReadTranslation): number {
  return ports ? port - ports.on + ports.from : port;
}
