// What touches traffic between two zones is what going through all parts of rules finds, in the order of the rules, also where a former edit's lists are taken over.
import assert from 'node:assert/strict';
import type { RuleBox } from '../../language/analysis/permissions.ts';
import { RulePlaces } from '../../language/analysis/rule-places.ts';
import { ZoneFinder } from '../../language/analysis/zone-finder.ts';
import { ALL_IPS, parseAddress } from '../../language/model/addresses.ts';
import type { PlanRule } from '../../language/model/plan.ts';
import { ANY_SERVICE } from '../../language/model/services.ts';
import { atOnce } from '../../language/model/steps.ts';
import { analysisOf } from '../support/language.ts';

/** So many that what lies between all of them touches more pairs than are noted one by one. */
const ZONES = 12;
const PLAN = Array.from({ length: ZONES }, (_, n) => `zone z${n} { subnet 10.${n}.0.0/16 }\n`).join('');

/** Numbers that are the same in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

type Group = readonly RuleBox[];
const indexOf = (box: RuleBox): number => box.rule.node.$containerIndex!;

/** The parts of one rule: within a zone, across some, or of everything. */
function groupOfChance(next: (below: number) => number, index: number): Group {
  const rule = { action: 'deny', node: { $containerIndex: index } } as unknown as PlanRule;
  const side = (): RuleBox['sources'] => {
    const first = next(ZONES);
    const last = Math.min(ZONES + 1, first + [0, 0, 1, 9, 12][next(5)]!);
    return next(9) ? parseAddress({ start: `10.${first}.7.0`, end: `10.${last}.9.0` }).set : ALL_IPS;
  };
  return Array.from({ length: next(4) }, () => ({ rule, sources: side(), destinations: side(), services: ANY_SERVICE }));
}

describe('parts of rules by the zones that they touch', () => {
  it('are those that going through all of them finds, after any edits', async () => {
    const { plan } = await analysisOf(PLAN);
    const finder = ZoneFinder.of(plan);
    const next = numbers(11);
    let wide = 0;
    for (let round = 0; round < 12; round++) {
      let groups = Array.from({ length: 9 }, (_, n) => groupOfChance(next, (n + 1) * 1000));
      let places = new RulePlaces(finder, groups);
      for (let edit = 0; edit < 8; edit++) {
        const all = groups.flat();
        for (let n = 0; n < 30; n++) {
          const [from, to] = [plan.zones[next(ZONES)]!, plan.zones[next(ZONES)]!];
          const expected = all.filter((b) => b.sources.overlaps(from.addresses) && b.destinations.overlaps(to.addresses));
          same(places.at(from, to), expected, `${round} ${edit} ${from.name} -> ${to.name}`);
          wide += expected.filter((b) => b.sources === ALL_IPS).length;
        }
        for (let n = 0; n < 10; n++) {
          const [ends] = groupOfChance(next, 0);
          if (!ends) continue;
          const expected = all.filter((b) => b.sources.overlaps(ends.sources) && b.destinations.overlaps(ends.destinations));
          same(places.touching(ends), expected, `${round} ${edit}`);
        }
        groups = edited(groups, next);
        places = next(3) ? new RulePlaces(finder, groups, places) : atOnce(RulePlaces.making(finder, groups, places));
      }
    }
    assert.ok(wide > 100);
  });

  it('stay the same list for a pair of zones that an edit has nothing to do with', async () => {
    const { plan } = await analysisOf(PLAN);
    const box = (index: number, from: number, to: number): RuleBox => ({
      rule: { action: 'deny', node: { $containerIndex: index } } as unknown as PlanRule,
      sources: plan.zones[from]!.addresses,
      destinations: plan.zones[to]!.addresses,
      services: ANY_SERVICE,
    });
    const everything = { ...box(5, 0, 0), sources: ALL_IPS, destinations: ALL_IPS };
    const groups = [[box(1, 0, 1)], [box(2, 2, 3)], [everything]];
    const before = new RulePlaces(ZoneFinder.of(plan), groups);
    const at = (places: typeof before, from: number, to: number) => places.at(plan.zones[from]!, plan.zones[to]!);
    const kept = at(before, 0, 1);
    const after = new RulePlaces(ZoneFinder.of(plan), [groups[0]!, [box(2, 4, 3)], groups[2]!], before);
    assert.equal(at(after, 0, 1), kept);
    assert.deepEqual([at(after, 2, 3).length, at(after, 4, 3).length], [1, 2]);
  });
});

/** The same parts, in the order of their rules; of one rule in any order. */
function same(found: Group, expected: Group, what: string): void {
  assert.deepEqual(new Set(found), new Set(expected), what);
  assert.deepEqual(found.map(indexOf), expected.map(indexOf), what);
}

/** One rule gone, come, or put in the place of another one. */
function edited(groups: readonly Group[], next: (below: number) => number): Group[] {
  const at = next(groups.length);
  const index = (of: readonly Group[], otherwise: number): number => of.flat().map(indexOf)[0] ?? otherwise;
  const [before, behind] = [groups.slice(0, at), groups.slice(at + 1)];
  const [low, high] = [index(before.toReversed(), 0), index(behind, 100_000)];
  if (high - low < 2 || !next(4)) return [...before, ...behind];
  if (next(2)) return [...before, groupOfChance(next, Math.floor((low + high) / 2)), ...behind];
  const own = index([groups[at]!], high);
  return own - low < 2 ? [...groups] : [...before, groupOfChance(next, Math.floor((low + own) / 2)), groups[at]!, ...behind];
}
