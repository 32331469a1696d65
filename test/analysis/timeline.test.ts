import assert from 'node:assert/strict';
import { Timeline } from '../../language/analysis/diff/timeline.ts';
import { analysisOf, TODAY } from '../support/language.ts';

const BEFORE = `vendor acme { role client role server
  flow client -> server : tcp 1 "Works"
  flow client -> server : tcp 2 during set-up "Installs"
}
use acme
zone a { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component s : acme.server at 10.0.1.1 }
`;

async function timeline(older: string, newer: string, phases: readonly string[] = []): Promise<Timeline> {
  return Timeline.of(await analysisOf(BEFORE + older, phases), await analysisOf(BEFORE + newer, phases));
}

describe('the moments at which two plans may differ', () => {
  it('are the days after which rules of either plan end, from today on, each once and in order', async () => {
    const { ends } = await timeline(
      `allow a -> b : tcp 1 until 2027-03-01\nallow a -> b : tcp 2 until ${TODAY}\n`,
      'allow a -> b : tcp 3 until 2026-12-31\nallow a -> b : tcp 4 until 2027-03-01\nallow a -> b : tcp 5 until 2026-11-20\n',
    );
    assert.deepEqual(ends, [TODAY, '2026-12-31', '2027-03-01']);
  });

  it('are no phase, each phase by itself, and all of them', async () => {
    const { states } = await timeline('allow a -> b : tcp 1 during y\n', 'allow a -> b : tcp 1 during x\n');
    assert.deepEqual(states, [[], ['x'], ['y'], ['x', 'y']]);
  });

  it('a single phase is not told twice', async () => {
    assert.deepEqual((await timeline('', 'allow a -> b : tcp 1 during x\n')).states, [[], ['x']]);
  });

  it('the phases of the catalogs count where a rule opens what is required, and only there', async () => {
    assert.deepEqual((await timeline('allow a -> b : required\n', '')).states, [[], ['set-up']]);
    assert.deepEqual((await timeline('allow a -> b : tcp 2\n', '')).states, [[]]);
  });

  it('a phase that is on in both plans tells nothing apart, one that is on in one does', async () => {
    const rule = 'allow a -> b : tcp 1 during x\n';
    assert.deepEqual((await timeline(rule, rule, ['x'])).states, [[]]);
    assert.deepEqual((await timeline(`phase x\n${rule}`, rule)).states, [[], ['x']]);
  });

  it('a moment in the middle is the last day of its span, with its phases on', async () => {
    const line = await timeline('allow a -> b : tcp 1 until 2026-12-31\n', 'allow a -> b : tcp 1 during x until 2027-03-01\n');
    const at = (point: number) => line.momentAt(point, { today: TODAY, phases: ['given'] });
    assert.equal(line.spans, 3);
    assert.deepEqual(at(0), { today: TODAY, phases: ['given'] });
    assert.deepEqual(at(1), { today: '2027-03-01', phases: ['given'] });
    assert.deepEqual(at(2), { today: '9999-12-31', phases: ['given'] });
    assert.deepEqual(at(4), { today: '2027-03-01', phases: ['given', 'x'] });
  });
});
