import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readers } from '../../language/generated/readers.ts';
import { targets } from '../../language/generated/targets.ts';
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
});
