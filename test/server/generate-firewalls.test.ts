import assert from 'node:assert/strict';
import { generateResult } from '../../server/features/generate.ts';
import { openText } from '../support/editor.ts';

const PLAN = `zone office { subnet 10.1.0.0/24 component desk at 10.1.0.5 }
zone shop { subnet 10.2.0.0/24 component till at 10.2.0.6 }
firewall main : asa { zones office, shop }
allow desk -> till : tcp 443
`;

describe('rule sets of firewalls in the editor', () => {
  it('are written in the form of the plan, under the name of the firewall, with marks for its rules', async () => {
    const { document, segplan } = await openText(PLAN);
    const uri = document.uri.toString();
    const result = await generateResult(document, segplan, { uri, firewall: 'main' });
    assert.ok('files' in result, JSON.stringify(result));
    const [file] = result.files;
    assert.deepEqual([file!.name, file!.languageId], ['main.asa', 'cisco']);
    assert.ok(file!.rules.some(({ planLine }) => planLine === 4));
  });

  it('say what keeps a firewall from being written', async () => {
    const { document, segplan } = await openText(PLAN.replace(' : asa', ''));
    const result = await generateResult(document, segplan, { uri: document.uri.toString(), firewall: 'main' });
    assert.ok('errors' in result);
    assert.match(result.errors[0]!.message, /The firewall main says no form/);
  });
});
