import assert from 'node:assert/strict';
import { NO_SERVICE, type PortSpan, portSet, portSpans, type ServiceSet, sourcedPorts } from '../../language/model/services.ts';
import { numbers } from '../support/numbers.ts';

/** Where the ranges of these tests begin and end, and the ports that they look at: all others are as one of them. */
const ENDS = [1, 2, 3, 4, 5, 1000, 65534, 65535];
const PORTS = [...ENDS, 500, 30000];
const TRANSPORTS = ['tcp', 'udp'] as const;

/** A packet in words: `tcp 4 to 22`. */
type Packets = ReadonlySet<string>;

interface Both {
  readonly set: ServiceSet;
  readonly packets: Packets;
}

function within(port: number, span: PortSpan | undefined): boolean {
  return !span || (span.from <= port && port <= span.to);
}

/** Ports as a set, and packet by packet. */
function ports(transport: 'tcp' | 'udp', to: PortSpan, from: PortSpan | undefined): Both {
  const packets = PORTS.flatMap((source) =>
    PORTS.filter((port) => within(port, to) && within(source, from)).map((port) => `${transport} ${source} to ${port}`),
  );
  return { set: portSet(transport, to.from, to.to, from), packets: new Set(packets) };
}

/** What a set holds of the packets, as it says it itself. */
function packetsOf(set: ServiceSet): Packets {
  const packets = new Set<string>();
  for (const transport of TRANSPORTS) {
    const sourced = sourcedPorts(set, [transport]);
    for (const port of PORTS)
      for (const source of PORTS)
        if (
          portSpans(set, transport).some((span) => within(port, span)) ||
          sourced.some((each) => within(source, each.source) && each.ports.some((span) => within(port, span)))
        )
          packets.add(`${transport} ${source} to ${port}`);
  }
  return packets;
}

function sorted(packets: Iterable<string>): string[] {
  return [...packets].sort();
}

describe('ports from certain ports of the initiator', () => {
  const below = numbers(7);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const span = (): PortSpan => {
    const [a, b] = [pick(ENDS), pick(ENDS)];
    return { from: Math.min(a, b), to: Math.max(a, b) };
  };
  const some = (): Both => {
    let result: Both = { set: NO_SERVICE, packets: new Set() };
    for (let n = below(5); n >= 0; n--) {
      const next = ports(pick(TRANSPORTS), span(), below(10) < 7 ? span() : undefined);
      result = below(4)
        ? { set: result.set.union(next.set), packets: new Set([...result.packets, ...next.packets]) }
        : { set: result.set.subtract(next.set), packets: new Set([...result.packets].filter((p) => !next.packets.has(p))) };
    }
    return result;
  };

  it('are the same set packet by packet, whatever is done with them', () => {
    for (let n = 0; n < 1000; n++) {
      const [a, b] = [some(), some()];
      const common = [...a.packets].filter((p) => b.packets.has(p));
      assert.deepEqual(sorted(packetsOf(a.set)), sorted(a.packets));
      assert.deepEqual(sorted(packetsOf(a.set.union(b.set))), sorted(new Set([...a.packets, ...b.packets])));
      assert.deepEqual(sorted(packetsOf(a.set.intersect(b.set))), sorted(common));
      assert.deepEqual(sorted(packetsOf(a.set.subtract(b.set))), sorted([...a.packets].filter((p) => !b.packets.has(p))));
      assert.equal(a.set.overlaps(b.set), common.length > 0);
      assert.equal(a.set.covers(b.set), common.length === b.packets.size);
      const same = common.length === a.packets.size && common.length === b.packets.size;
      assert.equal(a.set.equals(b.set), same);
      assert.equal(a.set.key === b.set.key, same);
      if (a.packets.size) assert.ok(a.set.has(a.set.first));
    }
  });

  it('are found by the packet that asks for them', () => {
    for (let n = 0; n < 500; n++) {
      const { set, packets } = some();
      for (const transport of TRANSPORTS)
        for (const port of PORTS)
          for (const source of PORTS) {
            const packet = portSet(transport, port, port, { from: source, to: source });
            assert.equal(set.has(packet.first), packets.has(`${transport} ${source} to ${port}`));
          }
    }
  });

  it('are as few intervals as they are runs of ports', () => {
    assert.equal(portSet('tcp', 1, 65535, { from: 1000, to: 1000 }).intervals.length, 1);
    const all = Array.from({ length: 300 }, (_, n) => portSet('tcp', 1, 65535, { from: 2 * n + 1, to: 2 * n + 1 }));
    assert.equal(all.reduce((one, other) => one.union(other)).intervals.length, 1);
  });
});
