import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Box, holds, type Packet } from '../../language/analysis/region.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { portSet } from '../../language/model/services.ts';
import { atOnce } from '../../language/model/steps.ts';
import { unheld } from '../../language/running/unheld.ts';
import { addressOf } from './packet-by-packet.ts';
import { ADDRESSES, PORTS } from './random-devices.ts';

const run = (below: number): fc.Arbitrary<[number, number]> =>
  fc.tuple(fc.nat(below - 1), fc.nat(below - 1)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
const addresses = fc
  .array(run(ADDRESSES), { minLength: 1, maxLength: 2 })
  .map((runs) => IntervalSet.of(runs.map(([a, b]) => ({ start: addressOf(a), end: addressOf(b) + 1n }))));
const box: fc.Arbitrary<Box> = fc.record({
  sources: addresses,
  destinations: addresses,
  services: run(PORTS).map(([a, b]) => portSet('tcp', a + 1, b + 1)),
});
const boxes = fc.array(box, { maxLength: 4 });

const every: readonly Packet[] = Array.from({ length: ADDRESSES }, (_, source) =>
  Array.from({ length: ADDRESSES }, (_, destination) =>
    Array.from({ length: PORTS }, (_, port) => ({
      source: addressOf(source),
      destination: addressOf(destination),
      service: portSet('tcp', port + 1, port + 1).first,
    })),
  ),
).flat(2);

describe('what of some traffic is left when rules are taken away', () => {
  it('is what nothing aside holds, and no rule but for its exceptions, each packet in one box', () => {
    fc.assert(
      fc.property(box, boxes, boxes, boxes, (whole, aside, held, except) => {
        const { region, isPart } = atOnce(unheld(whole, { aside, held, except }, 1000));
        assert.equal(isPart, false);
        const isIn = (all: readonly Box[], packet: Packet): boolean => all.some((each) => holds(each, packet));
        for (const packet of every) {
          const isLeft = holds(whole, packet) && !isIn(aside, packet) && (!isIn(held, packet) || isIn(except, packet));
          assert.equal(region.filter((each) => holds(each, packet)).length, isLeft ? 1 : 0);
        }
      }),
      { numRuns: 300, seed: 17 },
    );
  });

  it('says where there is more than was asked for', () => {
    const whole = { sources: set(0, 5), destinations: set(0, 5), services: portSet('tcp', 1, 1) };
    const held = [0, 2, 4].map((n) => ({ ...whole, sources: set(n, n), destinations: set(n, n) }));
    assert.deepEqual(
      [2, 5].map((most) => atOnce(unheld(whole, { aside: [], held, except: [] }, most)).isPart),
      [true, false],
    );
  });
});

function set(from: number, to: number): Box['sources'] {
  return IntervalSet.of([{ start: addressOf(from), end: addressOf(to) + 1n }]);
}
