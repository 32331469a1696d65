import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { loadPlan } from '../support/language.ts';

// Nothing is in step that no file speaks of: a subnet of Azure without a network security group lets everything in that routes lead there, pods that no policy selects are not isolated
// (kubernetes.io, "Network Policies", "The two sorts of pod isolation"), and iptables says nothing of IPv6.
const PLAN = `zone app { subnet 10.1.0.0/24 component web at 10.1.0.10 }
zone data { subnet 10.2.0.0/24 component db at 10.2.0.20 }
allow web -> db : tcp 5432
firewall groups : azure-nsg { at app, data }
firewall pods : kubernetes { at app, data }
firewall one : kubernetes { at app }
firewall core : iptables { zones app, data }
`;

interface Told {
  readonly inStep: boolean;
  readonly notes: string;
  readonly dead: number;
}

/** What an audit says of what is emitted, changed by somebody. */
async function told(target: string, change: (text: string) => string, name?: string, plan = PLAN): Promise<Told> {
  const { document, services } = await loadPlan(plan);
  const { files } = await generate(document, services, { target });
  const analysis = services.segplan.Plans.analysis(document.parseResult.value);
  const firewall = analysis.plan.firewalls.find((each) => each.name === name);
  const texts = files.filter(({ name: file }) => /json$|yaml$|v4$|v6$/.test(file)).map(({ text }) => change(text));
  const devices = texts.filter(Boolean).flatMap((text) => readRunning(text, 'file'));
  const found = audit(analysis, devices, firewall ? { firewall } : {});
  return {
    inStep: found.inStep,
    notes: found.devices.flatMap(({ notes }) => notes).join('\n'),
    dead: found.devices.reduce((sum, { dead }) => sum + dead.length, 0),
  };
}

const same = (text: string): string => text;
const lessGroup = (text: string): string => {
  const template = JSON.parse(text) as { resources: { name: string }[] };
  return JSON.stringify({ ...template, resources: template.resources.filter((each) => each.name !== 'nsg-data') }, undefined, 1);
};
const lessNamespace = (text: string): string =>
  text
    .split(/^---$/m)
    .filter((part) => !/^ {2}namespace: data$/m.test(part))
    .join('---');

describe('files that do not speak of all', () => {
  it('are not in step where a zone has no group, or no policy, at whose hosts the plan has a firewall', async () => {
    assert.deepEqual(
      [(await told('azure-nsg', same, 'groups')).inStep, (await told('kubernetes', same, 'pods')).inStep],
      [true, true],
    );
    for (const [target, change, name] of [
      ['azure-nsg', lessGroup, 'groups'],
      ['kubernetes', lessNamespace, 'pods'],
    ] as const) {
      const { inStep, notes } = await told(target, change, name);
      assert.equal(inStep, false, target);
      assert.match(notes, new RegExp(`^No file says what guards data, where ${name} stands: it may be open\\.$`, 'm'));
    }
    assert.equal((await told('kubernetes', lessNamespace, 'one')).inStep, true);
  });

  it('say of which zones they do not speak where no firewall of the plan does', async () => {
    assert.match(
      (await told('azure-nsg', lessGroup)).notes,
      /^No file says what guards data: what comes there is not held against the plan\.$/m,
    );
    assert.doesNotMatch((await told('azure-nsg', same)).notes, /No file says/);
  });

  it('are not in step where one family of addresses is in none of them', async () => {
    const both = PLAN.replace('10.1.0.0/24', '10.1.0.0/24, fd00:1::/64').replace('10.2.0.0/24', '10.2.0.0/24, fd00:2::/64');
    const lessV6 = (text: string): string => (text.includes('IPv6; IPv4') ? '' : text);
    assert.deepEqual(
      [(await told('iptables', same, 'core', both)).inStep, (await told('iptables', lessV6, 'core', PLAN)).inStep],
      [true, true],
    );
    const { inStep, notes } = await told('iptables', lessV6, 'core', both);
    assert.equal(inStep, false);
    assert.match(notes, /^No file says anything of IPv6, of which app, data have networks: give the file that does\.$/m);
  });

  it('have no rule without effect in that several policies close the same pods', async () => {
    assert.equal((await told('kubernetes', same, 'pods')).dead, 0);
  });
});
