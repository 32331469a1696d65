import assert from 'node:assert/strict';
import { BoxIndex } from '../../../language/analysis/box-index.ts';
import {
  type Box,
  covers,
  intersect,
  isEmptyBox,
  overlap,
  type Packet,
  possibleTraffic,
  type Region,
  subtract,
} from '../../../language/analysis/region.ts';
import { type AddressSet, parseAddress, parseHostName } from '../../../language/model/addresses.ts';
import { IntervalSet } from '../../../language/model/interval-set.ts';
import { icmpSet, portSet, type ServiceSet } from '../../../language/model/services.ts';
import { type Numbers, pick } from './numbers.ts';

const ENDS: readonly { family: 4 | 6 | undefined; set: AddressSet }[] = [
  { family: 4, set: parseAddress({ start: '10.0.0.1' }).set },
  { family: 4, set: parseAddress({ start: '10.0.0.2' }).set },
  { family: 6, set: parseAddress({ start: 'fd00::1' }).set },
  { family: 6, set: parseAddress({ start: 'fd00::2' }).set },
  { family: undefined, set: parseHostName('a.example') },
];
const SERVICES: readonly { family: 4 | 6 | undefined; set: ServiceSet }[] = [
  { family: undefined, set: portSet('tcp', 80) },
  { family: undefined, set: portSet('tcp', 81, 81, { from: 1, to: 1023 }) },
  { family: 4, set: icmpSet(4, 8) },
  { family: 6, set: icmpSet(6, 128) },
];

/** Every choice of some of a list as one set, by which of them it holds. */
function choices<T extends number | bigint>(list: readonly { set: IntervalSet<T> }[]): IntervalSet<T>[] {
  return Array.from({ length: 1 << list.length }, (_, bits) =>
    IntervalSet.unionAll(list.filter((_, n) => bits & (1 << n)).map(({ set }) => set)),
  );
}

const ADDRESS_SETS = choices(ENDS);
const SERVICE_SETS = choices(SERVICES);

/** A packet from each end to each end by each service, as far as address families let there be such a packet. */
const PACKETS = ENDS.flatMap((from, source) =>
  ENDS.flatMap((to, destination) =>
    SERVICES.flatMap((by, service) => {
      const families = [from.family, to.family, by.family].filter((family) => family !== undefined);
      if (new Set(families).size > 1) return [];
      const packet: Packet = { source: from.set.first, destination: to.set.first, service: by.set.first };
      return [{ source: 1 << source, destination: 1 << destination, service: 1 << service, packet }];
    }),
  ),
);

/** Traffic, and which of the packets it is. */
interface Both {
  readonly box: Box;
  readonly packets: readonly boolean[];
}

function some(number: Numbers): Both {
  const [sources, destinations, services] = [number(32), number(32), number(16)];
  return {
    box: { sources: ADDRESS_SETS[sources]!, destinations: ADDRESS_SETS[destinations]!, services: SERVICE_SETS[services]! },
    packets: PACKETS.map(
      (p) => (p.source & sources) !== 0 && (p.destination & destinations) !== 0 && (p.service & services) !== 0,
    ),
  };
}

function packetsOf(region: Region): boolean[] {
  return PACKETS.map(({ packet }) => region.some((box) => isIn(box, packet)));
}

function isIn({ sources, destinations, services }: Box, { source, destination, service }: Packet): boolean {
  return sources.has(source) && destinations.has(destination) && services.has(service);
}

/** The algebra of traffic, and the index of boxes, packet by packet. */
export function regions(number: Numbers): void {
  const whole = some(number);
  const cuts = Array.from({ length: number(6) }, () => some(number));
  const boxes = cuts.map(({ box }) => box);
  const inCut = PACKETS.map((_, n) => cuts.some(({ packets }) => packets[n]));
  const { sources, destinations, services } = whole.box;
  const region = possibleTraffic(sources, destinations, services);
  assert.deepEqual(packetsOf(region), whole.packets, 'traffic');
  const isAny = whole.packets.includes(true);
  assert.equal(region.length > 0, isAny, 'whether there is any traffic');
  const rest = subtract(region, boxes);
  assert.deepEqual(
    packetsOf(rest),
    whole.packets.map((is, n) => is && !inCut[n]),
    'a rest',
  );
  for (const { packet } of PACKETS) assert.ok(rest.filter((box) => isIn(box, packet)).length < 2, 'parts of a rest overlap');
  assert.ok(!rest.some(isEmptyBox), 'a part of a rest is empty');
  assert.deepEqual(
    packetsOf(intersect(region, boxes)),
    whole.packets.map((is, n) => is && inCut[n]),
    'what is common',
  );
  const isCovered = whole.packets.every((is, n) => !is || inCut[n]);
  assert.equal(rest.length === 0, isCovered, 'whether a rest is left');
  assert.equal(covers(boxes, region), isCovered, 'covers');
  const index = new BoxIndex(boxes);
  assert.equal(
    index.covers(region, () => true),
    isCovered,
    'an index covers',
  );
  assert.deepEqual(
    index.touching(whole.box),
    boxes.filter((box) => overlap(box, whole.box)),
    'what an index finds for a box',
  );
  const at = pick(PACKETS, number);
  const found = new Set<Box>();
  assert.ok(!index.someHolding(at.packet, (box) => !found.add(box)), 'none of them is of no kind');
  assert.deepEqual(found, new Set(boxes.filter((box) => isIn(box, at.packet))), 'what an index finds for a packet');
}
