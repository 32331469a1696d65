// What a change request says of a rule for which there is no other reason.
import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

const PLAN = `zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/24 }
deny a -> b : tcp 23
deny a -> b : tcp 21 "no plain text"
allow a -> b : tcp 22
allow a -> b : tcp 443 "the shop"
`;

describe('a change request', () => {
  it('says why a rule is there: by its own words, and else that it stays closed or that nothing needs it', async () => {
    const { document, services } = await loadPlan(PLAN);
    const { files } = await generate(document, services, { target: 'markdown', scope: 'network' });
    const row = (port: number): string =>
      files[0]!.text.split('\n').find((line) => line.startsWith('|') && line.includes(`tcp ${port}`))!;
    for (const [port, why] of [
      [23, 'Stays closed'],
      [21, 'no plain text'],
      [22, 'No required flow: check whether it is still needed'],
      [443, 'the shop'],
    ] as const)
      assert.ok(row(port).includes(`| ${why} |`), row(port));
  });
});
