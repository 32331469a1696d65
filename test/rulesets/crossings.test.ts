// What of an entry crosses from one place to another, packet by packet: what stays in a place is in no part, all else is in one at least.
import assert from 'node:assert/strict';
import { ALL_IPS, parseAddress } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { ANY_SERVICE } from '../../language/model/services.ts';
import type { RuleEntry, RuleSide } from '../../language/rulesets/rule-set.ts';
import { crossings, type Place, Places } from '../../language/rulesets/targets/gcp/crossings.ts';

const setOf = (text: string) => IntervalSet.unionAll(text.split(' ').map((each) => parseAddress(rangeOf(each)).set));
const rangeOf = (text: string): { start: string; end?: string } => {
  const [start = '', end] = text.split('-');
  return end ? { start, end } : { start };
};
const single = (address: string) => setOf(address);

const OWN: readonly Place[] = [
  { name: 'a', external: false, addresses: setOf('10.1.0.0-10.1.0.255') },
  { name: 'b', external: false, addresses: setOf('10.1.1.0-10.1.1.255') },
  { name: 'c', external: true, addresses: setOf('10.1.2.0-10.1.2.255') },
];
const REST = ALL_IPS.subtract(IntervalSet.unionAll(OWN.map(({ addresses }) => addresses)));
const PLACES = new Places([...OWN, { name: 'elsewhere', external: true, addresses: REST }]);

/** Ends within one place, at its edges, and across several of them. */
const ENDS = [
  '10.1.0.5',
  '10.1.0.0-10.1.1.9',
  '10.1.0.250-10.1.2.5',
  '10.1.1.0-10.1.1.255',
  '10.1.2.200-10.1.3.5',
  '10.1.0.7 10.1.2.7',
  'any',
];
const POINTS = [
  '10.1.0.5',
  '10.1.0.7',
  '10.1.0.255',
  '10.1.1.3',
  '10.1.1.200',
  '10.1.2.2',
  '10.1.2.220',
  '10.1.3.1',
  '192.0.2.1',
];

const sideOf = (text: string): RuleSide =>
  text === 'any'
    ? { label: 'any', kind: 'any', any: true, addresses: ALL_IPS, hostNames: [] }
    : { label: text, kind: 'address', any: false, addresses: setOf(text), hostNames: [] };
const entryOf = (sources: RuleSide[], destinations: RuleSide[]): RuleEntry =>
  ({ action: 'allow', sources, destinations, services: ANY_SERVICE }) as unknown as RuleEntry;

describe('what of an entry crosses between places', () => {
  it('is each packet from one place to another, and none that stays in one', () => {
    const placeOf = (point: string): string => PLACES.touched(single(point))[0]!.name;
    for (const from of ENDS)
      for (const to of ENDS) {
        const parts = crossings(entryOf([sideOf(from)], [sideOf(to)]), PLACES);
        for (const source of POINTS)
          for (const destination of POINTS) {
            const [s, d] = [single(source), single(destination)];
            const isIn = sideOf(from).addresses.overlaps(s) && sideOf(to).addresses.overlaps(d);
            const found = parts.filter((part) => part.sources.addresses.overlaps(s) && part.destinations.addresses.overlaps(d));
            const what = `${from} -> ${to}: ${source} -> ${destination}`;
            assert.equal(found.length > 0, isIn && placeOf(source) !== placeOf(destination), what);
            for (const { leaves, reaches } of found) {
              assert.ok(leaves || !['a', 'b'].includes(placeOf(source)), what);
              assert.ok(reaches || !['a', 'b'].includes(placeOf(destination)), what);
            }
          }
      }
  });

  it('keeps the name of a side that lies in one place, and says which part of it where it lies in several', () => {
    const named = (from: string, to: string): string[] =>
      crossings(entryOf([sideOf(from)], [sideOf(to)]), PLACES)
        .flatMap(({ sources, destinations }) => [sources, destinations])
        .map((end) => (end.kind === 'rest' ? `all but ${end.except.name}` : end.sides.map(({ label }) => label).join(', ')));
    assert.deepEqual(named('10.1.0.5', '10.1.1.0-10.1.1.255'), ['10.1.0.5', '10.1.1.0-10.1.1.255']);
    assert.deepEqual(named('10.1.0.5', '10.1.0.0-10.1.1.9'), ['10.1.0.5', '10.1.0.0-10.1.1.9 in b']);
    assert.deepEqual(named('10.1.0.7 10.1.2.7', '10.1.1.3'), ['10.1.0.7 10.1.2.7', '10.1.1.3']);
    assert.deepEqual(named('any', '10.1.0.5'), ['all but a', '10.1.0.5']);
  });
});
