import assert from 'node:assert/strict';
import fc from 'fast-check';
import { possibleTraffic, subtract } from '../../language/analysis/region.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { applied, formatted } from '../support/editor.ts';
import { analysisOf, diagnose, loadPlan } from '../support/language.ts';
import { randomPlan } from '../support/random-plans.ts';

async function fixAll(text: string): Promise<string> {
  const { document, services } = await loadPlan(text);
  const { CheckRunner } = services.segplan;
  const results = (await CheckRunner.run(document)).filter((r) => r.check.code === 'missing-flow');
  const edits = results[0]?.check.fixAll?.(
    results.map((r) => r.finding),
    CheckRunner.context(document),
  );
  return applied(document, edits ?? []);
}

describe('missing-flow, fixed as a whole', () => {
  it('leaves nothing missing, opens nothing that is not required, and keeps comments and format', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, async (text) => {
        const after = await fixAll(text);
        assert.deepEqual(
          (await diagnose(after)).filter((d) => d.severity === 1).map((d) => d.message),
          [],
        );
        const old = await analysisOf(text);
        const fresh = await analysisOf(after);
        const required = fresh.requirements.flatMap((r) =>
          possibleTraffic(r.sources, r.destinations, IntervalSet.unionAll([r.services, ...r.alternatives.map((g) => g[0]!)])),
        );
        const opened = subtract(
          fresh.allows.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services)),
          old.allows,
        );
        assert.deepEqual(subtract(opened, required), [], after);
        assert.equal(after.match(/\/\/ kept/g)?.length, text.match(/\/\/ kept/g)?.length);
        assert.equal(await formatted(after), await formatted(await formatted(after)));
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('is formatted where the plan was', async () => {
    await fc.assert(
      fc.asyncProperty(randomPlan, async (text) => {
        const after = await fixAll(await formatted(text));
        assert.equal(await formatted(after), after);
      }),
      { numRuns: 60, seed: 8 },
    );
  });
});

describe('very many missing flows', () => {
  it('are listed up to a limit, and the rest is counted', async () => {
    const side = (zone: string, role: string, n: number): string =>
      Array.from({ length: 75 }, (_, c) => `component ${zone}${c} : acme.${role} at 10.${n}.0.${c + 1}`).join('\n');
    const found = await diagnose(`plan "many"
use acme
zone a { subnet 10.1.0.0/24 ${side('a', 'agent', 1)} }
zone b { subnet 10.2.0.0/24 ${side('b', 'server', 2)} }
vendor acme { role agent role server flow agent -> server : tcp 1 }
`);
    const missing = found.filter((d) => d.code === 'missing-flow');
    assert.equal(missing.length, 5001);
    assert.match(String(missing[0]!.message), /^625 more pairs/);
  });
});
