import assert from 'node:assert/strict';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { thoroughly } from '../support/chance.ts';
import { loadPlan } from '../support/language.ts';

/** A firewall before one that translates so many machines, each with a rule of its own, in as many zones outside as inside. */
const plan = (count: number): string => {
  const all = Array.from({ length: count }, (_, n) => n);
  return `zone internet external
zone transit { subnet 192.0.2.0/29 }
${all.map((n) => `zone d${n} { subnet 10.${n}.0.0/24 component g${n} at 10.${n}.0.10 }\nzone o${n} { subnet 172.16.${n}.0/24 }`).join('\n')}
firewall provider : nftables { zones internet, transit, ${all.map((n) => `o${n}`).join(', ')} }
firewall edge : nftables {
  zones transit, ${all.map((n) => `d${n}`).join(', ')}
${all.map((n) => `  nat 203.0.113.${n} tcp 443 from transit -> g${n} port 8443`).join('\n')}
}
${all.map((n) => `allow internet, o${n} -> g${n} : tcp 8443`).join('\n')}
`;
};

/** How often something is asked of a set while the plan is checked and the rules of a firewall are written. */
async function callsFor(count: number): Promise<number> {
  const methods = IntervalSet.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  const names = ['overlaps', 'covers', 'subtract', 'intersect', 'union', 'equals'];
  const own = names.map((name) => methods[name]!);
  let calls = 0;
  for (const [n, name] of names.entries())
    methods[name] = function (this: unknown, ...args: unknown[]): unknown {
      calls++;
      return own[n]!.apply(this, args);
    };
  try {
    const { document, services } = await loadPlan(plan(count));
    const { files, problems } = await generate(document, services, { firewall: 'provider' });
    assert.ok(files.length, problems.map((p) => p.message).join('\n'));
    assert.equal(files[0]!.text.match(/ip daddr 203\.0\.113\.\d+ tcp dport 443/g)?.length, count);
  } finally {
    for (const [n, name] of names.entries()) methods[name] = own[n]!;
  }
  return calls;
}

describe('what translations cost', () => {
  thoroughly('is about twice as much for twice as many', async () => {
    const [one, two] = [await callsFor(40), await callsFor(80)];
    assert.ok(two < 2.6 * one, `${one} calls, and ${two} for twice as many`);
  });
});
