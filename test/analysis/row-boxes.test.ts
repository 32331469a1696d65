// What a rule between many zones permits that says `required` and nothing else is made when somebody asks for a part of it: the part that stands in
// the list of all, which is made as it is for rules between few zones. Where such rules are taken to permit all, each requirement has a part of its own.
import assert from 'node:assert/strict';
import { boxesOf, isWhole, type TimedBox } from '../../language/analysis/permissions.ts';
import { isPossible } from '../../language/analysis/region.ts';
import type { Requirement } from '../../language/analysis/requirements.ts';
import { areSpread, RowBoxes } from '../../language/analysis/row-boxes.ts';
import { RowCoverage } from '../../language/analysis/row-coverage.ts';
import { RowPairs } from '../../language/analysis/row-pairs.ts';
import { ofChance } from '../support/chance.ts';
import { picker } from '../support/changed-lines.ts';
import { analysisOf } from '../support/language.ts';
import { rulesForAll, vendorOf, zonesOfChance } from '../support/many-zones.ts';

/** A few zones more than a plan has that is never wide. */
const FEW_MORE = 28;

/** Whether there is no traffic of what is required; of alternatives one may be possible. */
function isNothing({ sources, destinations, services, alternatives }: Requirement): boolean {
  if (sources.isEmpty || destinations.isEmpty) return true;
  return !alternatives.length && !isPossible(sources, destinations, services);
}

/** A text that is the same for parts that are the same. */
function textOf({ sources, destinations, services, requirement, phases }: TimedBox): string {
  const sets = [sources, destinations, services].map(({ intervals }) =>
    intervals.map(({ start, end }) => `${start}-${end}`).join(),
  );
  return [...sets, requirement?.flow.id, ...phases].join(' ');
}

describe('what rules between many zones permit', () => {
  for (const [what, zones] of [
    ['made of rows', FEW_MORE],
    ['at hand', 9],
  ] as const)
    it(`is part by part what stands in the list of all, of what is required and ${what}`, async () => {
      let [seen, covered, wide] = [0, 0, 0];
      for (let seed = 1; seed <= ofChance(24, 5); seed++) {
        const pick = picker(300 + seed);
        const text = `${vendorOf(seed)}${[...zonesOfChance(pick, zones), ...rulesForAll(pick, zones)].join('\n')}\n`;
        const { plan, index, standing, denies } = await analysisOf(text);
        const spread: RowBoxes[] = [];
        for (const rule of plan.rules) {
          const parts = RowBoxes.of(rule, index);
          if (!parts) continue;
          spread.push(parts);
          seen++;
          const all = boxesOf(rule, index);
          assert.ok(all.every((box) => box.requirement));
          assert.deepEqual([...parts], all, text);
          // What a phase needs that is off is a part of the rule at another time.
          const now = standing()
            .boxesOf(rule)
            .filter(({ requirement }) => !requirement!.flow.phase);
          assert.deepEqual(now.map(textOf).sort(), all.map(textOf).sort());
          if (all.length) assert.ok(areSpread(standing().partsOf(rule)) || standing().boxesOf(rule).length === 0);
          for (const [from, one] of plan.zones.entries())
            for (const [to, other] of plan.zones.entries()) {
              const own = all.filter(({ requirement: r }) => r!.fromZone === one && r!.toZone === other);
              assert.deepEqual(parts.atNumbers(from, to), own, text);
            }
          for (let n = 0; n < 20; n++) {
            const asked = [all[pick(all.length)], ...denies.slice(0, 2), plan.rules.find((each) => each !== rule)];
            for (const each of asked) {
              if (!each) continue;
              const ends =
                'sourceAddresses' in each
                  ? { sources: each.sourceAddresses, destinations: each.destinationAddresses }
                  : { sources: each.sources, destinations: each.destinations, services: each.services };
              const services = 'services' in ends ? ends.services : undefined;
              const near = all.filter(
                (box) =>
                  box.sources.overlaps(ends.sources) &&
                  box.destinations.overlaps(ends.destinations) &&
                  (!services || box.services.overlaps(services)),
              );
              assert.deepEqual(parts.touching(ends), near, text);
            }
            const box = all[pick(all.length)];
            if (!box) continue;
            const packet = {
              source: box.sources.intervals[0]!.start,
              destination: box.destinations.intervals.at(-1)!.end - 1n,
              service: box.services.intervals[0]!.start,
            };
            const held = all.filter(
              (each) =>
                each.services.has(packet.service) && each.sources.has(packet.source) && each.destinations.has(packet.destination),
            );
            const told: TimedBox[] = [];
            parts.someHolding(packet, (each) => told.push(each) < 0);
            assert.deepEqual(told, held, text);
          }
        }
        const coverage = RowCoverage.of(index, spread);
        if (index instanceof RowPairs) wide++;
        for (const from of plan.zones)
          for (const to of plan.zones) {
            const between = index.at(from, to);
            if (!between.length || !coverage?.permits(between)) continue;
            const [one, other] = [plan.zones.indexOf(from), plan.zones.indexOf(to)];
            const own = spread.flatMap((parts) => parts.atNumbers(one, other));
            for (const each of between) {
              const isPermitted = own.some((box) => box.requirement === each && isWhole(box));
              assert.ok(isPermitted || isNothing(each), text);
            }
            covered++;
          }
      }
      assert.ok(seen > 3 && covered > 40);
      assert.equal(wide > 0, zones === FEW_MORE);
    });
});
