import { IntervalSet } from '../../../language/model/interval-set.ts';
import { ICMP, icmpSet, portSet, protocolSet, type ServiceSet, type Transport } from '../../../language/model/services.ts';

/** One port, range or protocol of a row. */
export interface RowPart {
  readonly set: ServiceSet;
  /** `1058+`: that port or the next free one above it. */
  readonly openEnded: boolean;
}

/** What rows name that has no ports. An echo request is type 8, of IPv6 type 128. */
const PROTOCOLS: Readonly<Record<string, ServiceSet>> = {
  icmp: ICMP,
  'icmp echo-request': icmpSet(4, 8).union(icmpSet(6, 128)),
  'protocol gre': protocolSet(47),
  'protocol esp': protocolSet(50),
  'protocol ah': protocolSet(51),
};

/** Reads the ports of a row: `tcp 443`, `tcp+udp 53`, `tcp 135, 445, udp 137-138`, `tcp 1058+`, `icmp`, `protocol esp`. */
export function partsOf(service: string): RowPart[] {
  let transports: Transport[] = [];
  return service
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each)
    .map((each) => {
      const special = PROTOCOLS[each];
      if (special) return { set: special, openEnded: false };
      const match = /^(?:(tcp|udp|tcp\+udp) )?(\d+)(?:-(\d+)|(\+))?$/.exec(each);
      if (!match) throw new Error(`A row has ports that the test can't read: '${each}'.`);
      if (match[1]) transports = match[1].split('+') as Transport[];
      const [from, to] = [Number(match[2]), Number(match[3] ?? match[2])];
      return { set: IntervalSet.unionAll(transports.map((t) => portSet(t, from, to))), openEnded: match[4] !== undefined };
    });
}

/** All ports of a row together, an open-ended one by its first port. */
export function setOf(service: string): ServiceSet {
  return IntervalSet.unionAll(partsOf(service).map((p) => p.set));
}
