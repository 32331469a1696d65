// Terraform itself evaluates what is emitted, where it is installed. Without the provider of Google, which can't be had everywhere, the
// arguments are held against its documentation by the reader of the main tests.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gcp } from '../../language/rulesets/targets/gcp/gcp.ts';
import { type FirewallRule, firewallRules } from '../rulesets/readers/gcp.ts';
import { emitted } from './emitted.ts';

const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '', TF_IN_AUTOMATION: '1' };

interface Configuration {
  readonly '//': readonly string[];
  readonly variable: unknown;
  readonly locals?: unknown;
  readonly resource?: { readonly google_compute_firewall: Record<string, { for_each?: string }> };
}

/** The same configuration with an output in place of each resource that would be made, so that no provider is needed. */
function asOutputs(text: string): string {
  const { resource, ...rest } = JSON.parse(text) as Configuration;
  const output: Record<string, { value: unknown }> = {};
  for (const [label, { for_each, ...block }] of Object.entries(resource?.google_compute_firewall ?? {}))
    for (const key of for_each === undefined ? [''] : ['INGRESS', 'EGRESS']) {
      const value = JSON.stringify(block).replaceAll('each.key', JSON.stringify(JSON.stringify(key)).slice(1, -1));
      output[`${label}${key}`] = { value: JSON.parse(value) };
      if (for_each !== undefined) output[`each-${label}`] = { value: for_each };
    }
  return JSON.stringify({ ...rest, output });
}

function applied(text: string): Record<string, unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
  try {
    writeFileSync(join(folder, 'plan.tf.json'), asOutputs(text));
    const run = (...args: string[]): string => execFileSync('terraform', args, { cwd: folder, env, encoding: 'utf8' });
    run('apply', '-auto-approve', '-input=false', '-no-color', '-var', 'segplan_network=NETWORK');
    const outputs = JSON.parse(run('output', '-json')) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('gcp, by Terraform', () => {
  it('evaluates to the rules that the tests read', async function () {
    if (spawnSync('terraform', ['version'], { env }).error) this.skip();
    const sorted = (rule: FirewallRule): unknown => ({
      ...rule,
      source_ranges: [...new Set(rule.source_ranges)].sort(),
      destination_ranges: [...new Set(rule.destination_ranges)].sort(),
    });
    const byName = (a: FirewallRule, b: FirewallRule): number => (a.name < b.name ? -1 : 1);
    let compared = 0;
    for (const { name, files } of await emitted(gcp)) {
      const values = Object.entries(applied(files[0]!.text));
      for (const [, each] of values.filter(([label]) => label.startsWith('each-'))) assert.deepEqual(each, ['EGRESS', 'INGRESS']);
      const rules = values.filter(([label]) => !label.startsWith('each-')).map(([, rule]) => rule as FirewallRule);
      assert.deepEqual(rules.sort(byName).map(sorted), firewallRules(files).sort(byName).map(sorted), name);
      compared += rules.length;
    }
    assert.ok(compared > 200, `${compared}`);
  });
});
