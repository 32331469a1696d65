import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readers } from '../../language/generated/readers.ts';
import { targets } from '../../language/generated/targets.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import type { Target } from '../../language/rulesets/target.ts';
import { audit } from '../../language/running/audit.ts';
import { plans } from '../rulesets/plans.ts';
import { running } from './drift-proof.ts';
import { drift } from './mutants.ts';

const example = (name: string): string => readFileSync(join(import.meta.dirname, `../../examples/${name}.segplan`), 'utf8');
const texts = [...Object.values(plans), example('segmented-veeam'), example('zerto-msp')];

describe('an audit of firewalls between zones', () => {
  for (const name of ['asa', 'fortios', 'junos', 'panos'])
    it(`finds nothing where the rules of the plan are loaded: ${name}`, async () => {
      const target = targets.find((each) => each.name === name)!;
      const reader = readers.find((each) => each.name === name)!;
      let held = 0;
      for (const text of texts) {
        const all = await running(text, target);
        if (!all) continue;
        held++;
        const result = audit(
          all.analysis,
          all.files.flatMap((file) => reader.read(file.text, file.name)),
        );
        const { closed, open, unsure } = drift(result);
        assert.deepEqual([closed.length, open.length, unsure.length], [0, 0, 0], text);
        assert.ok(result.devices.every(({ device }) => !device.host && device.lines.modeled > 0));
      }
      assert.ok(held >= 3, `${held}`);
    });

  it('finds nothing where the policies of the plan are loaded, without the pods in the file: kubernetes', async () => {
    const [plain, reader] = [targets, readers].map((all) => all.find(({ name }) => name === 'kubernetes')!) as [
      (typeof targets)[number],
      (typeof readers)[number],
    ];
    let held = 0;
    for (const text of texts) {
      let isHeld = true;
      const target: Target = {
        ...plain,
        capabilities: { ...plain.capabilities, deny: true },
        emit: (ruleSet, name) => {
          const own = heldBy(plain, ruleSet);
          isHeld = !plain.problems?.(own).some(({ level }) => level !== 'info');
          return plain.emit(own, name);
        },
      };
      const all = await running(text, target);
      if (!all || !isHeld) continue;
      held++;
      const result = audit(
        all.analysis,
        all.files.flatMap((file) => reader.read(file.text, file.name)),
      );
      const { closed, open, unsure } = drift(result);
      assert.deepEqual([closed.length, open.length, unsure.length], [0, 0, 0], text);
      assert.ok(result.devices.length > 1 && result.devices.every(({ skipped }) => !skipped));
    }
    assert.ok(held >= 2, `${held}`);
  });

  it('finds zones under the names that a rule set gives them where their own do not fit', async () => {
    const plan = `zone größe { subnet 10.1.0.0/24 component a at 10.1.0.5 }
zone 管理 { subnet 10.2.0.0/24 component b at 10.2.0.7 }
firewall core : asa { zones größe, 管理 }
allow a -> b : tcp 443
`;
    for (const name of ['asa', 'fortios', 'junos', 'panos']) {
      const target = targets.find((each) => each.name === name)!;
      const reader = readers.find((each) => each.name === name)!;
      const all = (await running(plan, target))!;
      const devices = all.files.flatMap((file) => reader.read(file.text, file.name));
      for (const options of [{}, { firewall: all.analysis.plan.firewalls[0]! }]) {
        const [device] = audit(all.analysis, devices, options).devices;
        assert.deepEqual([device!.cutOff, device!.open], [[], []], name);
        const zones = device!.placing.zones.map((each) => each.zones.join()).sort();
        assert.deepEqual(zones, ['größe', '管理'], name);
      }
    }
  });
});
