import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Box, covers, possibleTraffic, type Region, subtract } from '../../language/analysis/region.ts';
import { ANYWHERE, hostNames, parseAddress, parseHostName } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { ANY_SERVICE, portSet } from '../../language/model/services.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../language/rulesets/rule-set.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';
import { ofChance } from '../support/chance.ts';

const ADDRESSES = [
  ...['10.1.0.5', '10.2.0.9', 'fd01::5', 'fd02::9'].map((start) => parseAddress({ start }).set),
  parseAddress({ start: '10.1.0.0', prefix: 24 }).set,
  parseAddress({ start: '10.1.0.128', prefix: 25 }).set,
  parseAddress({ start: 'fd01::', prefix: 64 }).set,
  parseHostName('www.example.com'),
  parseHostName('*.example.com'),
];

const someSide = fc.subarray(ADDRESSES, { minLength: 1, maxLength: 3 }).map((sets): RuleSide => {
  const addresses = IntervalSet.unionAll(sets);
  return { label: 'some', kind: 'group', any: false, addresses, hostNames: hostNames(addresses) };
});
const anySide: RuleSide = { label: 'any', kind: 'any', any: true, addresses: ANYWHERE, hostNames: [] };
const sides = fc.array(fc.oneof({ weight: 8, arbitrary: someSide }, { weight: 1, arbitrary: fc.constant(anySide) }), {
  minLength: 1,
  maxLength: 3,
});
const ports = fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => portSet('tcp', Math.min(a, b), Math.max(a, b)));

function entries(action: RuleEntry['action']): fc.Arbitrary<RuleEntry[]> {
  const common = { action, id: 'L1', line: 1, traces: [], reason: undefined, phase: undefined, until: undefined };
  const entry = fc.record({ sources: sides, destinations: sides, services: fc.oneof(fc.constant(ANY_SERVICE), ports) });
  return fc.array(
    entry.map((e): RuleEntry => ({ ...common, ...e })),
    { minLength: 1, maxLength: 3 },
  );
}

function boxOf({ sources, destinations, services }: RuleEntry): Box {
  const all = (ends: readonly RuleSide[]) => IntervalSet.unionAll(ends.map((s) => s.addresses));
  return { sources: all(sources), destinations: all(destinations), services };
}

function trafficOf(rules: readonly RuleEntry[]): Region {
  return rules.map(boxOf).flatMap((box) => possibleTraffic(box.sources, box.destinations, box.services));
}

describe('a rule set without denies', () => {
  it('opens all that the allows open and no deny closes, and nothing else, in both families and for host names', () => {
    fc.assert(
      fc.property(entries('deny'), entries('allow'), (denies, allows) => {
        const given: RuleSet = { title: '', plan: '', phases: [], zones: [], components: [], entries: [...denies, ...allows] };
        const left = withoutDenies(given).entries;
        const expected = subtract(trafficOf(allows), denies.map(boxOf));
        assert.ok(left.every((e) => e.action === 'allow' && e.sources.length && e.destinations.length));
        assert.ok(covers(trafficOf(left), expected), 'something is closed that no deny closes');
        assert.ok(covers(expected, trafficOf(left)), 'something is open that a deny closes');
      }),
      { numRuns: ofChance(2000), seed: 23 },
    );
  });
});
