// What catalogs know of between some zones is the part of all that they know of that lies there, however it is asked for.
import assert from 'node:assert/strict';
import {
  knownTraffic,
  knownTrafficBetween,
  type Requirement,
  trafficLeftOut,
  trafficLeftOutBetween,
} from '../../language/analysis/requirements.ts';
import { formatServices } from '../../language/model/services.ts';
import { EVERYTHING, planOfChance } from '../reading/plans.ts';
import { ofChance } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';

/** Each two components with what one needs of the other, however they are grouped. */
const pairsOf = (all: readonly Requirement[]): string =>
  all
    .flatMap(({ flow, from, to, fromZone, toZone, services }) => {
      const what = `${flow.initiator} -> ${flow.responder} in ${fromZone.name} -> ${toZone.name}: ${formatServices(services)}`;
      return from.flatMap((one) => to.map((other) => `${one.name} -> ${other.name}, ${what}`));
    })
    .sort()
    .join('\n');

describe('what catalogs know of between zones', () => {
  it('is the part of all that lies there, with networks that machines share and with bindings', async () => {
    let [shared, left] = [0, 0];
    for (let seed = 1; seed <= ofChance(60, 8); seed++) {
      const { text, others } = planOfChance(seed, { ...EVERYTHING, imports: false });
      const { document, services } = await loadPlan(text, others);
      const plan = services.segplan.Plans.plan(document.parseResult.value);
      for (const insideZones of [false, true])
        for (const from of plan.zones)
          for (const to of plan.zones) {
            const between = { from: new Set([from]), to: new Set([to]) };
            const isThere = ({ fromZone, toZone }: Requirement): boolean => fromZone === from && toZone === to;
            const known = knownTraffic(plan, insideZones).filter(isThere);
            const title = `seed ${seed}, ${from.name} -> ${to.name}`;
            assert.equal(pairsOf(knownTrafficBetween(plan, between, insideZones)), pairsOf(known), title);
            const without = trafficLeftOut(plan, insideZones).filter(isThere);
            assert.equal(pairsOf(trafficLeftOutBetween(plan, between, insideZones)), pairsOf(without), title);
            if (text.includes('also at')) shared += known.length;
            left += without.length;
          }
    }
    assert.ok(shared > 20 && left > 20, `${shared}, ${left}`);
  });
});
