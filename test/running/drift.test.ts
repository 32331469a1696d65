import assert from 'node:assert/strict';
import type { Analysis } from '../../language/analysis/analyze.ts';
import { atOnce } from '../../language/model/steps.ts';
import { AuditInputs, findingDrift, firewallsThatRun, type RunningFile } from '../../language/running/drift.ts';
import { runningFile } from '../../language/running/read-file.ts';
import { loadPlan } from '../support/language.ts';

const PLAN = `zone office { subnet 10.1.0.0/24  component desk at 10.1.0.9 }
zone shop { subnet 10.2.0.0/24  component till at 10.2.0.5 }
firewall main : iptables { zones office, shop  running "main.v4" }
allow desk -> till : tcp 443, 8443
`;
const SAVED = [
  '*filter',
  ':FORWARD DROP [0:0]',
  '-A FORWARD -s 10.1.0.9/32 -d 10.2.0.5/32 -p tcp --dport 22 -j ACCEPT',
  'COMMIT',
  '',
].join('\n');

const file = (text = SAVED): RunningFile => runningFile(text, 'main.v4', 'file:///main.v4');

async function analysisOf(text: string): Promise<Analysis> {
  const { document, services } = await loadPlan(text);
  return services.segplan.Plans.analysis(document.parseResult.value);
}

describe('what the firewalls of a plan run', () => {
  it('may be left off after any step, and is found anew as it would have been', async () => {
    const analysis = await analysisOf(PLAN);
    const files = [file()];
    const told = (): string => {
      const { firewalls } = atOnce(findingDrift(analysis, () => files));
      const [{ devices }] = firewalls as [(typeof firewalls)[number]];
      return devices.map(({ cutOff, open }) => `${cutOff.map((c) => c.by?.line)} ${open.map((o) => o.rule?.line)}`).join();
    };
    const whole = told();
    assert.equal(whole, ' 3', 'line 3 lets ssh pass, and no line what the plan allows');
    for (let most = 1; most < 8; most++) {
      const steps = findingDrift(analysis, () => files);
      for (let step = 0; step < most; step++) if (steps.next().done) return;
      assert.equal(told(), whole);
    }
  });

  it('has nothing to be audited again where neither zones nor rules nor files change', async () => {
    const files = [file()];
    const analysis = await analysisOf(PLAN);
    const inputs = new AuditInputs(analysis, files);
    assert.ok(inputs.equals(new AuditInputs(analysis, files)));
    assert.ok(!inputs.equals(new AuditInputs(analysis, [file(SAVED.replace('22', '23'))])));
    assert.ok(!inputs.equals(new AuditInputs(await analysisOf(`${PLAN}allow till -> desk : tcp 1\n`), files)));
    assert.deepEqual(
      firewallsThatRun(analysis).map(({ name }) => name),
      ['main'],
    );
  });
});
