import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { loadPlan } from '../support/language.ts';

// Firewalls look names up themselves, and match the addresses that they found: Cisco, "Using hostnames (DNS) in access-lists"; Palo Alto Networks, "How to Configure and Test FQDN Objects".
const PLAN = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.5 }
zone internet external
allow x -> "api.example.com" : tcp 443
`;
const SETTINGS = {
  asa: 'dns domain-lookup',
  fortios: 'config system dns',
  junos: 'set system name-server',
  panos: 'set deviceconfig system dns-setting',
} as const;

async function emitted(target: string, plan: string): Promise<{ text: string; warnings: string }> {
  const { document, services } = await loadPlan(plan);
  const { files, problems } = await generate(document, services, { target });
  const warnings = problems.filter(({ level }) => level === 'warning').map(({ message, line }) => `${line}: ${message}`);
  return { text: files[0]?.text ?? '', warnings: warnings.join('\n') };
}

describe('rules about host names', () => {
  for (const [target, setting] of Object.entries(SETTINGS))
    it(`${target}: says what the firewall needs to look names up, and what a deny of one does not close`, async () => {
      const allowed = await emitted(target, PLAN);
      const said = allowed.text.split('\n').filter((line) => /^[#!] Host names are looked up/.test(line));
      assert.equal(said.length, 1);
      assert.ok(said[0]!.includes(setting) && !said[0]!.includes('deny'), said[0]);
      assert.doesNotMatch(allowed.warnings, /api\.example\.com/);
      const denied = await emitted(target, `${PLAN}deny x -> "old.example.com"\n`);
      assert.match(denied.text, /^[#!] Host names are looked up .* a deny of a name closes no other address of it\.$/m);
      assert.match(
        denied.warnings,
        new RegExp(`^4: ${target}: it closes the addresses under which old\\.example\\.com is found`, 'm'),
      );
      const plain = await emitted(target, PLAN.replace('"api.example.com"', '203.0.113.5'));
      assert.doesNotMatch(plain.text, /looked up/);
    });

  it('csv: says nothing of it, since nothing is loaded', async () => {
    const { text, warnings } = await emitted('csv', `${PLAN}deny x -> "old.example.com"\n`);
    assert.ok(text.includes('old.example.com') && !/is found/.test(warnings));
  });
});
