import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

const PLAN = `site north { zone hall { subnet 10.0.0.0/24 component lost component till at 10.0.0.1 } }
zone yard { subnet 10.0.1.0/24 }
`;

/** The errors of a rule set of the plan with a rule. */
async function errors(rule: string): Promise<string[]> {
  const { document, services } = await loadPlan(`${PLAN}${rule}\n`);
  const { problems } = await generate(document, services, { target: 'nftables' });
  return problems.flatMap(({ level, message }) => (level === 'error' ? [message] : []));
}

describe('a rule set with a component that has no address', () => {
  it('is refused where a rule names the component, in a group as well', async () => {
    for (const rule of ['allow lost -> yard : tcp 1', 'group some = till, lost\nallow yard -> some : tcp 1'])
      assert.deepEqual(await errors(rule), [
        "lost has no address, so a rule about it would be about all of hall; add one with 'at'.",
      ]);
  });

  it('is made where rules name its zone or its site, or another component', async () => {
    for (const end of ['hall', 'north', 'till']) assert.deepEqual(await errors(`allow ${end} -> yard : tcp 1`), [], end);
  });
});

describe('a rule set of a firewall', () => {
  it('says which rules are also about addresses that are in no zone, for which no firewall gets them', async () => {
    const { document, services } = await loadPlan(`${PLAN}firewall core : nftables { zones hall, yard }
allow hall -> 10.0.1.7 : tcp 1
allow hall -> yard, 198.51.100.7 : tcp 2
`);
    const { problems } = await generate(document, services, { firewall: 'core' });
    assert.deepEqual(
      problems.flatMap(({ message, line }) => (/in no zone/.test(message) ? [[message, line]] : [])),
      [['This rule is also about addresses that are in no zone, for which no firewall gets it.', 5]],
    );
  });
});
